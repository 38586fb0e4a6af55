"""Tell who is meant by a name: the entity asked for, the words of a phrase → the same, or not.

    names = Naming("Airbus A380", texts, english).names_in(text)
    names.mean("the first A380 superjumbo")     # True
    names.mean("Airbus")                        # False: it makes others too

A phrase means the entity if one of the entity's names ends it, apart from a noun that says of what kind it is. Whether
a shorter name is one ("A380", "Northrop", "China Eastern", but not "Boeing" for a 777) the article decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from analysis.language import Language

Words = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+(?:[&\-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’][sS]?(?![^\W_])")
_DOTS = re.compile(r"\b((?:[A-Z]\.){2,5})")
_CODE = re.compile(r"\d")
_LONGEST = 200  # characters of a phrase that are looked at
_BEFORE_LETTERS = 90  # characters before "(EADS)" in which the name stands that it shortens


@lru_cache(maxsize=65_536)
def words_of(phrase: str) -> Words:
    """The words of a phrase as they stand, without possessives, dots and marks: "U.S. Airbus'" → US, Airbus."""
    plain = _DOTS.sub(lambda m: m[1].replace(".", ""), phrase[:_LONGEST])
    return tuple(_WORD.findall(_POSSESSIVE.sub(" ", plain)))


@dataclass(frozen=True)
class Names:
    """What an article calls an entity: its full name and its short ones; `families` are the kinds of thing it is."""

    full: Words
    short: tuple[Words, ...]
    language: Language
    person: bool = False
    families: frozenset[str] = frozenset()

    def mean(self, phrase: str) -> bool:
        """Does the phrase mean the entity? "twelve of its A380 jets" does, "the A380's engines" does not."""
        words = self._core(phrase)
        if self._end(words):
            return True
        if not words or not kinds_of(words[-1], self.language) & self.families:
            return False
        while words and words[-1][:1].islower():  # "iPod portable music player"
            words = words[:-1]
            if self._end(words):
                return True
        return False

    def _core(self, phrase: str) -> Words:
        """The words up to the head: behind a number or a part, what it is of."""
        partitive, behind = (self.language.words("entities", key) for key in ("partitive", "behind"))
        words = words_of(re.split(r"[,;(]", phrase, maxsplit=1)[0])
        own = range(*self._within(words))
        for place, word in enumerate(words):
            if place not in own and word.casefold() in behind and place:
                counted = words[place - 1].casefold() in partitive or words[place - 1][0].isdigit()
                of = counted and word.casefold() == "of"
                return self._core(" ".join(words[place + 1 :])) if of else words[:place]
        while len(words) > len(self.full) and words[-1][:1].isupper() and words[-1].casefold() in self.forms:
            words = words[:-1]  # "Ford Motor Company"
        return words

    def _within(self, words: Words) -> tuple[int, int]:
        """Where a name that has such a word itself stands whole: the "Bank of America"."""
        size = len(self.full)
        return next(((k, k + size) for k in range(len(words) - size + 1) if words[k : k + size] == self.full), (0, 0))

    @property
    def forms(self) -> frozenset[str]:
        return self.language.words("entities", "forms")

    def _end(self, words: Words) -> bool:
        return _ending(words, self.full) or any(
            _ending(words, name) and self._free(words[: -len(name)], name) for name in self.short
        )

    def _free(self, before: Words, name: Words) -> bool:
        """Is a short name not the end of another name, as "Airlines" is of "American Airlines"?"""
        if not name[0][:1].isupper() and not _CODE.search(name[0]) and before:
            return before[-1] == _initials(self.full)  # "GM creditors", not "Chrysler's creditors"
        if not before or not before[-1][:1].isupper() or _CODE.search(name[0]):
            return True
        last, dropped = before[-1], self.full[: -len(name)]
        if self.person:
            return last.isupper() or last in dropped or last in self.language.words("people", "titles")
        return last in dropped or last == _initials(dropped)  # "US Air Force"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Where a text has one of the names."""
        listed = sorted((self.full, *self.short), key=lambda n: (-len(n), n))
        joined = (r"[\s“”\"'’&\-]{1,3}".join(map(re.escape, name)) for name in listed)
        either = "|".join(f"(?i:{words})" if words[:1].islower() else words for words in joined)
        return re.compile(rf"(?<![\w-])(?:{either})(?:s\b|\b)")


def kinds_of(word: str, language: Language) -> frozenset[str]:
    """The families of a noun that says what something is: "jets" are craft."""
    plain = word.casefold()
    table = language.table("entities.kinds")
    return frozenset(kind for kind, words in table.items() if plain in words or plain.removesuffix("s") in words)


def _same(word: str, name: str) -> bool:
    """The same word, or more of it ("787s"); a name's capitals count, since "Jobs" are not "jobs"."""
    if name[:1].isupper() and not word[:1].isupper():
        return False
    a, b = word.casefold(), name.casefold()
    return a in (b, b + "s") or name.islower() and a + "s" == b


def _ending(words: Words, name: Words) -> bool:
    """Do the words end in the name, perhaps with more names inside: "iTunes Music Store" is the "iTunes store"?"""
    if len(words) >= len(name) and all(map(_same, words[len(words) - len(name) :], name)):
        return True
    if len(name) < 2 or not words or not _same(words[-1], name[-1]) or not _same(words[0], name[0]):
        return False
    if not all(w[:1].isupper() for w in words[1:-1]):
        return False
    rest = iter(words)
    return all(any(_same(word, wanted) for word in rest) for wanted in name)


def _initials(words: Words) -> str:
    return "".join(w[0] for w in words if w[:1].isupper())


def _parts(full: Words) -> Iterator[Words]:
    """Every beginning and every end of a name."""
    for cut in range(1, len(full)):
        yield full[:cut]
        yield full[cut:]


def _as_written(full: Words, texts: str, adverbs: frozenset[str]) -> Words:
    """A description that only begins with a capital, as "Stock markets" does, is written small."""
    if len(full) > 1 and full[-1] in adverbs:
        full = full[:-1]
    within = rf"[a-z,] {re.escape(full[0])}\b"  # inside a sentence
    if len(full) > 1 and all(w.islower() for w in full[1:]) and not re.search(within, texts):
        return (full[0].lower(), *full[1:])
    return full


def _small(word: str, text: str) -> bool:
    """Does the text write the word small, as it does a common noun?"""
    return re.search(rf"\b{re.escape(word.lower())}s?\b", text) is not None


def sought(entity: str, language: Language) -> re.Pattern[str]:
    """Words and letters of which an article that names the entity has at least one."""
    words, common = words_of(entity), language.words("entities", "common")
    telling = [w for w in words if w.casefold() not in common] or words
    letters = [re.escape(_initials(words))] if len(_initials(words)) > 1 else []
    return re.compile("|".join([*(f"(?i:{re.escape(w)})" for w in telling), *letters]))


class Naming:
    """How a number of articles use the words of an entity's name; `person` says that it is one."""

    def __init__(self, entity: str, texts: Sequence[str], language: Language, *, person: bool = False) -> None:
        self._sought = sought(entity, language)
        self.everywhere = "\n".join(text for text in texts if self.may_be_in(text))
        self.full = _as_written(words_of(entity), self.everywhere, language.words("entities", "everywhere"))
        self.language, self.person = language, person
        self._known: dict[tuple[str, Words], bool] = {}

    def may_be_in(self, text: str) -> bool:
        """Does an article have a word of the name, or its letters?"""
        return self._sought.search(text) is not None

    def names_in(self, text: str) -> Names:
        """The names that one of the articles has for the entity."""
        own = self._is_of_person if self.person else self._is_name
        short = {part for part in _parts(self.full) if own(part, text)}
        if not self.person:
            short |= {(word,) for word in self.full if self._is_code(word)}
            short |= {(letters,) for letters in self._abbreviations(text)}
            short |= self._spelled
        return Names(self.full, tuple(sorted(short)), self.language, self.person)

    def _is_of_person(self, part: Words, text: str) -> bool:
        """ "Obama", in an article that says "Barack Obama" or "President Obama"; "Barack", where there is no other."""
        if len(part) > 1 or not part[0][:1].isupper():
            return False
        titles = "|".join(map(re.escape, sorted(self.language.words("people", "titles"))))
        last = re.escape(self.full[-1])
        if not re.search(rf"\b{_joined(self.full)}\b|\b(?:{titles}) {last}\b", text):
            return False
        return part == self.full[-1:] or not self._wider(part, text)

    def _is_name(self, part: Words, text: str) -> bool:
        """Is a part of a name a name of the same thing?"""
        if part != self.full[len(self.full) - len(part) :]:
            return self._begins(part, text)
        if not part[0][:1].isupper() and not _CODE.search(part[0]):
            return len(part) == 1 and self._told_of(text)  # "creditors", in an article on General Motors
        if self._coded:
            return len(part) > 1 or self._is_code(part[0]) or self._rare(part[0], text)
        return len(part) > 1

    def _begins(self, part: Words, text: str) -> bool:
        """ "China Eastern", "Northrop", "the Dow"; not "Singapore" for the Airlines, nor "Boeing" for a 777."""
        dropped = self.full[len(part) :]
        if self._is_generic(dropped[-1]) and (len(dropped) == 1 or len(part) == 1):
            return len(part) > 1
        if dropped[0].islower() or not all(self._rare(word, text) for word in part):
            return False
        if self._all("wider", part, lambda: self._wider(part, self.everywhere)):
            return False
        if not _CODE.search(dropped[0]):
            return True
        index = dropped[0].isdecimal() and len(dropped[0]) > 1  # "CAC 40", not "iPhone 4"
        return index and self._all("the", part, lambda: self._always_the(part))

    def _is_generic(self, word: str) -> bool:
        """Is it a word that many names end in: "Airlines", not "Company", which may go without saying?"""
        common, forms = (self.language.words("entities", key) for key in ("common", "forms"))
        return word.casefold() not in forms and (word.casefold() in common or bool(kinds_of(word, self.language)))

    def _all(self, what: str, part: Words, asked: Callable[[], bool]) -> bool:
        """What holds over all the articles is found out once."""
        if (what, part) not in self._known:
            self._known[what, part] = asked()
        return self._known[what, part]

    @cached_property
    def _coded(self) -> bool:
        return any(map(_CODE.search, self.full))

    def _is_code(self, word: str) -> bool:
        """ "A380"; "777", where the articles write "the 777" or "777s"."""
        if not _CODE.search(word) or len(word) < 3:
            return False
        told = rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Nn]ew) {word}\b|\b{word}s\b"
        return not word.isdecimal() or self._all("code", (word,), lambda: bool(re.search(told, self.everywhere)))

    def _rare(self, word: str, text: str) -> bool:
        """Is it no common noun too, nor a word that many names have?"""
        common = word.casefold() in self.language.words("entities", "common")
        return word[:1].isupper() and not common and not _small(word, text)

    def _wider(self, part: Words, text: str) -> bool:
        """Do the words begin other names too, as "Boeing" does and "Northrop" does not?"""
        after = re.findall(rf"\b{_joined(part)} ([A-Z0-9][\w-]{{0,40}})", text)
        return any(w != self.full[len(part)] for w in after)

    def _always_the(self, part: Words) -> bool:
        """An index goes without its number, and has an article then: "the FTSE"; a maker has none: "Boeing said"."""
        alone = re.findall(rf"\b(\w+ |)(?:{_joined(part)})\b(?! ?\d)", self.everywhere)
        return bool(alone) and all(w.strip().casefold() == "the" for w in alone)

    def _told_of(self, text: str) -> bool:
        """Does the article name what the description begins with, in full or by its letters?"""
        named = tuple(w for w in self.full if w[:1].isupper())
        return bool(named) and re.search(rf"\b(?:{_joined(named)}|{_initials(named)})\b", text) is not None

    def _abbreviations(self, text: str) -> Iterator[str]:
        """The letters that stand for a name: "USAF", and what stands in brackets behind it."""
        yield from self._in_brackets
        letters, name = _initials(self.full), _joined(self.full)
        if self._coded or not all(w[:1].isupper() for w in self.full):
            return
        if len(letters) > 2 or len(letters) == 2 and re.search(rf"\b{name}\b", text):
            yield letters

    @cached_property
    def _in_brackets(self) -> frozenset[str]:
        found = rf"\b{_joined(self.full)}\W{{0,3}}\(\s?([A-Z][A-Za-z&]{{1,7}})\s?\)"
        return frozenset(re.findall(found, self.everywhere))

    @cached_property
    def _spelled(self) -> frozenset[Words]:
        return frozenset(_spelled(self.full, self.everywhere))


def _joined(words: Words) -> str:
    """A pattern for words of a name, with a blank or a mark between them."""
    return r"\W{1,3}".join(map(re.escape, words))


def _spelled(full: Words, text: str) -> Iterator[Words]:
    """What the letters of an entity stand for: "European Aeronautic Defence & Space NV (EADS)"."""
    letters = full[0]
    if len(full) > 1 or not letters.isupper() or len(letters) < 2:
        return
    for match in re.finditer(rf"\(\s?{re.escape(letters)}\s?\)", text):
        words = words_of(text[max(0, match.start() - _BEFORE_LETTERS) : match.start()].rpartition("\n")[2])
        for start in range(len(words) - 1, -1, -1):
            if words[start][0] == letters[0] and _in_order(letters, _initials(words[start:])):
                yield words[start:]
                yield words[start : len(words) - 1]
                break


def _in_order(letters: str, capitals: str) -> bool:
    rest = iter(capitals.upper())
    return all(letter in rest for letter in letters)
