"""Hold a corpus of TimeML against our schema: .tml files → which pass, and how the others deviate.

    python benchmarks/timeml.py ../shared/data/timex/tbaq

What deviates is mended in memory, one known way after the other, until the file passes: so the list is whole. Reading
is tried too: ids that are there twice, and references to what is not there.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from analysis import timeml

SCHEMA = Path(timeml.__file__).parent / "schemas" / "timeml.rng"
VERBAL = ("tense", "aspect", "pos", "polarity", "modality")


def schema() -> Any:
    return etree.RelaxNG(etree.parse(SCHEMA))


def deviations(tree: Any) -> Iterator[str]:
    """What is known of these corpora that TimeML 1.2.1 does not have; it is taken out as it is told."""
    for event in tree.iter("EVENT"):
        for name in ("stem", *VERBAL):
            if event.attrib.pop(name, None) is not None:
                yield f"EVENT has {name}" + (", which MAKEINSTANCE has" if name in VERBAL else "")
    for instance in tree.iter("MAKEINSTANCE"):
        if instance.get("pos") == "UNKNOWN":
            instance.set("pos", "OTHER")
            yield "MAKEINSTANCE has pos UNKNOWN"
    for extra in tree.iter("EXTRAINFO"):
        for child in list(extra):
            yield f"EXTRAINFO holds {child.tag}"
        etree.strip_tags(extra, "*")

def main(folder: str) -> int:
    form, found, passed, paths = schema(), Counter[str](), 0, sorted(Path(folder).rglob("*.tml"))
    loose: Counter[str] = Counter()
    unknown = []
    for path in paths:
        tree = etree.parse(path)
        loose.update({message.split(":")[-1].split()[0] for message in timeml.read_timeml(path).loose()})
        if form.validate(tree):
            passed += 1
            continue
        found.update(set(deviations(tree)))
        if not form.validate(tree):
            unknown.append(f"{path.name}: {form.error_log.last_error.message}")
    print(f"{passed} of {len(paths)} files pass {SCHEMA.name}; the others deviate so (files):")
    for what, count in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        print(f"{count:5}  {what}")
    print(f"{len(unknown)} files deviate in a way that is not listed", *unknown, sep="\n       ")
    print("references to what is not there, or ids that are there twice (files):", dict(loose) or "none")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/timex/tbaq"))
