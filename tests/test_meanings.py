"""Normalising: what words mean wherever they stand."""

from __future__ import annotations

import pytest

from analysis.language import load_language
from analysis.meanings import normalise, number_of
from analysis.mentions import recognise
from analysis.model import (
    Amount,
    CalendarDate,
    Clock,
    Deictic,
    Duration,
    Impossible,
    Meaning,
    Named,
    Offset,
    Recurrence,
    Vague,
)
from tests.annotated import annotated
from tests.times import article

ENGLISH = load_language("en")


def meaning(text: str) -> Meaning:
    (mention,) = recognise(article(text), ENGLISH)
    return normalise(mention, ENGLISH)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("December 7, 2021", CalendarDate(year=2021, month=12, day=7)),
        ("480 BC", CalendarDate(year=-479)),
        ("on Monday night", CalendarDate(weekday=1, part="NI")),
        ("early 1998", CalendarDate(year=1998, mod="START")),
        ("in Q3 2021", CalendarDate(year=2021, quarter=3)),
        ("in June last year", CalendarDate(year_shift=-1, month=6)),
        ("Christmas Day 2014", Named("christmas-day", year=2014)),
        ("yesterday", Deictic("day", -1)),
        ("last week", Deictic("week", -1)),
        ("two weeks ago", Offset(Amount(((2.0, "week"),)), -1)),
        ("two-hour", Duration(Amount(((2.0, "hour"),)))),
        ("the coming days", Duration(Amount(((None, "day"),)), window=1)),
        ("every Tuesday", Recurrence(None, CalendarDate(weekday=2), "EVERY", None)),
        ("twice a week", Recurrence(Amount(((1.0, "week"),)), None, None, "2X")),
        ("now", Vague("PRESENT_REF")),
        ("3:07 p.m. GMT", Clock(15, 7, None, "GMT", 0, None)),
        ("12:30 a.m.", Clock(0, 30, None, None, None, None)),
        ("9 a.m. EST Monday", Clock(9, None, None, "EST", -300, CalendarDate(weekday=1))),
        ("at 15:00 GMT+2", Clock(15, 0, None, "GMT+2", 120, None)),
    ],
)
def test_meanings(text: str, expected: Meaning) -> None:
    assert meaning(text) == expected


@pytest.mark.parametrize("text", ["February 30", "31 April 1998", "February 29, 2021", "25:99"])
def test_impossible_dates_are_not_invented(text: str) -> None:
    found = [normalise(m, ENGLISH) for m in recognise(article(text), ENGLISH)]
    assert not any(isinstance(m, CalendarDate) and m.day is not None for m in found)
    assert not any(isinstance(m, Clock) for m in found)


def test_an_impossible_date_says_why() -> None:
    found = meaning("February 30")
    assert isinstance(found, Impossible)
    assert "no day 30" in found.why


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("forty-two", 42),
        ("2 1/2", 2.5),
        ("21st", 21),
        ("two hundred and ten", 210),
        ("two thousand", 2_000),
        ("1,500", 1_500),
        ("several", None),
        ("9" * 5_000, None),
        ("1.5", 1.5),
    ],
)
def test_numbers(text: str, number: float | None) -> None:
    assert number_of(text, ENGLISH) == number


@pytest.mark.parametrize(
    ("words", "value"),
    [("midnight on Wednesday night", "T24:00"), ("midnight on Wednesday", "T00:00"), ("noon on Wednesday", "T12:00")],
)
def test_midnight_of_a_night_is_its_end(words: str, value: str) -> None:
    text = f"March 3, 2021\n\nThe truce ended at {words}."
    (found,) = [t for t in annotated(text, None).expressions if t.mention.text == words]
    assert found.timex.value == f"2021-03-03{value}"
