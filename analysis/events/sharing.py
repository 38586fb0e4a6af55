"""The dates of an event by its own syntax, and those that it shares with what it is told together with.

    "met and talked on Monday", "began to trade in August", "rose Monday to close at 31"
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

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
            shares = head.pos_ in ("VERB", "AUX") and not own_subject and (not _is_now(token) or _is_now(head))
        case _:
            shares = False
    if shares:
        yield from (t for t in attachments.of(head) if t.span.start < token.idx)
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
