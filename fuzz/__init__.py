"""Hostile input: invented reports in every format, ways to spoil them, and fuzzers that look for more."""
