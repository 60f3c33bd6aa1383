"""Makes the picture of the terminal in the README: runs a command in one and draws what it prints.

python tools/make_picture.py docs/terminal.svg sayso show i-4f1c02ab
"""

import os
import pty
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

COLUMNS, LINES = 110, 66


def run(command: list[str]) -> str:
    """What a command prints in a terminal of its own."""
    os.environ |= {"COLUMNS": str(COLUMNS), "LINES": str(LINES), "TERM": "xterm-256color"}
    printed = bytearray()

    def keep(terminal: int) -> bytes:
        data = os.read(terminal, 1024)
        printed.extend(data)
        return data

    pty.spawn(command, keep)
    return printed.decode("utf-8").replace("\r\n", "\n")


def main() -> None:
    """Draw one command."""
    target, *command = sys.argv[1:]
    console = Console(record=True, width=COLUMNS, file=Path(os.devnull).open("w"))  # noqa: SIM115
    console.print(Text(f"$ {' '.join(command)}\n", "bold"))
    printed = Text.from_ansi(run(command)).split("\n")
    console.print(Text("\n").join(printed[:LINES]))
    picture = re.sub(r"@font-face \{.*?\}", "", console.export_svg(title="sayso"), flags=re.DOTALL)
    Path(target).write_text(
        picture, encoding="utf-8"
    )  # fonts of another host are left out: the reader's own will do


if __name__ == "__main__":
    main()
