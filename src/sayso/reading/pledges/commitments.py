"""Commitments: the clauses by which a party binds itself or others, refuses, threatens or sets a day.

Three forms carry them: a modal of the future ("the army will withdraw"), a cue with what it governs ("vowed
to withdraw", "imposed a curfew"), and a whole statement whose act is a pledge or an order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from sayso.model import Act, PledgeAct
from sayso.reading.clauses import after, before, clause_end, subject_of
from sayso.reading.context import Context
from sayso.reading.manner import act_of
from sayso.reading.pledges.lexicon import named
from sayso.reading.statements import Saying

FUTURE = frozenset(("will", "shall", "'ll", "’ll", "wo"))
PAST_FUTURE = frozenset(("would", "'d", "’d"))
NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no"))
UNBOUND = frozenset((Act.BELIEVE, Act.ESTIMATE, Act.ASK))
"""Acts whose futures bind nobody."""

BE = frozenset(("is", "are", "was", "were"))
NEAR = 6
"""Words between a noun of commitment and the verb that it hangs on."""

WORDS = 20_000
"""Words whose acts are remembered."""

CUE_ACTS = tuple(act for act in PledgeAct if act is not PledgeAct.RETRACTION)
OBJECT_ACTS = (PledgeAct.ORDER, PledgeAct.GUARANTEE, PledgeAct.PLEDGE)


@dataclass(frozen=True, slots=True)
class Commitment:
    """What is undertaken, and by whom where the clause prints it."""

    act: PledgeAct
    by: Span | None
    what: Span


def find_commitments(doc: Doc, context: Context) -> list[Commitment]:
    """The commitments of a Doc in text order; where two meet, the one with the plainer cue stands."""
    found: list[Commitment] = []
    for commitment in (*_by_cue(doc, context), *_by_modal(doc, context), *_by_statement(doc, context)):
        if not any(commitment.what.start < o.what.end and o.what.start < commitment.what.end for o in found):
            found.append(commitment)
    return sorted(found, key=lambda c: c.what.start)


def _holding(context: Context, token: Token) -> Saying | None:
    """The narrowest statement whose content holds a token."""
    holding = [s for s in context.sayings if s.holds(token.i, token.i + 1)]
    return min(holding, key=lambda s: s.size) if holding else None


def _limit(context: Context, token: Token) -> int:
    """Where the words around a token end at the latest: with its sentence, or the content it is in."""
    saying = _holding(context, token)
    ends = [span.end for span in saying.content if span.start <= token.i < span.end] if saying else []
    return min([token.sent.end, *ends])


# A modal of the future


def _by_modal(doc: Doc, context: Context) -> Iterator[Commitment]:
    for token in doc:
        word = token.lower_
        if word not in FUTURE | PAST_FUTURE or token.tag_ in {"NN", "NNP"}:
            continue
        saying = _holding(context, token)
        if word in PAST_FUTURE and saying is None:
            continue
        if saying is not None and act_of(doc, saying) in UNBOUND:
            continue
        yield from _modal_clause(token, saying, context)


def _modal_clause(modal: Token, saying: Saying | None, context: Context) -> Iterator[Commitment]:
    verb, negated = _governed(modal)
    subject = subject_of(modal)
    if verb is None or subject is None or _is_doubted(subject) or _is_aside(subject):
        return
    limit = _limit(context, modal)
    if (passive := _participle(verb)) is not None and named("set_in_advance", passive.lower_):
        yield _schedule(subject, verb, limit)
    elif _is_reckoning(verb):
        yield Commitment(
            PledgeAct.THREAT, None, modal.doc[subject.start : clause_end(modal.doc, verb.i, limit)]
        )
    elif _can_act(subject, context) and not _happens(subject, verb, negated):
        for what in _parts(_main(verb), limit):
            yield Commitment(_act_of_future(what, negated, saying), subject, what)


def _governed(modal: Token) -> tuple[Token | None, bool]:
    """The verb after a modal, and whether it is negated."""
    token, negated = after(modal), False
    while token is not None and (
        token.tag_.startswith("RB") or token.lower_ in NEGATIONS or token.text in {'"', "``", "“", ","}
    ):
        negated = negated or token.lower_ in NEGATIONS
        token = after(token)
    return (token, negated) if token is not None and token.tag_ in {"VB", "VBP", "NN"} else (None, negated)


def _participle(verb: Token) -> Token | None:
    """The participle of a passive whose auxiliary this is."""
    word = after(verb) if verb.lower_ in {"be", "been", "get"} else None
    while word is not None and word.tag_.startswith("RB"):
        word = after(word)
    return word if word is not None and word.tag_ in {"VBN", "VBD"} else None


def _is_doubted(subject: Span) -> bool:
    """Whether the words before the subject make what follows a hope, a fear or a condition."""
    start = max(subject.sent.start, subject.start - 4)
    return any(named("doubting", token.lower_) for token in subject.doc[start : subject.start])


def _can_act(subject: Span, context: Context) -> bool:
    """Whether the subject can bind itself: people, a body, a place that stands for its government."""
    last = subject[-1]
    if last.tag_ == "PRP":
        return last.lower_ not in {"this", "that"}
    if named("impersonal", last.lower_) or last.tag_ in {"EX", "CD"}:
        return False
    if any(m.span[1] == subject.end_char for e in context.entities for m in e.mentions):
        return True
    return named("party", last.lower_) or last.tag_ in {"NNP", "NNPS"}


def _is_aside(subject: Span) -> bool:
    """Whether the clause only says more of a place or a thing: "where he will rest"."""
    word = before(subject[0])
    return word is not None and word.lower_ in {"where", "which", "whom"}


def _is_reckoning(verb: Token) -> bool:
    """Whether it is said that somebody will pay for what was done."""
    return verb.lower_ == "pay" and any(
        t.lower_ in {"price", "dearly"} for t in verb.doc[verb.i : verb.i + 6]
    )


def _main(verb: Token) -> Token:
    """The verb that carries the sense: "providing" of "be providing"."""
    word = after(verb)
    return word if verb.lower_ == "be" and word is not None and word.tag_ == "VBG" else verb


def _happens(subject: Span, verb: Token, negated: bool) -> bool:
    """Whether the verb tells of what comes about rather than what is done: "it will take years"."""
    if (negated and named("permitting", verb.lower_)) or _main(verb) is not verb:
        return False
    return named("involuntary", verb.lower_) or (
        subject[-1].lower_ == "it" and named("of_things", verb.lower_)
    )


def _schedule(subject: Span, verb: Token, limit: int) -> Commitment:
    """What is set for later, without the party that set it: the whole clause."""
    return Commitment(PledgeAct.SCHEDULE, None, verb.doc[subject.start : clause_end(verb.doc, verb.i, limit)])


def _act_of_future(what: Span, negated: bool, saying: Saying | None) -> PledgeAct:
    if negated:
        return PledgeAct.REFUSAL
    if any(named("violent", token.lower_) for token in what[:4]):
        return PledgeAct.THREAT
    return PledgeAct.PLEDGE if saying is not None else PledgeAct.SCHEDULE


def _parts(verb: Token, limit: int) -> list[Span]:
    """What a verb governs; verbs joined to it in the same form are commitments of their own."""
    doc = verb.doc
    starts, ends = [verb.i], [clause_end(doc, verb.i, limit)]
    while (joined := _joined_verb(doc, starts[-1], ends[-1], limit)) is not None:
        ends[-1], start = joined
        starts.append(start)
        ends.append(clause_end(doc, start, limit))
    return [span for s, e in zip(starts, ends, strict=True) if (span := trimmed(doc[s:e])) is not None]


def _joined_verb(doc: Doc, start: int, end: int, limit: int) -> tuple[int, int] | None:
    """Where the first part ends and the next one starts, if a verb is joined by "and" or a comma."""
    for i in range(start + 1, min(end + 2, limit - 1)):
        token = doc[i]
        if token.tag_ != "CC" and token.text != ",":
            continue
        word = after(token)
        while word is not None and (word.tag_ in {"RB", "CC", "TO"}):
            word = after(word)
        if word is not None and word.i < limit and word.tag_ == "VB":
            return i, word.i
    return None


def trimmed(span: Span) -> Span | None:
    """Without white space, stops and quotation marks at the ends."""
    start, end = span.start, span.end
    while start < end and (span.doc[start].is_space or span.doc[start].is_punct):
        start += 1
    while end > start and (span.doc[end - 1].is_space or span.doc[end - 1].is_punct):
        end -= 1
    return span.doc[start:end] if end > start else None


# A cue and what it governs


def _by_cue(doc: Doc, context: Context) -> Iterator[Commitment]:
    for token in doc:
        act = _act_of_word(token.lower_)
        if token.lower_ in BE and (word := after(token)) is not None and word.lower_ == "to":
            act = PledgeAct.SCHEDULE
        if act is not None and (to := _infinitive(token, act)) is not None:
            yield from _infinitive_clause(token, to, act, context)
        elif act is PledgeAct.SCHEDULE and token.tag_ in {"JJ", "VBN", "VBD", "IN"}:
            yield from _set_day(token, context)
        else:
            yield from _with_object(token, context)


@lru_cache(maxsize=WORDS)
def _act_of_word(word: str) -> PledgeAct | None:
    """What a word is a cue of."""
    return next((act for act in CUE_ACTS if named(act.value, word)), None)


@lru_cache(maxsize=WORDS)
def _act_of_object_word(word: str) -> PledgeAct | None:
    """What a verb is a cue of by its object."""
    return next((act for act in OBJECT_ACTS if named(f"object_{act.value}", word)), None)


def _infinitive(cue: Token, act: PledgeAct) -> Token | None:
    """The "to" of the infinitive that a cue governs; an order has the people ordered between."""
    word, passed = after(cue), 0
    reach = 8 if act in (PledgeAct.ORDER, PledgeAct.GUARANTEE) else 3
    earlier = before(cue)
    if earlier is not None and earlier.lower_ == "in" and cue.lower_ == "order":
        return None
    while word is not None and passed <= reach and word.sent == cue.sent:
        verb = after(word)
        while verb is not None and (verb.tag_.startswith("RB") or verb.text in {'"', "“", "``"}):
            verb = after(verb)
        if word.lower_ == "to" and verb is not None and verb.tag_ in {"VB", "VBP"}:
            return word
        if word.tag_ in FINITE_OR_STOP:
            return None
        passed += 1
        word = after(word)
    return None


FINITE_OR_STOP = frozenset("MD VBD VBZ VBP . ,".split())


def _infinitive_clause(cue: Token, to: Token, act: PledgeAct, context: Context) -> Iterator[Commitment]:
    verb = after(to)
    while verb is not None and verb.tag_ not in {"VB", "VBP"}:
        verb = after(verb)
    if verb is None or (act is PledgeAct.REFUSAL and named("speaking", verb.lower_)):
        return
    subject = _maker(cue)
    if act is PledgeAct.SCHEDULE and (subject is None or not _can_act(subject, context)):
        if subject is not None and _participle(verb) is not None:
            yield _schedule(subject, verb, _limit(context, cue))
        return
    for what in _parts(verb, _limit(context, cue)):
        yield Commitment(_act_of_cue(cue, what, act), subject, what)


def _maker(cue: Token) -> Span | None:
    """Who makes the commitment that a cue names: its subject, or that of the verb which a noun hangs on."""
    if not cue.tag_.startswith("NN"):
        return subject_of(cue)
    word = before(cue)
    while word is not None and word.sent == cue.sent and cue.i - word.i <= NEAR:
        if word.tag_.startswith("VB"):
            return subject_of(word)
        word = before(word)
    return None


def _act_of_cue(cue: Token, what: Span, act: PledgeAct) -> PledgeAct:
    earlier = cue.doc[max(cue.sent.start, cue.i - 4) : cue.i]
    if cue.tag_.startswith("NN") and any(named("retraction", token.lower_) for token in earlier):
        return PledgeAct.RETRACTION
    if act is PledgeAct.PLEDGE and any(named("violent", token.lower_) for token in what[:3]):
        return PledgeAct.THREAT
    return act


def _set_day(cue: Token, context: Context) -> Iterator[Commitment]:
    """What is set for a day: "sentencing is scheduled for Monday"."""
    word = after(cue)
    subject = subject_of(cue)
    if subject is not None and word is not None and word.lower_ == "for":
        yield _schedule(subject, cue, _limit(context, cue))


def _with_object(cue: Token, context: Context) -> Iterator[Commitment]:
    """A cue whose object is what is undertaken: "imposed a curfew", "guaranteed normal elections"."""
    act = _act_of_object_word(cue.lower_)
    if act is None or not cue.tag_.startswith("VB"):
        return
    word = after(cue)
    if (
        word is None
        or word.tag_ not in {"DT", "NN", "NNS", "JJ", "PRP$", "CD", "NNP"}
        or word.sent != cue.sent
    ):
        return
    what = trimmed(cue.doc[word.i : clause_end(cue.doc, word.i, _limit(context, cue))])
    subject = subject_of(cue)
    if what is not None and subject is not None:
        yield Commitment(act, subject, what)


# A whole statement


def _by_statement(doc: Doc, context: Context) -> Iterable[Commitment]:
    acts = {Act.PLEDGE: PledgeAct.PLEDGE, Act.ORDER: PledgeAct.ORDER}
    for saying in context.sayings:
        act = acts.get(act_of(doc, saying))
        what = trimmed(saying.content[0])
        if act is not None and what is not None:
            by = saying.source[0] if saying.source else None
            yield Commitment(_act_of_cue(saying.cue[-1], what, act), by, what)
