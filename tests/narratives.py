"""Narratives made by hand for the figures: rows in plain words → Narrative, by way of the types and `tabulate`.

told([Told("The bridge fell.", at=days(1999, 3, 1))])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pandas as pd

from analysis.dates import DAY, day_of
from analysis.document import from_text
from analysis.model import (
    Annotations,
    Certainty,
    Claim,
    ClaimPair,
    Event,
    Moment,
    Participant,
    Quote,
    Section,
    Span,
    Unit,
    When,
)
from analysis.narrative import Narrative, tabulate

NOT_DATED = When(None, None, "none", "the text does not say when")
CERTAINTIES: tuple[Certainty, ...] = ("asserted", "future", "alleged", "conditional", "opinion", "denied", "negated")


@dataclass(frozen=True)
class Told:
    """One sentence and the row it gives. `at` is (first day, day after) in days since 1970, either None for open."""

    words: str
    kind: str = "event"
    at: tuple[int | None, int | None] | None = None
    precision: Unit = "day"
    certainty: Certainty = "asserted"
    throughout: bool = False
    approximate: bool = False
    seconds: tuple[int, int] | None = None
    who: tuple[tuple[str, str], ...] = ()
    holder: str | None = None
    stance: str = "asserts"


def day(year: int, month: int = 1, date: int = 1) -> int:
    return day_of(year, month, date)


def days(year: int, month: int, date: int, count: int = 1) -> tuple[int, int]:
    return day(year, month, date), day(year, month, date) + count


def told(rows: Sequence[Told], name: str = "made", pairs: Sequence[tuple[int, int, str, str]] = ()) -> Narrative:
    """The narrative of one article; `pairs` are (row, row, relation, issue)."""
    narrative = tabulate([annotations(rows, name, pairs)])
    issues = pd.Series([issue for *_, issue in pairs], dtype="object")
    return replace(narrative, claim_pairs=narrative.claim_pairs.assign(issue=issues))


def annotations(
    rows: Sequence[Told], name: str = "made", pairs: Sequence[tuple[int, int, str, str]] = ()
) -> Annotations:
    text = "\n".join(row.words for row in rows) or "Nothing."
    document = replace(from_text(text, id=name, language="en", kind="news"), title=f"The {name} <b onclick=x>",
                       sections=(Section(Span(0, len(text)), "body"),))  # fmt: skip
    made: dict[str, list[Any]] = {"event": [], "quote": [], "claim": []}
    start = 0
    for place, row in enumerate(rows):
        made[row.kind].append(_made(row, f"{name}-{place}", Span(start, start + len(row.words))))
        start += len(row.words) + 1
    linked = tuple(ClaimPair(f"{name}-{a}", f"{name}-{b}", relation) for a, b, relation, _ in pairs)
    ranks = {
        e.id: e.when.moment.start // DAY for e in made["event"] if e.when.moment and e.when.moment.start is not None
    }
    return Annotations(document, None, (), tuple(made["event"]), tuple(made["quote"]), tuple(made["claim"]), linked, (),
                       ranks)  # fmt: skip


def _made(row: Told, name: str, span: Span) -> Event | Quote | Claim:
    when = _when(row)
    if row.kind == "quote":
        return Quote(name, span, span, "direct", row.holder, None, "say", when)
    if row.kind == "claim":
        return Claim(name, span, span, row.holder, row.stance, row.certainty, when)
    people = tuple(Participant(who, role, span) for who, role in row.who)
    return Event(name, span, span, "do", row.words, "OCCURRENCE", row.certainty, None, people, row.holder, when, True)


def _when(row: Told) -> When:
    if row.at is None and row.seconds is None:
        return NOT_DATED
    start, end = row.seconds or (None if at is None else at * DAY for at in row.at or ())
    holds = "throughout" if row.throughout else "within"
    moment = Moment(start, end, row.precision, holds=holds, approximate=row.approximate)  # type: ignore[arg-type]
    return When(moment, None, "text", "the text says so")


# -- a few of them -------------------------------------------------------------------------------

PEOPLE = ("Ada Smith", "Олена Коваленко", "Boris Петров", "The Ministry", "José Núñez", "Lý Thái Tổ", "Union", "Kyiv")


STANCES = ("asserts", "denies", "believes", "doubts", "promises", "hopes")
RELATIONS = ("contradiction", "disagreement", "rebuttal", "counter-accusation", "internal hedge", "reversal", "drift")


def many(count: int = 500) -> Narrative:
    """Events over eleven years, most in one of them, quotes and claims; all different, the same on every run."""
    rows = []
    for n in range(count):
        year = 2021 if n % 3 else 2012 + n % 11
        first = day(year) + n * 37 % 360
        length = 1 if n % 4 else (7, 30, 2)[n % 3]
        who = ((PEOPLE[n % 8], "agent"), (PEOPLE[n * 5 % 7], "patient"))[: n % 3]
        rows.append(
            Told(
                f"Number {n}: the council of the {n % 9}th district decided on the matter of road {n}.",
                at=None if n % 25 == 7 else (first, first + length), certainty=CERTAINTIES[n % 11 % 7], who=who,
                throughout=n % 8 == 4, approximate=n % 16 == 8,
            )
        )  # fmt: skip
    rows += [
        Told(
            f"“We have, in sentence {n}, {'again and again ' * (n % 6)}said so.”",
            "quote",
            holder=f"{PEOPLE[n % 8]} {n % 5}",
        )
        for n in range(100)
    ]
    rows += [
        Told(
            f"Road {n} is {'not ' * (n % 2)}to be closed before the end of the year.",
            "claim",
            holder=PEOPLE[n % 8],
            stance=STANCES[n % 6],
            certainty=CERTAINTIES[n % 7],
        )
        for n in range(100)
    ]
    pairs = [(count + 100 + n, count + 101 + n, RELATIONS[n % 7], f"Is road {n // 4} to be closed?") for n in range(20)]
    return told(rows, "many", pairs)


def cyrillic() -> Narrative:
    rows = [
        Told(
            "Олена Коваленко виступила в парламенті у вівторок.",
            at=days(2021, 12, 7),
            who=(("Олена Коваленко", "agent"),),
        ),
        Told(
            "Щорічний з’їзд інженерів відкрився в Харкові.",
            at=days(2021, 12, 8),
            who=(("з’їзд інженерів", "agent"), ("Харків", "location")),
        ),
        Told(
            "Борис Петров и Олена Коваленко встретились в Женеве.",
            at=days(2021, 6, 1, 30),
            precision="month",
            who=(("Борис Петров", "agent"), ("Олена Коваленко", "agent")),
        ),
        Told("«Мы не собираемся ни на кого нападать, но у нас есть красные линии»", "quote", holder="Борис Петров"),
        Told("«Жодних рішень без нас»", "quote", holder="Олена Коваленко", at=days(2021, 12, 7)),
        Told(
            "Борис Петров отрицает план вторжения.", "claim", holder="Борис Петров", stance="denies", certainty="denied"
        ),
        Told(
            "Уряд стверджує, що війська стоять на кордоні.",
            "claim",
            holder="Уряд",
            stance="asserts",
            certainty="alleged",
        ),
    ]
    return told(rows, "кирилиця", [(5, 6, "contradiction", "Чи готується вторгнення?")])


def ancient() -> Narrative:
    """Years before Christ, a century, a minute, open ends and an event that is only about right."""
    rows = [
        Told("Xerxes crossed the strait.", at=(day(-479), day(-478)), precision="year", who=(("Xerxes", "agent"),)),
        Told("Caesar fell on the Ides of March.", at=days(-43, 3, 15), who=(("Caesar", "patient"),)),
        Told(
            "The wall was built in the second century.", at=(day(101), day(201)), precision="century", approximate=True
        ),
        Told("Since the conquest the castle has stood.", at=(day(1066, 10, 14), None)),
        Told("It was lost by 1453.", at=(None, day(1453, 5, 30))),
        Told(
            "The clock stopped at 15:07.",
            seconds=(day(2021, 12, 7) * DAY + 54_420, day(2021, 12, 7) * DAY + 54_480),
            precision="minute",
        ),
    ]
    return told(rows, "ancient")


def hostile() -> Narrative:
    long = "w" * 10_000
    script = "<script>alert('x')</script>"
    rows = [
        Told(
            f"{script} met the king of $x^2$. {{{{a}}}} %{{y}} &lt;i&gt;",
            at=days(2021, 12, 7),
            who=((script, "agent"), ("king", "patient")),
        ),
        Told(long, at=days(2021, 12, 8), who=((long, "agent"), (script, "agent")), certainty="alleged", holder=long),
        Told(long + " and more", certainty="negated", who=((long, "patient"),)),
        Told(f"“{script} {long}”", "quote", holder=script),
        Told("“a”", "quote", holder=long),
        Told(f"{script} lies.", "claim", holder=script, stance="asserts", certainty="alleged"),
        Told(long, "claim", holder=long, stance="denies", certainty="denied"),
    ]
    return told(rows, "hostile", [(5, 6, f"contradiction {script}", f"{script}?")])


def undated() -> Narrative:
    return told(
        [Told(f"Ann helped Bo, time {n}.", who=(("Ann", "agent"), ("Bo", "patient"))) for n in range(5)], "undated"
    )


def empty() -> Narrative:
    return tabulate([])


def refused() -> Narrative:
    """Nothing in it happened: each kind of doubt and denial, with and without a date."""
    rows = [
        Told(
            f"The {certainty} thing number {n} of Ann.",
            certainty=certainty,
            who=(("Ann", "agent"), ("Bo", "patient")),
            at=at,
            throughout=n % 2 == 0,
        )
        for certainty in ("conditional", "opinion", "denied", "negated")
        for n, at in enumerate((days(2021, 12, 7), days(2021, 12, 7, 30), None))
    ]
    return told(rows, "refused")


def disputed() -> Narrative:
    rows = [
        Told(
            "Moscow is massing troops on the border.",
            "claim",
            holder="Washington",
            certainty="alleged",
            at=days(2021, 12, 7),
        ),
        Told(
            "There is no invasion plan.",
            "claim",
            holder="The Kremlin",
            stance="denies",
            certainty="denied",
            at=days(2021, 12, 7),
        ),
        Told("The talks were a success.", "claim", holder="The minister", certainty="asserted", at=days(2021, 12, 1)),
        Told("The talks were useful.", "claim", holder="The minister", certainty="asserted", at=days(2021, 12, 9)),
        Told(
            "The talks were never going to decide anything.",
            "claim",
            holder="The minister",
            stance="doubts",
            certainty="opinion",
        ),
        Told("We will publish the minutes.", "claim", holder="The spokesman", stance="promises", certainty="future"),
        Told("A deal is near.", "claim", holder="Many observers", stance="believes", certainty="opinion"),
        Told("A deal is close.", "claim", holder="The minister", stance="hopes", certainty="opinion"),
    ]
    pairs = [
        (0, 1, "contradiction", "Is an attack planned?"),
        (2, 3, "drift", "How did the talks go?"),
        (3, 4, "reversal", "How did the talks go?"),
    ]
    return told(rows, "disputed", pairs)


def pair() -> Narrative:
    """Two claims and nothing else: the smallest figure with the tallest hover."""
    rows = [
        Told("Moscow is massing troops on the border.", "claim", holder="Washington", certainty="alleged"),
        Told("There is no invasion plan.", "claim", holder="The Kremlin", stance="denies", certainty="denied"),
    ]
    return told(rows, "pair", [(0, 1, "contradiction", "Is an attack planned?")])


def spoken() -> Narrative:
    rows = [
        Told("“We didn't get to see one another at the G20.”", "quote", holder="Joe Biden", at=days(2021, 12, 7)),
        Told("“I greet you, Mr. President.”", "quote", holder="Vladimir Putin"),
        Told("They sat down.", at=days(2021, 12, 7)),
        Told(
            "“It's good to see you again. I hope that the next time we will see each other in person.”",
            "quote",
            holder="Joe Biden",
        ),
        Told("“No comment.”", "quote"),
    ]
    return told(rows, "spoken")


def mixed() -> Narrative:
    """Several articles of all kinds in one narrative."""
    parts = (cyrillic(), ancient(), hostile(), refused(), disputed(), spoken())
    tables = {
        name: pd.concat([getattr(part, name) for part in parts], ignore_index=True)
        for name in ("timeline", "expressions", "relations", "claim_pairs", "documents")
    }
    return Narrative(**tables)


MADE = {
    "many": many, "cyrillic": cyrillic, "ancient": ancient, "hostile": hostile, "undated": undated, "empty": empty,
    "refused": refused, "disputed": disputed, "pair": pair, "spoken": spoken,
    "mixed": mixed, "some": lambda: many(90), "numbers": lambda: many(200),
}  # fmt: skip


@cache
def of_kind(kind: str) -> Narrative:
    return MADE[kind]()
