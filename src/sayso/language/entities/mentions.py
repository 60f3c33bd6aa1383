"""Mentions: whole spans, each with the name and the description that it prints."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from sayso.language.entities.kinds import common_words, words_by_kind
from sayso.language.entities.names import (
    AIDES,
    ARTICLES,
    BODIES,
    LINKING,
    PARTICLES,
    PRONOUNS,
    RANKS,
    ROLES,
    display_name,
    head_of,
    is_proper,
    telling,
    without_title,
    words_of,
)
from sayso.language.entities.spans import DASHES, whole_spans
from sayso.language.evidence import is_caseless
from sayso.model import EntityType


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for something.

    Args:
        label: the encoder's.
        name: as people write it.
        words: those by which the name is known, folded.
        head: the word that the mention is about.
        proper: whether it names somebody or something rather than describes them.
        description: the role printed around a person's name.
    """

    span: Span
    label: str
    name: str
    words: tuple[str, ...]
    head: Token
    proper: bool
    description: str | None = None


def find_mentions(doc: Doc) -> list[Mention]:
    """The mentions of a Doc whose `spans["entity"]` and `spans["mention"]` are filled, in order."""
    caseless = is_caseless(doc)
    found = []
    for span in whole_spans(doc, _marked(doc)):
        make = _person if span.label_ == "person" else _other
        found += [mention for mention in make(span, caseless) if _stands_for_something(mention)]
    return found


def _marked(doc: Doc) -> list[Span]:
    """The names, and the descriptions in which none of them stands, in order."""
    names = list(doc.spans.get("entity", ()))
    taken = {i for name in names for i in range(name.start, name.end)}
    described = [m for m in doc.spans.get("mention", ()) if taken.isdisjoint(range(m.start, m.end))]
    return sorted([*names, *described], key=lambda m: m.start)


def _stands_for_something(mention: Mention) -> bool:
    """Whether a mention is more than a pronoun, a number or a place without a name."""
    if mention.head.tag_ in ("PRP", "PRP$", "WP", "CD") or mention.head.lower_ in PRONOUNS:
        return False
    if mention.proper:
        return True
    named_by_kind = mention.head.lower_ in words_by_kind()[EntityType.FACILITY]
    return mention.head.tag_.startswith("NN") and (mention.label != "place" or named_by_kind)


def _person(span: Span, caseless: bool) -> Iterator[Mention]:
    """People by name, or else by description."""
    parts = list(_parts(span))
    names = [run for part in parts if (run := _name_run(part, caseless)) is not None]
    if not names and (words := tuple(words_of(span.text))):
        yield Mention(span, "person", display_name(span.text), words, head_of(span), False)
    for number, name in enumerate(names):
        start = names[number - 1].end if number else span.start
        end = names[number + 1].start if number + 1 < len(names) else span.end
        found = _named(Span(span.doc, start, end, label="person"), name)
        if found is not None:
            yield found


def _named(span: Span, name: Span) -> Mention | None:
    """A person by name, with the words around it that describe them."""
    parts = list(_parts(span))
    ranks = [t.i for t in name[:-1] if t.lower_.rstrip(".") in RANKS]
    bare = _strip_points(name[ranks[-1] + 1 - name.start :] if ranks else name)
    before = span.doc[_described_from(span, name) : bare.start]
    said = [" ".join(before.text.split()).strip(" ,")]
    said += [" ".join(part.text.split()) for part in parts if part.start >= name.end and len(part) > 1]
    description = ", ".join(s for s in said if s and s.casefold() not in ARTICLES)
    words = tuple(without_title(words_of(bare.text)))
    if not words:
        return None
    whole = Span(span.doc, name.start, name.end, label="person")
    return Mention(whole, "person", display_name(bare.text), words, bare[-1], True, description or None)


def _strip_points(span: Span) -> Span:
    while len(span) > 1 and not span[0].text[0].isalnum():
        span = span[1:]
    return span


def _described_from(span: Span, name: Span) -> int:
    """Where the description before a name starts: in the span or, unmarked, right before it."""
    start = min(span.start, name.start)
    doc = span.doc
    while start > 0 and doc[start - 1].tag_.startswith(("NN", "JJ")) and not doc[start - 1].is_sent_end:
        word = doc[start - 1]
        if start <= name.start - 6 or not word.text[0].isalpha() or word.lower_ in LINKING | ARTICLES:
            break
        start -= 1
    return start


def _parts(span: Span) -> Iterator[Span]:
    """The parts of a phrase between commas and brackets; two people are two parts."""
    start = span.start
    for token in span:
        joined = span.label_ == "person" and token.lower_ == "and"
        if joined or token.text in {",", "(", ")", "[", "]", ":"}:
            if start < token.i:
                yield span.doc[start : token.i]
            start = token.i + 1
    if start < span.end:
        yield span.doc[start : span.end]


def _name_run(part: Span, caseless: bool) -> Span | None:
    """The proper nouns that end with a phrase's head, where that is a name."""
    head = head_of(part)
    if not is_proper(head, caseless=caseless) or head.lower_ in ROLES:
        return None
    start = head.i
    while start > part.start and _in_name(part.doc[start - 1], caseless):
        start -= 1
    while start < head.i and not is_proper(part.doc[start], caseless=caseless):
        if part.doc[start].lower_ in PARTICLES:
            break
        start += 1
    return part.doc[start : head.i + 1]


def _in_name(token: Token, caseless: bool) -> bool:
    return (
        is_proper(token, caseless=caseless)
        or token.lower_ in PARTICLES
        or token.text in DASHES | {"."}
        or token.is_space
    )


def _other(span: Span, caseless: bool) -> Iterator[Mention]:
    """A body, a place or a people; the abbreviation in brackets behind a name is a mention of its own."""
    for part in _parts(span):
        words = tuple(telling(words_of(part.text)))
        if not words:
            continue
        head = head_of(part)
        proper = _is_name(part, head, caseless)
        shown = _shown(part, words)
        yield Mention(
            Span(span.doc, part.start, part.end, label=span.label_), span.label_, shown, words, head, proper
        )


def _is_name(part: Span, head: Token, caseless: bool) -> bool:
    """Whether a phrase names a body or a place: "Taliban rebels" and "the rebel group" describe one."""
    telling_words = [t for t in part if is_proper(t, caseless=caseless) and t.lower_ not in common_words()]
    whole = head.tag_ != "NNS" or is_proper(head, caseless=caseless)
    return bool(telling_words) and whole and part[0].tag_ != "CD"


def _shown(part: Span, words: tuple[str, ...]) -> str:
    """A name without the "group" or "news agency" behind it."""
    behind = BODIES | AIDES
    end = part.end
    while (
        end - part.start > 1 and part.doc[end - 1].lower_ != words[-1] and part.doc[end - 1].lower_ in behind
    ):
        end -= 1
    return display_name(part.doc[part.start : end].text)
