"""The day of publication: printed, given, inferred or unknown."""

import pytest
from timed import both, read

from sayso.language.times import Published
from sayso.model import PublishedBasis


@pytest.mark.parametrize(
    "text",
    [
        "Sun 16 Apr 2017 Bomb in the market. Ten people were killed.",
        "Bomb in the market Monitor XYZ Sunday 16 Apr 2017 Ten people were killed on Saturday.",
        "16.04.2017(updated 1723 16.04.2017) Ten people were killed.",
        "16-04-2017 Ten people were killed.",
        "Last updated at Apr 162017 PORT CITY Ten people were killed.",
        "Date of publication 16 April 2017 Ten people were killed.",
        "Posted on April 16 2017 by a reporter Ten people were killed.",
        "   PORT CITY, 16 APR 17 (XYZ) -- [TEXT] TEN PEOPLE WERE KILLED.",
        "PORT CITY, Apr. 16, 2017 (XYZ) - Ten people were killed.",
    ],
)
def test_a_printed_date_beats_the_given_one(text: str) -> None:
    assert both(text, "2017-04-03")[0] == Published("2017-04-16", PublishedBasis.TEXT)


def test_a_dateline_without_a_year_takes_it_from_the_given_date() -> None:
    text = "PORT CITY, Oct. 3 (XYZ) - Ten people were killed on Monday."
    assert both(text, "2016-10-05")[0] == Published("2016-10-03", PublishedBasis.TEXT)
    assert both(text, None)[0] == Published(None, PublishedBasis.UNKNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "Ten people were killed on 12 April 2017 in the market.",
        "The bonds due March 1, 2031 fell in the market.",
        "The accord of 12 April 2017 has failed.",
        "Ten people were killed.",
    ],
)
def test_a_date_in_a_sentence_is_not_printed_at_the_head(text: str) -> None:
    assert both(text, "2017-04-16T09:30")[0] == Published("2017-04-16T09:30", PublishedBasis.GIVEN)


def test_the_printed_date_alone_will_do() -> None:
    day, times = both("27 Jul 2016 A truck blew up on Wednesday.", None)
    assert day == Published("2016-07-27", PublishedBasis.TEXT)
    assert [t.value for t in times] == ["2016-07-27", "2016-07-27"]


def test_a_given_date_that_is_none_is_not_known() -> None:
    assert both("Ten people were killed.", "last Tuesday")[0] == Published(None, PublishedBasis.UNKNOWN)


CALENDAR = """The old league was founded in 2012.
The port commander has ordered all barges out of the bay by Friday.
The barges were still at anchor on Monday, a pilot said.
The last barges will leave on Wednesday, he said.
A spokesman said the fees would rise after the barge deadline of May 17.
"""


PAST = "The pilot was at sea on Thursday, on Saturday and on Tuesday."


def test_a_deadline_told_twice_dates_a_report() -> None:
    """17 May is a Friday in 2013 and 2024 among others; only 2013 is within ten years of 2003."""
    day, times = both(CALENDAR.replace("2012", "2003") + PAST, None)
    assert day == Published("2013-05-14", PublishedBasis.INFERRED)
    assert [t.value for t in times if t.text in ("Friday", "May 17")] == ["2013-05-17"] * 2


def test_two_years_that_fit_are_none() -> None:
    """17 May is a Friday in 2013 and in 2019."""
    assert both(CALENDAR + PAST, None)[0] == Published(None, PublishedBasis.UNKNOWN)


def test_two_days_that_fit_are_none() -> None:
    assert both(CALENDAR.replace("2012", "2003"), None)[0] == Published(None, PublishedBasis.UNKNOWN)
    assert [t.value for t in read(CALENDAR, None)][1] == "XXXX-WXX-5"


def test_a_report_with_weekdays_alone_is_not_dated() -> None:
    text = "Ten people were killed on Sunday. They will be buried on Tuesday. The town had been quiet since 2014."
    assert both(text, None)[0] == Published(None, PublishedBasis.UNKNOWN)
