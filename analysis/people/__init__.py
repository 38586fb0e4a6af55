"""Find who is named, and under which name: Doc → Cast.

    cast = find_people(doc, language, gazetteer, "2021-12-07")
    cast.name(doc[8])        # "Biden" → "Joe Biden"

Names are merged within the article (`naming`), then descriptions (`describing`), then pronouns (`pronouns`). Each
step uses what the steps before it found, and leaves alone what it cannot tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.gazetteer import Gazetteer
from analysis.language import Language
from analysis.people.cast import NAMED, PLACES, SUBJECTS, Actor, Cast
from analysis.people.describing import describe, titles_of
from analysis.people.naming import named
from analysis.people.pronouns import resolve, speaking

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["NAMED", "PLACES", "SUBJECTS", "Actor", "Cast", "find_people", "speaking"]


def find_people(doc: Doc, language: Language, gazetteer: Gazetteer, day: str | None) -> Cast:
    """The cast of one article; `day` (ISO 8601) is its own, on which titles are looked up."""
    cast = Cast(language, {token.i: who for token, who in named(doc, language, gazetteer)})
    titles = titles_of(doc, cast, gazetteer)
    cast = cast.with_heads(describe(doc, cast, titles, language, gazetteer, day))
    return cast.with_heads(resolve(doc, cast))
