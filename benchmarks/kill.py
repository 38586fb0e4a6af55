"""Kill a corpus run at random points, again and again: nothing lost, nothing twice, nothing corrupt?

    python benchmarks/kill.py [--kills 20] [--articles 400] [--workers 2] [--seed 1]

A run is killed (SIGKILL) after a random time: the command, and every other time one of its workers before; what is left
is checked, and the same command is given again. At the end the store must be that of a run that nobody disturbed, byte
for byte. Prints a log; exit status 1 if anything is amiss.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil

from analysis.corpus import layout, open_store, parts

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
BATCH = 8  # articles: many parts, so that a kill has many places to fall


def command(source: Path, store: Path, *options: object) -> list[str]:
    return [sys.executable, "-m", "analysis.cli", "corpus", str(source), "-o", str(store), "--batch", str(BATCH),
            *map(str, options)]  # fmt: skip


def contents(store: Path) -> dict[str, bytes]:
    """Every file of every part."""
    return {str(p.relative_to(store)): p.read_bytes() for p in sorted(store.glob("rules-*/part-*/*.parquet"))}


def faults(store: Path, whole: dict[str, bytes]) -> list[str]:
    """What is wrong with a store that may be unfinished, against one that is whole."""
    found = contents(store)
    wrong = [f"{name} is not in the undisturbed store" for name in found if name not in whole]
    wrong += [f"{name} differs" for name, data in found.items() if whole.get(name, data) != data]
    for part in store.glob("rules-*/part-*"):
        if len(list(part.iterdir())) != parts.FILES:
            wrong.append(f"{part.name} is not whole")
        layout.manifest(part)
    return wrong


def parts_of(store: Path) -> int:
    return sum(1 for _ in store.glob("rules-*/part-*"))


def workers_of(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    try:
        children = psutil.Process(process.pid).children(recursive=True)
        return [child for child in children if "spawn_main" in " ".join(child.cmdline())]
    except psutil.NoSuchProcess:
        return []


def told(wrong: Sequence[str]) -> str:
    return "; ".join(wrong[:3]) + (f" and {len(wrong) - 3} more" if len(wrong) > 3 else "")


def kill(process: subprocess.Popen[bytes], draw: random.Random) -> str:
    """SIGKILL to the command, every other time first to one of its workers; what was hit."""
    hit, workers = "command", workers_of(process)
    if workers and draw.random() < 0.5:
        workers[0].send_signal(signal.SIGKILL)
        hit = "worker, command"
        time.sleep(draw.random() * 2)
        workers = [*workers, *workers_of(process)]
    process.kill()
    process.wait()
    _, alive = psutil.wait_procs(workers, timeout=20)
    if alive:
        raise SystemExit(f"{len(alive)} workers outlived the command")
    return hit


def killed_runs(
    source: Path, store: Path, whole: dict[str, bytes], kills: int, draw: random.Random, options: Sequence[object]
) -> Iterator[str]:
    """A line of log per kill; a store that is done before its time is thrown away and begun again."""
    done = 0
    while done < kills:
        process = subprocess.Popen(command(source, store, *options), stderr=subprocess.DEVNULL, cwd=ROOT)
        before = parts_of(store)
        more = draw.randint(0, max(1, min(5, len(whole) // parts.FILES - before - 2)))
        wanted = before + more  # parts more, and a moment; or at any moment of the start
        while process.poll() is None and parts_of(store) < wanted:
            time.sleep(0.01)
        time.sleep(draw.random() * (0.4 if wanted > before else 3))
        if process.poll() is not None:
            shutil.rmtree(store)
            continue
        hit = kill(process, draw)
        done += 1
        unfinished = sum(1 for _ in store.glob("rules-*/unfinished/*"))
        yield (f"kill {done:>2}: {hit:<15} parts {before:>3} -> {parts_of(store):>3}, unfinished {unfinished}: "
               f"{told(faults(store, whole)) or 'whole'}")  # fmt: skip


def finished(source: Path, store: Path, whole: dict[str, bytes], options: Sequence[object]) -> list[str]:
    """Run to the end; what is wrong then."""
    subprocess.run(command(source, store, *options), stderr=subprocess.DEVNULL, cwd=ROOT, check=True)
    lines = open_store(store).sources
    wrong = faults(store, whole)
    wrong += ["articles were lost"] if len(contents(store)) < len(whole) else []
    wrong += ["articles are there twice"] if lines.duplicated(["key", "origin"]).any() else []
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, value in (("kills", 20), ("articles", 400), ("workers", 2), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    args = parser.parse_args()
    from benchmarks.articles import written

    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        source, options = written(Path(folder) / "in", args.articles), ("--workers", args.workers)
        subprocess.run(
            command(source, Path(folder) / "whole", *options), stderr=subprocess.DEVNULL, cwd=ROOT, check=True
        )
        whole = contents(Path(folder) / "whole")
        print(f"{args.articles} articles, {len(whole) // parts.FILES} parts, {args.workers} workers, seed {args.seed}")
        store, amiss = Path(folder) / "store", False
        for line in killed_runs(source, store, whole, args.kills, random.Random(args.seed), options):
            amiss |= not line.endswith("whole")
            print(line, flush=True)
        wrong = finished(source, store, whole, options)
        print(f"then to the end: {told(wrong) or 'the same bytes as undisturbed, no article lost, none twice'}")
    return 1 if amiss or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
