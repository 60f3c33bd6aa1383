"""Fuzz one target in this process: `python -m fuzz.one FORMAT [options of libFuzzer]`."""

import sys
from importlib import import_module

import atheris

PARSERS = [
    "email",
    "html",
    "json",
    "zipfile",
    "gzip",
    "pypdf",
    "docx",
    "trafilatura",
    "htmldate",
    "feedparser",
]
READER = ["sayso.reading.reader"]


def main() -> None:
    """Run libFuzzer over a target; never returns."""
    name = sys.argv.pop(1)
    # What is imported only when it is needed has to be imported here to be watched.
    watched = ["sayso", *PARSERS]
    with atheris.instrument_imports(include=watched):
        for module in READER if name == "reader" else PARSERS:
            import_module(module)
        from fuzz.targets import TARGETS
    target = TARGETS[name]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
