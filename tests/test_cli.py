"""The `timeline` command, above all when it is handed something bad.

Each mistake is one clear sentence on stderr and exit status 1 (2 for wrong usage), without a traceback and without
a half-written file. A text that says little is no mistake.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "000_093e2c476bcc5ea9.txt"
TEXT = "LONDON, 7 December 2021 - The minister resigned on Monday. He met the president in June, officials said.\n"


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


Timeline = Callable[..., Ran]


@pytest.fixture
def timeline(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Timeline:
    """The command in this process, without images: an escaping exception would fail the test."""
    from analysis.cli import main

    monkeypatch.setenv("TIMELINE_NO_IMAGES", "1")

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as wrong_usage:
            status = int(wrong_usage.code or 0)
        return Ran(status, *capsys.readouterr())

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def shell(*arguments: object, cwd: Path = ROOT, **environment: str) -> Ran:
    """The installed command in a process of its own."""
    command = [str(Path(sys.executable).parent / "timeline"), *map(str, arguments)]
    ran = subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, timeout=120, check=False
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def _copy_of_seeds(folder: Path) -> Path:
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return folder


def assert_one_sentence(ran: Ran, *words: str, status: int = 1) -> None:
    lines = ran.err.splitlines()
    assert ran.status == status, ran.err
    assert len(lines) == 1, ran.err
    assert lines[0].startswith("timeline: ")
    assert "Traceback" not in ran.err
    assert "Errno" not in ran.err
    for word in words:
        assert word in lines[0]


# -- sources -------------------------------------------------------------------------------------------


def _missing(folder: Path) -> Path:
    return folder / "missing.txt"


def _no_articles(folder: Path) -> Path:
    (folder / "photos").mkdir()
    (folder / "photos" / "one.jpg").write_bytes(b"\xff\xd8")
    return folder / "photos"


def _empty(folder: Path) -> Path:
    (folder / "empty.txt").write_bytes(b"")
    return folder / "empty.txt"


def _only_space(folder: Path) -> Path:
    (folder / "space.txt").write_bytes(b"\xef\xbb\xbf \r\n\n")
    return folder / "space.txt"


def _only_marks(folder: Path) -> Path:
    (folder / "marks.txt").write_text("\u200b\u2060\n", encoding="utf-8")
    return folder / "marks.txt"


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.txt")
    return folder / "pipe.txt"


def _loop(folder: Path) -> Path:
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    return folder / "loop.txt"


def _long_name(folder: Path) -> Path:
    return folder / ("x" * 300)


def _binary(folder: Path) -> Path:
    (folder / "binary.txt").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 16)
    return folder / "binary.txt"


def _png(folder: Path) -> Path:
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(0, 256, 3)) * 20)
    return folder / "picture.txt"


SOURCES = (
    _missing, _no_articles, _empty, _only_space, _only_marks, _pipe, _loop, _long_name, _binary, _png
)  # fmt: skip


@pytest.mark.parametrize("make", SOURCES, ids=lambda make: make.__name__.strip("_"))
@pytest.mark.parametrize("verb", ["build", "annotate"])
def test_bad_source_is_one_sentence(
    make: Callable[[Path], Path], verb: str, tmp_path: Path, timeline: Timeline
) -> None:
    source, out = make(tmp_path), tmp_path / "out"
    ran = timeline(verb, source, "--out", out)
    assert_one_sentence(ran, source.name)
    assert not out.exists()
    assert not ran.out


def test_wrong_encoding_is_read_or_refused_never_garbled(tmp_path: Path, timeline: Timeline) -> None:
    """Windows-1251 is recognised; bytes that are text in no encoding are refused."""
    path = tmp_path / "moscow.txt"
    sentence = (
        "Встреча президентов прошла в Женеве шестнадцатого июня. Переговоры продолжались несколько часов подряд. "
    )
    path.write_bytes((sentence * 5).encode("cp1251"))
    ran = timeline("annotate", path, "--out", tmp_path / "a.jsonl")
    if ran.status:
        assert_one_sentence(ran, "moscow.txt")
    path.write_bytes(TEXT.encode("utf-8") * 3 + b"\x00\xff\xfe\x80\x81\x00" * 50)
    assert_one_sentence(timeline("annotate", path, "--out", tmp_path / "b.jsonl"), "moscow.txt")
    assert not (tmp_path / "b.jsonl").exists()


def test_fifty_megabytes_of_one_line(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"On Monday he said so. " * (50_000_000 // 22))
    ran = shell("annotate", path, "--out", tmp_path / "a.jsonl")
    assert_one_sentence(ran, "long.txt", "bytes")
    assert not (tmp_path / "a.jsonl").exists()


def test_unreadable_file(article: Path, tmp_path: Path, timeline: Timeline) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read every file")
    article.chmod(0)
    assert_one_sentence(timeline("annotate", article, "--out", tmp_path / "a.jsonl"), "article.txt")


# -- results -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["build", "annotate", "export", "draw"])
def test_unwritable_output(verb: str, article: Path, tmp_path: Path, timeline: Timeline) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "occupied").write_text("mine")
    out = tmp_path / "occupied" / "out"
    extra = {"export": ("--to", "csv"), "draw": ()}.get(verb, ())
    first = ("lanes",) if verb == "draw" else ()
    ran = timeline(verb, *first, article, "--out", out.with_suffix(".html") if verb == "draw" else out, *extra)
    assert_one_sentence(ran, "occupied")
    assert (tmp_path / "occupied").read_text() == "mine"
    assert not ran.out, "a place that cannot be written to is found out before the work"


def test_an_article_is_not_overwritten(article: Path, timeline: Timeline) -> None:
    before = article.read_bytes()
    assert_one_sentence(timeline("annotate", article, "--out", article), "one of the files given")
    assert article.read_bytes() == before


def test_two_articles_of_one_name_are_refused_and_one_given_twice_is_read_once(
    article: Path, tmp_path: Path, timeline: Timeline
) -> None:
    (tmp_path / "b").mkdir()
    other = tmp_path / "b" / article.name
    other.write_text(TEXT)
    assert_one_sentence(
        timeline("annotate", article, other, "--out", tmp_path / "a.jsonl"), "the same name", str(other)
    )
    assert timeline("annotate", article, article, "--out", tmp_path / "a.jsonl").status == 0
    assert len((tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_a_folder_of_bad_files_leaves_an_earlier_result(tmp_path: Path, timeline: Timeline) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    _binary(folder)
    _empty(folder)
    (tmp_path / "a.jsonl").write_text("before")
    assert_one_sentence(timeline("annotate", folder, "--out", tmp_path / "a.jsonl"), "binary.txt", "empty.txt")
    assert (tmp_path / "a.jsonl").read_text() == "before"


def test_a_file_name_that_is_no_utf_8_is_shown_as_such(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff.txt"))).write_text(TEXT)
    ran = shell("annotate", folder, "--out", tmp_path / "a.jsonl")
    assert (ran.status, ran.err) == (0, "")
    assert json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8"))["doc"] == "bad\\xff"


def test_what_the_terminal_cannot_show_is_written_as_a_number(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Anna Müller visited Kiev on Monday.", encoding="utf-8")
    ran = shell("build", tmp_path / "a.txt", "--language", "en", "-o", tmp_path / "out", PYTHONIOENCODING="ascii")
    assert ran.status == 0, ran.err
    assert "M\\xfcller" in ran.out


@pytest.mark.parametrize(
    "line",
    [
        '{"doc": "a", "dct": 0}', '{"doc": "a", "dct": []}', '{"doc": null, "dct": null}', '["a"]', "[" * 100_000,
        '{"doc": "a", "dct": "2021-12-07 rubbish"}', '{"doc": "a", "dct": "2021-12-07T99:99"}',
        '{"doc": "a", "dct": "99999-01-01"}', '{"doc": "a", "dct": ""}',
        '{"doc": "a", "dct": "2021-12-07"}\n{"doc": "a", "dct": "2021-12-08"}',
    ],
)  # fmt: skip
def test_bad_lines_of_dates_are_named(line: str, article: Path, tmp_path: Path, timeline: Timeline) -> None:
    (tmp_path / "docs.jsonl").write_text(line)
    ran = timeline("annotate", article, "--docs", tmp_path / "docs.jsonl", "--out", tmp_path / "a.jsonl")
    assert_one_sentence(ran, "docs.jsonl, line")


@pytest.mark.parametrize(
    "arguments",
    [("draw", "lanes", SEED, "-o", "x.html", "--width", "-5"), ("explain", "", SEED), ("annotate", SEED, "--out", "")],
)
def test_wrong_usage_exits_with_two(arguments: tuple[str, ...]) -> None:
    ran = shell(*arguments)
    assert ran.status == 2
    assert "Traceback" not in ran.err and "error:" in ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_sentence(article: Path) -> None:
    assert_one_sentence(shell("annotate", article, "--out", "/dev/full"), "no space left")
    command = f"{Path(sys.executable).parent / 'timeline'} list > /dev/full"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert_one_sentence(Ran(ran.returncode, ran.stdout, ran.stderr), "no space left")


def test_a_closed_pipe_loses_nothing(article: Path, tmp_path: Path) -> None:
    command = f"{Path(sys.executable).parent / 'timeline'} build {article} -o {tmp_path / 'out'} | true"
    subprocess.run(
        ["bash", "-c", command], capture_output=True, check=True, env=os.environ | {"TIMELINE_NO_IMAGES": "1"}
    )
    assert (tmp_path / "out" / "timeline.csv").exists()


def test_nothing_half_written(tmp_path: Path, timeline: Timeline) -> None:
    """A result of an earlier run survives a failing one, and no temporary file stays behind."""
    (tmp_path / "a.jsonl").write_text("before")
    bad = _binary(tmp_path)
    assert_one_sentence(timeline("annotate", bad, "--out", tmp_path / "a.jsonl"))
    assert (tmp_path / "a.jsonl").read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "binary.txt"]


def test_folder_with_one_bad_file(tmp_path: Path, timeline: Timeline) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    _binary(folder)
    for name in ("one.txt", "two.txt"):
        (folder / name).write_text(TEXT)
    assert_one_sentence(timeline("annotate", folder, "--out", tmp_path / "a.jsonl"), "binary.txt")
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["doc"] for line in lines] == ["one", "two"]
    ran = timeline("build", folder, "--out", tmp_path / "out")
    assert ran.status == 1
    assert "binary.txt" in ran.err
    assert (tmp_path / "out" / "timeline.csv").exists()


@pytest.mark.parametrize("text", ["The cat sat on the mat.", "On Tuesday the minister resigned.", "?"])
def test_a_text_without_a_date_is_no_error(text: str, tmp_path: Path, timeline: Timeline) -> None:
    (tmp_path / "calm.txt").write_text(text)
    ran = timeline("build", tmp_path / "calm.txt", "--out", tmp_path / "out")
    assert (ran.status, "Traceback" in ran.err) == (0, False)
    line = json.loads((tmp_path / "out" / "annotations.jsonl").read_text(encoding="utf-8"))
    assert line["published"]["value"] is None
    with (tmp_path / "out" / "timeline.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            assert (row["start"], row["end"]) == ("", "")
            assert row["reason"]


def test_without_a_browser_the_rest_is_written(article: Path, tmp_path: Path) -> None:
    out, empty = tmp_path / "out", tmp_path / "bin"
    empty.mkdir()
    ran = shell("build", article, "--out", out, PATH=str(empty), BROWSER_PATH=str(empty / "none"))
    assert ran.status == 0, ran.err
    said = [line for line in ran.err.splitlines() if "PNG" in line]
    assert len(said) == 1
    assert "chromium" in said[0].lower()
    assert not list(out.glob("*.png"))
    assert {"timeline.csv", "annotations.jsonl", "lanes.html", "story_order.html"} <= {p.name for p in out.iterdir()}
    asked = shell("draw", "lanes", article, "-o", out / "lanes.png", PATH=str(empty), BROWSER_PATH=str(empty / "none"))
    assert_one_sentence(asked, "hromium")
    assert not list(out.glob("*.png*"))


# -- usage ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("annotate", "x"),
        ("nonsense",),
        ("build", "x", "--kind", "poem"),
        ("draw", "lanes"),
        ("draw", "lanes", SEED, "-o", "x.html", "--width", "9" * 400 + "mm"),
        ("draw", "lanes", SEED, "-o", "x.html", "--width", "٣٠٠"),
        ("draw", "lanes", SEED, "-o", "x.png", "--width", "2000mm", "--dpi", "2400"),
        ("draw", "lanes", SEED, "--al", "-o", "x.html"),
    ],
    ids=lambda given: " ".join(map(str, given))[-40:],
)
def test_wrong_usage_is_two(arguments: tuple[str, ...], timeline: Timeline) -> None:
    ran = timeline(*arguments)
    assert ran.status == 2
    assert "usage: timeline" in ran.err


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("draw", "bars", SEED, "-o", "x.html"), ("lanes", "story_order")),
        (("export", SEED, "--to", "xlsx", "-o", "x"), ("csv", "annotations")),
        (("build", SEED, "--published", "yesterday", "-o", "x"), ("yesterday",)),
        (("build", SEED, "--language", "tlh", "-o", "x"), ("tlh",)),
        (("build", SEED, "--knowledge", "missing.toml", "-o", "x"), ("missing.toml",)),
        (("annotate", SEED, "--docs", "missing.jsonl", "--out", "x"), ("missing.jsonl",)),
        (("explain", "zeppelin", SEED), ("zeppelin",)),
        (("draw", "lanes", SEED, "-o", "x.bmp"), (".bmp", ".html")),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_unknown_names_are_answered_with_known_ones(
    arguments: tuple[object, ...],
    names: tuple[str, ...],
    tmp_path: Path,
    timeline: Timeline,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_one_sentence(timeline(*arguments), *names)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", ["{", '{"dct": "2021-12-07"}', '{"doc": "article", "dct": "soon"}', "[]"])
def test_bad_docs_file(line: str, article: Path, tmp_path: Path, timeline: Timeline) -> None:
    (tmp_path / "docs.jsonl").write_text(line + "\n")
    ran = timeline("annotate", article, "--docs", tmp_path / "docs.jsonl", "--out", tmp_path / "a.jsonl")
    assert_one_sentence(ran)
    assert not (tmp_path / "a.jsonl").exists()


# -- the good road ---------------------------------------------------------------------------------------


def test_main_job_prints_and_writes(tmp_path: Path) -> None:
    ran = shell(cwd=_copy_of_seeds(tmp_path), TIMELINE_NO_IMAGES="1")
    assert ran.status == 0, ran.err
    assert "2021-12-07 15:07 UTC" in ran.out
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"timeline.csv", "annotations.jsonl", "lanes.html", "story_order.html"} <= written
    assert "\x1b[" not in ran.out + ran.err, "no colours and no progress in a pipe"
    assert "\r" not in ran.err


def test_docs_give_the_day_and_null_leaves_it_to_the_text(tmp_path: Path, timeline: Timeline) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text("The minister resigned on Monday.")
    (tmp_path / "docs.jsonl").write_text(
        '{"doc": "a", "dct": "2021-12-07", "text_path": "a.txt"}\n'
        '{"doc": "b", "dct": "2021-12-07T15:07", "text_path": "b.txt"}\n'
        '{"doc": "c", "dct": null, "text_path": "c.txt"}\n'
    )
    ran = timeline("annotate", folder, "--out", tmp_path / "a.jsonl", "--docs", tmp_path / "docs.jsonl")
    assert (ran.status, ran.err) == (0, "")
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["doc"] for line in lines] == ["a", "b", "c"]
    assert [line["timexes"][0]["value"] for line in lines][:2] == ["2021-12-06", "2021-12-06"]
    assert lines[2]["published"]["value"] is None


def test_list_names_what_lies_in_the_open_folders(timeline: Timeline) -> None:
    ran = timeline("list")
    assert ran.status == 0
    for name in ("en", "lanes", "story_order", "csv", "annotations"):
        assert name in ran.out


def test_explain_shows_words_rule_and_result(timeline: Timeline) -> None:
    ran = timeline("explain", "3:07 p.m.", SEED)
    assert ran.status == 0
    assert "2021-12-07" in ran.out
    assert "15:07" in ran.out


def test_an_article_of_a_folder_and_a_file_of_dates_are_not_overwritten(tmp_path: Path, timeline: Timeline) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    (tmp_path / "docs.jsonl").write_text('{"doc": "a", "dct": null}\n')
    assert_one_sentence(timeline("annotate", tmp_path / "in", "--out", tmp_path / "in" / "a.txt"), "files given")
    docs = tmp_path / "docs.jsonl"
    assert_one_sentence(timeline("annotate", tmp_path / "in", "--docs", docs, "--out", docs), "files given")
    assert (tmp_path / "in" / "a.txt").read_text() == TEXT
