"""Recognising: spans, overlaps, sections, and texts made to be slow."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.grammar import BadPattern, parse
from analysis.language import load_language
from analysis.mentions import BLOCK, recognise
from analysis.model import Document, Section, Span
from tests.times import article, read

ENGLISH = load_language("en")


def words(text: str) -> list[str]:
    return [m.text for m in recognise(article(text), ENGLISH)]


def test_the_longest_reading_wins() -> None:
    assert words("on Tuesday, December 7, 2021, at the door") == ["Tuesday, December 7, 2021"]


def test_line_breaks_within_and_between() -> None:
    assert words("in December\n2021") == ["December\n2021"]
    assert words("in December\n\n2021 was") == ["December", "2021"]


@pytest.mark.parametrize(
    "text",
    [
        "We met at the G20.",
        "one another",
        "the two men",
        "13,000 dead",
        "next time we meet",
        "the next time",
        "more",
        "0 comment",
        "They may go.",
        "a long march",
        "He sat in the sun.",
        "$1998",
        "the second man",
        "https://a.example/2014/12/may",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert words(text) == []


def test_boilerplate_yields_nothing_and_an_embedded_post_is_read() -> None:
    text = "On Monday. By A (@a) December 7, 2021. Read also: June"
    sections = (
        Section(Span(0, 11), "body"),
        Section(Span(11, 39), "embed"),
        Section(Span(39, len(text)), "boilerplate"),
    )
    document = Document("d", text, "", "en", "news", None, None, sections)
    assert [m.text for m in recognise(document, ENGLISH)] == ["Monday", "December 7, 2021"]


def test_odd_spaces_dashes_and_apostrophes() -> None:
    assert words("a two‑hour call on 7\u00a0December\u00a02021") == ["two‑hour", "7\u00a0December\u00a02021"]
    assert words("at three o’clock") == ["three o’clock"]


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_without_failing(text: str) -> None:
    for t in read(text):
        assert text[t.span.start : t.span.end] == t.mention.text
        assert t.moment is None or t.moment.start is None or t.moment.end is None or t.moment.start < t.moment.end


_PARTS = st.sampled_from(
    "the a of on in 7 30 31 99 2021 1998 Feb. February Monday last next two 3:07 p.m. GMT 12/13/2021 ago later "
    "days years year "
    "quarter third century BC 480 , - ' s st th early end every from to and 25:99 T Easter 0000 9999 1990s".split()
)


@given(
    st.lists(_PARTS, max_size=14), st.sampled_from(["news", "narrative", "post"]), st.sampled_from([None, "2021-12-07"])
)
@settings(max_examples=300, deadline=None)
def test_any_heap_of_time_words_is_read_without_failing(parts: list[str], kind: str, day: str | None) -> None:
    text = " ".join(parts)
    found = read(text, kind, day)  # type: ignore[arg-type]
    spans = [t.span for t in found]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    for t in found:
        assert t.moment is not None or t.reason
        assert t.moment is None or t.moment.start is None or t.moment.end is None or t.moment.start < t.moment.end


HEAPS = {
    "digits": "7" * 1_000_000,
    "the": "the " * 60_000,
    "commas": ",".join(["7"] * 100_000),
    "weekdays": "Monday " * 20_000,
    "line": "x" * 500_000,
    "blank": "\n \t" * 100_000,
    "numbers": "two hundred and " * 15_000,
    "months": "December 7, " * 15_000,
    "dots": "a.m." * 30_000,
    "emoji": "🙂" * 100_000,
    "hebrew": "ביום שלישי " * 20_000,
    "long words": ("December" * 1_000 + " ") * 20,
}


@pytest.mark.parametrize("name", sorted(HEAPS))
def test_a_heap_of_words_is_read_to_its_end(name: str) -> None:
    """A pattern that backtracks would not come back from these within an hour."""
    text = HEAPS[name]
    for t in read(text):
        assert text[t.span.start : t.span.end] == t.mention.text


@pytest.mark.parametrize("rule", ENGLISH.rules, ids=lambda r: r.name)
def test_rules_do_not_blow_up_on_their_own_words(rule: object) -> None:
    examples = [e.partition(" =>")[0].replace("[", "").replace("]", "") for e in rule.examples]  # type: ignore[attr-defined]
    text = " ".join(word for e in examples for word in e.split()[:8] * 60)
    for mention in recognise(article(text), ENGLISH):
        assert mention.span.of(text) == mention.text


def test_a_long_line_is_read_in_blocks() -> None:
    text = "word " * BLOCK + "on Monday and " + "word " * BLOCK + "in June 2021"
    assert words(text) == ["Monday", "June 2021"]


@pytest.mark.parametrize("pattern", ["", "a |", "(a", "a)", "a+", "@none", "a:", "'x"])
def test_bad_patterns(pattern: str) -> None:
    with pytest.raises(BadPattern):
        parse(pattern, {})


def test_a_phrase_that_holds_itself() -> None:
    with pytest.raises(BadPattern, match="itself"):
        parse("@a", {"a": "@a"})
