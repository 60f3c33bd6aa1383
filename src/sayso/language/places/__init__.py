"""Places: the place names of a report, and where they lie."""

from sayso.language.places.component import create_places
from sayso.language.places.precision import locates, precision_of

__all__ = ["create_places", "locates", "precision_of"]
