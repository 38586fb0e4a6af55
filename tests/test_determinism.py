"""The same articles give the same bytes: in a fresh process, in any time zone, in 1999, with any hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CHILD = """
import sys
from pathlib import Path
if sys.argv[2]:
    import datetime, time_machine
    then = datetime.datetime(int(sys.argv[2]), 1, 1, tzinfo=datetime.timezone.utc)
    time_machine.travel(then).start()  # before anything of ours is imported
    assert datetime.date.today().year <= int(sys.argv[2])
import analysis
from analysis import catalogue, images
out = Path(sys.argv[1])
narrative = analysis.build("seeds")
analysis.export(narrative, out / "timeline.csv", to="csv")
analysis.export(narrative, out / "annotations.jsonl", to="annotations")
for name in catalogue.names("figures"):
    images.write_figure(analysis.draw(narrative, name), out / f"{name}.json")
"""
ENVIRONMENTS = {
    "another zone": ("America/St_Johns", "", "1"),
    "far east": ("Pacific/Kiritimati", "", "2"),
    "in 1999": ("Europe/Moscow", "1999", "3"),
}


def _files(out: Path, zone: str, year: str, seed: str) -> dict[str, bytes]:
    out.mkdir()
    environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", CHILD, str(out), year], cwd=ROOT, env=environment, check=True, timeout=120)
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return _files(tmp_path_factory.mktemp("reference") / "out", "UTC", "", "0")


@pytest.mark.parametrize("where", ENVIRONMENTS)
def test_same_bytes(where: str, reference: dict[str, bytes], tmp_path: Path) -> None:
    found = _files(tmp_path / "out", *ENVIRONMENTS[where])
    assert {"timeline.csv", "annotations.jsonl", "lanes.json", "story_order.json"} <= set(found)
    assert sorted(found) == sorted(reference)
    assert [name for name in found if found[name] != reference[name]] == []
