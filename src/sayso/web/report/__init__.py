"""What the page of one report shows, made from its Reading: pure, no HTTP."""
