"""The same job on a real Dask cluster on the loopback address, one worker of which is killed on the way."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import corpus
from analysis.corpus import engines, open_store, run
from analysis.errors import UnreachableScheduler
from benchmarks.articles import articles
from benchmarks.kill import contents

ROOT = Path(__file__).parents[1]
COUNT, BATCH = 32, 4


def start(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "distributed.cli.dask_" + str(arguments[0]), *map(str, arguments[1:])]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address of a scheduler without workers, and its process."""
    file = tmp_path / "scheduler.json"
    process = start("scheduler", "--host", "127.0.0.1", "--port", 0, "--no-dashboard", "--scheduler-file", file)
    try:
        for _ in range(200):
            if file.exists() and file.read_text():
                break
            time.sleep(0.1)
        yield json.loads(file.read_text())["address"], process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def workers(scheduler: tuple[str, object], tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    options = ("--nthreads", 1, "--no-nanny", "--no-dashboard", "--host", "127.0.0.1", "--local-directory", tmp_path)
    started = [start("worker", scheduler[0], *options) for _ in range(2)]
    try:
        yield started
    finally:
        for process in started:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "rows.jsonl"
    path.write_text("".join(json.dumps({"id": name, "text": text[:500]}) + "\n" for name, text in articles(COUNT)))
    return path


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(
    source: Path, scheduler: tuple[str, object], workers: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    run([source], tmp_path / "alone", batch=BATCH)

    def kill_one(tally: corpus.Tally) -> None:
        if tally.read == 3 * BATCH:
            workers[0].kill()

    tally = run([source], tmp_path / "cluster", batch=BATCH, dask=scheduler[0], progress=kill_one)
    assert workers[0].wait(timeout=10) == -9 and workers[1].poll() is None
    assert (tally.read, tally.failed) == (COUNT, 0)
    assert contents(tmp_path / "cluster") == contents(tmp_path / "alone")
    lines = open_store(tmp_path / "cluster").sources
    assert len(lines) == COUNT and not lines.duplicated(["key", "origin"]).any()


def test_a_scheduler_that_is_lost_is_one_sentence_and_the_run_goes_on_without(
    source: Path,
    scheduler: tuple[str, subprocess.Popen[bytes]],
    workers: list[subprocess.Popen[bytes]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engines, "ANSWER", 5)

    def kill_it(_: corpus.Tally) -> None:
        scheduler[1].kill()

    with pytest.raises(UnreachableScheduler, match="was lost: all parts so far are whole"):
        run([source], tmp_path / "s", batch=BATCH, dask=scheduler[0], progress=kill_it)
    tally = run([source], tmp_path / "s", batch=BATCH)
    assert 0 < tally.skipped < COUNT and tally.read + tally.skipped == COUNT


def test_a_scheduler_without_workers_is_one_sentence(
    source: Path, scheduler: tuple[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "MUSTER", 1)
    with pytest.raises(UnreachableScheduler, match="has no workers: start some with dask worker"):
        run([source], tmp_path / "s", dask=scheduler[0])
    assert open_store(tmp_path / "s").parts == []


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:99999", "127.0.0.1", "nonsense://127.0.0.1:9", ""])
def test_an_address_that_is_none_is_one_sentence(
    address: str, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "ANSWER", 1)
    with pytest.raises(UnreachableScheduler, match="no Dask scheduler answers"):
        run([source], tmp_path / "s", dask=address)


def test_an_unreachable_scheduler_is_one_sentence(source: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "analysis.cli",
        "corpus",
        source,
        "-o",
        tmp_path / "s",
        "--dask",
        "tcp://127.0.0.1:9",
    ]
    ran = subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=ROOT, check=False)
    assert ran.returncode == 1
    (line,) = ran.stderr.splitlines()
    assert line.startswith("timeline: no Dask scheduler answers at tcp://127.0.0.1:9")
