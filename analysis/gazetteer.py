"""Look up who is meant by a word for a country, its capital or its office: words → known government, known office.

    gazetteer = Gazetteer.of(load_knowledge(), load_language("en"))
    gazetteer.government("the White House")                             # → United States
    gazetteer.holder("united-states", "president", "2021-12-07")        # → the office of Joe Biden

Look-ups are by the whole phrase as it is written, accents aside; nothing is guessed: what may mean two is None.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from analysis import dates
from analysis.language import Language
from analysis.model import Instant, Knowledge, KnownGovernment, KnownOffice

_SIGNS = str.maketrans({"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "ı": "i", "ł": "l", "Ł": "L"})


@dataclass(frozen=True, slots=True)
class Term:
    """An office with its bounds as instants; None is an open end."""

    start: Instant | None
    end: Instant | None
    office: KnownOffice


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The look-ups of one language, each a dictionary by the words as `plain` writes them."""

    articles: frozenset[str]
    countries: Mapping[str, KnownGovernment]
    seats: Mapping[str, KnownGovernment]
    adjectives: Mapping[str, KnownGovernment]
    terms: Mapping[tuple[str, str], tuple[Term, ...]]
    people: Mapping[str, tuple[KnownOffice, ...]]

    @staticmethod
    def of(knowledge: Knowledge, language: Language) -> Gazetteer:
        """The gazetteer of a language; made once for each bundle of knowledge."""
        return _build(knowledge, language)

    def government(self, words: str) -> KnownGovernment | None:
        """The government that a name or a seat stands for: "Russia", "Moscow", "the Kremlin"."""
        return self._find(self.countries, words) or self._find(self.seats, words)

    def of_adjective(self, words: str) -> KnownGovernment | None:
        """The government of an adjective or of people: "Russian", "the Russians"."""
        return self._find(self.adjectives, words)

    def is_seat(self, words: str) -> bool:
        return self._find(self.seats, words) is not None

    def is_country(self, words: str) -> bool:
        return self._find(self.countries, words) is not None

    def holder(self, government_id: str, title: str, day: str | None) -> KnownOffice | None:
        """Who held an office on an ISO 8601 day, its title in any case; None on a day that two people share.

        Raises `ValueError` for what is no day of the calendar.
        """
        terms = self.terms.get((government_id, plain(title).casefold()), ())
        if day is None or not terms:
            return None
        first, after = dates.day_bounds(day)
        found = [
            term.office
            for term in terms
            if (term.start is None or term.start < after) and (term.end is None or first < term.end)
        ]
        return found[-1] if len({office.holder for office in found}) == 1 else None

    def titles_of(self, person: str) -> tuple[KnownOffice, ...]:
        """The offices of a person under a full name, in order of time; none if two people are called so."""
        return self.people.get(plain(person), ())

    def _find(self, known: Mapping[str, KnownGovernment], words: str) -> KnownGovernment | None:
        phrase = plain(words)
        return known.get(phrase) or known.get(self._bare(phrase))

    def _bare(self, phrase: str) -> str:
        """A phrase without its article: "the Kremlin", "l'Élysée"."""
        first, apostrophe, rest = phrase.partition("'")
        if apostrophe and first.casefold() + "'" in self.articles:
            return rest
        first, _, rest = phrase.partition(" ")
        return rest if first.casefold() in self.articles else phrase


@lru_cache(maxsize=65_536)
def plain(words: str) -> str:
    """Words without accents, with simple apostrophes, hyphens and single spaces; capitals as they are."""
    letters = unicodedata.normalize("NFKD", words.translate(_SIGNS)).translate(_SIGNS)
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


@lru_cache(maxsize=16)
def _build(knowledge: Knowledge, language: Language) -> Gazetteer:
    code = language.code
    known = knowledge.governments
    return Gazetteer(
        frozenset(language.words("gazetteer", "articles")),
        _by_form((form, g) for g in known for form in g.names.get(code, ())),
        _by_form((form, g) for g in known for form in g.seats.get(code, ())),
        _by_form((form, g) for g in known for each in g.adjectives.get(code, ()) for form in (each, _capital(each))),
        _terms(knowledge.offices, code),
        _people(knowledge.offices),
    )


def _by_form(pairs: Iterable[tuple[str, KnownGovernment]]) -> dict[str, KnownGovernment]:
    return {plain(form): government for form, government in pairs}


def _capital(adjective: str) -> str:
    """ "américain" → "Américain": some languages write the adjective small and the people with a capital."""
    return adjective[:1].upper() + adjective[1:]


def _terms(offices: Iterable[KnownOffice], code: str) -> dict[tuple[str, str], tuple[Term, ...]]:
    found: dict[tuple[str, str], list[Term]] = {}
    for term in sorted((_term(office) for office in offices), key=lambda term: (_start(term), term.office.id)):
        for title in {plain(title).casefold() for title in term.office.titles.get(code, ())}:
            found.setdefault((term.office.government, title), []).append(term)
    return {key: tuple(terms) for key, terms in found.items()}


def _term(office: KnownOffice) -> Term:
    bounds = dates.edtf_bounds(office.edtf)
    assert bounds is not None  # checked when the file was read
    return Term(bounds[0], bounds[1], office)


def _start(term: Term) -> float:
    return float("-inf") if term.start is None else term.start


def _people(offices: Iterable[KnownOffice]) -> dict[str, tuple[KnownOffice, ...]]:
    """Offices by name and by spelling; a spelling in one record holds for all records of the same holder."""
    held: dict[str, list[KnownOffice]] = {}
    called: dict[str, set[str]] = {}
    for term in sorted((_term(office) for office in offices), key=lambda term: (_start(term), term.office.id)):
        office = term.office
        held.setdefault(office.holder, []).append(office)
        for name in (office.holder, *office.spellings):
            called.setdefault(plain(name), set()).add(office.holder)
    return {name: tuple(held[next(iter(who))]) for name, who in called.items() if len(who) == 1}
