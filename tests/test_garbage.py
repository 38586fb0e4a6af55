"""The collector rests while an article is read, and is left as it was, whatever happens inside."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from analysis.garbage import resting
from tests.annotated import annotated


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    was = gc.isenabled()
    yield
    (gc.enable if was else gc.disable)()


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was_even_after_an_error(on: bool) -> None:
    (gc.enable if on else gc.disable)()
    with pytest.raises(ValueError, match="off inside"), resting():
        raise ValueError(f"{'on' if gc.isenabled() else 'off'} inside")
    assert gc.isenabled() is on


def test_reading_an_article_leaves_the_collector_on() -> None:
    gc.enable()
    assert annotated("The mayor resigned on Monday.", "2021-12-09").events
    assert gc.isenabled()
