"""Say a figure as a table: plate, facts → rows in words, each with a button that shows its sentence.

The columns follow the figure: what it shows by place or length is a column here. A figure that is new gets those that
every row has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis.highlight.marking import tuples
from analysis.reporting.facts import Fact, Facts
from analysis.reporting.markup import LONGEST, button, counted, written
from analysis.reporting.plates import Plate

if TYPE_CHECKING:
    from analysis.narrative import Narrative

Column = tuple[str, Callable[[Fact], str]]
WHAT: Column = ("What", button)
KIND: Column = ("Kind", lambda fact: fact.item.kind)
WHEN: Column = ("When", lambda fact: written(fact.when))
STANDING: Column = ("Standing", lambda fact: written(fact.standing))
HOLDER: Column = ("Who says so", lambda fact: written(fact.holder, LONGEST))
RANK: Column = ("Place in time", lambda fact: "not known" if fact.item.rank is None else str(fact.item.rank + 1))
ACTORS: Column = ("Who takes part", lambda fact: written(", ".join(fact.item.actors) or "nobody named", LONGEST))
SPEAKER: Column = ("Who speaks", HOLDER[1])
WORDS: Column = ("Words", lambda fact: str(len(fact.item.quote.split())))
STANCE: Column = ("Stance", lambda fact: written(fact.item.stance or ""))
BASE = (WHEN, WHAT, STANDING, HOLDER)
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "story_order": (WHAT, WHEN, RANK, STANDING),
    "actors": (WHEN, WHAT, ACTORS, STANDING),
    "claims": (WHAT, HOLDER, STANCE, STANDING),
    "quotes": (SPEAKER, WHAT, WORDS),
}
AS_TOLD = ("story_order", "claims", "quotes")  # in order of telling; all others in order of time


def twin(plate: Plate, facts: Facts, narrative: Narrative) -> str:
    """The table, folded up under a line that says how long it is."""
    own = [facts[row] for row in plate.ids if row in facts]
    order = list(facts)
    places = {row: place for place, row in enumerate(order)}
    own.sort(key=lambda fact: places[fact.id] if plate.name in AS_TOLD else (_time(fact), places[fact.id]))
    columns = COLUMNS.get(plate.name, BASE)
    if plate.name == "claims":
        columns = (*columns, ("Competes with", _rivals(narrative, facts)))
    rows = counted(len(own), "row")
    body = table(f"{plate.heading}: {rows}", columns, own)
    return f"<details><summary>The same as a table: {rows}</summary>\n{body}</details>\n" if own else ""


def every(own: Sequence[Fact]) -> str:
    """All rows of an article, also those that no figure shows, as they are told."""
    rows = counted(len(own), "row")
    body = table(f"Every row: {rows}", (WHAT, KIND, *BASE[:1], *BASE[2:]), own)
    return f"<details><summary>{rows}, as they are told</summary>\n{body}</details>\n" if own else "<p>None.</p>\n"


def table(caption: str, columns: Sequence[Column], own: Sequence[Fact]) -> str:
    """A table whose cells name their column, for pages too narrow to set them side by side."""
    head = "".join(f'<th role="columnheader" scope="col">{name}</th>' for name, _ in columns)
    rows = "".join(_row(columns, fact) for fact in own)
    return (
        f'<table role="table"><caption>{written(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n<tbody role="rowgroup">{rows}</tbody></table>\n'
    )


def _row(columns: Sequence[Column], fact: Fact) -> str:
    cells = "".join(f'<td role="cell" data-of="{name}">{said(fact)}</td>' for name, said in columns)
    return f'<tr role="row" data-of-row="{written(fact.id)}">{cells}</tr>\n'


def _time(fact: Fact) -> tuple[Any, ...]:
    """Undated rows after the dated."""
    return (0, fact.item.cell) if fact.item.dated else (1, ())


def _rivals(narrative: Narrative, facts: Facts) -> Callable[[Fact], str]:
    rivals: dict[str, list[tuple[str, str]]] = {}
    for pair in tuples(narrative.claim_pairs):
        rivals.setdefault(pair.a, []).append((pair.b, pair.relation))
        rivals.setdefault(pair.b, []).append((pair.a, pair.relation))

    def said(fact: Fact) -> str:
        return "<br>".join(
            f"{written(relation)}: {button(facts[other])}"
            for other, relation in rivals.get(fact.id, ())
            if other in facts
        ) or "none"  # fmt: skip

    return said
