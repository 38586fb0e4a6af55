"""Say what writers mostly mean where they say nothing: dated clusters → links that are habits.

    "Smith said it was shut. Brown said it was open."  of one time
    "The men marched despite the mayor's appeal"       the appeal came first
    "They shelled the town, which could delay talks"   what may come is later than what it comes of

A habit is no statement. It counts where nothing else is said of the two and agrees with all that is said of what took
place; ranks, bounds and what is surely known never rest on it. Of the pairs that annotators of TimeBank and AQUAINT
say anything of, they say the same of three in four (`benchmarks/habits.py`); what they bear out much less often is no
habit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.events.causes import lies_ahead
from analysis.events.draft import Cluster, Draft
from analysis.events.granting import is_condition, undoes
from analysis.language import Language
from analysis.model import TimeExpression, TimeRelation, When

if TYPE_CHECKING:
    from analysis.tree import Token

_FAR = 12  # events of one sentence that one of them is held against
_OF_MINDS = frozenset({"I_STATE", "I_ACTION"})
_CLAUSES = frozenset({"advcl", "ccomp", "parataxis"})
_TIMELESS = frozenset({"STATE", "I_STATE", "REPORTING"})  # a date beside them is mostly that of something else

Dated = Sequence[tuple[Cluster, When, bool]]
Habit = tuple[int, TimeRelation, int, str]  # the place of an event, how it lies to that of another one, and why


@dataclass(slots=True)
class _Told:
    """One event as it is told: what its clause hangs on, and the condition that it is part of."""

    place: int
    draft: Draft
    verb: Token
    above: Sequence[Token]
    condition: Token | None
    event_class: str
    certainty: str
    tense: str
    dated: bool
    over: bool  # when the article is written
    ahead: bool  # of it

    @classmethod
    def of(
        cls, place: int, draft: Draft, dated: bool, over: bool, ahead: bool, language: Language
    ) -> _Told:
        token = verb = draft.verb
        above: list[Token] = []
        condition = None
        while True:
            if condition is None and token.dep_ == "advcl" and is_condition(token, language):
                condition = token
            beside = token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and token is not verb
            if token.head is token or beside:  # what is told beside a clause is not what it hangs on
                break
            token = token.head
            above.append(token)
        return cls(
            place, draft, verb, above, condition, draft.trigger.event_class, draft.standing.certainty,
            draft.said.tense, dated, over, ahead,
        )  # fmt: skip

    @property
    def word(self) -> str:
        return self.draft.trigger.text


def between_events(
    dated: Dated, over: Container[int], ahead: Container[int], language: Language
) -> Iterator[Habit]:  # fmt: skip
    """How events of one sentence mostly lie, and of two; `over` and `ahead` of the time of writing, by place."""
    before: Sequence[_Told] = ()
    sentences: dict[int, list[_Told]] = {}
    for place, (cluster, when, _) in enumerate(dated):
        told = _Told.of(place, cluster[0], when.expression is not None, place in over, place in ahead, language)
        sentences.setdefault(cluster[0].trigger.token.sent.start, []).append(told)
    for sentence in sentences.values():
        for n, later in enumerate(sentence):
            yield from _in_sentence(sentence[max(0, n - _FAR) : n], later, language)
        yield from _again(before, sentence, language)
        before = sentence


def _in_sentence(told: Sequence[_Told], later: _Told, language: Language) -> Iterator[Habit]:
    """How an event mostly lies to those that are told before it in its sentence."""
    background = _is_background(later, language)
    for earlier in told:
        beside = earlier is told[-1]
        if background and _is_set_off(earlier, later) or _is_reported(earlier, later, beside):
            yield later.place, "BEFORE", earlier.place, f"taken as known beside “{earlier.word}”"
        elif (
            _is_in_run(earlier, later)
            or beside and _is_outcome(earlier, later)
            or _tells_of_whom(earlier, later, language)
            or _is_condition_of(earlier, later)
        ):  # fmt: skip
            yield later.place, "AFTER", earlier.place, f"what “{earlier.word}” leads on to"


def _is_background(told: _Told, language: Language) -> bool:
    """A noun behind a preposition, if it is over or somebody's, and who somebody is.

    "left despite Brown's plea", "called a man who fled"; not "warned about his upcoming trial", "resulted in her
    death", "called a man who may flee", "hired Smith, who resigned".
    """
    verb = told.verb
    if verb.dep_ == "pobj" and verb is told.draft.trigger.token:
        given = told.over or any(c.dep_ == "poss" for c in verb.children)
        brought = f"{verb.head.head.lemma_.lower()} {verb.head.lower_}" in language.words("events.causing", "verbs")
        return given and not brought and not lies_ahead(verb, language)
    return _is_who(told) and told.draft.said.modality is None


def _is_who(told: _Told) -> bool:
    """ "the man who fled": which man."""
    who = any(c.tag_ == "WP" and c.i < told.verb.i for c in told.verb.children)
    return told.verb.dep_ == "relcl" and who and not _is_aside(told.verb)


def _is_aside(clause: Token) -> bool:
    """ "Smith, who resigned": behind a comma the story goes on."""
    mark = next((c for c in clause.children if c.tag_[0] == "W" and c.i < clause.i), None)
    return clause.dep_ == "relcl" and mark is not None and mark.i > 0 and mark.nbor(-1).text == ","


def _is_set_off(earlier: _Told, later: _Told) -> bool:
    """Is it the background of this one? Not of a state of mind, nor of what is told to be over itself by then."""
    if earlier.verb not in later.above:
        return False
    if later.verb.dep_ == "pobj":
        return earlier.event_class not in _OF_MINDS
    return "STATE" not in (earlier.event_class, later.event_class) and earlier.draft.said.aspect != "PERFECTIVE"


def _is_reported(report: _Told, told: _Told, beside: bool) -> bool:
    """ "said the men held there have left": what a report has in the perfect, or right behind it among what is over."""
    if report.event_class != "REPORTING" or told.event_class != "OCCURRENCE":
        return False
    perfect = told.draft.said.aspect == "PERFECTIVE" and report.verb in told.above
    return perfect or beside and report.over and told.over


def _is_in_run(earlier: _Told, later: _Told) -> bool:
    """ "will be tried and was freed", "came, saw and conquered"; not "talks and a visit", which is a list."""
    if later.verb.dep_ != "conj" or later.verb.head is not earlier.verb:
        return False
    if earlier.draft.trigger.is_noun and later.draft.trigger.is_noun:
        return False
    return earlier.verb.dep_ == "conj" or earlier.event_class == later.event_class == "OCCURRENCE"


def _is_outcome(earlier: _Told, later: _Told) -> bool:
    """ "the ruling could delay the trial", "a plan for a merger to be completed".

    Not "to buy or to sell", which is one aim, and not "may have been ordered", which looks back.
    """
    if earlier.event_class != "OCCURRENCE" or later.draft.said.aspect == "PERFECTIVE":
        return False
    aim = later.event_class == "OCCURRENCE" and later.tense == "INFINITIVE" != earlier.tense
    return aim or later.certainty == "conditional" != earlier.certainty


def _tells_of_whom(earlier: _Told, later: _Told, language: Language) -> bool:
    """ "those who led the protests have moved", "the men who are held will be freed": it tells of whom the rest is."""
    if later.verb not in earlier.above or "STATE" in (earlier.event_class, later.event_class):
        return False
    way = (earlier.verb, *earlier.above[: earlier.above.index(later.verb)])
    if way[-1].dep_ in _CLAUSES or any(map(_is_aside, way)):
        return False
    if any(t.lemma_.lower() in language.words("events", "parts_of_time") for t in way):
        return False  # "by the time he came, she slept"
    return earlier.tense == "PAST" or later.ahead


def _is_condition_of(condition: _Told, main: _Told) -> bool:
    """ "if they refuse to leave, they will be arrested"; not of those "who fled", and of what else is told of it."""
    clause = condition.condition
    if clause is None or clause is main.verb or clause in main.above or main.over or main.tense == "PAST":
        return False
    return clause.head is main.verb or clause.head in main.above


def _again(before: Sequence[_Told], sentence: Sequence[_Told], language: Language) -> Iterator[Habit]:
    """The same word in the next sentence, a noun or at its head: "A fire broke out. The fire spread."

    Not a plan and a fact, not "the second fire", "later he said", nor what has a date of its own; and not a verb that
    comes later on: "She left. He said he left early".
    """
    for n, later in enumerate(sentence):
        trigger = later.draft.trigger
        if n and not trigger.is_noun or later.dated or _is_another(later.verb, language):
            continue
        for earlier in before[-_FAR:]:
            other = earlier.draft.trigger
            alike = trigger.token.lemma_.lower() == other.token.lemma_.lower() and trigger.is_noun == other.is_noun
            if alike and earlier.certainty == later.certainty:
                yield later.place, "SIMULTANEOUS", earlier.place, f"“{earlier.word}” again"


def _is_another(word: Token, language: Language) -> bool:
    names = ("others", "next", "previously")
    return any(c.lower_ in language.words("events", name) for c in word.children for name in names)


def beside_times(
    dated: Dated, expressions: Sequence[TimeExpression], apart: Container[frozenset[int]], language: Language
) -> Iterator[tuple[int, TimeExpression]]:
    """Undated nouns right beside a time of their clause: "a rash of raids in recent months", "Friday's raid".

    Not "since the raids in May", "said on Friday that raids …": other words than "in" and other clauses set them apart.
    Nor "overturned the ban on Tuesday": what dates the verb is known to date the noun only where they are not apart.
    """
    spanning = language.words("events", "spanning")
    starts = [cluster[0].trigger.span.start for cluster, _, _ in dated]
    times = sorted(t.span.start for t in expressions)
    taken = {when.expression: place for place, (_, when, _) in enumerate(dated) if when.expression is not None}
    for t in expressions:
        here = bisect_left(starts, t.span.start)
        near = [place for place in (here - 1, here) if 0 <= place < len(starts) and _is_undated_noun(dated[place])]
        if not near:
            continue
        words = dated[near[0]][0][0].verb.doc.char_span(t.span.start, t.span.end, "expand")
        if words is None:
            continue
        before = words[0].nbor(-1) if words.start else None
        if before is not None and before.pos_ in ("ADP", "SCONJ") and before.lower_ not in spanning:
            continue
        for place in near:
            other = taken.get(t.id)
            if other is not None and (frozenset((place, other)) in apart or undoes(dated[other][0][0].verb, language)):
                continue
            noun, (first, last) = dated[place][0][0].trigger.token, sorted((starts[place], t.span.start))
            if bisect_left(times, last) > bisect_left(times, first + 1):
                continue  # another time stands between them
            if noun.sent.start == words[0].sent.start and _clause(noun) is _clause(words.root):
                yield place, t


def _is_undated_noun(told: tuple[Cluster, When, bool]) -> bool:
    cluster, when, _ = told
    trigger = cluster[0].trigger
    return when.expression is None and trigger.is_noun and trigger.event_class not in _TIMELESS


def _clause(token: Token) -> Token:
    """The verb that a token belongs to."""
    while token.pos_ not in ("VERB", "AUX") and token.head is not token:
        token = token.head
    return token


def is_to_be(draft: Draft) -> bool:
    """ "a law to be passed": what is to be done is mostly ahead of the writing."""
    return draft.said.tense == "INFINITIVE" and draft.verb.tag_ == "VBN"
