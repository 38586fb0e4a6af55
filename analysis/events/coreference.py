"""One event for its several mentions: Drafts → Clusters.

"a two-hour exchange … The discussion … his exchange": a definite noun takes up the event that the last noun of its
family told, or a verb of its own root ("was shot … the shooting"). The same verb with the same people and the same
object is told twice ("declared the winner"), most of all when a headline tells it. Two dates are two events.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.events.draft import Cluster, Draft
from analysis.events.granting import is_definite
from analysis.events.triggers import OBJECTS
from analysis.language import Language
from analysis.model import Quote, Span
from analysis.people import SUBJECTS

if TYPE_CHECKING:
    from analysis.tree import Token

_FAMILIES = ("talk", "fight", "war", "poll", "crash", "death", "quake", "storm", "blast", "blaze")
_FAR = 40  # clusters that a verb or a root looks back over


@dataclass(eq=False)
class Home:
    """A cluster that grows, with the people and the dates of all its mentions."""

    drafts: list[Draft] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)

    @property
    def first(self) -> Draft:
        return self.drafts[0]

    def add(self, draft: Draft, dates: set[str]) -> None:
        self.drafts.append(draft)
        self.people |= draft.people
        self.dates |= dates


@dataclass
class Told:
    """The clusters so far, and the last one of each family and of each root."""

    language: Language
    families: dict[str, str]
    clusters: list[Home] = field(default_factory=list)
    last: dict[str, Home] = field(default_factory=dict)
    roots: dict[str, list[Home]] = field(default_factory=dict)

    def of_root(self, draft: Draft) -> Sequence[Home]:
        """The clusters that have its root, the last one first."""
        return self.roots.get(self.root(draft), [])[: -_FAR - 1 : -1]

    def root(self, draft: Draft) -> str:
        lemma = draft.trigger.token.lemma_.lower()
        return str(self.language.table("events.derived").get(lemma, lemma)) if draft.trigger.is_noun else lemma

    @cached_property
    def nouns(self) -> dict[str, list[tuple[str, str]]]:
        """By verb: the root of each noun that may take up what it tells, and the word that must stand beside it."""
        found: dict[str, list[tuple[str, str]]] = {}
        for noun, acts in self.language.table("events.called").items():
            root = str(self.language.table("events.derived").get(noun, noun))
            for verb, _, beside in (act.partition(" ") for act in acts):
                found.setdefault(verb, []).append((root, beside))
        return found

    def called(self, draft: Draft) -> Iterator[str]:
        """The roots of nouns of other words for it: "found the firm guilty … the verdict"."""
        verb = draft.verb
        for root, beside in self.nouns.get(verb.lemma_.lower(), ()) if verb.pos_ == "VERB" else ():
            if not beside or any(beside in (c.lower_, *(t.lower_ for t in c.children)) for c in verb.children):
                yield root


def resolve(drafts: Sequence[Draft], language: Language, quotes: Sequence[Quote] = ()) -> list[Cluster]:
    """Clusters in the order in which their first mentions are told."""
    by_verb = {d.verb.i: d for d in drafts}
    told = Told(language, {lemma: name for name in _FAMILIES for lemma in language.words("events.nouns", name)})
    for draft in drafts:
        family = told.families.get(draft.trigger.token.lemma_.lower()) if draft.trigger.is_noun else None
        home = _phase(draft, told) or _of_family(draft, family, told) or _of_root(draft, told)
        if home is None:
            home = Home()
            told.clusters.append(home)
        home.add(draft, _dates(draft) or _dates_around(draft, by_verb))
        for root in (told.root(draft), *told.called(draft)):
            homes = told.roots.setdefault(root, [])
            if not homes or homes[-1] is not home:
                homes.append(home)
        if family and (home.first is not draft or not _is_inner(draft) or family not in told.last):
            told.last[family] = home
    return [_main_first(cluster) for cluster in _of_variants([home.drafts for home in told.clusters], quotes)]


def _phase(draft: Draft, told: Told) -> Home | None:
    """ "the outbreak in the east of an armed conflict" is one event: the noun of phase leads."""
    node, last = draft.trigger.token, told.clusters[-1] if told.clusters else None
    if last is None or last.first.trigger.token.lemma_.lower() not in told.language.words("events.nouns", "phase"):
        return None
    while node.dep_ in ("pobj", "prep"):
        node = node.head
    return last if node.i == last.first.trigger.token.i and node.i != draft.trigger.token.i else None


def _of_family(draft: Draft, family: str | None, told: Told) -> Home | None:
    earlier = told.last.get(family) if family else None
    for home in told.of_root(draft) if earlier else ():
        if not _is_inner(home.first) and home.first.trigger.is_noun and _takes_up(draft, home, told.language):
            return home  # "the meeting … talks … the meeting": its own word before its family's
    return earlier if earlier and _takes_up(draft, earlier, told.language) else None


def _takes_up(draft: Draft, earlier: Home, language: Language) -> bool:
    """A definite mention without people of its own, or with people that the earlier one has too."""
    if _described(earlier.first) and len(earlier.drafts) == 1:
        return True  # "It was a high voltage interview. …": the description leans on what follows
    if not _same_way(draft, earlier) or not _takes_one_up(draft.trigger.token, language):
        return False
    return _agree(draft, earlier) and not _restricted(draft, earlier, language)


def _restricted(draft: Draft, earlier: Home, language: Language) -> bool:
    """ "the hurricane that destroyed New Orleans": of natural happenings there are many, and the clause says which."""
    noun, last = draft.trigger.token, earlier.drafts[-1].trigger.token
    pointed = any(c.dep_ == "det" and c.lower_ in language.words("events", "pointing") for c in noun.children)
    if pointed and _sentences_between(last, noun) > 1:
        return True  # "convicted of that attack": the one told right before, whatever its name
    if noun.lemma_.lower() not in language.words("events.nouns", "natural"):
        return False
    clause = next((c for c in noun.children if c.dep_ == "relcl"), None)
    behind = clause is not None and not any(c.text == "," for c in noun.children)
    return behind and not (_dates(draft) and earlier.dates)


def _sentences_between(first: Token, second: Token) -> int:
    return second.doc.number_of(second.i) - second.doc.number_of(first.i)


def _of_root(draft: Draft, told: Told) -> Home | None:
    """The last cluster of the same root that this mention may tell again."""
    for home in told.of_root(draft):
        if draft.trigger.is_noun:
            if (
                draft.trigger.event_class == "OCCURRENCE"
                and _takes_one_up(draft.trigger.token, told.language)
                and (_agree(draft, home) if home.first.trigger.is_noun else _names_what(draft, home, told.language))
                and _same_way(draft, home)
                and not _restricted(draft, home, told.language)
            ):
                return home
        elif not home.first.trigger.is_noun and _retold(draft, home, told.language):
            return home
    return None


def _retold(draft: Draft, home: Home, language: Language) -> bool:
    """The same verb, people and object: "He was declared the winner"; of a headline, the same agents are enough."""
    first = home.first
    if draft.trigger.token.lemma_.lower() in language.words("events", "copula") or not _same_way(draft, home):
        return False
    agents, others = _by_role(draft, _ACTING), _by_role(first, _ACTING)
    objects, theirs = _objects(draft), _objects(first)
    if draft.trigger.event_class == "REPORTING" and not objects & theirs:
        return False
    headline = "heading" in (draft.section, first.section)
    people = _by_role(draft, _UNDERGOING) | objects, _by_role(first, _UNDERGOING) | theirs
    if headline:
        return bool(agents & others) and (bool(people[0] & people[1]) or not people[0] or not people[1])
    if draft.trigger.token.i - first.trigger.token.i < 3:
        return False
    if objects & theirs and agents and agents == others:
        return True
    named = _by_role(draft, _UNDERGOING) & _by_role(first, _UNDERGOING)
    acting = agents == others or not agents or not others
    return acting and bool(named) and bool(agents | others or len(people[0] & people[1]) > 1)


_TOLD_BY = OBJECTS | SUBJECTS
_ACTING = frozenset({"agent", "speaker"})
_UNDERGOING = frozenset({"patient", "target", "addressee"})


def _by_role(draft: Draft, roles: frozenset[str]) -> set[str]:
    return {p.name for p in draft.participants if p.role in roles and p.kind not in ("thing", "event")}


def _objects(draft: Draft) -> set[str]:
    verb = draft.trigger.token
    apposed = {a.lemma_.lower() for c in verb.children if c.dep_ in OBJECTS for a in c.children if a.dep_ == "appos"}
    return apposed | {
        c.lemma_.lower() for c in verb.children if c.dep_ in OBJECTS | {"nsubjpass"} and c.pos_ in ("NOUN", "PROPN")
    }


def _same_way(draft: Draft, home: Home) -> bool:
    """Told as equally sure, and not of two dates that exclude each other.

    A date of the noun's own ("the general strike in 1926") says which one is meant, and takes up only what has that
    date: a description that restricts itself needs no antecedent (Hawkins 1978, "Definiteness and Indefiniteness").
    """
    first = home.first
    if draft.standing.certainty != first.standing.certainty:
        return False
    mine, theirs = _dates(draft), home.dates
    if not mine or not theirs:
        return not mine or not draft.trigger.is_noun or draft.trigger.carrier is not None
    return any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs)


def _dates(draft: Draft) -> set[str]:
    return {t.timex.value for t in draft.found if t.timex.type in ("DATE", "TIME")}


def _dates_around(draft: Draft, by_verb: Mapping[int, Draft]) -> set[str]:
    """Of a noun without a date those of its clause: "storms that hit Cornwall on Friday", "called a strike in May"."""
    noun = draft.trigger.token
    if not draft.trigger.is_noun:
        return set()
    near = [c for c in noun.children if c.dep_ == "relcl"] + [noun.head] * (noun.dep_ in _TOLD_BY)
    return {date for verb in near if verb.i in by_verb for date in _dates(by_verb[verb.i])}


def _agree(draft: Draft, home: Home) -> bool:
    mine = {p.name for p in draft.participants if p.role in _ACTING | _UNDERGOING and p.kind not in ("thing", "event")}
    return not mine or not home.people or bool(mine & home.people) or all(name[:1].islower() for name in mine)


def _names_what(noun: Draft, home: Home, language: Language) -> bool:
    """ "was shot … the shooting": of the verb's people, if it has any. Not "was fired … the fire"."""
    verb = home.first.trigger
    past = verb.token.tag_ in ("VBD", "VBN") or any(c.tag_ == "VBD" for c in verb.token.children)
    mine = {p.name for p in noun.participants if p.role in _ACTING | _UNDERGOING and p.kind not in ("thing", "event")}
    homograph = noun.trigger.token.lemma_.lower() in language.words("events.nouns", "homographs")
    return past and not homograph and (not mine or bool(mine & home.people))


def _described(draft: Draft) -> bool:
    token = draft.trigger.token
    subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
    return token.dep_ == "attr" and subject is not None and subject.pos_ == "PRON" and token.sent.start <= 1


def _takes_one_up(token: Token, language: Language) -> bool:
    """ "The attack", "his attack"; not "the second attack"."""
    others = language.words("events", "others")
    return is_definite(token, language) and not any(c.lower_ in others for c in token.children)


def _is_inner(draft: Draft) -> bool:
    """Told inside another event's clause ("with an exchange of courtesies"): not the one taken up later."""
    return draft.trigger.token.dep_ == "pobj" and draft.trigger.carrier is None


# -- two renderings of one utterance -----------------------------------------------------------------


def _of_variants(clusters: Sequence[list[Draft]], quotes: Sequence[Quote]) -> Iterator[list[Draft]]:
    """Clusters, those of two renderings of one utterance joined: what was said, and that it was said."""
    same = {q.id: q.same_as for q in quotes if q.same_as is not None}
    bringing = {q.cue_span: same.get(q.id, q.id) for q in quotes if q.cue_span is not None and q.kind == "direct"}
    homes: dict[tuple[str, str, int], list[Draft]] = {}
    merged: list[list[Draft]] = []
    count: dict[tuple[str, str], int] = {}
    for cluster in clusters:
        key = _utterance(cluster[0], bringing, same, count)
        if key is not None and key in homes:
            homes[key].extend(cluster)
            continue
        if key is not None:
            homes[key] = cluster
        merged.append(cluster)
    yield from merged


def _utterance(
    draft: Draft, bringing: dict[Span, str], same: dict[str, str], count: dict[tuple[str, str], int]
) -> tuple[str, str, int] | None:
    """The utterance that a mention belongs to, its certainty, and the how-manieth such of its rendering it is."""
    if draft.trigger.span in bringing:
        return bringing[draft.trigger.span], "said", 0
    quote = draft.quote
    if quote is None or quote.id not in same and quote.id not in same.values():
        return None
    if draft.trigger.is_noun or draft.trigger.event_class not in ("OCCURRENCE", "PERCEPTION"):
        return None
    mine = quote.id, draft.standing.certainty
    count[mine] = count.get(mine, -1) + 1
    return same.get(quote.id, quote.id), draft.standing.certainty, count[mine]


def _main_first(cluster: list[Draft]) -> Cluster:
    """The fullest mention leads: in the body, one that a verb carries and that has people, not a mere description."""
    main = max(
        cluster,
        key=lambda d: (
            not _described(d), d.section != "heading", bool(d.found), len(d.people), -d.trigger.token.i,
        ),
    )  # fmt: skip
    return (main, *(d for d in cluster if d is not main))
