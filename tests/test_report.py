"""The report is one page that holds everything, asks for nothing, and takes the words of an article for words."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs

import analysis
from analysis import catalogue, cli
from analysis.document import from_text
from analysis.drawing import theme
from analysis.images import figure_json
from analysis.narrative import Narrative, tabulate
from analysis.pipeline import annotate
from analysis.reporting import page
from analysis.reporting.markup import as_json, written
from analysis.reporting.plates import WIDTHS, dark_colours, plates
from tests.narratives import of_kind
from tests.test_figures import made

VOID = {"meta", "br", "link", "img", "input", "hr"}
TEXT = "Mary Smith met the king on Monday. She did not visit Oslo.\n\n“We agreed,” said Smith.\n\nHe will resign."
KINDS = ("seed", "made", "empty", "undated", "hostile", "cyrillic", "mixed", "disputed")


class Page(HTMLParser):
    """The tags, and the text of every element that has an id, a class or a name of its own."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            found = dict(attrs)
            self._open.append(f"{tag} {found.get('id') or ''} {found.get('class') or ''}")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().split()[0] == tag

    def handle_data(self, data: str) -> None:
        self.words.append((tuple(self._open), data))

    def under(self, name: str) -> str:
        """The text within elements that have this tag, id or class."""
        return "".join(data for path, data in self.words if any(name in element.split() for element in path))


@cache
def narrative(kind: str) -> Narrative:
    return made() if kind == "seed" else made(TEXT) if kind == "made" else of_kind(kind)


@cache
def source(kind: str) -> str:
    return page(narrative(kind))


@cache
def parsed(kind: str) -> Page:
    return Page(source(kind))


@pytest.mark.parametrize("kind", KINDS)
class TestEveryPage:
    def test_it_is_well_formed_and_names_each_element_once(self, kind: str) -> None:
        ids = [attrs["id"] for _, attrs in parsed(kind).tags if "id" in attrs]
        assert len(ids) == len(set(ids))
        links = {attrs["href"] for tag, attrs in parsed(kind).tags if tag == "a"}
        assert all(link and link[0] == "#" and link[1:] in ids for link in links)
        labelled = {attrs["aria-labelledby"] for _, attrs in parsed(kind).tags if "aria-labelledby" in attrs}
        assert labelled <= set(ids)

    def test_headings_go_down_one_step_at_a_time(self, kind: str) -> None:
        levels = [int(tag[1]) for tag, _ in parsed(kind).tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_it_names_nothing_outside_and_runs_nothing_else(self, kind: str) -> None:
        for tag, attrs in parsed(kind).tags:
            assert not {"src", "srcset", "action", "background", "poster", "data"} & set(attrs)
            assert not [name for name in attrs if name.startswith("on")]
            assert tag not in ("link", "base", "iframe", "object", "embed", "img", "form", "svg", "math")
        kinds = [attrs.get("type") for tag, attrs in parsed(kind).tags if tag == "script"]
        assert kinds == ["application/json", "text/plain", None]

    def test_every_row_has_a_button_and_words_in_its_article(self, kind: str) -> None:
        rows = set(narrative(kind).timeline["id"])
        tags = parsed(kind).tags
        assert {attrs["data-row"] for tag, attrs in tags if tag == "button" and "data-row" in attrs} == rows
        assert {attrs["data-row"] for tag, attrs in tags if tag == "mark" and "data-row" in attrs} == rows
        assert set(json.loads(parsed(kind).under("data"))["rows"]) == rows

    def test_the_whole_text_of_each_article_is_there(self, kind: str) -> None:
        told = "".join("".join(narrative(kind).documents["text"]).split())
        assert "".join(parsed(kind).under("text").split()) == told

    def test_every_figure_says_in_words_what_it_shows(self, kind: str) -> None:
        shown = {attrs["data-figure"]: attrs for _, attrs in parsed(kind).tags if "data-figure" in attrs}
        assert set(catalogue.names("figures")) <= set(shown)
        assert all(attrs["role"] == "img" and attrs["aria-label"] for attrs in shown.values())
        assert set(json.loads(parsed(kind).under("data"))["figures"]) == set(shown)

    def test_it_is_the_same_again_and_small(self, kind: str) -> None:
        assert page(narrative(kind)) == source(kind)
        assert len(source(kind).encode()) < 6_000_000


def test_the_policy_allows_the_two_scripts_of_the_page_and_no_request() -> None:
    (policy,) = (a["content"] for t, a in parsed("seed").tags if a.get("http-equiv") == "Content-Security-Policy")
    library = gzip.decompress(base64.b64decode(parsed("seed").under("library"))).decode()
    assert library == get_plotlyjs()
    own = next(data for path, data in parsed("seed").words if path and path[-1].split() == ["script"])
    sums = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in (library, own)]
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == " ".join(f"'sha256-{one}'" for one in sums)
    assert not {"connect-src", "frame-src", "font-src"} & set(rules) and rules["img-src"] == "data: blob:"


def test_the_head_says_whence_and_when_and_on_what_ground() -> None:
    head = parsed("seed").under("header")
    assert "000_093e2c476bcc5ea9" in head and "7 Dec 2021 (inferred from the text)" in head
    assert "“December 7, 2021”: an embedded post of that day: the article is no earlier" in head
    assert "publication date unknown" in parsed("undated").under("header")


def test_what_was_inferred_is_told_from_the_words_to_the_result() -> None:
    text = " ".join(parsed("made").under("chains").split())
    assert "“Monday”, read by the rule weekday" in text
    assert "the last on or before 2021-12-07" in text
    assert "6 Dec 2021 (EDTF 2021-12-06)" in text


def test_rows_without_a_date_stand_under_their_reason() -> None:
    silent = narrative("undated").timeline
    text = parsed("undated").under("article")
    assert "The text does not say when 5 events" in " ".join(text.split())
    assert all(text.count(label) >= 2 for label in silent["label"])


def test_a_table_says_what_its_figure_shows() -> None:
    shown = [attrs["data-of-row"] for tag, attrs in parsed("seed").tags if tag == "tr" and "data-of-row" in attrs]
    on_timeline = narrative("seed").timeline.query("kind == 'event' and on_timeline")
    lanes = shown[: len(on_timeline)]  # the first table is that of the first figure, in order of time
    assert set(lanes) == set(on_timeline["id"])
    starts = on_timeline.set_index("id").loc[lanes]
    dated = starts[starts["start"].notna() & starts["end"].notna()]["start"]
    assert dated.is_monotonic_increasing
    assert starts["date_source"].tolist()[-2:] == ["none", "none"]
    assert "contradiction" in parsed("disputed").under("table")


def test_words_of_an_article_are_no_markup() -> None:
    for kind in ("hostile", "mixed"):
        assert "<script>alert" not in source(kind)
        assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in source(kind)
        assert "<b onclick" not in source(kind)


@pytest.mark.parametrize("words", ["</script><script>x()", "<!--<script>", "a\u2028b\u2029c", "&quot;>", "]]>"])
def test_json_in_a_script_can_not_end_it(words: str) -> None:
    text = as_json({"label": words})
    assert json.loads(text) == {"label": words}
    assert not set("<>&\u2028\u2029") & set(text)


def test_words_are_one_line_without_controls() -> None:
    assert written(" a\n\x00\u202eb <i>") == "a b &lt;i&gt;"
    assert written("x" * 500, 10) == "x" * 10 + "…"


def test_an_article_that_would_break_the_page_is_shown_as_it_is() -> None:
    text = (
        "Mary Smith met </script><!--<script>alert(1)</script> the king on Monday.\u2028"
        "“<img src=x onerror=x()>” she said."
    )
    document = from_text(text, id='"><script>', language="en", kind="news")
    shown = Page(page(tabulate([annotate(document, published="2021-12-07", knowledge=())])))
    assert [attrs.get("type") for tag, attrs in shown.tags if tag == "script"] == [
        "application/json",
        "text/plain",
        None,
    ]
    assert not [tag for tag, _ in shown.tags if tag == "img"]
    assert "".join(shown.under("text").split()) == "".join(text.split())


def test_several_articles_have_a_section_each_and_an_index() -> None:
    several = narrative("mixed")
    numbers = [attrs["data-article"] for tag, attrs in parsed("mixed").tags if tag == "article"]
    assert numbers == [str(n) for n in range(1, len(several.documents) + 1)]
    links = [attrs["href"] for tag, attrs in parsed("mixed").tags if tag == "a"]
    assert [link for link in links if link and link.startswith("#article-")] == [f"#article-{n}" for n in numbers]
    figures = json.loads(parsed("mixed").under("data"))["figures"]
    assert {f"lanes-{n}" for n in numbers} <= set(figures)


def test_of_a_large_narrative_figures_are_left_out_by_name_until_it_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.reporting.shell.LARGEST", len(source("mixed").encode()) - 400_000)
    smaller = Page(page(narrative("mixed")))
    figures = set(json.loads(smaller.under("data"))["figures"])
    left = set(catalogue.names("figures")) - figures
    assert left and not left & {"lanes", "story_order", "claims", "quotes"}
    assert all(name in smaller.under("main") for name in left)
    rows = {attrs["data-row"] for tag, attrs in smaller.tags if tag == "button" and "data-row" in attrs}
    assert rows == set(narrative("mixed").timeline["id"])


@pytest.mark.parametrize("name", catalogue.names("figures"))
def test_the_colours_of_dark_paper_can_be_put_in_for_those_of_light(name: str) -> None:
    dark = dark_colours()
    assert all(theme.DARK[role] == dark[theme.LIGHT[role]] for role in theme.LIGHT)
    light, wanted = (figure_json(analysis.draw(made(), name, dark=choice)) for choice in (False, True))
    assert re.sub(r"#[0-9a-fA-F]{6}", lambda found: dark[found[0]], light) == wanted


def test_a_plate_is_the_figure_without_its_title() -> None:
    drawn, single, hovers = plates(made())
    assert single == [] and len(set(hovers)) == len(hovers)
    lanes = next(plate for plate in drawn if plate.name == "lanes")
    assert lanes.says.startswith("Timeline of 000_093e2c476bcc5ea9. published 7 Dec 2021 (inferred from the text)")
    assert [form["width"] for form in lanes.forms] == list(WIDTHS)
    whole = analysis.draw(made(), "lanes", width=WIDTHS[0]).to_dict()
    form = lanes.forms[0]
    low, high = form["layout"]["yaxis"]["range"]
    assert "title" not in form["layout"] and form["layout"]["height"] == low - high
    assert low == whole["layout"]["height"]
    tops = [y - size / 2 for t in form["data"] if "customdata" in t for y, size in zip(t["y"], t["width"], strict=True)]
    assert min(tops) > high


def test_the_command_writes_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    given = [str(tmp_path / "a.txt"), "--published", "2021-12-07", "-o"]
    assert cli.main(["report", *given, str(tmp_path / "one.html")]) == 0
    assert cli.main(["export", "--to", "report", *given, str(tmp_path / "two.html")]) == 0
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes() != b""
    with pytest.raises(SystemExit) as caught:
        cli.main(["report", str(tmp_path / "a.txt")])
    assert caught.value.code == 2
    assert "-o" in capsys.readouterr().err
