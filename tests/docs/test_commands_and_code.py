"""Every command and every piece of Python that the documentation and the help pages show is one that there is."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from sayso.cli import main
from sayso.cli.command import Command
from sayso.cli.group import ENTRIES

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]
CALL = re.compile(r"^    (?:\S.* \| )?(?:\.venv/bin/)?(sayso .+)$", re.MULTILINE)
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
AFTER = {"|", ">", ">>", "<", "&&", ";"}


def shown() -> Iterator[tuple[str, str]]:
    """Commands with where they stand."""
    for page in PAGES:
        yield from ((page.name, call) for call in CALL.findall(page.read_text(encoding="utf-8")))
    with click.Context(main) as context:
        for entry in ENTRIES:
            yield "sayso --help", entry.example
            command = main.get_command(context, entry.name)
            for example in command.examples if isinstance(command, Command) else ():
                yield f"sayso {entry.name} --help", example[example.index("sayso ") :]


def parse(call: str) -> None:
    """Take a command apart as the command line does, without running it."""
    words = shlex.split(call, comments=True)[1:]
    words = words[: next((place for place, word in enumerate(words) if word in AFTER), len(words))]
    command: click.Command = main
    context = click.Context(main)
    while isinstance(command, click.Group):
        name, *words = words
        found = command.get_command(context, name)
        assert found, f"there is no command {name}"
        command = found
    command.make_context(command.name, words)


@pytest.mark.parametrize(("where", "call"), sorted(set(shown())))
def test_a_command_that_is_shown_is_one(where: str, call: str) -> None:
    try:
        parse(call)
    except click.UsageError as error:
        pytest.fail(f"{where}: {call}: {error.format_message()}")


def test_commands_are_shown() -> None:
    pages = {where for where, _ in shown()}
    assert {"README.md", "start.md", "watching.md", "sayso --help", "sayso read --help"} <= pages


@pytest.mark.parametrize(
    "code", [code for page in PAGES for code in PYTHON.findall(page.read_text(encoding="utf-8"))]
)
def test_python_that_is_shown_runs(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "shown", "exec"), {})
    assert capsys.readouterr().out.strip()
