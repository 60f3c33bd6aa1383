"""The page: the ledger in a browser, and its API. The only home of HTTP."""
