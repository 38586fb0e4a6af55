"""Anchoring: when it is, here; and never a made-up date."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import dates
from analysis.model import DocumentKind, TimeExpression
from tests.times import read, values

with warnings.catch_warnings():  # the validator's grammar uses old names of pyparsing
    warnings.simplefilter("ignore")
    from edtf_validate.valid_edtf import is_valid as _is_valid


def is_valid(text: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return bool(_is_valid(text))


def one(text: str, kind: DocumentKind = "news", day: str | None = "2021-12-07") -> TimeExpression:
    (found,) = read(text, kind, day)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "value", "edtf"),
    [
        ("a two-hour exchange", "DURATION", "PT2H", None),
        ("They met on Tuesday.", "DATE", "2021-12-07", "2021-12-07"),
        ("He will phone them on Tuesday.", "DATE", "2021-12-07", "2021-12-07"),
        ("He had spoken on Monday.", "DATE", "2021-12-06", "2021-12-06"),
        ("He will speak on Monday.", "DATE", "2021-12-13", "2021-12-13"),
        ("began at 3:07 p.m. GMT sharp", "TIME", "2021-12-07T15:07Z", "2021-12-07T15:07:00Z"),
        ("must report in the coming days", "DURATION", "PXD", "2021-12-07/.."),
        ("expressed in June during a summit", "DATE", "2021-06", "2021-06"),
        ("lived, at least for the moment.", "DATE", "PRESENT_REF", "2021-12-07"),
        ("reminiscent of 2014 and", "DATE", "2014", "2014"),
        ("last week", "DATE", "2021-W48", "2021-11-29/2021-12-05"),
        ("in the third quarter of 2020", "DATE", "2020-Q3", "2020-35"),
        ("in the first half of 2020", "DATE", "2020-H1", "2020-40"),
        ("in the summer of 2020", "DATE", "2020-SU", "2020-22"),
        ("in the 1990s", "DATE", "199", "199X"),
        ("in the 19th century", "DATE", "18", "18XX"),
        ("around June 2020", "DATE", "2020-06", "2020-06~"),
        ("in 480 BC", "DATE", "BC0480", "-0479"),
        ("this morning", "TIME", "2021-12-07TMO", "2021-12-07"),
        ("the past two months", "DURATION", "P2M", "2021-10-07/2021-12-07"),
        ("at 10:00 EST", "TIME", "2021-12-07T10:00", "2021-12-07T15:00:00Z"),
        ("at 10:48 a.m. Eastern time on 31 July 2009", "TIME", "2009-07-31T10:48", "2009-07-31T14:48:00Z"),
        ("at 10:48 a.m. Eastern time on 31 January 2009", "TIME", "2009-01-31T10:48", "2009-01-31T15:48:00Z"),
        ("at 3 p.m. London time on 5 July 2009", "TIME", "2009-07-05T15:00", "2009-07-05T14:00:00Z"),
        ("at 3 p.m. local time", "TIME", "2021-12-07T15:00", "2021-12-07T15:00:00"),
        ("at 3 p.m. Eastern time on 5 July 1850", "TIME", "1850-07-05T15:00", "1850-07-05T15:00:00"),
    ],
)
def test_values(text: str, kind: str, value: str, edtf: str | None) -> None:
    found = one(text)
    assert (found.timex.type, found.timex.value, found.edtf) == (kind, value, edtf)
    assert found.reason


def test_a_month_has_no_day() -> None:
    moment = one("in June").moment
    assert moment is not None
    assert (moment.precision, moment.holds, moment.said) == ("month", "within", ("month",))
    assert moment.start == dates.day_of(2021, 6) * dates.DAY
    assert moment.end == dates.day_of(2021, 7) * dates.DAY


def test_a_clock_time_is_kept_in_utc_with_its_zone() -> None:
    moment = one("at 3:07 p.m. EST").moment
    assert moment is not None
    assert moment.start is not None
    assert moment.end is not None
    assert (dates.iso_minute(moment.start), moment.end - moment.start, moment.zone) == ("2021-12-07T20:07", 60, "EST")


def test_open_ends() -> None:
    ahead = one("in the coming days").moment
    assert ahead is not None
    assert ahead.end is None
    assert ahead.start == dates.day_of(2021, 12, 7) * dates.DAY
    back = one("in recent weeks").moment
    assert back is not None
    assert back.start is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Tuesday", "XXXX-WXX-2"),
        ("yesterday", "XXXX-XX-XX"),
        ("last week", "XXXX-WXX"),
        ("in June", "XXXX-06"),
        ("on December 7", "XXXX-12-07"),
        ("at 3:07 p.m. GMT", "XXXX-XX-XXT15:07Z"),
        ("last year", "XXXX"),
        ("this morning", "XXXX-XX-XXTMO"),
    ],
)
def test_without_a_publication_date_nothing_is_placed(text: str, value: str) -> None:
    found = one(text, day=None)
    assert (found.timex.value, found.moment, found.edtf) == (value, None, None)
    assert "not known" in found.reason


@pytest.mark.parametrize("text", ["February 30", "on 31 April 1998", "February 29, 2021", "at 25:61"])
def test_impossible_dates_have_no_moment(text: str) -> None:
    assert all(t.moment is None or t.moment.precision != "day" for t in read(text))


def test_a_leap_day_without_a_year_finds_a_leap_year() -> None:
    assert values("on February 29") == ["2020-02-29"]


def test_ranges_share_what_one_end_states() -> None:
    assert values("from May 15 to August 16, 1988") == ["1988-05-15", "1988-08-16"]
    assert values("from December 15 to January 3, 1988") == ["1987-12-15", "1988-01-03"]
    assert values("from May to July 2014") == ["2014-05", "2014-07"]
    assert values("between 15 and 17 May 1990") == ["1990-05-15", "1990-05-17"]
    assert values("between 10:00 and 12:00 GMT") == ["2021-12-07T10:00Z", "2021-12-07T12:00Z"]
    assert values("in 1990-94") == ["1990", "1994"]


def test_a_narrative_counts_from_the_last_date_told() -> None:
    text = "On 5 May 1940 the army moved. Two days later it met them. By June it had won. In January 1941 it returned."
    assert values(text, "narrative") == ["1940-05-05", "1940-05-07", "1940-06", "1941-01"]


def test_an_aside_does_not_move_a_narrative() -> None:
    text = "On 10 March 1975 the attack began, planned to end in 1976. On 11 March it went on."
    assert values(text, "narrative")[-1] == "1975-03-11"


def test_a_post_looks_ahead() -> None:
    assert values("see you friday!", "post", "2014-05-07") == ["2014-05-09"]
    assert values("9pm tmr", "post", "2014-05-07") == ["2014-05-08T21:00"]


def test_figures_of_a_year_ago_are_those_of_the_same_quarter() -> None:
    text = "Profit in the third quarter rose to $2 million from $1 million a year ago."
    assert values(text, day="1989-11-02") == ["1989-Q3", "1988-Q3"]


def test_alternatives_and_reason_tell_the_rule() -> None:
    found = one("He spoke on Monday.")
    assert "2021-12-07" in found.reason
    assert any("2021-12-13" in other for other in found.alternatives)
    assert found.source == "inferred"
    assert one("on 7 December 2021").source == "text"


def test_ids_depend_on_the_words_and_their_place() -> None:
    assert one("on Monday").id == one("on Monday").id
    assert one("on Monday").id != one("so on Monday").id
    assert re.fullmatch(r"t-[0-9a-f]{10}", one("on Monday").id)


_TEXTS = st.sampled_from(
    [
        "{n} days ago",
        "in {n}",
        "on {m} {n}",
        "{n} BC",
        "the {n}th century",
        "the {n}0s",
        "{n} years later",
        "in {m}",
        "{m} {n}, {n}",
        "the past {n} weeks",
        "around {m} 19{n}",
        "last {m}",
        "{n}:{n} p.m.",
        "Q{n} 2020",
        "{n} centuries ago",
        "early {m}",
    ]
)
_MONTHS = st.sampled_from(["January", "February", "June", "December"])


@given(
    _TEXTS, st.integers(0, 9_999), _MONTHS, st.sampled_from(["0001-01-01", "1900-02-28", "2021-12-07", "9999-12-31"])
)
@settings(max_examples=400, deadline=None)
def test_every_edtf_string_is_valid(form: str, number: int, month: str, day: str) -> None:
    for t in read(form.format(n=number, m=month), day=day):
        assert t.edtf is None or is_valid(t.edtf), (t.mention.text, t.edtf)
        assert t.moment is None or t.moment.start is None or t.moment.end is None or t.moment.start < t.moment.end


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "It lasted from May 1944 until the fall of Buda in February 1945. By the start of July, it was over.",
            "1944-07",
        ),
        ("On 5 May 1908 they met. It passed the May 1907 high. On 9 June they left.", "1908-06-09"),
        ("On 5 May 1988 they met, as they had in 1614, in Paris. On 27 December they left.", "1988-12-27"),
        ("On 5 May 1942 they held what they had won during the previous year. In June they left.", "1942-06"),
        ("In June 1942 they came. In 1944, the war went on. In July they left.", "1944-07"),
        ("On 11 May 1941 it ended. The war was a stalemate by 1940. In August of that year it began.", "1940-08"),
    ],
)
def test_a_narrative_returns_from_an_aside(text: str, value: str) -> None:
    assert values(text, "narrative", None)[-1] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The guidelines, to be published in early November, will say.", "2021-11"),
        ("The law was published in January.", "2021-01"),
        ("She will be named commander in March.", "2022-03"),
        ("Until Thursday, they had not called.", "2021-12-02"),
        ("They postponed it until Thursday.", "2021-12-09"),
        ("Trading is to resume in Paris on Thursday.", "2021-12-09"),
        ("Hill announced a new round of talks in January.", "2022-01"),
        ("Hill was given until January.", "2022-01"),
        ("A fire in 2012 killed two.", "2012"),
        ("The trial is expected to last six weeks.", "P6W"),
    ],
)
def test_tense_is_read_from_more_than_one_word(text: str, value: str) -> None:
    day = "2021-10-30" if "November" in text else "2021-12-07"
    assert values(text, "news", day) == [value]


def test_an_article_without_a_date_lends_no_year_across_paragraphs() -> None:
    assert values("In 2019 it rained.\n\nSchools close until March 20.", "news", None)[-1] == "XXXX-03-20"
    assert values("In 2019 it rained. It stopped in May.", "news", None)[-1] == "2019-05"


def test_a_clock_time_whose_zone_is_not_known_is_not_said_to_be_utc() -> None:
    found = one("at 3 pm local time")
    assert found.moment is not None and found.moment.zone is None
    assert "not told" in found.reason and not (found.edtf or "").endswith("Z")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on l4 July", {"July": "2021-07"}),  # a misread figure is no figure: the month is told, the day is not
        ("the 35th of May", {"the 35th of May": "XXXX-XX-XX"}),
        ("in the year 0", {}),
        ("in the year 10000", {}),
        ("99999999999 years ago", {"years": "PXY"}),  # no count is so long: how many is left open
        ("in " + "9" * 100_000 + " days", {"days": "PXD"}),
        ("on 5\u00a0June\u202f2020", {"5\u00a0June\u202f2020": "2020-06-05"}),
        ("in 1990\u201394", {"1990": "1990", "94": "1994"}),
        ("🎉June 5, 2020🎉", {"June 5, 2020": "2020-06-05"}),
        ("\u200fביום שלישי June 5, 2020", {"June 5, 2020": "2020-06-05"}),
        ("\u202eJune\u202c 2020", {"June": "2021-06", "2020": "2020"}),
    ],
)
def test_odd_writing_invents_nothing(text: str, expected: dict[str, str]) -> None:
    found = read(text)
    assert {t.mention.text: t.timex.value for t in found} == expected
    assert all(t.moment is not None or t.reason for t in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on May 5 and 6", ["2021-05-05", "2021-05-06"]),
        ("on Monday, Tuesday and Wednesday", ["2021-12-06", "2021-12-07", "2021-12-08"]),
        ("statements made Friday and Thursday", ["2021-12-03", "2021-12-02"]),
        ("from Dec. 30 to Jan. 2", ["2021-12-30", "2022-01-02"]),
        ("She came on Monday. He left. On Wednesday it rained.", ["2021-12-06", "2021-12-01"]),
    ],
)
def test_joined_dates_go_on_from_each_other(text: str, expected: list[str]) -> None:
    assert values(text) == expected
    assert all(t.source == "inferred" for t in read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The shop closed a generation ago.", ["199"]),
        ("a millennium ago", ["10"]),
        ("half a century ago", ["197"]),
        ("2.5 years ago", ["2019-06"]),
        ("on the fifth Friday of February", ["XXXX-02-XX"]),
        ("the second Tuesday in November 2020", ["2020-11-10"]),
        ("at 3 pm GMT-0500", ["2021-12-07T15:00"]),
        ("from 3:00 to 5:00 p.m. on Monday", ["2021-12-06T15:00", "2021-12-06T17:00"]),
        ("from 11:00 to 1:00 p.m. on Monday", ["2021-12-06T11:00", "2021-12-06T13:00"]),
        ("in the 1st century", ["00"]),
        ("in the first century BC", ["BC00"]),
        ("for a decade and two years", ["P12Y"]),
        ("for 2.97 years", ["P3Y"]),
        ("at 24:15", ["TXX:XX"]),
    ],
)
def test_units_and_their_limits(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_an_offset_from_utc_is_counted() -> None:
    moment = one("at 3 pm GMT-0500").moment
    assert moment is not None and moment.start is not None
    assert dates.iso_minute(moment.start) == "2021-12-07T20:00"


def test_a_range_told_backwards_keeps_both_ends() -> None:
    assert values("jailed from 2013 to 2009") == ["2013", "2009"]


def test_a_block_of_a_long_text_ends_at_a_line_not_in_a_date() -> None:
    text = "word " * 13_000 + "\n" + "x " * 200 + "on Sept. 11, 2001."
    assert "Sept. 11, 2001" in [t.mention.text for t in read(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value", "edtf"),
    [
        ("In December 1914 it began. Over the winter they froze.", "narrative", "1915-WI", "1915-24"),
        ("In February 1915 it ended. In the winter they had frozen.", "narrative", "1915-WI", "1915-24"),
        ("in the winter of 1942", "news", "1942-WI", "1942-24"),
    ],
)
def test_a_winter_is_named_by_its_january(text: str, kind: DocumentKind, value: str, edtf: str) -> None:
    winter = read(text, kind)[-1]
    assert (winter.timex.value, winter.edtf) == (value, edtf)
    assert winter.moment is not None and winter.moment.start is not None
    assert dates.civil(winter.moment.start // dates.DAY) == (int(value[:4]) - 1, 12, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began in 1926. It ended a year later, on 3 March 1985.", ["1926", "1985", "1985-03-03"]),
        ("It closed a month later, in June 2004.", ["2004-06", "2004-06"]),
        ("He died two days later, on May 5, 2004.", ["2004-05-05", "2004-05-05"]),
        ("A month later, in May, he was shot dead.", ["2021-05", "2021-05"]),
        ("Two days later, on Friday, he was shot dead.", ["2021-12-03", "2021-12-03"]),
        ("In 2003 it opened. A year later prices fell in June 2019.", ["2003", "2004", "2019-06"]),
        ("In 2003 it opened. It closed a month later, in 2004.", ["2003", "2003", "2004"]),
    ],
)
def test_an_amount_of_time_later_is_the_date_that_tells_it_again(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_a_bound_does_not_move_the_story_of_the_news() -> None:
    text = "He quit in April and hid losses since 2002. Police searched his house the following month and on June 3."
    assert values(text) == ["2021-04", "2002", "2021-05", "2021-06-03"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 10:20 p.m. (8:20 p.m. GMT) Sunday", ["2021-12-05T22:20", "2021-12-05T20:20Z", "2021-12-05"]),
        ("at 8:20 p.m. (1:20 a.m. GMT) on Sunday", ["2021-12-05T20:20", "2021-12-06T01:20Z", "2021-12-05"]),
        ("at 1:20 a.m. (8:20 p.m. GMT) on Monday", ["2021-12-06T01:20", "2021-12-05T20:20Z", "2021-12-06"]),
        ("at 10:20 p.m. (8:20 p.m. GMT); Sunday was dry", ["2021-12-07T22:20", "2021-12-07T20:20Z", "2021-12-05"]),
    ],
)
def test_the_day_behind_the_clock_of_another_zone_is_that_of_both(text: str, expected: list[str]) -> None:
    assert values(text) == expected
