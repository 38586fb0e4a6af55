"""Read knowledge files: TOML → Knowledge.

    load_knowledge([Path("my_offices.toml")]).offices

A file holds tables `[[event]]`, `[[government]]` and `[[office]]`, any of them and nothing else; the head of each
file in `analysis/knowledge` says what stands in one. All that is wrong with a file is told at once.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from analysis import catalogue, dates
from analysis.errors import BadKnowledgeFile
from analysis.gazetteer import plain
from analysis.model import Knowledge, KnownEvent, KnownGovernment, KnownOffice

WORD = re.compile(r"\w+|…")
LONGEST = 8_000_000  # bytes
_PARTS = 16  # of a dotted key
_QUOTED = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'')
_WIDE = 80  # characters of an id in a message
_TOLD = 8  # faults that a message tells; a file with more is mostly no knowledge file
_CODE = re.compile(r"[a-z]{2,3}")
_REQUIRED: Mapping[str, Mapping[str, type]] = {
    "event": {"id": str, "name": str, "edtf": str, "source": str, "names": dict},
    "government": {"id": str, "name": str, "source": str, "names": dict},
    "office": {"id": str, "government": str, "holder": str, "edtf": str, "source": str, "titles": dict},
}
_OPTIONAL: Mapping[str, Mapping[str, type]] = {
    "event": {"alternatives": list, "context": list},
    "government": {"adjectives": dict, "seats": dict},
    "office": {"spellings": list},
}
_IN_ENGLISH = {"government": "names", "office": "titles"}  # what other languages may lack
_SURFACES = ("names", "adjectives", "seats")
Table = dict[str, Any]
Tables = Mapping[str, Sequence[Any]]


def load_knowledge(paths: Iterable[Path] = ()) -> Knowledge:
    """The records of `analysis/knowledge`, and of files of one's own; a record there replaces ours of the same id.

    Raises `BadKnowledgeFile`, which lists all that is wrong with a file.
    """
    return _merge(_shipped(), tuple(paths))


@cache
def _shipped() -> Knowledge:
    return _merge(
        Knowledge((), (), ()), tuple(catalogue.file("knowledge", name) for name in catalogue.names("knowledge"))
    )


def _merge(base: Knowledge, paths: Sequence[Path]) -> Knowledge:
    """Files in their order, the later record of an id in place of the earlier."""
    if not paths:
        return base  # the same object, for which look-ups may have been made
    files = [(path, _read(path)) for path in paths]
    events = {event.id: event for event in base.events}
    governments = {government.id: government for government in base.governments}
    offices = {office.id: office for office in base.offices}
    known = {*governments, *(str(t.get("id")) for _, tables in files for t in _sound(tables["government"]))}
    for path, tables in files:
        faults = [*_all_faults(tables, known), *_shared(tables["government"], governments)]
        if faults:
            raise BadKnowledgeFile(f"{path} has {len(faults)} fault{'s' * (len(faults) > 1)}: {_told(faults)}")
        events |= {table["id"]: _event(table) for table in tables["event"]}
        governments |= {table["id"]: _government(table) for table in tables["government"]}
        offices |= {table["id"]: _office(table) for table in tables["office"]}
    return Knowledge(tuple(events.values()), tuple(governments.values()), tuple(offices.values()))


def _read(path: Path) -> Tables:
    """The tables of one file by their kind, unchecked."""
    try:
        data = tomllib.loads(_text(path))
    except OSError as err:
        raise BadKnowledgeFile(f"cannot read the knowledge file {path}: {err.strerror}; check the path") from err
    except ValueError as err:  # not UTF-8, or not TOML
        raise BadKnowledgeFile(f"{path} is not a TOML file in UTF-8: {err}") from err
    except RecursionError as err:
        raise BadKnowledgeFile(f"{path} is not a knowledge file: its values are nested too deeply") from err
    if not data or not set(data) <= set(_REQUIRED) or not all(isinstance(v, list) and v for v in data.values()):
        raise BadKnowledgeFile(
            f"{path} is not a knowledge file: expected [[event]], [[government]] or [[office]] tables and nothing else"
        )
    return {kind: data.get(kind, []) for kind in _REQUIRED}


def _text(path: Path) -> str:
    if path.exists() and not path.is_file():
        kind = "folder" if path.is_dir() else "pipe or a device"
        raise BadKnowledgeFile(f"the knowledge file {path} is a {kind}: name a TOML file")
    with path.open("rb") as file:
        content = file.read(LONGEST + 1)
    if len(content) > LONGEST:
        raise BadKnowledgeFile(f"{path} has more than {LONGEST:,} bytes: split it into several knowledge files")
    text = content.decode("utf-8")
    for number, line in enumerate(_QUOTED.sub("", text).split("\n"), 1):
        if line.partition("#")[0].count(".") >= _PARTS:  # the reader of TOML would take minutes, and gigabytes
            raise BadKnowledgeFile(f"{path} is not a knowledge file: line {number} has a key of {_PARTS} parts or more")
    return text


# -- what is wrong ---------------------------------------------------------------------------------


def _told(faults: Sequence[str]) -> str:
    """The first faults, in one line without what a terminal would obey."""
    shown = "; ".join(faults[:_TOLD]) + ("; …" if len(faults) > _TOLD else "")
    return "".join(c if c.isprintable() else "�" for c in shown)


def _all_faults(tables: Tables, governments: set[str]) -> Iterator[str]:
    for kind, found in tables.items():
        for place, table in enumerate(found, 1):
            yield from _faults(kind, place, table)
        often = Counter(str(table.get("id")) for table in _sound(found))
        yield from (f"there are {count} {kind}s with the id {name!r}" for name, count in often.items() if count > 1)
    for place, table in enumerate(tables["office"], 1):
        named = table.get("government") if isinstance(table, dict) else None
        if isinstance(named, str) and named not in governments:
            yield f"office {table.get('id', place)}: there is no government {named!r}"


def _faults(kind: str, place: int, table: Any) -> Iterator[str]:
    """All that is wrong with one table by itself, in words."""
    if not isinstance(table, dict):
        yield f"{kind} {place}: expected a table"
        return
    who = f"{kind} {str(table.get('id', place))[:_WIDE]}"
    shape = list(_shape_faults(who, table, _REQUIRED[kind], _OPTIONAL[kind]))
    yield from shape
    if not shape:
        yield from _date_faults(who, table)
        yield from _name_faults(who, table, _IN_ENGLISH.get(kind))


def _shape_faults(who: str, table: Table, required: Mapping[str, type], optional: Mapping[str, type]) -> Iterator[str]:
    kinds = {**required, **optional}
    yield from (f"{who}: unknown key {key!r}" for key in sorted(set(table) - set(kinds)))
    yield from (f"{who}: {key} is missing" for key in required if key not in table)
    for key, kind in kinds.items():
        if not isinstance(table.get(key, kind()), kind):
            yield f"{who}: {key} is of the wrong type"


def _date_faults(who: str, table: Table) -> Iterator[str]:
    for edtf in (*([table["edtf"]] if "edtf" in table else []), *table.get("alternatives", ())):
        bounds = dates.edtf_bounds(edtf) if isinstance(edtf, str) else None
        if bounds is None:
            yield f"{who}: {edtf!r} is not an EDTF date or interval such as 2014-03 or 2014-02-20/2014-03-18"
        elif bounds[0] is not None and bounds[1] is not None and bounds[1] <= bounds[0]:
            yield f"{who}: {edtf!r} ends before it begins"


def _name_faults(who: str, table: Table, in_english: str | None) -> Iterator[str]:
    if not table["source"].startswith("https://"):
        yield f"{who}: source is the https:// address of a page that tells the {'date' if 'edtf' in table else 'names'}"
    yield from (f"{who}: {key} needs a word" for key in ("id", "name") if key in table and not _are_names([table[key]]))
    lists: dict[str, Any] = {key: table[key] for key in ("context", "spellings") if key in table}
    if "holder" in table:
        lists["holder"] = [table["holder"]]
    for key, languages in ((key, value) for key, value in table.items() if isinstance(value, dict)):
        for code, names in languages.items():
            if not _CODE.fullmatch(code):
                yield f"{who}: {key}.{code} is not a language: expected a code such as en"
            lists[f"{key}.{code}"] = names
    yield from (f"{who}: {key} is a list of names in words" for key, names in lists.items() if not _are_names(names))
    if in_english and "en" not in table[in_english]:
        yield f"{who}: {in_english}.en is missing"


def _are_names(names: Any) -> bool:
    return (
        isinstance(names, list)
        and bool(names)
        and all(
            isinstance(name, str) and (words := name_words(name)) and "…" not in (words[0], words[-1]) for name in names
        )
    )


@lru_cache(maxsize=65_536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, in any case; "…" is one."""
    return tuple(WORD.findall(name.casefold()))


def _shared(tables: Sequence[Any], governments: Mapping[str, KnownGovernment]) -> Iterator[str]:
    """Words that stand for two governments: a look-up could only guess."""
    replaced = {str(table.get("id")) for table in _sound(tables)}
    owners: dict[tuple[str, str], str] = {}
    for government in governments.values():
        if government.id not in replaced:
            for field in (government.names, government.adjectives, government.seats):
                owners |= {(code, plain(form)): government.id for code, forms in field.items() for form in forms}
    for table in _sound(tables):
        for key, code, form in _surfaces(table):
            owner = owners.setdefault((code, plain(form)), str(table.get("id")))
            if owner != str(table.get("id")):
                yield f"government {table.get('id')}: {key}.{code} has {form!r}, which stands for {owner} too"


def _surfaces(table: Table) -> Iterator[tuple[str, str, str]]:
    """Key, language and words, of what is sound in a table of a government."""
    for key in _SURFACES:
        languages = table.get(key)
        for code, forms in languages.items() if isinstance(languages, dict) else ():
            yield from ((key, code, form) for form in (forms if isinstance(forms, list) else ()) if type(form) is str)


def _sound(tables: Sequence[Any]) -> Iterator[Table]:
    return (table for table in tables if isinstance(table, dict))


# -- records ---------------------------------------------------------------------------------------


def _event(table: Table) -> KnownEvent:
    return KnownEvent(
        table["id"], table["name"], table["edtf"], tuple(table.get("alternatives", ())), _by_language(table, "names"),
        table["source"], tuple(table.get("context", ())),
    )  # fmt: skip


def _government(table: Table) -> KnownGovernment:
    names, adjectives, seats = (_by_language(table, key) for key in _SURFACES)
    return KnownGovernment(table["id"], table["name"], names, adjectives, seats, table["source"])


def _office(table: Table) -> KnownOffice:
    return KnownOffice(
        table["id"], table["government"], _by_language(table, "titles"), table["holder"], table["edtf"],
        table["source"], tuple(table.get("spellings", ())),
    )  # fmt: skip


def _by_language(table: Table, key: str) -> dict[str, tuple[str, ...]]:
    return {code: tuple(names) for code, names in table.get(key, {}).items()}
