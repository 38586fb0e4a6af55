"""Judge whether two tellings mean the same event: Telling, Telling → points, or None.

    points("Lang resigned on Wednesday", "Piet Lang stepped down on Wednesday evening")     # 5.5
    points("She called them on Monday", "She called them on Tuesday")                       # None: two days

None is a contradiction: other days, other people. Else what they share is summed up; from `ENOUGH` on they are one.
The points are set by hand, on articles of this project's own (`notebooks/examples`); there is no model behind them.
"""

from __future__ import annotations

from collections.abc import Collection

from analysis.model import Instant
from analysis.threads.telling import DAY, Telling, Words

ENOUGH = 4.0
ON_THE_DAY = 2.0
BESIDE = 2.0  # more, for two that stand beside tellings of one event that both articles are known to tell
VAGUE = 100  # days from which an undated telling says nothing of its time
HOURS = 3 * 3_600
APART = 3 * DAY  # how far apart two dates of what happens only once may be told

NOT_SO = frozenset({"denied", "negated"})

Bounds = tuple[Instant | None, Instant | None]


def points(a: Telling, b: Telling) -> float | None:
    """What two tellings of one family share; None if they cannot be the same event."""
    when = _time(a, b)
    if when is None or _denies(a, b) or _denies(b, a) or a.known and b.known and a.known != b.known:
        return None
    who = _people(a, b)
    if who is None:
        return None
    known = 3.0 if a.known is not None and a.known == b.known else 0.0
    same = when == ON_THE_DAY or a.dated and b.dated and any(_has(b.names, name) for name in a.names)
    once = 1.0 if a.once and b.once and same else 0.0
    about = 0.25 * min(4, len(a.topic & b.topic)) + 0.3 * min(4, len(a.context & b.context))
    return when + who + known + once + about


def retold(heading: Telling, body: Telling) -> bool:
    """Does the headline of an article tell what its body does? In fewer words: nothing contradicts it."""
    named = heading.names and body.names and not _words(heading.names) & (_words(body.names) | body.around)
    same = (heading.certainty in NOT_SO) == (body.certainty in NOT_SO)
    return bool(_time(heading, body) is not None and same and not named)


# -- when ------------------------------------------------------------------------------------------


def _time(a: Telling, b: Telling) -> float | None:
    if not a.dated or not b.dated:
        if not overlap(a.room, b.room):
            return None
        return _loosely(a, b)
    assert a.first is not None and b.first is not None
    if a.clocked and b.clocked and a.zoned == b.zoned and not a.once and abs(a.first - b.first) > HOURS:
        return None
    if not overlap(a.room, b.room):
        return 0.0 if a.once and b.once and gap(a.room, b.room) <= APART else None
    length = max(_length_of(a.bounds), _length_of(b.bounds))
    return next(worth for most, worth in ((2, ON_THE_DAY), (10, 1.5), (31, 1.0), (10**9, 0.5)) if length <= most)


def denied_until(a: Telling) -> Instant | None:
    """Up to when a denial denies: "he has not resigned" is not of the day after."""
    return (a.published + 1) * DAY if a.certainty in NOT_SO and a.published is not None else None


def told_from(a: Telling) -> Instant | None:
    """From when on something is told as having happened."""
    return a.room[0] if a.certainty == "asserted" and a.dated else None


def _denies(a: Telling, b: Telling) -> bool:
    until, begun = denied_until(a), told_from(b)
    return until is not None and begun is not None and begun >= until


def _loosely(a: Telling, b: Telling) -> float:
    """Of tellings without a date: told within days of each other, or recent news where the other has its date."""
    unbounded = any(_length_of(t.bounds) > VAGUE for t in (a, b) if not t.dated)
    if a.dated or b.dated:
        return 0.0 if unbounded else 0.5
    if unbounded:
        return -1.0
    return 0.5 if a.published is not None and b.published is not None and abs(a.published - b.published) <= 2 else 0.0


def _length_of(bounds: Bounds) -> float:
    """Days; of an open end, a year."""
    first, last = bounds
    return 366.0 if first is None or last is None else (last - first) / DAY


def overlap(a: Bounds, b: Bounds) -> bool:
    return (a[0] is None or b[1] is None or a[0] < b[1]) and (b[0] is None or a[1] is None or b[0] < a[1])


def gap(a: Bounds, b: Bounds) -> int:
    """Seconds from one to the other; 0 if they overlap."""
    gaps = [x[0] - y[1] for x, y in ((a, b), (b, a)) if x[0] is not None and y[1] is not None]
    return max([0, *gaps])


# -- who -------------------------------------------------------------------------------------------


def _people(a: Telling, b: Telling) -> float | None:
    parsed = a.row is not None and b.row is not None
    shared = min(sum(_has(b.names, name) for name in a.names), sum(_has(a.names, name) for name in b.names))
    heads = len((a.heads & b.heads) - _words(a.names) | (a.nouns | b.nouns) & a.heads & b.heads)
    around = len(a.around & b.around)
    if a.row is None and b.row is None:
        beside = 1.5 * around
    else:
        beside = sum(worth for one, other in ((a, b), (b, a)) for worth in _beside(one, other, parsed))
    if parsed and not shared and not beside and _strangers(a, b):
        return None
    places = len(a.places & b.places | a.places & b.around | b.places & a.around)
    if not (shared or heads or beside or places or around >= _needed(a, b, parsed)):
        return None
    found = 2.0 * min(2, shared) + min(4.0, beside) + min(2.0, 0.5 * around + 0.5 * places)
    return found + (0.0, 1.5, 2.25)[min(2, heads)] - (_against(a, b) if parsed else 0.0) - _doubted(a, b)


def _needed(a: Telling, b: Telling, parsed: bool) -> float:
    """How many names two sentences must share where nothing else of the two is known to be the same."""
    if a.names or b.names:
        return float("inf") if parsed else 2
    return 2 if parsed else 1


def _strangers(a: Telling, b: Telling) -> bool:
    """Do other people take part, or other things? "Halvorsen Works" and "Oskar Halvorsen" may be either."""
    if a.names and b.names:
        return not _words(a.names) & _words(b.names)
    return bool(a.nouns and b.nouns) and not a.heads & b.heads


def _has(names: Collection[Words], name: Words) -> bool:
    """The same name, longer or shorter: "Okonjo" is in "Mara Okonjo"; "Oskar Halvorsen" is not "Halvorsen Works"."""
    return any(name <= other or other <= name for other in names)


def _words(names: Collection[Words]) -> Words:
    return frozenset().union(*names)


def _beside(a: Telling, b: Telling, parsed: bool) -> list[float]:
    """What the names are worth that take part in one telling, and stand somewhere in the sentence of the other."""
    apart = [name for name in a.names if not _has(b.names, name) and name & b.around]
    whole, part = (1.0, 1.0) if parsed else (2.0, 1.5)
    return [whole if name <= b.around else part for name in apart]


def _against(a: Telling, b: Telling) -> float:
    against = 0.0
    for mine, theirs, worth in ((a.agents, b.agents, 2.0), (a.patients, b.patients, 1.5)):
        if mine and theirs and not any(_has(theirs, name) for name in mine):
            against += worth
    if a.places and b.places and not a.places & b.places:
        against += 1.0
    return against


def _doubted(a: Telling, b: Telling) -> float:
    """What a denial costs beside what is told: it needs more to be of the same."""
    standing = {a.certainty, b.certainty}
    if not standing & NOT_SO or standing <= NOT_SO:
        return 0.0
    return 2.0 if standing == {"negated", "asserted"} else 1.0
