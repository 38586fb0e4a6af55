"""What a person corrects, and what became of it: Correction → Outcome. The types; `analysis.corrections` does the work.

    Correction(1, "change", Words("met", "Mary ", " the king."), document="a", author="A. Smith", …, date="2021-12-06")

A correction is keyed by what the article says, never by the number or the id of a row, and holds nothing but text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Literal

Action = Literal["change", "hide", "merge", "split", "add"]
ACTIONS: tuple[Action, ...] = ("change", "hide", "merge", "split", "add")
Status = Literal["applied", "orphaned", "absent"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a text with those before and after (TextQuoteSelector, W3C Web Annotation Data Model, 4.2.4)."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of a corrections file. None leaves a field as it is; the holder "" is the article itself.

    `number` counts from 1. `document`, `sha256` and `title` say which article it was made for: any one is enough.
    `people` are (name, role). `into` are the words of the row that a merged row becomes part of.
    """

    number: int
    action: Action
    words: Words
    document: str
    author: str
    time: str
    reason: str
    kind: str = "event"
    sha256: str = ""
    title: str = ""
    date: str | None = None
    label: str | None = None
    certainty: str | None = None
    people: tuple[tuple[str, str], ...] | None = None
    holder: str | None = None
    into: Words | None = None

    @property
    def told(self) -> str:
        """Which entry it is, in a line."""
        return f"entry {self.number}: {self.action} “{' '.join(self.words.exact.split())[:60]}” of {self.document}"

    @property
    def note(self) -> str:
        """Who corrected, when and why."""
        return f"corrected by {self.author}, {self.time[:10]}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one field of a correction; a row of `Narrative.corrections`.

    `row` is the id of the row that says it now (None: no row does), `field` what was changed, or `hide`, `merge`,
    `split`, `add`. `orphaned` fits the text no more, `absent` is for an article of another run; `why` tells.
    """

    entry: int
    document: str
    row: str | None
    words: str
    field: str
    before: str | None
    after: str | None
    author: str
    time: str
    reason: str
    status: Status
    why: str | None = None


OUTCOMES = tuple(field.name for field in fields(Outcome))


def settled(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Without the orphans of corrections that another article took up: two may have one name or title."""
    told = tuple(outcomes)
    done = {outcome.entry for outcome in told if outcome.status == "applied"}
    return tuple(o for o in told if o.status != "orphaned" or o.entry not in done)


def unfit(entry: Correction, status: Status, why: str) -> Outcome:
    """The outcome of a correction that nothing was done with."""
    return Outcome(
        entry.number, entry.document, None, entry.words.exact, entry.action, None, None, entry.author, entry.time,
        entry.reason, status, why,
    )  # fmt: skip
