"""Which way the words of a report run on a page."""

import pytest

from sayso.web.templating import direction


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("The ministry said nine people were killed.", "ltr"),
        ("قالت الوزارة إن تسعة أشخاص قتلوا", "rtl"),
        ("משרד הבריאות מסר כי תשעה נהרגו", "rtl"),
        ("كتائب الوادي said about 400 people were killed in the strike.", "ltr"),
        ("قال متحدث باسم AFP إن القصف أصاب السوق", "rtl"),
        ("12–15", "ltr"),
        ("", "ltr"),
    ],
)
def test_words_run_as_most_of_their_letters_do(text: str, runs: str) -> None:
    assert direction(text) == runs
