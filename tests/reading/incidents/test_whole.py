from collections.abc import Callable

from spacy.tokens import Doc

from sayso.model import Incident, IncidentType, When
from sayso.reading.incidents.mentions import Event
from sayso.reading.incidents.whole import whole_of

Tagged = Callable[[str], Doc]


def incident(name: str, first: str, last: str, kind: IncidentType = IncidentType.SHELLING) -> Incident:
    return Incident(id=name, mentions=(), type=kind, when=When(start=first, end=last, text=None, span=None))


def test_attacks_told_together_hold_the_one_told_after(tagged: Tagged) -> None:
    event = Event(
        (tagged("rocket/NN")[0:1], tagged("Attacks/NNS on/IN two/CD towns/NNS")[0:4]), IncidentType.SHELLING
    )
    several = Event(event.mentions[1:], IncidentType.SHELLING)
    whole, part = incident("i1", "2024-03-03", "2024-03-04"), incident("i2", "2024-03-04", "2024-03-04")
    assert whole_of(part, [whole], several) == "i1"
    assert whole_of(part, [whole], event) is None


def test_neither_another_days_attack_nor_an_arrest_is_a_part(tagged: Tagged) -> None:
    several = Event((tagged("Attacks/NNS on/IN two/CD towns/NNS")[0:4],), IncidentType.SHELLING)
    whole = incident("i1", "2024-03-03", "2024-03-04")
    assert whole_of(incident("i2", "2024-02-01", "2024-02-01"), [whole], several) is None
    assert (
        whole_of(incident("i2", "2024-03-04", "2024-03-04", IncidentType.ARRESTS), [whole], several) is None
    )
