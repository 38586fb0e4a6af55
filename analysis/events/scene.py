"""Date what no expression dates, and decide what belongs on the timeline: Clusters, Links → dates.

In this order, each with its reason: the clause that another one hangs on ("after", "while"), the event that a
sentence is about, the scene (the last event that was dated to a day, told on of the same people), the tense against
the article's own day. Nothing here gives a unit finer than what it leans on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis import dates
from analysis.events import dating, leaning, parts
from analysis.events.draft import Cluster, Draft
from analysis.events.linking import Link
from analysis.events.showing import HAPPENING, shown
from analysis.events.told import Told
from analysis.language import Language
from analysis.model import Document, Participant, PublicationDate, When

FAMILY = frozenset({"day", "hour", "minute", "second"})
_ROUNDS = 3  # a date may be passed on by so many links
_NEAR = 2  # sentences of one paragraph over which a scene goes on


@dataclass(slots=True)
class Scene:
    """The last event that was dated to a day, who was in it, and where it was told."""

    place: int
    cluster: Cluster
    when: When
    people: set[str]
    sentence: int
    paragraph: int


def date_all(
    clusters: Sequence[Cluster],
    links: Sequence[Link],
    published: PublicationDate | None,
    document: Document,
    language: Language,
) -> tuple[list[tuple[Cluster, When, bool]], Told]:
    """Each cluster with its date and whether the timeline shows it, in order of telling; and what was known."""
    day = published if published is not None and published.day is not None and document.kind == "news" else None
    stated = [dating.combine([t for d in cluster for t in d.found]) for cluster in clusters]
    places = {d.trigger.token.i: i for i, cluster in enumerate(clusters) for d in cluster}
    told = Told(clusters, list(stated), places, by_end(links, places), day, language, _sentences(clusters, document))
    told.parts = parts.wholes(told)
    leaning.clocks(told)
    stated = list(told.stated)
    for _ in range(_ROUNDS):
        for place, cluster in enumerate(clusters):
            if told.stated[place] is None and _may_lean(cluster[0]):
                told.stated[place] = leaning.by_link(place, told)
    scene: Scene | None = None
    found: list[When] = []
    for place, cluster in enumerate(clusters):
        when = told.stated[place] or _inferred(place, cluster[0], scene, told)
        found.append(_credible(when, _as_planned(cluster[0], when, day)))
        told.stated[place] = found[place] if found[place].moment is not None else None
        if scene is not None and _goes_on(cluster[0], scene, told) and _same_day(found[place], scene.when):
            told.scenes[place] = scene.place
        scene = _moved(scene, place, cluster, found[place], stated[place] is not None, told)
    return [_finished(place, cluster, found[place], told) for place, cluster in enumerate(clusters)], told


def _finished(place: int, cluster: Cluster, when: When, told: Told) -> tuple[Cluster, When, bool]:
    """A cluster with its date, that of a clause told only after it included ("Before X was announced, Y was held")."""
    if when.reason.startswith(dating.TOLD_AS_PAST):
        when = leaning.by_link(place, told) or when
    first = _as_planned(cluster[0], when, told.published)
    return (first, *cluster[1:]), when, shown(first, when, told.language)


def by_end(links: Sequence[Link], places: Mapping[int, int]) -> Mapping[int, Sequence[Link]]:
    """The links of each cluster, from either end."""
    found: dict[int, list[Link]] = {}
    for link in links:
        if link.source in places and link.target in places and places[link.source] != places[link.target]:
            found.setdefault(places[link.source], []).append(link)
            found.setdefault(places[link.target], []).append(link)
    return found


def _sentences(clusters: Sequence[Cluster], document: Document) -> Mapping[int, tuple[int, int]]:
    """For the start of each trigger's sentence: its number among these, and that of its paragraph."""
    spoken = [d for c in clusters for d in c if d.quote is not None and d.quote.kind == "direct"]
    inside = {d.trigger.token.i for d in spoken}
    starts = sorted({d.trigger.token.sent.start_char for c in clusters for d in c if d.trigger.token.i not in inside})
    found, paragraph, last = {}, 0, 0
    for number, start in enumerate(starts):
        paragraph += "\n" in document.text[last:start].strip(" ")
        found[start], last = (number, paragraph), start
    for d in spoken:  # what is said between quotation marks does not carry the story on
        start = d.trigger.token.sent.start_char
        found.setdefault(start, found[max((s for s in starts if s <= start), default=starts[0])] if starts else (0, 0))
    return found


def _may_lean(draft: Draft) -> bool:
    return draft.standing.certainty in ("asserted", "alleged") and (draft.quote is None or draft.quote.kind != "direct")


def _moved(scene: Scene | None, place: int, cluster: Cluster, when: When, said: bool, told: Told) -> Scene | None:
    """The scene after this event: a new one if it is dated by its own words, else the old one, with more people."""
    draft, moment = cluster[0], when.moment
    own = told.sentences[draft.trigger.token.sent.start_char]
    if draft.standing.certainty != "asserted" or moment is None or moment.start is None or moment.end is None:
        return scene
    if draft.section == "heading" or moment.precision not in FAMILY or dating.tense(draft.trigger) != dating.PAST:
        return scene
    people = _who([p for d in cluster for p in d.participants])
    if said and draft.trigger.token.lemma_.lower() in told.language.words("events", "milestones"):
        return None  # "Born on May 5, he studied law", "died on Monday. He taught …": not on that day
    if said and draft.verb.dep_ in ("acl", "relcl"):
        return scene  # "a woman who left on Friday was found": not on that day
    if said and people:
        return Scene(place, cluster, when, people, *own)
    if scene is not None and when.reason.startswith(leaning.GOES_ON):
        return Scene(scene.place, scene.cluster, scene.when, scene.people | people, *own)
    return scene


def _same_day(when: When, scene: When) -> bool:
    a, b = when.moment, scene.moment
    if a is None or a.start is None or a.end is None or b is None or b.start is None:
        return False
    day = dates.day_around(b.start)
    return day[0] <= a.start and a.end <= day[1]


def _who(participants: Sequence[Participant]) -> set[str]:
    """Names, and the head nouns of things and groups: "the helicopter" is the "military helicopter" told before."""
    told = [p for p in participants if p.kind not in ("place", "event")]
    return {p.name if p.kind in ("person", "organisation") else p.name.split()[-1].lower() for p in told}


def _as_planned(draft: Draft, when: When, day: PublicationDate | None) -> Draft:
    """ "The trial resumes on Monday": what lies after the article's own day is planned, whatever its tense."""
    if day is None or day.day is None or draft.standing.certainty != "asserted" or when.moment is None:
        return draft
    if when.moment.start is None or when.moment.start < dates.day_bounds(day.day)[1]:
        return draft
    return replace(draft, standing=replace(draft.standing, certainty="future"))


def _credible(when: When, draft: Draft) -> When:
    """What is not told as happening has no time of its own, unless the text gives it one."""
    held = draft.standing.certainty in ("asserted", "alleged")
    if when.moment is None or when.expression is not None or held or when.reason.startswith(leaning.BELIEVED):
        return when
    return dating.undated(draft.standing.certainty, None)


def _inferred(place: int, draft: Draft, scene: Scene | None, told: Told) -> When:
    day = told.published
    certainty, tense = draft.standing.certainty, dating.tense(draft.trigger)
    if certainty == "opinion" and day is not None and leaning.is_belief(draft, told.language):
        return dating.on_day(day, f"{leaning.BELIEVED} at the time of an article of {day.day}")
    if draft.quote is not None and draft.quote.kind == "direct":
        return leaning.spoken(draft, told) or parts.named_part(place, draft, told) or dating.undated(certainty, day)
    if certainty == "alleged" and day is not None:
        return dating.by_day(day, "alleged by the time of the article; the text does not say when")
    if certainty != "asserted":
        return dating.undated(certainty, day)
    if tense == dating.PRESENT and day is not None and draft.trigger.event_class in HAPPENING:
        if draft.section == "heading":
            return dating.by_day(day, f"{dating.TOLD_AS_PAST}: a headline's present tense, in an article of {day.day}")
        return dating.on_day(day, f"told in the present tense by an article of {day.day}")
    steps: tuple[Callable[[], When | None], ...] = (
        lambda: leaning.by_link(place, told),
        lambda: leaning.since_then(place, told),
        lambda: leaning.about(draft, told),
        lambda: parts.part_of(place, draft, told),
        lambda: leaning.cited(draft, told),
        lambda: leaning.within_named(draft, told),
        lambda: _goes_on(draft, scene, told),
    )
    for step in steps:
        when = step()
        if when is not None:
            return when
    if tense == dating.PAST and day is not None:
        return dating.by_day(day, f"{dating.TOLD_AS_PAST} by an article of {day.day}; the text does not say when")
    return dating.undated(certainty, day)


def _goes_on(draft: Draft, scene: Scene | None, told: Told) -> When | None:
    """ "Putin held a celebration on Sunday. … he was on stage": the simple past of the scene's people goes on in it."""
    if scene is None or draft.section == "heading" or dating.tense(draft.trigger) != dating.PAST:
        return None
    if draft.found:  # "worked for three years": it has a time of its own, if not a date
        return None
    if any(c.dep_ == "npadvmod" and c.ent_type_ == "DATE" for c in draft.verb.children):
        return None  # "fell the week after the firm announced it"
    subjects = (told.places[c.i] for c in draft.verb.children if c.dep_ == "nsubj" and c.i in told.places)
    if any((when := told.stated[place]) is not None and when.expression is not None for place in subjects):
        return None  # "The crash on Wednesday killed two", whatever was told before
    if not dating.is_simple_past(draft.trigger) or not dating.is_main(draft.trigger):
        return None
    number, paragraph = told.sentences[draft.trigger.token.sent.start_char]
    tellings = [(scene.sentence, scene.paragraph)]
    tellings += [told.sentences[d.trigger.token.sent.start_char] for d in scene.cluster]
    near = any(0 <= number - n <= _NEAR and paragraph - p <= _NEAR for n, p in tellings)
    mine = _who([p for p in draft.participants if p.role in ("agent", "speaker", "patient")])
    everybody = _who([p for p in draft.participants if p.kind in ("person", "organisation")])
    known = near and bool(mine & scene.people) or len(everybody) > 1 and everybody <= scene.people
    if not known:
        return None
    return leaning.day_of(scene.when, f"{leaning.GOES_ON} “{scene.cluster[0].trigger.text}”, of the same people")
