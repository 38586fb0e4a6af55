"""What an expression is read against: the publication date, and the last date the text has told."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.language import Language
from analysis.model import Document, Mention, Moment, Timex
from analysis.moments.stretches import Stretch
from analysis.moments.tense import ends_between, tense, words_before

TOLD = "the last date told"  # how an anchor in the text is called in reasons


@dataclass(frozen=True, slots=True)
class Placed:
    """An expression with its value, and its place in time where it has one."""

    timex: Timex
    moment: Moment | None
    edtf: str | None
    reason: str
    inferred: bool = True
    alternatives: tuple[str, ...] = ()
    focus: Stretch | None = None


@dataclass
class Scene:
    """The state of reading one document from its beginning."""

    document: Document
    language: Language
    published: int | None  # a day number
    focus: Stretch | None = None  # the last date told that carries the story on
    last: Stretch | None = None  # the last date told, be it an aside
    place: int = 0  # where it was told
    quarter: Stretch | None = None  # the last quarter told, that figures of a year ago refer to
    quarter_place: int = 0
    clock: tuple[int, int, str | None] | None = None  # the last day with a time of day, that hour, and its zone

    @property
    def news(self) -> bool:
        return self.document.kind == "news"

    @property
    def narrative(self) -> bool:
        return self.document.kind == "narrative"

    def anchor(self, story: bool) -> tuple[int, str] | None:
        """The day to count from, and its name: the last date told, or the publication date."""
        if (story or self.narrative) and self.focus is not None:
            return self.focus.start, TOLD
        return None if self.published is None else (self.published, "the publication date")

    def tense(self, mention: Mention, *, weak: bool = True, within: int | None = None) -> tuple[int, str]:
        return tense(self.document.text, mention.span, self.language, weak=weak, within=within)

    def same_sentence(self, mention: Mention) -> bool:
        """Is the last date told in the same sentence?"""
        return self.focus is not None and not ends_between(self.document.text, self.place, mention.span.start)

    def before(self, mention: Mention) -> list[str]:
        """The words before a mention in its sentence, in lower case."""
        return words_before(self.document.text, mention.span.start)

    def near(self, mention: Mention) -> bool:
        """Is the last date told in the same paragraph?"""
        return self.focus is not None and self.document.text.find("\n\n", self.place, mention.span.start) < 0
