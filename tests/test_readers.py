"""Every reader gives the story that its file holds, or one sentence; nothing is fetched, nothing is unpacked."""

from __future__ import annotations

import io
import socket
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from analysis import catalogue, metadata, sources
from analysis.errors import AnalysisError, MissingPackage, UnreadableSource
from analysis.pieces import LONGEST, Piece, Unread
from tests import samples
from tests.samples import SAMPLES, STORY, WORDS

READERS = catalogue.names("readers")
ARTICLES = [name for name in READERS if not hasattr(catalogue.module("readers", name), "split")]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader wants the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def read(data: bytes, name: str, folder: Path) -> list[Piece | Unread]:
    path = folder / name
    path.write_bytes(data)
    return list(sources.pieces(path))


def texts(pieces: list[Piece | Unread]) -> list[str]:
    return [metadata.article_of(p).text for p in pieces if isinstance(p, Piece)]


def reasons(pieces: list[Piece | Unread]) -> list[str]:
    found = [p.reason for p in pieces if isinstance(p, Unread)]
    assert all("\n" not in reason for reason in found)
    return found


@pytest.mark.parametrize("name", READERS)
class TestContract:
    def test_it_names_suffixes_that_no_other_reader_takes(self, name: str) -> None:
        own = catalogue.module("readers", name).SUFFIXES
        others = [s for other in READERS if other != name for s in catalogue.module("readers", other).SUFFIXES]
        assert own and all(s.startswith(".") and s == s.lower() for s in own)
        assert not set(own) & set(others)
        assert hasattr(catalogue.module("readers", name), "article") or hasattr(
            catalogue.module("readers", name), "split"
        )

    def test_it_reads_the_story(self, name: str, tmp_path: Path) -> None:
        file = f"story{catalogue.module('readers', name).SUFFIXES[0]}"
        pieces = read(SAMPLES[name](), file, tmp_path)
        found = texts(pieces)
        assert found and all(WORDS in text and "sky fell" not in text for text in found)
        assert not reasons(pieces)
        assert all(p.origin.startswith("story") for p in pieces)

    def test_the_weights_are_the_size_of_the_file_nearly(self, name: str, tmp_path: Path) -> None:
        data = SAMPLES[name]()
        weighed = sum(p.weight for p in read(data, f"a{catalogue.module('readers', name).SUFFIXES[0]}", tmp_path))
        assert 0.4 * len(data) < weighed <= len(data)

    @pytest.mark.parametrize("cut", [0.0, 0.1, 0.5, 0.9])
    def test_a_damaged_file_is_text_or_a_sentence(self, name: str, cut: float, tmp_path: Path) -> None:
        data = SAMPLES[name]()
        broken = data[: int(len(data) * cut)] + bytes(range(256)) * 3
        pieces = read(broken, f"odd{catalogue.module('readers', name).SUFFIXES[0]}", tmp_path)
        for piece in pieces:
            try:
                reason = piece.reason if isinstance(piece, Unread) else metadata.article_of(piece).text and ""
            except UnreadableSource as err:
                reason = str(err)
            assert "\n" not in reason and (not reason or "odd" in reason)


def test_metadata_is_read(tmp_path: Path) -> None:
    (row,) = read(samples.jsonl(1), "a.jsonl", tmp_path)
    assert isinstance(row, Piece)
    article = metadata.article_of(row)
    assert (article.title, article.url, article.published, article.id, article.language) == (
        "Part 1", "https://example.org/1", "2021-12-07", "part-1", "en",
    )  # fmt: skip
    page = metadata.article_of(Piece("a", "html", samples.html(), 0))
    assert (page.title, page.url, page.language) == ("Minister quits", "https://example.org/minister-quits", "en")
    assert [(h.day, h.usable) for h in page.hints] == [("2021-12-07", True)]
    mail = metadata.article_of(Piece("a", "eml", samples.eml(), 0))
    assert (mail.title, mail.published) == ("Minister quits", "2021-12-07T23:30"), "the day where it was sent"
    for name in ("pdf", "docx"):
        made = metadata.article_of(Piece("a", name, SAMPLES[name](), 0))
        assert made.title == "Minister quits"
        assert [(h.day, h.usable) for h in made.hints] == [("2022-03-01", False)]


def test_the_same_row_is_the_same_piece_in_every_table(tmp_path: Path) -> None:
    csv, parquet = (read(SAMPLES[n](), f"a.{n}", tmp_path) for n in ("csv", "parquet"))
    assert [p.data for p in csv if isinstance(p, Piece)] == [p.data for p in parquet if isinstance(p, Piece)] != []


def test_a_folder_of_all_formats_is_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name, sample in SAMPLES.items():
        place = tmp_path / "in" / ("deep" if name == "zip" else "")
        (place / f"a-{name}{catalogue.module('readers', name).SUFFIXES[0]}").write_bytes(sample())
    (tmp_path / "in" / "photo.jpg").write_bytes(b"\xff")
    pieces = list(sources.pieces(tmp_path / "in"))
    assert not reasons(pieces) and len(pieces) == 6 + 3 * 2 + 4
    assert pieces[0].origin == "in/a-csv.csv:2" and pieces[-1].origin == "in/deep/a-zip.zip/rows.jsonl:2"


# -- the page ----------------------------------------------------------------------------------------------


def test_a_page_that_is_only_an_address_is_not_fetched() -> None:
    for address in ("http://127.0.0.1:9/secret", "https://example.org/"):
        article = metadata.article_of(Piece("a.html", "html", address.encode(), 0))
        assert (article.text.strip(), article.hints) == (address, ()), "two words of text, whatever they look like"


def test_the_date_of_a_page_never_is_the_clocks(monkeypatch: pytest.MonkeyPatch) -> None:
    import time_machine

    undated = samples.PAGE.replace('<meta property="article:published_time" content="2021-12-07T15:07:00Z">', "")
    future = samples.PAGE.replace("2021-12-07", "2031-12-07")
    for year in (2001, 2040):
        with time_machine.travel(f"{year}-06-01"):
            assert metadata.article_of(Piece("a", "html", samples.html(page=undated), 0)).hints == ()
            assert metadata.article_of(Piece("a", "html", samples.html(page=future), 0)).hints[0].day == "2031-12-07"


META = '<meta property="article:published_time" content="2021-12-07T15:07:00Z">'


@pytest.mark.parametrize(
    ("head", "hints"),
    [
        (META, [("2021-12-07", True)]),
        ('<meta name="date" content="7 December 2021">', [("2021-12-07", True)]),
        ('<link rel="canonical" href="https://example.org/2021/12/07/a.html">', [("2021-12-07", True)]),
        ('<script type="application/ld+json">{"datePublished": "2021-12-07T10:00", "up": "2019-01-01"}</script>',
         [("2021-12-07", True)]),
        ('<meta name="generator" content="pagemaker built 2019-04-14">', []),
        ('<meta property="article:modified_time" content="2022-01-05T15:07:00Z">', [("2022-01-05", False)]),
        ("</head><body><p>Note: this compiler was built on 2026-04-14 by us.</p>", [("2026-04-14", False)]),
    ],
)  # fmt: skip
def test_only_a_date_that_a_page_states_of_itself_may_stand_in(head: str, hints: list[tuple[str, bool]]) -> None:
    page = samples.PAGE.replace(META, head).replace(
        '<link rel="canonical" href="https://example.org/minister-quits">', ""
    )
    article = metadata.article_of(Piece("a", "html", samples.html(page=page), 0))
    assert [(h.day, h.usable) for h in article.hints] == hints


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251"])
def test_a_page_is_decoded_as_it_says(encoding: str) -> None:
    page = samples.PAGE.replace("<head>", f'<head><meta charset="{encoding}">').replace("{}", "<p>{}</p>")
    words = "Встреча президентов прошла в Женеве, переговоры продолжались несколько часов подряд."
    article = metadata.article_of(Piece("a", "html", page.replace("{}", words * 3).encode(encoding), 0))
    assert words in article.text


@pytest.mark.parametrize("page", ["<div>" * 50_000 + "deep", "<script>var a = 1</script>", "<html></html>", "<p>" * 9])
def test_a_page_without_an_article_is_one_sentence(page: str) -> None:
    with pytest.raises(UnreadableSource, match=r"page\.html") as caught:
        metadata.article_of(Piece("page.html", "html", page.encode(), 0))
    assert "\n" not in str(caught.value)


# -- archives ----------------------------------------------------------------------------------------------


def test_a_zip_bomb_is_refused_by_what_it_says_of_itself(tmp_path: Path) -> None:
    (reason,) = reasons(read(samples.archive({"a.txt": b"a" * 19_000_000}), "bomb.zip", tmp_path))
    assert "bomb.zip" in reason and "zip bomb" in reason


def test_a_zip_bomb_that_lies_is_stopped(tmp_path: Path) -> None:
    """Both headers say 1,000 bytes; the data are 30 million."""
    lie = bytearray(samples.archive({"a.jsonl": b"a" * 30_000_000}))
    size = (30_000_000).to_bytes(4, "little")
    while (place := lie.find(size)) >= 0:
        lie[place : place + 4] = (1_000).to_bytes(4, "little")
    pieces = read(bytes(lie), "lie.zip", tmp_path)
    assert all(isinstance(p, Unread) or len(p.data) <= 1_000 for p in pieces)
    assert reasons(pieces)


def test_a_path_out_of_the_archive_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    names = ("../../up.txt", "/etc/root.txt", "C:\\boot.txt", "a\\..\\..\\up.txt", "good.txt")
    pieces = read(samples.archive(dict.fromkeys(names, samples.text())), "climb.zip", tmp_path)
    assert len(texts(pieces)) == 1 and pieces[-1].origin == "climb.zip/good.txt"
    found = reasons(pieces)
    assert len(found) == 4 and all("climbs out" in reason for reason in found)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["climb.zip"]


def test_a_name_that_would_break_the_line_is_shown_as_numbers(tmp_path: Path) -> None:
    (piece,) = read(samples.archive({"a\n\x1b[31mred.txt": samples.text()}), "odd.zip", tmp_path)
    assert piece.origin == "odd.zip/a\\n\\x1b[31mred.txt"


def test_links_locks_and_archives_in_archives_are_named(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(link, "/etc/passwd")
        made.writestr("inner.zip", samples.zipped())
        made.writestr("locked.txt", samples.text())
    data = bytearray(out.getvalue())
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.rfind(head)
        data[place + flags] |= 1
    found = " ".join(reasons(read(bytes(data), "odd.zip", tmp_path)))
    assert all(words in found for words in ("is a link", "archive in an archive", "locked with a password"))


# -- tables ------------------------------------------------------------------------------------------------


def test_texts_and_days_of_parquet_come_in_many_types(tmp_path: Path) -> None:
    import datetime

    import pyarrow as pa
    import pyarrow.parquet as pq

    day = datetime.date(2021, 12, 7)
    rows = [{"Text": b"It rained.", "id": 7, "published": day}, {"Text": b"\xff", "id": None, "published": None}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    first, second = (metadata.article_of(p) for p in sources.pieces(tmp_path / "a.parquet") if isinstance(p, Piece))
    assert (first.text, first.id, first.published) == ("It rained.", "7", "2021-12-07")
    assert (second.text, second.id) == ("\ufffd", None)
    pq.write_table(pa.Table.from_pylist([{"text": 1.5}]), tmp_path / "b.parquet")
    (bad,) = sources.pieces(tmp_path / "b.parquet")
    with pytest.raises(UnreadableSource, match=r"b\.parquet:1 has no text"):
        metadata.article_of(bad)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "data"), [("a.csv", b"headline,body\nx,y\n"), ("a.csv", b""), ("a.tsv", b"\n\n")])
def test_a_table_without_texts_says_what_it_has(name: str, data: bytes, tmp_path: Path) -> None:
    (reason,) = reasons(read(data, name, tmp_path))
    assert "no column 'text'" in reason and name in reason


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "no JSON"), ("[1]", "no text"), ('{"text": 1}', "no text"), ('{"text": " "}', "is empty"),
        ('{"text": "a", "published": "soon"}', "'soon'"), ('{"text": "a", "language": "?"}', "language"),
        ('{"text": "a", "title": ["b"]}', "title"), ("[" * 100_000, "no JSON"),
    ],
)  # fmt: skip
def test_a_bad_line_is_named_and_the_others_are_read(line: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{samples.jsonl(1).decode()}{line}\n\n{samples.jsonl(1).decode()}")
    _, bad, last = sources.pieces(path)
    assert isinstance(bad, Piece) and bad.origin == "a.jsonl:2" and last.origin == "a.jsonl:4"
    with pytest.raises(UnreadableSource, match=r"a\.jsonl:2") as caught:
        metadata.article_of(bad)
    assert words in str(caught.value)


def test_dates_and_surrogates_of_a_row() -> None:
    def article(line: str) -> object:
        return metadata.article_of(Piece("a:1", "jsonl", line.encode(), 0))

    for said, day in (
        ("2021-12-07 15:07:30+01:00", "2021-12-07T15:07"),
        ("Tue, 7 Dec 2021 15:07 GMT", "2021-12-07T15:07"),
    ):
        assert article(f'{{"text": "a", "published": "{said}"}}').published == day  # type: ignore[attr-defined]
    assert article('{"text": "a\\ud800b"}').text == "a?b"  # type: ignore[attr-defined]


class _Endless(io.RawIOBase):
    """Two gigabytes of one line, then a good one, never held."""

    def __init__(self, last: bytes) -> None:
        self._left, self._last, self.most = 2_000_000_000, last, 0

    def readline(self, size: int | None = -1) -> bytes:
        assert size is not None and 0 < size <= LONGEST + 1, "a line is read without a bound"
        if not self._left:
            last, self._last = self._last, b""
            return last
        taken = min(size, self._left)
        self._left -= taken
        return b"x" * taken + (b"" if self._left else b"\n")


def test_a_line_of_two_gigabytes_is_passed_over_in_bounded_memory() -> None:
    file: BinaryIO = _Endless(samples.jsonl(1))  # type: ignore[assignment]
    bad, good = catalogue.module("readers", "jsonl").split(file, "big.jsonl")
    assert isinstance(bad, Unread) and "big.jsonl:1 has 2,000,000,001 bytes in one line" in bad.reason
    assert WORDS in metadata.article_of(good).text


def test_an_open_quotation_mark_in_csv_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'text\n"' + b"word \n" * 4_000_000)
    (reason,) = reasons(list(sources.pieces(path)))
    assert "a.csv" in reason and "no CSV" in reason


def test_a_sparse_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    for name, size in (("a.txt", 2_000_000_000), ("b.html", 2_000_000_000), ("c.jsonl", 100_000_000)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    found = reasons(list(sources.pieces(tmp_path)))
    assert len(found) == 3 and all("00,000,000 bytes" in reason for reason in found)


# -- one sentence ------------------------------------------------------------------------------------------


def test_a_pdf_without_text_is_told_to_be_a_scan() -> None:
    with pytest.raises(UnreadableSource, match=r"a\.pdf is a PDF without text.*OCR"):
        metadata.article_of(Piece("a.pdf", "pdf", samples.pdf(()), 0))


def test_a_word_document_with_entities_is_refused() -> None:
    body = '<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document xmlns:w="x">{}&a;</w:document>'
    with pytest.raises(UnreadableSource, match="XML that cannot be read"):
        metadata.article_of(Piece("a.docx", "docx", samples.docx(body=body), 0))


@pytest.mark.parametrize("name", ["html", "pdf", "docx"])
def test_a_missing_package_is_named_with_what_to_type(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("trafilatura", "htmldate", "pypdf", "defusedxml.ElementTree"):
        monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingPackage, match=r"pip install 'narrative-timeline\[formats\]'"):
        catalogue.module("readers", name).article(SAMPLES[name](), "a")


# -- metadata against text ---------------------------------------------------------------------------------

DATED = ("LONDON, 8 December 2021 (Reuters) - The minister resigned on Monday, officials said.", *STORY)


def _weighed(piece: Piece) -> tuple[str | None, tuple[str, ...]]:
    found, notes = metadata.annotate_article(metadata.article_of(piece), id="a", sha256="0", knowledge=())
    return found.published.day if found.published else None, notes


@pytest.fixture
def rows() -> Callable[..., Piece]:
    def row(**said: str) -> Piece:
        import json

        return Piece("a:1", "jsonl", json.dumps({"text": "\n\n".join(DATED)} | said).encode(), 0)

    return row


def test_stated_metadata_wins_and_the_disagreement_is_noted(rows: Callable[..., Piece]) -> None:
    assert _weighed(rows()) == ("2021-12-08", ())
    assert _weighed(rows(published="2021-12-08T10:00")) == ("2021-12-08", ())
    day, (note,) = _weighed(rows(published="2021-12-07"))
    assert day == "2021-12-07" and "stated as 2021-12-07, the text says 2021-12-08" in note
    text = "\n\n".join(DATED * 3)
    found, notes = metadata.annotate_article(
        metadata.article_of(rows(text=text, language="fr")), id="a", sha256="0", knowledge=()
    )
    assert found.document.language == "fr" and any("the text reads as en" in note for note in notes)


def test_the_date_of_a_page_stands_in_only_where_the_text_is_silent() -> None:
    silent, (note,) = _weighed(Piece("a", "html", samples.html(), 0))
    assert silent == "2021-12-07" and "htmldate" in note
    told, notes = _weighed(Piece("a", "html", samples.html(DATED), 0))
    assert told == "2021-12-08"
    assert any("2021-12-07 is the day in the page" in note and "taken: 2021-12-08" in note for note in notes)


def test_the_day_a_file_was_made_never_stands_in() -> None:
    day, (note,) = _weighed(Piece("a", "pdf", samples.pdf(DATED), 0))
    assert day in (None, "2021-12-08") and "2022-03-01" in note
    assert _weighed(Piece("a", "pdf", samples.pdf(), 0))[0] is None


def test_build_takes_every_format(tmp_path: Path) -> None:
    import analysis

    for name in ("html", "eml", "jsonl"):
        (tmp_path / f"a-{name}{catalogue.module('readers', name).SUFFIXES[0]}").write_bytes(SAMPLES[name]())
    narrative = analysis.build(tmp_path)
    assert list(narrative.documents["id"]) == ["a-eml", "a-html", "part-1", "part-2"]
    assert narrative.documents["given"].all()
    (tmp_path / "b.jsonl").write_text('{"text": "a", "id": "x"}\n{"text": "b", "id": "x"}\n')
    with pytest.raises(AnalysisError, match=r"b\.jsonl:2 has the id 'x'"):
        analysis.build(tmp_path / "b.jsonl")
