"""Incidents of different reports that are one, and reports that are copies of one text. Pure: no SQL, no model."""

from sayso.linking.link import Linked, link
from sayso.linking.mention import Mention, main_incident, mentions_of

__all__ = ["Linked", "Mention", "link", "main_incident", "mentions_of"]
