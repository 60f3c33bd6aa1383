"""Sources: which voices of different reports are one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.accounts.names import Name, fullest, is_short_for, normal, person
from sayso.accounts.voice import Voice
from sayso.model import SourceKind


def join(found: Iterable[Voice]) -> dict[Voice, str]:
    """The name of the source that each voice is.

    Voices are one where a report calls both by one name, where one name is the other's initials, or where it
    is short for one other alone. "A doctor" is nobody else.
    """
    said = Counter(found)
    voices = sorted(said, key=lambda v: (v.name, v.kind, v.report or "", sorted(v.aliases)))
    groups = _Groups(voices)
    groups.join_aliases()
    groups.join_short_forms()
    return _named(groups.members(), said)


def kind_of(group: Sequence[Voice]) -> SourceKind:
    """What sort of voice most reports take a source for."""
    counted = Counter(voice.kind for voice in group if voice.kind is not SourceKind.OTHER)
    return min(counted, key=lambda kind: (-counted[kind], kind)) if counted else SourceKind.OTHER


class _Groups:
    """Voices that are joined step by step."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        self._voices = voices
        self._home = list(range(len(voices)))

    def members(self) -> list[list[Voice]]:
        """Every group, in the order of its first voice."""
        groups: dict[int, list[Voice]] = defaultdict(list)
        for n, voice in enumerate(self._voices):
            groups[self._root(n)].append(voice)
        return list(groups.values())

    def join_aliases(self) -> None:
        """Join voices that go by one name; those of one report alone only with each other."""
        first: dict[tuple[str | None, Name], int] = {}
        for n, voice in enumerate(self._voices):
            for alias in sorted(voice.aliases):
                self._join(n, first.setdefault((voice.report, alias), n))

    def join_short_forms(self) -> None:
        """Join a name to the only one that it is short for, or the initials of; the longest names first."""
        names = [_name(voice) for voice in self._voices]
        shared = [n for n, voice in enumerate(self._voices) if voice.report is None and names[n]]
        having: dict[str, set[int]] = defaultdict(set)
        for n in shared:
            for key in (*names[n], *_initials(names[n])):
                having[key].add(n)
        for n in sorted(shared, key=lambda n: -len(names[n])):
            longer = set.intersection(*(having[word] for word in names[n]))
            roots = {
                self._root(m)
                for m in longer
                if self._voices[m].person == self._voices[n].person and _is_shorter(names[n], names[m])
            } - {self._root(n)}
            if len(roots) == 1:
                self._join(n, roots.pop())

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._home[second] = first

    def _root(self, n: int) -> int:
        while self._home[n] != n:
            n = self._home[n]
        return n


def _name(voice: Voice) -> Name:
    return person(voice.name) if voice.person else normal(voice.name)


def _is_shorter(short: Name, long: Name) -> bool:
    return is_short_for(short, long) or (len(short) == 1 and short[0] in set(_initials(long)))


def _initials(name: Name) -> Iterator[str]:
    """What a name can be shortened to: the initials of its words, perhaps without one of them."""
    letters = "".join(word[0] for word in name)
    if len(letters) > 1:
        yield letters
    if len(letters) > 2:
        yield from (letters[:n] + letters[n + 1 :] for n in range(len(letters)))


def _named(groups: Sequence[Sequence[Voice]], said: Counter[Voice]) -> dict[Voice, str]:
    """A display name for each group; those that go by the same words are numbered ("a doctor (2)")."""
    taken: Counter[str] = Counter()
    names: dict[Voice, str] = {}
    for group in groups:
        name = fullest([voice.name for voice in group for _ in range(said[voice])])
        taken[name] += 1
        suffix = f" ({taken[name]})" if taken[name] > 1 else ""
        names.update(dict.fromkeys(group, name + suffix))
    return names
