"""Airwars: the incident record, with its tables of sources, research, victims and belligerents' statements."""

from sayso.exports.airwars.record import CANNOT_SAY, NOT_KNOWN, tables

__all__ = ["CANNOT_SAY", "NOT_KNOWN", "tables"]
