"""The types along the arrows: what each stage is given and what it returns.

    Document → Mention → Meaning → TimeExpression, Event, Quote, Claim → Relation = Annotations

Everything here is frozen, free of I/O and free of language. Offsets are code points into
`Document.text`, half-open. An `Instant` is a whole number of seconds since 1970-01-01T00:00 in the
proleptic Gregorian calendar, so that years before Christ and after 9999 need no special case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from analysis.errata import Outcome
from analysis.model.meaning import (
    Amount,
    CalendarDate,
    Clock,
    Deictic,
    Duration,
    Impossible,
    Meaning,
    Named,
    Offset,
    Recurrence,
    Vague,
)

__all__ = [  # what is passed on from the page of meanings; all else is defined here
    "Amount", "CalendarDate", "Clock", "Deictic", "Duration", "Impossible", "Meaning",
    "Named", "Offset", "Recurrence", "Vague",
]  # fmt: skip

Instant = int
SectionKind = Literal["body", "heading", "dateline", "embed", "boilerplate"]
DocumentKind = Literal["news", "narrative", "post"]
Unit = Literal[
    "second", "minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century", "none"
]
Certainty = Literal["asserted", "future", "conditional", "alleged", "denied", "negated", "opinion"]
DateSource = Literal["text", "inferred", "knowledge", "none"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
EventClass = Literal["OCCURRENCE", "REPORTING", "STATE", "I_ACTION", "I_STATE", "ASPECTUAL", "PERCEPTION"]
Tense = Literal["PAST", "PRESENT", "FUTURE", "INFINITIVE", "PRESPART", "PASTPART", "NONE"]
Aspect = Literal["PROGRESSIVE", "PERFECTIVE", "PERFECTIVE_PROGRESSIVE", "NONE"]
Polarity = Literal["POS", "NEG"]
PartOfSpeech = Literal["VERB", "NOUN", "ADJECTIVE", "PREPOSITION", "OTHER"]
QuoteKind = Literal["direct", "partial", "term"]
TimeRelation = Literal["AFTER", "BEFORE", "IAFTER", "IBEFORE", "SIMULTANEOUS", "INCLUDES", "IS_INCLUDED",
                       "BEGINS", "BEGUN_BY", "ENDS", "ENDED_BY"]  # fmt: skip
DCT = "DCT"  # the document creation time, as a side of a relation
ParticipantKind = Literal["person", "organisation", "place", "group", "thing", "event"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points `start` up to, not including, `end` of a document's text."""

    start: int
    end: int

    def within(self, other: Span) -> bool:
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


# -- the article -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the text with one kind of voice; `boilerplate` yields nothing at all, a `dateline` no event."""

    span: Span
    kind: SectionKind


@dataclass(frozen=True, slots=True)
class Document:
    """An article. `text` is what the file holds, unchanged; sections cover all its words in order, without overlap."""

    id: str
    text: str
    sha256: str
    language: str
    kind: DocumentKind
    title: str | None
    url: str | None
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that a conclusion rests on, and why."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When the article was published: the day if it can be told, and inclusive bounds (ISO 8601).

    An article without evidence has none, never today's. `clock` is the minute of the day where the caller gave one.
    """

    day: str | None
    earliest: str | None
    latest: str | None
    evidence: tuple[Evidence, ...]
    given: bool = False
    clock: int | None = None


# -- time expressions --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """What the text says: the words, the rule that read them, and its named groups."""

    span: Span
    text: str
    rule: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Moment:
    """When: the half-open interval `[start, end)`; None is an open end.

    `said` are the units the text stated; the others were inferred. `holds` tells one day some time
    in June (`within`) from all of June (`throughout`). With a clock time whose zone is told
    both ends are in UTC and `zone` is the zone as written; without, they are as told, and `zone` is None.
    """

    start: Instant | None
    end: Instant | None
    precision: Unit
    said: tuple[Unit, ...] = ()
    holds: Literal["within", "throughout"] = "within"
    zone: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3 tag (TimeML 1.2.1): its type, value and the attributes that apply."""

    type: TimexType
    value: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    begin: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A mention with its place in time, or with the reason why it has none.

    `source` is `text` if the words alone fix the value, `inferred` if an anchor was needed.
    `alternatives` are other readings that were considered, each with why it was not taken.
    """

    id: str
    mention: Mention
    timex: Timex
    moment: Moment | None
    edtf: str | None
    source: DateSource
    reason: str
    alternatives: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        return self.mention.span


# -- what happened, who said it ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class When:
    """The date of a row: what the text gives, from which expression, and why; or why there is none.

    `by_hand` is one that a person gave: it is inferred, and believed before all that is.
    """

    moment: Moment | None
    edtf: str | None
    source: DateSource
    reason: str
    expression: str | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """A record of `analysis/knowledge`: an outside fact, kept apart from what a text says.

    `names` are its names by language; `context` are words of which an article has at least one.
    """

    id: str
    name: str
    edtf: str
    alternatives: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    source: str
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownGovernment:
    """A state or an organisation of states, and the words that stand for it, by language.

    `names` are its own ("US"), `adjectives` what belongs to it ("American"), `seats` what stands for it ("Washington").
    """

    id: str
    name: str
    names: Mapping[str, tuple[str, ...]]
    adjectives: Mapping[str, tuple[str, ...]]
    seats: Mapping[str, tuple[str, ...]]
    source: str


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """One person's time in one office: `titles` by language, `edtf` from the first day to the last.

    The last day of one holder is the first of the next. `spellings` are other ways to write the holder's full name.
    """

    id: str
    government: str
    titles: Mapping[str, tuple[str, ...]]
    holder: str
    edtf: str
    source: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)  # hashed by identity, so that what is built of it can be kept
class Knowledge:
    """All that is known from outside the articles."""

    events: tuple[KnownEvent, ...]
    governments: tuple[KnownGovernment, ...]
    offices: tuple[KnownOffice, ...]


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody or something that takes part, under the fullest name the article gives.

    `span` is where the event's clause names it, `introduced` where the article first did, if elsewhere.
    """

    name: str
    role: str
    span: Span
    kind: ParticipantKind = "person"
    introduced: Span | None = None


LinkBasis = Literal["signal", "cause", "tense", "telling", "habit"]
SUPPOSED: frozenset[str] = frozenset({"telling", "habit"})  # of these, the ones that are no statement of the text


@dataclass(frozen=True, slots=True)
class TimeLink:
    """What the text says of an event's time against another event's (`target`, an id), as a TimeML relation.

    `target` "DCT" is the time of writing; of what lasts as long as told it is an expression. `basis` is a word of time
    (`signal`), what brought what about (`cause`), the form of a verb (`tense`), a way of telling (`telling`), which
    holds more often than not and is nothing that the text states, or what writers mostly mean where they say nothing
    (`habit`), which does not even move ranks.
    """

    kind: TimeRelation
    target: str
    evidence: str
    basis: LinkBasis = "signal"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the telling puts an event without a date of its own: level with (0), before (< 0) or after (> 0) `target`.

    The weakest of evidence: it moves ranks, never dates. `target` is the id of an event, or "DCT". What the past
    perfect puts before lies before what other forms do (-2), what is said is said after all of it (2).
    """

    target: str
    side: Literal[-2, -1, 0, 1, 2]
    evidence: str


@dataclass(frozen=True, slots=True)
class Retelling:
    """Another mention of an event: its trigger, and TimeML's class, tense … modality and pos of that word there."""

    span: Span
    event_class: EventClass
    verbal: tuple[Tense, Aspect, Polarity, str | None, PartOfSpeech] = ("NONE", "NONE", "POS", None, "OTHER")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens, happened, or is said to. `span` is the trigger.

    `cue` are the words that the certainty rests on; `holder` says so (None: the article itself). Tense, aspect,
    polarity and modality (the modal verb) are TimeML's, of the trigger's verb group.
    `on_timeline` is False for conditions, wishes, opinions and mere possibilities.
    """

    id: str
    span: Span
    sentence: Span
    lemma: str
    label: str
    event_class: EventClass
    certainty: Certainty
    cue: Span | None
    participants: tuple[Participant, ...]
    holder: str | None
    when: When
    on_timeline: bool
    mentions: tuple[Retelling, ...] = ()
    known: KnownEvent | None = None
    links: tuple[TimeLink, ...] = ()
    placement: Placement | None = None
    tense: Tense = "NONE"
    aspect: Aspect = "NONE"
    polarity: Polarity = "POS"
    modality: str | None = None
    pos: PartOfSpeech = "OTHER"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks. A `term` is a name in quotation marks: nobody says it.

    `via` is who or what brings the words into the article (a statement, a post); `same_as` the first of several
    renderings of one utterance.
    """

    id: str
    span: Span
    sentence: Span
    kind: QuoteKind
    speaker: str | None
    via: str | None
    cue: str | None
    when: When
    same_as: str | None = None
    addressee: str | None = None
    cue_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody (`holder`) holds to be so (`stance`), as against what the article tells itself."""

    id: str
    span: Span
    sentence: Span
    holder: str | None
    stance: str
    certainty: Certainty
    when: When
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """Two claims that compete, by id: how, and about what."""

    a: str
    b: str
    relation: str
    issue: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A TimeML relation between ids of events and expressions (`DCT`: the document date).

    `basis` is that of a `TimeLink`, or `date` (an expression holds an event), or `calendar` (of two expressions).
    """

    source: str
    target: str
    kind: str
    evidence: str
    basis: LinkBasis | Literal["date", "calendar"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A relation that the text gives and others that it gives exclude: set aside, and those that it contradicts."""

    relation: Relation
    against: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One account of what came before what: all relations that agree, those that do not, and layers in time by id.

    `bounds` are (earliest start, latest end) that the relations leave an event, by id, where its own date is open.
    """

    relations: tuple[Relation, ...]
    conflicts: tuple[Conflict, ...]
    ranks: Mapping[str, int]
    bounds: Mapping[str, tuple[Instant | None, Instant | None]]


@dataclass(frozen=True, slots=True)
class Flag:
    """Words that read wrong, and why: a trace of machine translation, a scrambled coordination. Never corrected."""

    span: Span
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that was found in one document."""

    document: Document
    published: PublicationDate | None
    expressions: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
    quotes: tuple[Quote, ...]
    claims: tuple[Claim, ...]
    claim_pairs: tuple[ClaimPair, ...]
    relations: tuple[Relation, ...]
    ranks: Mapping[str, int]
    flags: tuple[Flag, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    bounds: Mapping[str, tuple[Instant | None, Instant | None]] = field(default_factory=dict)
    corrections: tuple[Outcome, ...] = ()
