"""Reading: any encoding, the text never altered, its sections labelled, its language and kind inferred or given."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.document import articles, from_text, publication_dates, read
from analysis.errors import UnreadableSource

STORY = (
    "President Zelený arrived in Zürich on Monday.\n\nHe said that the talks would take two days. The ministers of "
    "both countries are to meet on Tuesday, and the text of the treaty will be published “soon”.\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "cp1250"])
def test_encodings_are_recognised(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    story = STORY if encoding != "cp1252" else STORY.replace("Zelený", "Zeleny")
    path.write_bytes((story * 3).encode(encoding))
    assert read(path).text.lstrip("\ufeff") == story * 3


@pytest.mark.parametrize(
    "text", ["\ufeff" + STORY, STORY.replace("\n", "\r\n"), STORY.replace("\n", "\r"), "a\x85b\u2028c " + STORY]
)
def test_the_text_is_never_altered(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    document = read(path)
    assert document.text == text or document.text == text.removeprefix("\ufeff")
    assert document.text.encode() in (text.encode(), text.removeprefix("\ufeff").encode())


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
@example("\ufeff")
@example("\ufeff \ufeff\n\ufeff")
def test_sections_cover_all_words_of_any_text_once_and_in_order(text: str) -> None:
    document = from_text(text, id="made", language="en", kind="news")
    place = 0
    for section in document.sections:
        assert place <= section.span.start < section.span.end
        assert not text[place : section.span.start].replace("\ufeff", " ").strip()
        place = section.span.end
    assert not text[place:].replace("\ufeff", " ").strip()  # a byte-order mark is of no section


def test_sections_are_labelled() -> None:
    text = (
        "The king spoke to the crowd in the square.\n\nA cold reception\n\nHe left the city on Monday, in the rain, "
        "and did not look back.\n\nWe are glad to be here.\n\npic.twitter.com/abc\n\n- Jo Roe (@joroe) December 7, "
        "2021\n\n"
        "The crowd went home after the king had left.\n"
    )
    kinds = {line: kind for s in from_text(text, id="a", language="en").sections
             for line, kind in ((one, s.kind) for one in s.span.of(text).splitlines() if one)}  # fmt: skip
    assert kinds["A cold reception"] == "heading"
    assert kinds["pic.twitter.com/abc"] == kinds["- Jo Roe (@joroe) December 7, 2021"] == "embed"
    assert kinds["The crowd went home after the king had left."] == "body"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n\xc2\xa0\n", "is empty"),
        (b"PK\x03\x04\x00\x00\x08\x00", "NUL bytes"),
        (b"\xff\xfe\x00", "encoding"),
        (b"x" * 2_500_000, "line of 2,500,000 characters"),
        (b"word \n" * 4_000_000, "more than the"),
    ],
    ids=["empty", "blank", "archive", "cut", "one line", "too long"],
)
def test_what_is_no_article_is_refused_with_its_name(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableSource, match=words) as caught:
        read(path)
    assert "odd.txt" in str(caught.value)


def test_a_folder_gives_its_articles_sorted_and_an_empty_one_is_refused(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", "c.md"):
        (tmp_path / name).write_text("text")
    (tmp_path / "d.txt").mkdir()
    assert [p.name for p in articles(tmp_path)] == ["a.TXT", "b.txt"]
    with pytest.raises(UnreadableSource, match="holds no article"):
        articles(tmp_path / "d.txt")
    with pytest.raises(UnreadableSource, match="check the path"):
        articles(tmp_path / "e.txt")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (STORY, "en"),
        ("omg cant wait for tmr lol", "en"),
        ("Le président est arrivé à Genève lundi. Il a dit que les discussions dureraient deux jours. " * 8, "fr"),
    ],
)
def test_language_is_inferred_and_can_be_given(text: str, language: str) -> None:
    assert from_text(text, id="a").language == language
    assert from_text(text, id="a", language="en").language == "en"


def test_kind_is_inferred_and_can_be_given() -> None:
    battles = "".join(
        f"In {year} the army crossed the river and took the town, which fell. " for year in range(1800, 1900)
    )
    assert from_text(battles, id="a").kind == "narrative"
    assert from_text(STORY * 4, id="a").kind == "news"
    assert from_text("see you tmr at the beach", id="a").kind == "post"
    assert from_text(battles, id="a", kind="post").kind == "post"


def test_publication_dates_by_document(tmp_path: Path) -> None:
    docs = tmp_path / "docs.jsonl"
    docs.write_text(
        '{"doc": "a", "dct": "2021-12-07"}\n\n{"doc": "b", "dct": "2021-12-07T15:07"}\n{"doc": "c", "dct": null}\n'
    )
    assert publication_dates(docs) == {"a": "2021-12-07", "b": "2021-12-07T15:07", "c": None}
    docs.write_text('{"doc": "a", "dct": "2021-12-07"}\n{"doc": "b", "dct": "2021-13-07"}\n')
    with pytest.raises(UnreadableSource, match="line 2"):
        publication_dates(docs)


def test_a_million_spaces_are_read_at_once() -> None:
    """A pattern that looks for a line's first letter would go back over them for hours."""
    document = from_text(" " * 1_000_000 + "The king left in 1999.", id="a", language="en")
    assert [s.span.start for s in document.sections] == [1_000_000]


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("13 miners trapped in a mine", "heading"),
        ("'I am tired, extremely tired': the premier of the western state announces resignation to stunned colleagues "
         "after nine years", "heading"),
        ("The academy rejects the sanction as 'poverty of knowledge'", "heading"),
        ("The mayor resigned and left the town on the same day.", "body"),
    ],
)  # fmt: skip
def test_the_line_above_a_dateline_is_a_heading_unless_it_is_a_sentence(first: str, kind: str) -> None:
    document = from_text(f"{first}\nFriday, August 25, 2023\n{STORY}", id="made", language="en", kind="news")
    assert [s.kind for s in document.sections[:2]] == [kind, "dateline"]
