"""One module a view: its router, its view models, its handlers."""
