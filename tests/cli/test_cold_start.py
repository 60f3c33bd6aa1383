"""A command loads what it needs and nothing else: most need neither the network nor a model of another's."""

import subprocess
import sys

OTHERS = ("feedparser", "protego", "courlan", "lxml", "openai", "mcp", "httpx2", "datasette")


def test_commands_that_do_not_fetch_load_nothing_that_does() -> None:
    program = (
        "import sys, sayso.cli, sayso.cli.read, sayso.cli.watch, sayso.cli.mcp, sayso.ledger, sayso.sources\n"
        f"print([name for name in {OTHERS} if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
