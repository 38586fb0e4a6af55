"""The look of all figures: certainty → colour, symbol, pattern and words, on light or dark paper.

A primitive names a role ("text", "panel", "alleged"), and the canvas looks its colour up in one of two palettes.
The colours are those of Okabe and Ito (2008, "Color universal design"), told apart with every kind of colour
blindness; an "ink" is the same hue with a contrast of 4.5 or more against its paper (WCAG 2.2). Symbol and pattern
say the same in black and white: filled is told as having happened, hollow is not established, a dot inside is
somebody's word, a cross is not so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Arial's widths are also those of Liberation Sans and Helvetica; all have Cyrillic and Greek
FONT = 'Arial, "Liberation Sans", Helvetica, "Noto Sans", "DejaVu Sans", sans-serif'
TEXT, FAINT, LINE, GRID, PANEL, PAPER = "text", "faint", "line", "grid", "panel", "paper"
VOICE, WHISPER = "voice", "whisper"  # words that somebody says, in full and in part
TITLE_SIZE, HEADING_SIZE, LABEL_SIZE, SMALL_SIZE = 18, 13, 12, 11
NARROW = 700  # below this width a figure runs downwards

LIGHT: Mapping[str, str] = {
    TEXT: "#1f2328", FAINT: "#59636e", LINE: "#c4cad2", GRID: "#e3e6ea", PANEL: "#f4f5f7", PAPER: "#ffffff",
    VOICE: "#4a678a", WHISPER: "#a9bbd0",
    "asserted": "#0072B2", "asserted ink": "#005a8f", "future": "#009E73", "future ink": "#00694c",
    "alleged": "#D55E00", "alleged ink": "#a34700", "conditional": "#CC79A7", "conditional ink": "#8f3a69",
    "opinion": "#b58900", "opinion ink": "#7a5c00", "denied": "#7f7f7f", "denied ink": "#4d4d4d",
    "negated": "#7f7f7f", "negated ink": "#4d4d4d",
}  # fmt: skip
DARK: Mapping[str, str] = {
    TEXT: "#e8ebee", FAINT: "#a7b0ba", LINE: "#56606b", GRID: "#2d343c", PANEL: "#1e242a", PAPER: "#14181d",
    VOICE: "#9db8d6", WHISPER: "#52677f",
    "asserted": "#56B4E9", "asserted ink": "#84c9f1", "future": "#2cc295", "future ink": "#5fd6b0",
    "alleged": "#f08a3c", "alleged ink": "#f5a96c", "conditional": "#dd8fba", "conditional ink": "#e9b0cf",
    "opinion": "#e0b020", "opinion ink": "#ecc85c", "denied": "#98a1ab", "denied ink": "#b8c0c8",
    "negated": "#98a1ab", "negated ink": "#b8c0c8",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """How rows of one certainty look: `instant` and `stretch` are symbols, for a moment and for a short while."""

    lane: str
    instant: str
    stretch: str
    pattern: str

    @property
    def word(self) -> str:
        return self.lane


CERTAINTY: Mapping[str, Style] = {
    "asserted": Style("told as having happened", "diamond", "circle", ""),
    "future": Style("planned", "diamond-open", "circle-open", "/"),
    "alleged": Style("alleged", "diamond-open-dot", "circle-open-dot", "."),
    "conditional": Style("on a condition", "square-open", "square-open", "x"),
    "opinion": Style("opinion", "square-open-dot", "square-open-dot", "-"),
    "denied": Style("denied", "x-open", "x-open", "|"),
    "negated": Style("did not happen", "x", "x", "+"),
}
ARROWS = {"earlier": "triangle-left", "later": "triangle-right", "above": "triangle-up", "below": "triangle-down"}
NOT_SO = ("denied", "negated")  # never drawn as having happened
HAPPENED = ("diamond", "circle")  # the symbols of what is told as having happened, and of nothing else


def ink(certainty: str) -> str:
    """The role of words about rows of a certainty."""
    return f"{certainty} ink"


def symbol(certainty: str, shape: str) -> str:
    """The symbol of a certainty for an "instant", a "stretch" or an arrow.

    Raises `ValueError` rather than give what did not happen the mark of what did.
    """
    style = CERTAINTY[certainty]
    found = ARROWS.get(shape) or (style.instant if shape == "instant" else style.stretch)
    if certainty != "asserted" and found in HAPPENED:
        raise ValueError(f"{certainty!r} must not look like something that happened: {found!r} is its mark")
    return found


def pattern(certainty: str) -> str:
    """The pattern of a certainty's bars. Raises `ValueError` where it would look like something that happened."""
    found = CERTAINTY[certainty].pattern
    if certainty != "asserted" and not found:
        raise ValueError(f"{certainty!r} must not look like something that happened: its bars need a pattern")
    return found
