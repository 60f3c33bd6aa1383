"""Clauses by their parts of speech: the subject of a verb, and where what it governs ends.

Penn tags are all this needs, so it holds for headlines and capitals, where a full parse is least sure.
"""

from spacy.tokens import Doc, Span, Token

NOMINAL = frozenset("NN NNS NNP NNPS PRP PRP$ DT PDT JJ JJR JJS CD POS HYPH $ EX WP ADD".split())
"""Tags of the words that a plain noun phrase is made of."""

HEADS = frozenset("NN NNS NNP NNPS PRP CD EX WP".split())
"""Tags that a noun phrase may end with."""

FINITE = frozenset("MD VBD VBZ VBP".split())
PASSED = FINITE | frozenset(("RB", "WDT", "WP", "VBN", "''", "``", ","))
"""Tags of the words that may stand between a subject and its verb."""

JOINING = frozenset("of for from in".split())
OPENING = frozenset(("“", "‘", "``"))
CLOSING = frozenset(("”", "''"))
BREAKING = frozenset("but amid although though whereas because despite while unless".split())
"""Words that end what a verb governs without a comma."""

LONGEST = 25
"""Most words that stand between a subject and its verb."""


def before(token: Token) -> Token | None:
    """The word before, white space left out."""
    i = token.i - 1
    while i >= 0 and token.doc[i].is_space:
        i -= 1
    return token.doc[i] if i >= 0 else None


def after(token: Token) -> Token | None:
    """The word after, white space left out."""
    i = token.i + 1
    while i < len(token.doc) and token.doc[i].is_space:
        i += 1
    return token.doc[i] if i < len(token.doc) else None


def subject_of(verb: Token) -> Span | None:
    """The noun phrase that is a verb's subject; for a relative pronoun, its antecedent.

    A verb joined to an earlier one by "and" or "but" shares its subject.
    """
    first = verb.sent.start
    at = _skip_to_noun(verb, first)
    if at is not None:
        return noun_phrase_to(at, first)
    joining = before(verb)
    while joining is not None and joining.tag_.startswith("RB"):
        joining = before(joining)
    if joining is None or joining.i < first or joining.tag_ != "CC":
        return None
    earlier = next((t for t in reversed(verb.doc[first : joining.i]) if t.tag_ in FINITE), None)
    return subject_of(earlier) if earlier is not None else None


def _skip_to_noun(verb: Token, first: int) -> Token | None:
    """The last word of the subject: adverbs, auxiliaries and one insertion between commas are passed over."""
    token, inserted = before(verb), False
    while token is not None and token.i >= first and verb.i - token.i <= LONGEST:
        if token.tag_ in HEADS and token.lower_ not in {"who", "which", "that"}:
            return token
        if token.text in {",", ")", "]"} and not inserted:
            inserted = True
            token = _insertion_start(token, first) or before(token)
        elif (
            token.tag_ in {"RB", "WDT", "WP", "''", "``"}
            or token.tag_ in FINITE
            or token.tag_ in {"VBN", ","}
        ):
            token = before(token)
        else:
            return None
    return None


def _insertion_start(close: Token, first: int) -> Token | None:
    """The word before the comma or bracket that opens what this one closes."""
    opens = {",": ",", ")": "(", "]": "["}[close.text]
    for i in range(close.i - 1, max(first, close.i - LONGEST), -1):
        if close.doc[i].text == opens:
            word = before(close.doc[i])
            return word if word is not None and word.i >= first and word.tag_ in HEADS else None
    return None


def noun_phrase_to(last: Token, first: int) -> Span:
    """The noun phrase that ends with a word, no further back than a token of the Doc."""
    doc, start = last.doc, last
    if last.tag_ not in {"PRP", "EX"}:
        while (word := before(start)) is not None and word.i >= first:
            joined = word.lower_ in JOINING or word.tag_ == "CC"
            earlier = before(word)
            if joined and earlier is not None and earlier.i >= first and earlier.tag_ in HEADS - {"PRP"}:
                start = earlier
            elif word.tag_ in NOMINAL - {"PRP", "EX", "WP"}:
                start = word
            else:
                break
    return doc[start.i : last.i + 1]


def clause_end(doc: Doc, start: int, limit: int) -> int:
    """Where the words that a verb governs end: a token of the Doc, not past a limit.

    They end at a stop, at a comma that nothing of theirs follows, at a quotation mark that closes words
    opened before them, and before another clause.
    """
    opened = words = 0
    for i in range(start, limit):
        token = doc[i]
        if token.is_space:
            continue
        if token.text in OPENING or (token.text == '"' and opened == 0 and _is_opening(token)):
            opened += 1
        elif token.text in CLOSING or token.text == '"':
            if opened == 0:
                return i
            opened -= 1
        elif token.text in {".", ";", "!", "?", "--", "–", "—"} or (words >= 2 and _breaks(token, limit)):
            return i
        words += token.is_alpha
    return limit


def _is_opening(quote: Token) -> bool:
    """Whether a straight quotation mark has space before it and none behind."""
    return quote.i > 0 and bool(quote.nbor(-1).whitespace_) and not quote.whitespace_


def _breaks(token: Token, limit: int) -> bool:
    if token.text == ",":
        return not _goes_on(token, limit)
    return token.lower_ in BREAKING or (token.tag_ == "CC" and _starts_clause(token, limit))


def _goes_on(comma: Token, limit: int) -> bool:
    """Whether what follows a comma still belongs to the words before it: a participle or a joined noun."""
    word = after(comma)
    if word is None or word.i >= limit:
        return False
    if word.tag_ in {"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "CD", "CC"}:
        return not _starts_clause(comma, limit)
    return word.tag_ in {"VBN", "TO"}


def _starts_clause(conjunction: Token, limit: int) -> bool:
    """Whether a subject and its verb follow."""
    word, nouns = after(conjunction), 0
    while word is not None and word.i < limit and nouns < 8:
        if word.tag_ in FINITE:
            return True
        if word.tag_ not in NOMINAL | {"RB", "IN"}:
            return False
        nouns += 1
        word = after(word)
    return False
