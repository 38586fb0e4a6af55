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

from analysis import usage
from analysis.errors import AnalysisError, MissingBrowser

if TYPE_CHECKING:
    from analysis.errata import Outcome
    from analysis.given import Given
    from analysis.model import Annotations
    from analysis.narrative import Narrative

BATCH = 64  # articles laid out as one table before their lines are written: memory stays flat


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    parser = usage.parser(_runs(), every="--all" in (sys.argv[1:] if argv is None else argv))
    args = parser.parse_args(argv)
    _prepare()
    try:
        usage.check(args, parser)
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


def _runs() -> dict[str, Callable[[argparse.Namespace], int]]:
    return {
        "build": _run_main, "annotate": _run_annotate, "draw": _run_draw, "all": _run_all, "export": _run_export,
        "explain": _run_explain, "measure": _run_measure, "entity": _run_entity, "corpus": _run_corpus,
        "list": _run_list, "correct": _run_correct, "diff": _run_diff,
    }  # fmt: skip


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
    from analysis.document import articles
    from analysis.exports.annotations import lines
    from analysis.given import check_articles, read_given
    from analysis.narrative import tabulate

    failures: list[str] = []
    read = 0
    given = read_given(args.given) if args.given else None
    if given is not None:
        check_articles(given, [path for source in args.paths for path in articles(source)])
    names = {doc: told.names() for doc, told in (given or {}).items()}
    with files.writing(args.out) as out:
        batch: list[Annotations] = []
        found = _annotated(args, _dates(args.docs), failures, given)
        for read, annotations in enumerate(found, 1):  # noqa: B007 - counted
            batch.append(annotations)
            if len(batch) == BATCH:
                out.writelines(lines(tabulate(batch), names))
                batch.clear()
        if batch:
            out.writelines(lines(tabulate(batch), names))
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


def _run_correct(args: argparse.Namespace) -> int:
    """One entry more in the corrections file."""
    import time

    from analysis.revision import revise

    narrative, failed = _narrative(args)
    said: dict[str, Any] = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
    said |= {name: value for name in usage.SAID if (value := getattr(args, name)) is not None}
    entry = revise(args.corrections, narrative, args.words, **said)
    print(f"wrote {args.corrections}, {entry.told}", file=sys.stderr)
    return failed


def _run_diff(args: argparse.Namespace) -> int:
    """What differs between two results. The exit status is 0 all the same, as of git diff; 3 with --exit-code."""
    import json

    from analysis import differences

    table = differences.diff(args.before, args.after)
    records = table.to_dict("records")
    print(json.dumps(records, ensure_ascii=False, indent=1) if args.json else "\n".join(differences.told(table)))
    return 3 if args.exit_code and len(table) else 0


def _run_measure(args: argparse.Namespace) -> int:
    """Printed, or with `--out` written as CSV."""
    from analysis import terminal
    from analysis.exports.csv import write
    from analysis.measures import measure

    narrative, failed = _narrative(args)
    table = measure(narrative, knowledge=args.known_dates)
    if args.out:
        _wrote(write(table, args.out))
    else:
        terminal.measures(table, narrative)
    return failed


def _run_entity(args: argparse.Namespace) -> int:
    """What an entity takes part in, in the articles or in a store of them."""
    from analysis import entity_timeline, files, terminal
    from analysis.corpus import is_store, open_store
    from analysis.entities import names_by_sentence, text_of

    stored = len(args.paths) == 1 and is_store(args.paths[0])
    narrative, failed = (open_store(args.paths[0]).naming(args.name), 0) if stored else _narrative(args)
    found = entity_timeline(narrative, args.name)
    terminal.entity_table(found, args.name)
    if args.out is not None:
        _wrote(files.write_text(args.out, text_of(args.name, found, names_by_sentence(narrative.documents))))
    return failed


def _run_corpus(args: argparse.Namespace) -> int:
    from analysis import corpus, terminal
    from analysis.records import load_knowledge

    choices: Any = {"published": args.published, "kind": args.kind, "language": args.language}
    if args.knowledge:
        choices["knowledge"] = load_knowledge(args.knowledge)
    with terminal.corpus_progress(lambda: corpus.size(args.paths, args.out)) as progress:
        tally = corpus.run(args.paths, args.out, workers=args.workers, dask=args.dask, batch=args.batch,
                           retry=args.retry, progress=progress, **choices)  # fmt: skip
    return terminal.corpus_told(tally, args.out)


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
    return tabulate(found, _absent(args, [o for a in found for o in a.corrections])), _report(failures)


def _absent(args: argparse.Namespace, outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """The corrections that are for none of the articles."""
    from analysis.corrections import absent, load_corrections

    return absent(load_corrections(args.corrections), outcomes) if args.corrections else ()


def _any_read(found: bool, failures: Sequence[str]) -> None:
    """Nothing at all is no result: what stood there before stays."""
    if failures and not found:
        raise AnalysisError(
            failures[0] if len(failures) == 1 else f"none of the articles could be read: {'; '.join(failures)}"
        )


def _annotated(
    args: argparse.Namespace, dates: dict[str, str | None], failures: list[str], given: dict[str, Given] | None = None
) -> Iterator[Annotations]:
    """One article after the other; one that cannot be read is noted in `failures`."""
    from analysis import terminal
    from analysis.corrections import load_corrections
    from analysis.document import articles, distinct
    from analysis.metadata import annotate_files
    from analysis.pieces import Unread
    from analysis.publication import given_date
    from analysis.records import load_knowledge

    for value in {args.published, *dates.values()} - {None}:
        given_date(value)
    paths = distinct([path for source in args.paths for path in articles(source)])
    known = load_knowledge(args.knowledge)
    corrections = load_corrections(args.corrections) if args.corrections else ()
    outcomes: list[Outcome] = []
    for path in _progress(paths):
        try:
            published = dates.get(path.stem) or args.published
            for found in annotate_files(
                path, published=published, kind=args.kind, language=args.language, knowledge=known, given=given,
                corrections=corrections,
            ):  # fmt: skip
                if isinstance(found, Unread):
                    failures.append(found.reason)
                else:
                    outcomes += found.corrections
                    yield found
        except AnalysisError as err:
            if len(paths) == 1:
                raise
            failures.append(str(err))
    if args.corrections:
        terminal.corrections_told(args.corrections, [*outcomes, *_absent(args, outcomes)], made=args.verb == "correct")


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
