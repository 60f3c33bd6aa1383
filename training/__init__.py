"""Makes the weights that ship with sayso, from public corpora."""
