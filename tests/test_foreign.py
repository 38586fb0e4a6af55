"""Languages without a file of rules: read through dateparser's locales, and marked as such."""

from __future__ import annotations

import pytest

from analysis.document import from_text
from analysis.errors import UnknownName
from analysis.model import Annotations
from analysis.pipeline import annotate

GERMAN = "Am 3. Mai 1998 kam der Kanzler nach Bonn. Im Juni 1997 war er in Paris gewesen. Gestern sprach er."


def german(published: str | None, text: str = GERMAN) -> Annotations:
    return annotate(from_text(text, id="de", language="de"), published=published, knowledge=())


def test_full_dates_are_read_no_finer_than_they_are_told() -> None:
    found = {t.mention.text: t for t in german("1998-05-05").expressions}
    day, month = found["3. Mai 1998"], found["Im Juni 1997"]
    assert (day.timex.value, day.edtf, day.source) == ("1998-05-03", "1998-05-03", "text")
    assert (month.timex.value, month.edtf, month.source) == ("1997-06", "1997-06", "text")
    assert all(t.mention.rule == "dateparser" and "no language file" in t.reason for t in found.values())


def test_what_counts_from_the_article_needs_its_day() -> None:
    with_day = german("1998-05-05").expressions[-1]
    without = german(None).expressions[-1]
    assert (with_day.mention.text, with_day.timex.value, with_day.source) == ("Gestern", "1998-05-04", "inferred")
    assert (without.moment, without.timex.value) == (None, "XXXX-XX-XX")
    assert "not known" in without.reason


def test_a_bare_weekday_may_be_the_day_itself() -> None:
    (tuesday,) = german("1998-05-05", "Der Kanzler kam am Dienstag.").expressions
    assert (tuesday.mention.text, tuesday.timex.value) == ("Dienstag", "1998-05-05")


def test_spans_are_those_of_the_text_and_no_event_is_made_up() -> None:
    found = german("1998-05-05", f"\n\n  {GERMAN}\n")
    assert all(t.span.of(found.document.text) == t.mention.text for t in found.expressions)
    assert found.events == ()


def test_a_language_that_nobody_reads_is_refused() -> None:
    with pytest.raises(UnknownName, match="tlh"):
        annotate(from_text("nuqneH", id="k", language="tlh"), knowledge=())


def test_a_plain_short_text_is_not_taken_for_one_of_our_languages() -> None:
    assert from_text(GERMAN, id="a").language == "de"


@pytest.mark.parametrize(
    "text", ["Er kam mit einem Auto.", "Es dauerte 10 Stunden.", "Sie zahlten 18 Mark.", "Sie ging in die Stadt."]
)
def test_what_dateparser_only_takes_for_a_date_is_none(text: str) -> None:
    assert german("1998-05-05", text).expressions == ()
