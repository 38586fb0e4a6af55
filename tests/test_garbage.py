"""The collector rests while an article is read, and is left as it was, whatever happens inside."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from analysis.garbage import resting
from analysis.tree import Token
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


def test_what_was_read_is_let_go_without_the_collector() -> None:
    def tokens() -> int:
        return sum(isinstance(found, Token) for found in gc.get_objects())

    gc.collect()
    gc.disable()
    before = tokens()
    annotated("The mayor, who was ill, resigned on Monday in Oslo.", "2021-12-10")
    assert tokens() == before
