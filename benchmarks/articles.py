"""Make news articles that nobody wrote: a seed → texts, varied in names, dates, length and make-up.

    for name, text in articles(1_000): ...

For measuring, not for reading: the sentences are dull, but each has people, a date and an event, names are new all the
time as they are in the world, and one article in eight quotes somebody.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from pathlib import Path

CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
ROLES = ("minister", "president", "mayor", "general", "spokeswoman", "judge", "union leader", "central banker")
DEEDS = ("resigned", "met {other}", "signed the treaty with {other}", "visited {place}", "was arrested in {place}",
         "denied the charges", "opened the talks in {place}", "won the election", "accused {other} of fraud",
         "will meet {other}", "closed the border with {place}", "attacked the port of {place}")  # fmt: skip
WHEN = ("on {weekday}", "in {month}", "on {day} {month} {year}", "yesterday", "last week", "in {year}",
        "three days ago", "at 3:07 p.m. GMT on {weekday}", "in the coming days", "since {month} {year}",
        "two weeks later")  # fmt: skip
ADDED = ("officials said", "according to the ministry", "the agency reported", "witnesses told reporters", "")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "June", "July", "September", "October", "November", "December")


def articles(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """`count` names and texts of 1 to 6 paragraphs; with the same seed, more begin with the same."""
    for number in range(count):
        yield f"{number:06d}", article(random.Random(f"{seed}-{number}"))


def written(folder: Path, count: int, seed: int = 1) -> Path:
    """The same as files, a thousand to a folder."""
    for number, (name, text) in enumerate(articles(count, seed)):
        place = folder / f"{number // 1_000:03d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def article(draw: random.Random) -> str:
    day = datetime.date(2015, 1, 1) + datetime.timedelta(days=draw.randrange(3_000))
    people, places = [_name(draw) for _ in range(4)], [_name(draw) for _ in range(3)]
    head = f"{places[0].upper()}, {day.strftime('%B')} {day.day}, {day.year} (Reuters) - "
    paragraphs = [
        " ".join(_sentence(draw, people, places) for _ in range(draw.randint(1, 4))) for _ in range(draw.randint(1, 6))
    ]
    if draw.random() < 0.125:
        paragraphs.append(f"“We will not give up {draw.choice(places)},” said {draw.choice(people)}.")
    return head + "\n\n".join(paragraphs) + "\n"


def _name(draw: random.Random) -> str:
    syllables = (draw.choice(CONSONANTS) + draw.choice(VOWELS) for _ in range(draw.randint(2, 4)))
    return "".join(syllables).title() + draw.choice("nrsl")


def _sentence(draw: random.Random, people: list[str], places: list[str]) -> str:
    who, other = draw.sample(people, 2)
    deed = draw.choice(DEEDS).format(other=other, place=draw.choice(places))
    when = draw.choice(WHEN).format(weekday=draw.choice(WEEKDAYS), month=draw.choice(MONTHS), day=draw.randint(1, 28),
                                    year=draw.randint(1990, 2020))  # fmt: skip
    added = draw.choice(ADDED)
    return f"The {draw.choice(ROLES)} {who} {deed} {when}{', ' if added else ''}{added}."
