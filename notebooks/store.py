"""Run the notebooks of this folder and store them with their outputs: `make notebooks`.

Figures are stored as Plotly JSON (JupyterLab draws it, nbval compares it) and as PNG (for viewers that only show
pictures). Storing twice gives the same bytes: no times, no versions, and a PNG stays while its figure does. Of a
widget, dead without its kernel, the figure is stored that it shows; of what is noted at a cell, the tags.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["PLOTLY_RENDERER"] = "plotly_mimetype+png"  # before the kernel starts: it inherits it

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent
FIGURE, PICTURE = "application/vnd.plotly.v1+json", "image/png"
WIDGET = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def store(path: Path, tries: int = 3) -> None:
    """Run one notebook and write it back. One that complains is run again: the browser that draws sometimes does."""
    notebook = nbformat.read(path, as_version=4)
    before = {cell.id: bundles(cell) for cell in notebook.cells}
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(HERE)}},
    )
    client.execute()
    complaints = [out.text for cell in notebook.cells for out in cell.get("outputs", ()) if out.get("name") == "stderr"]
    if complaints and tries > 1:
        return store(path, tries - 1)
    if complaints:
        sys.exit(f"{path.name}: not stored, for it wrote to stderr: {complaints[0].strip().splitlines()[-1]}")
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.NotebookNode({"tags": sorted(tags)} if tags else {})
        for out in cell.get("outputs", ()):
            out.get("data", {}).pop(WIDGET, None)
        for old, new in zip(before[cell.id], bundles(cell), strict=False):
            if PICTURE not in new:
                sys.exit(f"{path.name}: no picture was drawn; install Chromium and try again")
            if old[FIGURE] == new[FIGURE] and PICTURE in old:
                new[PICTURE] = old[PICTURE]
    notebook.metadata = nbformat.from_dict(METADATA)
    nbformat.validate(notebook)
    nbformat.write(notebook, path)
    print(f"stored {path.relative_to(HERE.parent)}")
    return None


def bundles(cell: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """The outputs of a cell that hold a figure."""
    return [out.data for out in cell.get("outputs", ()) if FIGURE in out.get("data", ())]


if __name__ == "__main__":
    for file in [Path(name) for name in sys.argv[1:]] or sorted(HERE.glob("*.ipynb")):
        store(file.resolve())
