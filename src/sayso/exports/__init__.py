"""What the ledger holds, in the formats of others. Pure: cases in, rows and bytes out.

Every cell of every row keeps what stands behind it, and the sidecar prints it. What a format has no place for is
listed there too, and what was left out, with the reason.
"""

from sayso.exports.case import Case, Telling
from sayso.exports.cell import Cell, Cells, Evidence, LeftOut, Tables, neutral
from sayso.exports.claimreview import Checker
from sayso.exports.entry import Entry
from sayso.exports.formats import FORMATS, Format, reviews

__all__ = [
    "FORMATS",
    "Case",
    "Cell",
    "Cells",
    "Checker",
    "Entry",
    "Evidence",
    "Format",
    "LeftOut",
    "Tables",
    "Telling",
    "neutral",
    "reviews",
]
