"""Take from each row what tells one event from another: Narrative → Tellings.

    tellings(narrative)[0].names     # ({"piet", "lang"},)

Who takes part stands in `names` (a set of words for each name) and `heads` (the last words: "bridge", of which `nouns`
are common ones); `around` are other names of its sentence, `topic` those that its article begins with. An undated
telling still has bounds: what an article tells as past is not later than it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pandas as pd

from analysis import dates
from analysis.language import Language, load_language
from analysis.model import Instant
from analysis.narrative import Narrative
from analysis.threads.vocabulary import WORD, Vocabulary, vocabulary

Words = frozenset[str]
DAY = dates.DAY
# how far from its publication an article tells what it does not date: the news, what is planned, and by a noun
RECENT, AHEAD, NOUN_BACK, NOUN_AHEAD = 10 * DAY, 90 * DAY, 60 * DAY, 400 * DAY
_WITHIN_A_DAY = frozenset({"second", "minute", "hour", "day"})
_SUBDAY = frozenset({"second", "minute", "hour"})
_CLASSES = frozenset({"OCCURRENCE", "I_ACTION"})
_AGENT = frozenset({"agent", "speaker"})
_PATIENT = frozenset({"patient", "target", "addressee", "recipient"})
_BESIDE = frozenset({"purpose", "involved", "topic", "content"})  # whose nouns count, and whose names stand around
_PLACE = frozenset({"location", "source", "goal"})
_NAMED = frozenset({"person", "organisation", "place"})
_SHORT = 4  # letters of the shortest plain word that counts
_BEGINNING = 400  # characters that say what an article is about
_LONGEST = 200  # characters of a participant that are looked at
_NONE: Words = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """One article's mention of an event. `row` is None for one found in a sentence of a language without syntax."""

    key: str
    row: str | None
    document: str
    start: int
    end: int
    words: str
    label: str
    family: str
    once: bool
    names: tuple[Words, ...]
    agents: tuple[Words, ...]
    patients: tuple[Words, ...]
    places: Words
    heads: Words
    nouns: Words
    around: Words
    topic: Words
    context: Words
    first: Instant | None
    last: Instant | None
    bounds: tuple[Instant | None, Instant | None]
    precision: str
    throughout: bool
    zoned: bool
    certainty: str
    holder: str | None
    published: int | None
    heading: bool
    known: str | None
    sentence: str
    sentence_start: int
    room: tuple[Instant | None, Instant | None] = field(init=False)

    def __post_init__(self) -> None:
        """When it can have been: a clock time counts for its day, with a zone for half a day more on either side."""
        first, last = self.bounds
        if self.dated and self.precision in _WITHIN_A_DAY:
            wider = DAY // 2 if self.zoned and self.clocked else 0
            first = None if first is None else (first - wider) // DAY * DAY
            last = None if last is None else -(-(last + wider) // DAY) * DAY
        object.__setattr__(self, "room", (first, last))

    @property
    def dated(self) -> bool:
        return self.first is not None

    @property
    def clocked(self) -> bool:
        return self.first is not None and self.precision in _SUBDAY


def tellings(narrative: Narrative) -> list[Telling]:
    """Of all events that two articles can be known to share; no speech acts, states of mind or light verbs."""
    events = narrative.timeline[narrative.timeline["kind"] == "event"]
    if events.empty:
        return []
    documents = narrative.documents.set_index("id")
    texts, languages = documents["text"].to_dict(), documents["language"].to_dict()
    events = events.assign(first=instants(events["start"]), last=instants(events["end"]))
    named = _named(events)
    abouts = {
        str(name): About.of(text, vocabulary(languages[name]), named.get(str(name), ())) for name, text in texts.items()
    }
    carried = _carried(events)
    found, dated = [], _dated_sentences(events)
    row: Any
    for row in events.itertuples():
        words = vocabulary(languages[row.document])
        family = words.of_trigger(row.trigger, texts[row.document][row.span_end : row.span_end + 60])
        listed = words.is_listed(family)
        if (row.event_class not in _CLASSES or words.is_light(row.trigger)) and not listed:
            continue
        if row.tense == "INFINITIVE" and row.first is None and (row.document, row.sentence_start) in dated:
            continue  # "called them on Monday to speak about": what the dated event is for
        found.append(_telling(carried.get(row.id, row), family, words, abouts[row.document]))
    return found


@dataclass(frozen=True)
class About:
    """One article: its text, the names that it writes, and those that it begins with."""

    text: str
    words: Vocabulary
    known: Words
    topic: Words

    @classmethod
    def of(cls, text: str, words: Vocabulary, named: Iterable[str] = ()) -> About:
        known = known_names(text) | frozenset(w.casefold() for name in named for w in WORD.findall(name))
        return cls(text, words, known, capitals(text[:_BEGINNING], words, known))

    def names(self, phrase: str) -> Words:
        return capitals(phrase, self.words, self.known)

    def around(self, sentence: str, start: int) -> Words:
        """The names of a sentence; of one that names nobody, those of the one before."""
        before = re.split(r"[.!?]\s|\n", self.text[max(0, start - _BEGINNING) : start].rstrip())[-1]
        return self.names(sentence) or self.names(before)


def _named(events: pd.DataFrame) -> dict[str, set[str]]:
    """The names in each article that are known as those of people, organisations or places."""
    found: dict[str, set[str]] = {}
    for document, participants in zip(events["document"], events["participants"], strict=True):
        called = (p[0][:_LONGEST] for p in participants if p[2] in _NAMED)
        found.setdefault(document, set()).update(n for n in called if all(w[:1].isupper() for w in n.split()))
    return found


def all_names(narrative: Narrative) -> set[str]:
    """The names known in any article: they help to see those of a language without syntax."""
    return set().union(*_named(narrative.timeline).values())


def _carried(events: pd.DataFrame) -> dict[str, Any]:
    """Undated nouns with the date and the standing of the verb that plans or holds them: "is planned for Saturday"."""
    nouns = events[events["start"].isna() & (events["tense"] == "NONE")]
    row: Any
    listed: list[Any] = list(nouns.itertuples())
    places: dict[tuple[str, int], Any] = {(noun.document, noun.span_start): noun for noun in listed}
    found: dict[str, Any] = {}
    carriers = load_language("en").words("threads", "carriers")
    for row in events[events["start"].notna() & events["trigger"].isin(carriers)].itertuples():
        for _, _, _, start, end, _ in row.participants:
            for noun in (places[row.document, at] for at in range(start, end) if (row.document, at) in places):
                found[noun.id] = noun._replace(
                    first=row.first, last=row.last, precision=row.precision, holds=row.holds, zone=row.zone,
                    certainty=row.certainty,
                )  # fmt: skip
    return found


def _dated_sentences(events: pd.DataFrame) -> set[tuple[str, int]]:
    placed = events[events["start"].notna()]
    return set(zip(placed["document"], placed["sentence_start"], strict=True))


def instants(times: pd.Series[Any]) -> pd.Series[Any]:
    """Seconds since 1970, None where there is no time."""
    values = [None if gone else int(t) for t, gone in zip(times.astype("int64"), times.isna(), strict=True)]
    return pd.Series(values, index=times.index, dtype="object")


def _telling(row: Any, family: str, words: Vocabulary, about: About) -> Telling:
    roles = [(p[1], about.names(p[0]), p[0]) for p in row.participants]
    taking = [(role, names, name) for role, names, name in roles if role in _AGENT | _PATIENT]
    names = tuple(dict.fromkeys(n for _, n, _ in taking if n))
    said = frozenset().union(*names) if names else _NONE
    published = dates.day_number(row.published) if row.published is not None else None
    start, end = (row.first, row.last) if row.first is not None else (None, None)
    lasts = family in words.language.words("threads", "lasting")
    undated = (None, None) if lasts else undated_bounds(row.certainty, row.tense, row.last, published)
    return Telling(
        row.id, row.id, row.document, row.span_start, row.span_end, row.quote, row.label, family,
        family in words.language.words("threads", "once"), names,
        _of_role(taking, _AGENT), _of_role(taking, _PATIENT),
        frozenset(w for role, found, _ in roles if role in _PLACE for w in found),
        frozenset(h for role, _, name in roles if role in _AGENT | _PATIENT | _BESIDE and (h := head(name))),
        frozenset(h for _, _, name in taking if (h := head(name)) and h not in said),
        about.around(row.sentence, row.sentence_start) - said, about.topic,
        plain_words(row.sentence) - {row.quote.casefold()}, start, end,
        (start, end) if row.first is not None else undated,
        row.precision, row.holds == "throughout", row.zone is not None, row.certainty, row.holder, published,
        row.section == "heading", row.known_id, row.sentence, row.sentence_start,
    )  # fmt: skip


def _of_role(taking: Sequence[tuple[str, Words, str]], roles: frozenset[str]) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(names for role, names, _ in taking if role in roles and names))


def undated_bounds(
    certainty: str, tense: str | None, last: Instant | None, published: int | None
) -> tuple[Instant | None, Instant | None]:
    """When an undated event can be: news tells the recent past and the near future."""
    if published is None:
        return None, last
    today = published * DAY
    if tense == "NONE" and last is None:  # a noun tells neither past nor future: "the delay in delivery"
        return today - NOUN_BACK, today + NOUN_AHEAD
    if certainty in ("future", "conditional") or tense == "FUTURE":
        return today, today + AHEAD
    if certainty == "negated":  # "they did not meet": of yesterday, or of what was planned
        return today - RECENT, today + AHEAD
    after = min(last, today + DAY) if last is not None else today + DAY
    return after - RECENT, after


@lru_cache(maxsize=65_536)
def _listed_words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text))


@lru_cache(maxsize=65_536)
def _is_no_name(word: str, language: Language) -> bool:
    """A title, a day, a month or a number, which may be written with a capital too."""
    titled = word in language.words("people", "titles")
    return titled or any(language.value(name, word) is not None for name in _NUMBERING)


def capitals(text: str, words: Vocabulary, known: Words = _NONE) -> Words:
    """The words of names in a text, as `singular`: no titles, no days.

    The word that begins it must be `known`, or the next must have a capital too.
    """
    language, found = words.language, list[str]()
    listed = _listed_words(text[:2_000])
    for place, word in enumerate(listed):
        folded = word.casefold()
        if not word[:1].isupper() or folded in _FUNCTION or (word[1:].isdigit() and len(word) < 3):
            continue
        if _is_no_name(word, language):
            continue
        goes_on = len(listed) > 1 and listed[1][:1].isupper()
        if place or goes_on or folded in known:
            found.append(singular(folded))
    return frozenset(found)


_INSIDE = re.compile(r"(?<=[^\W\d_A-Z] )[^\W\d_a-z][\w-]*|(?<=[^\W\d_], )[^\W\d_a-z][\w-]*|(?<=['’])[^\W\d_a-z][\w-]+")


def known_names(text: str) -> Words:
    """The words that an article writes with a capital inside a sentence."""
    return frozenset(m[0].casefold() for m in _INSIDE.finditer(text) if m[0][:1].isupper())


_NUMBERING = ("weekday", "month", "month_abbr", "number", "ordinal", "nth", "ordinal_joined")
_FUNCTION = frozenset(
    "a after an and another as at before both by each every for from he her his i in it its la le les many most mr mrs "
    "ms no not of on one she some that the their these they this those to un une we when while who with il elle ils "
    "elles du des de au aux en dans à personne".split()
)


def head(name: str) -> str:
    """The noun of a phrase, folded: "the old Alder Bridge of Varnholm" → "bridge"."""
    found = WORD.findall(re.split(r",| (?:of|in|on|at|for|from|with|to|off|near) ", name[:_LONGEST], maxsplit=1)[0])
    return singular(found[-1].casefold()) if found and not found[-1].isdigit() else ""


def singular(word: str) -> str:
    """Without the plural ending, roughly: enough to compare two words, not to print one."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def plain_words(sentence: str) -> Words:
    found = (w for w in _listed_words(sentence[:2_000]) if w[:1].islower() and len(w) >= _SHORT)
    return frozenset(singular(w.casefold()) for w in found) - _FUNCTION


def in_order(found: Sequence[Telling]) -> Iterator[Telling]:
    """In order of publication, then of the text: the same whatever the order of the articles."""
    yield from sorted(found, key=lambda t: (t.published is None, t.published or 0, t.document, t.start, t.key))
