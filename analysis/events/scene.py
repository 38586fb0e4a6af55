"""Date what no expression dates, and decide what belongs on the timeline: Clusters → dates.

The scene is the last event that an expression dates to a day. A past event goes on in it if it names it
("took part in the conversation") or if its people, two at least, are all in it; else it is only bounded by the
article's own date. Nothing here gives a unit finer than the scene has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis import dates
from analysis.events import dating
from analysis.events.draft import Cluster, Draft
from analysis.language import Language
from analysis.model import Document, Moment, PublicationDate, When

FAMILY = frozenset({"day", "hour", "minute", "second"})
HAPPENING = frozenset({"OCCURRENCE", "REPORTING", "I_ACTION", "PERCEPTION", "ASPECTUAL"})


@dataclass(frozen=True, slots=True)
class Told:
    """What is known when a cluster is dated: the dates so far, by cluster, and where each trigger's cluster is."""

    stated: Sequence[When | None]
    places: Mapping[int, int]
    published: PublicationDate | None
    language: Language


def date_all(
    clusters: Sequence[Cluster], published: PublicationDate | None, document: Document, language: Language
) -> list[tuple[Cluster, When, bool]]:
    """Each cluster with its date and whether the timeline shows it, in order of telling."""
    day = published if published is not None and published.day is not None and document.kind == "news" else None
    stated: list[When | None] = [dating.combine([t for d in cluster for t in d.found]) for cluster in clusters]
    places = {d.trigger.token.i: i for i, cluster in enumerate(clusters) for d in cluster}
    told = Told(stated, places, day, language)  # `stated` grows: what comes later may lean on it
    out: list[tuple[Cluster, When, bool]] = []
    scene: tuple[Cluster, When] | None = None
    for place, cluster in enumerate(clusters):
        first, said = cluster[0], stated[place]
        when = said or _inferred(first, scene, told)
        if _is_ahead(first, when, day):
            first = replace(first, standing=replace(first.standing, certainty="future"))
            cluster = (first, *cluster[1:])
        when = _credible(when, first)
        if when.moment is not None:
            stated[place] = when
        out.append((cluster, when, _shown(first, when, language)))
        if said is not None and _is_scene(first, said):
            scene = cluster, said
    return out


def _is_scene(draft: Draft, when: When) -> bool:
    moment = when.moment
    return (
        draft.standing.certainty == "asserted"
        and moment is not None
        and moment.precision in FAMILY
        and len(draft.people) > 1
    )


def _is_ahead(draft: Draft, when: When, day: PublicationDate | None) -> bool:
    """ "The trial resumes on Monday": what lies after the article's own day is planned, whatever its tense."""
    if day is None or day.day is None or draft.standing.certainty != "asserted" or when.moment is None:
        return False
    return when.moment.start is not None and when.moment.start >= dates.day_bounds(day.day)[1]


def _credible(when: When, draft: Draft) -> When:
    """What is not told as happening has no time of its own, unless the text gives it one."""
    if when.moment is None or when.expression is not None or draft.standing.certainty in ("asserted", "alleged"):
        return when
    return dating.undated(draft.standing.certainty, None)


def _inferred(
    draft: Draft,
    scene: tuple[Cluster, When] | None,
    told: Told,
) -> When:
    day = told.published
    certainty, tense = draft.standing.certainty, dating.tense(draft.trigger)
    if certainty not in ("asserted", "alleged") or draft.quote is not None and draft.quote.kind == "direct":
        return dating.undated(certainty, day)
    if certainty == "alleged":
        return (
            dating.by_day(day, "alleged by the time of the article; the text does not say when")
            if day
            else dating.undated(certainty, day)
        )
    if tense == dating.PRESENT and day is not None and draft.trigger.event_class in HAPPENING:
        return dating.on_day(day, f"told in the present tense by an article of {day.day}")
    chained = _after(draft, told) or _about(draft, told)
    if chained is not None:
        return chained
    if tense == dating.PAST:
        cited = _cited(draft, told)
        if cited is not None:
            return cited
        within = _within_named(draft, told)
        if within is not None:
            return within
        if scene is not None and _continues(draft, scene[0]):
            return _day_of(
                scene[1], f"told of the same people as “{scene[0][0].trigger.token.text}”, in the past tense"
            )
        if day is not None:
            return dating.by_day(day, f"told as past by an article of {day.day}; the text does not say when")
    if draft.trigger.is_noun:
        return _of_verb(draft, scene, told) or dating.undated(certainty, day)
    return dating.undated(certainty, day)


def _within_named(
    draft: Draft,
    told: Told,
) -> When | None:
    """ "took part in the conversation": during the event that its own object names."""
    shares = told.language.words("events", "simultaneous")
    for token in draft.trigger.token.subtree:
        place = told.places.get(token.i)
        if place is None or token.i == draft.trigger.token.i or token.dep_ not in ("pobj", "dobj"):
            continue
        if token.dep_ == "pobj" and token.head.lower_ not in shares:
            continue
        when = told.stated[place]
        if when is not None and when.moment is not None:
            return replace(when, source="inferred", reason=f"during “{token.text}”, which is dated: {when.reason}")
    return None


def _after(
    draft: Draft,
    told: Told,
) -> When | None:
    """ "… the annexation of Crimea, then the outbreak of a conflict": from the one told just before, on."""
    token = draft.trigger.token
    if not any(c.dep_ == "advmod" and c.lower_ in told.language.words("events", "next") for c in token.children):
        return None
    before = [i for i in range(token.sent.start, token.i) if i in told.places]
    for place in reversed(before):
        when = told.stated[told.places[place]]
        if when is not None and when.moment is not None and when.moment.start is not None and when.edtf:
            moment = Moment(when.moment.start, None, when.moment.precision)
            reason = f"told as coming after “{token.doc[place].text}”; {when.reason}"
            plain = not set(when.edtf) & set("/[")
            return When(moment, f"[{when.edtf}..]" if plain else None, "inferred", reason)
    return None


def _about(draft: Draft, told: Told) -> When | None:
    """ "a conflict which left 13,000 dead": some time from the beginning of what the clause is about."""
    day = told.published
    token = draft.trigger.token
    if token.dep_ != "relcl" or day is None or day.day is None or dating.tense(draft.trigger) != dating.PAST:
        return None
    for head in token.ancestors:
        place = told.places.get(head.i)
        when = told.stated[place] if place is not None else None
        if when is not None and when.moment is not None and when.moment.start is not None:
            _, end = dates.day_bounds(day.day)
            if when.moment.start < end and when.moment.precision in ("year", "month", "day"):
                moment = Moment(when.moment.start, end, when.moment.precision)
                first = (when.edtf or "").strip("[].~?").split("/")[0]
                return When(
                    moment, f"{first}/{day.day}", "inferred", f"since “{head.text}”, up to the article; {when.reason}"
                )
        if head.pos_ in ("VERB", "AUX"):
            return None
    return None


def _cited(
    draft: Draft,
    told: Told,
) -> When | None:
    """ "told X that …, according to a statement": made after what it tells, and before the article."""
    day = told.published
    token = draft.trigger.token
    if day is None or day.day is None or token.dep_ != "pobj":
        return None
    cue = f"{token.head.head.lower_} {token.head.lower_}"
    if cue not in told.language.words("speech", "according"):
        return None
    return dating.on_day(day, "the source that the article cites for what it tells") if draft.trigger.is_noun else None


def _continues(draft: Draft, scene: Cluster) -> bool:
    people = {p.name for p in draft.participants if p.role != "location" and p.name[:1].isupper()}
    return len(people) > 1 and people <= scene[0].people and draft.section != "heading"


def _of_verb(draft: Draft, scene: tuple[Cluster, When] | None, told: Told) -> When | None:
    """A bare noun in a phrase of accompaniment shares the clause's date: "began …, with an exchange of courtesies"."""
    token = draft.trigger.token
    if (
        token.dep_ == "pobj"
        and token.head.lower_ in told.language.words("events", "accompanying")
        and scene is not None
    ):
        return _day_of(scene[1], f"accompanies “{token.head.head.text}”")
    return None


def _day_of(when: When, reason: str) -> When:
    """The whole day of a scene: its people did more than one thing on it."""
    moment = when.moment
    assert moment is not None and moment.start is not None
    start, end = dates.day_around(moment.start)
    return When(Moment(start, end, "day"), dates.day_edtf(moment.start), "inferred", f"{reason}; {when.reason}")


def _shown(draft: Draft, when: When, language: Language) -> bool:
    standing, trigger = draft.standing, draft.trigger
    own_time = when.expression is not None
    quoted = draft.quote is not None and draft.quote.kind == "direct"
    match standing.certainty:
        case "asserted":
            if quoted:
                return own_time
            if trigger.event_class not in HAPPENING:
                being = trigger.event_class == "STATE" and trigger.token.lemma_ in language.words("events", "copula")
                return being and when.moment is not None
            return _is_told(draft) if trigger.is_noun else _is_clause(draft) or own_time
        case "future":
            return own_time and not standing.is_purpose
        case "alleged" | "denied":
            return not standing.is_purpose and not trigger.is_noun and standing.holder not in (None, "unspecified")
        case "negated":
            happens = trigger.event_class in HAPPENING and not trigger.is_noun and not standing.is_purpose
            return happens and dating.tense(trigger) != dating.PRESENT
        case _:
            return False


def _is_told(draft: Draft) -> bool:
    """A noun tells an event if a verb or a date carries it, or if it is singular and says of whom or where."""
    token = draft.trigger.token
    if draft.trigger.carrier is not None or draft.found:
        return True
    modified = any(c.dep_ in ("prep", "acl", "poss") for c in token.children)
    return token.tag_ == "NN" and modified and token.dep_ not in ("compound", "conj")


def _is_clause(draft: Draft) -> bool:
    """A finite verb, or a participle with an object or an agent ("killing 15"): not "smiling", "seated", "closed"."""
    token = draft.trigger.token
    if token.dep_ in ("advcl", "acl", "pcomp") and token.tag_ in ("VBG", "VBN"):
        return any(c.dep_ in ("dobj", "agent", "nsubj", "nsubjpass") for c in token.children)
    return (
        token.tag_ != "VB"
        or token.dep_ == "ROOT"
        or any(c.dep_ in ("aux", "nsubj") and c.tag_ != "TO" for c in token.children)
    )
