"""Label the voices of a text: text → Sections. Body, heading, dateline, embedded post, boilerplate.

A dateline is a line of the head that holds nothing but a date ("Published: 7 December 2021"), or what a
news agency puts before its first sentence ("TBILISI, March 8 (Reuters) -").

Paragraphs are judged one by one; boilerplate is only what follows the last paragraph of the article: the
furniture of a page (share links, tags, counters) and, above it, rubrics with other articles' headlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.language import Language
from analysis.model import Section, SectionKind, Span

HEADING = 100  # characters, at most
_LINE = re.compile(r"[^\n]+")
_SIGNATURE = re.compile(r"\s{0,8}[-–—][ \t\xa0]{0,3}[^\n()]{1,80}\(@\w{1,30}\)[^\n]{0,60}")
_WORD = re.compile(r"[^\W\d_]+")
_AGENCY = re.compile(
    r"[^\W\d_a-zß-ÿ]{3}[^\W\d_a-zß-ÿ .'’-]{0,30}(?:, [\w .,'’-]{1,40})?(?: ?\([^()\n]{1,40}\))?"
    r"(?:,? [\w.]{1,10} [\w.]{1,10}(?:,? [0-9]{4})?)? ?(?:--|[-–—_:])\s+(?=\S)"
)
_YEAR = re.compile(r"[0-9]{4}")
_HEAD_LINES = 8  # in which a line of its own gives the date
_END = tuple('.!?…:;,”"»)')


def label_sections(text: str, language: Language) -> tuple[Section, ...]:
    """Sections in order, without overlap; white space between them belongs to none."""
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text.replace("\ufeff", " ")) if m[0].strip()]
    lines = [_trimmed(text, line) for line in lines]
    first_dead = _boilerplate(text, lines, language)
    kinds: list[tuple[Span, SectionKind]] = []
    embeds = list(_embeds(text, lines[:first_dead], language))
    for i, line in enumerate(lines):
        if i >= first_dead:
            kinds.append((line, "boilerplate"))
        elif any(line.within(e) for e in embeds):
            kinds.append((line, "embed"))
        elif i < _HEAD_LINES and _is_dateline(line.of(text), language):
            kinds.append((line, "dateline"))
        else:
            kinds += _opened(text, line, "heading" if _is_heading(text, lines, i, first_dead, language) else "body")
    return tuple(_joined(text, kinds))


def _trimmed(text: str, line: Span) -> Span:
    words = line.of(text)
    start = line.start + len(words) - len(words.lstrip("\ufeff \t\r\xa0"))
    return Span(start, max(start + 1, line.start + len(words.rstrip())))


def _joined(text: str, kinds: Sequence[tuple[Span, SectionKind]]) -> Iterator[Section]:
    """Neighbours of one kind are one section; boilerplate runs to the end of the text."""
    start = 0
    for i, (span, kind) in enumerate(kinds):
        last = i + 1 == len(kinds)
        if last or kinds[i + 1][1] != kind or kind == "heading":
            end = len(text) if last and kind == "boilerplate" else span.end
            yield Section(Span(kinds[start][0].start, end), kind)
            start = i + 1


# -- boilerplate -------------------------------------------------------------------------------------


def _boilerplate(text: str, lines: Sequence[Span], language: Language) -> int:
    """The first line of the furniture at the foot, or the number of lines if there is none.

    It needs at least one line that can be nothing else; then tags, counters, and rubrics with the one
    headline under each are furniture too, from the foot upwards.
    """
    foot, proof, i = len(lines), False, len(lines) - 1
    while i >= 0:
        line = lines[i].of(text)
        if _is_furniture(line, language):
            foot, proof = i, True
        elif _is_bullet(line, language) or _is_counter(line):
            foot = i
        elif i > 0 and foot < len(lines) and _is_rubric(lines[i - 1].of(text), language) and _is_headline(line):
            foot = i - 1
            i -= 1
        else:
            break
        i -= 1
    return foot if proof else len(lines)


def _bare(line: str, language: Language) -> str:
    plain = line.strip()
    while plain and plain[0] in "".join(language.words("sections", "bullets")):
        plain = plain[1:].lstrip()
    return " ".join(_WORD.findall(plain.casefold()))


def _is_furniture(line: str, language: Language) -> bool:
    words = _bare(line, language)
    if words in language.words("sections", "furniture"):
        return True
    before, _, service = words.rpartition(" ")
    return service in language.words("sections", "services") and before in language.words("sections", "furniture")


def _is_bullet(line: str, language: Language) -> bool:
    plain = line.strip()
    short = len(plain) < 60 and not plain.endswith((".", "?", "!")) or len(plain) < 20
    return short and plain[:1] in language.words("sections", "bullets") and plain[1:2].isspace()


def _is_counter(line: str) -> bool:
    return bool(re.fullmatch(r"\s{0,8}\d{1,6}(?: \w{1,12})?\s{0,8}", line))


def _is_rubric(line: str, language: Language) -> bool:
    return line.strip().casefold() in language.words("sections", "rubrics")


def _is_headline(line: str) -> bool:
    return len(line) < 200 and not line.strip().endswith((".", ",", ";", "”", '"'))


# -- datelines ---------------------------------------------------------------------------------------


def _is_dateline(line: str, language: Language) -> bool:
    """Figures and words of dates, and perhaps who wrote it."""
    if len(line) > HEADING or line.rstrip().endswith((".", "?", "!")) or not any(c.isdigit() for c in line):
        return False
    fillers, by = language.words("publication", "fillers"), language.words("publication", "by")
    dated = frozenset(w for key in ("month", "month_abbr", "weekday") for w in language.vocabularies.get(key, ()))
    words = [(word, word.casefold()) for word in _WORD.findall(line)]
    rest = [word for word, low in words if low not in fillers and low not in dated]
    if not rest:
        return bool(words) or _YEAR.search(line) is not None
    return words[0][1] in by and all(w[0].isupper() for w in rest) and any(low in dated for _, low in words)


def _opened(text: str, line: Span, kind: SectionKind) -> Iterator[tuple[Span, SectionKind]]:
    """A line without, and then with, what an agency puts before its first sentence."""
    opening = _AGENCY.match(line.of(text)) if kind == "body" else None
    if opening is None:
        yield line, kind
        return
    yield Span(line.start, line.start + len(opening[0].rstrip())), "dateline"
    yield Span(line.start + opening.end(), line.end), kind


# -- headings and posts ------------------------------------------------------------------------------


def _is_heading(text: str, lines: Sequence[Span], i: int, count: int, language: Language) -> bool:
    line = lines[i].of(text).strip()
    if i == 0 and count > 1 and _is_dateline(lines[1].of(text), language):
        return len(line) <= 2 * HEADING and not line.endswith(".") and bool(_WORD.search(line))  # long, or in quotes
    if len(line) > HEADING or line.endswith(_END) or not line[:1].isupper() or "//" in line:
        return False
    if i + 1 >= count or len(line.split()) > 16 or not _WORD.search(line):
        return False
    following = lines[i + 1].of(text).strip()
    return len(following) > len(line) or i == 0


def _embeds(text: str, lines: Sequence[Span], language: Language) -> Iterator[Span]:
    """A signature line, the link above it, and the quoted words above that."""
    handles = tuple(language.words("sections", "handles"))
    for i, line in enumerate(lines):
        if not _SIGNATURE.fullmatch(line.of(text)):
            continue
        first = i
        while first > 0 and i - first < 8:
            above = lines[first - 1].of(text)
            if any(h in above for h in handles) or first < i and _opens_or_closes(text, lines, first - 1, i):
                first -= 1
            else:
                break
        yield Span(lines[first].start, line.end)


def _opens_or_closes(text: str, lines: Sequence[Span], i: int, end: int) -> bool:
    """The line is inside, or is, the quotation that ends just above the link."""
    words = lines[i].of(text)
    below = text[lines[i].end : lines[end].start]
    return any(m in words for m in "”»") or words[:1] in '“«"' and ("”" in below or "»" in below)
