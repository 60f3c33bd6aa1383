"""Linked pairs to be judged by reading: drawn by chance, the same ones for the same seed.

    python -m bench.links LEDGER [--pairs 50] [--seed 1]

Prints each pair of mentions that stand in one incident: day of publication, outlet, kind, days, places, and the
sentence that names it. It also counts incidents whose mentions lie more than three days apart although the
reports say when each happened. What was found by reading stands in `links-checked.md`.
"""

import argparse
import random
from itertools import combinations

from sayso.ledger import Ledger
from sayso.linking import Mention, mentions_of
from sayso.model import Reading
from sayso.passage import sentence_around

APART = 3
SHOWN = 260

Pair = tuple[Mention, Mention]


def linked(ledger: Ledger) -> tuple[list[list[Mention]], dict[str, Reading]]:
    """The mentions of each linked incident, and the Readings they are of."""
    readings = dict(ledger.readings())
    found = {
        (mention.report, mention.incident): mention
        for id, reading in readings.items()
        for mention in mentions_of(id, reading)
    }
    rows = ledger.incidents()
    return [[found[told["report"], told["incident"]] for told in row["told_in"]] for row in rows], readings


def draw(groups: list[list[Mention]], pairs: int, seed: int) -> list[Pair]:
    """So many of all pairs that stand together, each as likely as any other."""
    every = [pair for group in groups for pair in combinations(group, 2)]
    return random.Random(seed).sample(every, min(pairs, len(every)))


def stretched(groups: list[list[Mention]]) -> int:
    """How many incidents hold two mentions that reports place more than three days apart."""
    told = [[mention.days for mention in group if mention.days and mention.days.told] for group in groups]
    return sum(
        max(days.first for days in group) - min(days.last for days in group) > APART
        for group in told
        if group
    )


def show(mention: Mention, reading: Reading) -> str:
    """One mention in a few lines."""
    incident = next(one for one in reading.incidents if one.id == mention.incident)
    when = incident.when
    days = f"{when.start}..{when.end}" if when else "no day"
    places = ", ".join(place.name for place in incident.where) or "no place"
    sentence = " ".join(sentence_around(reading.report.text, incident.mentions[0].span).split())
    role = "main" if mention.main else "by the way"
    head = (
        f"{reading.report.published} {reading.report.outlet}: {mention.type.value}, {role}; {days}; {places}"
    )
    return f"  {mention.report}/{mention.incident} {head}\n    {sentence[:SHOWN]}"


def main() -> None:
    """Draw and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger")
    parser.add_argument("--pairs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with Ledger.open(arguments.ledger, create=False) as ledger:
        groups, readings = linked(ledger)
    several = [group for group in groups if len(group) > 1]
    print(
        f"{len(groups):,} incidents, {len(several):,} of several reports, "
        f"{sum(len(group) * (len(group) - 1) // 2 for group in several):,} linked pairs; "
        f"{stretched(groups)} incidents with mentions more than {APART} days apart\n"
    )
    for number, (one, other) in enumerate(draw(groups, arguments.pairs, arguments.seed), 1):
        print(f"{number}\n{show(one, readings[one.report])}\n{show(other, readings[other.report])}")


if __name__ == "__main__":
    main()
