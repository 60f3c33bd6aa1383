"""Corpora to examples: words of one document, with a label for each head that the corpus teaches."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from sayso.language.entities import ROLES
from sayso.language.heads import HEADS, SAYING_LINKS
from sayso.language.pieces import words

UNKNOWN = -100
Spans = list[tuple[int, int]]

PEOPLE_WORDS = re.compile(
    r"\b(gunm[ae]n|m[ae]n|attackers?|bombers?|assailants?|individuals?|suspects?|subjects?|assassins?|"
    r"kidnappers?|snipers?|persons?|people|youths?|hijackers?)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Example:
    """One document, word by word.

    Args:
        words: as the encoder sees them, white space included.
        labels: head -> label number for each word; a head that the corpus does not teach is missing.
        links: for each cue and each incident mention, its first word and for each role the words that play it; a role
            that is not taught is None or missing.
        heads: for each word the word that is its head in the parse, its own number for a root; None where no parse is taught.
        sentences: for each word the number of its sentence, where a parse is taught.
    """

    corpus: str
    words: list[str]
    labels: dict[str, np.ndarray]
    links: list[tuple[int, dict[str, set[int] | None]]] = field(default_factory=list)
    heads: np.ndarray | None = None
    sentences: np.ndarray | None = None


class Marks:
    """Projects code-point spans onto the words of a Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.starts = np.array([t.idx for t in doc])
        self.ends = np.array([t.idx + len(t.text) for t in doc])
        self.space = np.array([t.is_space for t in doc])

    def inside(self, span: tuple[int, int]) -> list[int]:
        """The words that share a code point with a span."""
        hit = (self.ends > span[0]) & (self.starts < span[1]) & ~self.space
        return [int(i) for i in np.flatnonzero(hit)]

    def empty(self, head: str) -> np.ndarray:
        """All words outside; white space untaught."""
        row = np.zeros(len(self.doc), dtype=np.int64)
        row[self.space] = UNKNOWN
        return row

    def bio(self, head: str, marked: list[tuple[tuple[int, int], str]]) -> np.ndarray:
        """B, I and O for spans with their kinds; of spans that meet, the longer wins."""
        row = self.empty(head)
        taken: set[int] = set()
        for span, kind in sorted(marked, key=lambda m: m[0][0] - m[0][1]):
            inside = self.inside(span)
            if inside and not taken & set(inside):
                taken |= set(inside)
                row[inside] = HEADS[head].index(f"I-{kind}")
                row[inside[0]] = HEADS[head].index(f"B-{kind}")
        return row

    def first(self, head: str, marked: list[tuple[tuple[int, int], str]]) -> np.ndarray:
        """A label on the first word of each span, nothing taught elsewhere."""
        row = np.full(len(self.doc), UNKNOWN, dtype=np.int64)
        for span, value in marked:
            if inside := self.inside(span):
                row[inside[0]] = HEADS[head].index(value)
        return row


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a JSON-lines file, plain or gzipped."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def statement_labels(marks: Marks, said: list[dict[str, Spans]]) -> tuple[dict[str, np.ndarray], list]:
    """Labels and links from statements given as spans by role."""
    labels = {}
    for head in ("source", "cue", "content"):
        spans = [(tuple(s), head) for one in said for s in one[head]]
        if head == "content":
            spans = outermost(spans)
        labels[head] = marks.bio(head, spans)
    links = []
    for one in said:
        cue = sorted(i for span in one["cue"] for i in marks.inside(span))
        if cue:
            roles = {
                role: {i for span in one[role] for i in marks.inside(span)} if role in one else None
                for role in SAYING_LINKS
            }
            links.append((cue[0], roles))
    return labels, links


def outermost(spans: list[tuple[tuple[int, int], str]]) -> list[tuple[tuple[int, int], str]]:
    """Spans that meet, joined: what is inside any content is content."""
    joined: list[tuple[tuple[int, int], str]] = []
    for (start, end), kind in sorted(spans):
        if joined and start < joined[-1][0][1]:
            (first, last), _ = joined[-1]
            joined[-1] = ((first, max(last, end)), kind)
        else:
            joined.append(((start, end), kind))
    return joined


def polnear(nlp: Language, root: Path) -> Iterator[Example]:
    """PolNeAR: source, cue and content of political news."""
    for row in lines(root / "polnear/train.jsonl.gz"):
        doc = nlp.make_doc(row["text"])
        said = [
            {role: [tuple(s) for s in a[role]] for role in ("source", "cue", "content")}
            for a in row["attributions"]
        ]
        labels, links = statement_labels(Marks(doc), said)
        yield Example("polnear", words(doc), labels, links)


def _spans(value: Any) -> Spans:
    objects = value if isinstance(value, list) else [value] if value else []
    return [tuple(o["span"]) for o in objects if o and o.get("span")]


def gold(nlp: Language, root: Path) -> Iterator[Example]:
    """The coded reports: statements, incidents, parties and figures."""
    for name in ("wire", "syria", "latin-america"):
        for row in lines(root / f"gold/train-{name}.jsonl"):
            doc = nlp.make_doc(row["text"])
            marks = Marks(doc)
            said = [
                {role: _spans(s.get(role)) for role in ("source", "cue", "content", "via")}
                for s in row["statements"]
            ]
            labels, links = statement_labels(marks, said)
            labels |= _statement_kinds(marks, row["statements"])
            labels |= _incident_labels(marks, row["incidents"])
            labels["figure"] = marks.bio(
                "figure",
                [
                    (tuple(p["span"]), c["harm"])
                    for c in row["casualties"]
                    for p in (c, *(c.get("also") or []))
                ],
            )
            labels["victims"] = marks.first(
                "victims", [(tuple(c["span"]), c["victims"]["status"]) for c in row["casualties"]]
            )
            labels["pledge"] = marks.bio(
                "pledge", [(tuple(p["what"]["span"]), p["act"]) for p in row["pledges"]]
            )
            links += _incident_links(marks, row["incidents"], row["casualties"])
            for span in _spans(row.get("ignore")):
                for head in ("source", "cue", "content", "trigger", "figure", "role", "pledge"):
                    labels[head][marks.inside(span)] = UNKNOWN
            yield Example("gold", words(doc), labels, links)


def _statement_kinds(marks: Marks, statements: list[dict[str, Any]]) -> dict[str, np.ndarray]:
    wanted: dict[str, list[tuple[tuple[int, int], str]]] = {"act": [], "kind": [], "certainty": []}
    for statement in statements:
        for head, place in (("act", "cue"), ("certainty", "cue"), ("kind", "source")):
            if (statement.get(place) or {}).get("span") and statement.get(head):
                wanted[head].append((tuple(statement[place]["span"]), statement[head]))
    return {head: marks.first(head, marked) for head, marked in wanted.items()}


def _incident_labels(marks: Marks, incidents: list[dict[str, Any]]) -> dict[str, np.ndarray]:
    mentions = _spans([m for i in incidents for m in i["mentions"]])
    kinds, status = (np.full(len(marks.doc), UNKNOWN, dtype=np.int64) for _ in range(2))
    for incident in incidents:
        for span in _spans(incident["mentions"]):
            kinds[marks.inside(span)] = HEADS["type"].index(incident["type"])
            status[marks.inside(span)] = HEADS["status"].index(incident["status"])
    parties = []
    for incident in incidents:
        for actor in incident["actors"]:
            if actor.get("span") and actor["role"] != "other":
                role = actor["role"]
                if role == "perpetrator":
                    role += "_person" if PEOPLE_WORDS.search(actor["text"]) else "_group"
                parties.append((tuple(actor["span"]), role))
        if incident.get("means"):
            parties.append((tuple(incident["means"]["span"]), "weapon"))
    roles = marks.bio("role", parties)
    roles[_said_again(marks, roles, parties)] = UNKNOWN
    return {
        "trigger": marks.bio("trigger", [(span, "incident") for span in mentions]),
        "type": kinds,
        "status": status,
        "role": roles,
    }


def _said_again(marks: Marks, row: np.ndarray, parties: list[tuple[tuple[int, int], str]]) -> list[int]:
    """The unmarked words of the other places where a party is named in the words that were coded: coders mark one of them."""
    text = marks.doc.text
    places = {
        m.span()
        for (start, end), _ in parties
        for m in re.finditer(rf"(?<!\w){re.escape(text[start:end])}(?!\w)", text)
    }
    return [i for span in places for i in marks.inside(span) if row[i] == 0]


def _incident_links(marks: Marks, incidents: list[dict[str, Any]], casualties: list[dict[str, Any]]) -> list:
    """From each mention of an incident to what belongs to it."""
    links: list[tuple[int, dict[str, set[int] | None]]] = []
    for incident in incidents:
        mentions = [marks.inside(tuple(m["span"])) for m in incident["mentions"]]
        parties = _spans(incident["actors"]) + _spans(incident.get("means"))
        figures = [c for c in casualties if c["incident"] == incident["id"]]
        tolls = [s for c in figures for s in _spans([c, *(c.get("also") or [])])]
        for inside in mentions:
            if inside:
                roles: dict[str, set[int] | None] = {
                    "same": {i for other in mentions for i in other} - set(inside),
                    "party": {i for span in parties for i in marks.inside(span)},
                    "toll": {i for span in tolls for i in marks.inside(span)},
                }
                links.append((inside[0], roles))
    return links


MUC_ROLES = {
    "PerpInd": "perpetrator_person",
    "PerpOrg": "perpetrator_group",
    "Target": "target",
    "Victim": "victim",
    "Weapon": "weapon",
}


def muc4(nlp: Language, root: Path) -> Iterator[Example]:
    """MUC-4: every place where a filler of a template stands is marked with the filler's role.

    A report without a template teaches that nothing in it is a role, unless it was skipped (every second one is, for
    balance). Victims that the key only describes are victims too.
    """
    skip = {row["id"] for row in lines(root / "gold/wire-dev.jsonl")}
    for number, row in enumerate(lines(root / "muc4/train.jsonl.gz")):
        if row["id"] in skip or (not row["templates"] and number % 2):
            continue
        doc = nlp.make_doc(row["text"])
        marks = Marks(doc)
        texts = {
            m["text"]: MUC_ROLES[role] for role, entities in row["roles"].items() for e in entities for m in e
        }
        for template in row["templates"]:
            for slot in template.get("hum_tgt_description") or []:
                for value in slot["values"]:
                    if isinstance(value, str):
                        texts.setdefault(value, "victim")
        spans = [(tuple(s), role) for text, role in texts.items() for s in occurrences(row, text)]
        yield Example("muc4", words(doc), {"role": marks.bio("role", spans)})


def occurrences(row: dict[str, Any], text: str) -> Spans:
    """Every place of a filler in a MUC-4 report."""
    known = row["spans"].get(text)
    if known is not None:
        return [tuple(s) for s in known]
    return [m.span() for m in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", row["text"])]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a treebank: form, Penn tag, head (from 1, 0 for the root), relation, white space after, entity marks."""

    form: str
    tag: str
    head: int
    relation: str
    space: bool
    entity: str


Placed = tuple[int, int, Word]
"""A word, and where it starts and ends in the text."""


def conllu(path: Path) -> Iterator[list[list[Word]]]:
    """Documents of a CoNLL-U file, sentence by sentence."""
    document: list[list[Word]] = []
    sentence: list[Word] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# newdoc") and document:
                yield document
                document = []
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                misc = dict(part.split("=", 1) for part in cells[9].split("|") if "=" in part)
                space = misc.get("SpaceAfter") != "No"
                sentence.append(
                    Word(cells[1], cells[4], int(cells[6]), cells[7], space, misc.get("Entity", ""))
                )
            elif not line.strip() and sentence:
                document.append(sentence)
                sentence = []
    if document:
        yield document


def treebanks(nlp: Language, root: Path) -> Iterator[Example]:
    """GUM and EWT: Penn tags, relations and heads, on the words whose cut is the same; GUM's names."""
    for name in ("gum", "ewt"):
        for document in conllu(root / f"treebanks/{name}-train.conllu.gz"):
            yield parsed(nlp, document, names=name == "gum")


def parsed(nlp: Language, document: list[list[Word]], *, names: bool) -> Example:
    """One document of a treebank as an example."""
    text, doc_words = treebank_text(document)
    doc = nlp.make_doc(text)
    place = {(token.idx, token.idx + len(token.text)): token.i for token in doc}
    tags, relations, heads, sentences = (np.full(len(doc), UNKNOWN, dtype=np.int64) for _ in range(4))
    for number, spans in enumerate(doc_words):
        for (start, end, word), (head_start, head_end, _) in zip(spans, heads_of(spans), strict=True):
            i = place.get((start, end))
            if i is None:
                continue
            sentences[i] = number
            if word.tag in HEADS["tag"]:
                tags[i] = HEADS["tag"].index(word.tag)
            if word.relation in HEADS["relation"]:
                relations[i] = HEADS["relation"].index(word.relation)
            heads[i] = place.get((head_start, head_end), UNKNOWN)
    labels = {"tag": tags, "relation": relations}
    links = []
    if names:
        labels["entity"] = Marks(doc).bio("entity", gum_names(doc_words))
        links = earlier_mentions(gum_mentions(doc_words), place)
    return Example("treebanks", words(doc), labels, links, heads, sentences)


def earlier_mentions(mentions: list[tuple[str, Placed]], place: dict[tuple[int, int], int]) -> list:
    """From the head of each mention to the heads of its earlier mentions, among those of all earlier mentions."""
    links: list[tuple[int, dict[str, set[int] | None]]] = []
    before: dict[int, str] = {}
    for name, (start, end, _) in mentions:
        word = place.get((start, end))
        if word is None or word in before:
            continue
        if before:
            same = {i for i, other in before.items() if other == name}
            links.append((word, {"refer": same, "among": set(before)}))
        before[word] = name
    return links


def treebank_text(document: list[list[Word]]) -> tuple[str, list[list[Placed]]]:
    """The text of a document, and where its words stand in it."""
    text = ""
    placed: list[list[Placed]] = []
    for sentence in document:
        own = []
        for word in sentence:
            own.append((len(text), len(text) + len(word.form), word))
            text += word.form + " " * word.space
        text = text.rstrip() + " "
        placed.append(own)
    return text, placed


def heads_of(sentence: list[Placed]) -> list[Placed]:
    """For each word its head; a root is its own."""
    return [sentence[w[2].head - 1] if w[2].head else w for w in sentence]


PROPER = {"NNP", "NNPS"}
JOINING = {"HYPH", "POS", "CC", "IN", "DT", "CD"}
OFFICE_OF = {"of", "for", "at"}


def gum_names(document: list[list[Placed]]) -> list[tuple[tuple[int, int], str]]:
    """GUM's named people, bodies and places: of a mention whose head is a proper noun the run of words that is its name.

    Several people ("Americans") are a people. A person's office ("the Secretary of State") describes and names nobody;
    a name may hang on a description ("interviewee Nura Saleh").
    """
    return [
        found
        for sentence in document
        for _, kind, start, end in entity_marks(sentence)
        if kind in GUM_TYPES
        and (found := (_person_in if kind == "person" else _name_in)(sentence, start, end, GUM_TYPES[kind]))
    ]


def gum_mentions(document: list[list[Placed]]) -> list[tuple[str, Placed]]:
    """GUM's mentions of people, bodies and places in the order of their heads: who is meant, and the head word."""
    found = []
    for sentence in document:
        heads = [
            (_head_in(sentence, start, end), name)
            for name, kind, start, end in entity_marks(sentence)
            if kind in GUM_TYPES
        ]
        found += [(name, sentence[head]) for head, name in sorted(heads)]
    return found


def entity_marks(sentence: list[Placed]) -> Iterator[tuple[str, str, int, int]]:
    """GUM's mentions in a sentence: number of who or what is meant, its type, first and last word."""
    waiting: list[tuple[str, str, int]] = []
    for n, (_, _, word) in enumerate(sentence):
        for mark in re.finditer(r"\((\d+)-([a-z]+)-([^()]*)|(\d+)?\)", word.entity):
            if mark.group(1):
                waiting.append((mark.group(1), mark.group(2), n))
            elif waiting:
                at = next(
                    (k for k in reversed(range(len(waiting))) if waiting[k][0] == mark.group(4)),
                    len(waiting) - 1,
                )
                name, kind, start = waiting.pop(at)
                yield name, kind, start, n


GUM_TYPES = {"person": "person", "organization": "organization", "place": "place"}


def _head_in(sentence: list[Placed], start: int, end: int) -> int:
    """The word of a mention (words `start` to `end`, both included) whose head lies outside."""
    inside = range(start, end + 1)
    return next((n for n in inside if sentence[n][2].head - 1 not in inside), start)


def _name_in(sentence: list[Placed], start: int, end: int, kind: str) -> tuple[tuple[int, int], str] | None:
    """The name in a mention (words `start` to `end`, both included), when the mention's head is a proper noun."""
    head = _head_in(sentence, start, end)
    if sentence[head][2].tag not in PROPER:
        return None
    first, last = _run(sentence, head, (start, end), JOINING)
    return (sentence[first][0], sentence[last][1]), kind


def _person_in(sentence: list[Placed], start: int, end: int, kind: str) -> tuple[tuple[int, int], str] | None:
    """The same of people, whose names hold no other words, and may stand behind a description."""
    head = _head_in(sentence, start, end)
    if sentence[head][2].tag not in PROPER:
        behind = range(head + 1, end + 1)
        flat = (n for n in behind if sentence[n][2].head - 1 == head and sentence[n][2].relation == "flat")
        start, head = head + 1, next(flat, head)
    if sentence[head][2].tag not in PROPER:
        return None
    first, last = _run(sentence, head, (start, end), {"HYPH"})
    span = sentence[first][0], sentence[last][1]
    if sentence[head][2].tag == "NNPS":
        return span, "people"
    words = [word.form.lower().rstrip(".") for _, _, word in sentence[first : last + 1]]
    after = sentence[last + 1][2].form if last < end else ""
    office = set(words) <= ROLES or (first == last and after in OFFICE_OF)
    return None if office else (span, kind)


def _run(sentence: list[Placed], head: int, within: tuple[int, int], joining: set[str]) -> tuple[int, int]:
    """The first and the last proper noun around a word that only joining words part from it."""
    edges = []
    for step in (-1, 1):
        edge = at = head
        while within[0] <= at + step <= within[1]:
            at += step
            tag = sentence[at][2].tag
            if tag in PROPER:
                edge = at
            elif tag not in joining:
                break
        edges.append(edge)
    return edges[0], edges[1]


NAME_TYPES = {
    "PER": "person", "LOC": "place", "ORG": "organization",
    "Person": "person", "Location": "place", "Organisation": "organization", "Nationality": "people",
}  # fmt: skip


def names(nlp: Language, root: Path) -> Iterator[Example]:
    """Named entities: Universal NER EWT, WikiGold."""
    for file in ("uner-ewt-dev.iob2.gz", "uner-ewt-test.iob2.gz", "wikigold.conll.gz"):
        for tokens in tagged_documents(root / "ner" / file):
            yield _named(nlp, tokens)


def re3d(nlp: Language, root: Path) -> Iterator[Example]:
    """Names and descriptions of people, bodies and places in documents on a war."""
    for row in lines(root / "re3d/train.jsonl"):
        doc = nlp.make_doc(row["text"])
        spans = [
            (tuple(e["span"]), NAME_TYPES[e["type"]]) for e in row["entities"] if e["type"] in NAME_TYPES
        ]
        yield Example("re3d", words(doc), {"mention": Marks(doc).bio("mention", spans)})


def tagged_documents(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Documents of (word, tag) from a CoNLL or IOB2 file."""
    document: list[tuple[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if ("newdoc" in line or "-DOCSTART-" in line) and document:
                yield document
                document = []
            cells = line.split()
            if line.startswith("#") or not cells or "-DOCSTART-" in line:
                continue
            document.append((cells[1], cells[2]) if "iob2" in path.name else (cells[0], cells[1]))
    if document:
        yield document


def _named(nlp: Language, tokens: list[tuple[str, str]]) -> Example:
    text, spans, unsure = "", [], []
    before = "O"
    for form, tag in tokens:
        start = len(text)
        text += form + " "
        mark, _, kind = tag.partition("-")
        if kind == "MISC":
            unsure.append((start, start + len(form)))
        elif kind in NAME_TYPES:
            if spans and before == tag.replace("B-", "I-") and mark == "I":
                spans[-1] = ((spans[-1][0][0], start + len(form)), NAME_TYPES[kind])
            else:
                spans.append(((start, start + len(form)), NAME_TYPES[kind]))
        before = tag.replace("B-", "I-")
    doc = nlp.make_doc(text)
    marks = Marks(doc)
    row = marks.bio("entity", spans)
    for span in unsure:
        row[marks.inside(span)] = UNKNOWN
    return Example("names", words(doc), {"entity": row})


def held_out(id: str) -> bool:
    """Whether a document is kept for measuring: one in five, by the hash of its name."""
    return hashlib.sha256(str(id).encode()).digest()[0] % 5 == 0


def places(nlp: Language, root: Path) -> Iterator[Example]:
    """Place names of four fifths of LGL and GeoVirus; the rest, and TR-News, are kept for measuring."""
    for file in ("lgl", "geovirus"):
        for row in lines(root / f"places/{file}.jsonl"):
            if held_out(row["id"]):
                continue
            doc = nlp.make_doc(row["text"])
            spans = [(tuple(p["span"]), "place") for p in row["places"]]
            yield Example("places", words(doc), {"toponym": Marks(doc).bio("toponym", spans)})


READERS = {
    "polnear": polnear,
    "gold": gold,
    "muc4": muc4,
    "treebanks": treebanks,
    "names": names,
    "re3d": re3d,
    "places": places,
}
