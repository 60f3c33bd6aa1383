"""Assistants: what a language model may ask of a ledger, each answer with the sentence behind it."""
