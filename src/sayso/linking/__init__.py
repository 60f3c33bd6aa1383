"""Which incidents of different reports are one, and which reports are copies. Pure: no SQL, no model."""

from sayso.linking.copies import Print, find_copies, print_of
from sayso.linking.link import Linked, link
from sayso.linking.mention import Mention, main_incident, mentions_of
from sayso.linking.score import ENOUGH, Reason, Scorer
from sayso.linking.seasons import Seasons

__all__ = [
    "ENOUGH",
    "Linked",
    "Mention",
    "Print",
    "Reason",
    "Scorer",
    "Seasons",
    "find_copies",
    "link",
    "main_incident",
    "mentions_of",
    "print_of",
]
