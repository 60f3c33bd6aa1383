"""How far two people who read the same reports apart from each other agree: pure.

Figures and kinds by Krippendorff's alpha, which allows for agreement by chance; spans and links by F1, since what
both left unmarked cannot be counted.
"""

from sayso.agreement.alpha import alpha, by_kind, by_ratio
from sayso.agreement.coded import Coded, Difference, Group, Measure, differences, measures

__all__ = [
    "Coded",
    "Difference",
    "Group",
    "Measure",
    "alpha",
    "by_kind",
    "by_ratio",
    "differences",
    "measures",
]
