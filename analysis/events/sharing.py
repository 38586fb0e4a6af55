"""The dates of an event by its own syntax, and those that it shares with what it is told together with.

    "met and talked on Monday", "began to trade in August", "rose Monday to close at 31"
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis import dates
from analysis.events.attaching import Attachments
from analysis.events.granting import puts_off
from analysis.events.infinitives import came_of_it
from analysis.events.triggers import Trigger
from analysis.language import Language
from analysis.model import TimeExpression
from analysis.people import SUBJECTS

if TYPE_CHECKING:
    from analysis.tree import Token


def direct(trigger: Trigger, attachments: Attachments, language: Language) -> tuple[TimeExpression, ...]:
    """The expressions that date the event by its own syntax, own modifiers first."""
    own = list(attachments.of(trigger.token))
    if trigger.carrier is not None and trigger.carrier.i != trigger.token.i:
        own += attachments.of(trigger.carrier)
    own = own or list(_shared(trigger, attachments, language))
    return tuple({t.id: t for t in own}.values())


def _is_now(verb: Token) -> bool:
    return any(t.tag_ in ("VBZ", "VBP", "MD") for t in (verb, *verb.children) if t is verb or t.dep_ == "aux")


def _is_of_its_own(verb: Token, first: Token) -> bool:
    """ "left on Monday and is flying home", "was to meet on Monday but was called off"."""
    told = any(t.tag_ in ("VBD", "VBZ", "VBP") for t in (verb, *(c for c in verb.children if c.dep_[:3] == "aux")))
    return _is_now(verb) and not _is_now(first) or told and any(c.tag_ == "TO" for c in first.children)


def _is_short(t: TimeExpression) -> bool:
    """ "resigned on Monday and left"; not "was born in 1950 and studied at Oxford"."""
    moment = t.moment
    if moment is None or moment.start is None or moment.end is None:
        return True
    return moment.end - moment.start <= 7 * dates.DAY


def _shared(trigger: Trigger, attachments: Attachments, language: Language) -> Iterator[TimeExpression]:
    token = trigger.token
    if trigger.is_noun and token.dep_ == "pobj":  # "expressed in June during a summit"
        during = language.words("events", "simultaneous")
        if token.head.lower_ in during and token.head.head.pos_ in ("VERB", "AUX"):
            yield from attachments.of(token.head.head)
        return
    head = token.head
    own_subject = any(c.dep_ in SUBJECTS for c in token.children)
    match token.dep_:
        case "xcomp":
            shares = not puts_off(head, language)
        case "advcl":
            shares = came_of_it(token, head, language)  # "rose Monday to close at 31"
        case "conj":  # not "left on Monday and is flying home"
            shares = head.pos_ in ("VERB", "AUX") and not own_subject and not _is_of_its_own(token, head)
        case _:
            shares = False
    if shares:
        inside = (t for t in attachments.of(head) if t.span.start < token.idx)
        yield from (t for t in inside if token.dep_ != "conj" or t.span.start < head.idx or _is_short(t))
    for child in token.children:  # "met and talked on Monday": the date closes the coordination
        if child.dep_ == "conj" and child.tag_ == token.tag_ and not any(c.dep_ in SUBJECTS for c in child.children):
            yield from attachments.of(child)
        if child.dep_ == "xcomp" and _shares_with(trigger, child, language):
            yield from attachments.of(child)


def _shares_with(trigger: Trigger, below: Token, language: Language) -> bool:
    """ "Began to trade in August", "failed to pay on Monday", "was found clinging to a tube on Monday".

    Not "considered leaving on Monday".
    """
    verb, lemma = trigger.token, trigger.token.lemma_.lower()
    if trigger.event_class == "ASPECTUAL":
        return True
    if below.tag_ == "VBG" and any(c.dep_ == "auxpass" for c in verb.children):
        return True
    names = (("events", "trying"), ("certainty", "failed"), ("certainty", "untrue"))
    return any(lemma in language.words(*name) for name in names)
