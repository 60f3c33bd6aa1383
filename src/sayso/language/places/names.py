"""Place names without what spellings differ in: the key under which the gazetteer keeps a name."""

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "ı": "i",
        "đ": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "ə": "a",
        "ħ": "h",
    }
)
DROPPED = re.compile(r"(?<=\w)['’]s\b|[’'`‘´ʻʼʾʿ.]")
WORD = re.compile(r"\w+")
SPELT_OUT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "co": "county", "twp": "township"}

ARTICLES = frozenset("al el as ash ad adh an ar at ath az es ed en er et ez ul".split())
"""The Arabic article, as it is written before the various letters."""

KIND_WORDS = frozenset(
    "city town village province governorate district county parish state region prefecture municipality "
    "department oblast camp neighborhood neighbourhood area borough republic territory township".split()
)
"""Words that say what sort of place a name stands for and may be left out of it."""

CAMP_WORDS = frozenset(("refugee", "displacement"))
"""Words before the word for a kind that go with it: "Marsham refugee camp"."""

SIDES = frozenset(
    "north south east west northern southern eastern western central upper lower greater downtown inner "
    "outer n s e w northeast northwest southeast southwest northeastern northwestern southeastern "
    "southwestern".split()
)
"""Words before a name that tell which part of the place is meant."""

SHORT = 4
"""Least letters of a name that may lose its last one."""

SOUND = "~"
"""Starts the key of a name by its sound."""

FEWEST = 3
"""Consonants of a name that is known by its sound."""

ALIKE = ((r"q|ck", "k"), (r"dj|g", "j"), (r"dh", "d"), (r"th", "t"), (r"z", "s"), (r"v", "w"), (r"p", "b"))
"""Letters and pairs that romanisations of Arabic and Persian exchange."""


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """A name in lower case, without accents, apostrophes, full stops, hyphens and the possessive.

    >>> fold("Dayr az-Zawr’s"), fold("U.S."), fold("St. Louis")
    ('dayr az zawr', 'us', 'saint louis')
    """
    if not text.isascii():
        bare = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in bare if not unicodedata.combining(c))
    words = WORD.findall(DROPPED.sub("", text.casefold().translate(LETTERS)))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(SPELT_OUT.get(word, word) for word in words)


def looser(key: str) -> list[str]:
    """Keys under which a name may stand when it does not stand under its own, the likeliest first.

    Without the word for its kind ("Hama province") or its part ("north London"), without Arabic articles
    ("al-Bab"), with the "h" of an Arabic feminine ("Khuza'a", "Khuza'ah"), and without a final "s" whose
    apostrophe was lost ("Syrias").
    """
    words = key.split()
    found = []
    own = kindless(key).split()
    if own != words:
        found.append(" ".join(own))
    if len(words) > 1 and words[0] in KIND_WORDS:
        found.append(" ".join(words[2:] if words[1] == "of" else words[1:]))
    if len(words) > 1 and words[0] in SIDES:
        found.append(" ".join(words[1:]))
    bare = [word for word in own if word not in ARTICLES]
    if bare and bare != own:
        found.append(" ".join(bare))
    if len(key) > SHORT and key.endswith("a"):
        found.append(f"{key}h")
    if key.endswith("s") and len(key) > SHORT:
        found.append(key[:-1])
    return [name for name in found if name]


def kindless(key: str) -> str:
    """A name without the word for its kind at its end.

    >>> kindless("marsham refugee camp"), kindless("hama province")
    ('marsham', 'hama')
    """
    words = key.split()
    if len(words) > 1 and words[-1] in KIND_WORDS:
        words.pop()
        if len(words) > 1 and words[-1] in CAMP_WORDS:
            words.pop()
    return " ".join(words)


def sound(key: str) -> str:
    """How a folded name sounds: its consonants without articles, or nothing if they are too few.

    >>> sound("hodeidah") == sound("al hudaydah")
    True
    """
    letters = []
    for word in key.split():
        if word not in ARTICLES:
            for pattern, letter in ALIKE:
                word = re.sub(pattern, letter, word)
            single = re.sub(r"(.)\1", r"\1", word).lstrip("aeiouy")
            letters.append(single[:1] + re.sub(r"[aeiouywh]", "", single[1:]))
    own = " ".join(filter(None, letters))
    return SOUND + own if len(own.replace(" ", "")) >= FEWEST else ""
