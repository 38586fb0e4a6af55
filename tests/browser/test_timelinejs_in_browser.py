"""The exported JSON in the real TimelineJS 3, of its npm package: every dated event becomes a slide, as text.

The package is fetched once, by npm, into `.packages` beside this file (git ignores it), and held against its hash.
Without npm or the package the tests are skipped.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from analysis import catalogue
from analysis.narrative import Narrative, tabulate
from tests.annotated import annotated

VERSION = "3.9.11"
SHA256 = "5d6e925c9a2ea8276af7f2c1ddfce0addc12c66c2689bf329ae8754c8dd4b44b"
PACKAGES = Path(__file__).parent / ".packages"
PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/package/dist/css/timeline.css">
<div id="timeline" style="width: 100%; height: 600px"></div><script src="/package/dist/js/timeline.js"></script>
<script>const options = {script_path: location.origin + "/package/dist/js/"}
window.timeline = new TL.Timeline("timeline", "/told.json", options)</script>"""
TEXT = (
    "Mary Smith met the king in June. The mayor did not resign on Monday. Spain denied on Monday that a boat had sunk. "
    "The trial will begin at 15:00 GMT on Thursday. Troops crossed the river in 44 BC. "
    "A <img src=x onerror=alert(1)> burned on Monday. <script>alert(2)</script> was shouted on Monday. "
    "The site https://example.org/a, www.example.org and a@example.org opened on Monday."
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def package() -> Path:
    """The folder that holds `package/`, of the hash that we know."""
    archive = PACKAGES / f"knight-lab-timelinejs-{VERSION}.tgz"
    if not archive.exists():
        if shutil.which("npm") is None:
            pytest.skip("no npm to fetch TimelineJS with: type 'apt-get install -y npm' as root")
        PACKAGES.mkdir(exist_ok=True)
        command = ["npm", "pack", "--silent", f"@knight-lab/timelinejs@{VERSION}"]
        if subprocess.run(command, cwd=PACKAGES, capture_output=True, timeout=120, check=False).returncode:
            pytest.skip(f"npm cannot fetch @knight-lab/timelinejs@{VERSION}")
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == SHA256
    if not (PACKAGES / "package").exists():
        with tarfile.open(archive) as packed:
            packed.extractall(PACKAGES, filter="data")
    return PACKAGES


@pytest.fixture
def served(package: Path, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    (tmp_path / "package").symlink_to(package / "package")
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_dated_event_is_a_slide_and_article_text_stays_text(
    served: tuple[Path, str], browser: Browser
) -> None:
    folder, address = served
    narrative: Narrative = tabulate([annotated(TEXT)])
    told = catalogue.module("exports", "timelinejs").export(narrative, folder / "told.json")
    slides = json.loads(told.read_text(encoding="utf-8"))["events"]
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    ours = address  # fonts that it would fetch are not needed
    page.route("**/*", lambda r: r.continue_() if r.request.url.startswith(ours) else r.abort())
    page.goto(address)
    page.wait_for_selector(".tl-timemarker", state="attached", timeout=20_000)
    assert page.locator(".tl-timemarker").count() == len(slides) > 3
    headlines = page.locator(".tl-slide .tl-headline").all_text_contents()
    assert any("Did not happen" in line for line in headlines)
    assert any("44 BC" in line for line in page.locator(".tl-slide .tl-headline-date").all_text_contents())
    assert page.locator(".tl-slide img[src=x], .tl-slide script, .tl-slide a").count() == 0
    assert dialogs == []
    page.close()
