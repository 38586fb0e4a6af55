"""Words marked in their sentences: nested and crossing marks, hostile text, no text at all, both themes."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import highlight, schema
from analysis.errors import UnknownName
from analysis.highlight.nesting import Mark, nested
from analysis.highlight.passages import LONGEST, Entry, Highlights, Passage
from analysis.highlight.style import ROLES, STYLE, colours, contrast
from analysis.narrative import Narrative, tabulate

VERBS = ("times", "events", "quotes", "claims", "pairs", "mentions", "flags")
TAGS = {"div", "p", "b", "br", "mark", "small"}
SEED = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def seed() -> Narrative:
    return analysis.build(SEED)


def built(folder: Path, text: str) -> Narrative:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    return analysis.build(folder / "a.txt", published="2021-12-07", language="en", kind="news")


class Outline(HTMLParser):
    """The tags, checked to be nested, and the text of the marks without labels."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self.marked: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "mark" in self.open and "small" not in self.open:
            depth = self.open.count("mark")
            for place in range(len(self.marked) - depth, len(self.marked)) if depth else ():
                self.marked[place] += data


def passage(text: str, *marks: tuple[int, int, str]) -> Passage:
    return Passage(text, 0, len(text), tuple(Mark(start, end, "event", label) for start, end, label in marks))


@pytest.mark.parametrize(
    ("marks", "plain"),
    [
        ([(0, 1, "A")], "[a | A]bcdef"),
        ([(0, 4, "A"), (1, 3, "B")], "[a[bc | B]d | A]ef"),
        ([(0, 4, "A"), (0, 4, "B")], "[[abcd | B] | A]ef"),
        ([(0, 3, "A"), (2, 5, "B")], "[ab[c…] | A][de | B]f"),
        ([(0, 2, "A"), (2, 4, "B")], "[ab | A][cd | B]ef"),
        ([(0, 4, "A"), (1, 5, "B"), (2, 6, "C")], "[a[b[cd…]…] | A][[e | B]f | C]"),
        ([(3, 3, "A")], "abcdef"),
        ([(4, 99, "A")], "abcd[ef | A]"),
    ],
    ids=["one", "nested", "the same words", "crossing", "beside", "three crossing", "empty", "beyond the end"],
)
def test_marks_nest_and_cross(marks: list[tuple[int, int, str]], plain: str) -> None:
    shown = passage("abcdef", *marks)
    assert shown.to_text() == plain
    assert Outline(shown.to_html()).text.replace("\xa0", "").translate(str.maketrans("", "", "ABC")) == "abcdef"


def test_every_word_is_written_once_whatever_the_marks() -> None:
    marks = [Mark(a, b, "cue", f"{a}-{b}") for a in range(9) for b in range(a, 10)]
    parts = list(nested(marks, 0, 9))
    words = [(p.start, p.end) for p in parts if type(p).__name__ == "Words"]
    assert words == [(n, n + 1) for n in range(9)]
    ends = [p.mark for p in parts if type(p).__name__ == "Close" and not p.cut]
    assert len(ends) == len(set(ends)) == len({(m.start, min(m.end, 9)) for m in marks if m.start < min(m.end, 9)})


def test_a_cut_mark_shows_that_it_goes_on() -> None:
    page = passage("abcdef", (0, 3, "A"), (2, 5, "B")).to_html()
    assert page.count("tl-goes-on") == page.count("tl-came-on") == 1
    assert page.count("tl-label") == 2


def test_hostile_text_is_escaped() -> None:
    text = "<script>alert(1)</script> & \"quoted\" 'too' </mark> \u202etxet\u202c \x1b[31m <img src=x onerror=alert(1)>"
    entry = Entry("<b>d</b>", (passage(text, (0, 8, "<i>label</i>")),), heading="<h1>", notes=("<u>", "&amp;"))
    page = Highlights("<s>", (entry, Entry("other", ()))).fragment()
    assert Outline(page).tags == TAGS
    assert "\u202e" not in page and "\x1b" not in page
    assert Outline(page).marked == ["<script>\xa0"]


def test_a_very_long_word_is_shown_by_its_ends() -> None:
    word = "x" * 10_000
    shown = passage(f"{word} said {word}", (10_001, 10_005, "event"))
    assert len(shown.to_html()) < 3 * LONGEST
    assert "[said | event]" in shown.to_text()


@pytest.mark.parametrize("verb", VERBS)
def test_no_article_gives_an_empty_list(verb: str) -> None:
    nothing = getattr(highlight, verb)(tabulate([]))
    assert len(nothing) == 0
    assert repr(nothing).startswith("No ")
    assert Outline(nothing.fragment()).text.strip().startswith("No ")


@pytest.mark.parametrize("verb", VERBS)
def test_the_seed_is_shown(verb: str, seed: Narrative) -> None:
    shown = getattr(highlight, verb)(seed)
    again = getattr(highlight, verb)(seed)
    assert len(shown) > 0
    assert (shown._repr_html_(), repr(shown)) == (again._repr_html_(), repr(again))
    page = Outline(shown.fragment())
    assert page.marked and page.tags <= TAGS
    assert shown._repr_html_() == f"{STYLE}\n{shown.fragment()}"
    assert "://" not in shown._repr_html_()


def test_every_row_is_marked_at_its_own_words(seed: Narrative) -> None:
    for row, entry in zip(seed.timeline.itertuples(), highlight.rows(seed, seed.timeline).entries, strict=True):
        (place,) = entry.passages
        assert place.marks[0].start == row.span_start and place.marks[0].end == row.span_end
        assert place.start <= row.span_start and row.span_end <= place.end
        assert all(place.start <= m.start < m.end <= place.end for m in place.marks)


def test_no_passage_runs_on_into_the_share_links(seed: Narrative) -> None:
    limit = next(start for start, _, kind in seed.documents.iloc[0]["sections"] if kind == "boilerplate")
    entries = highlight.rows(seed, seed.timeline).entries
    assert all(place.end <= limit for entry in entries for place in entry.passages)


def test_offsets_are_code_points(tmp_path: Path) -> None:
    narrative = built(
        tmp_path, "🚀🚀 Зеленський and Élodie met on Monday 🇺🇦 in Kyiv.\n\n👩‍👩‍👧 It rained on 6 December 2021."
    )
    plain = repr(highlight.times(narrative))
    assert "[Monday | DATE 2021-12-06]" in plain
    assert "[6 December 2021 | DATE 2021-12-06]" in plain
    assert "Зеленський and Élodie met" in plain


def test_certainties_are_chosen_by_name(seed: Narrative) -> None:
    several = highlight.events(seed, certainty=("denied", "negated"))
    parts = [highlight.events(seed, certainty=name) for name in schema.CERTAINTIES]
    assert len(several) == len(highlight.events(seed, "denied")) + len(highlight.events(seed, "negated"))
    assert sum(map(len, parts)) == len(highlight.events(seed))
    with pytest.raises(UnknownName, match="asserted, future"):
        highlight.events(seed, certainty="sure")


def test_own_tables_are_shown(seed: Narrative) -> None:
    table = pd.DataFrame(
        {"start": [398, 419], "end": [400, 422], "label": ["no time", "no time"], "reason": ["", "why"]}
    )
    shown = highlight.spans(seed, table, what="decoy")
    assert shown.title == "2 decoys"
    assert "[We | no time] didn't get to see [one | no time]" in repr(shown)
    assert "“one”: why" in repr(shown)
    assert repr(highlight.spans(seed, table.head(0), what="miss")) == "No misses"
    with pytest.raises(UnknownName, match="role"):
        highlight.spans(seed, table, role="red")


def test_several_articles_are_told_apart(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text("The mayor resigned on Monday.\n", encoding="utf-8")
    narrative = analysis.build(tmp_path, published="2021-12-07", language="en")
    assert "in one" in repr(highlight.times(narrative)) and "in two" in repr(highlight.times(narrative))
    with pytest.raises(UnknownName, match="document"):
        highlight.spans(narrative, pd.DataFrame({"start": [0], "end": [3], "label": ["x"]}))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("hue", sorted({hue for hue, _ in ROLES.values()}))
def test_marks_can_be_read_in_both_themes(hue: str, dark: bool) -> None:
    look = colours(hue, dark=dark)
    assert contrast(look.words, look.tint) >= 7
    assert contrast(look.label, look.ink) >= 4.5
    assert contrast(look.ink, "#111111" if dark else "#ffffff") >= 3  # the line around it, on the page


def test_who_stand_together_differ_in_colour() -> None:
    together = ("event", "cue", "participant", "speaker", "holder", "when")
    assert len({ROLES[role][0] for role in together}) == len(together)
