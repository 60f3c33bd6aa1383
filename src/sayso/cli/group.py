"""The group of all commands: its help page, and what a user sees of an error.

A command's module is imported when that command runs, so that `sayso --help` loads none of them.
"""

import os
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from sayso import __version__
from sayso.errors import SaysoError

STOPPED = 130


@dataclass(frozen=True, slots=True)
class Entry:
    """One command on the help page; its module has its name."""

    section: str
    name: str
    summary: str
    example: str


ENTRIES = (
    Entry("Read", "read", "Read reports into the ledger.", "sayso read reports/"),
    Entry("Read", "watch", "Read what feeds list, again and again.", "sayso watch feeds.opml"),
    Entry("Read", "reread", "Read again what an older version has read.", "sayso reread"),
    Entry(
        "Read",
        "link",
        "Join what partitions tell of, on many machines.",
        "sayso link readings/ --out incidents/",
    ),
    Entry(
        "Look", "show", "Show one report, marked, or one incident, source by source.", "sayso show i-4f1c02ab"
    ),
    Entry(
        "Look",
        "incidents",
        "List what happened, with the range of what is said.",
        "sayso incidents --accounts",
    ),
    Entry("Look", "compare", "Compare every two accounts of one incident.", "sayso compare i-4f1c02ab"),
    Entry(
        "Look",
        "why",
        "Tell why two mentions are, or are not, one incident.",
        "sayso why r-12ab34cd r-98fe76dc",
    ),
    Entry("Look", "statements", "List who said what.", 'sayso statements --source "ministry"'),
    Entry(
        "Look", "pledges", "List promises, orders and threats by deadline.", "sayso pledges --due 2024-09-30"
    ),
    Entry(
        "Look",
        "versions",
        "Show what an outlet changed in an article, or took down.",
        "sayso versions r-12ab34cd",
    ),
    Entry("Look", "search", "Find words in reports.", "sayso search market strike"),
    Entry("Look", "serve", "Show the ledger in a browser.", "sayso serve"),
    Entry(
        "Give",
        "export",
        "Write incidents as ACLED, UCDP GED, Airwars and others.",
        "sayso export acled --out acled.csv",
    ),
    Entry("Give", "mcp", "Answer an assistant's questions from the ledger.", "sayso mcp"),
    Entry("Give", "method", "Write the methodology sheet of the record.", "sayso method > method.md"),
    Entry(
        "Decide",
        "decide",
        "Accept, add, correct, reject, merge, split, overrule or note what was read.",
        "sayso decide reject r-12ab34cd:c2 --why 'an age'",
    ),
    Entry("Decide", "undo", "Take a decision back.", "sayso undo d-12 --why 'the other report was meant'"),
    Entry("Decide", "agreement", "Tell how far two coders agree.", "sayso agreement"),
    Entry("Decide", "user", "Say who may sign in to a team's page.", 'sayso user add "Amina Khalil" coder'),
    Entry("Decide", "decisions", "List who decided what, and why.", "sayso decisions"),
)


class UserError(click.ClickException):
    """An error in one line: `sayso: what, where, what to do next`."""

    def show(self, file: Any = None) -> None:
        """Print the line on standard error."""
        click.echo(f"sayso: {self.message}", err=True)


class Commands(click.Group):
    """Commands under headings, each imported when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the help page."""
        return [entry.name for entry in ENTRIES]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"sayso.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings, each with an example."""
        for section in dict.fromkeys(entry.section for entry in ENTRIES):
            with formatter.section(section):
                rows = [(e.name, f"\b\n{e.summary}\n{e.example}") for e in ENTRIES if e.section == section]
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what a user did wrong, and a disk that is full, is told in one line."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except SaysoError as error:
            raise UserError(str(error)) from error
        except BrokenPipeError:
            raise  # Whoever read the output has seen enough: click ends without a word.
        except OSError as error:
            _let_go_of_output()
            raise UserError(f"{error.filename or 'standard output'}: {_cause(error)}") from error
        except KeyboardInterrupt:
            click.echo("sayso: stopped", err=True)
            ctx.exit(STOPPED)
        return result


def _cause(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _let_go_of_output() -> None:
    """Let go of what could not be written: Python would try again at its end, and complain of it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sayso")
def main() -> None:
    """A ledger of who said what about conflict and crisis.

    sayso reads news reports and keeps what each source says, in whose words, about which incident: how many
    were harmed, who is blamed, what was promised by when. Reports of one incident are joined, and their accounts
    stand side by side; no figure is ever averaged.

    To start, read a file, a folder or an archive, then look at where the sources differ. What is read is kept
    in a ledger: the file sayso.db in this folder, or what --ledger or SAYSO_LEDGER names.
    """
