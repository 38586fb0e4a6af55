"""A corpus goes into a store whole: interrupted, killed, spread over processes or a cluster, it comes out the same."""

from __future__ import annotations

import json
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

from analysis import cli, corpus
from analysis.corpus import batches, engines, job, layout, open_store, parts, rules, run, work
from analysis.document import from_text, read
from analysis.errors import AnalysisError, BadStore, MissingPackage, UnreadableSource
from analysis.knowledge import load_known
from analysis.narrative import Narrative, tabulate
from analysis.pipeline import annotate
from benchmarks.articles import articles
from benchmarks.kill import contents, faults, finished, killed_runs
from tests import samples

ROOT = Path(__file__).parents[1]
COUNT, BATCH = 30, 4


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty short articles in a folder and in JSON Lines; none is there twice."""
    folder = tmp_path_factory.mktemp("corpus") / "news"
    (folder / "deep").mkdir(parents=True)
    made = [(name, text[:400]) for name, text in articles(COUNT)]
    for name, text in made[: COUNT // 2]:
        (folder / ("deep" if name[-1] in "02468" else "") / f"{name}.txt").write_text(text)
    rows = (json.dumps({"id": name, "text": text, "published": "2018-05-04"}) for name, text in made[COUNT // 2 :])
    (folder / "rows.jsonl").write_text("\n".join(rows) + "\n")
    return folder


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of an undisturbed run."""
    store = tmp_path_factory.mktemp("whole") / "store"
    tally = run([source], store, batch=BATCH)
    assert (tally.read, tally.failed, tally.same) == (COUNT, 0, 0)
    return store


def shell(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "analysis.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)


def one_sentence(ran: subprocess.CompletedProcess[str], *words: str) -> None:
    assert ran.returncode == 1, ran.stderr
    (line,) = ran.stderr.splitlines()
    assert line.startswith("timeline: ") and "Traceback" not in line
    for word in words:
        assert word in line


# -- what is stored ----------------------------------------------------------------------------------------


def test_the_store_gives_back_the_tables_of_every_article(source: Path, whole: Path) -> None:
    narrative = open_store(whole).narrative()
    texts = {path.stem: path for path in source.rglob("*.txt")}
    assert len(narrative.documents) == COUNT and narrative.documents["id"].is_unique
    for name, path in sorted(texts.items())[:3]:
        known_as = f"news/{'deep/' if path.parent.name == 'deep' else ''}{name}"
        alone = tabulate([annotate(read(path, id=known_as))])
        stored = open_store(whole).narrative([known_as])
        for table in parts.TABLES:
            pd.testing.assert_frame_equal(getattr(stored, table), getattr(alone, table), check_index_type=False)


def test_any_tables_survive_parquet_with_columns_that_nobody_announced() -> None:
    text = "1066 was long ago. “We agreed,” said Mary Smith on Monday.\n\nThe war began in 480 BC, in spring or in May."
    made = tabulate([annotate(from_text(text, id="a", language="en", kind="news"), published="2021-12-07")])
    made.relations["weight"] = pd.Series([1.5] * len(made.relations), dtype="object")
    made.documents["places"] = pd.Series([(("Bern", (1, 2)), "é", None)], dtype="object")
    files = parts.encode(made, [])
    for table in parts.TABLES:
        back = parts.decode(table, BytesIO(files[f"{table}.parquet"]))
        pd.testing.assert_frame_equal(back, getattr(made, table), check_index_type=False)
    assert parts.encode(made, []) == files


def test_every_column_of_today_is_known_to_the_store() -> None:
    """One that is not is kept as JSON, which is safe; say its kind in `parts.KINDS` to make it plain."""
    empty: Narrative = tabulate([])
    objects = {"against", "alternatives", "evidence", "sections"}
    for table in parts.TABLES:
        assert set(getattr(empty, table).columns) - set(parts.KINDS[table]) <= objects, table


def test_duckdb_and_dask_read_it(whole: Path) -> None:
    store = open_store(whole)
    rows = len(store.narrative().timeline)
    assert store.query("select count(*) n from timeline").loc[0, "n"] == rows > COUNT
    joined = store.query(
        'select d.id, count(*) n, min(t."start") s, any_value(t.participants::json->0->>0) p from timeline t '
        "join documents d on t.document = d.id group by all order by all"
    )
    assert len(joined) == COUNT and joined["p"].notna().any()
    lazy = store.timeline
    assert lazy.npartitions == len(store.parts) == -(-COUNT // BATCH)
    events = lazy[lazy["kind"] == "event"].compute(scheduler="sync")
    assert len(events) == (store.narrative().timeline["kind"] == "event").sum()
    assert isinstance(events["participants"].iloc[0], tuple) and str(events["start"].dtype) == "datetime64[s]"
    for bad in ("select nonsense from timeline", "select", "select * from read_csv('https://example.org/a.csv')"):
        with pytest.raises(AnalysisError, match="DuckDB cannot answer"):
            store.query(bad)
    with pytest.raises(AnalysisError, match="no table called 'events'"):
        store.table("events")
    with pytest.raises(AnalysisError, match="no article 'nobody'"):
        store.narrative(["nobody"])


def test_twenty_thousand_articles_do_not_make_twenty_thousand_files(whole: Path) -> None:
    assert len(contents(whole)) == parts.FILES * -(-COUNT // BATCH)
    assert parts.FILES * 20_000 / batches.SIZE < 2_000


def test_a_store_can_be_read_while_it_grows(source: Path, tmp_path: Path) -> None:
    seen: list[int] = []

    def look(tally: corpus.Tally) -> None:
        seen.append(len(open_store(tmp_path / "s").narrative().documents))

    run([source / "rows.jsonl"], tmp_path / "s", batch=BATCH, progress=look)
    assert seen == [4, 8, 12, 15]


# -- the same whatever happens -----------------------------------------------------------------------------


def test_two_processes_give_the_same_bytes(source: Path, whole: Path, tmp_path: Path) -> None:
    run([source], tmp_path / "s", batch=BATCH, workers=2)
    assert contents(tmp_path / "s") == contents(whole)


def test_a_second_run_does_nothing_and_an_interrupted_one_goes_on(
    source: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "s"
    asked = []

    def stop(tally: corpus.Tally) -> None:
        if tally.read >= 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([source], store, batch=BATCH, progress=stop)
    assert len(contents(store)) == 3 * parts.FILES
    (next(store.glob("rules-*")) / "unfinished" / "left").mkdir(parents=True)
    original = work.annotate_article
    monkeypatch.setattr(work, "annotate_article", lambda *a, **k: asked.append(k["id"]) or original(*a, **k))
    tally = run([source], store, batch=BATCH)
    assert (tally.skipped, tally.read, len(asked)) == (12, COUNT - 12, COUNT - 12)
    assert contents(store) == contents(whole)
    assert not list(store.glob("rules-*/unfinished"))
    assert run([source], store, batch=BATCH).skipped == COUNT and len(asked) == COUNT - 12


def test_three_kills_lose_nothing_and_leave_nothing_broken(source: Path, whole: Path, tmp_path: Path) -> None:
    """Twenty, and workers too: `python benchmarks/kill.py`."""
    undisturbed, options = tmp_path / "undisturbed", ("--workers", 1)
    run([source], undisturbed, batch=8)
    log = list(killed_runs(source, tmp_path / "s", contents(undisturbed), 3, random.Random(5), options))
    assert [line.rpartition(": ")[2] for line in log] == ["whole"] * 3, log
    assert finished(source, tmp_path / "s", contents(undisturbed), options) == []


def test_another_size_of_batch_goes_on_without_doing_anything_twice(source: Path, tmp_path: Path) -> None:
    def stop(tally: corpus.Tally) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([source], tmp_path / "s", batch=4, progress=stop)
    assert run([source], tmp_path / "s", batch=7).read == COUNT - 4
    lines = open_store(tmp_path / "s").sources
    assert len(lines) == COUNT and lines["document"].is_unique


def test_what_a_run_leaves_that_is_killed_as_it_begins_is_no_hindrance(source: Path, tmp_path: Path) -> None:
    for name in (".7.probe", ".store.json.7.part", "lock"):
        (tmp_path / name).write_text("")
    (tmp_path / "rules-0").mkdir()
    assert run([source / "rows.jsonl"], tmp_path).older == ("0",)


def test_workers_that_do_not_start_blame_no_article(tmp_path: Path) -> None:
    """A script without the guard that the spawning of processes needs."""
    (tmp_path / "a.txt").write_text("It rained in May 2019.")
    script = tmp_path / "script.py"
    script.write_text(
        f"from analysis.corpus import run\nrun([{str(tmp_path / 'a.txt')!r}], {str(tmp_path / 's')!r}, workers=2)\n"
    )
    ran = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, cwd=ROOT, check=False)
    assert ran.returncode == 1 and "BrokenWorkers: the worker processes die as they start" in ran.stderr
    assert not contents(tmp_path / "s")


def test_articles_added_or_moved_are_told_apart(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    shutil.copytree(source / "deep", folder)
    run([folder], tmp_path / "s")
    first = sorted(folder.glob("*.txt"))[0]
    first.rename(folder / "moved.txt")
    (folder / "new.txt").write_text("The minister resigned on 5 May 2019.")
    second = sorted(folder.glob("0*.txt"))[0]
    second.write_text("The mayor was arrested on 6 May 2019.")
    tally = run([folder], tmp_path / "s")
    assert (tally.read, tally.same) == (2, 1)
    lines = open_store(tmp_path / "s").sources
    assert lines.set_index("origin").loc["news/moved.txt", "document"] == f"news/{first.stem}"
    changed = lines[lines["origin"] == f"news/{second.name}"]
    assert changed["document"].nunique() == 2, "an edited article is another, under an id of its own"
    assert open_store(tmp_path / "s").narrative().documents["id"].is_unique


def test_two_files_of_the_same_content_are_kept_once_and_both_are_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The minister resigned on 5 May 2019.")
    assert cli.main(["corpus", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "-o", str(tmp_path / "s")]) == 0
    assert "1 of the same content as another, kept once" in capsys.readouterr().err
    lines = open_store(tmp_path / "s").sources
    assert list(lines["status"]) == ["read", "same"] and list(lines["document"]) == ["a", "a"]
    assert "content of a" in lines.loc[1, "reason"]


def test_an_id_that_two_articles_claim_stays_the_firsts(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "x", "text": "It rained in May 2019."}\n{"id": "x", "text": "It snowed."}\n'
    )
    run([tmp_path / "a.jsonl"], tmp_path / "s")
    first, second = open_store(tmp_path / "s").sources["document"]
    assert first == "x" and second.startswith("x~") and len(second) == 10


# -- failures ----------------------------------------------------------------------------------------------


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.html").write_bytes(samples.html())
    (folder / "scan.pdf").write_bytes(samples.pdf(()))
    (folder / "table.csv").write_text("headline,body\na,b\n")
    (folder / "bomb.zip").write_bytes(samples.archive({"a.txt": b"a" * 19_000_000}))
    (folder / "climb.zip").write_bytes(samples.archive({"../up.txt": b"Up.", "in.txt": b"It rained on 5 May 2019."}))
    (folder / "binary.txt").write_bytes(b"\x7fELF\0\0")
    (folder / "rows.jsonl").write_text(
        '{"text": "It rained."}\n{"text": 5}\n{"text": "It snowed.", "language": "xx"}\n'
    )
    return folder


def test_bad_files_are_one_sentence_each_and_the_others_are_read(
    mixed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = shell("corpus", mixed, "-o", tmp_path / "s")
    assert ran.returncode == 1 and "Traceback" not in ran.stderr
    assert ran.stderr.count("\n") == 7 and "2 more could not be read" in ran.stderr
    failures = open_store(tmp_path / "s").failures.set_index("origin")["reason"]
    for origin, words in {
        "mixed/scan.pdf": "OCR", "mixed/table.csv": "it has: headline, body", "mixed/bomb.zip": "zip bomb",
        "mixed/climb.zip/../up.txt": "climbs out", "mixed/binary.txt": "NUL bytes", "mixed/rows.jsonl:2": "no text",
        "mixed/rows.jsonl:3": "'xx'",
    }.items():  # fmt: skip
        assert words in failures[origin] and origin in failures[origin]
    assert len(failures) == 7 and not (tmp_path / "up.txt").exists()
    assert set(open_store(tmp_path / "s").narrative().documents["id"]) == {
        "mixed/climb.zip/in", "mixed/good", "mixed/rows:1"
    }  # fmt: skip
    assert cli.main(["corpus", str(mixed), "-o", str(tmp_path / "s")]) == 1
    assert "10 done before, 7 of them failed (--retry)" in capsys.readouterr().err


def test_a_fault_of_ours_costs_one_article_and_a_retry_mends_it(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = work.annotate_article

    def faulty(*arguments: object, **named: object) -> object:
        if str(named["id"]).endswith("17"):
            raise IndexError("tuple index\nout of range")
        return original(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "annotate_article", faulty)
    tally = run([source / "rows.jsonl"], tmp_path / "s")
    (fault,) = tally.faults
    assert (tally.read, tally.failed) == (14, 1) and "(IndexError: tuple index out of range)" in fault
    monkeypatch.undo()
    assert run([source / "rows.jsonl"], tmp_path / "s").read == 0
    assert run([source / "rows.jsonl"], tmp_path / "s", retry=True).read == 1
    store = open_store(tmp_path / "s")
    assert len(store.failures) == 0 and len(store.narrative().documents) == 15


def test_a_table_that_breaks_a_law_costs_one_article(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis.errors import BadTimeline

    def strict(annotations: object) -> Narrative:
        found = list(annotations)  # type: ignore[call-overload]
        if any(a.document.id == "000020" for a in found):
            raise BadTimeline("the timeline breaks the rules")
        return tabulate(found)

    monkeypatch.setattr(work, "tabulate", strict)
    assert run([source / "rows.jsonl"], tmp_path / "s").failed == 1
    assert list(open_store(tmp_path / "s").failures["origin"]) == ["rows.jsonl:6"]


def test_an_article_that_kills_its_worker_is_given_up_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine says that the workers died of each batch with the article in it."""
    (tmp_path / "a.jsonl").write_text(
        "".join(f'{{"text": "It rained in May 201{i}.", "id": "{i}"}}\n' for i in range(6))
    )

    def dying(
        batches: Iterator[engines.Batch], choices: object, version: str, *_: object, **__: object
    ) -> engines.Done:
        for batch in batches:
            alive = all(i.id != "3" or not hasattr(i.piece, "data") for i in batch.items)
            yield batch, work.work(batch, {}, version) if alive else None

    monkeypatch.setattr(job, "_engine", dying)
    tally = run([tmp_path / "a.jsonl"], tmp_path / "s", batch=4)
    assert (tally.read, tally.failed) == (5, 1) and "a.jsonl:4 killed its worker" in tally.faults[0]


def _suicidal(batch: engines.Batch, choices: object, version: str) -> work.Part:
    if batch.name == "bad":
        os.kill(os.getpid(), signal.SIGKILL)
    return work.Part(batch.name, {}, len(batch.items), 0, 0, 0, ())


def test_workers_that_die_are_replaced_and_their_batch_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "work", _suicidal)
    batches = [engines.Batch(name, (), 0) for name in ("a", "bad", "b", "c", "d", "e")]
    done = {batch.name: part for batch, part in engines.processes(batches, {}, "", 2)}
    assert sorted(done) == sorted(batch.name for batch in batches) and done["bad"] is None
    assert done["e"] is not None


# -- bad places --------------------------------------------------------------------------------------------


def test_what_is_no_store_is_left_alone(source: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").write_text("mine")
    one_sentence(shell("corpus", source, "-o", tmp_path / "mine"), "mine", "no store")
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["thesis.docx"]
    with pytest.raises(BadStore, match="no store"):
        open_store(tmp_path / "mine")
    (tmp_path / "file").write_text("")
    with pytest.raises(AnalysisError):
        run([source], tmp_path / "file")


def test_missing_and_empty_sources_write_nothing(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    one_sentence(shell("corpus", tmp_path / "nowhere", "-o", tmp_path / "s"), "nowhere", "check the path")
    for bad in (tmp_path / "photos", tmp_path / "nowhere"):
        with pytest.raises(UnreadableSource):
            run([bad], tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_a_store_of_another_form_is_refused_and_unchanged(source: Path, tmp_path: Path) -> None:
    (tmp_path / "store.json").write_text('{"form": 0}')
    for act in (lambda: run([source], tmp_path), lambda: open_store(tmp_path)):
        with pytest.raises(BadStore, match=r"form 0.*nothing in it was changed"):
            act()
    assert [p.name for p in tmp_path.iterdir()] == ["store.json"]


def test_results_of_older_rules_stay_and_are_shown_until_the_new_are_whole(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, store = source / "rows.jsonl", tmp_path / "s"
    run([rows], store, batch=BATCH)
    old = open_store(store).rules
    before = contents(store)

    def stop(_: corpus.Tally) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([rows], store, batch=BATCH, kind="post", progress=stop)
    assert open_store(store).rules == old
    run([rows], store, batch=BATCH, kind="post")
    assert open_store(store).rules != old and len(open_store(store, rules=old).narrative().documents) == 15
    assert before.items() <= contents(store).items()
    with pytest.raises(AnalysisError, match="holds no results of the rules abc"):
        open_store(store, rules="abc")


def test_the_rules_are_those_that_have_a_say(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rules.version({}) == rules.version({}) != rules.version({"kind": "post"})
    first = rules.code.__wrapped__()
    monkeypatch.setattr(rules, "packages", lambda: {"spacy": "0"})
    assert rules.code.__wrapped__() != first
    with pytest.raises(BadStore, match="a worker has other rules"):
        work.work(engines.Batch("a", (), 0), {}, "other")


def test_one_run_at_a_time_writes_to_a_store(source: Path, tmp_path: Path) -> None:
    def second(_: corpus.Tally) -> None:
        with pytest.raises(BadStore, match="another run is writing"):
            run([source], tmp_path / "s")

    run([source / "rows.jsonl"], tmp_path / "s", progress=second)


def test_a_damaged_part_is_named(source: Path, whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "s")
    part = open_store(tmp_path / "s").parts[2]
    (part / "sources.parquet").write_bytes(b"PAR1")
    with pytest.raises(BadStore, match=part.name):
        run([source], tmp_path / "s", batch=BATCH)
    shutil.rmtree(part)
    run([source], tmp_path / "s", batch=BATCH)
    assert contents(tmp_path / "s") == contents(whole)


def test_a_missing_package_stops_the_run_and_keeps_what_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("It rained in May 2019.")
    (tmp_path / "b.pdf").write_bytes(samples.pdf())
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingPackage, match="pypdf"):
        run([tmp_path / "a.txt", tmp_path / "b.pdf"], tmp_path / "s", batch=1)
    assert list(open_store(tmp_path / "s").narrative().documents["id"]) == ["a"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(place)], capture_output=True, check=False
    ).returncode == 0  # fmt: skip
    if not mounted:
        pytest.skip("a small file system cannot be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_one_sentence_and_the_run_goes_on_elsewhere(
    source: Path, whole: Path, small_disk: Path, tmp_path: Path
) -> None:
    with pytest.raises(AnalysisError, match="no space left") as caught:
        run([source], small_disk / "s", batch=BATCH)
    assert "\n" not in str(caught.value)
    kept = contents(small_disk / "s")
    assert kept and faults(small_disk / "s", contents(whole)) == []
    shutil.copytree(small_disk / "s", tmp_path / "s")
    run([source], tmp_path / "s", batch=BATCH)
    assert contents(tmp_path / "s") == contents(whole)


def test_progress_shows_the_rate_and_the_time_left_only_on_a_terminal(source: Path, tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "analysis.cli",
        "corpus",
        source / "rows.jsonl",
        "-o",
        tmp_path / "s",
        "--batch",
        "4",
    ]
    process = subprocess.Popen(
        list(map(str, command)), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=theirs, env=os.environ | {"COLUMNS": "160"}
    )
    os.close(theirs)
    shown = b""
    try:
        while got := os.read(ours, 65_536):
            shown += got
    except OSError:  # how Linux says that the other side is closed
        pass
    os.close(ours)
    assert process.wait() == 0
    assert b"articles, " in shown and b"/s" in shown and b"left:" in shown


def test_wrong_usage_is_two(source: Path, tmp_path: Path) -> None:
    for options in (("--workers", "0"), ("--workers", "many"), ("--batch", "-1"), ()):
        place = ("-o", tmp_path / "s") if options else ()
        ran = shell("corpus", source, *place, *options)
        assert ran.returncode == 2 and "usage: timeline" in ran.stderr


def test_knowledge_of_ones_own_can_be_sent_to_workers_and_is_part_of_the_rules() -> None:
    known = load_known()
    assert pickle.loads(pickle.dumps(known)) == known
    assert rules.version({"knowledge": known}) == rules.version({"knowledge": pickle.loads(pickle.dumps(known))})
    assert rules.version({"knowledge": known[:-1]}) != rules.version({"knowledge": known}) != rules.version({})


def test_the_store_is_laid_out_as_its_module_says(whole: Path) -> None:
    assert sorted(p.name for p in whole.iterdir() if p.name[:6] != "rules-") == ["lock", "store.json"]
    for name in (layout.ABOUT, "rules-", "part-", "sources.parquet"):
        assert name in str(layout.__doc__)
