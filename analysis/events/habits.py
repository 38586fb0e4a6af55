"""Say what writers mostly mean where they say nothing: dated clusters → links that are habits.

    "A fire broke out on Monday. The fire spread."  one fire
    "He was questioned about the recent killing"    the killing came first
    "The ruling could delay the trial"              what may come is later than what it comes of

A habit is no statement. It counts where nothing else is said of the two and agrees with all that is; ranks, bounds and
what is surely known never rest on it. Of the pairs that annotators of TimeBank and AQUAINT say anything of, they say
the same of three in four (`benchmarks/habits.py`); what they bear out much less often is no habit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.events.draft import Cluster, Draft
from analysis.events.granting import is_condition
from analysis.language import Language
from analysis.model import TimeExpression, TimeRelation, When

if TYPE_CHECKING:
    from analysis.tree import Token

_FAR = 12  # events of one sentence that one of them is held against
_OF_MINDS = frozenset({"I_STATE", "I_ACTION"})
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
    over: bool  # when the article is written
    ahead: bool  # of it

    @classmethod
    def of(cls, place: int, draft: Draft, over: bool, ahead: bool, language: Language) -> _Told:
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
            draft.said.tense, over, ahead,
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
    for place, (cluster, _, _) in enumerate(dated):
        told = _Told.of(place, cluster[0], place in over, place in ahead, language)
        sentences.setdefault(cluster[0].trigger.token.sent.start, []).append(told)
    for sentence in sentences.values():
        for n, later in enumerate(sentence):
            yield from _in_sentence(sentence[max(0, n - _FAR) : n], later)
        yield from _again(before, sentence)
        before = sentence


def _in_sentence(told: Sequence[_Told], later: _Told) -> Iterator[Habit]:
    """How an event mostly lies to those that are told before it in its sentence."""
    background, run = _is_background(later), later.verb.dep_ == "conj"
    for earlier in told:
        beside = earlier is told[-1]
        stative = "STATE" in (earlier.event_class, later.event_class)
        if background and earlier.verb in later.above and not (
            stative if later.verb.dep_ == "relcl" else earlier.event_class in _OF_MINDS
        ):
            back = True
        else:
            back = earlier.event_class == "REPORTING" and _is_reported(earlier, later, beside)
        if back:
            yield later.place, "BEFORE", earlier.place, f"taken as known beside “{earlier.word}”"
        elif (
            run and _is_in_run(earlier, later)
            or beside and _is_outcome(earlier, later)
            or later.verb in earlier.above and not stative and (earlier.tense == "PAST" or later.ahead)
            or earlier.condition is not None and _depends(later, earlier.condition)
        ):  # fmt: skip
            yield later.place, "AFTER", earlier.place, f"what “{earlier.word}” leads on to"


def _is_background(told: _Told) -> bool:
    """A noun behind a preposition, if it is over or somebody's, and who somebody is.

    "questioned about the recent killing", "left despite Brown's plea", "called a man who fled".
    """
    verb = told.verb
    if verb.dep_ == "pobj" and verb is told.draft.trigger.token:
        return told.over or any(c.dep_ == "poss" for c in verb.children)
    return verb.dep_ == "relcl" and any(c.tag_ == "WP" and c.i < verb.i for c in verb.children)


def _is_reported(report: _Told, told: _Told, beside: bool) -> bool:
    """ "said the men held there have left": what a report has in the perfect, or right behind it among what is over."""
    if told.event_class != "OCCURRENCE":
        return False
    perfect = told.draft.said.aspect == "PERFECTIVE" and report.verb in told.above
    return perfect or beside and report.over and told.over


def _is_in_run(earlier: _Told, later: _Told) -> bool:
    """ "will be tried and was freed", "came, saw and conquered"; not "talks and a visit", which is a list."""
    if earlier.draft.trigger.is_noun and later.draft.trigger.is_noun:
        return False
    happen = earlier.event_class == later.event_class == "OCCURRENCE"
    return later.verb.head is earlier.verb and (happen or earlier.verb.dep_ == "conj")


def _is_outcome(earlier: _Told, later: _Told) -> bool:
    """ "the ruling could delay the trial", "a plan for a merger to be completed"; not "to buy or to sell"."""
    if earlier.event_class != "OCCURRENCE":
        return False
    if later.draft.said.aspect == "PERFECTIVE":
        return False  # "may have been ordered": that looks back
    aim = later.event_class == "OCCURRENCE" and later.tense == "INFINITIVE" != earlier.tense
    return aim or later.certainty == "conditional" != earlier.certainty


def _depends(main: _Told, condition: Token) -> bool:
    """ "if they refuse to leave, they will be arrested": the refusal, and what hangs on it."""
    inside = condition is main.verb or condition in main.above
    return not inside and (condition.head is main.verb or condition.head in main.above)


def _again(before: Sequence[_Told], sentence: Sequence[_Told]) -> Iterator[Habit]:
    """The same word in the next sentence, a noun or at its head: "A fire broke out. The fire spread."

    Not a plan and a fact, and not a verb that comes later on: "She left. He said he left early".
    """
    for n, later in enumerate(sentence):
        trigger = later.draft.trigger
        for earlier in before[-_FAR:] if n == 0 or trigger.is_noun else ():
            other = earlier.draft.trigger
            alike = trigger.token.lemma_.lower() == other.token.lemma_.lower() and trigger.is_noun == other.is_noun
            if alike and earlier.certainty == later.certainty:
                yield later.place, "SIMULTANEOUS", earlier.place, f"“{earlier.word}” again"


def beside_times(
    dated: Dated, expressions: Sequence[TimeExpression], language: Language
) -> Iterator[tuple[int, TimeExpression]]:  # fmt: skip
    """Undated nouns right beside a time of their clause: "a rash of raids in recent months", "Friday's raid".

    Not "since the raids in May", "said on Friday that raids …": other words than "in" and other clauses set them apart.
    """
    spanning = language.words("events", "spanning")
    starts = [cluster[0].trigger.span.start for cluster, _, _ in dated]
    times = sorted(t.span.start for t in expressions)
    for t in expressions:
        here = bisect_left(starts, t.span.start)
        near = [place for place in (here - 1, here) if 0 <= place < len(starts) and _is_undated_noun(dated[place])]
        if not near:
            continue
        words = dated[near[0]][0][0].verb.doc.char_span(t.span.start, t.span.end, "expand")
        before = words[0].nbor(-1) if words is not None and words.start else None
        if before is not None and before.pos_ in ("ADP", "SCONJ") and before.lower_ not in spanning:
            continue
        for place in near:
            noun, between = dated[place][0][0].trigger.token, sorted((starts[place], t.span.start))
            if bisect_left(times, between[1]) > bisect_left(times, between[0] + 1):
                continue  # another time stands between them
            if words is not None and noun.sent.start == words[0].sent.start and _clause(noun) is _clause(words.root):
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
