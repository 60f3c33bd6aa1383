"""What the page of one incident shows, made from its dossier: pure, no HTTP."""
