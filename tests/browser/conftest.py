"""A real browser for the tests of this folder; where there is none they are skipped, visibly."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (  # no sandbox: it does not start as root; the rest keeps the browser off the network
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
)


def browser_path() -> str | None:
    """The browser of this machine; `BROWSER_PATH` wins, as it does for image export."""
    return next(
        (path for name in (os.environ.get("BROWSER_PATH"), *NAMES) if name and (path := shutil.which(name))), None
    )


@pytest.fixture(scope="module")  # a wider scope would leave an event loop running under other tests
def browser() -> Iterator[Browser]:
    path = browser_path()
    if path is None:
        pytest.skip("no browser: type 'apt-get install -y chromium' as root")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield chromium
        chromium.close()
