"""Which incidents of different reports are one, and which reports are copies. Pure: no SQL, no model."""

from sayso.linking.again import Book, link_again
from sayso.linking.blocks import reach
from sayso.linking.copies import Print, find_copies, print_of
from sayso.linking.link import Linked, in_time, is_long, link, named, short_name
from sayso.linking.mention import Mention, Name, main_incident, mentions_of
from sayso.linking.score import ENOUGH, Reason, Scorer
from sayso.linking.seasons import SEASON, Season, Seasons

__all__ = [
    "ENOUGH",
    "SEASON",
    "Book",
    "Linked",
    "Mention",
    "Name",
    "Print",
    "Reason",
    "Scorer",
    "Season",
    "Seasons",
    "find_copies",
    "in_time",
    "is_long",
    "link",
    "link_again",
    "main_incident",
    "mentions_of",
    "named",
    "print_of",
    "reach",
    "short_name",
]
