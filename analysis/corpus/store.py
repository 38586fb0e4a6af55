"""Read a store: folder → tables, lazily, in part, or by SQL.

    store = open_store("store")
    store.timeline[store.timeline["kind"] == "event"].compute()      # Dask: one partition per part
    store.query('select label, "start", "end" from timeline where on_timeline')
    store.narrative(["news/monday"])
    store.failures

`end` and `start` are words of SQL: put them in double quotes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.corpus import layout
from analysis.corpus.parts import MANIFEST, TABLES, decode
from analysis.errors import AnalysisError, BadStore, UnknownName
from analysis.language import load_language
from analysis.narrative import Narrative, tabulate
from analysis.pieces import required

if TYPE_CHECKING:
    import dask.dataframe as dd

_ORDER = {"timeline": ["document", "telling"], "documents": ["id"], MANIFEST: ["origin", "key"]}


@dataclass(frozen=True)
class Store:
    """A store under one set of rules. It reads what is there when it is asked: a run may be going on."""

    path: Path
    rules: str

    @property
    def parts(self) -> list[Path]:
        return layout.part_folders(layout.folder_of(self.path, self.rules))

    @property
    def timeline(self) -> dd.DataFrame:
        """Every row of every article as one DataFrame, read when it is needed."""
        return self.table("timeline")

    def table(self, name: str) -> dd.DataFrame:
        """One of the tables of a `Narrative`, or `sources`, lazily: a partition per part."""
        if name not in (*TABLES, MANIFEST):
            raise UnknownName(f"there is no table called {name!r}: choose one of {', '.join((*TABLES, MANIFEST))}")
        dask = required("dask", "a lazy table", "corpus")
        frames = required("dask.dataframe", "a lazy table", "corpus")
        paths = [str(part / f"{name}.parquet") for part in self.parts]
        meta = _empty(name) if not paths else decode(name, paths[0]).iloc[:0]
        lazy: dd.DataFrame
        with dask.config.set({"dataframe.convert-string": False}):  # tuples are no strings
            if not paths:
                lazy = frames.from_pandas(meta, npartitions=1)
            else:
                lazy = frames.from_map(_one, paths, table=name, meta=meta, enforce_metadata=False)
        return lazy

    def query(self, sql: str) -> pd.DataFrame:
        """The answer of DuckDB to `sql` over the tables by their names. Raises `AnalysisError` if it is faulty."""
        duckdb = required("duckdb", "a query", "corpus")
        with duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"}) as connection:
            for name in (*TABLES, MANIFEST):
                self._view(connection, name)
            try:
                answer: pd.DataFrame = connection.sql(sql).df()
            except duckdb.Error as err:
                raise AnalysisError(f"DuckDB cannot answer: {' '.join(str(err).split())[:300]}") from err
        return answer

    def _view(self, connection: Any, name: str) -> None:
        if paths := [str(part / f"{name}.parquet").replace("'", "''") for part in self.parts]:
            listed = ", ".join(f"'{path}'" for path in paths)
            connection.execute(f"create view {name} as select * from read_parquet([{listed}])")

    def narrative(self, documents: Iterable[str] | None = None) -> Narrative:
        """The tables of some articles by id, or of all. All of a large store do not fit into memory."""
        chosen = None if documents is None else frozenset(documents)
        tables = {name: self._chosen(name, chosen) for name in TABLES}
        if chosen is not None and (missing := sorted(chosen - set(tables["documents"]["id"]))):
            raise UnknownName(
                f"the store {self.path} has no article {missing[0]!r}: see its table documents for the ids"
            )
        return Narrative(**tables)

    def naming(self, entity: str) -> Narrative:
        """The tables of the articles that have a word of the name of `entity`, or its letters; no other is kept."""
        from analysis.entities.naming import sought

        words = sought(entity, load_language("en"))
        found: list[str] = []
        for part in self.parts:
            documents = decode("documents", part / "documents.parquet")
            found += (i for i, text in zip(documents["id"], documents["text"], strict=True) if words.search(text))
        return self.narrative(found)

    def _chosen(self, name: str, documents: frozenset[str] | None) -> pd.DataFrame:
        column = "id" if name == "documents" else "document"
        frames = [decode(name, part / f"{name}.parquet") for part in self.parts]
        if documents is not None:
            frames = [frame[frame[column].isin(documents)] for frame in frames if column in frame]
        filled = [frame for frame in frames if len(frame)]
        if not filled:
            return _empty(name)
        found = pd.concat(filled, ignore_index=True)
        ordered: pd.DataFrame = found.sort_values(_ORDER.get(name, column), kind="stable", ignore_index=True)
        return ordered

    @property
    def sources(self) -> pd.DataFrame:
        """A row per place that was looked at: what became of it, why not, and where metadata and text disagree."""
        frames = [layout.manifest(part) for part in self.parts]
        if not frames:
            return _empty(MANIFEST)
        lines: pd.DataFrame = pd.concat(frames).sort_values(_ORDER[MANIFEST], kind="stable", ignore_index=True)
        return lines

    @property
    def failures(self) -> pd.DataFrame:
        """The places that gave no article, with the reason; without those that a later try has read."""
        found = self.sources
        read = set(zip(*(found.loc[found["status"] != "failed", c] for c in ("key", "origin")), strict=True))
        failed = found[found["status"] == "failed"].drop_duplicates(["key", "origin"])
        kept = [(key, origin) not in read for key, origin in zip(failed["key"], failed["origin"], strict=True)]
        return failed.loc[kept, ["origin", "reason"]].reset_index(drop=True)


def is_store(path: str | Path) -> bool:
    """Is it the folder of a store?"""
    return (Path(path) / layout.ABOUT).is_file()


def open_store(path: str | Path, *, rules: str | None = None) -> Store:
    """The store at `path`, under the rules of the last run that came to its end, or under others it holds.

    Raises `BadStore` if there is none, `UnknownName` for rules that it does not hold.
    """
    store = Path(path)
    shown = rules or str(layout.about(store).get("rules"))
    if not layout.folder_of(store, shown).is_dir():
        there = layout.rules_in(store)
        kind = UnknownName if rules else BadStore
        raise kind(f"the store {store} holds no results of the rules {shown}: it has {', '.join(there) or 'none'}")
    return Store(store, shown)


def _one(path: str, table: str) -> pd.DataFrame:
    return decode(table, path)


def _empty(name: str) -> pd.DataFrame:
    """A table without rows, with the columns that there would be."""
    if name == MANIFEST:
        return pd.DataFrame(
            columns=["key", "origin", "format", "document", "status", "reason", "notes"], dtype="object"
        )
    frame: pd.DataFrame = getattr(tabulate([]), name)
    return frame
