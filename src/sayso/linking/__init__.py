"""Which incidents of different reports are one, and which reports are copies. Pure: no SQL, no model."""

from sayso.linking.link import Linked, link
from sayso.linking.mention import Mention, main_incident, mentions_of

__all__ = ["Linked", "Mention", "link", "main_incident", "mentions_of"]
