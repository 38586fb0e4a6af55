"""The rules of the house that can be checked: who imports whom, what an import costs, who prints."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "analysis"
MODULES = sorted(PACKAGE.rglob("*.py"))
STAGES = {
    "document", "publication", "mentions", "meanings", "moments", "quotes", "claims", "events", "corrections",
    "relations", "narrative", "threads", "measures",
}  # fmt: skip
ORDER = {"pipeline", "metadata", "corpus", "cli", "analysis"}  # the road itself, and what sends articles along it
# past the crossing: given a Narrative
TABLES = {"figures", "exports", "highlight", "reasons", "terminal", "images", "entities", "reporting", "entries"}
OBJECTS = STAGES - {"narrative", "threads", "measures"}
PRINTING = {"cli", "terminal"}
TOP = {
    "README.md", "LICENSE", "CONTRIBUTING.md", "Makefile", "pyproject.toml", "requirements.lock", "seeds", "notebooks",
    "analysis", "figures", "tests", "docs", "benchmarks", "out",
}  # fmt: skip


def public_name(path: Path) -> str:
    """The stage or folder that a module belongs to: `events` for `analysis/events/dating.py`."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "analysis" if first == "__init__" else first


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, fully named; those under `if TYPE_CHECKING` apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = _for_types(tree)
    for node in (n for n in ast.walk(tree) if id(n) not in for_types):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _for_types(tree: ast.Module) -> set[int]:
    blocks = (n for n in ast.walk(tree) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test))
    return {id(inner) for block in blocks for inner in ast.walk(block)}


def own(path: Path) -> set[str]:
    """The parts of the package that a file imports."""
    names = (name.split(".") for name in imported(path))
    return {parts[1] for parts in names if parts[0] == "analysis" and len(parts) > 1} - {public_name(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_stages_know_the_types_not_each_other(path: Path) -> None:
    name = public_name(path)
    if name in ORDER:
        return
    assert not own(path) & OBJECTS, "only pipeline.py puts stages in order"
    if name not in TABLES | {"narrative", "threads", "measures"}:
        assert "narrative" not in own(path), "objects before the tables, tables after"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_prints(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    read = {ast.unparse(n) for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    if public_name(path) not in PRINTING:
        assert "print" not in called
        assert not read & {"os.environ", "os.getenv", "sys.stdout", "sys.stderr"}
    assert not read & {"datetime.now", "date.today", "time.time", "random.random", "uuid.uuid4"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_one_file_loads_a_model(path: Path) -> None:
    loading = {"spacy", "spacy.load"} & set(imported(path))
    assert not loading or public_name(path) == "syntax"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    limit = {"figures": 150, "model": 500}.get(public_name(path), 350)
    assert len(text.splitlines()) <= limit, f"over {limit} lines: make it a folder of the same name"


def test_import_loads_nothing_heavy() -> None:
    heavy = {
        "spacy", "plotly", "pandas", "numpy", "pandera", "dateparser", "rich", "kaleido", "IPython", "dask",
        "distributed", "duckdb", "pyarrow", "trafilatura", "htmldate", "lxml", "pypdf", "defusedxml",
        "anywidget", "ipywidgets",
    }  # fmt: skip
    code = "import sys, analysis, analysis.cli; print(*sorted(m for m in sys.modules if '.' not in m))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert not heavy & set(loaded.split())


def test_top_level_is_fixed() -> None:
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=False, cwd=ROOT)
    if listed.returncode or not listed.stdout:
        pytest.skip("not a git checkout")
    assert {name.split("/")[0] for name in listed.stdout.splitlines() if name[0] != "."} <= TOP


def test_lock_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "@" not in lock
