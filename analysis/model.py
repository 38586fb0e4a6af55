"""The types along the arrows: what each stage is given and what it returns.

    Document → Mention → Meaning → TimeExpression, Event, Quote, Claim → Relation = Annotations

Everything here is frozen, free of I/O and free of language. Offsets are code points into
`Document.text`, half-open. An `Instant` is a whole number of seconds since 1970-01-01T00:00 in the
proleptic Gregorian calendar, so that years before Christ and after 9999 need no special case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

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
TimeRelation = Literal["AFTER", "BEFORE", "SIMULTANEOUS", "INCLUDES", "IS_INCLUDED", "BEGINS", "ENDS"]
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


# What a mention means wherever it stands; `analysis.moments` resolves each kind with `match`. A unit is
# one of `Unit` or "weekend", "fortnight", "half", "generation", "millennium"; `mod` is TIMEX3's; a `part`
# is its part of day ("MO", "NI" …); a `shift` counts units from the anchor.


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """What is stated of a date; the rest is None. `year` is astronomical: 480 BC is -479.

    `year_shift` is the year as told from the anchor's ("June last year": -1), or from that of the last date told
    (`story`: "June of that year"), `relative` a direction for the finest stated part ("last June": -1). A `short_year`
    wants its century; `quarter` 0 is the one told last; a `week` with a weekday counts that weekday in its month.
    """

    year: int | None = None
    short_year: int | None = None
    year_shift: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    week: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    decade: int | None = None
    century: int | None = None
    relative: int | None = None
    story: bool = False
    part: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A holiday of `analysis.dates.HOLIDAYS`, with what is stated of its year."""

    holiday: str
    year: int | None = None
    year_shift: int | None = None
    relative: int | None = None
    part: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Deictic:
    """A calendar unit counted from an anchor: yesterday, last week; `story` counts from the last date told."""

    unit: str
    shift: int
    story: bool = False
    weekday: int | None = None
    part: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """How much time: (number, unit) pairs; the number is None where the text leaves it open ("days")."""

    parts: tuple[tuple[float | None, str], ...]


@dataclass(frozen=True, slots=True)
class Offset:
    """An amount before (-1) or after (1) an anchor: "three days ago", "two weeks later" (`story`)."""

    amount: Amount
    direction: int
    story: bool = False
    part: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, with its day if it is stated beside it. `minutes_east` is the zone's offset from UTC."""

    hour: int
    minute: int | None
    second: int | None
    zone: str | None
    minutes_east: int | None
    day: CalendarDate | Named | Deictic | Offset | None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time; `window` says whether it ends (-1) or begins (1) at the anchor."""

    amount: Amount
    window: int | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A set of times: each one of `amount` long ("daily"), or each such date ("every Tuesday")."""

    amount: Amount | None = None
    date: CalendarDate | Named | None = None
    quant: str | None = None
    freq: str | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    reference: str


@dataclass(frozen=True, slots=True)
class Impossible:
    """Words in the form of a date that the calendar does not have, and why: "February 30"."""

    value: str
    why: str


Meaning = CalendarDate | Named | Deictic | Offset | Clock | Duration | Recurrence | Vague | Impossible


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
    """The date of a row: what the text gives, from which expression, and why; or why there is none."""

    moment: Moment | None
    edtf: str | None
    source: DateSource
    reason: str
    expression: str | None = None


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


@dataclass(frozen=True, slots=True)
class TimeLink:
    """What the text says of an event's time against another event's (`target`, an id), as a TimeML relation."""

    kind: TimeRelation
    target: str
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
    """A TimeML relation between ids of events and expressions (`DCT`: the document date)."""

    source: str
    target: str
    kind: str
    evidence: str


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
