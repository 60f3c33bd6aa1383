"""What sayso does, as calls: each takes a ledger and a reader, fetches, calls the pure parts and stores."""
