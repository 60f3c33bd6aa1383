"""Words of names: what stands before a name, what a phrase is about, and when two names are one."""

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from sayso.language.entities.kinds import common_words

ARTICLES = {"the", "a", "an"}

RANKS = frozenset(
    "mr mrs ms miss dr sir lord lady dame gen general lt lieutenant col colonel maj major capt captain sgt sergeant brig "
    "brigadier adm admiral cmdr commander marshal cpl corporal pvt private president minister secretary spokesman "
    "spokeswoman spokesperson chancellor governor mayor senator sen rep congressman congresswoman ambassador judge justice "
    "professor prof chief director head chairman chairwoman premier king queen prince princess bishop archbishop father "
    "sister pope attorney prosecutor commissioner inspector leader deputy vice officer official envoy adviser advisor "
    "lawyer coordinator executive representative rector".split()
)
"""Titles, ranks and offices that stand before a person's name and are no part of it."""

ROLES = RANKS | frozenset(
    "doctor nurse surgeon teacher farmer witness resident insider activist analyst expert journalist reporter "
    "correspondent soldier fighter man woman boy girl child mother brother son daughter wife husband uncle cousin "
    "relative neighbour neighbor caller victim driver student worker member source aide diplomat lawmaker deputies "
    "officials police adviser lady".split()
)
"""Words for a person that name nobody."""

HONORIFICS = RANKS | frozenset("mullah sheikh shaikh sheik ayatollah imam maulana haji".split())

PARTICLES = frozenset("al el bin ibn abu abd ul van von der den de da di du la le ter".split())
"""Little words inside a person's name."""

LINKING = frozenset(
    "of for in at on to with by near against among within about from under over after before into who whom whose which "
    "that where when and or but as".split()
)
"""Words at which the head of a noun phrase has been passed."""

LITTLE = ARTICLES | frozenset("of for and in on at to its his her their our my this that".split())
POSSESSIVE = frozenset("'s ’s ' ’".split())
PRONOUNS = frozenset(
    "i me my we us our you your he him his she her it its they them their who whom whose which that this these those some "
    "one others all both many any none".split()
)
BODIES = frozenset(
    "daily group organisation organization agency monitor militants fighters website channel newspaper".split()
)
"""Words that say what a name stands for, behind it: "the SANA news agency"."""

AIDES = frozenset("news monitoring militant terrorist terror media press jihadist".split())
"""Words that stand between a name and such a word."""

WORD = re.compile(r"\w+")
SEAT = re.compile(
    r"\b\w+(?:-| - )(?:based|backed|linked|led|run|controlled|affiliated|allied|aligned|funded|owned)\b",
    re.IGNORECASE,
)
"""What a body is said to be in passing: "the Geneva-based ..."."""

POINTS = re.compile(r"\b(?:[^\W\d_]\.){2,}")


def words_of(text: str) -> list[str]:
    """The words of a name, without case, article, possessive and the points of an abbreviation."""
    plain = POINTS.sub(lambda found: found.group().replace(".", ""), text)
    plain = SEAT.sub("", plain) if SEAT.sub("", plain).strip() else plain
    found = [w.casefold() for w in WORD.findall(re.sub(r"['’]s\b", "", plain))]
    return found[1:] if found and found[0] in ARTICLES else found


def display_name(text: str) -> str:
    """A name as people write it: one line, no article, no possessive."""
    text = re.sub(r"['’]s?$", "", " ".join(text.split()))
    first, _, rest = text.partition(" ")
    return rest if rest and first.casefold() in ARTICLES else text


def is_proper(token: Token, *, caseless: bool) -> bool:
    """Whether a word is a part of a name."""
    if not token.text[0].isalpha() or token.lower_ in LINKING | ARTICLES:
        return False
    tagged = token.tag_ in ("NNP", "NNPS")
    if caseless:
        return tagged
    return token.text[0].isupper() and (tagged or not token.is_sent_start)


def head_of(span: Span) -> Token:
    """The word that a noun phrase is about: its last before a preposition, a relative, a comma or a bracket."""
    head: Token | None = None
    owner = -1
    for token in span:
        if token.lower_ in POSSESSIVE or token.text in {'"', "“", "”", "``", "''"} or token.is_space:
            owner = token.i
            continue
        if head is not None and (
            token.lower_ in LINKING or token.text in {",", "(", "[", ":", ";", "--", "–", "—"}
        ):
            break
        if token.text[0].isalnum() and not (token.tag_ == "RB" and head is not None and token.i > owner + 1):
            head = token
    return head if head is not None else span[-1]


def without_title(words: Sequence[str]) -> list[str]:
    """A person's name without what stands before it."""
    return [w for w in words if w not in HONORIFICS] or list(words)


def telling(words: Sequence[str]) -> list[str]:
    """The words by which a body is known: no little words, and no "group" or "news agency" behind its name."""
    kept = [w for w in words if w not in LITTLE]
    bare = list(kept)
    if len(bare) > 1 and bare[-1] in BODIES:
        bare.pop()
        while len(bare) > 1 and bare[-1] in AIDES:
            bare.pop()
        if bare[-1] in AIDES or set(bare) <= common_words():
            return kept
    return bare


def is_acronym(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether one word is the initials of several: with or without the little ones."""
    if len(short) != 1 or len(long) < 2 or len(short[0]) < 2:
        return False
    whole = "".join(w[0] for w in long)
    strong = "".join(w[0] for w in long if w not in LITTLE)
    return short[0] in (whole, strong)
