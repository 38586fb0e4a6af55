"""Write words as HTML: text → escaped markup; a row → the button that shows its sentence.

`written("<b> a")` is `&lt;b&gt; a`: one line, no control characters, nothing that a page could take for its own.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from typing import Any

from analysis.drawing.lettering import ELLIPSIS, clean
from analysis.reporting.facts import Fact

LONGEST = 240  # characters of a label or a reason
_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def written(text: object, most: int | None = None) -> str:
    """The text on one line, cut after `most` characters, safe between tags and in a quoted attribute."""
    words = clean(str(text))
    if most is not None and len(words) > most:
        words = words[:most].rstrip() + ELLIPSIS
    return html.escape(words)


def inner(text: str) -> str:
    """Words within a paragraph: the spaces at their ends stay."""
    return html.escape(clean(f"x{text}x")[1:-1])


def as_json(value: Any) -> str:
    """JSON that can stand within `<script>`: no word of it can end the script or a line."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "".join(_IN_SCRIPT.get(char, char) for char in text)


def button(fact: Fact) -> str:
    """The row's label, to be pressed: the page then shows its sentence."""
    return f'<button type="button" class="row" data-row="{written(fact.id)}">{written(fact.label, LONGEST)}</button>'


def listed(parts: Iterable[str], kind: str = "") -> str:
    """A list of items that are markup already."""
    name = f' class="{kind}"' if kind else ""
    return f"<ul{name}>" + "".join(f"<li>{part}</li>\n" for part in parts) + "</ul>"


def counted(count: int, one: str, many: str = "") -> str:
    """1 row, 3 rows."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
