"""The notebooks are thin, stored with their outputs, and what nbval compares is really compared."""

from __future__ import annotations

import ast
import base64
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest
from nbconvert import HTMLExporter
from nbformat import NotebookNode

from analysis import catalogue

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FIGURE, PICTURE = "application/vnd.plotly.v1+json", "image/png"
# what a cell calls, and what it must have to show for it
SHOWN = {"analysis.draw(": FIGURE, "analysis.linked(": FIGURE, "highlight.": "text/html"}
PARAMETERS = "parameters"  # the tag of the cell that papermill replaces: values, nothing to show
LONGEST = 8  # lines of a cell: more belongs into the package
NETWORK = re.compile(r"https?://|\b(?:requests|urllib|httpx|socket)\b|^\s*[!%]", re.MULTILINE)
ABSOLUTE = re.compile(r"""["'](?:/|~|[A-Za-z]:\\)|/(?:home|root|tmp|Users)/""")

named = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def unexecuted(notebook: NotebookNode) -> list[str]:
    """What is missing for nbval to compare every cell: it passes over cells without stored outputs, silently."""
    faults = []
    for number, cell in enumerate(code_cells(notebook), start=1):
        if cell.execution_count != number:
            faults.append(f"cell {cell.id}: run as {cell.execution_count}, expected {number}")
        if not cell.outputs and PARAMETERS not in cell.metadata.get("tags", ()):
            faults.append(f"cell {cell.id}: no output")
        faults += [f"cell {cell.id}: an error" for out in cell.outputs if out.output_type == "error"]
        for out in cell.outputs:
            if FIGURE in out.get("data", {}) and PICTURE not in out.data:
                faults.append(f"cell {cell.id}: a figure without its picture")
        faults += [f"cell {cell.id}: no {what}" for what, kind in SHOWN.items() if what in cell.source
                   and cell.outputs and not any(kind in out.get("data", {}) for out in cell.outputs)]  # fmt: skip
    return faults


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_notebooks() -> None:
    wanted = {"00-quickstart", "01-read-the-timeline", "02-find-times", "03-events-quotes-claims", "04-order-a-story"}
    wanted |= {"05-figure-gallery", "06-correct", "07-your-own-article", "09-linked-view"}
    assert {path.stem for path in NOTEBOOKS} >= wanted


@named
def test_notebook_is_stored_executed(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert unexecuted(notebook) == [], "run `make notebooks`"
    assert any(call in cell.source for cell in code_cells(notebook) for call in SHOWN), "nothing to look at"


@named
def test_notebook_is_thin(path: Path) -> None:
    for cell in code_cells(nbformat.read(path, as_version=4)):
        assert len(cell.source.splitlines()) <= LONGEST, cell.id
        assert not NETWORK.search(cell.source), cell.id
        defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
        assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, defined)], cell.id


@named
def test_notebook_names_no_machine(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert not [cell.id for cell in notebook.cells if ABSOLUTE.search(cell.source)]
    printed = [out.get("text", "") + str(out.get("data", {}).get("text/plain", ""))
               for cell in code_cells(notebook) for out in cell.outputs]  # fmt: skip
    assert not [text for text in printed if ABSOLUTE.search(text)]
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


@named
def test_page_of_a_notebook_shows_its_figures(path: Path) -> None:
    """As `jupyter nbconvert --to html` writes it: a PNG in the page for each figure, and nothing to fetch for it."""
    figures = [out for cell in code_cells(nbformat.read(path, as_version=4)) for out in cell.outputs
               if FIGURE in out.get("data", {})]  # fmt: skip
    page, _ = HTMLExporter().from_filename(str(path))
    shown = re.findall(r'<img[^>]+src="data:image/png;base64,([^"]+)"', page)
    assert len(shown) == len(figures)
    assert all(base64.b64decode(picture).startswith(b"\x89PNG") for picture in shown)


def test_gallery_has_every_figure() -> None:
    notebook = nbformat.read(ROOT / "notebooks" / "05-figure-gallery.ipynb", as_version=4)
    printed = "".join(out.get("text", "") for cell in code_cells(notebook) for out in cell.outputs)
    assert printed.split() == catalogue.names("figures")


@pytest.mark.filterwarnings("ignore")  # papermill's own
def test_your_own_article_runs_on_another_path(tmp_path: Path) -> None:
    """With papermill, as its users would: only the parameters change."""
    (tmp_path / "one.txt").write_text("The mayor of Hexham resigned on Monday.\n", encoding="utf-8")
    source = ROOT / "notebooks" / "07-your-own-article.ipynb"
    ran = papermill.execute_notebook(
        source, tmp_path / "ran.ipynb", parameters={"path": str(tmp_path / "one.txt"), "published": "2021-12-07"},
        kernel_name="python3", progress_bar=False, cwd=str(ROOT),
    )  # fmt: skip
    assert not [name for name in ran.metadata.papermill.items() if name[0] == "exception" and name[1]]
    shown = str([out.get("data", {}) for cell in code_cells(ran) for out in cell.outputs])
    assert "The mayor of Hexham" in shown and "2021-12-06" in shown and "Biden" not in shown


def test_parameters_keep_their_tag() -> None:
    notebook = nbformat.read(ROOT / "notebooks" / "07-your-own-article.ipynb", as_version=4)
    assert [cell.id for cell in notebook.cells if cell.metadata.get("tags") == [PARAMETERS]] == ["parameters"]


def test_guard_sees_a_stripped_notebook() -> None:
    notebook = nbformat.read(NOTEBOOKS[0], as_version=4)
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    assert len(unexecuted(notebook)) == 2 * len(code_cells(notebook))


@pytest.mark.parametrize(("change", "status"), [(False, 0), (True, 1)], ids=["as stored", "one date changed"])
def test_nbval_turns_red_when_a_date_changes(tmp_path: Path, change: bool, status: int) -> None:
    """Only the Plotly JSON of the timeline is touched, by one day in one place."""
    copy = _copy(tmp_path)
    if change:
        notebook = nbformat.read(copy, as_version=4)
        data = next(out.data for cell in code_cells(notebook) for out in cell.outputs if FIGURE in out.get("data", {}))
        data[FIGURE]["data"], changed = _with_another_day(data[FIGURE]["data"])
        assert changed
        nbformat.write(notebook, copy)
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-p", "no:cacheprovider", "-q", copy.parent],
        cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert ran.returncode == status, ran.stdout[-3000:]
    if change:
        assert "1 failed" in ran.stdout
        assert FIGURE in ran.stdout


def _copy(folder: Path) -> Path:
    (folder / "notebooks").mkdir()
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copy(ROOT / "notebooks" / "conftest.py", folder / "notebooks")
    return Path(shutil.copy(NOTEBOOKS[0], folder / "notebooks"))


def _with_another_day(value: object, done: bool = False) -> tuple[object, bool]:
    """`value` with the first ISO day anywhere in it moved by one."""
    if done:
        return value, True
    if isinstance(value, str):
        match = re.search(r"\d{4}-\d\d-(\d\d)", value)
        if match:
            day = f"{int(match[1]) % 28 + 1:02}"
            return value[: match.start(1)] + day + value[match.end(1) :], True
        return value, False
    if isinstance(value, list):
        for place, item in enumerate(value):
            value[place], done = _with_another_day(item, done)
    elif isinstance(value, dict):
        for key in sorted(value):
            value[key], done = _with_another_day(value[key], done)
    return value, done
