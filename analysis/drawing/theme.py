"""The look of all figures: certainty → colour, pattern, ink and words.

Colours are those of Okabe and Ito (2008, "Color universal design"), told apart with every kind of colour blindness;
`ink` is the same hue dark enough for text on white (contrast 4.5 or more, WCAG 2.2). The pattern says the same
in black and white.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Arial's widths are also those of Liberation Sans and Helvetica; all have Cyrillic and Greek
FONT = 'Arial, "Liberation Sans", Helvetica, "Noto Sans", "DejaVu Sans", sans-serif'
TEXT, FAINT, LINE, GRID, PANEL, PAPER = "#1f2328", "#59636e", "#c4cad2", "#e3e6ea", "#f4f5f7", "#ffffff"
TITLE_SIZE, HEADING_SIZE, LABEL_SIZE, SMALL_SIZE = 18, 13, 12, 11
NARROW = 700  # below this width a figure runs downwards


@dataclass(frozen=True, slots=True)
class Style:
    """How rows of one certainty look, and what their lane is called."""

    lane: str
    word: str
    colour: str
    ink: str
    pattern: str


BLUE, GREEN, VERMILLION = ("#0072B2", "#005a8f"), ("#009E73", "#00694c"), ("#D55E00", "#a34700")
PURPLE, OCHRE, GREY = ("#CC79A7", "#8f3a69"), ("#b58900", "#7a5c00"), ("#7f7f7f", "#4d4d4d")
SKY = ("#56B4E9", "#1a6590")

CERTAINTY: Mapping[str, Style] = {
    "asserted": Style("told as having happened", "told as having happened", *BLUE, ""),
    "future": Style("planned", "planned", *GREEN, "/"),
    "alleged": Style("alleged", "alleged", *VERMILLION, "."),
    "conditional": Style("on a condition", "on a condition", *PURPLE, "x"),
    "opinion": Style("opinion", "opinion", *OCHRE, "-"),
    "denied": Style("denied", "denied", *GREY, "|"),
    "negated": Style("did not happen", "did not happen", *GREY, "+"),
}
NOT_SO = ("denied", "negated")  # never drawn as having happened
