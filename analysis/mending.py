"""Mend what the parser hangs wrong in a way that the words themselves show: Doc → the same tokens, hung anew.

    "released a report alleging the clergy abused children"    abused: what is alleged, not what the office did
    "quoted sources as reporting the parties had settled"      the parties settled; they were not reported
    "would become law once signed by the governor"             signed: when it becomes law, not which law

English leaves out "that" after a verb of saying, and the parser then takes the reported clause for one that the
narrator tells: a claim would be told as a fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language import Language

if TYPE_CHECKING:
    from analysis.tree import Doc, Token

_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LOOSE = frozenset({"conj", "dep", "parataxis"})


def mend(doc: Doc, language: Language) -> None:
    """Hang reported clauses on the verb that reports them, and conditions on what waits for them."""
    saying = language.words("events", "reporting") | language.words("claims", "believing")
    awaiting = language.words("certainty", "awaiting")
    for token in doc:
        if token.tag_ == "VBN" and token.dep_ == "acl" and _is_awaited(token, awaiting):
            _hang(token, token.head.head, "advcl")
        if token.dep_ in _LOOSE and token.pos_ in ("VERB", "AUX") and _is_finite(token) and not _is_joined(token):
            first = min(t.i for t in _below(token))
            before = doc.tokens[first - 1] if first else token
            if any(c.dep_ in _SUBJECTS for c in token.children):
                if _reports(before, saying) and not any(c.dep_ in ("dobj", "ccomp") for c in before.children):
                    _hang(token, before, "ccomp")
            elif before.dep_ == "dobj" and _reports(before.head, saying) and before.head.i < before.i:
                verb = before.head
                _hang(before, token, "nsubjpass" if any(c.dep_ == "auxpass" for c in token.children) else "nsubj")
                _hang(token, verb, "ccomp")


def _is_awaited(verb: Token, awaiting: frozenset[str]) -> bool:
    """Not "it was a law once signed by the king": only what may come waits for anything."""
    noun = verb.head
    modal = noun.dep_ in ("attr", "dobj") and any(c.tag_ == "MD" for c in noun.head.children)
    return modal and any(c.i == verb.i - 1 and c.lower_ in awaiting for c in verb.children)


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in verb.children)


def _is_joined(verb: Token) -> bool:
    """By a word or a sign: then it is coordinated, as the parser says."""
    return any(c.dep_ in ("cc", "punct") and verb.head.i < c.i < verb.i for c in verb.head.children)


def _reports(verb: Token, saying: frozenset[str]) -> bool:
    return verb.pos_ == "VERB" and verb.tag_ not in _FINITE and verb.lemma_.lower() in saying


def _below(token: Token) -> list[Token]:
    """The token and all below it; as `Token.subtree`, which remembers its answer."""
    found = [token]
    for one in found:
        found += one.children
    return found


def _hang(token: Token, head: Token, dep: str) -> None:
    token.head.children = tuple(c for c in token.head.children if c is not token)
    head.children = tuple(sorted((*head.children, token), key=lambda c: c.i))
    token.head, token.dep_ = head, dep
