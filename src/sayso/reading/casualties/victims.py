"""Who those counted were: whether they took part in the fighting, which group they all belong to, and their side."""

from collections.abc import Sequence

from sayso.model import Entity, EntityType, Group, Victims, VictimStatus
from sayso.reading.casualties.find import Figure
from sayso.reading.casualties.lexicon import groups, statuses

REACH = 60
"""Figures on either side of a whole among which its shares are."""

SIDES = frozenset(
    {EntityType.ARMED_GROUP, EntityType.MILITARY, EntityType.GOVERNMENT, EntityType.ORGANIZATION}
)
TAKING_PART = frozenset({VictimStatus.COMBATANT, VictimStatus.SECURITY_FORCE})
OWNERS = frozenset("his her their my our 's ’s whose".split())
YOUNG = frozenset("young younger youngest little small infant minor underage".split())
GOING_ON = frozenset("other others more another".split())
UNITED = frozenset({VictimStatus.CIVILIAN, VictimStatus.MIXED}) | TAKING_PART


def victims_of(figures: Sequence[Figure], entities: Sequence[Entity]) -> list[Victims]:
    """The victims of each figure.

    "Others", "more" and a bare number take the status of the noun that they go on from, in the same sentence; a share
    with a pronoun ("six of them") that of its whole; and a whole is mixed where its shares are of both sorts.
    """
    found: list[Victims] = []
    for place, figure in enumerate(figures):
        status, own = status_of(figure.count.noun), groups_of(figure.count.noun)
        if _are_offspring(figure):
            own = tuple(group for group in own if group is not Group.CHILDREN)
        if figure.count.young and Group.CHILDREN not in own:
            status, own = VictimStatus.CIVILIAN, (Group.CHILDREN,)
        if status is VictimStatus.UNKNOWN and not own:
            model = _model(figures, place)
            if model is not None and model < place:
                whole = figures[place].part_of == model or (
                    figure.count.bare and not figures[model].count.single
                )
                status, own = _taken_over(found[model], whole=whole)
        found.append(Victims(status=status, groups=own, actor=_side(figure, status, entities)))
    return [_mixed(figures, found, place) for place in range(len(figures))]


def status_of(noun: Sequence[str]) -> VictimStatus:
    """The status that the words of a phrase give: that of its head, or of what the head's members belong to."""
    known = [statuses()[word] for word in noun if word in statuses()]
    telling = [status for status in known if status in UNITED]
    if not telling:
        return VictimStatus.UNKNOWN
    if "and" in noun and VictimStatus.CIVILIAN not in telling and len(set(telling)) > 1:
        return VictimStatus.MIXED
    if "of" in noun and (head := statuses().get(noun[noun.index("of") - 1])) in UNITED:
        return head or VictimStatus.UNKNOWN
    return telling[-1]


def groups_of(noun: Sequence[str]) -> tuple[Group, ...]:
    """The groups that a phrase puts its people in, each once."""
    return tuple(dict.fromkeys(groups()[word] for word in noun if word in groups()))


def _are_offspring(figure: Figure) -> bool:
    """Whether "children" tells whose they are and not how old: "her five children", "the mayor's children"."""
    noun = figure.count.noun
    if noun[-1:] != ("children",) or figure.count.young or YOUNG & set(noun):
        return False
    before = figure.span.doc[figure.span.start - 1].lower_ if figure.span.start else ""
    return bool(OWNERS & {*figure.words, before})


def _model(figures: Sequence[Figure], place: int) -> int | None:
    """The figure whose victims a figure without a telling noun goes on from."""
    figure = figures[place]
    noun = figure.count.noun
    if figure.part_of is not None and noun[:1] in (("them",), ("whom",), ("which",), ()):
        return figure.part_of
    going_on = not noun or (
        bool(GOING_ON & set(figure.words)) and not {"people", "persons", "person"} & set(noun)
    )
    if not going_on or not place:
        return None
    model = place - 1
    while figures[model].part_of is not None and figures[model].part_of != place:
        model = figures[model].part_of or 0
    before = figures[model]
    same = before.sentence.start == figure.sentence.start and before.part_of != place
    return model if same and (noun or before.harm is not figure.harm) else None


def _taken_over(model: Victims, *, whole: bool) -> tuple[VictimStatus, tuple[Group, ...]]:
    """What is taken over from another figure; "others" than a woman or a child may be anybody."""
    if whole or not model.groups:
        return model.status, model.groups
    return VictimStatus.UNKNOWN, ()


def _side(figure: Figure, status: VictimStatus, entities: Sequence[Entity]) -> str | None:
    """The body that fighters or forces belong to, where the figure's own words name it."""
    if status not in TAKING_PART:
        return None
    start, end = figure.span.start_char, figure.span.end_char
    for entity in entities:
        if entity.type in SIDES and any(start <= m.span[0] and m.span[1] <= end for m in entity.mentions):
            return entity.id
    return None


def _mixed(figures: Sequence[Figure], found: Sequence[Victims], place: int) -> Victims:
    """A figure's victims, mixed where its shares are of both sorts."""
    own = found[place]
    near = range(max(0, place - REACH), min(len(figures), place + REACH))
    parts = [n for n in near if figures[n].part_of == place]
    shares = {found[n].status for n in parts}
    both = VictimStatus.CIVILIAN in shares and bool(shares & TAKING_PART)
    numbers = [figures[n].count.quantity.low or 0 for n in parts]
    if own.status is VictimStatus.UNKNOWN and both and sum(numbers) == figures[place].count.quantity.low:
        return Victims(status=VictimStatus.MIXED, groups=own.groups, actor=own.actor)
    return own
