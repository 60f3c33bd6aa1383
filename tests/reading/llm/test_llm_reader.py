"""A language model as the reader, on a real server: what the text bears out is kept, the rest is counted."""

import json
import pickle
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from completions import PATH, an_answer, answering, completion, figure
from invented import TEXT, a_report
from misbehaving import Behaviour, Site, page, serving, silent, states, status
from sayso.errors import ReaderError
from sayso.model import Dropped, Failure, Phrase, Reading
from sayso.reading.llm import LlmReader, LlmSettings
from sayso.reading.llm.find import Finder
from sayso.reading.llm.ground import Grounding
from sayso.reading.llm.printed import bears_out

NOT_FOUND = "its words are not in the text"
NOT_IN_FORM = "it is not in the form asked for"


@pytest.fixture(scope="module")
def server() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture(scope="module")
def reader(server: Site) -> LlmReader:
    """Asks the server; loaded once, since it has the language layer in it."""
    return LlmSettings(url=server.url("/v1"), model="tamar-7b", key="secret", seconds=0.5)()


@pytest.fixture
def site(server: Site) -> Site:
    """The server as if it had not been asked yet."""
    server.at.clear()
    server.asked.clear()
    server.posted.clear()
    server.headers.clear()
    return server


def read(site: Site, reader: LlmReader, behaviour: Behaviour) -> Reading | Failure:
    site.at[PATH] = behaviour
    (result,) = reader.read([a_report()])
    return result


def reading(site: Site, reader: LlmReader, answer: dict[str, Any]) -> Reading:
    result = read(site, reader, answering(answer))
    assert isinstance(result, Reading)
    return result


def dropped(result: Reading) -> dict[tuple[str, str], int]:
    assert result.provenance is not None
    return {(one.item, one.cause): one.count for one in result.provenance.dropped}


def spans(value: object) -> Iterator[tuple[str, list[int]]]:
    """Every phrase in a Reading's public form, with its span."""
    if isinstance(value, dict):
        if value.get("span"):
            yield value["text"], value["span"]
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


class TestAGoodAnswer:
    def test_it_becomes_a_reading_in_the_order_of_the_text(self, site: Site, reader: LlmReader) -> None:
        found = reading(site, reader, an_answer())
        assert [(s.id, s.source.name, s.act) for s in found.statements] == [
            ("narrator", "Tamar Gazette", "say"),
            ("s1", "Health Ministry", "say"),
            ("s2", "Colonel Ardo", "pledge"),
        ]
        assert [(c.id, c.low, c.statement, c.incident, c.part_of) for c in found.casualties] == [
            ("c1", 9, "s1", "i1", None),
            ("c2", 4, "s1", "i1", "c1"),
        ]
        assert [(e.id, e.name) for e in found.entities] == [("e1", "Health Ministry"), ("e2", "Colonel Ardo")]
        assert found.statements[2].source.entity == "e2"
        assert found.pledges[0].statement == "s2"
        assert dropped(found) == {}

    def test_every_span_cuts_its_own_words(self, site: Site, reader: LlmReader) -> None:
        found = list(spans(reading(site, reader, an_answer()).to_dict()))
        assert len(found) > 15
        assert all(TEXT[start:end] == text for text, (start, end) in found)

    def test_days_and_places_are_not_the_models(self, site: Site, reader: LlmReader) -> None:
        (incident,) = reading(site, reader, an_answer()).incidents
        assert incident.when is not None
        assert (incident.when.start, incident.when.end) == ("2024-09-09", "2024-09-09")

    def test_it_says_what_read_it(self, site: Site, reader: LlmReader) -> None:
        found = reading(site, reader, an_answer())
        assert found.provenance is not None
        assert (found.provenance.reader, found.provenance.model) == ("llm", "tamar-7b")
        assert Reading.from_json(found.to_json()) == found
        assert reader.versions.bundle == f"llm:tamar-7b:{found.provenance.prompt[:12]}"

    def test_other_processes_know_the_same_reader_again(self) -> None:
        settings = LlmSettings(url="http://127.0.0.1:1/v1", model="tamar-7b", key="secret")
        sent = pickle.loads(pickle.dumps(settings))
        assert (sent, hash(sent)) == (settings, hash(settings))

    def test_another_model_is_another_version(self, reader: LlmReader) -> None:
        other = LlmReader(LlmSettings(url="http://127.0.0.1:1/v1", model="lagoon-70b"))
        assert other.versions != reader.versions

    def test_the_model_is_asked_with_the_report_as_data_and_the_key(
        self, site: Site, reader: LlmReader
    ) -> None:
        reading(site, reader, an_answer())
        (asked,) = site.posted
        system, user = asked["messages"]
        assert (asked["model"], asked["temperature"]) == ("tamar-7b", 0)
        assert "QUOTE" in system["content"]
        assert f"<report>\n{TEXT}\n</report>" in user["content"]
        assert "Published: 2024-09-10" in user["content"]
        assert site.headers[PATH][0]["authorization"] == "Bearer secret"

    @pytest.mark.parametrize(
        "around",
        [
            "```json\n{}\n```",
            "<think>Who says {{it}}?</think>\n{}",
            "Here is the object:\n\n{}\n\nI hope it helps.",
        ],
    )
    def test_what_stands_around_the_object_is_passed_over(
        self, site: Site, reader: LlmReader, around: str
    ) -> None:
        words = around.replace("{{it}}", "{it}").replace("{}", json.dumps(an_answer()))
        result = read(site, reader, completion(words))
        assert isinstance(result, Reading)
        assert len(result.casualties) == 2

    def test_an_empty_object_is_a_reading_with_the_narrator_alone(
        self, site: Site, reader: LlmReader
    ) -> None:
        found = reading(site, reader, {})
        assert [statement.id for statement in found.statements] == ["narrator"]


class TestWhatTheTextDoesNotBearOut:
    def test_invented_words_are_dropped_and_counted(self, site: Site, reader: LlmReader) -> None:
        answer = an_answer()
        answer["figures"] += [figure("c8", "twelve soldiers", 12), figure("c9", "ninety people", 90)]
        answer["incidents"][0]["where"].append({"text": "Upper Tamar", "precision": "town"})
        answer["statements"][1]["via"].append("Reuters")
        found = reading(site, reader, answer)
        assert len(found.casualties) == 2
        assert [place.text for place in found.incidents[0].where] == ["Lower Tamar"]
        assert dropped(found) == {
            ("figure", NOT_FOUND): 2,
            ("where", NOT_FOUND): 1,
            ("via", NOT_FOUND): 1,
        }

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("source", "The Defence Ministry"),
            ("cue", "confirmed"),
            ("content", ["nine people", "were martyred"]),
        ],
    )
    def test_a_statement_with_any_invented_words_is_none_and_takes_its_figures_along(
        self, site: Site, reader: LlmReader, field: str, value: object
    ) -> None:
        answer = an_answer()
        answer["statements"][1][field] = value
        found = reading(site, reader, answer)
        assert [statement.source.name for statement in found.statements] == ["Tamar Gazette", "Colonel Ardo"]
        assert found.casualties == ()
        assert dropped(found) == {
            ("statement", NOT_FOUND): 1,
            ("figure", "nobody in the answer says it"): 2,
        }

    def test_a_figure_of_the_report_itself_needs_no_statement(self, site: Site, reader: LlmReader) -> None:
        answer = {"figures": [figure("c1", "nine people", 9, statement="narrator", incident=None)]}
        (casualty,) = reading(site, reader, answer).casualties
        assert (casualty.statement, casualty.incident) == ("narrator", None)

    @pytest.mark.parametrize(
        "fields",
        [
            {"low": -1},
            {"low": 10, "high": 9},
            {"low": "nine"},
            {"low": 9.5},
            {"low": True},
            {"low": 10**400},
            {"harm": "slaughtered"},
            {"bound": None, "harm": None},
            {"groups": ["cats"]},
            {"status": 7},
        ],
    )
    def test_what_is_no_figure_is_dropped(
        self, site: Site, reader: LlmReader, fields: dict[str, Any]
    ) -> None:
        answer = an_answer()
        answer["figures"] = [figure("c1", "nine people", 9, **{"high": None, **fields})]
        found = reading(site, reader, answer)
        assert found.casualties == ()
        assert dropped(found) == {("figure", NOT_IN_FORM): 1}

    @pytest.mark.parametrize("number", [19, 90, 5])
    def test_a_number_that_its_words_do_not_print_is_dropped(
        self, site: Site, reader: LlmReader, number: int
    ) -> None:
        answer = an_answer()
        answer["figures"] = [figure("c1", "nine people", number)]
        assert dropped(reading(site, reader, answer)) == {("figure", "its number is not in its words"): 1}

    def test_the_same_figure_twice_is_one(self, site: Site, reader: LlmReader) -> None:
        answer = an_answer()
        answer["figures"] = [figure(id, "nine people", 9) for id in ("x", "y")]
        answer["figures"].append(figure("z", "four of them children", 4, part_of="y"))
        found = reading(site, reader, answer)
        assert [casualty.part_of for casualty in found.casualties] == [None, "c1"]
        assert dropped(found) == {("figure", "it is there twice"): 1}

    def test_none_is_a_part_of_itself_in_any_way(self, site: Site, reader: LlmReader) -> None:
        answer = an_answer()
        answer["figures"][1]["part_of"] = "c2"
        parts = [casualty.part_of for casualty in reading(site, reader, answer).casualties]
        assert sorted(map(str, parts)) in (["None", "c1"], ["None", "c2"])

    def test_a_day_that_is_none_is_left_out(self, site: Site, reader: LlmReader) -> None:
        answer = an_answer()
        answer["pledges"][0]["deadline"] = {"text": "by 30 September", "start": None, "end": "2024-09-31"}
        found = reading(site, reader, answer)
        assert found.pledges[0].deadline is None
        assert dropped(found) == {("time", NOT_IN_FORM): 1}


class TestNoAnswer:
    @pytest.mark.parametrize(
        ("behaviour", "says"),
        [
            (completion('{"figures": [}'), "broken JSON"),
            (completion('{"figures": ' + "[" * 100_000 + "}"), "broken JSON"),
            (completion("I cannot help with that."), "not the object asked for"),
            (completion("[1, 2]"), "not the object asked for"),
            (completion(""), "empty answer"),
            (completion(None), "empty answer"),
            (completion('{"figures": [', finish="length"), "cut off, for its length"),
            (page("{}", kind="application/json"), "empty answer"),
            (page('{"choices": []}', kind="application/json"), "empty answer"),
            (page("not json", kind="application/json"), "something else than an answer"),
            (page("<html>Welcome</html>"), "something else than an answer|empty answer"),
            (status(400), r"server failed \(HTTP 400\)"),
            (status(500, Retry_After_Ms="1"), r"server failed \(HTTP 500\)"),
            (status(429, Retry_After_Ms="1"), r"server failed \(HTTP 429\)"),
        ],
    )
    def test_the_report_fails_alone_with_a_reason(
        self, site: Site, reader: LlmReader, behaviour: Behaviour, says: str
    ) -> None:
        site.at[PATH] = states(behaviour, *[behaviour] * (site_tries(says) - 1), answering(an_answer()))
        failed, after = reader.read([a_report(), a_report()])
        assert isinstance(failed, Failure)
        assert failed.error.endswith(".")
        assert re.search(says, failed.error)
        assert isinstance(after, Reading)

    def test_a_busy_server_is_asked_again(self, site: Site, reader: LlmReader) -> None:
        busy = status(429, Retry_After_Ms="1")
        result = read(site, reader, states(busy, busy, answering(an_answer())))
        assert isinstance(result, Reading)
        assert site.times(PATH) == 3

    def test_a_server_that_is_too_slow_costs_one_report(self, site: Site, reader: LlmReader) -> None:
        result = read(site, reader, silent)
        assert isinstance(result, Failure)
        assert "took too long" in result.error

    @pytest.mark.parametrize(
        ("behaviour", "says"),
        [
            (status(401), "refuses the key"),
            (status(403), "refuses the key"),
            (status(404), "has no model 'tamar-7b'"),
        ],
    )
    def test_what_no_report_can_be_read_with_ends_the_run(
        self, site: Site, reader: LlmReader, behaviour: Behaviour, says: str
    ) -> None:
        site.at[PATH] = behaviour
        with pytest.raises(ReaderError, match=says):
            list(reader.read([a_report()]))
        assert site.times(PATH) == 1

    def test_so_does_a_server_that_is_not_there(self) -> None:
        reader = LlmSettings(url="http://127.0.0.1:1/v1", model="tamar-7b")()
        with pytest.raises(ReaderError, match="cannot be reached"):
            list(reader.read([a_report()]))

    @pytest.mark.parametrize(
        "text", ["", "Neuf personnes ont été tuées hier, a dit le ministre. " * 3, "Died. " * 20_000]
    )
    def test_what_cannot_be_read_is_not_sent(self, site: Site, reader: LlmReader, text: str) -> None:
        (result,) = reader.read([a_report(text)])
        assert isinstance(result, Failure)
        assert site.posted == []


def site_tries(says: str) -> int:
    """How often a server is asked that fails so."""
    return 3 if "500" in says or "429" in says else 1


class TestNumbers:
    @pytest.mark.parametrize(
        ("words", "low", "high", "bound"),
        [
            ("nine civilians", 9, 9, "exact"),
            ("at least 1,169 people", 1169, None, "at_least"),
            ("more than 30", 31, None, "at_least"),
            ("up to thirty", None, 30, "at_most"),
            ("between 19 and 22 people", 19, 22, "range"),
            ("one hundred and two", 102, 102, "exact"),
            ("dozens", None, None, "vague"),
            ("a kid", 1, 1, "exact"),
            ("no casualties", 0, 0, "exact"),
            ("a 12-year-old boy", 1, 1, "exact"),
        ],
    )
    def test_what_the_words_print_is_borne_out(
        self, words: str, low: int | None, high: int | None, bound: str
    ) -> None:
        assert bears_out(words, low, bound)
        assert bears_out(words, high, bound)

    @pytest.mark.parametrize(
        ("words", "number", "bound"),
        [
            ("nine civilians", 10, "exact"),
            ("dozens", 36, "about"),
            ("a 12-year-old boy", 12, "exact"),
            ("1,169", 169, "exact"),
        ],
    )
    def test_what_they_do_not_print_is_not(self, words: str, number: int, bound: str) -> None:
        assert not bears_out(words, number, bound)


class TestFinding:
    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("nine people", "nine people"),
            (" Nine  people ", "nine people"),
            ("four\nof them", "four of them"),
            ("“We will publish", '"We will publish'),
            ("nine peop", None),
            ("ine people", None),
            ("ten people", None),
            ("", None),
            (7, None),
        ],
    )
    def test_the_same_words_are_found_whole(self, words: object, found: str | None) -> None:
        phrase = Finder(TEXT).find(words)
        assert (phrase and phrase.text) == found

    def test_of_several_places_the_nearest_is_meant(self) -> None:
        finder = Finder("He left. Later he said that he was ill.")
        assert finder.find("he", near=20) == Phrase(text="he", span=(15, 17))

    @given(st.text(max_size=60), st.integers(0, 60), st.integers(1, 30))
    @settings(max_examples=200, deadline=None)
    def test_a_phrase_is_always_what_its_span_cuts(self, text: str, start: int, length: int) -> None:
        phrase = Finder(text).find(text[start : start + length])
        if phrase:
            assert text[slice(*phrase.span)] == phrase.text
            assert phrase.text.split() == text[start : start + length].split()

    json = st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False)
        | st.sampled_from(TEXT.split()),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["id", "text", "source", "content", "mentions", "when", "where", "low", "statement"]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=12,
    )

    @given(json)
    @settings(max_examples=200, deadline=None)
    def test_no_answer_breaks_it(self, answer: object) -> None:
        grounding = Grounding(TEXT, [], [])
        parts = [
            *grounding.entities(answer),
            *grounding.statements(answer),
            *grounding.incidents(answer),
            *grounding.casualties(answer),
            *grounding.pledges(answer),
        ]
        assert all(isinstance(one, Dropped) for one in grounding.dropped)
        for part in parts:
            for field in ("mentions", "content"):
                assert all(TEXT[slice(*p.span)] == p.text for p in getattr(part, field, ()))
