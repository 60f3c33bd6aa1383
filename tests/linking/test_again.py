"""Reports that come in one after another are linked as if all had come at once, and nothing else is touched."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.linking import Mention, Name, Season, link, link_again, reach
from sayso.linking.mention import Days
from sayso.linking.places import Spot
from sayso.linking.seasons import season_of
from sayso.model import IncidentType, Precision, Status

START = 738_000
TOWNS = ("marib", "aden", "taiz")
WORDS = tuple("market convoy bridge school bakery clinic harbour depot checkpoint orchard".split())

Groups = set[frozenset[Name]]


class Memory:
    """All mentions, and the groups they were linked to; counts how many were looked at."""

    def __init__(self) -> None:
        self.mentions: dict[Name, Mention] = {}
        self.groups: dict[Name, frozenset[Name]] = {}
        self.looked_at: set[Name] = set()

    def began(self, season: Season) -> Sequence[Mention]:
        return self._seen(m for m in self.mentions.values() if season_of(m.days) == season)

    def reaching(self, seasons: Set[Season]) -> Sequence[Mention]:
        return self._seen(m for m in self.mentions.values() if reach(m.days) & seasons)

    def named(self, names: Iterable[Name]) -> Sequence[Mention]:
        return self._seen(self.mentions[name] for name in names if name in self.mentions)

    def fellows(self, names: Iterable[Name]) -> set[Name]:
        return {fellow for name in names for fellow in self.groups.get(name, {name})}

    def _seen(self, found: Iterable[Mention]) -> list[Mention]:
        seen = list(found)
        self.looked_at |= {mention.name for mention in seen}
        return seen

    def take(self, mentions: Iterable[Mention], **bonds: Sequence[tuple[Name, Name]]) -> None:
        """Put mentions in the place of those of their names, and link again."""
        new = list(mentions)
        old = [self.mentions[m.name] for m in new if m.name in self.mentions]
        self.mentions |= {m.name: m for m in new}
        for group in link_again(self, [*old, *new], **bonds):
            names = frozenset(mention.name for mention in group)
            self.groups |= dict.fromkeys(names, names)

    def linked(self) -> Groups:
        return set(self.groups.values())


def all_at_once(mentions: Iterable[Mention], **bonds: Sequence[tuple[Name, Name]]) -> Groups:
    return {frozenset(m.name for m in one.mentions) for one in link(mentions, **bonds)}


@st.composite
def mention(draw: st.DrawFn, number: int) -> Mention:
    first = START + draw(st.integers(0, 90))
    length = draw(st.sampled_from([1, 1, 1, 2, 5, 12, 45]))
    days = Days(first=first, last=first + length - 1, told=draw(st.booleans()))
    town = draw(st.sampled_from(range(len(TOWNS))))
    return Mention(
        report=f"r{number // 2}",
        incident=f"i{number % 2}",
        key=f"{number:04d}",
        main=number % 2 == 0,
        type=draw(
            st.sampled_from([IncidentType.SHELLING, IncidentType.AIR_DRONE_STRIKE, IncidentType.OTHER])
        ),
        status=Status.OCCURRED,
        days=draw(st.sampled_from([days, days, days, None])),
        spots=(Spot((TOWNS[town],), 15.0 + town, 45.0, "YE", Precision.TOWN),),
        parties=(),
        tolls=frozenset(draw(st.sets(st.integers(1, 9), max_size=1))),
        words=tuple(sorted(draw(st.sets(st.sampled_from(WORDS), min_size=1, max_size=5)))),
    )


@st.composite
def batches(draw: st.DrawFn) -> list[list[Mention]]:
    """Mentions of invented reports, report by report, in some order and in some batches."""
    every = [draw(mention(number)) for number in range(2 * draw(st.integers(2, 14)))]
    reports = draw(st.permutations([every[n : n + 2] for n in range(0, len(every), 2)]))
    found: dict[int, list[Mention]] = defaultdict(list)
    batch = 0
    for report in reports:
        batch += draw(st.booleans())
        found[batch] += report
    return list(found.values())


@settings(deadline=None, max_examples=150)
@given(batches())
def test_reports_that_come_in_are_linked_as_if_all_had_come_at_once(came: list[list[Mention]]) -> None:
    memory = Memory()
    for batch in came:
        memory.take(batch)
    assert memory.linked() == all_at_once(m for batch in came for m in batch)


@settings(deadline=None, max_examples=60)
@given(batches(), st.data())
def test_so_is_a_report_that_is_read_anew(came: list[list[Mention]], data: st.DataObject) -> None:
    memory = Memory()
    for batch in came:
        memory.take(batch)
    memory.take([data.draw(mention(0)), data.draw(mention(1))])
    assert memory.linked() == all_at_once(memory.mentions.values())


@settings(deadline=None, max_examples=60)
@given(batches(), st.data())
def test_rulings_bind_what_comes_later(came: list[list[Mention]], data: st.DataObject) -> None:
    names = sorted(m.name for batch in came for m in batch)
    pair = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda p: p[0][0] != p[1][0])
    together = data.draw(st.lists(pair, max_size=2))
    apart = data.draw(st.lists(pair, max_size=2))
    memory = Memory()
    for batch in came:
        memory.take(batch, together=together, apart=apart)
    assert memory.linked() == all_at_once(memory.mentions.values(), together=together, apart=apart)


def strike(number: int, day: int) -> Mention:
    return Mention(
        report=f"r{number}",
        incident="i1",
        key=f"{number:06d}",
        main=True,
        type=IncidentType.SHELLING,
        status=Status.OCCURRED,
        days=Days(first=START + day, last=START + day, told=True),
        spots=(Spot((TOWNS[0],), 15.0, 45.0, "YE", Precision.TOWN),),
        parties=(),
        tolls=frozenset(),
        words=WORDS[:4],
    )


def test_the_past_is_not_looked_at_when_the_news_of_a_day_comes_in() -> None:
    memory = Memory()
    memory.take([strike(n, 10 * n) for n in range(200)])
    memory.looked_at.clear()
    memory.take([strike(1_000, 1_990)])
    assert len(memory.looked_at) < 15
    assert {frozenset({("r199", "i1"), ("r1000", "i1")})} <= memory.linked()
