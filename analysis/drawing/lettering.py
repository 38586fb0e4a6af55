"""Fit words into pixels: text, width → shortened or wrapped text, escaped for Plotly.

    shorten("Senior White House official", 100) → "Senior White H…"

Nothing here asks a browser: widths come from the metrics of Arial (and so of Liberation Sans and Helvetica) and
err on the wide side. Article text is hostile: `escape` it before it reaches a figure, after fitting it.
"""

from __future__ import annotations

import html
import re
import unicodedata

from analysis.drawing.theme import LABEL_SIZE

ELLIPSIS = "…"
_WIDER = 1.04  # hinting and other sans fonts
_BOLD = 1.12

# advance widths of Arial in thousandths of the size: U+0020–U+007E, and the Cyrillic U+0400–U+045F
_LATIN = tuple(
    int(w)
    for w in """
    278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278
    278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722
    667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556
    556 333 500 278 556 500 722 500 500 500 334 260 334 584
""".split()
)
_CYRILLIC = tuple(
    int(w)
    for w in """
    667 667 865 542 719 667 278 278 500 1057 1010 854 583 722 635 719 667 656 667 542 677 667 923 604 719 719
    583 656 833 722 778 719 667 722 611 635 760 667 740 667 917 938 792 885 656 719 1010 722 556 573 531 365 583
    556 669 458 559 559 438 583 688 552 556 542 556 500 458 500 823 500 573 521 802 823 625 719 521 510 750 542
    556 556 556 365 510 500 222 278 222 906 813 556 438 559 500 552
""".split()
)
_SIGNS = dict.fromkeys("–«»€", 556) | dict.fromkeys("‘’‚·", 278) | dict.fromkeys("“”„•", 350)
# what could hide or turn round the words beside it: controls, bidirectional overrides, soft line ends
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ue000\ue001]"
)


def clean(text: str) -> str:
    """One line, without control characters."""
    return " ".join(UNSEEN.sub("", text).split())


def escape(text: str) -> str:
    """Text that Plotly shows as it stands: no tags, no links, and no `$` that MathJax could take for a formula."""
    return html.escape(text, quote=False).replace("$", "&#36;")


def width(text: str, size: float = LABEL_SIZE, *, bold: bool = False) -> float:
    """Pixels that a line of text takes, at most."""
    return sum(_advance(char) for char in text) * size / 1000 * _WIDER * (_BOLD if bold else 1)


def _advance(char: str) -> int:
    code = ord(char)
    if 0x20 <= code < 0x7F:
        return _LATIN[code - 0x20]
    if 0x400 <= code < 0x460:
        return _CYRILLIC[code - 0x400]
    if char in _SIGNS:
        return _SIGNS[char]
    if unicodedata.combining(char):
        return 0
    base = unicodedata.normalize("NFD", char)[0]
    if base != char:
        return _advance(base)
    return 1400 if code > 0xFFFF else 1000 if unicodedata.east_asian_width(char) in "WFA" else 830


def shorten(text: str, room: float, size: float = LABEL_SIZE, *, bold: bool = False) -> str:
    """`text`, or as much of its beginning as fits into `room` pixels with an ellipsis."""
    if width(text, size, bold=bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = width(text[:middle].rstrip() + ELLIPSIS, size, bold=bold) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + ELLIPSIS


def wrap(text: str, room: float, lines: int, size: float = LABEL_SIZE, *, bold: bool = False) -> list[str]:
    """`text` in at most `lines` lines of `room` pixels, broken between words; the last one shortened if need be."""
    words, done = text.split(), list[str]()
    while words and len(done) < lines - 1:
        line = words.pop(0)
        if width(line, size, bold=bold) > room:
            fitting = shorten(line, room, size, bold=bold).removesuffix(ELLIPSIS)
            cut = max(1, len(fitting))  # a word longer than a line goes on in the next
            words.insert(0, line[cut:])
            line = line[:cut]
        else:
            while words and width(f"{line} {words[0]}", size, bold=bold) <= room:
                line += f" {words.pop(0)}"
        done.append(line)
    return [*done, shorten(" ".join(words), room, size, bold=bold)] if words else done or [""]
