"""Mend what the parser hangs wrong in a way that the words themselves show: Doc → the same tokens, hung anew.

    "released a report alleging the clergy abused children"    abused: what is alleged, not what the office did
    "quoted sources as reporting the parties had settled"      the parties settled; they were not reported
    "would become law once signed by the governor"             signed: when it becomes law, not which law
    "were trapped on Monday following an explosion"            following: a preposition, which nobody does
    "collided near a park located in Australia Monday"         Monday: when they collided
    "On Monday JetBlue made a bid"                             Monday: when it did, not whose it is
    "It was the 39th day; another strike lasted for 26"        was: told by itself, not what lasted
    "the cease-fire", "a walk-out"                             one noun, with the sense of neither half
    "The following month he died."                             died: the sentence is about that
    "It was on Monday that he resigned"                        on Monday: when he resigned
    "Hardly had the talks begun when …"                        had: an auxiliary, which the talks stand behind

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
_CLEFT = frozenset({"ccomp", "advcl", "relcl"})
_LOOSE = frozenset({"conj", "dep", "parataxis"})


def mend(doc: Doc, language: Language) -> None:
    """Hang reported clauses on the verb that reports them, and conditions on what waits for them."""
    saying = language.words("events", "reporting") | language.words("claims", "believing")
    awaiting = language.words("certainty", "awaiting")
    signs, static = language.words("events", "participial_signs"), language.words("events", "static")
    prefixes = language.words("events", "prefixes")
    times, when = language.words("events", "parts_of_time"), language.words("events", "then_when")
    nouns = language.words("events.nouns", "occurrence") | language.words("events.nouns", "intention")
    for token in doc:
        if token.text == "-" and 0 < token.i < len(doc) - 1:
            _join(token.nbor(-1), token, token.nbor(), nouns, prefixes)
        elif token.dep_ == "compound" and token.ent_type_ in ("DATE", "TIME") and token.pos_ == "PROPN":
            _give_back_date(token)
        elif token.dep_ == "ccomp" and token.i < token.head.i:
            _let_go(token, language)
        elif token.dep_ == "relcl" and _is_infinitive(token):
            token.dep_ = "acl"  # "the first woman to win": no clause with a tense
        elif token.dep_ == "ROOT" and token.pos_ in ("NOUN", "PROPN"):
            if token.pos_ == "NOUN" and token.lemma_.lower() in times:
                _let_lead(token)
            else:
                _let_rule(token)
        elif token.dep_ in _CLEFT and (parts := _cleft(token, language)) is not None:
            _put_together(token, *parts)
        elif token.dep_ == "ccomp" and token.tag_ == "VBN" and token.head.dep_ in ("ROOT", "advcl"):
            _put_upright(token)
        elif token.dep_ == "advcl" and token.i > token.head.i:
            _give_to_day(token, when)
        elif token.dep_ == "conj" and token.tag_ in ("VB", "VBP"):
            _put_behind_modal(token)
        elif token.dep_ == "conj" and token.tag_ == "VBN" and token.head.tag_ == "VBG":
            _put_behind_passive(token)
        if token.tag_ == "VBG" and token.lower_ in signs and token.dep_ in ("advcl", "acl", "prep"):
            _make_preposition(token)
        elif token.tag_ == "VBN" and token.dep_ == "acl" and token.lemma_.lower() in static:
            _give_up_day(token)
        if token.tag_ == "VBN" and token.dep_ == "acl" and _is_awaited(token, awaiting):
            _hang(token, token.head.head, "advcl")
        if token.dep_ in _LOOSE and token.pos_ in ("VERB", "AUX") and _is_finite(token) and not _is_joined(token):
            _put_in_report(token, saying)


def _put_in_report(clause: Token, saying: frozenset[str]) -> None:
    """ "Alleging the clergy abused children", "as reporting the parties had settled": what is said, without "that"."""
    doc, first = clause.doc, min(t.i for t in _below(clause))
    if not first or doc.number_of(first - 1) != doc.number_of(clause.i):
        return
    before = doc.tokens[first - 1]
    if any(c.dep_ in _SUBJECTS for c in clause.children):
        if _reports(before, saying) and not any(c.dep_ in ("dobj", "ccomp") for c in before.children):
            _hang(clause, before, "ccomp")
    elif before.dep_ == "dobj" and _reports(before.head, saying) and before.head.i < before.i:
        verb = before.head
        _hang(before, clause, "nsubjpass" if any(c.dep_ == "auxpass" for c in clause.children) else "nsubj")
        _hang(clause, verb, "ccomp")


def _join(first: Token, hyphen: Token, last: Token, nouns: frozenset[str], prefixes: frozenset[str]) -> None:
    """ "cease-fire": what the two say together. Not "a ten-day strike", whose halves make no word."""
    if first.whitespace_ or hyphen.whitespace_ or not (first.is_alpha and last.is_alpha):
        return
    if first.lower_ in prefixes and last.tag_[:2] == "VB":
        last.lemma_ = f"{first.lower_}-{last.lemma_}"  # "re-entered"
        _make_one(last, (hyphen, first))
        return
    ends = [(last.lower_, "NN")] + [(last.lemma_.lower(), "NNS")] * (last.tag_ in ("NNS", "VBZ"))
    forms = [(f"{first.lower_}{join}{end}", tag) for end, tag in ends for join in ("", "-")]
    lemma, tag = next((form for form in forms if form[0] in nouns), ("", ""))
    if lemma:
        top, other = (first, last) if last.head is first else (last, first)
        top.lemma_, top.pos_, top.tag_ = lemma, "NOUN", tag
        _make_one(top, (hyphen, other))


def _make_one(top: Token, parts: tuple[Token, Token]) -> None:
    """Hang the parts of a word on one of them, and what hung on them, too; where one of them stood above, it rises."""
    for part in parts:
        if any(h is part for h in top.ancestors):
            above, dep = part.head, part.dep_
            if above is part:
                top.head.children = tuple(c for c in top.head.children if c is not top)
                top.head, top.dep_ = top, dep
            else:
                _hang(top, above, dep)
        for child in part.children:
            if child is not top and child not in parts:
                _hang(child, top, child.dep_)
        part.pos_ = "X"
        _hang(part, top, "goeswith")


def _give_back_date(day: Token) -> None:
    """ "On Monday JetBlue …": the preposition wants a noun, and the name behind the day does without it."""
    before, name = day.nbor(-1) if day.i else day, day.head
    prep, verb = name.head, name.head.head
    if name.pos_ == "NOUN" and name.i > day.i and name.dep_ == "pobj" and prep.dep_ == "prep" and verb.i > name.i:
        if verb.pos_ == "VERB" and not any(c.dep_ in _SUBJECTS for c in verb.children):
            for figure in [c for c in name.children if c.dep_ == "nummod" and c.i < day.i]:
                _hang(figure, day, "nummod")
            _hang(day, prep, "pobj")
            _hang(name, verb, "nsubj")  # "On 18 September miners blew it up"
        return
    named = name.pos_ == "PROPN" and name.i > day.i and name.ent_type_ not in ("DATE", "TIME")
    if named and before.dep_ == "prep" and not before.children:
        _hang(day, before, "pobj")


def _let_go(clause: Token, language: Language) -> None:
    """ "It was the 39th day; another strike lasted …": what a semicolon closes is nobody's complement.

    And "Had officers arrived sooner, she would have survived": an auxiliary that opens a clause makes it a condition.
    """
    head, first = clause.head, clause.children[0] if clause.children else clause
    condition = first.dep_ == "aux" and first.lower_ in language.words("certainty", "inverted")
    by = first.dep_ == "prep" and language.table("events.bounds").get(first.lower_) == "by"
    times = language.words("events", "parts_of_time")
    if condition or (by and any(c.lemma_.lower() in times for c in first.children)):
        clause.dep_ = "advcl"  # "By the time police arrived, he had fled"
        return
    if any(t.text == ";" and t.head in (clause, head) for t in clause.doc.tokens[clause.i : head.i]):
        clause.dep_ = "parataxis"


def _cleft(clause: Token, language: Language) -> tuple[Token, Token, Token] | None:
    """The copula, what stands out and the conjunction of "It was on Monday that he resigned", "It was 1998 when …".

    Not "it was on the Monday that followed", "it was a Monday that nobody forgot", "it was not on Monday that …".
    """
    copula = clause.head
    if clause.dep_ == "relcl" and copula.dep_ == "pobj":
        copula = copula.head.head  # "It was during the war that …"
    opens = any(c.dep_ in _SUBJECTS and c.lower_ in language.words("events", "cleft") for c in copula.children)
    if not opens or copula.lemma_.lower() not in language.words("events", "copula"):
        return None
    signs = language.words("events", "cleaving")
    mark = next((c for c in clause.children if c.lower_ in signs and c.i < clause.i and c.dep_ not in _SUBJECTS), None)
    out = [c for c in copula.children if c.dep_ in ("prep", "attr", "acomp", "npadvmod") and copula.i < c.i < clause.i]
    if mark is None or len(out) != 1 or not any(c.dep_ in _SUBJECTS for c in clause.children):
        return None
    date = out[0].ent_type_ == "DATE" and not any(c.dep_ == "det" for c in out[0].children)
    if out[0].dep_ != "prep" and not date:
        return None
    until = language.words("certainty", "until")
    denied = any(c.dep_ == "neg" and c.i < clause.i and c.nbor().lower_ not in until for c in copula.children)
    return None if denied else (copula, out[0], mark)


def _put_together(clause: Token, copula: Token, out: Token, mark: Token) -> None:
    """Let the clause take the place of the copula, with what stood out in it."""
    clause.head.children = tuple(c for c in clause.head.children if c is not clause)
    if copula.head is copula:
        clause.head, clause.dep_ = clause, "ROOT"
    else:
        clause.head, clause.dep_ = copula.head, copula.dep_
        copula.head.children = tuple(clause if c is copula else c for c in copula.head.children)
    _hang(mark, copula, "mark")
    copula.head, copula.dep_ = clause, "dep"
    copula.children = tuple(c for c in copula.children if c is not out)
    out.head, out.dep_ = clause, "prep" if out.dep_ == "prep" else "npadvmod"
    clause.children = tuple(sorted((*clause.children, copula, out), key=lambda c: c.i))


def _put_upright(participle: Token) -> None:
    """ "Hardly had the talks begun": an auxiliary before its subject, without one of its own."""
    first = participle.head
    subject = next((c for c in participle.children if c.dep_ in _SUBJECTS), None)
    inverted = first.lemma_ == "have" and subject is not None and first.i < subject.i < participle.i
    if not inverted or any(c.dep_ in ("mark", *_SUBJECTS) for c in (*first.children, *participle.children)
                           if c is not subject):  # fmt: skip
        return
    rest = [c for c in first.children if c is not participle]
    above = first.head
    participle.head, participle.dep_ = (participle if above is first else above), first.dep_
    if above is not first:
        above.children = tuple(participle if c is first else c for c in above.children)
    first.head, first.children = participle, ()
    participle.children = tuple(sorted((first, *participle.children), key=lambda c: c.i))
    for token in rest:
        _hang(token, participle, token.dep_)
    first.pos_, first.dep_ = "AUX", "aux"


def _let_rule(noun: Token) -> None:
    """ "Clinton, who was told of it, called Peres.": called is what he did, not who he was."""
    behind = [c for c in noun.children if c.i > noun.i]
    verb = next((c for c in behind if c.dep_ == "acl" and c.tag_ == "VBN" and c.nbor(-1).text == ","), None)
    if verb is None or not any(c.dep_ in ("relcl", "appos", "acl") and c.i < verb.i for c in behind):
        return
    if any(c.dep_ in ("aux", "auxpass", "agent", *_SUBJECTS) for c in verb.children):
        return
    noun.children = tuple(c for c in noun.children if c is not verb)
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    _hang(noun, verb, "nsubj")
    for mark in [c for c in noun.children if c.is_punct and c.i > verb.i]:
        _hang(mark, verb, "punct")


def _give_to_day(clause: Token, when: frozenset[str]) -> None:
    """ "Fell to 6% Thursday, when trading ended": what was on Thursday; not "fell Thursday when trading ended"."""
    mark = next((c for c in clause.children if c.lower_ in when and c.i < clause.i), None)
    if mark is None or mark.i < 2 or mark.nbor(-1).text != ",":
        return
    day = mark.nbor(-2)
    while day.dep_ in ("nummod", "nmod", "compound") and day.head.ent_type_ == "DATE" and day.head is not day:
        day = day.head
    if day.ent_type_ == "DATE" and day.i < mark.i:
        _hang(clause, day, "relcl")


def _put_behind_passive(verb: Token) -> None:
    """ "Arrested on suspicion of causing a death and released": who was arrested was released."""
    if any(c.dep_ in ("aux", "auxpass", *_SUBJECTS) for c in (*verb.children, *verb.head.children)):
        return
    above = next((h for h in verb.ancestors if h.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in h.children)), None)
    if above is not None:
        _hang(verb, above, "conj")


def _put_behind_modal(verb: Token) -> None:
    """ "would ask why it fell and punish …": a bare form goes with the modal, not with the past before it."""
    head = verb.head
    if head.tag_ not in ("VBD", "VBN", "VBZ") or any(c.dep_ in _SUBJECTS or c.dep_ == "aux" for c in verb.children):
        return
    bare = (h for h in head.ancestors if h.tag_ == "VB")
    above = next((h for h in bare if any(c.tag_ in ("MD", "TO") for c in h.children)), None)
    if above is not None:
        _hang(verb, above, "conj")


def _let_lead(time: Token) -> None:
    """ "The following month he died.": a sentence of his death, not a month that it tells of."""
    clauses = [c for c in time.children if c.dep_ == "relcl"]
    if len(clauses) != 1 or not _is_finite(clauses[0]) or any(t.tag_[0] == "W" for t in _below(clauses[0])):
        return
    clause = clauses[0]
    time.children = tuple(c for c in time.children if c is not clause)
    clause.head, clause.dep_ = clause, "ROOT"
    _hang(time, clause, "npadvmod")
    for mark in [c for c in time.children if c.is_punct and c.i > clause.i]:
        _hang(mark, clause, "punct")


def _make_preposition(participle: Token) -> None:
    """Not "the car following them": what follows an event is told by a noun behind the sign, without a subject."""
    noun = next((c for c in participle.children if c.dep_ in ("dobj", "pobj") and c.pos_ == "NOUN"), None)
    if noun is not None and not any(c.dep_ in ("aux", "auxpass", *_SUBJECTS) for c in participle.children):
        participle.tag_, participle.pos_, participle.dep_, noun.dep_ = "IN", "ADP", "prep", "pobj"


def _give_up_day(participle: Token) -> None:
    """A lasting trait has no day: "a park located in Australia Monday" says when the verb above it took place."""
    day = next((c for c in participle.children if c.dep_ == "npadvmod" and c.ent_type_ == "DATE"), None)
    verb = next((t for t in participle.ancestors if t.pos_ == "VERB"), None)
    if day is not None and verb is not None:
        _hang(day, verb, "npadvmod")


def _is_awaited(verb: Token, awaiting: frozenset[str]) -> bool:
    """Not "it was a law once signed by the king": only what may come waits for anything."""
    noun = verb.head
    modal = noun.dep_ in ("attr", "dobj") and any(c.tag_ == "MD" for c in noun.head.children)
    return modal and any(c.i == verb.i - 1 and c.lower_ in awaiting for c in verb.children)


def _is_infinitive(clause: Token) -> bool:
    below = [c.tag_ for c in clause.children if c.i < clause.i]
    return "TO" in below and not any(tag[0] == "W" for tag in below)


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
    """Hang a token elsewhere; not on itself or below itself, where a sentence would have no root."""
    if head is token or token.is_ancestor(head):
        return
    token.head.children = tuple(c for c in token.head.children if c is not token)
    head.children = tuple(sorted((*head.children, token), key=lambda c: c.i))
    token.head, token.dep_ = head, dep
