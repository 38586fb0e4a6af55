"""Find claims by who brings them: Doc → Drafts.

An accusation brings what is behind "of", and the purpose it names; a denial is a claim itself; a verb of saying or
believing brings its clause; a direct quotation each of its clauses; "according to X" the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analysis.claims.draft import Draft, sentence_of, topics, trimmed, word
from analysis.language import Language
from analysis.model import Certainty, Event, Quote, Span
from analysis.people import SUBJECTS, Cast

if TYPE_CHECKING:
    from analysis.tree import Doc, Token

UNSPECIFIED = "unspecified"
ASSERTS, DENIES, BELIEVES, OPEN, HOPES, INSISTS = (
    "asserts",
    "denies",
    "believes",
    "does not exclude",
    "hopes",
    "insists",
)
DEMANDS, PREDICTS, POSSIBLE = "demands", "predicts", "holds possible"
SEEMS, SHOWS, PROMISES = "judges, hedged", "asserts, hedged", "promises"


class Finder:
    """What is looked up while one article is read."""

    def __init__(self, doc: Doc, events: Sequence[Event], quotes: Sequence[Quote], cast: Cast, language: Language):
        self.doc, self.cast, self.language, self.quotes = doc, cast, language, quotes
        self.words = language.words
        self.by_span = {event.span: event for event in events}
        self.saying = language.words("events", "reporting") | language.words("events", "reporting_of")
        self.saying |= language.words("speech", "verbs")
        self.minding = language.words("claims", "believing") | language.words("claims", "insisting")
        self.minding |= frozenset(language.table("claims.excluding"))
        self.retold = {m.span for event in events for m in event.mentions}

    def draft(
        self, tokens: Sequence[Token], holder: str | None, stance: str, cue: Token | None, head: Token, **more: object
    ) -> Draft:
        about = more.pop("about", tokens)
        return Draft(
            span=trimmed(tokens), sentence=sentence_of(head), holder=holder, stance=stance,
            cue=word(cue) if cue is not None else None, event=word(head),
            topics=topics(about, self.language), place=head.i, **more,  # type: ignore[arg-type]
        )  # fmt: skip

    def certainty(self, head: Token) -> Certainty:
        event = self.by_span.get(word(head))
        return event.certainty if event is not None else "asserted"


def find_drafts(
    doc: Doc, events: Sequence[Event], quotes: Sequence[Quote], cast: Cast, language: Language
) -> list[Draft]:
    """All claims, in order of the text; a claim told twice only where it is told first."""
    finder = Finder(doc, events, quotes, cast, language)
    found = [draft for token in doc for rule in _RULES.get(token.pos_, ()) for draft in rule(token, finder)]
    found += _quoted(finder)
    once: dict[Span, Draft] = {}
    for draft in found:
        once.setdefault(draft.span, draft)
    return sorted(once.values(), key=lambda d: (d.span, d.stance))


def _holders(verb: Token, finder: Finder) -> str | None:
    """The subjects of a verb of saying, or its agents; else who the event of saying has for a speaker."""
    names: list[str] = []
    for child in verb.children:
        nouns = [child] if child.dep_ == "nsubj" else list(child.children) if child.dep_ == "agent" else []
        names += [name for noun in nouns for name, _ in finder.cast.names(noun)]
    if not names and verb.dep_ == "conj" and verb.head.i != verb.i:
        return _holders(verb.head, finder)
    if not names and (event := finder.by_span.get(word(verb))) is not None:  # "released a report alleging …"
        names = [p.name for p in event.participants if p.role == "speaker"]
    return ", ".join(dict.fromkeys(names)) or None


def _clause(verb: Token) -> list[Token]:
    """A clause without what is coordinated with it as a clause of its own, and without its conjunction."""
    apart = {
        t.i for c in verb.children
        if c.dep_ in ("mark", "cc") or c.dep_ == "conj" and any(x.dep_ in SUBJECTS for x in c.children)
        for t in c.subtree
    }  # fmt: skip
    return [t for t in verb.subtree if t.i not in apart]


# -- rules: each takes a token and yields the claims that it brings ------------------------------------


def _accusations(verb: Token, finder: Finder) -> Iterator[Draft]:
    """ "accuse Moscow of massing troops in order to attack the country": two claims."""
    if verb.lemma_.lower() not in finder.words("speech", "accusing"):
        return
    passive = verb.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in verb.children)
    holder = _holders(verb, finder) or UNSPECIFIED
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")] or [verb.head] * (verb.dep_ == "acl")
    target = next((finder.cast.name(o) for o in objects), None)
    for prep in (c for c in verb.children if c.dep_ == "prep"):
        for head in _contents(prep):
            words = [verb, *prep.subtree] if passive and head.i == next(iter(_contents(prep))).i else _clause(head)
            yield finder.draft(
                words, holder, ASSERTS, verb, head, target=target, about=list(head.subtree), certainty="alleged"
            )
        if prep.lower_ == "in" and any(c.lower_ in finder.words("certainty", "purpose") for c in prep.children):
            aims = [t for t in prep.subtree if t.pos_ == "VERB"]
            if aims:
                yield finder.draft(
                    list(prep.subtree), holder, ASSERTS, verb, aims[0], target=target, certainty="alleged"
                )


def _contents(prep: Token) -> Iterator[Token]:
    """The clauses behind "of", also "of … and of …"."""
    for child in prep.children:
        if child.dep_ == "pcomp":
            yield child
            yield from (c for c in child.conjuncts if c.i > child.i)
        elif child.dep_ == "conj" and child.pos_ == "ADP" or child.dep_ == "prep":
            yield from _contents(child)
        elif child.dep_ == "pobj" and child.pos_ == "NOUN" and prep.lower_ in ("of", "over", "for"):
            yield child


def _denials(verb: Token, finder: Finder) -> Iterator[Draft]:
    """ "The Kremlin denies any plans for an invasion.": the denial is the claim."""
    if verb.lemma_.lower() not in finder.words("speech", "denying"):
        return
    if word(verb) in finder.retold or not any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.children):
        return
    content = [t for c in verb.children if c.dep_ in ("dobj", "ccomp", "xcomp") for t in c.subtree]
    yield finder.draft(_clause(verb), _holders(verb, finder), DENIES, verb, verb, about=content, certainty="denied")


def _contents_of_minds(verb: Token, finder: Finder) -> Iterator[Draft]:
    """ "believe that Putin is bluffing", "few rule out an attack", "insist on their coordination"."""
    lemma = verb.lemma_.lower()
    if lemma not in finder.minding:
        return
    particles = {c.lower_ for c in verb.children if c.dep_ == "prt"}
    excludes = finder.language.table("claims.excluding").get(lemma)
    if excludes is not None and (not excludes or excludes in particles):
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        negated = any(c.dep_ == "neg" for c in verb.children)
        counted = (subject, *subject.children) if subject is not None else ()
        few = any(t.lower_ in finder.words("claims", "hardly_any") for t in counted)
        yield finder.draft(_clause(verb), _holders(verb, finder), OPEN if few or negated else DENIES, verb, verb)
        return
    for child in verb.children:
        if child.dep_ == "ccomp" and lemma in finder.words("claims", "believing"):
            yield finder.draft(_clause(child), _holders(verb, finder), BELIEVES, verb, child, certainty="opinion")
    if lemma in finder.words("claims", "insisting"):
        yield finder.draft([t for t in _clause(verb) if t.i >= verb.i], _holders(verb, finder), INSISTS, verb, verb)


def _reports(verb: Token, finder: Finder) -> Iterator[Draft]:
    """ "said that P", "reported P", "have claimed many recordings to be fake"; not what is said word for word."""
    lemma = verb.lemma_.lower()
    if lemma not in finder.saying or lemma in finder.words("speech", "denying"):
        return
    for clause in _gone_on(verb):
        yield _said(clause, verb, _holders(verb, finder), finder)
    for child in verb.children:
        if child.dep_ != "ccomp" or child.pos_ not in ("VERB", "AUX") or _in_direct(child, finder.quotes):
            continue
        if not any(c.dep_ in SUBJECTS | {"expl"} and c.tag_ != "PRP$" for c in child.children):
            continue  # "let him know", "asked us to pay": no clause that could be so
        for clause in (child, *(c for c in child.conjuncts if any(x.dep_ in SUBJECTS for x in c.children))):
            yield _said(clause, verb, _holders(verb, finder), finder)


def _gone_on(verb: Token) -> Iterator[Token]:
    """ "said there was a lack of competition, but it had operated openly": the pluperfect goes on with it."""
    if verb.tag_ != "VBD" or not any(c.dep_ == "ccomp" for c in verb.children):
        return
    for clause in verb.conjuncts:
        subject = any(c.dep_ in SUBJECTS for c in clause.children)
        back = any(c.dep_ == "aux" and c.lemma_ == "have" and c.tag_ == "VBD" for c in clause.children)
        if clause.i > verb.i and subject and back:
            yield clause


def _said(clause: Token, cue: Token | None, holder: str | None, finder: Finder, quote: str | None = None) -> Draft:
    """One clause of what is said: promised, denied ("to be fake", "never intended") or asserted."""
    words, falsehoods = _clause(clause), finder.words("claims", "false")
    false = any(t.head.i == clause.i and t.lemma_.lower() in falsehoods for t in words)
    negated = finder.certainty(clause) == "negated" or any(t.dep_ == "neg" and t.head.i == clause.i for t in words)
    stance = DENIES if false or negated else _modal(clause, holder, finder) or ASSERTS
    return finder.draft(words, holder, stance, cue, clause, certainty=finder.certainty(clause), quote=quote)


def _modal(clause: Token, holder: str | None, finder: Finder) -> str | None:
    """ "We will" promises, "it will rain" predicts, "it must stop" demands, "it may be" leaves possible."""
    modal = next((c.lower_ for c in clause.children if c.dep_ == "aux" and c.tag_ == "MD"), None)
    if modal is None:
        return None
    if modal in finder.words("claims", "demanding"):
        return DEMANDS
    if modal in finder.words("claims", "possible"):
        return POSSIBLE
    subject = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
    own = subject is not None and (subject.pos_ == "PRON" or holder in {n for n, _ in finder.cast.names(subject)})
    return PROMISES if own else PREDICTS


def _in_direct(token: Token, quotes: Sequence[Quote]) -> bool:
    return any(q.kind == "direct" and q.span.start <= token.idx < q.span.end for q in quotes)


def _quoted(finder: Finder) -> Iterator[Draft]:
    """The clauses of direct quotations, each rendering once."""
    for quote in finder.quotes:
        if quote.kind != "direct" or quote.speaker is None or quote.same_as is not None:
            continue
        tokens = finder.doc.char_span(quote.span.start, quote.span.end, alignment_mode="expand") or ()
        for token in tokens:
            finite = token.pos_ in ("VERB", "AUX") and any(c.dep_ in SUBJECTS for c in token.children)
            if finite and (token.dep_ in ("ROOT", "ccomp", "parataxis") or token.dep_ == "conj"):
                inside = [t for t in _clause(token) if quote.span.start <= t.idx < quote.span.end]
                if inside and token.head.lemma_.lower() not in finder.words("claims", "believing"):
                    draft = _said(token, None, quote.speaker, finder, quote.id)
                    yield finder.draft(
                        inside, quote.speaker, draft.stance, None, token, certainty=draft.certainty, quote=quote.id
                    )


def _according(token: Token, finder: Finder) -> Iterator[Draft]:
    """ "According to the CEC, Putin won 77%": the sentence, held by the source."""
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if f"{token.lower_} {following}" not in finder.words("speech", "according"):
        return
    source = [t for t in token.subtree if t.dep_ == "pobj" and finder.cast.actors(t)]
    head = token.head
    if not source or head.pos_ not in ("VERB", "AUX"):
        return
    named = source if source[0].head.head.i == token.i or source[0].head.i == token.i else source[-1:]
    skipped = {t.i for t in token.subtree}
    words = [t for t in _clause(head) if t.i not in skipped]
    if words and not any(c.dep_ == "ccomp" for c in head.children):
        yield finder.draft(words, finder.cast.actors(named[0])[0].name, ASSERTS, token, head)


def _hedged(verb: Token, finder: Finder) -> Iterator[Draft]:
    """ "recordings appear to show …", "the hope seems to have lived": the article's own, and not quite."""
    if verb.lemma_.lower() not in finder.words("certainty", "seeming"):
        return
    for child in verb.children:
        if child.dep_ == "xcomp":
            shows = child.lemma_.lower() in finder.words("certainty", "evidence")
            words = _clause(verb) if shows else [t for t in _clause(verb) if t.i >= verb.i]
            yield finder.draft(
                words, None, SHOWS if shows else SEEMS, verb, verb, certainty="opinion", about=_clause(verb)
            )


def _hopes(noun: Token, finder: Finder) -> Iterator[Draft]:
    """ "The hope of the president to establish …": held by whose hope it is."""
    if noun.lemma_.lower() not in finder.words("claims", "hopes"):
        return
    owners = [c for c in noun.children if c.dep_ == "poss"]
    owners += [o for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children]
    holder = next((name for owner in owners for name, _ in finder.cast.names(owner)), None)
    if holder is not None:
        words = [t for t in noun.subtree if not any(a.dep_ == "relcl" and t.is_ancestor(a) for a in noun.children)]
        yield finder.draft(words, holder, HOPES, noun, noun, certainty="opinion")


_RULES = {
    "VERB": (_accusations, _denials, _contents_of_minds, _reports, _according, _hedged),
    "NOUN": (_hopes,),
    "ADP": (_according,),
}
