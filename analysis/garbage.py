"""Keep Python's collector of circular garbage from walking an article over and over while it is read.

    with resting():
        ...

A parsed article is tens of thousands of objects that refer to each other and all live until it is done: each walk over
them finds nothing. What is then no longer needed goes with the first collection after, so memory stays that of one
article. Of several threads, the one that ends first wakes the collector for all.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["resting"]


@contextmanager
def resting() -> Iterator[None]:
    """No collection inside; after it the collector works as it did before. A collector that is off stays off."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
