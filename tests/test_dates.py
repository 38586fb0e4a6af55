"""Calendar arithmetic, checked against the standard library and published tables."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import dates
from analysis.drawing.wording import when

EPOCH = datetime.date(1970, 1, 1).toordinal()


@given(st.dates())
def test_days_agree_with_the_standard_library(date: datetime.date) -> None:
    day = dates.day_of(date.year, date.month, date.day)
    assert day == date.toordinal() - EPOCH
    assert dates.civil(day) == (date.year, date.month, date.day)
    assert dates.weekday_of(day) == date.isoweekday()
    assert dates.week_of(day) == tuple(date.isocalendar())[:2]
    assert dates.week_start(*dates.week_of(day)) == day - dates.weekday_of(day) + 1


@given(st.integers(-10_000_000, 10_000_000))
def test_any_day_number_comes_back(day: int) -> None:
    assert dates.day_of(*dates.civil(day)) == day


@pytest.mark.parametrize(
    ("year", "day"), [(1998, "1998-04-12"), (2000, "2000-04-23"), (2021, "2021-04-04"), (2038, "2038-04-25")]
)
def test_easter(year: int, day: str) -> None:
    assert dates.edtf_day(dates.easter(year)) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("thanksgiving", "2021-11-25"),
        ("memorial-day", "2021-05-31"),
        ("election-day", "2020-11-03"),
        ("mothers-day", "2021-05-09"),
        ("good-friday", "2021-04-02"),
        ("christmas-day", "2021-12-25"),
    ],
)
def test_holidays(name: str, day: str) -> None:
    assert dates.edtf_day(dates.HOLIDAYS[name](int(day[:4]))) == day


def test_adding_months_keeps_within_the_month() -> None:
    assert dates.edtf_day(dates.add_months(dates.day_of(2021, 1, 31), 1)) == "2021-02-28"
    assert dates.edtf_day(dates.add_months(dates.day_of(2020, 3, 31), -1)) == "2020-02-29"


@pytest.mark.parametrize(
    ("year", "timex", "edtf"),
    [(2021, "2021", "2021"), (-479, "BC0480", "-0479"), (0, "BC0001", "0000"), (12_000, "12000", "Y12000")],
)
def test_years_as_text(year: int, timex: str, edtf: str) -> None:
    assert dates.timex_year(year) == timex
    assert dates.edtf_year(year) == edtf


def test_instants_as_text() -> None:
    start, end = dates.day_bounds("2021-12-07")
    assert end - start == dates.DAY
    assert dates.day_edtf(start) == "2021-12-07"
    assert dates.iso_minute(start + 15 * 3_600 + 7 * 60) == "2021-12-07T15:07"
    assert dates.day_around(start + 5) == (start, end)
    assert dates.weekday("2021-12-07") == 2


@pytest.mark.parametrize("value", ["2021-02-30", "2021-13-01", "yesterday", "", "2021"])
def test_what_is_no_day_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"day"):
        dates.iso_day(value)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("PT2H", 7_200),
        ("PT1H30M", 5_400),
        ("P1D", 86_400),
        ("P2W", 1_209_600),
        ("PXD", None),
        ("P1M", None),
        ("2021", None),
        ("P", None),
    ],
)
def test_lengths(value: str, seconds: int | None) -> None:
    assert dates.seconds_of(value) == seconds


def test_lengths_in_words() -> None:
    assert dates.words_of(7_320) == "2 h 2 min"


@pytest.mark.parametrize(
    ("edtf", "start", "end", "precision"),
    [
        ("2021-12-07", "2021-12-07", "2021-12-08", "day"),
        ("2012-05-07/..", "2012-05-07", None, "day"),
        ("2012-05-07/", "2012-05-07", None, "day"),
        ("../1945", None, "1946-01-01", "year"),
        ("2024-07-05/2025-12?", "2024-07-05", "2026-01-01", "day"),
    ],
)
def test_bounds_of_an_interval(edtf: str, start: str | None, end: str | None, precision: str) -> None:
    found = dates.edtf_bounds(edtf)
    assert found and found[2] == precision
    assert found[:2] == tuple(dates.day_bounds(day)[0] if day else None for day in (start, end))


@pytest.mark.parametrize("edtf", ["..", "", "2021-02-30", "2021-21", "2021/2022/2023", "9" * 5_000])
def test_other_forms_have_no_bounds(edtf: str) -> None:
    assert dates.edtf_bounds(edtf) is None


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        ("2014-01-01", "2021-12-08", "year", "2014 – 7 Dec 2021"),  # not "1 Jan 2014": nobody told a day
        ("2021-06-01", "2021-12-08", "month", "June 2021 – 7 Dec 2021"),
        ("2014-01-01", "2021-12-08", "day", "1 Jan 2014–7 Dec 2021"),
        ("2014-01-01", "2017-01-01", "year", "2014–2016"),
        ("2021-03-01", "2021-06-01", "season", "Mar–May 2021"),
        ("2021-12-06", "2021-12-07", "day", "6 Dec 2021"),
    ],
)
def test_a_stretch_is_said_in_the_units_that_were_told(start: str, end: str, precision: str, said: str) -> None:
    first, after = (dates.day_number(day) * dates.DAY for day in (start, end))
    assert when(first, after, precision) == said
