"""Many articles: paths → a store of their tables, in batches, to be stopped and gone on with at any point.

    from analysis.corpus import open_store, run
    run(["news/"], "store")
    store = open_store("store")
    store.timeline                                    # one DataFrame, lazily (Dask)
    store.query("select document, count(*) from timeline group by 1")
    store.narrative(["news/monday"])                  # tables of some articles, for figures and exports
    store.naming("Airbus A380")                       # tables of those that may name it

The road: `batches` cuts the sources, `work` makes a part of each batch on some worker of `engines`, `layout` puts the
part in place, whole or not at all, and `store` reads what is there. `parts` says how a table is kept in Parquet.
"""

from __future__ import annotations

from analysis.corpus.job import Tally, run, size
from analysis.corpus.store import Store, is_store, open_store

__all__ = ["Store", "Tally", "is_store", "open_store", "run", "size"]
