"""How a ledger is brought from one revision to the next; run by Alembic, one file in `versions/` each."""
