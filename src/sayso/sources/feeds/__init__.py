"""Feeds: what lists articles, and the articles that it leads to, as reports."""

from sayso.sources.feeds.article import read_article
from sayso.sources.feeds.given import given_feeds
from sayso.sources.feeds.listing import Entry, Listing, read_listing
from sayso.sources.feeds.opml import read_opml

__all__ = ["Entry", "Listing", "given_feeds", "read_article", "read_listing", "read_opml"]
