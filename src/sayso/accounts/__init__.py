"""What each source says of one incident, side by side: compared, never averaged. Pure: no SQL, no model."""

from sayso.accounts.account import Account, accounts_of
from sayso.accounts.compare import Comparison, Verdict, Why, compare
from sayso.accounts.doubt import Doubt, doubts_of, loose
from sayso.accounts.grade import Suggestion, suggest
from sayso.accounts.public import account_row, account_rows, figures_row, grounds_row, root_row, tolls_row
from sayso.accounts.remark import Remark, remarks_of
from sayso.accounts.revision import Revision, revisions
from sayso.accounts.rewrite import Printing, rewritten
from sayso.accounts.roots import Root, roots_of
from sayso.accounts.total import Total, add

__all__ = [
    "Account",
    "Comparison",
    "Doubt",
    "Printing",
    "Remark",
    "Revision",
    "Root",
    "Suggestion",
    "Total",
    "Verdict",
    "Why",
    "account_row",
    "account_rows",
    "accounts_of",
    "add",
    "compare",
    "doubts_of",
    "figures_row",
    "grounds_row",
    "loose",
    "remarks_of",
    "revisions",
    "rewritten",
    "root_row",
    "roots_of",
    "suggest",
    "tolls_row",
]
