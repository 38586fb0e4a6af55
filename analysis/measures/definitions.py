"""Say what each measure is, in which unit, and after whom: the name of a measure → its definition.

`docs/measures.md` is written from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

GENETTE = "Genette 1972, Discours du récit"
KIM = "Kim et al. 2018, Visualizing Nonlinear Narratives with Story Curves"
KENDALL = "Kendall 1938, A New Measure of Rank Correlation"
FOOTRULE = "Diaconis and Graham 1977, Spearman's Footrule as a Measure of Disarray"
OWN = "a plain count"


@dataclass(frozen=True, slots=True)
class Definition:
    """`family` is the aspect of the telling; `days` are kept in seconds until the table is made."""

    family: str
    unit: str
    words: str
    source: str


_REACH = "time from the farthest event of it to the event at which the first narrative is left"
_EXTENT = "time from the beginning of its first event to the end of its last, of the longest one"

DEFINITIONS: Mapping[str, Definition] = {
    "pairs whose order is known": Definition(
        "order", "pairs", "pairs of events of which one surely began first, by dates or by words of time", OWN),
    "inversions": Definition(
        "order", "pairs", "of those pairs, the ones told in the other order", KENDALL),
    "inversions, normalised": Definition(
        "order", "share", "inversions of all pairs whose order is known: 0 is told in order, 1 is told backwards",
        KENDALL),
    "non-linearity": Definition(
        "order", "index", "how far events are told from their place in the story, summed, of the most possible; "
        "places are layers of the order, ties are told in order", f"{KIM}; {FOOTRULE}"),
    "steps back": Definition(
        "order", "steps", "steps from one event to the next told that surely go back in time", KIM),
    "analepses": Definition(
        "order", "stretches", "stretches told after something of the first narrative that they surely came before; the "
        "first narrative is the longest run of events, none of them planned, that never goes back", GENETTE),
    "events in analepses": Definition("order", "share", "events with a place in time that stand in analepses", GENETTE),
    "farthest reach of analepses": Definition("order", "days", _REACH, GENETTE),
    "longest extent of analepses": Definition("order", "days", _EXTENT, GENETTE),
    "prolepses": Definition(
        "order", "stretches", "stretches told before something of the first narrative that they surely came after",
        GENETTE),
    "events in prolepses": Definition("order", "share", "events with a place in time that stand in prolepses", GENETTE),
    "farthest reach of prolepses": Definition("order", "days", _REACH, GENETTE),
    "longest extent of prolepses": Definition("order", "days", _EXTENT, GENETTE),
    "story time told, at most": Definition(
        "duration", "days", "length of all chapters of the story; an event lies somewhere in its interval", GENETTE),
    "words a day of story time, at least": Definition(
        "duration", "words a day",
        "words outside quotation marks that tell events of one chapter, by its time", GENETTE),
    "fastest to slowest": Definition(
        "duration", "ratio", "words a day of the chapter told at most length to that told in fewest words", GENETTE),
    "isochrony": Definition(
        "duration", "index", "1 where each chapter has text in proportion to its time; 1 less the distance in total "
        "variation between the shares of text and of time", GENETTE),
    "ellipses": Definition("duration", "gaps", "stretches of time between chapters to which nothing is dated", GENETTE),
    "longest ellipsis, at least": Definition("duration", "days", "the longest of them", GENETTE),
    "text by movement": Definition(
        "duration", "share", "words in quotation marks (dialogue, a scene by convention), words that tell events "
        "of one chapter (narrative), and all others (pause: no known story time goes by); they sum to 1", GENETTE),
    "told once": Definition("frequency", "share", "events of the timeline with one mention (singulative)", GENETTE),
    "told again": Definition("frequency", "share", "events with two mentions or more (repeating)", GENETTE),
    "tellings of an event": Definition("frequency", "mentions", "mean number of mentions", GENETTE),
    "most tellings of an event": Definition("frequency", "mentions", "the greatest number of mentions", GENETTE),
    "told as a habit": Definition(
        "frequency", "events", "events dated by a set of times: told once, happened often (iterative)", GENETTE),
    "events in 100 words": Definition("density", "events", "events of the timeline by the words of the text", OWN),
    "events with a date": Definition("density", "share", "events of the timeline that have a date", OWN),
    "median lag": Definition(
        "lag", "days", "from the beginning of what is told as having happened to the day of publication", OWN),
    "told before it happens": Definition(
        "lag", "share", "events of the timeline that are planned or announced", f"{GENETTE} (prior narrating)"),
    "text by certainty": Definition(
        "certainty", "share", "words that tell events, by how sure the text is of them; they sum to 1", OWN),
    "text by holder": Definition(
        "holder", "share", "words that tell events, by who says so; they sum to 1", OWN),
    "text in quotation marks": Definition("quotation", "share", "words of the text that are somebody's own", OWN),
    "quoted words by speaker": Definition(
        "quotation", "share", "words in quotation marks, by who says them; they sum to 1", OWN),
}  # fmt: skip
