"""Put the page together: narrative → HTML, its sections in order, its rules and scripts within.

No address is ever asked for: the policy in the head allows the page's two scripts, by their sums, and nothing else
(Content Security Policy level 3). The library for figures is packed, 2 MB instead of 5, and unpacked by the page's
script. The order is fixed, and nothing depends on the clock: the same bytes on every run.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.drawing import naming
from analysis.highlight import STYLE
from analysis.reporting import grounds
from analysis.reporting.facts import Fact, Facts, facts
from analysis.reporting.markup import as_json, counted, written
from analysis.reporting.plates import FIRST, Plate, dark_colours, plates
from analysis.reporting.text import article_text
from analysis.reporting.twins import every, twin

if TYPE_CHECKING:
    from analysis.narrative import Narrative

LARGEST = 6_000_000  # bytes: of more, the figures that are not of the first are left out
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into the page; `single` are the timelines of each of several articles."""

    narrative: Narrative
    known: Facts
    drawn: tuple[Plate, ...]
    single: tuple[Plate, ...]
    left: tuple[Plate, ...]
    hovers: Sequence[str]


def page(narrative: Narrative) -> str:
    """The whole page. Figures that would make it larger than 6 MB are named instead, the last of them first."""
    drawn, single, hovers = plates(narrative)
    content = Content(narrative, facts(narrative), tuple(drawn), tuple(single), (), hovers)
    whole = _page(content)
    while len(whole.encode()) > LARGEST and (smaller := _without_last(content)):
        content = smaller
        whole = _page(content)
    return whole


def _without_last(content: Content) -> Content | None:
    """The timelines of single articles go first, then the last figure; the first four stay."""
    if content.single:
        return replace(content, single=())
    if content.drawn[-1].name in FIRST:
        return None
    return replace(content, drawn=content.drawn[:-1], left=(content.drawn[-1], *content.left))


def _page(content: Content) -> str:
    narrative, known = content.narrative, content.known
    script = _file("script.js")
    title = written(_title(narrative), 200)
    figures = "".join(_figure(plate, known, narrative) for plate in content.drawn)
    single: list[Plate | None] = [*content.single] or [None] * len(narrative.documents)
    articles = "".join(
        _article(narrative, n, row, known, own) for (n, row), own in zip(_numbered(narrative), single, strict=True)
    )
    data = {
        "colours": dark_colours(), "hovers": content.hovers, "rows": {row: _told(fact) for row, fact in known.items()},
        "figures": {plate.name: plate.forms for plate in (*content.drawn, *content.single)},
    }  # fmt: skip
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(_library(), script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
{STYLE}
<style>
{_file("style.css")}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header>
<p class="kicker">Timeline report</p>
<h1>{title}</h1>
<p class="lead">{_lead(narrative)}</p>
{_source(narrative)}</header>
<nav aria-label="Contents">{_contents(narrative, content.drawn)}</nav>
<noscript><p>The figures are drawn by a script, which this browser does not run: the tables say the same.</p></noscript>
<main id="main" tabindex="-1">
{figures}{_left_out(content.left)}{articles}</main>
<footer><p>Every row is linked to the words it comes from. No date is made up, and no claim is shown as fact. This page
asks for nothing from any network.</p></footer>
<aside id="chosen" aria-label="The row that is chosen" hidden><p id="said" role="status"></p>
<button type="button" id="show">In the figure</button>
<button type="button" id="back">Back <kbd>Esc</kbd></button></aside>
<script type="application/json" id="data">{as_json(data)}</script>
<script type="text/plain" id="library">{_packed()}</script>
<script>{script}</script>
</body>
</html>
"""


# -- the head ------------------------------------------------------------------------------------


@cache
def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    from plotly.offline import get_plotlyjs

    library: str = get_plotlyjs()
    return library


@cache
def _packed() -> str:
    return base64.b64encode(gzip.compress(_library().encode(), 9, mtime=0)).decode()


def _policy(*scripts: str) -> str:
    """No request at all, and no script but these. Plotly sets styles and makes pictures of its own."""
    sums = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{one}'" for one in sums)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _title(narrative: Narrative) -> str:
    called = list(naming.names(narrative).values())
    return called[0] if len(called) == 1 else counted(len(called), "article") if called else "No article"


def _lead(narrative: Narrative) -> str:
    table = narrative.timeline
    kinds = [counted(int((table["kind"] == kind).sum()), kind) for kind in ("event", "quote", "claim")]
    inferred = int((table["date_source"] == "inferred").sum())
    silent = int((table["date_source"] == "none").sum())
    return (
        f"{', '.join(kinds)}; {counted(inferred, 'date')} inferred, {counted(silent, 'row')} without a date. "
        "Choose a mark in a figure, or a row of a table, to see its sentence in the article."
    )


def _source(narrative: Narrative) -> str:
    """Of a single article; of several, each says it where it begins."""
    return grounds.provenance(_numbered(narrative)[0][1]) if len(narrative.documents) == 1 else ""


def _contents(narrative: Narrative, drawn: Sequence[Plate]) -> str:
    """Links to the figures, and to the articles."""
    called = naming.names(narrative)
    figures = "".join(f'<li><a href="#figure-{plate.name}">{plate.heading}</a></li>' for plate in drawn)
    articles = "".join(
        f'<li><a href="#article-{n}">{"The article" if len(called) == 1 else written(called[row.id], 120)}</a></li>'
        for n, row in _numbered(narrative)
    )
    several = f"<ol>{articles}</ol>" if len(called) > 1 else ""
    return f"<ul>{figures}{'' if several else articles}</ul>{several}"


def _numbered(narrative: Narrative) -> list[tuple[int, Any]]:
    return list(enumerate(narrative.documents.itertuples(), 1))


# -- sections ------------------------------------------------------------------------------------


def _figure(plate: Plate, known: Facts, narrative: Narrative) -> str:
    return f"""<section id="figure-{plate.name}" aria-labelledby="h-{plate.name}">
<h2 id="h-{plate.name}">{plate.heading}</h2>
{_plot(plate)}{twin(plate, known, narrative)}</section>
"""


def _plot(plate: Plate) -> str:
    says = written(f"{plate.says}{' The table below says the same.' if plate.ids else ''}")
    return f'<figure><div class="plot" data-figure="{plate.name}" role="img" aria-label="{says}"></div></figure>\n'


def _left_out(left: Sequence[Plate]) -> str:
    if not left:
        return ""
    named = ", ".join(plate.name for plate in left)
    return f"<p>Left out, to keep the page small: {named}. The command <code>timeline draw</code> makes them.</p>\n"


def _article(narrative: Narrative, number: int, document: Any, known: Facts, timeline: Plate | None) -> str:
    own = [fact for fact in known.values() if fact.item.document == document.id]
    title = "The article" if len(narrative.documents) == 1 else written(naming.names(narrative)[document.id], 200)
    reads = grounds.flags(narrative, document)
    parts = [
        *([(timeline.heading, _plot(timeline) + twin(timeline, known, narrative))] if timeline else []),
        ("The text", _legend() + article_text(narrative, document, own)),
        ("What was inferred from what", grounds.inferred(narrative, own)),
        ("Without a date, and why", grounds.undated(own)),
        *([("What reads wrong", reads)] if reads else []),
        ("Every row", every(own)),
    ]
    sections = "".join(f"<section><h3>{heading}</h3>\n{body}</section>\n" for heading, body in parts)
    return f"""<article id="article-{number}" data-article="{number}" aria-labelledby="h-article-{number}">
<h2 id="h-article-{number}">{title}</h2>
{"" if _source(narrative) else grounds.provenance(document)}{sections}</article>
"""


def _legend() -> str:
    """What the boxes in the text mean."""
    marks = (("blue", "solid", "told as having happened"), ("green", "dotted", "planned"),
             ("vermillion", "dotted", "alleged"), ("purple", "dotted", "on a condition"),
             ("ochre", "dotted", "opinion"), ("grey", "dashed", "denied, or did not happen"),
             ("grey", "solid quote", "quote or claim"))  # fmt: skip
    boxes = " ".join(f'<mark class="tl-{hue} tl-{line}">{words}</mark>' for hue, line, words in marks)
    return f'<p class="legend tl-marks">{boxes} <mark class="tl-blue tl-solid time">a time</mark></p>\n'


def _told(fact: Fact) -> dict[str, object]:
    """What the bar says of a row that is chosen, and which sentence is its own."""
    said = f"{fact.when} · {fact.standing} · according to {fact.holder}"
    return {"label": fact.label[:200], "said": said[:300], "why": fact.row.reason[:300],
            "sentence": str(fact.row.sentence_start)}  # fmt: skip
