"""The `timeline` command: the public verbs from a shell.

Every error a user can cause is one sentence on stderr and exit status 1; wrong usage is 2. `--debug`
shows the traceback. Tables go to stdout, everything else to stderr.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import AnalysisError, MissingBrowser

if TYPE_CHECKING:
    from analysis.model import Annotations
    from analysis.narrative import Narrative
    from analysis.pictures import Width

DEFAULT_SOURCE, DEFAULT_OUT = "seeds", "out"
BATCH = 64  # articles laid out as one table before their lines are written: memory stays flat


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    parser = _parser(every="--all" in (sys.argv[1:] if argv is None else argv))
    args = parser.parse_args(argv)
    _prepare()
    try:
        _check(args, parser)
        status = int(args.run(args))
        sys.stdout.flush()
        return status
    except AnalysisError as err:
        if args.debug:
            raise
        print(f"timeline: {err}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of a pipe went away: not an error of ours
        _drop_stdout()
        return 0
    except OSError as err:
        _drop_stdout()
        print(f"timeline: cannot go on: {(err.strerror or str(err)).lower()}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("timeline: stopped", file=sys.stderr)
        return 130


def _prepare() -> None:
    """Any character can be printed, if only as its number; a polite stop leaves no half-written file."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def _drop_stdout() -> None:
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - lives until the process ends


def _check(args: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    """What argparse cannot say: usage errors exit with 2, an output over an article with 1."""
    width = getattr(args, "width", None)
    if not 30 <= getattr(args, "dpi", 300) <= 2400:
        parser.error(f"--dpi is 30 to 2400, not {args.dpi:g}")
    if width is not None:
        _check_width(width, args.dpi, parser)
    if not getattr(args, "words", "some"):
        parser.error("explain what? Give a word of the article, or an id")
    out = getattr(args, "out", None)
    if args.run is not _run_main and out is not None:
        if out == Path("."):
            parser.error("--out names no file")
        given = [*_files(args.paths), *args.knowledge, *([args.docs] if getattr(args, "docs", None) else [])]
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


def _parser(*, every: bool = False) -> argparse.ArgumentParser:
    """The parser; with `every`, `draw` is not told which figure."""
    parser = argparse.ArgumentParser(
        prog="timeline", description="From news articles to a timeline you can trust.", allow_abbrev=False
    )
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    parser.set_defaults(run=_run_main, paths=[DEFAULT_SOURCE], out=Path(DEFAULT_OUT), published=None, kind=None,
                        language=None, knowledge=[])  # fmt: skip
    verbs = parser.add_subparsers(title="verbs", metavar="VERB")
    build = _verb(verbs, "build", _run_main, "articles to a printed timeline and a folder of results")
    build.add_argument("-o", "--out", type=Path, default=Path(DEFAULT_OUT), help="folder for the results (out)")
    annotate = _verb(verbs, "annotate", _run_annotate, "articles to annotations.jsonl")
    annotate.add_argument("-o", "--out", type=Path, required=True, help="the JSON Lines file to write")
    annotate.add_argument("--docs", type=Path, help='JSON Lines with {"doc", "dct"}: publication dates by file name')
    draw = _verb(verbs, "draw", _run_all if every else _run_draw, "articles to a figure, or to --all",
                 first=None if every else "figure", many="*" if every else "+")  # fmt: skip
    draw.add_argument("--all", action="store_true", help="every figure in every format; then name no figure")
    draw.add_argument("-o", "--out", type=Path, required=True,
                      help="file to write: .html, .png, .svg, .pdf or .json; with --all a folder")  # fmt: skip
    draw.add_argument("--width", type=_width, help="in pixels (1200; 390 is a phone), or in print (180mm)")
    draw.add_argument("--dpi", type=float, default=300, help="pixels to the inch of a PNG with a width in print (300)")
    draw.add_argument("--dark", action="store_true", help="on dark paper")
    export = _verb(verbs, "export", _run_export, "articles to a file in another format")
    export.add_argument("--to", required=True, metavar="NAME", help="name of the format: see `timeline list`")
    export.add_argument("-o", "--out", type=Path, required=True, help="file to write")
    explain = _verb(verbs, "explain", _run_explain, "why a row or a date says what it says", first="words", many="*")
    explain.set_defaults(paths=[DEFAULT_SOURCE])
    listing = verbs.add_parser("list", help="names of languages, knowledge, figures and exports")
    listing.set_defaults(run=_run_list)
    return parser


def _verb(
    verbs: Any, name: str, run: Callable[..., int], help_: str, first: str | None = None, many: str = "+"
) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=help_, description=help_, allow_abbrev=False)
    if first:
        verb.add_argument(first)
    verb.add_argument("paths", nargs=many, metavar="PATH", default=[DEFAULT_SOURCE],
                      help="an article, or a folder of .txt files")  # fmt: skip
    verb.add_argument("--published", metavar="DATE", help="publication date of the articles (2021-12-07)")
    verb.add_argument("--kind", choices=("news", "narrative", "post"), help="kind of text (inferred)")
    verb.add_argument("--language", metavar="CODE", help="language (inferred)")
    verb.add_argument("--knowledge", metavar="FILE", type=Path, action="append", default=[],
                      help="a TOML file of named events of your own")  # fmt: skip
    verb.set_defaults(run=run)
    return verb


# -- verbs ---------------------------------------------------------------------------------------


def _run_main(args: argparse.Namespace) -> int:
    """Articles → printed timeline, and `out/` with the table, the annotations and the figures."""
    from analysis import album, catalogue, files, images

    narrative, failed = _narrative(args)
    files.ensure_folder(args.out)
    written = [catalogue.module("exports", name).export(narrative, args.out / file) for name, file in
               (("csv", "timeline.csv"), ("annotations", "annotations.jsonl"))]  # fmt: skip
    figures, narrow = album.drawn(narrative), album.drawn(narrative, width=album.PHONE)
    for name, figure in figures.items():
        written.append(images.write_html(figure, args.out / f"{name}.html", narrow=narrow[name]))
    try:
        if not os.environ.get("TIMELINE_NO_IMAGES"):
            written += images.write_images(figures, args.out, formats=("png",))
    except MissingBrowser as err:
        print(f"timeline: no PNG was drawn: {err}", file=sys.stderr)
    _print_table(narrative)
    _wrote(*written)
    return failed


def _wrote(*paths: Path) -> None:
    print(f"wrote {', '.join(map(str, paths))}", file=sys.stderr)


def _run_annotate(args: argparse.Namespace) -> int:
    from analysis import files
    from analysis.exports.annotations import lines
    from analysis.narrative import tabulate

    failures: list[str] = []
    read = 0
    with files.writing(args.out) as out:
        batch: list[Annotations] = []
        for read, annotations in enumerate(_annotated(args, _dates(args.docs), failures), 1):  # noqa: B007 - counted
            batch.append(annotations)
            if len(batch) == BATCH:
                out.writelines(lines(tabulate(batch)))
                batch.clear()
        if batch:
            out.writelines(lines(tabulate(batch)))
        _any_read(read > 0, failures)
    return _report(failures)


def _run_draw(args: argparse.Namespace) -> int:
    from analysis import catalogue, images

    draw = catalogue.module("figures", args.figure).draw
    images.check_format(args.out)
    narrative, failed = _narrative(args)
    width = {"width": args.width.pixels} if args.width else {}
    paper = args.width.paper(args.dpi) if args.width else None
    _wrote(images.write_figure(draw(narrative, dark=args.dark, **width), args.out, paper=paper))
    return failed


def _run_all(args: argparse.Namespace) -> int:
    """Every figure of the catalogue, in every format."""
    from analysis import files
    from analysis.album import album

    files.ensure_folder(args.out)
    narrative, failed = _narrative(args)
    try:
        album(narrative, args.out, width=args.width, dpi=args.dpi, dark=args.dark)
    except MissingBrowser as err:
        print(f"timeline: no PNG, SVG or PDF was drawn: {err}", file=sys.stderr)
    _wrote(args.out)
    return failed


def _width(text: str) -> Width:
    from analysis.pictures import width

    try:
        return width(text)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(
            f"a width is a number of pixels such as 1200, or a width in print such as 180mm, not {text[:40]!r}"
        ) from None


def _run_export(args: argparse.Namespace) -> int:
    from analysis import catalogue

    export = catalogue.module("exports", args.to).export
    narrative, failed = _narrative(args)
    _wrote(export(narrative, args.out))
    return failed


def _run_explain(args: argparse.Namespace) -> int:
    from analysis.reasons import explain

    narrative, failed = _narrative(args)
    print(explain(narrative, args.words))
    return failed


def _run_list(args: argparse.Namespace) -> int:
    from analysis import catalogue

    for folder in catalogue.FOLDERS:
        print(f"{folder:<10} {', '.join(catalogue.names(folder))}")
    return 0


# -- reading -----------------------------------------------------------------------------------------


def _narrative(args: argparse.Namespace) -> tuple[Narrative, int]:
    """The narrative of all readable articles, and the exit status that the unreadable ones call for."""
    from analysis.narrative import tabulate

    failures: list[str] = []
    found = list(_annotated(args, {}, failures))
    _any_read(bool(found), failures)
    return tabulate(found), _report(failures)


def _any_read(found: bool, failures: Sequence[str]) -> None:
    """Nothing at all is no result: what stood there before stays."""
    if failures and not found:
        raise AnalysisError(
            failures[0] if len(failures) == 1 else f"none of the articles could be read: {'; '.join(failures)}"
        )


def _annotated(args: argparse.Namespace, dates: dict[str, str | None], failures: list[str]) -> Iterator[Annotations]:
    """One article after the other; one that cannot be read is noted in `failures`."""
    from analysis.document import articles, distinct
    from analysis.pipeline import annotate
    from analysis.publication import given_date
    from analysis.records import load_knowledge

    for value in {args.published, *dates.values()} - {None}:
        given_date(value)
    paths = distinct([path for source in args.paths for path in articles(source)])
    known = load_knowledge(args.knowledge)
    for path in _progress(paths):
        try:
            published = dates.get(path.stem) or args.published
            yield annotate(path, published=published, kind=args.kind, language=args.language, knowledge=known)
        except AnalysisError as err:
            if len(paths) == 1:
                raise
            failures.append(str(err))


def _dates(docs: Path | None) -> dict[str, str | None]:
    from analysis.document import publication_dates

    return publication_dates(docs) if docs else {}


def _report(failures: list[str]) -> int:
    for failure in failures:
        print(f"timeline: {failure}", file=sys.stderr)
    return 1 if failures else 0


def _progress(paths: Sequence[Path]) -> Iterable[Path]:
    """A bar on stderr where there are several articles and somebody is looking."""
    if len(paths) < 4 or not sys.stderr.isatty():
        return paths
    from rich.console import Console
    from rich.progress import track

    return track(paths, description="reading", console=Console(stderr=True), transient=True)


def _print_table(narrative: Narrative) -> None:
    from analysis.terminal import table

    table(narrative)


if __name__ == "__main__":
    sys.exit(main())
