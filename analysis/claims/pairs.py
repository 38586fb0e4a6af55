"""Pair the claims that compete: Drafts → pairs, each with its kind and what it is about.

A pair needs more than a shared word: a denial is about the same action as the charge; a hedge stands in one sentence,
behind a "but"; a rebuttal is what the accused does in the same sentence. Two figures of two electorates are no pair,
nor are two consequences of one condition, nor a concession within one quotation.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from analysis.claims.article import AROUND, Article, Pair, actions, agents_at, each, issue
from analysis.claims.attributed import ASSERTS, BELIEVES, DENIES, HOPES, INSISTS, OPEN, PROMISES, SEEMS, SHOWS
from analysis.claims.denials import contradictions
from analysis.claims.draft import Draft, sentence_of, topics, trimmed, word
from analysis.language import Language
from analysis.model import Event, Span

if TYPE_CHECKING:
    from analysis.tree import Doc, Token


def find_pairs(drafts: list[Draft], doc: Doc, events: Sequence[Event], language: Language) -> list[Pair]:
    """All pairs, each two claims once; drafts of what the article tells against a claim are added to `drafts`."""
    article = Article(drafts, doc, events, language)
    found: dict[tuple[int, int], Pair] = {}
    rules: tuple[Callable[[Article], Iterator[Pair]], ...] = (
        contradictions, _counter_accusations, _rebuttals, _hedges, _reversals, _disagreements, _drifts, _evidence,
    )  # fmt: skip
    for rule in rules:
        for pair in list(rule(article)):
            found.setdefault((min(pair.a, pair.b), max(pair.a, pair.b)), pair)
    return sorted(found.values(), key=lambda p: (p.a, p.b))


def _counter_accusations(article: Article) -> Iterator[Pair]:
    """ "A accuses B of …", "B accuses A of …": each charge answers the last one that it can answer.

    The gravest charge of an accusation stands for it: the last one, which is what it is said to aim at.
    """
    charges = [(i, d) for i, d in each(article, (ASSERTS,)) if d.target is not None and d.holder is not None]
    gravest = {d.cue: i for i, d in charges}
    last: dict[tuple[str, str], int] = {}
    for i, charge in ((i, d) for i, d in charges if gravest[d.cue] == i):
        holders, target = (charge.holder or "").split(", "), charge.target or ""
        answered = [last[target, holder] for holder in holders if (target, holder) in last]
        if answered:
            yield Pair(max(answered), i, "counter-accusation", f"{article.drafts[max(answered)].target}, {target}?")
        last |= {(holder, target): i for holder in holders}


def _rebuttals(article: Article) -> Iterator[Pair]:
    """ "X, accused of going it alone, insists on its coordination": the accused answers in the same sentence."""
    answers = _by_sentence(each(article, (INSISTS, DENIES)))
    for i, charge in each(article, (ASSERTS,)):
        for j, answer in answers.get(charge.sentence, ()) if charge.target is not None else ():
            if answer.holder == charge.target and answer.cue != charge.cue:
                yield Pair(i, j, "rebuttal", f"{charge.target}?")
                break


def _by_sentence(drafts: Sequence[tuple[int, Draft]]) -> dict[Span, list[tuple[int, Draft]]]:
    found: dict[Span, list[tuple[int, Draft]]] = {}
    for place, draft in drafts:
        found.setdefault(draft.sentence, []).append((place, draft))
    return found


def _hedges(article: Article) -> Iterator[Pair]:
    """ "believe that he is bluffing, but few rule out an attack": one holder takes back half of it in one sentence."""
    held: dict[tuple[Span, str], list[tuple[int, Draft]]] = {}
    for i, d in enumerate(article.drafts):
        if d.holder is not None:
            held.setdefault((d.sentence, d.holder), []).append((i, d))
    for group in held.values():
        for (i, first), (j, second) in _neighbours(group):
            if first.quote is not None or PROMISES in (first.stance, second.stance):
                continue
            between = article.doc.text[first.span.end : second.span.start].split()
            linked = any(w.strip(',;"”“').lower() in article.words("but") for w in between)
            if linked and (second.stance == OPEN or first.stance in (ASSERTS, BELIEVES)):
                shared = first.topics & second.topics or second.topics
                yield Pair(min(i, j), max(i, j), "internal hedge", issue(shared, second, article))


def _neighbours(group: list[tuple[int, Draft]]) -> Iterator[tuple[tuple[int, Draft], tuple[int, Draft]]]:
    """Two claims of one holder where no third one of his stands between them."""
    ordered = sorted(group, key=lambda item: item[1].span)
    starts = [d.span.start for _, d in ordered]
    soonest = [0] * len(ordered)  # the first end of a claim that begins later
    end = starts[-1]
    for place in range(len(ordered) - 1, -1, -1):
        soonest[place] = end
        end = min(end, ordered[place][1].span.end)
    for place, first in enumerate(ordered):
        begin = bisect_left(starts, first[1].span.end, place + 1)
        for second in ordered[begin : bisect_right(starts, soonest[place], begin)]:
            yield first, second


def _reversals(article: Article) -> Iterator[Pair]:
    """ "The hope of X, expressed in June, seems to be over": what was hoped, and what became of it."""
    told = _by_sentence([(j, d) for j, d in each(article, (SEEMS, ASSERTS)) if d.holder is None])
    for i, hope in each(article, (HOPES,)):
        for j, judged in told.get(hope.sentence, ()):
            if article.head(hope).i in _subjects(article.head(judged)):
                yield Pair(i, j, "reversal", f"{article.head(hope).lemma_.lower()}?")


def _subjects(verb: Token) -> set[int]:
    found = {c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")}
    return found if found or verb.dep_ != "conj" else _subjects(verb.head)


def _disagreements(article: Article) -> Iterator[Pair]:
    """ "in order to attack" against "he is bluffing": what is called a pretence cannot be the purpose."""
    charges = [
        (j, d) for j, d in each(article, (ASSERTS,))
        if d.target is not None and any(t.dep_ == "aux" and t.tag_ == "TO" for t in article.head(d).children)
    ]  # fmt: skip
    for i, view in each(article, (BELIEVES, ASSERTS)):
        if article.head(view).lemma_.lower() not in article.words("pretending"):
            continue
        about = article.sentence_topics(view)
        near = sorted(charges, key=lambda item: abs(item[0] - i))[:AROUND]
        for j, charge in sorted(near, key=lambda item: item[0]):
            if charge.holder != view.holder and len(about & article.sentence_topics(charge)) > 1:
                yield Pair(j, i, "disagreement", issue(actions(charge, article), charge, article))


def _drifts(article: Article) -> Iterator[Pair]:
    """What was alleged at first and is taken for granted later: "massing troops" … "the deployment of forces"."""
    granted: list[tuple[Token, frozenset[str]]] = []
    for event in article.events:
        noun = next(iter(article.doc.char_span(event.span.start, event.span.end) or ()), None)
        if noun is not None and noun.pos_ == "NOUN" and _is_granted(noun, article):
            about = topics([t for t in noun.subtree if t.i != noun.i], article.language)
            if len(about) > 1:
                granted.append((noun, about))
    starts = [noun.idx for noun, _ in granted]
    for i, charge in [(i, d) for i, d in enumerate(article.drafts) if d.certainty == "alleged"]:
        later = bisect_left(starts, charge.span.end)
        for noun, about in granted[later : later + AROUND]:
            if len(about & charge.topics) > 1:
                told = [t for t in noun.subtree if t.i >= noun.left_edge.i]
                place = _added(told, noun, "presupposes", article)
                yield Pair(i, place, "drift", issue(about & charge.topics, charge, article))


def _is_granted(noun: Token, article: Article) -> bool:
    definite = article.language.words("people", "definite")
    return not _is_held(noun, article) and any(c.dep_ == "det" and c.lower_ in definite for c in noun.children)


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
    done: dict[str, tuple[int, Event]] = {}
    for place, event in enumerate(article.events):
        told = event.certainty == "asserted" and event.when.moment is not None and event.holder is None
        for p in event.participants if told and event.lemma in hostile else ():
            if p.role == "agent":
                done.setdefault(p.name, (place, event))
    for i, denial in each(article, (DENIES,)):
        if not any(t.lower_ in article.words("never") for t in article.head(denial).children):
            continue
        found = [done[name] for name in agents_at(article.head(denial), article) if name in done]
        if found:
            event = min(found)[1]
            span = event.sentence
            words = list(article.doc.char_span(span.start, span.end, alignment_mode="expand") or ())
            head = next(t for t in words if t.idx == event.span.start)
            yield Pair(i, _added(words, head, ASSERTS, article), "counter-evidence", f"{event.lemma}?")


def _praise(article: Article) -> Iterator[Pair]:
    """ "The commission operated efficiently and openly" where recordings show ballot stuffing at its election."""
    scripts = [frozenset(s["whole"]) | frozenset(s["parts"]) for s in article.language.table("events.scripts").values()]
    wrongdoing, praising = article.words("wrongdoing"), article.words("praise")
    charges = [(j, d) for j, d in each(article, (SHOWS, ASSERTS)) if d.topics & wrongdoing]
    for i, praise in enumerate(article.drafts):
        if not any(t.lemma_.lower() in praising for t in article.head(praise).subtree):
            continue
        names = " ".join(_subject_words(article.head(praise), article)).lower()
        for j, charge in charges:
            wrong = charge.topics & wrongdoing
            same = any(charge.topics & script and any(word in names for word in script) for script in scripts)
            if wrong and same and charge.holder != praise.holder:
                yield Pair(j, i, "counter-evidence", issue(wrong, charge, article))


def _subject_words(verb: Token, article: Article) -> Iterator[str]:
    event = article.by_span.get(word(verb))
    yield from (p.name for p in event.participants) if event is not None else ()


def _added(tokens: Sequence[Token], head: Token, stance: str, article: Article) -> int:
    """The place of a claim of the article's own, made now if it is new."""
    span = trimmed(tokens)
    if span in article.places:
        return article.places[span]
    about = topics(tokens, article.language)
    article.places[span] = len(article.drafts)
    article.drafts.append(Draft(span, sentence_of(head), None, stance, None, word(head), about, place=head.i))
    return len(article.drafts) - 1
