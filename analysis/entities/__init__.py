"""Tell what an entity took part in: Narrative, name → its timeline, over all the articles.

    entity_timeline(narrative, "Airbus A380")[["date", "label", "mentions"]]

Who is meant by what words: `naming`. In which events it takes part: `taking`. On which day each was: `placing`. The
task's own form: `semeval`. Kept is what is certain, as the task wants it (Minard et al. 2015): no wishes, conditions
or denials, no states of mind, and plans only with a date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis import catalogue
from analysis.entities.naming import Naming, words_of
from analysis.entities.placing import Date, date_of, day_told_of, is_only_past, written
from analysis.entities.semeval import names_by_sentence, text_of
from analysis.entities.taking import Part, families_of
from analysis.errors import UnknownName
from analysis.language import Language, load_language
from analysis.narrative import Narrative

__all__ = ["COLUMNS", "entity_timeline", "names_by_sentence", "text_of"]

COLUMNS = (
    "order", "date", "label", "certainty", "holder", "start", "end", "precision", "approximate", "zone", "date_source",
    "reason", "quote", "sentence", "document", "id", "mentions",
)  # fmt: skip
_BESIDE = frozenset({"STATE", "I_STATE", "ASPECTUAL", "PERCEPTION"})  # the task's cognitive and grammatical events


def entity_timeline(narrative: Narrative, entity: str, *, every: bool = False) -> pd.DataFrame:
    """The events of all articles in which `entity` takes part as agent or patient, in order of time: a row per event.

    `order` counts dates from 1 and is null where there is none; `date` is the task's (`placing`), `start` and `end`
    are the text's own; `mentions` are (document, start, end, words) of all that tell the event. With `every`, states
    and what is only planned or claimed are kept too. Raises `UnknownName` if `entity` has no word in it.
    """
    if not words_of(entity):
        raise UnknownName(f"an entity is a name such as 'Airbus A380', and {entity!r} has no word in it")
    found = (told for article in _articles(narrative, entity) for told in article.events())
    return _table(_joined([told for told in found if every or _certain(told.row)]))


@dataclass(frozen=True)
class _Told:
    """One event of one article, and its date."""

    row: Any
    date: Date | None
    mentions: tuple[tuple[str, int, int, str], ...]


@dataclass(frozen=True)
class _Article:
    """One article: its text, its events in order of telling, and what part the entity has in them."""

    document: Any
    rows: Sequence[Any]
    part: Part
    particles: frozenset[str]

    def events(self) -> Iterator[_Told]:
        told = day_told_of(self.rows)
        for row in self.rows:
            if self.part.taken(row):
                spans = [(row.span_start, row.span_end), *((m[0], m[1]) for m in row.mentions)]
                yield _Told(row, date_of(row, told), tuple(sorted(map(self._mention, spans))))

    def _mention(self, span: tuple[int, int]) -> tuple[str, int, int, str]:
        """Where it is told, with the particle of its verb: "took off"."""
        text, (start, end) = self.document.text, span
        after = text[end : end + 12].split()
        if text[end : end + 1] == " " and after and after[0] in self.particles:
            end += 1 + len(after[0])
        return self.document.id, start, end, text[start:end]


def _articles(narrative: Narrative, entity: str) -> Iterator[_Article]:
    """The articles that may name the entity, each with the names it has for it."""
    events = narrative.timeline[narrative.timeline["kind"] == "event"]
    events = events.assign(first=_seconds(events["start"]), last=_seconds(events["end"]))
    called = (p for found in events["participants"] for p in found if f" {p[0]}".endswith(f" {entity}"))
    people = Counter(p[2] == "person" for p in called)
    for language, documents in _by_language(narrative.documents):
        naming = Naming(entity, list(documents["text"]), language, person=people[True] > people[False])
        named: list[Any] = [d for d in documents.itertuples() if naming.may_be_in(str(d.text))]
        rows: dict[str, list[Any]] = {d.id: [] for d in named}
        row: Any
        for row in events[events["document"].isin(list(rows))].itertuples():
            rows[row.document].append(row)
        names = {d.id: naming.names_in(d.text) for d in named}
        families = frozenset() if naming.person else families_of([(names[d.id], d.text) for d in named])
        for d in named:
            part = Part.of(d.text, rows[d.id], replace(names[d.id], families=families))
            yield _Article(d, rows[d.id], part, language.words("entities", "particles"))


def _by_language(documents: pd.DataFrame) -> Iterator[tuple[Language, pd.DataFrame]]:
    known = catalogue.names("languages")
    for code, group in documents.groupby("language", sort=True):
        yield load_language(code if code in known else "en"), group


def _seconds(times: pd.Series[Any]) -> pd.Series[Any]:
    """Seconds since 1970, and None where there is no time."""
    values = [None if gone else int(t) for t, gone in zip(times.astype("int64"), times.isna(), strict=True)]
    return pd.Series(values, index=times.index, dtype="object")


def _certain(row: Any) -> bool:
    """Told as a fact, or planned for a date that is told; not a state, a beginning or a thought without a date."""
    if row.certainty == "future":
        return row.expression is not None
    return row.certainty == "asserted" and (row.event_class not in _BESIDE or row.date_source == "text")


def _joined(found: Sequence[_Told]) -> list[_Told]:
    """One for what several articles tell: the same word on the same day, with another participant in common or none."""
    kept: list[_Told] = []
    last: dict[tuple[str, Date], list[int]] = {}
    for told in found:
        key = (told.row.trigger, told.date) if told.date is not None and told.date[2] else None
        places = last.setdefault(key, []) if key is not None and told.row.event_class != "REPORTING" else []
        home = next((place for place in places if _same(kept[place], told)), None)
        if home is None:
            places.append(len(kept))
            kept.append(told)
        else:
            kept[home] = replace(kept[home], mentions=kept[home].mentions + told.mentions)
    return kept


def _same(one: _Told, other: _Told) -> bool:
    if other.row.document in {mention[0] for mention in one.mentions} or one.row.certainty != other.row.certainty:
        return False
    mine, theirs = ({p[0].casefold() for p in told.row.participants if p[1] != "location"} for told in (one, other))
    return len(mine & theirs) > 1 or mine == theirs


def _table(found: Sequence[_Told]) -> pd.DataFrame:
    dates = sorted({told.date for told in found if told.date is not None})
    order = {date: place for place, date in enumerate(dates, 1)}
    found = sorted(found, key=lambda told: (told.date is None, told.date or ()))
    table = pd.DataFrame([_row(told, order) for told in found], columns=list(COLUMNS), dtype="object")
    for column in ("start", "end"):
        table[column] = table[column].astype("datetime64[s]")
    return table.astype({"order": "Int64"})


def _row(told: _Told, order: dict[Date, int]) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(told.row, name) for name in COLUMNS[2:-1]}
    placed = "; stands at the day that the article tells of" if is_only_past(told.row) and told.date else ""
    row["reason"] = f"{told.row.reason}{placed}"
    return row | {
        "order": order[told.date] if told.date else None, "date": written(told.date), "mentions": told.mentions,
    }  # fmt: skip
