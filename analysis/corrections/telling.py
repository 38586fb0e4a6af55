"""Say in a row's reason who corrected it, and what its date was: Annotations, Correction… → Annotations.

    "corrected by A. Smith, 2026-01-02: the harbour log (the date was 2021-12-06: the Monday before …)"

Of a field that was corrected twice the last correction is named: `Narrative.corrections` has them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from analysis.corrections.applying import Applied, One, Row
from analysis.corrections.dating import told
from analysis.errata import Correction
from analysis.model import Annotations, When


@dataclass(slots=True)
class Ledger:
    """By the id of a row: its date before it was corrected, and who corrected which of its fields last."""

    before: dict[str, When] = field(default_factory=dict)
    said: dict[str, dict[str, Correction]] = field(default_factory=dict)

    def note(self, found: Annotations, entry: Correction, result: Applied) -> None:
        """Note a correction of `found`, of a row that stays; one made by hand says so itself."""
        if entry.action not in ("change", "merge"):
            return
        said = self.said.setdefault(result.row, {})
        if "date" not in said:
            self.before[result.row] = _when(found, result.row)
        said |= {name: entry for name, _, _ in result.changes}

    def told(self, found: Annotations) -> Annotations:
        """`found`, its corrected rows with their reasons."""
        return replace(
            found, events=tuple(map(self._told, found.events)), quotes=tuple(map(self._told, found.quotes)),
            claims=tuple(map(self._told, found.claims)),
        )  # fmt: skip

    def _told(self, row: One) -> One:
        if row.id not in self.said:
            return row
        return replace(row, when=replace(row.when, reason=_reason(row.when, self.before[row.id], self.said[row.id])))


def _when(found: Annotations, name: str) -> When:
    rows: tuple[Row, ...] = (*found.events, *found.quotes, *found.claims)
    return next(row.when for row in rows if row.id == name)


def _reason(now: When, before: When, said: Mapping[str, Correction]) -> str:
    dated = said.get("date")
    others: dict[int, list[str]] = {}
    for name, entry in said.items():
        if name != "date" and not (name == "merge" and entry == dated):
            others.setdefault(entry.number, []).append("another row merged into it," if name == "merge" else name)
    entries = {entry.number: entry for entry in said.values()}
    notes = [
        f"{' and '.join(names)} {'corrected too' if entries[n] == dated else entries[n].note}"
        for n, names in sorted(others.items())
    ]
    if dated is None:
        return "; ".join([before.reason, *notes])
    why = f"{now.reason}, of a row merged into it, {dated.note}" if dated.action == "merge" else dated.note
    return f"{why} ({'; '.join([f'the date was {told(before.moment, before.edtf)}: {before.reason}', *notes])})"
