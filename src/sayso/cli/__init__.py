"""The command line: one thin module a command.

Data goes to standard output, everything else to standard error. Exit status: 0 done, 1 some reports failed or
nothing could be done, 2 wrong usage, 130 stopped by the user.
"""

from sayso.cli.group import main

__all__ = ["main"]
