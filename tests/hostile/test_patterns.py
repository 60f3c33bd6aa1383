"""No pattern of the package takes more than linear time, whatever it is let loose on."""

import ast
import importlib
import pkgutil
import re
import signal
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso

SOURCE = Path(sayso.__file__).parent
LENGTH = 20_000
SECONDS = 0.5
"""Of processor time: what is linear takes a hundredth of it, what is quadratic takes more."""

UNITS = (
    *" \n\ta1A.,-'\"<(:#",
    "a ",
    "A.",
    " \n",
    ". ",
    "a.",
    "1,",
    "1 ",
    "-a:\n",
    "<!---->",
    "a-",
    "A, ",
    "the ",
)
STARTS = ("---\n", "id: a", "# a", "an", "©", "(A", "<meta", "<?xml", "a, the ", "spokesman for ")
BOUNDED = 300
"""Characters of what these patterns are shown: the words right before or after a place."""

ON_LITTLE = ("sayso.language.times", "sayso.language.places.precision", "sayso.sources.dates")


ALL = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))


class Slow(Exception):
    pass


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern of a module that is made when it is imported, and every one written out in a function."""
    for module in pkgutil.walk_packages([str(SOURCE)], "sayso."):
        if ".migrations" not in module.name:
            for name, value in vars(importlib.import_module(module.name)).items():
                yield from ((f"{module.name}.{name}", one) for one in _within(value))
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (method := _method(node)) and method != "compile":
                name = ".".join(("sayso", *path.relative_to(SOURCE).with_suffix("").parts))
                yield f"{name}:{node.lineno}:{method}", re.compile(node.args[0].value)


def _method(node: ast.AST) -> str | None:
    """The function of `re` that is called here with a pattern that is written out."""
    is_call = (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    )
    return node.func.attr if is_call else None


def from_the_start(name: str) -> bool:
    """Whether a pattern is only ever held against the beginning of a text, and never looked for in it."""
    last = re.split(r"[.:]", name)[-1]
    used = {last} if ":" in name else set(re.findall(rf"\b{last}\.(\w+)\(", ALL))
    return bool(used) and used <= {"match", "fullmatch"}


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _within(one)
    elif isinstance(getattr(value, "pattern", None), re.Pattern):
        yield value.pattern  # type: ignore[attr-defined]


EVERY = {(one.pattern, one.flags): (name, one) for name, one in patterns()}


@pytest.fixture
def clock() -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        raise Slow

    before = signal.signal(signal.SIGVTALRM, stop)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def test_there_are_patterns() -> None:
    assert len(EVERY) > 100


@pytest.mark.parametrize(("name", "pattern"), EVERY.values(), ids=[name for name, _ in EVERY.values()])
def test_it_does_not_backtrack_without_end(clock: None, name: str, pattern: re.Pattern[str]) -> None:
    length = BOUNDED if name.startswith(ON_LITTLE) else LENGTH
    anchored = from_the_start(name)
    attacks = [("", unit) for unit in UNITS] + [
        (start, unit) for start in STARTS for unit in (" ", "\n", "a", start)
    ]
    for start, unit in attacks:
        text: str | bytes = start + unit * (length // len(unit)) + "\x01"
        if isinstance(pattern.pattern, bytes):
            text = str(text).encode()
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            if anchored:
                pattern.match(text), pattern.fullmatch(text)  # type: ignore[arg-type]
            else:
                deque(pattern.finditer(text), maxlen=0)  # type: ignore[arg-type]
        except Slow:
            pytest.fail(f"{name} on {start!r} and many {unit!r}")
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
