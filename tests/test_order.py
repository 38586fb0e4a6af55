"""What the words of a clause say of before and after: causes, forms of verbs, spans of time, the calendar."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.document import from_text
from analysis.given import read_given
from analysis.model import Relation
from analysis.narrative import tabulate
from analysis.pipeline import annotate
from analysis.precedence import surely
from analysis.relations import order
from tests.annotated import annotated, event

MIRROR = {"BEFORE": "AFTER", "AFTER": "BEFORE", "INCLUDES": "IS_INCLUDED", "IS_INCLUDED": "INCLUDES",
          "IBEFORE": "IAFTER", "IAFTER": "IBEFORE"}  # fmt: skip


def told(text: str, one: str, other: str) -> list[tuple[str, str]]:
    """What the text says of `one` against `other`, an event, words of an expression, or DCT; with the evidence."""
    return _linked(text, one, other, lambda basis: basis != "habit")


def meant(text: str, one: str, other: str) -> list[tuple[str, str]]:
    """What writers mostly mean where they say nothing."""
    return _linked(text, one, other, lambda basis: basis == "habit")


def _linked(text: str, one: str, other: str, counts: Callable[[str], bool]) -> list[tuple[str, str]]:
    found = annotated(text)
    names = {t.span.of(text): t.id for t in found.expressions} | {"DCT": "DCT"}
    a, b = (names.get(words) or event(text, words).id for words in (one, other))
    relations = [r for r in found.relations if counts(r.basis)]
    straight = [(r.kind, r.evidence) for r in relations if (r.source, r.target) == (a, b)]
    back = [(MIRROR.get(r.kind, r.kind), r.evidence) for r in relations if (r.source, r.target) == (b, a)]
    return straight + back


@pytest.mark.parametrize(
    ("text", "one", "kind", "other"),
    [
        ("Schools closed because of the outbreak.", "closed", "AFTER", "outbreak"),
        ("The city evacuated two streets in response to the fire.", "evacuated", "AFTER", "fire"),
        ("The flood was due to a storm.", "flood", "AFTER", "storm"),
        ("The fire was caused by an explosion.", "fire", "AFTER", "explosion"),
        ("A leak led to an explosion.", "explosion", "AFTER", "leak"),
        ("A storm hit the coast, prompting the mayor to close schools.", "close", "AFTER", "hit"),
        ("The blaze killed three people.", "killed", "IAFTER", "blaze"),
        ("The blast that killed ten people damaged a bank.", "killed", "IAFTER", "blast"),
        ("The quake killed ten people and injured fifty.", "injured", "IAFTER", "quake"),
        ("The bombing of a clinic that killed two people shocked the town.", "killed", "IAFTER", "bombing"),
        ("The quake killed ten people and injured fifty.", "injured", "SIMULTANEOUS", "killed"),
        ("A bomb exploded, killing three people.", "killing", "IAFTER", "exploded"),
        ("He died when the plane crashed.", "died", "IAFTER", "crashed"),
        ("The river rose, forcing people to flee.", "forcing", "AFTER", "rose"),
        ("They were talking when the bomb went off.", "talking", "INCLUDES", "went"),
        ("A guard was killed while crossing a street.", "killed", "IS_INCLUDED", "crossing"),
        ("The tank exploded as a truck was filling it.", "exploded", "IS_INCLUDED", "filling"),
        ("He died extinguishing a fire.", "died", "IS_INCLUDED", "extinguishing"),
        ("The hall caught fire, claiming the life of a man.", "claiming", "IAFTER", "fire"),
        ("The market fell when the bank failed.", "fell", "AFTER", "failed"),
        ("The decision was announced.", "announced", "AFTER", "decision"),
        ("The board rejected the bid.", "rejected", "AFTER", "bid"),
        ("The reversal of the ruling came late.", "reversal", "AFTER", "ruling"),
        ("She won the match by scoring twice.", "scoring", "BEFORE", "won"),
        ("She filed a suit, claiming damages.", "claiming", "IS_INCLUDED", "filed"),
        ("A court sentenced the man for her murder.", "sentenced", "AFTER", "murder"),
        ("The man was fined on charges of fraud.", "fined", "AFTER", "charges"),
        ("The minister condemned the attack.", "condemned", "AFTER", "attack"),
        ("The strike follows a ballot.", "strike", "AFTER", "ballot"),
        ("The quake was followed by a landslide.", "landslide", "AFTER", "quake"),
        ("The owner said that two men fled.", "fled", "BEFORE", "said"),
        ("The survey showed that sales fell.", "fell", "BEFORE", "showed"),
        ("The judge ordered the firm to pay.", "pay", "AFTER", "ordered"),
        ("The minister announced a merger.", "merger", "AFTER", "announced"),
        ("Two sailors died in the collision.", "died", "IAFTER", "collision"),
        ("Two sailors fought in the war.", "war", "INCLUDES", "fought"),
        ("The man was named in the murder.", "named", "AFTER", "murder"),
        ("He was brought to court for trial.", "trial", "AFTER", "brought"),
        ("Hit by a storm, the boat sank.", "Hit", "BEFORE", "sank"),
        ("The woman who rescued the boy fainted.", "rescued", "BEFORE", "fainted"),
        ("The army sent troops to guard the port.", "guard", "AFTER", "sent"),
        ("The firm will go and ask for help.", "ask", "AFTER", "go"),
        ("He may resign.", "resign", "AFTER", "DCT"),
        ("He may have fled.", "fled", "BEFORE", "DCT"),
        ("If it rains, the crew will return.", "rains", "AFTER", "DCT"),
        ("The minister said the troops are leaving.", "leaving", "INCLUDES", "DCT"),
        ("Prices have fallen since May.", "fallen", "BEFORE", "DCT"),
        ("He was held for five months.", "held", "SIMULTANEOUS", "five months"),
        ("They had a two-hour meeting.", "meeting", "SIMULTANEOUS", "two-hour"),
        ("The fire spread within two hours.", "spread", "IS_INCLUDED", "two hours"),
        ("The firm wants to leave.", "leave", "AFTER", "wants"),
        ("Prices fell in 2021.", "fell", "BEFORE", "DCT"),
        ("The stock began to trade in August.", "began", "IS_INCLUDED", "August"),
        ("The boy was found clinging to a raft on Monday.", "found", "IS_INCLUDED", "Monday"),
        ("The firm recently announced a merger.", "announced", "IS_INCLUDED", "recently"),
        ("Prices will fall in the future.", "fall", "IS_INCLUDED", "the future"),
        ("The man arrested after the attack was released.", "arrested", "AFTER", "attack"),
        ("He is said to have fled.", "fled", "BEFORE", "said"),
        ("The tower poses problems never before encountered.", "encountered", "BEFORE", "poses"),
        ("The plotters bought guns for the attack.", "attack", "AFTER", "bought"),
        ("He was injured in a fall and died.", "died", "AFTER", "injured"),
        ("Thousands died in the genocide.", "genocide", "INCLUDES", "died"),
        ("He began by thanking the voters.", "thanking", "SIMULTANEOUS", "began"),
        ("He sat down, reading the letter.", "reading", "SIMULTANEOUS", "sat"),
        ("He worked in London, killing time.", "killing", "SIMULTANEOUS", "worked"),
        ("They slept when the quake struck.", "slept", "INCLUDES", "struck"),
        ("A quake struck the coast on Monday.", "quake", "SIMULTANEOUS", "struck"),
        ("A quake spawned a tsunami that killed or wounded hundreds.", "tsunami", "AFTER", "quake"),
        ("A quake spawned a tsunami that killed or wounded hundreds.", "killed", "IAFTER", "tsunami"),
        ("A town devastated by a quake two months ago that killed hundreds is empty.", "killed", "IAFTER", "quake"),
        ("Thousands marched to protest the killing of Tom Hill.", "killing", "BEFORE", "DCT"),
        ("The siege ended on Monday.", "siege", "ENDED_BY", "ended"),
        ("The firm sent a letter alleging fraud.", "alleging", "IS_INCLUDED", "sent"),
        ("The minister, speaking in Rome, denied the charge.", "speaking", "INCLUDES", "denied"),
        ("The men were held until Monday.", "held", "ENDED_BY", "Monday"),
        ("The bank closed before noon on Sunday.", "closed", "BEFORE", "noon on Sunday"),
        ("The bank closed after 3 p.m. on Sunday.", "closed", "AFTER", "3 p.m. on Sunday"),
        ("She served as a judge from 2006 to 2009.", "served", "BEGUN_BY", "2006"),
        ("Prices have fallen since May.", "fallen", "BEGUN_BY", "May"),
        ("Prices fell after May.", "fell", "AFTER", "May"),
        ("Prices fell before May.", "fell", "BEFORE", "May"),
        ("The firm must pay by Friday.", "pay", "BEFORE", "Friday"),
        ("Prices fell in May.", "fell", "IS_INCLUDED", "May"),
        ("She did not leave until police arrived.", "leave", "AFTER", "arrived"),
        ("The siege continued until police arrived.", "siege", "BEFORE", "arrived"),
        ("Spain denied any hand in the attack on the post.", "attack", "BEFORE", "denied"),
        ("Two men died in a clash, after which both sides agreed to leave.", "agreed", "AFTER", "clash"),
        ("He took a hostage, killing him before surrendering.", "killing", "BEFORE", "surrendering"),
        ("A quake struck the coast on Monday.", "quake", "IS_INCLUDED", "Monday"),
        ("Police found proof of the attack.", "found", "AFTER", "attack"),
        ("Police found proof of the attack.", "attack", "BEFORE", "DCT"),
        ("They are looking into two killings.", "killings", "BEFORE", "DCT"),
        ("She lives in Ohio and has a shop.", "has", "INCLUDES", "DCT"),
        ("The man was arrested during the rally.", "rally", "BEFORE", "DCT"),
        ("The judge ordered the boy to be returned.", "returned", "AFTER", "ordered"),
        ("The boy was found and taken home.", "taken", "BEFORE", "DCT"),
        ("The firm would close if sales fell.", "fell", "BEFORE", "close"),
        ("He spoke of the summit, a meeting of seven leaders.", "meeting", "SIMULTANEOUS", "summit"),
        ("They have cared for him since November, when he was found at sea.", "found", "IS_INCLUDED", "November"),
        ("They left the talks in Geneva on Monday.", "talks", "IS_INCLUDED", "Monday"),
        ("He was sentenced to two years for the robbery.", "robbery", "BEFORE", "sentenced"),
        ("They met for talks.", "talks", "AFTER", "met"),
        ("He met the woman who won the race.", "won", "BEFORE", "met"),
        ("The troops left during talks.", "left", "IS_INCLUDED", "talks"),
        ("He had left when she arrived.", "arrived", "AFTER", "left"),
        ("Prior to the attack, police had received a warning.", "warning", "BEFORE", "attack"),
        ("Prior to joining the bank, she ran a fund.", "ran", "BEFORE", "joining"),
        ("Ahead of the vote, ministers cut taxes.", "cut", "BEFORE", "vote"),
        ("The miners accepted the offer.", "offer", "BEFORE", "accepted"),
        ("He called the attack a crime.", "attack", "BEFORE", "called"),
        ("He called a strike.", "strike", "AFTER", "called"),
        ("The police released a man who shot a guard.", "shot", "BEFORE", "released"),
        ("He was charged with stealing a car.", "stealing", "BEFORE", "charged"),
        ("Brown, who was arrested on Sunday, was freed.", "arrested", "BEFORE", "freed"),
        ("By the time police arrived at 3:15 a.m. on Saturday, he had fled.", "arrived", "AFTER", "fled"),
        ("Police said the car had been travelling fast.", "travelling", "BEFORE", "said"),
        ("No sooner had he landed than police arrested him.", "arrested", "AFTER", "landed"),
        ("Hardly had the troops withdrawn when the rebels attacked.", "attacked", "AFTER", "withdrawn"),
        ("By the time police arrived, the men had fled.", "arrived", "AFTER", "fled"),
        ("Not until the talks ended did he return.", "return", "AFTER", "ended"),
        ("It was after the vote that he resigned.", "resigned", "AFTER", "vote"),
        ("Police confirmed that the body belonged to a student.", "belonged", "INCLUDES", "confirmed"),  # a state
        ("The firm said it won the vote.", "won", "BEFORE", "said"),
        ("The man has owned the house for years.", "owned", "INCLUDES", "DCT"),
        ("The man has left.", "left", "BEFORE", "DCT"),
        ("Analysts say prices will fall.", "say", "IS_INCLUDED", "DCT"),  # whenever one asks them
        ("Smith says prices will fall.", "says", "BEFORE", "DCT"),
        ("The United States say prices will fall.", "say", "BEFORE", "DCT"),
        ("The company owns two mines.", "owns", "INCLUDES", "DCT"),
        ("He said the firm runs a mine and owns a port.", "owns", "INCLUDES", "DCT"),
        ("Relatives have fought to keep the boy, saying he is happy.", "saying", "IS_INCLUDED", "fought"),
        ("The firm has closed the mine, announcing losses.", "announcing", "SIMULTANEOUS", "closed"),
        ("He has never owned a house.", "owned", "BEFORE", "DCT"),
        ("Relatives are fighting to keep the boy, saying he is happy.", "saying", "IS_INCLUDED", "fighting"),
        ("The firm rejected the offer, saying it was low.", "saying", "SIMULTANEOUS", "rejected"),
        ("The firm had rejected the offer, saying it was low.", "saying", "SIMULTANEOUS", "rejected"),
    ],
)
def test_words_say_what_comes_before_what(text: str, one: str, kind: str, other: str) -> None:
    assert kind in [k for k, _ in told(text, one, other)]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The siege did not end on Monday.", "siege", "end"),  # it went on
        ("The children wore shirts bearing his name.", "bearing", "wore"),  # it tells of the shirts
        ("The killing shook Rome on Monday.", "killing", "Monday"),  # the echo may come later
        ("The strike lasted for weeks and cost the firm millions.", "strike", "cost"),  # goes on meanwhile
        ("The increase reflected a change of plan.", "increase", "reflected"),  # is a sign of it
        ("The minister reported a loss.", "loss", "reported"),  # no telling which
        ("A judge sentenced him to imprisonment.", "sentenced", "imprisonment"),  # which comes of it
        ("The men were arrested in the raid.", "raid", "DCT"),
        ("The firm likes to win.", "win", "likes"),  # of minds, not of aims
        ("He was worried about the future.", "worried", "the future"),  # not in it
        ("The firm sold cars until recently.", "sold", "recently"),
        ("The firm plans to close in May.", "plans", "May"),  # the plan is of now
        ("The firm considered leaving on Monday.", "considered", "Monday"),  # what was considered
        ("Prices began to fall.", "fall", "began"),  # the fall does not come after it began
        ("He knows and likes the town.", "likes", "knows"),  # side by side
        ("The man had seen the woman who left.", "left", "seen"),
        ("He may own the town.", "own", "DCT"),  # now, or not
        ("He left two hours after the talks.", "left", "two hours"),  # how much later, not how long
        ("He resigned after five months.", "resigned", "five months"),
        ("Police fear another attack.", "attack", "DCT"),  # it may never come
        ("They carried out the attack.", "attack", "carried"),  # one happening
        ("Crews are fighting the blaze.", "blaze", "DCT"),  # it goes on
        ("Her death will be a blow.", "death", "DCT"),
        ("Police foiled the attack.", "attack", "DCT"),
        ("The coup succeeded.", "coup", "succeeded"),  # one happening
        ("Talks, a visit and a parade are planned.", "visit", "Talks"),  # a list
        ("He objected to the planned visit.", "visit", "objected"),
        ("He was said to be leaving.", "leaving", "said"),
        ("He hopes to have left by noon.", "left", "hopes"),
        ("A bomb went off, resulting in two deaths.", "deaths", "resulting"),
        ("He was convicted of the murder on Monday.", "murder", "Monday"),
        ("They delayed the launch on Monday.", "launch", "Monday"),
        ("He denied the murder.", "murder", "DCT"),
        ("They will meet during the rally.", "rally", "DCT"),
        ("He denied the murder.", "denied", "murder"),
        ("Police solved the bombing of a clinic by a man who killed a guard.", "bombing", "killed"),
        ("A storm hit the coast, resulting in two deaths.", "deaths", "resulting"),  # no holder of it, but its effect
        ("Spain withdrew in an effort to end the war.", "effort", "withdrew"),  # the withdrawal is the effort
        ("It marked the end of the strike; another one lasted for a week.", "marked", "lasted"),  # side by side
        ("He won the day she died.", "died", "won"),  # of the day, not of somebody
        ("He drove to a bar, where he drank.", "drank", "drove"),  # the story goes on
        ("The firm gave a pledge, which the union rejected.", "rejected", "gave"),
        ("He had lived there for years when the troops arrived.", "arrived", "lived"),  # he may live there yet
        ("He had begun talks when the troops arrived.", "arrived", "talks"),
        ("The firm had earned more than it spent.", "spent", "earned"),
        ("Brown, who died on Sunday, served in parliament.", "died", "served"),
        ("She signed an accord that ended the war.", "ended", "signed"),
        ("Parliament overturned the ban on Tuesday.", "ban", "Tuesday"),
        ("By the time the troops arrived, he slept.", "arrived", "slept"),
        ("The firm said it knew of the plan.", "knew", "said"),  # then, or before
        ("“The company owns two mines,” Smith said on Monday.", "owns", "DCT"),  # on Monday
        ("The guard who lived there fled.", "lived", "fled"),  # he may live there yet
    ],
)
def test_where_words_leave_it_open_nothing_is_said(text: str, one: str, other: str) -> None:
    assert told(text, one, other) == meant(text, one, other) == []


def test_of_one_moment_the_order_is_told_and_the_date_is_shared() -> None:
    """ "exploded on Monday, killing two": the killing comes right after, and is of Monday."""
    text = "A bomb exploded on Monday, killing two people."
    first, second = annotated(text).events
    assert (first.when.edtf, second.when.edtf) == ("2021-12-06", "2021-12-06")
    assert [(k, e) for k, e in told(text, "killing", "exploded")] == [("IAFTER", "“killing”: what came of it at once")]
    assert [k for k, _ in told("Forcing a smile, she left.", "Forcing", "left")] == ["SIMULTANEOUS"], "it is no result"


def test_a_verb_of_beginning_opens_what_it_carries(tmp_path: Path) -> None:
    assert _marked(tmp_path, "The army launched an offensive.", "launched", "offensive") == "BEGUN_BY"
    assert _marked(tmp_path, "The firms completed a merger.", "completed", "merger") == "ENDED_BY"


def _marked(folder: Path, text: str, verb: str, noun: str) -> str:
    """How the noun stands to the verb where both are marked as events."""
    marked = [{"id": w, "start": text.index(w), "end": text.index(w) + len(w)} for w in (verb, noun)]
    gold = folder / "gold.jsonl"
    gold.write_text(json.dumps({"doc": "made", "events": marked}))
    found = annotate(from_text(text, id="made", language="en", kind="news"), given=read_given(gold))
    names = {e.span.of(text): e.id for e in found.events}
    (kind,) = [r.kind for r in found.relations if (r.source, r.target) == (names[noun], names[verb])]
    return kind


def test_a_time_without_bounds_dates_nothing() -> None:
    (row,) = annotated("The firm recently announced a merger.").events[:1]
    assert (row.when.expression, row.when.edtf) == (None, "[..2021-12-07]")


def test_a_light_verb_that_is_marked_is_one_with_its_noun(tmp_path: Path) -> None:
    text = "The firm made an offer."
    assert _marked(tmp_path, text, "made", "offer") == "SIMULTANEOUS"
    assert [e.span.of(text) for e in annotated(text).events] == ["offer"], "else the verb only carries it"


def test_a_cause_is_quoted_and_stands_against_no_date() -> None:
    """Dates are believed before causes: what contradicts them is kept aside, not ranked."""
    text = "The fire on Monday was caused by an explosion on Sunday."
    assert ("AFTER", "cause: “caused”") in told(text, "fire", "explosion")
    wrong = "The fire on Sunday was caused by an explosion on Monday."
    assert [c.relation.evidence for c in annotated(wrong).conflicts] == ["cause: “caused”"]


def test_a_habit_of_telling_is_marked_as_one_and_conflicts_with_nothing() -> None:
    text = "The ship sank on Monday, and drifted on Sunday."
    found = annotated(text)
    assert found.conflicts == () and told(text, "drifted", "sank") == []
    text = "The ship sank and drifted to the shore."
    (run,) = [r for r in annotated(text).relations if r.kind == "AFTER"]
    assert run.basis == "telling"


@pytest.mark.parametrize(
    ("text", "one", "kind", "other"),
    [
        ("The men marched despite the mayor's appeal.", "appeal", "BEFORE", "marched"),
        ("Smith told reporters that the men held in May have left.", "held", "BEFORE", "told"),
        ("He was arrested and has been freed.", "freed", "AFTER", "arrested"),
        ("Those who led the protests have moved.", "moved", "AFTER", "led"),
        ("The men who are held will be freed.", "freed", "AFTER", "held"),
        ("If they refuse to leave, they will be arrested.", "arrested", "AFTER", "leave"),
        ("The rebels shelled the town, which could delay talks.", "delay", "AFTER", "shelled"),
        ("The region saw a rash of kidnappings in recent years.", "kidnappings", "IS_INCLUDED", "recent years"),
        ("A law to be passed was criticised.", "passed", "AFTER", "DCT"),
    ],
)
def test_writers_mostly_mean_what_they_do_not_say(text: str, one: str, kind: str, other: str) -> None:
    assert kind in [k for k, _ in meant(text, one, other)] and told(text, one, other) == []


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("She hoped for his release.", "release", "hoped"),  # it may never come
        ("Talks and a visit are planned.", "visit", "Talks"),  # a list
        ("He criticised the attacks since May.", "attacks", "May"),  # from then on
        ("Officials said on Friday that raids continue.", "raids", "Friday"),  # another clause
        ("The firm hired a man who lives abroad.", "lives", "hired"),  # a state
        ("They had to leave or to fight.", "fight", "leave"),
        ("Brown was convicted of the murder on Monday.", "murder", "Monday"),  # told apart
        ("If the war ends, refugees who fled will return.", "fled", "ends"),  # long before
        ("The firm hired Smith, who resigned in June.", "resigned", "hired"),  # the story goes on
        ("He was warned about his upcoming trial.", "trial", "warned"),
        ("A fire resulted in her death.", "death", "resulted"),  # it comes of it
        ("The explosion may have been caused by a leak.", "caused", "explosion"),  # it looks back
    ],
)
def test_what_is_as_often_meant_otherwise_is_no_habit(text: str, one: str, other: str) -> None:
    assert meant(text, one, other) == []


def test_the_same_word_in_the_next_sentence_is_mostly_told_of_the_same_time() -> None:
    def again(text: str) -> list[str]:
        return [r.kind for r in annotated(text).relations if r.basis == "habit"]

    assert again("Smith said the port was closed. Brown said it was open.") == ["SIMULTANEOUS"]
    assert again("The town was shelled. It will be shelled.") == [], "a fact and a plan"
    assert again("The rebels shelled the port. Later the army shelled the port.") == [], "it says when"
    assert again("A fire killed ten. A fire on Monday killed twenty.") == [], "it has a date"
    assert again("Smith said the port was closed. It reopened, Brown said.") == [], "not at the head of the sentence"


def test_a_habit_moves_no_rank_contradicts_nothing_and_is_never_sure() -> None:
    text = "Smith told reporters on 3 May 2020 that the men held on 6 June 2020 have left."
    assert meant(text, "held", "told") == [] and annotated(text).conflicts == ()
    text = "Those who led the protests have moved."
    found = annotated(text)
    without = [replace(e, links=tuple(k for k in e.links if k.basis != "habit")) for e in found.events]
    assert order(without, found.expressions, found.published).ranks == found.ranks
    assert surely(tabulate([found])) == set() and meant(text, "moved", "led") != []


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("“We won,” Mary Smith said. She told reporters the vote was fair.", True),
        ("“We won,” Mary Smith said. She later told reporters the vote was fair.", False),
        ("“We won,” Mary Smith said. On Monday she told reporters the vote was fair.", False),
        ("“We won,” Mary Smith said. John Brown told reporters the vote was fair.", False),
        ("Mary Smith said she had told reporters the vote was fair.", False),
    ],
)
def test_what_one_person_is_quoted_with_is_said_in_one_go(text: str, linked: bool) -> None:
    assert ("SIMULTANEOUS" in [k for k, _ in told(text, "told", "said")]) is linked


def calendar(text: str, published: str = "2021-12-07") -> set[tuple[str, str, str]]:
    found = annotated(text, published)
    words = {t.id: t.span.of(text) for t in found.expressions} | {"DCT": "DCT"}
    own: list[Relation] = [r for r in found.relations if r.source in words and r.target in words]
    return {(words[r.source], r.kind, words[r.target]) for r in own}


def test_dates_follow_each_other_by_the_calendar() -> None:
    text = (
        "The ship sank on 3 May 2020. The port closed in June 2020. It reopened on 8 December 2021. "
        "The cook fled in May 2020."
    )
    assert calendar(text) == {
        ("3 May 2020", "BEFORE", "June 2020"),  # and so before the day of writing
        ("May 2020", "BEFORE", "June 2020"),  # but not against 3 May, which it holds
        ("June 2020", "BEFORE", "DCT"),
        ("8 December 2021", "AFTER", "DCT"),
    }


def test_the_same_day_told_twice_is_one_time() -> None:
    text = "The ship sank on 3 May 2020. Divers came on May 3, 2020."
    assert calendar(text) == {("May 3, 2020", "SIMULTANEOUS", "3 May 2020"), ("3 May 2020", "BEFORE", "DCT")}


def test_a_month_that_holds_the_day_of_writing_hides_nothing() -> None:
    text = "The ship sank on 3 May 2020. The port closed in December 2021."
    assert ("3 May 2020", "BEFORE", "DCT") in calendar(text)


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2021, 12, 1))


@settings(max_examples=25)
@given(st.lists(DAYS, min_size=1, max_size=5, unique=True))
def test_every_date_is_known_to_be_before_the_day_of_writing(days: list[date]) -> None:
    text = " ".join(f"The ship sank on {day:%d %B %Y}." for day in days)
    order = {(a, b) for a, kind, b in calendar(text) if kind == "BEFORE"}
    reached = {"DCT"}
    while more := {a for a, b in order if b in reached} - reached:
        reached |= more
    assert len(reached) == len(days) + 1 and len(order) == len(days)
