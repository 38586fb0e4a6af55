"""What is known of an event before it is dated: the row under construction, still frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.events.holding import Standing
from analysis.events.triggers import Trigger
from analysis.events.verbal import Verbal
from analysis.model import Participant, Quote, TimeExpression

if TYPE_CHECKING:
    from analysis.tree import Token


@dataclass(frozen=True)
class Draft:
    """One mention of an event: trigger, certainty, people, the expressions that date it by syntax."""

    trigger: Trigger
    standing: Standing
    participants: tuple[Participant, ...]
    found: tuple[TimeExpression, ...]
    quote: Quote | None
    section: str
    said: Verbal = field(default_factory=Verbal)

    @cached_property
    def verb(self) -> Token:
        """The verb that carries its tense; of a bare noun the noun itself."""
        return self.trigger.carrier if self.trigger.carrier is not None else self.trigger.token

    @cached_property
    def people(self) -> frozenset[str]:
        return frozenset(p.name for p in self.participants if p.role != "location" and p.kind not in ("thing", "event"))


Cluster = tuple[Draft, ...]  # the mentions of one event, the one that introduces it first
