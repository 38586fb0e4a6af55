"""Date a text in a language without a file: Document → TimeExpressions, through dateparser's locales.

    "Am 3. Mai 1998" in a German text → 1998-05-03, rule "dateparser"

dateparser both finds and reads here, and finds too much ("in die", "10 Stunden"), so only what survives checks is
kept: a full year, a figure beside a word, or one word of some length that dateparser reads by itself. A date that
moves with the day it is counted from is inferred, or has no moment if the article's day is not known. Nothing is
finer than dateparser's own `period` says.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from analysis import dates
from analysis.model import Document, Mention, PublicationDate, Span, TimeExpression, Timex
from analysis.moments.identity import identity
from analysis.moments.scene import Placed
from analysis.moments.settle import NO_DATE, settle
from analysis.moments.stretches import stretch

RULE = "dateparser"
_PIECE = re.compile(r"[^\n]{1,2000}")  # characters given to dateparser at once: its search is slow on long ones
_BASES = (datetime(2001, 1, 17), datetime(2014, 8, 9))  # noqa: DTZ001 - wall days; what is the same from both is full
_PREPOSITIONS = 3  # words, at most, before a date that are not of it
_SHORT = 4  # letters; a shorter word without figures is hardly a date ("so", "am")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_UNITS = {"year": "year", "month": "month", "week": "week", "day": "day", "time": "day"}


@cache
def locales() -> frozenset[str]:
    """The languages that dateparser has a locale for."""
    from dateparser.data.languages_info import language_order

    return frozenset(language_order)


def read_foreign(document: Document, published: PublicationDate | None) -> tuple[TimeExpression, ...]:
    """The time expressions that dateparser finds, in order of the text; none in boilerplate.

    `document.language` is one of `locales()`.
    """
    return tuple(_scan(document, published))


def _scan(document: Document, published: PublicationDate | None) -> Iterator[TimeExpression]:
    for section in document.sections:
        if section.kind == "boilerplate":
            continue
        for piece in _PIECE.finditer(document.text, section.span.start, section.span.end):
            place = piece.start()
            for words in _found(piece[0], document.language):
                start = document.text.find(words, place, piece.end())
                if start < 0:
                    continue
                place = start + len(words)
                read, placed = _readable(words, document.language, published)
                if placed is None:
                    continue
                mention = Mention(Span(place - len(read), place), read, RULE, {})
                yield TimeExpression(
                    identity(document, mention), mention, placed.timex, placed.moment, placed.edtf,
                    "inferred" if placed.inferred else "text", placed.reason,
                )  # fmt: skip


def _found(text: str, code: str) -> Iterator[str]:
    from dateparser.search import search_dates

    with warnings.catch_warnings():  # dateparser's own, about formats without a year
        warnings.simplefilter("ignore")
        hits: list[tuple[str, datetime]] = search_dates(text, languages=[code], settings=_settings(_BASES[0])) or []
    for words, _ in hits:
        words = words.strip()
        if words:
            yield words


def _readable(words: str, code: str, published: PublicationDate | None) -> tuple[str, Placed | None]:
    """The words without what the search puts before them and cannot read itself ("Am Dienstag" → "Dienstag")."""
    for _ in range(_PREPOSITIONS):
        placed = _placed(words, code, published)
        if placed is not None:
            return words, placed
        words = words.partition(" ")[2].lstrip()
        if not words:
            break
    return words, None


def _settings(base: datetime, prefer: str = "past") -> dict[str, Any]:
    return {
        "RELATIVE_BASE": base, "PREFER_DATES_FROM": prefer, "RETURN_AS_TIMEZONE_AWARE": False,
        "RETURN_TIME_AS_PERIOD": True,
    }  # fmt: skip


@lru_cache(maxsize=4_096)
def _read(words: str, code: str, base: datetime, prefer: str = "past") -> tuple[int, str] | None:
    """The day number and the period that dateparser reads, or None."""
    from dateparser.date import DateDataParser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = DateDataParser(languages=[code], settings=_settings(base, prefer)).get_date_data(words)
    if data.date_obj is None or data.period not in _UNITS:
        return None
    when = data.date_obj
    return dates.day_of(when.year, when.month, when.day), _UNITS[data.period]


def _is_date(words: str, first: int, second: int, code: str) -> bool:
    """Is it told as a date: a year, a day of some month, a word for a day, or figures with a word for their side?"""
    parts = _TOKEN.findall(words)
    if not any(p[0].isdigit() for p in parts):
        return any(len(p) >= _SHORT and _is_word_for_a_day(p, code) for p in parts)
    if len(parts) == 1:
        return len(parts[0]) == 4 and 1000 <= int(parts[0]) <= 2100
    fixed = first == second or dates.civil(first)[1:] == dates.civil(second)[1:]
    return fixed or len(parts) > 2  # "10 Stunden" is a length of time, "vor 10 Stunden" is not


def _is_word_for_a_day(word: str, code: str) -> bool:
    """Read by itself, and not as a number in words, which is a day of whatever month it is."""
    first, second = (_read(word, code, base) for base in _BASES)
    if first is None or second is None:
        return False
    one, other = dates.civil(first[0]), dates.civil(second[0])
    return first[1] != "day" or one[2] != other[2] or one[1] == other[1]


def _placed(words: str, code: str, published: PublicationDate | None) -> Placed | None:
    first, second = (_read(words, code, base) for base in _BASES)
    if first is None or second is None or not _is_date(words, first[0], second[0], code):
        return None
    told = f"read by dateparser's locale {code!r}, since there is no language file for it"
    one, other = (stretch(unit, day) for day, unit in (first, second))
    if one == other:
        return settle(one, told, inferred=False)
    if published is None or published.day is None:
        return Placed(Timex("DATE", "XXXX-XX-XX"), None, None, f"{told}; {NO_DATE}")
    base = datetime.fromisoformat(published.day)
    same, past = _read(words, code, base, "current_period"), _read(words, code, base)
    today = dates.day_number(published.day)
    chosen = same if same is not None and same[0] == today else past  # "past" leaves out the day itself
    if chosen is None:
        return None
    return settle(stretch(chosen[1], chosen[0]), f"{told}, counted from the publication date {published.day}")
