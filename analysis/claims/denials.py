"""Pair what one side says with what another denies: about the same action, or "it", said of who denies it."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.claims.article import AROUND, CORE, DEEP, Article, Pair, actions, agents_at, each, issue, near
from analysis.claims.attributed import ASSERTS, DENIES, SHOWS
from analysis.claims.draft import Draft, topics


def contradictions(article: Article) -> Iterator[Pair]:
    """What one side says and another denies: about the same action, or the same evidence.

    Each denial is paired with the charge nearest to it of each other holder, for each thing denied: an article
    that repeats itself does not multiply its pairs.
    """
    about: dict[str, list[int]] = {}
    for j, charge in each(article, (ASSERTS, SHOWS)):
        for root in actions(charge, article):
            about.setdefault(root, []).append(j)
    for i, denial in each(article, (DENIES,)):
        denied = _denied(denial, article)
        nearest: dict[tuple[str | None, frozenset[str]], tuple[int, Pair]] = {}
        for j in sorted({j for root in denied for j in near(about.get(root, ()), i)}):
            charge = article.drafts[j]
            if charge.holder == denial.holder or charge.quote is not None and charge.quote == denial.quote:
                continue
            shared = actions(charge, article) & denied
            acting = agents_at(article.head(charge), article), agents_at(article.head(denial), article)
            if not acting[0] or not acting[1] or acting[0] & acting[1] or denial.holder in acting[0]:
                key = charge.holder, shared
                if key not in nearest or abs(i - j) < nearest[key][0]:
                    nearest[key] = abs(i - j), Pair(j, i, "contradiction", issue(shared, denial, article))
        yield from (pair for _, pair in nearest.values())
        if not nearest and _is_whole(denial, article):
            yield from _answered(i, denial, article)


def _is_whole(denial: Draft, article: Article) -> bool:
    """ "denied it", "denied the accusation", "denies any involvement": what is denied is what was said before."""
    objects = [c for c in article.head(denial).children if c.dep_ == "dobj"]
    named = article.words("accusations")
    return any(t.lemma_.lower() in named and not any(c.dep_ in ("prep", "acl") for c in t.children) for t in objects)


def _answered(place: int, denial: Draft, article: Article) -> Iterator[Pair]:
    """The last thing that somebody else has said of who denies it, a few claims before."""
    for j in range(place - 1, max(-1, place - 1 - AROUND), -1):
        charge = article.drafts[j]
        of_him = denial.holder is not None and (
            charge.target == denial.holder or denial.holder in agents_at(article.head(charge), article)
        )
        if of_him and charge.stance in (ASSERTS, SHOWS) and charge.holder not in (denial.holder, None):
            yield Pair(j, place, "contradiction", issue(actions(charge, article), charge, article))
            return


def _denied(draft: Draft, article: Article) -> frozenset[str]:
    """What a denial is of: its verb, or, behind verbs that say little ("never intended to"), the next thing said."""
    weak = article.words("weak") | article.words("accusations") | article.language.words("events", "light")
    found: set[str] = set()
    level = [article.head(draft)]
    for _ in range(DEEP + 1):
        roots = {token: topics([token], article.language) for token in level}
        found |= {root for token, about in roots.items() for root in about - weak if token.pos_ in ("VERB", "NOUN")}
        little = [t for t, about in roots.items() if not about or about & weak or t.lemma_.lower() in weak]
        level = [c for token in little for c in token.children if c.dep_ in CORE or c.dep_ == "ccomp"]
    return frozenset(found)
