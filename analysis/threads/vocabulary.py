"""Say which words tell the same kind of event, in any language: trigger → family.

    words = vocabulary("en")
    words.of_trigger("step", "down on Wednesday")     # "resign"
    vocabulary("fr").in_sentence("Il a démissionné")  # ("resign", 5, 16)

A family is a list in the language file (`[threads.families]`), of one name in all of them: that is how an article in
French joins one in English. A word of no list is a family of its own, a noun under its verb ("delivery": "deliver").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from analysis import catalogue
from analysis.language import Language, load_language

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_FOLLOWING = 5  # words after a trigger in which the rest of a phrase stands: "lost their lives"
_AHEAD = 48  # characters after a trigger that are looked at


@dataclass(frozen=True)
class Vocabulary:
    """The families of one language: by dictionary form, by phrase, and by the forms of a text."""

    language: Language
    lemmas: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[str, str], ...]]  # first word → (second word, family)
    beginnings: tuple[tuple[str, str], ...]

    def of_trigger(self, lemma: str, after: str) -> str:
        """The family of a trigger; `after` is the text behind it."""
        lemma = lemma.casefold()
        if lemma in self.phrases:
            following = {w.casefold() for w in WORD.findall(after[:_AHEAD])[:_FOLLOWING]}
            for second, family in self.phrases[lemma]:
                if second in following:
                    return family
        derived = self.language.table("events.derived").get(lemma, lemma)
        return self.lemmas.get(lemma) or self.lemmas.get(derived) or str(derived)

    def is_listed(self, family: str) -> bool:
        return family in self.language.table("threads.families")

    def is_light(self, lemma: str) -> bool:
        """A verb that says too little for two articles to mean the same by it: "make", "take"."""
        return lemma.casefold() in self.language.words("threads", "light")

    def in_sentence(self, sentence: str) -> Iterator[tuple[str, int, int]]:
        """Family, start and end of each word of a sentence that is in a family."""
        for match in WORD.finditer(sentence):
            word = match[0].casefold()
            family = self.lemmas.get(word) or next((f for b, f in self.beginnings if word.startswith(b)), None)
            if family is not None:
                yield family, match.start(), match.end()


@cache
def vocabulary(code: str) -> Vocabulary:
    """The families of a language; of one without a file, there are none."""
    language = load_language(code if code in catalogue.names("languages") else "en")
    lemmas, phrases, beginnings = dict[str, str](), dict[str, list[tuple[str, str]]](), list[tuple[str, str]]()
    for family, entries in language.table("threads.families").items():
        for entry in entries:
            first, _, second = entry.partition(" ")
            if second:
                phrases.setdefault(first, []).append((second.split()[-1], family))
            elif entry.endswith("-"):
                beginnings.append((entry[:-1], family))
            else:
                lemmas[entry] = family
    return Vocabulary(language, lemmas, {k: tuple(v) for k, v in phrases.items()}, tuple(sorted(beginnings)))
