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

DEFAULT_SOURCE, DEFAULT_OUT = "seeds", "out"
BATCH = 64  # articles laid out as one table before their lines are written: memory stays flat
PHONE = 390  # pixels: a page shows this figure where the wide one does not fit


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    parser = _parser()
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
    if width is not None and not 200 <= width <= 10_000:
        parser.error(f"--width is 200 to 10000 pixels, not {width}")
    if not getattr(args, "words", "some"):
        parser.error("explain what? Give a word of the article, or an id")
    out = getattr(args, "out", None)
    if args.run is not _run_main and out is not None:
        if out == Path("."):
            parser.error("--out names no file")
        given = [*_files(args.paths), *args.knowledge, *([args.docs] if getattr(args, "docs", None) else [])]
        if os.path.realpath(out) in {os.path.realpath(path) for path in given}:
            raise AnalysisError(f"{out} is one of the files given: choose another place with -o or --out")


def _files(paths: Sequence[str]) -> Iterator[Path]:
    for path in map(Path, paths):
        yield from path.iterdir() if os.path.isdir(path) else (path,)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="timeline", description="From news articles to a timeline you can trust.")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    parser.set_defaults(run=_run_main, paths=[DEFAULT_SOURCE], out=Path(DEFAULT_OUT), published=None, kind=None,
                        language=None, knowledge=[])  # fmt: skip
    verbs = parser.add_subparsers(title="verbs", metavar="VERB")
    build = _verb(verbs, "build", _run_main, "articles to a printed timeline and a folder of results")
    build.add_argument("-o", "--out", type=Path, default=Path(DEFAULT_OUT), help="folder for the results (out)")
    annotate = _verb(verbs, "annotate", _run_annotate, "articles to annotations.jsonl")
    annotate.add_argument("-o", "--out", type=Path, required=True, help="the JSON Lines file to write")
    annotate.add_argument("--docs", type=Path, help='JSON Lines with {"doc", "dct"}: publication dates by file name')
    draw = _verb(verbs, "draw", _run_draw, "articles to a figure", first="figure")
    draw.add_argument("-o", "--out", type=Path, required=True, help="file to write: .html, .png, .svg or .json")
    draw.add_argument("--width", type=int, default=None, help="width in pixels (1200; 390 is a phone)")
    export = _verb(verbs, "export", _run_export, "articles to a file in another format")
    export.add_argument("--to", required=True, metavar="NAME", help="name of the format: see `timeline list`")
    export.add_argument("-o", "--out", type=Path, required=True, help="file to write")
    explain = _verb(verbs, "explain", _run_explain, "why a row or a date says what it says", first="words")
    explain.set_defaults(paths=[DEFAULT_SOURCE])
    corpus = _verb(verbs, "corpus", _run_corpus, "many articles to a store, in batches; interrupted, it goes on")
    corpus.add_argument("-o", "--out", type=Path, required=True, metavar="STORE", help="folder of the store")
    corpus.add_argument("--workers", type=_count, default=1, metavar="N", help="processes of this machine (1)")
    corpus.add_argument("--dask", metavar="ADDRESS", help="a Dask scheduler whose workers do it: tcp://HOST:8786")
    corpus.add_argument("--batch", type=_count, default=64, metavar="N", help="articles per part of the store (64)")
    corpus.add_argument("--retry", action="store_true", help="try those again that failed in an earlier run")
    listing = verbs.add_parser("list", help="names of languages, knowledge, figures and exports")
    listing.set_defaults(run=_run_list)
    return parser


def _verb(
    verbs: Any, name: str, run: Callable[..., int], help_: str, first: str | None = None
) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=help_, description=help_)
    if first:
        verb.add_argument(first)
    verb.add_argument("paths", nargs="*" if first == "words" else "+", metavar="PATH", default=[DEFAULT_SOURCE],
                      help="an article, a file of many, an archive, or a folder of them")  # fmt: skip
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
    from analysis import catalogue, files, images

    narrative, failed = _narrative(args)
    files.ensure_folder(args.out)
    written = [catalogue.module("exports", name).export(narrative, args.out / file) for name, file in
               (("csv", "timeline.csv"), ("annotations", "annotations.jsonl"))]  # fmt: skip
    draws = {name: catalogue.module("figures", name).draw for name in catalogue.names("figures")}
    figures = {name: draw(narrative) for name, draw in draws.items()}
    for name, draw in draws.items():
        narrow = draw(narrative, width=PHONE)
        written.append(images.write_html(figures[name], args.out / f"{name}.html", narrow=narrow))
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
    narrative, failed = _narrative(args)
    figure = draw(narrative, **({"width": args.width} if args.width else {}))
    _wrote(images.write_figure(figure, args.out))
    return failed


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


def _run_corpus(args: argparse.Namespace) -> int:
    from analysis import corpus, terminal
    from analysis.knowledge import load_known

    choices: Any = {"published": args.published, "kind": args.kind, "language": args.language}
    if args.knowledge:
        choices["knowledge"] = load_known(args.knowledge)
    with terminal.corpus_progress(lambda: corpus.size(args.paths, args.out)) as progress:
        tally = corpus.run(args.paths, args.out, workers=args.workers, dask=args.dask, batch=args.batch,
                           retry=args.retry, progress=progress, **choices)  # fmt: skip
    return terminal.corpus_told(tally, args.out)


def _count(value: str) -> int:
    """A number of workers or of articles; anything else is wrong usage."""
    if not value.isdecimal() or not 1 <= int(value) <= 100_000:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1, not {value!r}")
    return int(value)


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
    from analysis.knowledge import load_known
    from analysis.metadata import annotate_files
    from analysis.pieces import Unread
    from analysis.publication import given_date

    for value in {args.published, *dates.values()} - {None}:
        given_date(value)
    paths = distinct([path for source in args.paths for path in articles(source)])
    known = load_known(args.knowledge)
    for path in _progress(paths):
        try:
            published = dates.get(path.stem) or args.published
            for found in annotate_files(
                path, published=published, kind=args.kind, language=args.language, knowledge=known
            ):
                if isinstance(found, Unread):
                    failures.append(found.reason)
                else:
                    yield found
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
