"""The ledger: reports, what was read in them, and the incidents they were linked into. The only home of SQL.

>>> with Ledger.open("sayso.db") as ledger:
...     for row in ledger.statements(source="ministry"):
...         print(row["content"])
"""

from sayso.ledger.ledger import Ledger

__all__ = ["Ledger"]
