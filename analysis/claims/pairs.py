"""Pair the claims that compete: Drafts → pairs, each with its kind and what it is about.

A pair needs more than a shared word: a denial is about the same action as the charge; a hedge stands in one sentence,
behind a "but"; a rebuttal is what the accused does in the same sentence. Two figures of two electorates are no pair,
nor are two consequences of one condition, nor a concession within one quotation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.claims.attributed import ASSERTS, BELIEVES, DENIES, HOPES, INSISTS, OPEN, PROMISES, SEEMS, SHOWS
from analysis.claims.draft import Draft, sentence_of, topics, trimmed, word
from analysis.language import Language
from analysis.model import Event, Span

if TYPE_CHECKING:
    from analysis.tree import Doc, Token


_DEEP = 3  # words between the verb of a clause and what it is still about
_NAMED = 3  # words that tell what a pair is about


@dataclass(frozen=True)
class Pair:
    """Two drafts by place, how they compete, and about what."""

    a: int
    b: int
    relation: str
    issue: str


@dataclass(frozen=True)
class Article:
    """The article that claims are compared in. `drafts` grows by what the article itself tells against one."""

    drafts: list[Draft]
    doc: Doc
    events: Sequence[Event]
    language: Language

    def words(self, key: str) -> frozenset[str]:
        return self.language.words("claims", key)

    @cached_property
    def by_span(self) -> dict[Span, Event]:
        return {event.span: event for event in self.events}

    def head(self, draft: Draft) -> Token:
        return self.doc[draft.place]


def find_pairs(drafts: list[Draft], doc: Doc, events: Sequence[Event], language: Language) -> list[Pair]:
    """All pairs, each two claims once; drafts of what the article tells against a claim are added to `drafts`."""
    article = Article(drafts, doc, events, language)
    found: dict[tuple[int, int], Pair] = {}
    rules: tuple[Callable[[Article], Iterator[Pair]], ...] = (
        _contradictions, _counter_accusations, _rebuttals, _hedges, _reversals, _disagreements, _drifts, _evidence,
    )  # fmt: skip
    for rule in rules:
        for pair in list(rule(article)):
            found.setdefault((min(pair.a, pair.b), max(pair.a, pair.b)), pair)
    return sorted(found.values(), key=lambda p: (p.a, p.b))


def _each(article: Article, stances: Sequence[str]) -> list[tuple[int, Draft]]:
    return [(i, d) for i, d in enumerate(article.drafts) if d.stance in stances]


def _issue(roots: frozenset[str], draft: Draft, article: Article) -> str:
    """What a pair is about, in the words of one of its claims: "attack?"."""
    words = article.doc.char_span(draft.sentence.start, draft.sentence.end, alignment_mode="expand") or ()
    named = {t.lemma_.lower(): t.text for t in words if topics([t], article.language) & roots}
    return ", ".join(list(named.values())[:_NAMED] or sorted(roots)[:_NAMED]) + "?"


def _contradictions(article: Article) -> Iterator[Pair]:
    """What one side says and another denies: about the same action, or the same evidence."""
    for i, denial in _each(article, (DENIES,)):
        for j, charge in _each(article, (ASSERTS, SHOWS)):
            if charge.holder == denial.holder or charge.quote is not None and charge.quote == denial.quote:
                continue
            shared = _actions(charge, article) & _denied(denial, article)
            acting = _agents_at(article.head(charge), article), _agents_at(article.head(denial), article)
            if shared and (not acting[0] or not acting[1] or acting[0] & acting[1] or denial.holder in acting[0]):
                yield Pair(j, i, "contradiction", _issue(shared, denial, article))


def _actions(draft: Draft, article: Article) -> frozenset[str]:
    """The roots of what is done, or of what is shown, in a claim: not its places and people."""
    tokens = [t for t in _core(article.head(draft)) if draft.span.start <= t.idx < draft.span.end]
    nouns = article.language.words("events.nouns", "occurrence") | article.language.words("claims", "evidence")
    told = [t for t in tokens if t.pos_ == "VERB" or t.lemma_.lower() in nouns]
    weak = article.words("weak")
    return frozenset(root for root in topics(told, article.language) if root not in weak)


def _denied(draft: Draft, article: Article) -> frozenset[str]:
    """What a denial is of: its verb, or, behind verbs that say little ("never intended to"), the next thing said."""
    weak = article.words("weak") | article.language.words("events", "light")
    found: set[str] = set()
    level = [article.head(draft)]
    for _ in range(_DEEP + 1):
        roots = {token: topics([token], article.language) for token in level}
        found |= {root for token, about in roots.items() for root in about - weak if token.pos_ in ("VERB", "NOUN")}
        little = [t for t, about in roots.items() if not about or about & weak or t.lemma_.lower() in weak]
        level = [c for token in little for c in token.children if c.dep_ in _CORE]
    return frozenset(found)


def _core(head: Token) -> list[Token]:
    """What a clause says by its verb, its objects and theirs: not in its relative and adverbial clauses."""
    found, level = [head], [head]
    for _ in range(_DEEP):
        level = [c for token in level for c in token.children if c.dep_ in _CORE]
        found += level
    return found


_CORE = frozenset({"dobj", "xcomp", "attr", "acomp", "prep", "pobj", "pcomp", "compound", "nsubj", "nsubjpass", "acl"})


def _counter_accusations(article: Article) -> Iterator[Pair]:
    """ "A accuses B of …", "B accuses A of …": the gravest charge of each, which is what it is said to aim at."""
    charges = [(i, d) for i, d in _each(article, (ASSERTS,)) if d.target is not None and d.holder is not None]
    for i, one in charges:
        for j, other in charges:
            answers = one.target in (other.holder or "").split(", ") and other.target in (one.holder or "").split(", ")
            if i < j and answers and _gravest(i, charges) and _gravest(j, charges):
                yield Pair(i, j, "counter-accusation", f"{one.target}, {other.target}?")


def _gravest(place: int, charges: Sequence[tuple[int, Draft]]) -> bool:
    """The last claim that one accusation brings: its purpose, where it names one."""
    cue = next(d.cue for i, d in charges if i == place)
    return place == max(i for i, d in charges if d.cue == cue)


def _rebuttals(article: Article) -> Iterator[Pair]:
    """ "X, accused of going it alone, insists on its coordination": the accused answers in the same sentence."""
    for i, charge in _each(article, (ASSERTS,)):
        if charge.target is None:
            continue
        for j, answer in _each(article, (INSISTS, DENIES)):
            if answer.sentence == charge.sentence and answer.holder == charge.target and answer.cue != charge.cue:
                yield Pair(i, j, "rebuttal", f"{charge.target}?")
                break


def _hedges(article: Article) -> Iterator[Pair]:
    """ "believe that he is bluffing, but few rule out an attack": one holder takes back half of it in one sentence."""
    for i, first in enumerate(article.drafts):
        for j in range(i + 1, len(article.drafts)):
            second = article.drafts[j]
            if second.sentence != first.sentence or second.holder != first.holder or first.holder is None:
                continue
            if first.quote is not None or first.stance == PROMISES or second.stance == PROMISES:
                continue
            between = article.doc.text[first.span.end : second.span.start].split()
            linked = any(w.strip(',;"”“').lower() in article.words("but") for w in between)
            last = _none_between(first, second, article)
            if linked and last and (second.stance == OPEN or first.stance in (ASSERTS, BELIEVES)):
                yield Pair(
                    i, j, "internal hedge", _issue(first.topics & second.topics or second.topics, second, article)
                )


def _none_between(first: Draft, second: Draft, article: Article) -> bool:
    """No third claim of the holder stands between the two."""
    return not any(
        first.span.start < d.span.start and d.span.end < second.span.start and d.holder == first.holder
        for d in article.drafts
    )  # fmt: skip


def _reversals(article: Article) -> Iterator[Pair]:
    """ "The hope of X, expressed in June, seems to be over": what was hoped, and what became of it."""
    for i, hope in _each(article, (HOPES,)):
        for j, judged in _each(article, (SEEMS, ASSERTS)):
            if judged.sentence != hope.sentence or judged.holder is not None:
                continue
            if article.head(hope).i in _subjects(article.head(judged)):
                yield Pair(i, j, "reversal", f"{article.head(hope).lemma_.lower()}?")


def _subjects(verb: Token) -> set[int]:
    found = {c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")}
    return found if found or verb.dep_ != "conj" else _subjects(verb.head)


def _disagreements(article: Article) -> Iterator[Pair]:
    """ "in order to attack" against "he is bluffing": what is called a pretence cannot be the purpose."""
    for i, view in _each(article, (BELIEVES, ASSERTS)):
        if article.head(view).lemma_.lower() not in article.words("pretending"):
            continue
        about = topics(list(article.head(view).sent), article.language)
        for j, charge in _each(article, (ASSERTS,)):
            aimed = charge.target is not None and any(
                t.dep_ == "aux" and t.tag_ == "TO" for t in article.head(charge).children
            )
            here = topics(list(article.head(charge).sent), article.language)
            if aimed and charge.holder != view.holder and len(about & here) > 1:
                yield Pair(j, i, "disagreement", _issue(_actions(charge, article), charge, article))


def _drifts(article: Article) -> Iterator[Pair]:
    """What was alleged at first and is taken for granted later: "massing troops" … "the deployment of forces"."""
    definite = article.language.words("people", "definite")
    for i, charge in [(i, d) for i, d in enumerate(article.drafts) if d.certainty == "alleged"]:
        for event in article.events:
            noun = next(iter(article.doc.char_span(event.span.start, event.span.end) or ()), None)
            if noun is None or noun.pos_ != "NOUN" or event.span.start < charge.span.end or _is_held(noun, article):
                continue
            known = any(c.dep_ == "det" and c.lower_ in definite for c in noun.children)
            shared = topics([t for t in noun.subtree if t.i != noun.i], article.language) & charge.topics
            if known and len(shared) > 1:
                told = [t for t in noun.subtree if t.i >= noun.left_edge.i]
                yield Pair(i, _added(told, noun, "presupposes", article), "drift", _issue(shared, charge, article))


def _is_held(noun: Token, article: Article) -> bool:
    """Inside another charge or a condition: nobody takes it for granted there."""
    charging = article.language.words("speech", "accusing") | article.language.words("speech", "denying")
    return any(a.lemma_.lower() in charging for a in noun.ancestors)


def _evidence(article: Article) -> Iterator[Pair]:
    """What the article itself tells against a claim: a precedent for "never", wrongdoing for "openly"."""
    yield from _precedents(article)
    yield from _praise(article)


def _precedents(article: Article) -> Iterator[Pair]:
    """ "Russia never intended to attack anyone", where the article tells of Russia's annexation of Crimea."""
    hostile = article.words("hostile")
    for i, denial in _each(article, (DENIES,)):
        absolute = any(t.lower_ in article.words("never") for t in article.head(denial).children)
        agents = _agents_at(article.head(denial), article)
        for event in article.events:
            told = event.certainty == "asserted" and event.when.moment is not None and event.holder is None
            if not absolute or not told or event.lemma not in hostile:
                continue
            acting = {p.name for p in event.participants if p.role == "agent"}
            if acting & agents:
                words = list(
                    article.doc.char_span(event.sentence.start, event.sentence.end, alignment_mode="expand") or ()
                )
                head = next(t for t in words if t.idx == event.span.start)
                yield Pair(i, _added(words, head, ASSERTS, article), "counter-evidence", f"{event.lemma}?")
                break


def _agents_at(verb: Token, article: Article) -> set[str]:
    told = (article.by_span.get(word(t)) for t in (verb, *verb.children))
    return {p.name for e in told if e is not None for p in e.participants if p.role == "agent"}


def _praise(article: Article) -> Iterator[Pair]:
    """ "The commission operated efficiently and openly" where recordings show ballot stuffing at its election."""
    scripts = [frozenset(s["whole"]) | frozenset(s["parts"]) for s in article.language.table("events.scripts").values()]
    for i, praise in enumerate(article.drafts):
        if not any(t.lemma_.lower() in article.words("praise") for t in article.head(praise).subtree):
            continue
        names = " ".join(_subject_words(article.head(praise), article)).lower()
        for j, charge in _each(article, (SHOWS, ASSERTS)):
            wrong = charge.topics & article.words("wrongdoing")
            same = any(charge.topics & script and any(word in names for word in script) for script in scripts)
            if wrong and same and charge.holder != praise.holder:
                yield Pair(j, i, "counter-evidence", _issue(wrong, charge, article))


def _subject_words(verb: Token, article: Article) -> Iterator[str]:
    event = article.by_span.get(word(verb))
    yield from (p.name for p in event.participants) if event is not None else ()


def _added(tokens: Sequence[Token], head: Token, stance: str, article: Article) -> int:
    """The place of a claim of the article's own, made now if it is new."""
    span = trimmed(tokens)
    for place, draft in enumerate(article.drafts):
        if draft.span == span:
            return place
    about = topics(tokens, article.language)
    article.drafts.append(Draft(span, sentence_of(head), None, stance, None, word(head), about, place=head.i))
    return len(article.drafts) - 1
