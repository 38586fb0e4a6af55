"""Every language file: it loads, and each rule reads its examples and leaves its counter-examples alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analysis import catalogue
from analysis.errors import BadLanguageFile, UnknownName
from analysis.language import Rule, load_language, read_language
from analysis.model import DocumentKind, Span
from tests.times import read

CODES = catalogue.names("languages")
_EXAMPLE = re.compile(r"^(?P<text>.*?)(?: => (?P<value>\S+))?$", re.DOTALL)


def rules() -> list[tuple[str, Rule]]:
    return [(code, rule) for code in CODES for rule in load_language(code).rules]


def kind_of(rule: Rule) -> DocumentKind:
    return rule.kinds[0] if rule.kinds and "news" not in rule.kinds else "news"  # type: ignore[return-value]


EXAMPLES = [(code, rule, text) for code, rule in rules() for text in rule.examples]
COUNTER = [(code, rule, text) for code, rule in rules() for text in rule.counter]


@pytest.mark.parametrize(("code", "rule", "line"), EXAMPLES, ids=[f"{c}-{r.name}-{t[:30]}" for c, r, t in EXAMPLES])
def test_rule_reads_its_example(code: str, rule: Rule, line: str) -> None:
    parts = _EXAMPLE.match(line)
    assert parts is not None
    marked, value = parts["text"], parts["value"]
    text = marked.replace("[", "").replace("]", "")
    found = read(text, kind_of(rule), code=code)
    if rule.kind == "none":
        assert not any(t.mention.rule == rule.name for t in found)
        return
    span = Span(marked.index("["), marked.index("]") - 1)
    here = [t for t in found if t.span == span]
    assert here, f"no expression at {span.of(text)!r}; found {[t.mention.text for t in found]}"
    assert here[0].mention.rule == rule.name, f"read by {here[0].mention.rule}"
    if value is not None:
        assert here[0].timex.value == value


@pytest.mark.parametrize(("code", "rule", "line"), COUNTER, ids=[f"{c}-{r.name}-{t[:30]}" for c, r, t in COUNTER])
def test_rule_leaves_its_counter_example(code: str, rule: Rule, line: str) -> None:
    found = read(line, kind_of(rule), code=code)
    assert not [t.mention.text for t in found if t.mention.rule == rule.name]


@pytest.mark.parametrize("code", CODES)
def test_rules_have_reasons_and_fields_that_end(code: str) -> None:
    for rule in load_language(code).rules:
        assert rule.reason
        assert rule.examples
        assert all(node.kind in ("word", "class", "all", "any", "maybe", "field") for node in rule.tree.walk())


def test_all_faults_are_raised_together(tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(
        'name = "X"\n[words.a]\nis = ["b"]\n[words.bad]\nwas = 1\n'
        '[[rule]]\nname = "one"\nkind = "moment"\nreason = "r"\npattern = "nothing"\nexamples = ["x"]\n'
        '[[rule]]\nname = "two"\nkind = "magic"\nreason = "r"\npattern = "(a"\nexamples = []\nodd = 1\n'
    )
    with pytest.raises(BadLanguageFile) as caught:
        read_language(path)
    message = str(caught.value)
    for part in ("words.bad", "no vocabulary 'nothing'", "kind is one of", "not closed", "no examples", "'odd'"):
        assert part in message


def test_a_language_file_that_is_not_toml(tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    path.write_text("name = ")
    with pytest.raises(BadLanguageFile, match="cannot be read"):
        read_language(path)


def test_an_unknown_language_lists_the_known() -> None:
    with pytest.raises(UnknownName, match="en"):
        load_language("tlh")


def test_sections_of_other_stages_are_handed_out() -> None:
    language = load_language("en")
    assert "to" in language.words("anchoring", "joints")
    assert language.words("nothing", "here") == frozenset()
    assert language.table("no.such.section") == {}
