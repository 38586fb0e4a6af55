"""JupyterLab on the loopback address, over a copy of the notebooks without their outputs."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, Request

ROOT = Path(__file__).parents[2]
TOKEN = "loopback-only"
ERRORS = "[data-mime-type='application/vnd.jupyter.error'], .jp-RenderedText[data-mime-type*=stderr]"
SETTINGS = {
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},  # else cells off screen are not in the page
}


@dataclass(frozen=True)
class Lab:
    url: str

    def get(self, path: str) -> object:
        request = urllib.request.Request(f"{self.url}/api/{path}", headers={"Authorization": f"token {TOKEN}"})
        with urllib.request.urlopen(request, timeout=5) as answer:
            return json.load(answer)


@contextmanager
def serving(tmp_path: Path) -> Iterator[Lab]:
    """A server that is stopped at the end."""
    work = _workspace(tmp_path / "work")
    port = _free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
               f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}",
               f"--ServerApp.root_dir={work}"]  # fmt: skip
    with (tmp_path / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=_environment(tmp_path), stdout=log, stderr=subprocess.STDOUT)
        try:
            found = Lab(f"http://127.0.0.1:{port}")
            until(lambda: found.get("status"), "the server answers", tmp_path / "server.log")
            yield found
        finally:
            server.terminate()
            server.wait(timeout=20)


@contextmanager
def opened(lab: Lab, browser: Browser, notebook: str) -> Iterator[Page]:
    """A notebook in the browser, all its cells set to run; no address outside is asked for, and no cell fails."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page, outside = context.new_page(), []

    def note(request: Request) -> None:
        if not request.url.startswith((lab.url, lab.url.replace("http", "ws"), "data:", "blob:")):
            outside.append(request.url)

    page.on("request", note)
    page.goto(f"{lab.url}/lab/tree/notebooks/{notebook}?token={TOKEN}&reset")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=60_000)
    until(lambda: lab.get("kernels"), "a kernel has started")  # Lab says "idle" before there is one
    assert page.locator("svg.main-svg").count() == 0, "an old picture would satisfy the waits below"
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator("svg.main-svg").first.wait_for(timeout=120_000)
    yield page
    assert page.locator(ERRORS).count() == 0
    assert outside == []
    context.close()


def _workspace(work: Path) -> Path:
    shutil.copytree(ROOT / "seeds", work / "seeds")
    (work / "notebooks").mkdir()
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, work / "notebooks" / path.name)
    return work


def _environment(folder: Path) -> dict[str, str]:
    """No settings of the person who runs the tests, and none of theirs changed."""
    for name, values in SETTINGS.items():
        file = folder / "settings" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR")
    own = {name: str(folder / name.lower()) for name in names}
    inherited = {name: value for name, value in os.environ.items() if name != "PLOTLY_RENDERER"}
    return inherited | own | {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings")}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(answers: Callable[[], object], what: str, log: Path | None = None, seconds: float = 60) -> None:
    """Wait until `answers` returns something, or fail with what was expected and the end of the log."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if answers():
                return
        except OSError:
            pass
        time.sleep(0.2)
    pytest.fail(f"waited {seconds:.0f} s until {what}\n" + (log.read_text()[-2000:] if log else ""))
