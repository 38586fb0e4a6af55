"""The plain tree answers as spaCy does, of whose parse it is made."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from spacy.tokens import Doc as SpacyDoc

from analysis import syntax
from analysis.tree import Doc

TEXT = (
    "Joe Biden, Anna Berg and the French president met in Oslo, Norway, on Monday, talked for two hours and left. "
    "“We didn't agree,” said Berg.\n\nShe hopes to return, but it is unlikely that the others (who left early) will."
)
SEED = next((Path(__file__).parents[1] / "seeds").glob("*.txt")).read_text(encoding="utf-8")


@cache
def both(text: str) -> tuple[SpacyDoc, Doc]:
    parsed = syntax.load("en")(text)
    return parsed, syntax.planted(parsed, parsed.text, {})


@pytest.mark.parametrize("text", [TEXT, SEED[:2500]], ids=["made", "seed"])
def test_each_token_has_the_same_features_and_the_same_company(text: str) -> None:
    parsed, tree = both(text)
    for theirs, ours in zip(parsed, tree, strict=True):
        for name in ("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "whitespace_",
                     "is_alpha", "is_punct", "is_space", "is_stop"):  # fmt: skip
            assert getattr(theirs, name) == getattr(ours, name), (name, theirs)
        assert theirs.head.i == ours.head.i
        for name in ("children", "subtree", "ancestors", "conjuncts", "rights"):
            assert [t.i for t in getattr(theirs, name)] == [t.i for t in getattr(ours, name)], (name, theirs)
        assert (theirs.left_edge.i, theirs.right_edge.i) == (ours.left_edge.i, ours.right_edge.i)
        assert (theirs.sent.start, theirs.sent.end) == (ours.sent.start, ours.sent.end)


def test_sentences_names_and_roots_are_the_same() -> None:
    parsed, tree = both(TEXT)
    assert [(s.start_char, s.text) for s in parsed.sents] == [(s.start_char, s.text) for s in tree.sents]
    assert [(e.label_, e.text, e.root.i) for e in parsed.ents] == [(e.label_, e.text, e.root.i) for e in tree.ents]


@pytest.mark.parametrize("mode", ["strict", "expand"])
def test_spans_of_characters_hold_the_same_tokens(mode: str) -> None:
    parsed, tree = both(TEXT)
    for start in range(0, len(TEXT) - 12, 3):
        for end in (start + 1, start + 4, start + 11):
            theirs, ours = parsed.char_span(start, end, alignment_mode=mode), tree.char_span(start, end, mode)
            if theirs is not None and len(theirs):
                assert ours is not None and ours.text.strip() in theirs.text or ours is None and not theirs.text.strip()


def test_a_neighbour_past_the_end_is_an_error() -> None:
    _, tree = both(TEXT)
    with pytest.raises(IndexError, match="no token 1 places"):
        tree[len(tree) - 1].nbor()
