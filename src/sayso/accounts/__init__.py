"""What each source says of one incident, side by side: compared, never averaged. Pure: no SQL, no model."""

from sayso.accounts.account import Account, accounts_of
from sayso.accounts.public import account_row, figures_row
from sayso.accounts.remark import Remark, remarks_of

__all__ = ["Account", "Remark", "account_row", "accounts_of", "figures_row", "remarks_of"]
