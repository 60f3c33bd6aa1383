"""Kinds of voice, and words for those who speak."""

from spacy.tokens import Doc, Span

from sayso.language.encoder import Scores
from sayso.model import SourceKind

FIRST = frozenset("i me my we us our".split())
SINGULAR = frozenset("he she his her him".split())
PLURAL = frozenset("they their them".split())
NEUTRAL = frozenset("it its which that this".split())
PRONOUNS = FIRST | SINGULAR | PLURAL | NEUTRAL | {"who"}

KIND_BY_WORD: dict[str, SourceKind] = {
    word: kind
    for kind, words in {
        SourceKind.POLICE: "police sheriff constable gendarmerie detectives inspector",
        SourceKind.MEDICAL: "doctor doctors hospital hospitals medic medics paramedic paramedics nurse surgeon ambulance",
        SourceKind.WITNESS: "witness witnesses eyewitness eyewitnesses resident residents villager villagers neighbour neighbor",
        SourceKind.RELATIVE: "relative relatives mother father brother sister son daughter wife husband uncle cousin family",
        SourceKind.MONITOR: "observatory monitor monitors monitoring activists activist",
        SourceKind.EXPERT: "analyst analysts expert experts professor scholar researcher observers",
        SourceKind.MEDIA: "newspaper newspapers agency radio television tv reporter reporters journalist journalists "
        "correspondent daily paper news broadcaster",
        SourceKind.MILITARY: "army military general colonel commander soldier soldiers navy pentagon troops",
        SourceKind.ARMED_GROUP: "rebel rebels militant militants guerrilla guerrillas insurgents militia fighters",
        SourceKind.GOVERNMENT: "minister ministry government president official officials spokesman spokeswoman governor "
        "ambassador authorities mayor embassy diplomat diplomats secretary parliament",
    }.items()
    for word in words.split()
}
"""Kinds of voice by a word of their description; used only where the encoder is unsure."""

SURE = -0.7
"""Log odds from which on the encoder's kind stands: more than one half."""

PERSON_WORDS = frozenset(
    "spokesman spokeswoman spokesperson minister official president witness doctor commander resident general colonel captain "
    "insider source leader chief officer director analyst expert secretary ambassador activist man woman mayor governor "
    "caller diplomat adviser envoy lawmaker senator journalist teacher farmer worker soldier fighter victim mother father "
    "relative neighbour neighbor driver student judge prosecutor lawyer professor priest imam member head deputy".split()
)
"""Words for one person."""

BODY_WORDS = frozenset(
    "group organisation organization agency body movement network ministry department authority government army military "
    "police force militia party union coalition alliance observatory monitor watchdog channel newspaper daily station website "
    "council committee commission company embassy regime administration outlet cell faction front centre center service "
    "country state nation court office "
    "television tv radio".split()
)
"""Words for one body."""

PAPER_WORDS = frozenset(
    "statement communique bulletin release announcement letter message note text tweet post".split()
)
"""Words for what a body has put out, which speaks for it."""

MONITOR_WORDS = frozenset("monitor monitors monitoring watchdog observatory".split())


def kind_of(doc: Doc, span: Span) -> SourceKind:
    """What sort of voice some words are: the encoder's view where it is sure, else the last word that tells."""
    scores: Scores = doc._.sayso_scores
    odds = scores.odds["kind"][span.start]
    best = int(odds.argmax())
    if odds[best] > SURE:
        return list(SourceKind)[best]
    told = (KIND_BY_WORD[t.lower_] for t in reversed(list(span)) if t.lower_ in KIND_BY_WORD)
    return next(told, list(SourceKind)[best])
