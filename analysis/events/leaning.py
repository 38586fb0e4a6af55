"""Date an event by another one that it leans on: a link, what its clause is about, who speaks.

    "Before the results were announced, Putin held a celebration on Sunday"   → announced: from Sunday on

Every date says which event it comes from. It is never finer than that event's, and open where only one side is told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from analysis import dates
from analysis.events import dating
from analysis.events.draft import Draft
from analysis.events.linking import Link
from analysis.events.told import Told
from analysis.language import Language
from analysis.model import Moment, When

if TYPE_CHECKING:
    from analysis.tree import Token

GOES_ON = "goes on from"
BELIEVED = "held"
_DISTANCE = re.compile(r"(PT?)(\d{1,4}|X)([SHMDWY])")
_FINE = frozenset({"hour", "minute", "second"})


# -- by a link ---------------------------------------------------------------------------------------


def by_link(place: int, told: Told) -> When | None:
    """The date that the first usable link gives; None without one."""
    for link in told.links.get(place, ()):
        here = told.places[link.source] == place
        other = told.places[link.target if here else link.source]
        when = told.stated[other]
        held = told.clusters[other][0].standing.certainty in ("asserted", "alleged")
        if when is None or when.moment is None or not held or dating.TOLD_AS_PAST in when.reason:
            continue  # a bound that the tense gives is no date to lean on
        word = told.clusters[other][0].trigger.text
        kind = link.kind if here else INVERSE[link.kind]
        found = _from(kind, when, link, word, told, here=here)
        if found is not None:
            return found
    return None


INVERSE = {
    "AFTER": "BEFORE", "BEFORE": "AFTER", "SIMULTANEOUS": "SIMULTANEOUS", "INCLUDES": "IS_INCLUDED",
    "IS_INCLUDED": "INCLUDES", "BEGINS": "INCLUDES", "IAFTER": "IBEFORE", "IBEFORE": "IAFTER",
}  # fmt: skip


def _from(kind: str, when: When, link: Link, word: str, told: Told, *, here: bool) -> When | None:
    m, side = when.moment, {"AFTER": "after", "BEFORE": "before"}.get(kind)
    assert m is not None
    if kind in ("SIMULTANEOUS", "IS_INCLUDED", "BEGINS"):
        if m.start is None and m.end is None:
            return None
        if link.exact == "IS_INCLUDED" and not here:
            return None  # "spent years there, winning in 1975": the whole has not the date of its part
        if link.exact == "ENDED_BY" and here:
            return _until(when, f"up to “{word}”: {when.reason}")
        reason = f"{link.words} “{word}”: {when.reason}"
        if kind == "SIMULTANEOUS" and m.precision in _FINE and m.start is not None and m.end is not None:
            return day_of(when, reason)  # what goes on meanwhile is not over within the minute
        return replace(when, source="inferred", reason=reason)
    if side is None or m.precision == "none":
        return None
    if link.by is not None:
        moved = _moved(when, link.by, 1 if side == "after" else -1, f"{link.words} “{word}”: {when.reason}")
        if moved is not None:
            return moved
    return _beyond(when, side, f"{side} “{word}”: {when.reason}", told)


def _until(when: When, reason: str) -> When | None:
    """ "The siege ended on Monday": the siege lasted until then, from no day that is told."""
    m = when.moment
    if m is None or m.end is None:
        return None
    plain = when.edtf is not None and not set(when.edtf) & set("/[~?X")
    return When(replace(m, start=None, holds="within"), f"../{when.edtf}" if plain else None, "inferred", reason)


def _moved(when: When, by: str, direction: int, reason: str) -> When | None:
    """So much later or earlier than an event dated to a day: in the unit of the distance, and only about so.

    "ten minutes after" is the same day, "two days after" that day, "three months after" that month.
    """
    m, told = when.moment, _DISTANCE.fullmatch(by)
    if m is not None and m.precision == "year" and m.start is not None and told is not None and told[3] == "Y":
        year = dates.civil(m.start // 86_400)[0]
        if told[2] == "X" or m.end != dates.day_of(year + 1) * 86_400:
            return None  # how many years, or from which end of a stretch, is not told
        return _about_year(year + direction * int(told[2]), reason)  # "in 1971, three years before she won"
    if m is None or m.start is None or m.end is None or m.precision not in ("day", *_FINE) or told is None:
        return None
    if told[2] == "X" and told[1] == "P":
        return None  # "weeks after": nobody told how many
    count, letter = direction * (int(told[2]) if told[2] != "X" else 0), told[3]
    if told[1] == "PT" or letter in "DW":
        days = 0 if told[1] == "PT" else count * (7 if letter == "W" else 1)
        start, end = dates.day_around(m.start + days * 86_400)
        about = told[1] == "PT" or letter == "W"
        edtf = dates.day_edtf(start) + "~" * (letter == "W")
        return When(Moment(start, end, "day", approximate=about), edtf, "inferred", reason)
    unit: Literal["month", "year"] = "year" if letter == "Y" else "month"
    day = dates.add_months(m.start // 86_400, count * (12 if letter == "Y" else 1))
    first, after = dates.period(unit, day)
    year, month, _ = dates.civil(first)
    edtf = dates.edtf_year(year) + (f"-{month:02d}" if unit == "month" else "")
    return When(Moment(first * 86_400, after * 86_400, unit, approximate=True), f"{edtf}~", "inferred", reason)


def _about_year(year: int, reason: str) -> When:
    start, end = (dates.day_of(y) * 86_400 for y in (year, year + 1))
    return When(Moment(start, end, "year", approximate=True), f"{dates.edtf_year(year)}~", "inferred", reason)


def _beyond(when: When, side: str, reason: str, told: Told) -> When | None:
    """Open to one side of another event; what a dated article tells as past lies before its own day ends."""
    m, day = when.moment, told.published
    assert m is not None
    published = day.day if day is not None else None
    limit = dates.day_bounds(published)[1] if published is not None else None
    plain = when.edtf is not None and not set(when.edtf) & set("/[~?X")
    if side == "after" and m.start is not None:
        if limit is not None and m.start < limit and m.precision in ("day", *_FINE):
            start = dates.day_around(m.start)[0]
            first = dates.day_edtf(start)
            edtf = first if first == published else f"[{first}..{published}]"
            return When(Moment(start, limit, "day"), edtf, "inferred", reason)
        return When(Moment(m.start, None, m.precision), f"[{when.edtf}..]" if plain else None, "inferred", reason)
    if side == "before" and m.end is not None:
        unit = "day" if m.precision in _FINE else m.precision
        end = dates.day_around(m.end - 1)[1] if m.precision in _FINE else m.end
        form = f"[..{dates.day_edtf(end - 1)}]" if unit == "day" else f"[..{when.edtf}]" if plain else None
        return When(Moment(None, end, unit), form, "inferred", reason)
    return None


# -- by what the clause is about ---------------------------------------------------------------------


def about(draft: Draft, told: Told) -> When | None:
    """ "a crash which killed 228": on its day; "a war which left 13,000 dead": some time from its beginning on."""
    token, day = draft.trigger.token, told.published
    if token.dep_ != "relcl" or dating.tense(draft.trigger) != dating.PAST or not _of_antecedent(token):
        return None
    place = told.places.get(token.head.i)
    when = told.stated[place] if place is not None else None
    if when is None or when.moment is None or when.moment.start is None:
        return None
    head, moment = token.head, when.moment
    lasting = head.lemma_.lower() in told.language.words("events.nouns", "lasting")
    if not lasting and moment.end is not None:
        return replace(when, source="inferred", reason=f"what “{head.text}” did: {when.reason}")
    if day is None or day.day is None or moment.start is None or moment.precision not in ("year", "month", "day"):
        return None
    _, end = dates.day_bounds(day.day)
    if moment.start >= end:
        return None
    first = (when.edtf or "").strip("[].~?").split("/")[0]
    reason = f"since “{head.text}”, up to the article; {when.reason}"
    return When(Moment(moment.start, end, moment.precision), f"{first}/{day.day}", "inferred", reason)


def _of_antecedent(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in verb.children)


def within_named(draft: Draft, told: Told) -> When | None:
    """ "took part in the conversation": during the event that its own object names."""
    shares, partaking = told.language.words("events", "simultaneous"), told.language.words("events", "partaking")
    for token in draft.trigger.token.subtree:
        place = told.places.get(token.i)
        if place is None or token.i == draft.trigger.token.i or token.dep_ not in ("pobj", "dobj"):
            continue
        if token.dep_ == "pobj" and token.head.lower_ not in shares:
            continue
        if token.dep_ == "dobj" and draft.trigger.token.lemma_.lower() not in partaking:
            continue  # "attended the 2014 summit"; not "condemned the 2014 annexation"
        governor = token.head.head if token.dep_ == "pobj" else token.head
        if governor.i != draft.trigger.token.i:
            continue
        when = told.stated[place]
        if when is not None and when.moment is not None and dating.tense(draft.trigger) == dating.PAST:
            return replace(when, source="inferred", reason=f"during “{token.text}”, which is dated: {when.reason}")
    return None


def cited(draft: Draft, told: Told) -> When | None:
    """ "told X that …, according to a statement": made after what it tells, and before the article."""
    day, token = told.published, draft.trigger.token
    if day is None or day.day is None or token.dep_ != "pobj" or not draft.trigger.is_noun:
        return None
    cue = f"{token.head.head.lower_} {token.head.lower_}"
    if cue not in told.language.words("speech", "according"):
        return None
    return dating.on_day(day, "the source that the article cites for what it tells")


def since_then(place: int, told: Told) -> When | None:
    """ "has held the office since then": from the event told just before."""
    draft = told.clusters[place][0]
    verb = draft.trigger.carrier or draft.trigger.token
    signs = told.language.words("events", "since_then")
    if not any(_is_since_then(c, signs) for c in verb.children):
        return None
    for before in range(place - 1, max(-1, place - 4), -1):
        when = told.stated[before]
        if when is not None and when.moment is not None and when.moment.start is not None:
            plain = when.edtf is not None and not set(when.edtf) & set("/[~?X")
            reason = f"since “{told.clusters[before][0].trigger.text}”: {when.reason}"
            return When(
                Moment(when.moment.start, None, when.moment.precision),
                f"{when.edtf}/.." if plain else None,
                "inferred",
                reason,
            )
    return None


def _is_since_then(sign: Token, signs: frozenset[str]) -> bool:
    """ "since then", "ever since"; not "since the strike of 1926"."""
    alone = sign.lower_ in signs and not any(c.dep_ in ("pobj", "pcomp") for c in sign.children)
    return alone or bool(sign.children) and " ".join((sign.lower_, *(c.lower_ for c in sign.children))) in signs


# -- by who speaks, and by the scene -----------------------------------------------------------------


def spoken(draft: Draft, told: Told) -> When | None:
    """ "I greet you," said Putin: what the first person does by speaking is done when it is said."""
    verb, quote = draft.trigger.token, draft.quote
    persons = told.language.table("people.speaking")
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if quote is None or quote.cue_span is None or subject is None or persons.get(subject.lower_) != "speaker":
        return None
    if (
        verb.tag_ not in ("VBP", "VB")
        or draft.standing.certainty != "asserted"
        or draft.trigger.event_class != "OCCURRENCE"
    ):
        return None
    for place, cluster in enumerate(told.clusters):
        if cluster[0].trigger.span == quote.cue_span:
            when = told.stated[place] or scene_of(place, told)
            if when is not None and when.moment is not None:
                return replace(when, source="inferred", reason=f"done by saying it: {when.reason}")
    return None


def scene_of(place: int, told: Told) -> When | None:
    """The day of the nearest earlier event of the same two people, for a speech that is dated only later."""
    people = told.clusters[place][0].people
    for before in range(place - 1, -1, -1):
        when, cluster = told.stated[before], told.clusters[before]
        if when is None or when.moment is None or when.moment.start is None or when.moment.end is None:
            continue
        if when.moment.precision not in ("day", *_FINE):
            continue  # a year is no scene
        if cluster[0].standing.certainty == "asserted" and people and people <= cluster[0].people:
            return day_of(when, f"{GOES_ON} “{cluster[0].trigger.text}”")
    return None


def is_belief(draft: Draft, language: Language) -> bool:
    """ "Observers believe …": what the present tense tells of minds is so when the article is written."""
    return dating.tense(draft.trigger) == dating.PRESENT and draft.trigger.token.lemma_.lower() in language.words(
        "certainty", "opinion"
    )


def clocks(told: Told) -> None:
    """A clock without a day belongs to the day of the last thing that happened, not to the article's own."""
    day = told.published.day if told.published is not None else None
    if day is None:
        return
    last: int | None = None
    for place, cluster in enumerate(told.clusters):
        when = told.stated[place]
        m = when.moment if when is not None else None
        if when is None or m is None or m.start is None or m.end is None or m.precision not in ("day", *_FINE):
            continue
        own = dates.day_around(m.start)[0]
        borrowed = "day" not in m.said and m.precision in _FINE and dates.day_edtf(m.start) == day
        if borrowed and last is not None and last < own:
            moment = replace(m, start=m.start - own + last, end=m.end - own + last)
            reason = f"{when.reason}; the day is the one told before it"
            told.stated[place] = replace(when, moment=moment, edtf=dates.day_edtf(moment.start or 0), reason=reason)
        elif not borrowed and dating.tense(cluster[0].trigger) == dating.PAST and cluster[0].section != "heading":
            last = own if cluster[0].trigger.event_class == "OCCURRENCE" else last


def day_of(when: When, reason: str) -> When:
    """The whole day of a scene: its people did more than one thing on it."""
    moment = when.moment
    assert moment is not None and moment.start is not None
    start, end = dates.day_around(moment.start)
    return When(Moment(start, end, "day"), dates.day_edtf(moment.start), "inferred", f"{reason}; {when.reason}")
