"""Accounts side by side: a card for each source, with what it counts, whom it blames, what it took back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.web.templating import words_link
from sayso.wording import number, people, shorten

SENTENCE = 400

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Something that was said, with the sentence it was said in and where that stands."""

    text: str
    href: str
    sentence: str
    said: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A figure in a card; `stands` is false where the source has corrected it since, or its outlet the words."""

    words: Words
    harm: str
    people: str
    share: bool
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """A change of an account: the words before and after."""

    change: str
    before: Words
    after: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A sentence that an outlet changed without a word: what it was, since when it is not, and what it is now.

    Args:
        outlet: whose it was.
        on: the day on which the change was first seen.
        before: the sentence.
        now: what stands in its place, where anything does.
        href: of the version that has it no longer.
    """

    outlet: str
    on: str
    before: Words
    now: str | None
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence of an account: how it is said, and who printed it."""

    words: Words
    act: str
    certainty: str
    outlet: str | None
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One source's account.

    Args:
        source: its name.
        known: whether other reports can mean the same by it, so that it has a page of its own.
        kind: what sort of voice.
        first: the day on which it is first heard.
        last: the day on which it is last heard.
        led: it was heard on the first day, and others only later.
        independent: it has its account from no other source.
        repeats: those that it has its account from.
        outlets: who prints what goes back to it.
        repeated_by: who says it after it, but for those.
        counts: its figures.
        blames: whom it holds responsible.
        denials: where it denies something.
        revisions: what it changed.
        rewrites: what outlets changed of it.
        stands: whether anything of it is still printed.
        contradicted_by: whose account cannot be true together with it.
        quotes: its sentences, each once.
    """

    source: str
    known: bool
    kind: str
    first: str | None
    last: str | None
    led: bool
    independent: bool
    repeats: tuple[str, ...]
    outlets: tuple[str, ...]
    repeated_by: tuple[str, ...]
    counts: tuple[Count, ...]
    blames: tuple[Words, ...]
    denials: tuple[Words, ...]
    revisions: tuple[Revised, ...]
    rewrites: tuple[Rewritten, ...]
    stands: bool
    contradicted_by: tuple[str, ...]
    quotes: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blamed:
    """A party that is held responsible: by whom, and who it is that denies."""

    party: str
    by: tuple[tuple[str, Words], ...]


def cards_of(row: Row) -> tuple[Card, ...]:
    """A card for each account of an incident, by its public row."""
    roots = {root["source"]: root for root in row["roots"]}
    return tuple(_card(account, roots.get(account["source"])) for account in row["accounts"])


def blamed_in(cards: Sequence[Card]) -> tuple[Blamed, ...]:
    """Who blames whom: each party with those who hold it responsible, most of them first."""
    parties: dict[str, list[tuple[str, Words]]] = {}
    for card in cards:
        for words in card.blames:
            parties.setdefault(words.text, []).append((card.source, words))
    ordered = sorted(parties.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Blamed(party=party, by=tuple(by)) for party, by in ordered)


def _card(account: Row, root: Row | None) -> Card:
    return Card(
        source=account["source"],
        known=account.get("known", False),
        kind=account["kind"],
        first=account["first"],
        last=account["last"],
        led=account.get("led", False),
        independent=root is not None,
        repeats=tuple(account.get("repeats", ())),
        outlets=tuple(root["outlets"]) if root else (),
        repeated_by=tuple(name for name in root["repeated_by"] if name not in root["outlets"])
        if root
        else (),
        counts=tuple(counts_of(account["figures"])),
        blames=tuple(once(words_of(blame, blame["name"]) for blame in account["blames"])),
        denials=tuple(words_of(said, "denies") for said in account["statements"] if denies(said)),
        revisions=tuple(map(revised, account["revisions"])),
        rewrites=rewrites_of(account),
        stands=bool(account["statements"]),
        contradicted_by=tuple(account.get("contradicted_by", ())),
        quotes=tuple(_quotes(account)),
    )


def words_of(part: Row, text: str) -> Words:
    """What a part of a public row says, with where it stands."""
    return Words(
        text=text,
        href=words_link(part["report"], part["span"]),
        sentence=shorten(part["sentence"], SENTENCE),
        said=part["said"],
    )


def revised(change: Row) -> Revised:
    """A change of an account, by its public row."""
    return Revised(
        change=change["change"],
        before=words_of(change["from"], change["before"]),
        after=words_of(change, change["after"]),
    )


def rewrites_of(account: Row) -> tuple[Rewritten, ...]:
    """What outlets changed of an account, each sentence once, by its public row."""
    found = {(one["report"], one["sentence"]): one for one in account.get("rewrites", ())}
    return tuple(
        Rewritten(
            outlet=one["outlet"] or "the outlet",
            on=one["rewrite"]["on"],
            before=words_of(one, shorten(one["sentence"], SENTENCE)),
            now=shorten(one["rewrite"]["sentence"], SENTENCE) if one["rewrite"]["sentence"] else None,
            href=f"/reports/{one['rewrite']['report']}",
        )
        for one in found.values()
    )


def denies(said: Row) -> bool:
    """Whether a statement says that something was not so."""
    return bool(said["act"] == "deny" or said["certainty"] == "denied")


def counts_of(figures: Sequence[Row]) -> list[Count]:
    """Each figure once, those that stand before those that were corrected."""
    found: dict[tuple[Any, ...], Count] = {}
    for figure in sorted(figures, key=lambda one: (not _stands(one), one["share"])):
        words = number(
            figure["low"],
            figure["high"],
            about=figure["bound"] == "about",
            words=f"“{shorten(figure['text'], 30)}”",
        )
        whom = people(figure["victims"]["status"], figure["victims"]["groups"])
        found.setdefault(
            (words, figure["harm"], whom, figure["share"]),
            Count(
                words=words_of(figure, words),
                harm=figure["harm"],
                people=whom,
                share=figure["share"],
                stands=_stands(figure),
            ),
        )
    return list(found.values())


def _stands(figure: Row) -> bool:
    """Whether a figure stands; a share does while its words do."""
    return bool(figure["stands"] or (figure["share"] and not figure.get("rewrite")))


def once(words: Iterable[Words]) -> list[Words]:
    """The first words for each thing that is said."""
    return list({one.text: one for one in reversed(list(words))}.values())[::-1]


def _quotes(account: Row) -> list[Said]:
    """The sentences that an account was read in and that are still printed, each once, the earliest first."""
    told = {(said["report"], said["statement"]): said for said in account["statements"]}
    found: dict[tuple[str, str], Said] = {}
    printed = (figure for figure in account["figures"] if not figure.get("rewrite"))
    parts = (*printed, *account["blames"], *account["statements"])
    for part in sorted(parts, key=lambda one: (one["said"] or "", one["report"], one["span"])):
        said = told[part["report"], part["statement"]]
        quote = Said(
            words=words_of(part, part["sentence"]),
            act=said["act"],
            certainty=said["certainty"],
            outlet=said["outlet"],
            via=tuple(said["via"]),
        )
        found.setdefault((part["report"], part["sentence"]), quote)
    return list(found.values())
