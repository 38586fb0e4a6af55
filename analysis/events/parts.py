"""Date what is part of a whole: an event of a kind that has well-known parts, where the article dates just one of it.

    "Sunday's election … Putin won 77% of the vote"     → won: on that Sunday
    "The plane crashed on Saturday. … it stalled"       → stalled: on that Saturday

The kinds and their parts are `[events.scripts]` of the language file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from analysis.events import dating
from analysis.events.draft import Draft
from analysis.events.told import Told
from analysis.model import When

PART_OF = "part of"
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "prep", "dative"})


def wholes(told: Told) -> Mapping[str, tuple[int, ...]]:
    """Of each kind of happening that has well-known parts: the dated events of it in the article."""
    found: dict[str, tuple[int, ...]] = {}
    told_of = [{_kind_of(d) for d in cluster} for cluster in told.clusters]
    for name, script in told.language.table("events.scripts").items():
        kinds = frozenset(script["whole"])
        places = tuple(
            place for place, cluster in enumerate(told.clusters)
            if not kinds.isdisjoint(told_of[place]) and len({t.timex.value for d in cluster for t in d.found}) < 2
            and (when := told.stated[place]) is not None and when.moment is not None
            and when.moment.precision == "day" and cluster[0].standing.certainty == "asserted"
        )  # fmt: skip
        of_kind = (when for when, kind in zip(told.stated, told_of, strict=True) if not kinds.isdisjoint(kind))
        days = {when.edtf for place in places if (when := told.stated[place]) is not None}
        if len(days) == 1 and all(_may_be(when, told.stated[places[0]]) for when in of_kind):
            found[name] = places
    return found


def _may_be(one: When | None, other: When | None) -> bool:
    """May two dates be those of one event? Not "Sunday's election and the election of May 2014"."""
    a, b = (w.moment if w is not None else None for w in (one, other))
    if a is None or b is None:
        return True
    late = a.start is not None and b.end is not None and a.start >= b.end
    early = a.end is not None and b.start is not None and a.end <= b.start
    return not late and not early


def _is_dated(place: int, told: Told) -> bool:
    when = told.stated[place]
    return when is not None and when.expression is not None


def _kind_of(draft: Draft) -> str:
    """ "crash", "go down"."""
    token = draft.trigger.token
    particle = next((f" {c.lower_}" for c in token.children if c.dep_ == "prt"), "")
    return token.lemma_.lower() + particle


def part_of(place: int, draft: Draft, told: Told) -> When | None:
    """ "won 77% of the vote" where the article dates one election: on its day."""
    bare = draft.trigger.is_noun and draft.trigger.carrier is None
    if (
        not bare
        and dating.tense(draft.trigger) != dating.PAST
        or draft.trigger.event_class
        not in (
            "OCCURRENCE",
            "I_ACTION",
            "STATE",
        )
    ):
        return None
    for name, places in told.parts.items():
        words = frozenset(told.language.table(f"events.scripts.{name}")["parts"])
        verb = draft.trigger.carrier or draft.trigger.token
        near = (
            [draft.trigger.token]
            if bare
            else [verb, draft.trigger.token, *(t for c in verb.children if c.dep_ in _ARGUMENTS for t in c.subtree)]
        )
        elsewhere = any(
            t.i in told.places and told.places[t.i] not in (place, *places) and _is_dated(told.places[t.i], told)
            for t in verb.subtree
        )  # "won the vote of 2014"
        if place not in places and not elsewhere and any(t.lemma_.lower() in words for t in near):
            when = told.stated[places[0]]
            assert when is not None
            whole = told.clusters[places[0]][0].trigger.text
            return replace(when, source="inferred", expression=None, reason=f"{PART_OF} “{whole}”: {when.reason}")
    return None


def named_part(place: int, draft: Draft, told: Told) -> When | None:
    """ "The deaths of the passengers are sad", she said: a definite noun means in speech what it means in the text."""
    noun, definite = draft.trigger.token, told.language.words("events", "definite")
    if not draft.trigger.is_noun or draft.standing.certainty != "asserted":
        return None
    return part_of(place, draft, told) if any(c.dep_ == "det" and c.lower_ in definite for c in noun.children) else None


_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "prep", "dative"})
