"""The encoder's spans made whole: cut where two things stand in one, trimmed, and with all that belongs to a name."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from sayso.language.entities.kinds import common_words, whole_label
from sayso.language.entities.names import ARTICLES, LINKING, POSSESSIVE, RANKS, ROLES, head_of, is_proper
from sayso.language.evidence import is_caseless

DASHES = {"-", "–", "/"}
NAMED_BY = {"of", "for"}
BRACKETS = {"(", ")", "[", "]"}
OUTER = DASHES | POSSESSIVE | BRACKETS | set(',.;:"“”‘') | {"``", "''", "--", "—"}
WITHIN = {"place": {"in"}, "person": {"and"}}
"""Words at which a second place or person begins: "the museum in Oslo", "Nura and Tarik"."""


def whole_spans(doc: Doc, marked: Iterable[Span]) -> Iterator[Span]:
    """Marked spans without what is no part of a name at their edges; pieces of one phrase are joined."""
    caseless = is_caseless(doc)
    last: Span | None = None
    for span in (piece for one in marked for piece in _pieces(one, caseless)):
        trimmed = _trim(span, caseless)
        if trimmed is None or (last is not None and trimmed.start < last.end):
            continue
        trimmed = _extended(trimmed, caseless)
        if last is not None and _joins(last, trimmed):
            label = max((last, trimmed), key=len).label_
            last = _extended(Span(doc, last.start, trimmed.end, label=label), caseless)
            continue
        if last is not None:
            yield _relabelled(last, caseless)
        last = _titled(trimmed, caseless, last.end if last is not None else 0)
    if last is not None:
        yield _relabelled(last, caseless)


def _pieces(span: Span, caseless: bool) -> Iterator[Span]:
    """A span cut at brackets, and where a second place or person begins; descriptions stay whole."""
    start = span.start
    for token in span:
        if token.text in BRACKETS or (
            token.lower_ in WITHIN.get(span.label_, ()) and _named_around(token, span, caseless)
        ):
            yield Span(span.doc, start, token.i, label=span.label_)
            start = token.i + 1
    yield Span(span.doc, start, span.end, label=span.label_)


def _named_around(token: Token, span: Span, caseless: bool) -> bool:
    """Whether a name ends right before a word and one begins right behind it."""
    doc = span.doc
    return (
        span.start < token.i < span.end - 1
        and is_proper(doc[token.i - 1], caseless=caseless)
        and is_proper(doc[token.i + 1], caseless=caseless)
    )


def _relabelled(span: Span, caseless: bool) -> Span:
    """A span with the label that its words tell."""
    head = head_of(span)
    titled = span[0].lower_.rstrip(".") in RANKS - {"general"} and all(
        is_proper(t, caseless=caseless) for t in (span[0], head)
    )
    label = whole_label(span.label_, head.lower_, titled=titled or head.lower_ in ROLES)
    if label == "person" and head.tag_ == "NNPS":
        label = "people"
    return Span(span.doc, span.start, span.end, label=label)


def _trim(span: Span, caseless: bool) -> Span | None:
    """A span without what is no part of it at its edges; a description starts with its article."""
    doc, start, end = span.doc, span.start, span.end
    while start < end and (doc[start].is_space or doc[start].text in OUTER or doc[start].lower_ in LINKING):
        start += 1
    while end > start and _outside(doc[end - 1]):
        end -= 1
    while end > start + 1 and doc[end - 1].tag_ == "RB" and doc[end - 1].is_lower:
        end -= 1
    alone = end == start + 1 and doc[start].tag_ == "PRP$"
    if alone or not any(letter.isalpha() for token in doc[start:end] for letter in token.text):
        return None
    named = any(is_proper(t, caseless=caseless) for t in doc[start:end])
    while not named and start > 0 and _opens(doc[start - 1]) and not doc[start].is_sent_start:
        start -= 1
    return Span(doc, start, end, label=span.label_)


def _outside(token: Token) -> bool:
    """Whether a word right at a span's end is no part of it."""
    return token.is_space or token.text in OUTER or token.lower_ in LINKING | ARTICLES


def _opens(token: Token) -> bool:
    """Whether a word right before a span opens its noun phrase: an article, an owner, a number or a quality."""
    return token.lower_ in ARTICLES or token.tag_ in ("PRP$", "CD") or (token.tag_ == "JJ" and token.is_lower)


def _extended(span: Span, caseless: bool) -> Span:
    """A body's or a person's name up to its last proper noun: "the Office" goes on with "for National Statistics"."""
    doc, end = span.doc, span.end
    if (
        caseless
        or span.label_ not in ("person", "organization")
        or not any(is_proper(t, caseless=caseless) for t in span)
    ):
        return span
    while end < len(doc) and not doc[end].is_sent_start:
        at = end
        if doc[at].lower_ in NAMED_BY and head_of(doc[span.start : end]).lower_ in common_words():
            at += 1 + (at + 1 < len(doc) and doc[at + 1].lower_ in ARTICLES)
        if at >= len(doc) or not is_proper(doc[at], caseless=caseless):
            break
        end = at + 1
    return Span(doc, span.start, end, label=span.label_)


def _titled(span: Span, caseless: bool, after: int) -> Span:
    """A person's name with the titles right before it, back to some word at most."""
    doc, start = span.doc, span.start
    if span.label_ != "person" or not is_proper(doc[start], caseless=caseless):
        return span
    while start > after and not doc[start].is_sent_start and _is_title(doc[start - 1], caseless):
        start -= 1
    return Span(doc, start, span.end, label=span.label_)


def _is_title(token: Token, caseless: bool) -> bool:
    return token.lower_.rstrip(".") in RANKS and is_proper(token, caseless=caseless)


def _joins(one: Span, other: Span) -> bool:
    """Whether two spans are pieces of one phrase: nothing stands between them but a hyphen."""
    between = one.doc[one.end : other.start]
    if other.label_ == one.label_ == "place" or other[0].lower_ in ARTICLES:
        return False
    return all(t.text in DASHES for t in between) and len(between) <= 1
