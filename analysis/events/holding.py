"""Say how sure an event is and who holds it: the answer, and the names of those who hold.

Standing("alleged", cue=<accused>, holder="Kenya")
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.language import Language
from analysis.model import Certainty, Span
from analysis.people import Cast

if TYPE_CHECKING:
    from analysis.tree import Token

_CONTENT_OF_MINDS = frozenset({"xcomp", "ccomp", "acomp", "oprd", "attr"})
UNSPECIFIED = "unspecified"  # an accuser the article does not name


@dataclass(frozen=True)
class Standing:
    """The certainty of an event, its cue, its holder (None: the article), and whether it is only aimed at."""

    certainty: Certainty = "asserted"
    cue: Span | None = None
    holder: str | None = None
    is_purpose: bool = False


def cue(token: Token) -> Span:
    """The words that a standing rests on."""
    return Span(token.idx, token.end)


def is_opinion(verb: Token, language: Language) -> bool:
    """Is a verb of believing one here? Not "the tremor was felt in Oslo", "appeared in court"."""
    particle = language.table("certainty.opinion_particles").get(verb.lemma_.lower())
    if any(c.dep_ == "auxpass" for c in verb.children) and not any(c.dep_ in _CONTENT_OF_MINDS for c in verb.children):
        return False  # "the tremor was felt in Oslo"
    if verb.lemma_.lower() in language.words("certainty", "seeming"):
        return any(c.dep_ in _CONTENT_OF_MINDS for c in verb.children)  # not "appeared in court"
    return particle is None or any(c.dep_ == "prt" and c.lower_ == particle for c in verb.children)


def holder_of(verb: Token, cast: Cast) -> str | None:
    """Who says, believes or denies it: the subject of the verb, by name."""
    return ", ".join(dict.fromkeys(_subject_names(verb, cast))) or None


def _subject_names(verb: Token, cast: Cast) -> Iterator[str]:
    for child in verb.children:
        if child.dep_ == "nsubj" or child.dep_ == "agent":
            for token in (child,) if child.dep_ == "nsubj" else child.children:
                yield from (name for name, _ in cast.names(token))
    if verb.dep_ == "conj":
        yield from _subject_names(verb.head, cast)


def agents(verb: Token, cast: Cast) -> str | None:
    """Whom a passive verb names behind "by"."""
    names = (name for c in verb.children if c.dep_ == "agent" for t in c.children for name, _ in cast.names(t))
    return ", ".join(dict.fromkeys(names)) or None
