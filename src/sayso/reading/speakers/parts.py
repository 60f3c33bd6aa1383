"""The parts of a source: each voice of a joint one, what it is about, and the entities that it names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from sayso.language.entities import ARTICLES, head_of, words_of
from sayso.model import Entity, EntityType
from sayso.reading.clauses import HEADS, before, noun_phrase_to
from sayso.reading.speakers.kinds import PRONOUNS

BREAKS = frozenset(",;:([")
RELATIVES = frozenset("who whom whose which that".split())
MODIFYING = frozenset("of for in at from on with to by".split())
NAMED_BEHIND = frozenset("appos flat nmod:unmarked nmod:desc list".split())


@dataclass(frozen=True, slots=True)
class Part:
    """One voice of a source.

    Args:
        span: its words.
        head: the word that it is about.
        inside: the entities named in it, each with the span of its mention there.
    """

    span: Span
    head: Token
    inside: tuple[tuple[Entity, Span], ...]

    @property
    def words(self) -> list[str]:
        """Its words, folded."""
        return [t.lower_ for t in self.span if t.text[0].isalnum()]

    @property
    def is_pronoun(self) -> bool:
        """Whether it is one pronoun and nothing more."""
        return len(self.words) == 1 and is_pronoun(self.head)

    @property
    def definite(self) -> bool:
        """Whether it points to someone who is known already, or could."""
        return self.span[0].lower_ in {"the", "this", "that", "these", "those"}

    @property
    def indefinite(self) -> bool:
        """Whether it brings someone in."""
        return self.span[0].lower_ in {"a", "an", "another", "one", "some", "several", "many"}

    @property
    def description(self) -> str:
        """Its words up to the first comma, bracket or relative clause, without the article."""
        words: list[Token] = []
        for token in self.span:
            if token.text in BREAKS or (words and token.lower_ in RELATIVES):
                break
            words.append(token)
        if not words:
            words = list(self.span)
        if len(words) > 1 and words[0].lower_ in ARTICLES:
            words = words[1:]
        return " ".join(self.span.doc[words[0].i : words[-1].i + 1].text.split())

    def named(self) -> tuple[Entity, Span] | None:
        """The entity that this voice is, where its own words name it.

        A name behind "of" or before a possessive is another's ("the government of ...", "...'s lawyer"); a name before
        the head is its owner, too ("the Taliban spokesman").
        """
        people = [(e, m) for e, m in self.inside if e.type is EntityType.PERSON and self._is_whole(m)]
        proper = [(e, m) for e, m in people if is_named(e)]
        if proper:
            return proper[0]
        about = [(e, m) for e, m in self.inside if m.start <= self.head.i < m.end]
        return next(iter(about or people), None)

    def _is_whole(self, mention: Span) -> bool:
        """Whether a person's mention is the part's head or stands in apposition to it."""
        if mention.start <= self.head.i < mention.end:
            return True
        before, after = _beside(mention)
        if after in {"'s", "’s", "'", "’"} or before in MODIFYING:
            return False
        return before in {",", "(", "--", "-"} or mention.end == self.head.i + 1


def _beside(span: Span) -> tuple[str, str]:
    """The words before and behind a mention, past the words that describe it."""
    doc, start = span.doc, span.start - 1
    while start >= 0 and (doc[start].is_space or doc[start].lower_ in ARTICLES or _describes(doc[start])):
        start -= 1
    after = doc[span.end].lower_ if span.end < len(doc) else ""
    return (doc[start].lower_ if start >= 0 else ""), after


def _describes(token: Token) -> bool:
    return token.is_alpha and token.tag_ in ("JJ", "NN", "NNP")


def is_pronoun(token: Token) -> bool:
    """Whether a word is a pronoun: "us" is, "US" is not."""
    abbreviation = token.text in ("US", "IT") and not token.tag_.startswith("PRP")
    return token.lower_ in PRONOUNS and not abbreviation


def is_named(entity: Entity) -> bool:
    """Whether an entity has a name of its own and is no mere description."""
    if entity.type is EntityType.PEOPLE:
        return False
    return entity.description is None or words_of(entity.description) != words_of(entity.name)


def parts_of(source: Span, mentions: Sequence[tuple[Span, Entity]]) -> list[Part]:
    """The voices of a source, in order: two for "a monitor and activists"."""
    found = []
    for span in _joined(source):
        inside = tuple((e, m) for m, e in mentions if span.start <= m.start and m.end <= span.end)
        found.append(Part(span, head_of(span), inside))
    return found


def _joined(source: Span) -> Iterator[Span]:
    """The members of a coordination by the parse; the source itself where nothing is joined to its head."""
    head = head_of(source)
    members = [head, *(t for t in source if t.dep_ == "conj" and _hangs_on(t, head, source))]
    if len(members) == 1:
        yield source
        return
    start = source.start
    for member, later in zip(members, [*members[1:], None], strict=True):
        end = source.end
        if later is not None:
            end = next(
                (
                    t.i
                    for t in reversed(source.doc[member.i + 1 : later.i])
                    if t.lower_ in {"and", "or"} or t.text == ","
                ),
                later.i,
            )
        if start < end:
            yield _plain(source.doc[start:end])
        start = end + (later is not None and source.doc[end].lower_ in {"and", "or", ","})


def _plain(span: Span) -> Span:
    while len(span) > 1 and (
        span[-1].is_punct or span[-1].is_space or span[-1].lower_ in {"and", "or", "both"}
    ):
        span = span[:-1]
    while len(span) > 1 and (span[0].is_punct or span[0].is_space or span[0].lower_ in {"and", "or", "both"}):
        span = span[1:]
    return span


def _hangs_on(token: Token, head: Token, source: Span) -> bool:
    """Whether a conjunct goes back to the head through conjuncts alone."""
    while token.dep_ == "conj" and token.head.i != token.i and source.start <= token.head.i < source.end:
        token = token.head
        if token.i == head.i:
            return True
    return False


def antecedent_of(relative: Token) -> Span | None:
    """The noun phrase that "who" goes back to."""
    noun = relative.head.head if relative.head.dep_.startswith("acl") else None
    noun = noun if noun is not None and noun.i < relative.i else before(relative)
    while noun is not None and noun.text == ",":
        noun = before(noun)
    return noun_phrase_to(noun, relative.sent.start) if noun is not None and noun.tag_ in HEADS else None
