"""What a word of saying or believing makes of the event below it: Token, its head, Standing → Standing | None.

    "Kenya accused Uganda of massing troops"     → alleged, by Kenya
    "rumours that he had resigned"               → alleged, by nobody who is named
    "demanded that Iraq give up its arms"        → future

None leaves the standing as it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.events.granting import is_definite
from analysis.events.holding import UNSPECIFIED, Standing, cue, holder_of, is_opinion
from analysis.events.negation import denies
from analysis.language import Language
from analysis.people import SUBJECTS, Cast

if TYPE_CHECKING:
    from analysis.tree import Token


def worded(node: Token, head: Token, lemma: str, now: Standing, cast: Cast, language: Language) -> Standing | None:
    """ "Rumours that he had resigned", "charges of murder", "a chance that he wins": the noun says how sure it is.

    Not "the fact that …", "the claim that he made", "in charge of talks"; and what a definite noun names took place
    ("a report of the attack").
    """
    if head.pos_ != "NOUN" or head.dep_ == "ROOT" or now.certainty != "asserted":
        return None  # a noun is the root where the parser has put the main verb inside the clause
    said = node.dep_ in ("acl", "ccomp") and any(c.dep_ == "mark" and c.tag_ == "IN" for c in node.children)
    if not said and not (node.dep_ == "prep" and node.lower_ in language.words("certainty", "content_prepositions")):
        return None
    if said and _is_belied(head, language):
        return replace(now, certainty="denied", cue=cue(head))  # "reports that he had died were false"
    told = next((name for name, nouns in language.table("certainty.content").items() if lemma in nouns), None)
    granted = not said and any(is_definite(c, language) for c in node.children)
    if told is None or granted or not said and (told == "opinion" or _is_office(head, language)):
        return None
    if any(c.dep_ == "det" and denies(c, language) for c in head.children):
        return replace(now, certainty="conditional", cue=cue(head))  # "no evidence that he fired"
    if told != "alleged":
        return replace(now, certainty="opinion" if told == "opinion" else "conditional", cue=cue(head))
    names = (name for c in head.children if c.dep_ == "poss" for name, _ in cast.names(c))
    return replace(now, certainty="alleged", cue=cue(head), holder=now.holder or ", ".join(names) or UNSPECIFIED)


def _is_belied(noun: Token, language: Language) -> bool:
    verb = noun.head
    words = language.words("certainty", "belying")
    return noun.dep_ == "nsubj" and any(
        c.dep_ in ("acomp", "attr", "oprd") and c.lower_ in words for c in verb.children
    ) and not any(denies(c, language) for c in verb.children)  # fmt: skip


def disowned(node: Token, head: Token, _l: str, now: Standing, _cast: Cast, language: Language) -> Standing | None:
    """ "It is not true that he fled", "it is false that he fled"."""
    said = [c for c in head.children if c.dep_ == "acomp"] if any(c.dep_ == "mark" for c in node.children) else []
    if now.certainty != "asserted" or not said or head.lemma_.lower() not in language.words("events", "copula"):
        return None
    denied = any(denies(c, language) for c in head.children)
    true = said[0].lower_ in language.words("certainty", "true")
    false = said[0].lower_ in language.words("certainty", "belying")
    return replace(now, certainty="denied", cue=cue(head)) if true and denied or false and not denied else None


def _is_office(noun: Token, language: Language) -> bool:
    """ "in charge of talks", "took charge of talks"; not "a charge of murder"."""
    bare = noun.tag_ == "NN" and not any(c.dep_ in ("det", "poss", "amod", "compound") for c in noun.children)
    return bare and noun.lemma_.lower() in language.words("certainty", "offices")


def cleared(node: Token, head: Token, lemma: str, now: Standing, cast: Cast, language: Language) -> Standing | None:
    """ "Cleared of stealing", "found not guilty of murder", "wrongly convicted of robbing a bank": they did not.

    Not "cleared of the murder of X": it happened, and it was not them.
    """
    wrongly = any(c.lower_ in language.words("speech", "wrongly") for c in head.children)
    of = wrongly and node.lower_ in language.words("speech", "suspected")  # "wrongly jailed for robbing a bank"
    if now.certainty != "asserted" or not of and node.lower_ not in language.words("speech", "cleared_of"):
        return None
    charging = ("accusing", "convicting", "suspecting")
    charged = wrongly and any(lemma in language.words("speech", name) for name in charging)
    guilty = lemma in language.words("speech", "guilty") and any(denies(c, language) for c in head.children)
    if not (charged or guilty or lemma in language.words("speech", "clearing")):
        return None
    if any(is_definite(deed, language) for deed in node.children):
        return None
    verb = head if head.pos_ == "VERB" else head.head
    return replace(now, certainty="denied", cue=cue(head), holder=holder_of(verb, cast))


def suspected(node: Token, head: Token, lemma: str, now: Standing, cast: Cast, language: Language) -> Standing | None:
    """ "Arrested for murder", "her trial for fraud": not decided. Not "for the murder of X", which happened."""
    if now.certainty != "asserted" or lemma not in language.words("speech", "suspecting"):
        return None
    deeds = (c for c in node.children if c.dep_ in ("pobj", "pcomp"))
    if any(is_definite(deed, language) for deed in deeds) or node.lower_ not in language.words("speech", "suspected"):
        return None
    return replace(now, certainty="alleged", cue=cue(head), holder=holder_of(head, cast) or UNSPECIFIED)


def charge(node: Token, head: Token, lemma: str, now: Standing, cast: Cast, language: Language) -> Standing | None:
    """Accusations and denials: the strongest, whatever the inside says of itself."""
    charges = lemma in language.words("speech", "accusing") or lemma in language.words("speech", "denying")
    if head.pos_ != "VERB" or not charges and now.certainty != "alleged":
        return None
    aim = any(c.lower_ in language.words("certainty", "purpose") for c in node.children)  # "in order to attack"
    if node.dep_ == "prep" and not aim and node.lower_ in language.words("speech", "circumstances"):
        return None  # "claimed it in a letter sent to Rome"
    confirms = now.certainty == "alleged" and node.dep_ == "dobj" and lemma in language.words("speech", "confirming")
    if confirms and head.tag_ in ("VBD", "VBN") and not any(
        denies(c, language) or c.tag_ == "MD" for c in head.children
    ):
        return Standing()  # "confirmed the report that the bridge had collapsed"
    if now.certainty == "alleged" and node.lemma_.lower() in language.table("certainty.content")["alleged"]:
        return _denied(node, head, lemma, now, cast, language)  # "denied claims that it had lost"
    if now.certainty in ("alleged", "denied"):
        return None
    if lemma in language.words("speech", "accusing"):
        return replace(now, certainty="alleged", cue=cue(head), holder=holder_of(head, cast) or UNSPECIFIED)
    return _denied(node, head, lemma, now, cast, language)


def _denied(node: Token, head: Token, lemma: str, now: Standing, cast: Cast, language: Language) -> Standing | None:
    if lemma not in language.words("speech", "denying") or node.dep_ == "prep":
        return None
    if any(denies(c, language) for c in head.children):
        return None  # "did not dispute the findings"
    if lemma in language.words("speech", "rejecting") and node.lemma_.lower() in language.words("speech", "tabled"):
        return None  # "rejected calls to raise taxes": nobody denies anything
    return replace(now, certainty="denied", cue=cue(head), holder=holder_of(head, cast))


def mandate(node: Token, head: Token, lemma: str, now: Standing, cast: Cast, language: Language) -> Standing | None:
    """ "demanded that Iraq give up arms", "insisted that he resign": not told as done; not "insist that they won"."""
    if now.certainty != "asserted":
        return None
    passive = any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in node.children)  # "that the hostages be freed"
    if not passive and node.tag_ not in ("VB", "VBP") or any(c.dep_ == "aux" for c in node.children):
        return None
    if head.pos_ == "NOUN":  # "on condition that Israel release them"
        asked = head.lemma_.lower() in language.words("certainty", "mandating_nouns")
        return replace(now, certainty="future", cue=cue(head), is_purpose=True) if asked else None
    needed = (c for c in head.children if c.dep_ == "acomp" and c.lower_ in language.words("certainty", "needed"))
    if any(needed):
        return replace(now, certainty="future", cue=cue(head), is_purpose=True)  # "it is vital that he resign"
    if head.pos_ != "VERB":
        return None
    single = any(c.dep_ in SUBJECTS and (c.tag_ in ("NN", "NNP") or c.lower_ in language.words("certainty", "singular"))
                 and not c.conjuncts for c in node.children)  # fmt: skip
    names = ("mandating", "mandating_one") if single or passive else ("mandating",)
    if not any(lemma in language.words("certainty", name) for name in names):
        return None
    return replace(now, certainty="future", cue=cue(head), holder=now.holder or holder_of(head, cast), is_purpose=True)


def attitude(node: Token, head: Token, lemma: str, now: Standing, cast: Cast, language: Language) -> Standing | None:
    """Beliefs, evidence, and plain reports, which lend their speaker."""
    if head.pos_ != "VERB":
        return None
    excluded = node.dep_ == "dobj" and lemma in language.words("certainty", "excluding_acts")
    excluded = excluded and now.certainty == "asserted" and head.tag_ in ("VBD", "VBN")
    if excluded and is_opinion(head, language):  # "ruled out arson", "have not ruled out arson"
        left = any(denies(c, language) for c in head.children)
        return replace(now, certainty="conditional" if left else "denied", cue=cue(head), holder=holder_of(head, cast))
    passive = head.tag_ == "VBN" and node.dep_ == "xcomp" and lemma in language.words("events", "reporting")
    if passive and now.certainty == "asserted" and any(c.dep_ == "aux" and c.lemma_ == "have" for c in node.children):
        return replace(now, certainty="alleged", cue=cue(head), holder=now.holder or UNSPECIFIED)  # "said to have fled"
    if now.certainty == "asserted" and lemma in language.words("certainty", "opinion"):
        seems = lemma in language.words("certainty", "seeming")
        if seems and node.lemma_.lower() in language.words("certainty", "evidence"):
            return replace(now, certainty="alleged", cue=cue(head), holder=now.holder or holder_of(head, cast))
        if is_opinion(head, language):
            return replace(now, certainty="opinion", cue=cue(head), holder=now.holder or holder_of(head, cast))
    if node.dep_ == "ccomp" and lemma in language.words("speech", "verbs"):
        return replace(now, holder=now.holder or holder_of(head, cast))
    return None
