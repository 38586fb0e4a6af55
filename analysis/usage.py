"""What the `timeline` command takes: its verbs and options, and what of them is wrong usage (exit status 2)."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import AnalysisError

if TYPE_CHECKING:
    from analysis.pictures import Width

Run = Callable[[argparse.Namespace], int]
DEFAULT_SOURCE, DEFAULT_OUT = "seeds", "out"
SAID = ("author", "time", "reason", "date", "label", "certainty", "people", "holder", "deed", "merge_into")


def check(args: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    """What argparse cannot say: usage errors exit with 2, an output over an article with 1."""
    width = getattr(args, "width", None)
    if not 30 <= getattr(args, "dpi", 300) <= 2400:
        parser.error(f"--dpi is 30 to 2400, not {args.dpi:g}")
    if width is not None:
        _check_width(width, args.dpi, parser)
    if not getattr(args, "words", "some"):
        parser.error(f"{args.verb} what? Give a word of the article, or an id")
    if not any(map(str.isalnum, getattr(args, "name", "some"))):
        parser.error("the timeline of whom? Give a name such as 'Airbus A380'")
    out = getattr(args, "out", None)
    if args.verb != "build" and out is not None:
        if out == Path("."):
            parser.error("--out names no file")
        own = (getattr(args, name, None) for name in ("docs", "given", "corrections"))
        given = [*_files(args.paths), *args.knowledge, *(path for path in own if path)]
        if os.path.realpath(out) in {os.path.realpath(path) for path in given}:
            raise AnalysisError(f"{out} is one of the files given: choose another place with -o or --out")


def _check_width(width: Width, dpi: float, parser: argparse.ArgumentParser) -> None:
    from analysis.pictures import LARGEST

    if not 200 <= width.pixels <= 10_000:
        parser.error(f"--width is 200 to 10000 pixels, or 45mm to 2000mm, not {width.words[:40]}")
    paper = width.paper(dpi)
    if paper is not None and paper.scale("png", 1) > LARGEST:
        parser.error(
            f"--width {width.words} at --dpi {dpi:g} is {paper.scale('png', 1):,.0f} pixels wide, "
            f"and a picture has {LARGEST:,} at most: lower one of them"
        )


def _files(paths: Sequence[str]) -> Iterator[Path]:
    for path in map(Path, paths):
        yield from path.iterdir() if os.path.isdir(path) else (path,)


def parser(runs: Mapping[str, Run], *, every: bool = False) -> argparse.ArgumentParser:
    """The parser of all verbs, each with the function that runs it; with `every`, `draw` is not told which figure."""
    parser = argparse.ArgumentParser(
        prog="timeline", description="From news articles to a timeline you can trust.", allow_abbrev=False
    )
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    parser.set_defaults(run=runs["build"], verb="build", paths=[DEFAULT_SOURCE], out=Path(DEFAULT_OUT))
    parser.set_defaults(published=None, kind=None, language=None, knowledge=[], corrections=None)
    verbs = parser.add_subparsers(title="verbs", metavar="VERB")
    build = _verb(verbs, "build", runs["build"], "articles to a printed timeline and a folder of results")
    build.add_argument("-o", "--out", type=Path, default=Path(DEFAULT_OUT), help="folder for the results (out)")
    annotate = _verb(verbs, "annotate", runs["annotate"], "articles to annotations.jsonl")
    annotate.add_argument("-o", "--out", type=Path, required=True, help="the JSON Lines file to write")
    annotate.add_argument("--docs", type=Path, help='JSON Lines with {"doc", "dct"}: publication dates by file name')
    annotate.add_argument("--given", type=Path, metavar="GOLD", help="JSON Lines with the events and time expressions "
                          "of each article: those are taken, none is looked for")  # fmt: skip
    draw = _verb(verbs, "draw", runs["all" if every else "draw"], "articles to a figure, or to --all",
                 first=None if every else "figure", many="*" if every else "+")  # fmt: skip
    draw.add_argument("--all", action="store_true", help="every figure in every format; then name no figure")
    draw.add_argument("-o", "--out", type=Path, required=True,
                      help="file to write: .html, .png, .svg, .pdf or .json; with --all a folder")  # fmt: skip
    draw.add_argument("--width", type=_width, help="in pixels (1200; 390 is a phone), or in print (180mm)")
    draw.add_argument("--dpi", type=float, default=300, help="pixels to the inch of a PNG with a width in print (300)")
    draw.add_argument("--dark", action="store_true", help="on dark paper")
    export = _verb(verbs, "export", runs["export"], "articles to a file in another format")
    export.add_argument("--to", required=True, metavar="NAME", help="name of the format: see `timeline list`")
    export.add_argument("-o", "--out", type=Path, required=True, help="file to write")
    report = _verb(verbs, "report", runs["export"], "articles to one page with all: export --to report")
    report.add_argument("-o", "--out", type=Path, required=True, help="the HTML file to write")
    report.set_defaults(to="report")
    explain = _verb(verbs, "explain", runs["explain"], "why a row or a date says what it says", first="words", many="*")
    explain.set_defaults(paths=[DEFAULT_SOURCE])
    _correct(verbs, runs["correct"])
    diff = verbs.add_parser("diff", help="what differs between two results", allow_abbrev=False, description=(
        "What differs between two results: rows added, removed, and changed field by field, found again by their "
        "words. The exit status is 0 whether they differ or not; with --exit-code it is 3 if they do."))  # fmt: skip
    diff.add_argument("before", type=Path, metavar="A",
                      help="a timeline.csv or the folder of a build; or two annotations.jsonl")  # fmt: skip
    diff.add_argument("after", type=Path, metavar="B", help="another")
    diff.add_argument("--json", action="store_true", help="as JSON, an object per difference")
    diff.add_argument("--exit-code", action="store_true", help="exit with 3 if they differ (1 is an error)")
    diff.set_defaults(run=runs["diff"], verb="diff", out=None)
    measure = _verb(verbs, "measure", runs["measure"], "how the story is told against how it happened, in numbers")
    measure.add_argument("-o", "--out", type=Path, help="a CSV file to write, with definitions and sources")
    measure.add_argument("--known-dates", action="store_true",
                         help="place what only outside knowledge dates too, and say what that changes")  # fmt: skip
    entity = _verb(verbs, "entity", runs["entity"], "what somebody or something takes part in, over all the articles",
                   first="name")  # fmt: skip
    entity.add_argument("-o", "--out", type=Path, help="also write it as SemEval-2015 task 4 does")
    corpus = _verb(verbs, "corpus", runs["corpus"], "many articles to a store, in batches; interrupted, it goes on")
    corpus.add_argument("-o", "--out", type=Path, required=True, metavar="STORE", help="folder of the store")
    corpus.add_argument("--workers", type=_count, default=1, metavar="N", help="processes of this machine (1)")
    corpus.add_argument("--dask", metavar="ADDRESS", help="a Dask scheduler whose workers do it: tcp://HOST:8786")
    corpus.add_argument("--batch", type=_count, default=120, metavar="N", help="articles per part of the store (120)")
    corpus.add_argument("--retry", action="store_true", help="try those again that failed in an earlier run")
    listing = verbs.add_parser("list", help="names of languages, knowledge, figures and exports")
    listing.set_defaults(run=runs["list"], verb="list")
    return parser


def _verb(
    verbs: Any, name: str, run: Run, help_: str, first: str | None = None, many: str = "+"
) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=help_, description=help_, allow_abbrev=False)
    if first:
        verb.add_argument(first)
    verb.add_argument("paths", nargs=many, metavar="PATH", default=[DEFAULT_SOURCE],
                      help="an article, a file of many, an archive, or a folder of them")  # fmt: skip
    verb.add_argument("--published", metavar="DATE", help="publication date of the articles (2021-12-07)")
    verb.add_argument("--kind", choices=("news", "narrative", "post"), help="kind of text (inferred)")
    verb.add_argument("--language", metavar="CODE", help="language (inferred)")
    verb.add_argument("--knowledge", metavar="FILE", type=Path, action="append", default=[],
                      help="a TOML file of named events of your own")  # fmt: skip
    if name != "corpus":
        verb.add_argument("--corrections", metavar="FILE", type=Path, required=name == "correct",
                          help="a TOML or CSV file of corrections: see `timeline correct`")  # fmt: skip
    verb.set_defaults(run=run, verb=name)
    return verb


def _correct(verbs: Any, run: Run) -> None:
    correct = _verb(verbs, "correct", run, "correct a row, and keep it so: writes an entry to --corrections FILE",
                    first="words", many="*")  # fmt: skip
    correct.set_defaults(paths=[DEFAULT_SOURCE], out=None)
    correct.add_argument("--author", required=True, help="who corrects")
    correct.add_argument("--reason", required=True, help="why, in a line")
    correct.add_argument("--time", metavar="TIME", help="when it is corrected, in ISO 8601 (now)")
    correct.add_argument("--date", help='EDTF or ISO 8601: 2014-03-18, 2014-02-20/2014-03-18; "none" for no date')
    correct.add_argument("--label", help="the readable line")
    correct.add_argument("--certainty", help="asserted, future, alleged, conditional, opinion, denied or negated")
    correct.add_argument("--holder", help='who says so; "" is the article itself')
    correct.add_argument("--person", dest="people", metavar="NAME=ROLE", type=_person, action="append",
                         help="somebody who takes part; again for each, in place of those found")  # fmt: skip
    deed = correct.add_mutually_exclusive_group()
    deed.add_argument("--merge-into", metavar="WORDS", help="the row is the same event as the row of these words")
    for name, what in (("hide", "the row is no event: leave it out"),
                       ("split", "WORDS, another mention of an event, are a row of their own"),
                       ("add", "a row by hand on WORDS, quoted exactly")):  # fmt: skip
        deed.add_argument(f"--{name}", dest="deed", action="store_const", const=name, default="change", help=what)


def _person(text: str) -> tuple[str, str]:
    name, _, role = (part.strip() for part in text.partition("="))
    if not name or not role:
        raise argparse.ArgumentTypeError(f"expected NAME=ROLE such as 'Ann Lee=agent', not {text[:60]!r}")
    return name, role


def _width(text: str) -> Width:
    from analysis.pictures import width

    try:
        return width(text)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(
            f"a width is a number of pixels such as 1200, or a width in print such as 180mm, not {text[:40]!r}"
        ) from None


def _count(value: str) -> int:
    """A number of workers or of articles; anything else is wrong usage."""
    if not value.isdecimal() or not 1 <= int(value) <= 100_000:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1, not {value!r}")
    return int(value)
