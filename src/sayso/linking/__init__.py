"""Which incidents of different reports are one, and which reports are copies. Pure: no SQL, no model."""

from sayso.linking.copies import Print, find_copies, print_of
from sayso.linking.link import Linked, link
from sayso.linking.mention import Mention, main_incident, mentions_of

__all__ = ["Linked", "Mention", "Print", "find_copies", "link", "main_incident", "mentions_of", "print_of"]
