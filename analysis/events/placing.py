"""Place in the telling what no date places: dated Clusters → Placements, by place.

    "Two boats sank on Monday. The crews had asked for help. Rescuers said …"   → asked before sank; said after it

A text goes on from where it is: the temporal focus (Webber 1988, "Tense as discourse anaphor") is the last event that
was dated to a month or finer, or in its paragraph a main clause of a year; before the first one it is the first of the
same sentence, or else the article's own day.
A present tense, which is told from the time of writing, does not move it, but where it opens a paragraph a flashback is
over: the telling goes on from the latest event so far. What is told next is level with it, unless
its form looks back or ahead. These are habits of telling, not statements: they move ranks, never dates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from analysis.events import dating
from analysis.events.draft import Cluster, Draft
from analysis.events.leaning import GOES_ON, INVERSE
from analysis.events.linking import Link
from analysis.events.scene import by_end
from analysis.events.told import Told
from analysis.language import Language
from analysis.model import DCT, Placement, When
from analysis.tree import Token

_NARROW = 40 * 86_400  # seconds: what is dated to a month or finer is a place to tell on from
_YEAR = 367 * 86_400
_HELD = ("asserted", "alleged")
_CLIMB = 8  # heads from a noun to its verb
Side = Literal[-2, -1, 0, 1, 2]
_ADVERBS: tuple[tuple[Side, str], ...] = ((1, "next"), (-1, "previously"))
_SIDES: Mapping[str, Side] = {"AFTER": 1, "IAFTER": 1, "BEFORE": -1, "IBEFORE": -1, "INCLUDES": -1, "IS_INCLUDED": 1}


@dataclass(frozen=True, slots=True)
class Focus:
    """Where the telling is: the event, or the article's day, that it goes on from; and is something said there?"""

    target: str
    word: str
    reports: bool = False
    token: int = -1
    when: When | None = None


def place_all(
    dated: Sequence[tuple[Cluster, When, bool]], told: Told, causes: Sequence[Link], ids: Sequence[str]
) -> Mapping[int, Placement]:
    """The placement of each cluster that has no beginning of its own, or goes on in a scene, where there is a focus."""
    focus = Focus(DCT, "the article's own day") if told.published is not None else None
    found: dict[int, Placement] = {}
    signs, framed = told.links, _framed(dated, ids)
    links = {**signs, **{p: [*signs.get(p, ()), *more] for p, more in by_end(causes, told.places).items()}}
    latest, paragraph, opening = focus, -1, 0
    for place, (cluster, when, _) in enumerate(dated):
        first = cluster[0]
        spoken = first.quote is not None and first.quote.kind == "direct"
        here = paragraph if spoken else told.sentences[first.trigger.token.sent.start_char][1]
        number = told.sentences[first.trigger.token.sent.start_char][0]
        opening = number if here != paragraph else opening
        if here != paragraph and (first.said.tense == "PRESENT" or focus is not None and _is_wide(focus.when)):
            focus = latest  # the flashback is over
        paragraph = here
        frame = framed.get(first.trigger.token.sent.start_char) if focus is None or focus.target == DCT else None
        if when.moment is not None and when.moment.start is not None:
            if place in told.scenes:
                scene = told.clusters[told.scenes[place]][0].trigger.text
                words = f"{GOES_ON} “{scene}”, and no order is told"
                found[place] = Placement(ids[told.scenes[place]], 0, words)
            elif focus is not None and _holds(when, focus) and (placed := _told(first, focus, told)) is not None:
                found[place] = placed
            aside = _is_wide(when) and number != opening and (focus is None or not _is_wide(focus.when))
            if _moves(first, when) and not aside:  # "It was built in 1967" looks aside, for a sentence
                focus = _focus(cluster, when, ids[place])
                latest = focus if not _is_wide(when) and _is_later(focus, latest) else latest
            continue
        placed = _linked(place, links.get(place, ()), found, told, ids)
        placed = placed or _aimed_at(first, told, ids) or _told(first, frame or focus, told)
        if placed is not None:
            found[place] = placed
    return found


def _is_wide(when: When | None) -> bool:
    """ "In 2009 he was arrested. He fled": a year is told on from, but not beyond its paragraph."""
    m = when.moment if when is not None else None
    return m is not None and m.start is not None and m.end is not None and m.end - m.start > _NARROW


def _is_later(one: Focus, other: Focus | None) -> bool:
    a, b = one.when, other.when if other is not None else None
    if b is None or b.moment is None or b.moment.start is None:
        return True
    return a is not None and a.moment is not None and a.moment.start is not None and a.moment.start >= b.moment.start


def _framed(dated: Sequence[tuple[Cluster, When, bool]], ids: Sequence[str]) -> Mapping[int, Focus]:
    """By the start of a sentence, its first event to tell on from: "aftershocks of a quake killed two on Monday"."""
    found: dict[int, Focus] = {}
    for place, (cluster, when, _) in enumerate(dated):
        if _moves(cluster[0], when):
            found.setdefault(cluster[0].trigger.token.sent.start_char, _focus(cluster, when, ids[place]))
    return found


def _focus(cluster: Cluster, when: When, name: str) -> Focus:
    first = cluster[0].trigger
    return Focus(name, f"“{first.token.text}”", first.event_class == "REPORTING", cluster[0].verb.i, when)


def _moves(draft: Draft, when: When) -> bool:
    """Is it a time to tell on from: a month or less, and not just the time of writing? Of a main clause also a year."""
    moment = when.moment
    if moment is None or moment.start is None or moment.end is None or draft.standing.certainty not in _HELD:
        return False
    if _is_wide(when) and (moment.end - moment.start > _YEAR or not dating.is_main(draft.trigger)):
        return False
    return when.expression is not None or draft.said.tense != "PRESENT"


def _holds(when: When, focus: Focus) -> bool:
    """Some time in a day of which the focus is an hour: "struck at noon on Monday. Rescuers reached it on Monday"."""
    one, other = when.moment, focus.when.moment if focus.when is not None else None
    if one is None or other is None or one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start <= other.start and other.end <= one.end and (one.start, one.end) != (other.start, other.end)


def _told(draft: Draft, focus: Focus | None, told: Told) -> Placement | None:
    """By the form in which it is told on from the focus."""
    if draft.standing.certainty == "future":
        return Placement(DCT, 1, "told as still to come") if told.published is not None else None
    if focus is None or draft.standing.certainty not in _HELD:
        return None
    side, why = _side(draft, focus, told.language)
    if side == 0 and focus.reports and draft.trigger.event_class != "REPORTING":
        side, why = -1, "told on from what is reported, which lies before"  # "said a bridge had fallen. Cars burned."
    return Placement(focus.target, side, f"{why} {focus.word}")


def _linked(
    place: int, links: Sequence[Link], found: Mapping[int, Placement], told: Told, ids: Sequence[str]
) -> Placement | None:
    """By what a sign of time says of it and of something that has its place already."""
    for link in links:
        here = told.places[link.source] == place
        other = told.places[link.target if here else link.source]
        dated = told.stated[other]
        has_place = other in found or dated is not None and dated.moment is not None and dated.moment.start is not None
        if has_place and told.clusters[other][0].standing.certainty in _HELD:
            exact = link.exact or link.kind
            kind = exact if here else INVERSE.get(exact, exact)
            text = told.clusters[other][0].trigger.text
            return Placement(ids[other], _SIDES.get(kind, 0), f"{link.words} “{text}”")
    return None


def _aimed_at(draft: Draft, told: Told, ids: Sequence[str]) -> Placement | None:
    """ "In 2009 he tried to flee": what somebody was after then lies just ahead of that, not of the article."""
    verb = _verb(draft)
    if draft.standing.certainty != "future" or not any(c.tag_ == "TO" for c in verb.children):
        return None
    for head in (verb.head, verb.head.head):
        place = told.places.get(head.i)
        if head.i == verb.i or place is None:
            continue
        aims = told.clusters[place][0]
        trying = head.lemma_.lower() in told.language.words("events", "trying")
        if not trying and aims.trigger.event_class != "OCCURRENCE":
            return None  # "agreed to pay", "ordered them to leave": not at once
        if aims.standing.certainty in _HELD and aims.said.tense == "PAST":
            return Placement(ids[place], 1, f"an infinitive lies ahead of “{head.text}”")
    return None


def _side(draft: Draft, focus: Focus, language: Language) -> tuple[Side, str]:
    """Where the form of an event lies against the focus, and why."""
    token, verb = draft.trigger.token, _verb(draft)
    if draft.trigger.is_noun and draft.trigger.carrier is None:
        if token.dep_ in ("nsubj", "nsubjpass") and verb.i == focus.token:
            return 0, "what is told by"  # "an earthquake struck"
        return -1, "a noun takes up what lies before"  # "after complaints about the noise, police …"
    if verb.dep_ == "ccomp" and dating.tense(replace(draft.trigger, carrier=verb)) == dating.PAST:
        if verb.head.i != focus.token and verb.head.lemma_.lower() in language.words("events", "reporting"):
            return 0, "what is reported is told on from"  # "a quake struck. Media reported a man had died."
        return (-2 if _looks_back(verb) else -1), "what is reported in the past lies before"  # "said two men fled"
    if draft.said.aspect == "PERFECTIVE" and (draft.said.tense == "INFINITIVE" or draft.said.modality is not None):
        return -1, "the perfect looks back from"  # "are said to have fled", "may have fled"
    if _looks_back(verb):
        return -2, "the past perfect looks back from"
    for side, name in _ADVERBS:
        words = language.words("events", name)
        said = next((c for c in verb.children if c.dep_ == "advmod" and c.lower_ in words), None)
        if said is not None:
            return side, f"“{said.text}”, against"
    if verb.dep_ in ("relcl", "acl") and verb.tag_ in ("VBD", "VBN"):
        return -1, "a clause about somebody in the past lies before"  # "the man who fired the shots"
    if verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children):
        return 1, "an infinitive lies ahead of"  # "rushed to help"
    if draft.trigger.event_class == "REPORTING" and token.pos_ == "VERB":
        return 2, "what is said is said after"
    if draft.said.aspect == "PERFECTIVE" and draft.said.tense == "PRESENT":
        return 1, "the present perfect tells what is so by now, after"  # "A bus crashed. Two have been arrested."
    return 0, "told on from"


def _verb(draft: Draft) -> Token:
    """The verb of the clause that tells an event."""
    node = draft.trigger.carrier or draft.trigger.token
    for _ in range(_CLIMB):
        if node.pos_ in ("VERB", "AUX") or node.head.i == node.i:
            break
        node = node.head
    return node


def _looks_back(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") and c.lemma_ == "have" and c.tag_ == "VBD" for c in verb.children)
