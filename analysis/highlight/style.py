"""The look of marked words: role → colours, for light pages and dark ones.

A box has a tint of its hue, words in the page's strongest ink, and a label, so that colour never stands alone; the
line around it (solid, dashed, dotted) says the same in black and white. Contrasts are 4.5 or more (WCAG 2.2).
`STYLE` is the one block of rules that a page needs; `light-dark()` follows the page's `color-scheme`, and JupyterLab's
own theme where there is one. The colours of a light page also stand at each mark: here they are overruled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.drawing import theme

BLACK, LIGHT = "#000000", "#f0f3f6"
# role → hue, line
ROLES: Mapping[str, tuple[str, str]] = {
    "date": ("blue", "solid"),
    "time": ("green", "solid"),
    "duration": ("ochre", "solid"),
    "set": ("purple", "solid"),
    "event": ("blue", "solid"),
    "cue": ("vermillion", "dashed"),
    "participant": ("green", "dotted"),
    "speaker": ("purple", "solid"),
    "holder": ("ochre", "solid"),
    "when": ("sky", "dotted"),
    "quote": ("grey", "solid"),
    "claim": ("grey", "solid"),
    "flag": ("vermillion", "solid"),
    "missed": ("vermillion", "dashed"),
    "none": ("grey", "dashed"),
}
_CERTAINTIES = {
    "blue": "asserted", "green": "future", "ochre": "opinion", "purple": "conditional", "vermillion": "alleged",
    "grey": "denied",
}  # fmt: skip
_HUES = {hue: (theme.LIGHT[name], theme.LIGHT[f"{name} ink"]) for hue, name in _CERTAINTIES.items()}
_HUES["sky"] = ("#56B4E9", "#1a6590")  # the one hue of Okabe and Ito that no certainty has
_PAPER, _TEXT = theme.LIGHT[theme.PAPER], theme.LIGHT[theme.TEXT]


@dataclass(frozen=True, slots=True)
class Colours:
    """`tint` is behind the words, `words` are they; `ink` is behind the label, `label` is its text."""

    tint: str
    words: str
    ink: str
    label: str


def colours(hue: str, *, dark: bool) -> Colours:
    colour, ink = _HUES[hue]
    if dark:
        return Colours(mix(colour, BLACK, 0.62), LIGHT, mix(colour, _PAPER, 0.45), _TEXT)
    return Colours(mix(colour, _PAPER, 0.84), _TEXT, ink, _PAPER)


def mix(one: str, other: str, share: float) -> str:
    """`one` with a share (0 to 1) of `other`, both as #rrggbb."""
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2), 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _rgb(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _rgb(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _hue_rule(hue: str) -> str:
    light, dark = colours(hue, dark=False), colours(hue, dark=True)
    return (
        f".tl-{hue}{{--tint:light-dark({light.tint},{dark.tint});--words:light-dark({light.words},{dark.words});"
        f"--ink:light-dark({light.ink},{dark.ink});--label:light-dark({light.label},{dark.label})}}"
    )


_RULES = """\
[data-jp-theme-light="true"] .tl-marks{color-scheme:light}
:is([data-jp-theme-light="false"],.vscode-dark) .tl-marks{color-scheme:dark}
.tl-marks{max-width:62em;padding-right:.2em;overflow-wrap:anywhere}
.tl-marks .tl-title{margin:0 0 .4em;font-weight:600}
.tl-marks .tl-entry{margin:0;padding:.5em 0;border-top:1px solid light-dark(#c4cad2,#4a5058)}
.tl-marks .tl-heading{margin:0;font-weight:600}
.tl-marks .tl-words{margin:.1em 0;line-height:2.2}
.tl-marks .tl-beside{display:grid;grid-template-columns:repeat(auto-fit,minmax(18em,1fr));gap:0 2em}
.tl-marks .tl-note{margin:.1em 0;font-size:.9em;line-height:1.4;opacity:.85}
.tl-marks mark{background-color:var(--tint)!important;color:var(--words)!important;
border:1px solid var(--ink);border-radius:.3em;padding:.3em .3em;
-webkit-box-decoration-break:clone;box-decoration-break:clone}
.tl-marks mark mark{padding:.16em .2em}
.tl-marks mark mark mark{padding:.04em .15em}
.tl-marks mark.tl-dashed{border-style:dashed}
.tl-marks mark.tl-dotted{border-style:dotted}
.tl-marks mark.tl-goes-on{border-right:0;border-radius:.3em 0 0 .3em;padding-right:0}
.tl-marks mark.tl-came-on{border-left:0;border-radius:0 .3em .3em 0;padding-left:0}
.tl-marks mark.tl-goes-on.tl-came-on{border-radius:0}
.tl-marks .tl-label{background-color:var(--ink)!important;color:var(--label)!important;
border-radius:.3em;padding:.1em .4em;margin-left:.1em;font-size:.7em;font-weight:600;white-space:nowrap;
user-select:none;unicode-bidi:isolate;vertical-align:.08em}
"""
STYLE = f"<style>\n{_RULES}" + "\n".join(_hue_rule(hue) for hue in _HUES) + "\n</style>"
