"""Lay a person's corrections over what was found: Annotations, Correction… → Annotations, and what became of each.

    corrected, orphans = correct(annotations, load_corrections("corrections.toml"))

A correction is looked for by the words it quotes. It is done where they stand in one place only, with their context and
their row; else it is an orphan, with the reason. Entries are done in the order of the file, each on what those before
it have left. `absent` gives those that are for articles of other runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from analysis.corrections.applying import Applied, apply
from analysis.corrections.file import load_corrections
from analysis.corrections.telling import Ledger
from analysis.corrections.writing import add_row, write_correction
from analysis.errata import Correction, Outcome, unfit
from analysis.model import Annotations, Document

__all__ = ["absent", "add_row", "correct", "load_corrections", "write_correction"]


def correct(found: Annotations, corrections: Sequence[Correction]) -> tuple[Annotations, tuple[Outcome, ...]]:
    """`found` with the corrections of this article, each noted in its `corrections`, and those that fit no more.

    Relations and ranks are left as they were: they are for `analysis.relations` to make anew.
    """
    outcomes: list[Outcome] = []
    ledger = Ledger()
    for entry in corrections:
        if not (named := _is_of(entry, found.document)) and not _has_title(entry, found.document):
            continue
        result = apply(found, entry)
        if isinstance(result, str):
            if not named:
                continue  # another article of the same title
            outcomes.append(replace(unfit(entry, "orphaned", result), document=found.document.id))
        else:
            ledger.note(found, entry, result)
            found = result.found
            outcomes += _done(entry, result)
    found = ledger.told(found)
    orphans = tuple(outcome for outcome in outcomes if outcome.status == "orphaned")
    return replace(found, corrections=(*found.corrections, *outcomes)), orphans


def _is_of(entry: Correction, document: Document) -> bool:
    """Made for this article, by its name or by its content: the file may have been renamed, or the text changed."""
    return entry.document == document.id or bool(entry.sha256) and entry.sha256 == document.sha256


def _has_title(entry: Correction, document: Document) -> bool:
    """Renamed and changed, it may still have its title; then its words must fit as well."""
    return bool(entry.title) and entry.title == document.title


def _done(entry: Correction, result: Applied) -> list[Outcome]:
    return [
        Outcome(
            entry.number, result.found.document.id, result.row, entry.words.exact, field, before, after, entry.author,
            entry.time, entry.reason, "applied",
        )
        for field, before, after in result.changes
    ]  # fmt: skip


def absent(corrections: Sequence[Correction], outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """The corrections that no article has taken up, given the outcomes of all."""
    seen = {outcome.entry for outcome in outcomes}
    why = "no article of this run has the name, the content or the title of the one that it was made for"
    return tuple(unfit(entry, "absent", why) for entry in corrections if entry.number not in seen)
