"""Who did what, when, and how sure is it: triggers, certainty, people, dates of single sentences."""

from __future__ import annotations

import pytest

from tests.annotated import annotated, event

CALL = (
    "Joe Biden and Vladimir Putin had a two-hour exchange on Tuesday.\n\n"
    "The discussion began at 3:07 p.m. GMT, according to Washington.\n\n"
    "Anna Berg took part in the conversation from London."
)


@pytest.mark.parametrize(
    ("text", "words", "certainty"),
    [
        ("The army attacked the city on Monday.", "attacked", "asserted"),
        ("The army did not attack the city on Monday.", "attack", "negated"),
        ("The president never intended to attack anyone.", "attack", "negated"),
        ("They did not have the opportunity to meet in Rome.", "meet", "negated"),
        ("Mary Smith will visit Paris on Thursday.", "visit", "future"),
        ("If talks fail, the union would strike in May.", "strike", "conditional"),
        ("Help is ready in the event of an earthquake.", "earthquake", "conditional"),
        ("Kenya accused Uganda of massing troops on the border.", "massing", "alleged"),
        ("The minister allegedly took bribes from a builder.", "took", "alleged"),
        ("Spain denied any invasion of the island.", "invasion", "denied"),
        ("Police denied on Monday that a child was missing.", "missing", "denied"),
        ("The mayor had promised in 2020 to build a bridge.", "build", "future"),
        ("The trial resumes on Friday.", "trial", "future"),
        ("Observers believe that the governor is bluffing.", "bluffing", "opinion"),
        ("The prisoners tried to flee.", "flee", "future"),
        ("The guards told the prisoners to leave.", "leave", "future"),
        ("The guards forced the prisoners to leave.", "leave", "asserted"),
        ("Mary Smith declined to resign.", "resign", "negated"),
        ("Spain refused to suspend its air strikes.", "strikes", "asserted"),
        ("Spain refused to conduct air strikes.", "strikes", "negated"),
        ("Mary Smith hopes to return after the army left.", "left", "asserted"),
        ("Thousands met to protest the killing of Tom Hill.", "killing", "asserted"),
        ("Thousands met to plan a killing.", "killing", "future"),
        ("Tom Hill tried to flee after having been sacked.", "sacked", "asserted"),
        ("Tom Hill was absent because he'd died in May.", "died", "asserted"),
        ("Mary Smith beat Tom Hill, who would later serve as minister.", "serve", "asserted"),
        ("Mary Smith said she would later serve as minister.", "serve", "future"),
        ("Mary Smith would go on to win the race.", "win", "asserted"),
        ("The tremor was felt in Oslo.", "felt", "asserted"),
        ("The UN voted to send aid to survivors of the earthquake.", "earthquake", "asserted"),
        ("The mayor agreed to meet relatives of those killed in Rome.", "killed", "asserted"),
        ("Mary Smith declined to comment on the killing.", "killing", "asserted"),
        ("The thieves tried to flee after shooting a guard.", "shooting", "asserted"),
        ("The thieves tried to flee before the police came.", "came", "asserted"),
        ("Mary Smith attempted to swim the Channel and succeeded.", "succeeded", "asserted"),
        ("The firm omitted to mention that it had lost its licence.", "lost", "asserted"),
        ("The firm plans to build a hospital funded by Spain.", "funded", "future"),
        ("Tom Hill promised to marry her when he returned from Rome.", "returned", "future"),
        ("They planned to strike when the king arrived in Rome.", "arrived", "future"),
        ("Thousands met to condemn the alleged massacre.", "massacre", "future"),
        ("A judge refused to stop the merger of two airlines.", "merger", "asserted"),
        ("Hill was cleared of murdering Brown.", "murdering", "denied"),
        ("Hill was wrongly jailed for robbing a bank.", "robbing", "denied"),
        ("The strike was called off after ten hours of talks.", "strike", "negated"),
        ("The rescue was cancelled because of fog.", "rescue", "negated"),
        ("Suspects to have been arrested on Monday.", "arrested", "asserted"),
        ("Unemployment nearly hit 10 percent.", "hit", "asserted"),
        ("Hill was nearly beaten to death.", "beaten", "asserted"),
        ("Hill missed a win.", "win", "negated"),
        ("Unless a deal is reached, workers will walk out.", "deal", "conditional"),
        ("If the strike goes ahead, trains will stop.", "strike", "conditional"),
        ("If the strike lasts for weeks, trains will stop.", "strike", "asserted"),
        ("Hill was arrested on suspicion of causing a death and released on bail.", "released", "asserted"),
        ("Hill was accused of causing a death and fleeing.", "fleeing", "alleged"),
        ("It is unclear whether he was at home when the fire started.", "fire", "asserted"),
        ("Hill was about to leave when the bomb exploded.", "exploded", "asserted"),
        ("Passengers were told not to travel unless they had a pass.", "told", "asserted"),
        ("Passengers may travel unless the strike starts.", "travel", "conditional"),
        ("Library to reopen after flood", "reopen", "future"),
        ("Hill has until Friday to respond.", "respond", "future"),
        ("Hill had to resign on Friday.", "resign", "asserted"),
        ("They voted to reject a plan submitted in May.", "submitted", "asserted"),
        ("The ship was reported to have sunk on Friday.", "sunk", "alleged"),
        ("Doctors failed to spot that her heart had stopped.", "stopped", "asserted"),
        ("Doctors failed to say that her heart had stopped.", "stopped", "negated"),
        ("Hill was cleared of the murder of Brown.", "murder", "asserted"),
        ("Hill was acquitted of murder on Monday.", "murder", "denied"),
        ("Hill was found not guilty of murdering Brown.", "murdering", "denied"),
        ("Hill was found guilty of murdering Brown.", "murdering", "asserted"),
        ("Hill was wrongly convicted of murdering Brown.", "murdering", "denied"),
        ("Hill was convicted of murdering Brown.", "murdering", "asserted"),
        ("The project was nearly cancelled.", "cancelled", "negated"),
        ("Sales nearly doubled.", "doubled", "asserted"),
        ("Nearly 40 people died.", "died", "asserted"),
        ("Had the brakes worked, the train would have stopped.", "worked", "conditional"),
        ("Had officers arrived sooner, Hill would have survived.", "arrived", "conditional"),
        ("Hill missed Saturday's match.", "match", "asserted"),
        ("Hill avoided a strike.", "strike", "negated"),
        ("The search was called off on Monday.", "search", "asserted"),
        ("The strike was called off on Monday.", "strike", "negated"),
        ("The match was abandoned after 60 minutes.", "match", "asserted"),
        ("The rebels denied breaking the truce.", "truce", "asserted"),
        ("The rebels denied breaking the truce.", "breaking", "denied"),
        ("Hill did not dispute the attack.", "attack", "asserted"),
        ("Hill denied the attack.", "attack", "denied"),
        ("Hill was charged with murder on Monday.", "charged", "asserted"),
        ("Hill was charged with murder on Monday.", "murder", "alleged"),
        ("Smith came off the bench to score the winner.", "score", "asserted"),
        ("Smith moved to Oslo in order to score goals.", "score", "future"),
        ("The bill was to be debated on Monday but was withdrawn.", "withdrawn", "asserted"),
        ("The bill was to be debated and approved.", "approved", "future"),
        ("He told Hill that aid would be withheld until Ukraine announced an inquiry.", "announced", "future"),
        ("Hill said aid was withheld until Ukraine announced an inquiry.", "announced", "asserted"),
        ("The court forbade Tom Hill to leave the city.", "leave", "negated"),
        ("The body was not found until 1998.", "found", "asserted"),
        ("Mary Smith did not stay until Monday.", "stay", "negated"),
        ("The navy tried to find out where the vessel went down.", "went", "asserted"),
        ("The ship was supposed to carry ten people when it went down.", "went", "asserted"),
        ("The divers were not able to reach the ferry.", "reach", "negated"),
        ("The divers were able to reach the ferry.", "reach", "asserted"),
        ("The rebels would be able to reach the city.", "reach", "conditional"),
        ("Tom Hill was unable to leave.", "leave", "negated"),
        ("Tom Hill was not happy to leave.", "leave", "asserted"),
        ("Tom Hill was too ill to attend.", "attend", "negated"),
        ("Tom Hill was not too ill to attend.", "attend", "negated"),
        ("One error was not enough to overturn the conviction.", "overturn", "negated"),
        ("One error was not enough to overturn the conviction.", "conviction", "asserted"),
        ("The firm has no plans to close the plant.", "close", "negated"),
        ("The firm has plans to close the plant.", "close", "future"),
        ("The group has no intention of leaving.", "leaving", "negated"),
        ("The board rejected the latest offer.", "offer", "asserted"),
        ("The board denied any offer.", "offer", "denied"),
        ("The board rejected claims that the firm lost millions.", "lost", "denied"),
        ("The Senate demanded that Iraq give up its arms.", "give", "future"),
        ("The Senate insisted that he resign.", "resign", "future"),
        ("The workers insist that they own the plant.", "own", "asserted"),
        ("The shares rose to close at $31.", "close", "asserted"),
        ("The shares rose to close the gap.", "rose", "asserted"),
        ("Mary Smith returned to find the house empty.", "find", "asserted"),
        ("Mary Smith returned to fight the plan.", "fight", "future"),
        ("The ministry is suing to block the merger.", "block", "future"),
        ("The envoys met to bolster talks that resumed on Monday.", "talks", "asserted"),
        ("The envoys met to arrange talks on trade.", "talks", "future"),
        ("Mary Smith left without paying.", "paying", "negated"),
        ("Mary Smith left without raising her bid.", "bid", "asserted"),
        ("Rather than resign, he sued.", "resign", "negated"),
        ("People were evacuated without injuries.", "evacuated", "asserted"),
        ("Mary Smith is likely to remain in office.", "remain", "future"),
        ("Mary Smith was the first woman to win the race.", "win", "asserted"),
        ("Mary Smith would be the first woman to win the race.", "win", "future"),
        ("It was a mistake to leave.", "leave", "asserted"),
        ("It would be a mistake to leave.", "leave", "future"),
        ("No one was available to comment.", "comment", "negated"),
        ("Officials were available to comment.", "comment", "asserted"),
        ("Shares fell on rumours that the chief had resigned.", "resigned", "alleged"),
        ("Shares fell on the news that the chief had resigned.", "resigned", "asserted"),
        ("Shares fell amid fears that the dam had burst.", "burst", "conditional"),
        ("There is no evidence that Tom Hill fired a gun.", "fired", "conditional"),
        ("Tom Hill was held on suspicion of murder.", "murder", "alleged"),
        ("Tom Hill faces charges of killing a guard.", "killing", "alleged"),
        ("Tom Hill met the general in charge of talks.", "talks", "asserted"),
        ("The army denied claims that it shelled the town.", "shelled", "denied"),
        ("A summit will mark the anniversary of the founding of the town.", "founding", "asserted"),
        ("The crew is waiting to fly home.", "fly", "future"),
        ("Tom Hill was unable to prevent the collapse of the bridge.", "collapse", "asserted"),
        ("Tom Hill prevented the attack.", "attack", "negated"),
        ("Tom Hill was too ill to attend the funeral.", "funeral", "asserted"),
        ("They did not hold the meeting.", "meeting", "negated"),
        ("They did not reach the agreement.", "agreement", "negated"),
        ("They failed to stop the attack.", "attack", "asserted"),
        ("Tom Hill was too young to understand that his mother had died.", "died", "asserted"),
        ("Mary Smith was unable to say who attacked her.", "attacked", "asserted"),
        ("Mary Smith asked whether the driver was killed.", "killed", "conditional"),
        ("Mary Smith has yet to respond.", "respond", "negated"),
        ("The rules remain to be written.", "written", "negated"),
        ("They remained to fight.", "fight", "asserted"),
        ("He resigned rather than face impeachment.", "face", "negated"),
        ("Mary Smith demanded that the hostages be freed.", "freed", "future"),
        ("It is vital that the killers be caught.", "caught", "future"),
        ("The judge dismissed the charges against Tom Hill.", "charges", "asserted"),
        ("The court rejected his appeal against the conviction.", "conviction", "asserted"),
        ("It was the third attempt to kill the president.", "kill", "future"),
        ("Police did not act quickly enough to save the girl.", "save", "negated"),
        ("The ship was too badly damaged to sail.", "sail", "negated"),
        ("The judge was too quick to dismiss the case.", "dismiss", "asserted"),
        ("The Giants came back to win.", "win", "asserted"),
        ("The Giants came to win.", "win", "future"),
        ("Tom Hill grew up to become mayor.", "become", "asserted"),
        ("Tom Hill survived the war only to be killed at home.", "killed", "asserted"),
        ("Tom Hill did not hesitate to fire.", "fire", "asserted"),
        ("Tom Hill did not forget to thank her.", "thank", "asserted"),
        ("Tom Hill forgot to thank her.", "thank", "negated"),
        ("The police had no right to shoot the man.", "shoot", "conditional"),
        ("Tom Hill's refusal to testify shocked Spain.", "testify", "negated"),
        ("Officials fear that ten people died.", "died", "opinion"),
        ("Witnesses confirmed the report that the bridge collapsed.", "collapsed", "asserted"),
        ("Hamas claimed the attack in a letter faxed to Rome.", "faxed", "asserted"),
        ("Hamas offered talks on condition that Israel release them.", "release", "future"),
        ("The union vowed to stop the bombings.", "bombings", "asserted"),
        ("Negotiations are to begin later this month.", "Negotiations", "future"),
        ("Had Tom Hill stayed, it would have damaged the party.", "stayed", "conditional"),
        ("Mary Smith said the council would have acted.", "acted", "conditional"),
        ("Flights have been suspended until the cause is found.", "found", "future"),
        ("They waited until the war ended.", "ended", "asserted"),
        ("A vote is expected on Thursday.", "vote", "future"),
        ("Further tremors are likely.", "tremors", "future"),
        ("Reports that Tom Hill had died were false.", "died", "denied"),
        ("It is not true that the army fled.", "fled", "denied"),
        ("It is true that the army fled.", "fled", "asserted"),
        ("In talks, the main issue was the fear of a war.", "fear", "asserted"),
        ("Police have ruled out arson.", "ruled", "asserted"),
        ("Police have ruled out arson.", "arson", "denied"),
        ("Few rule out the hypothesis of an attack.", "attack", "conditional"),
        ("They won the first elections to come from the revolt.", "come", "asserted"),
        ("Tom Hill is the fourth executive to leave this year.", "leave", "asserted"),
        ("Moscow had nothing to do with the crash.", "crash", "asserted"),
        ("The crash was likely Tom Hill's doing.", "crash", "asserted"),
        ("They sought to resolve the dispute.", "dispute", "asserted"),
        ("They took steps to avert the war.", "war", "future"),
        ("They focused rather on ensuring silence.", "ensuring", "asserted"),
        ("It was the first case of ties being cut over a hack.", "cut", "asserted"),
        ("Police could not confirm the report that the bridge collapsed.", "collapsed", "alleged"),
        ("No vote is expected.", "vote", "negated"),
        ("The robbery was planned in 2001.", "robbery", "asserted"),
        ("Police have not ruled out arson.", "arson", "conditional"),
        ("The state said it would ask why the school collapsed, and punish anyone.", "punish", "future"),
    ],
)
def test_certainty_follows_the_words_around_the_trigger(text: str, words: str, certainty: str) -> None:
    assert event(text, words).certainty == certainty


def test_an_accusation_is_held_by_the_accuser_and_says_what_it_rests_on() -> None:
    text = "Kenya accused Uganda of massing troops on the border."
    massing = event(text, "massing")
    assert massing.holder == "Kenya"
    assert massing.cue is not None and massing.cue.of(text) == "accused"
    assert ("Uganda", "agent") in [(p.name, p.role) for p in massing.participants]


def test_a_passive_accusation_without_an_accuser_is_nobodys_and_off_the_timeline() -> None:
    accused = event("The company, accused of dumping waste, closed its plant on Friday.", "accused")
    assert (accused.certainty, accused.holder, accused.on_timeline) == ("alleged", "unspecified", False)


def test_what_a_temporal_adjunct_takes_for_granted_is_not_part_of_the_accusation() -> None:
    text = "The ministry was accused of wasting money during the withdrawal from Mali."
    assert event(text, "withdrawal").certainty == "asserted"


def test_the_condition_of_a_warning_belongs_to_what_is_warned_of() -> None:
    text = "If Moscow were to attack, an official warned that the allies would respond with sanctions."
    assert event(text, "warned").certainty == "asserted"
    assert event(text, "respond").certainty == "conditional"


def test_a_light_verb_and_its_noun_are_one_event() -> None:
    text = "The two leaders held a meeting in Oslo on Monday."
    assert [e.span.of(text) for e in annotated(text).events] == ["meeting"]
    assert event(text, "meeting").label == "The two leaders held a meeting in Oslo"


def test_one_conversation_under_many_names_is_one_event() -> None:
    exchange = event(CALL, "exchange")
    assert [m.span.of(CALL) for m in exchange.mentions] == ["discussion", "conversation"]
    assert {"Joe Biden", "Vladimir Putin"} <= {p.name for p in exchange.participants}


def test_an_indefinite_noun_is_a_new_event() -> None:
    text = "Ministers held talks on Monday. A conversation between two envoys took place in Rome on Sunday."
    assert event(text, "conversation").mentions == ()


def test_day_clock_and_length_make_one_interval() -> None:
    when = event(CALL, "exchange").when
    assert when.moment is not None
    assert (when.moment.start, when.moment.end) == (1638889620, 1638896820)  # 15:07 and 17:07 UTC
    assert (when.moment.precision, when.moment.holds) == ("minute", "throughout")
    assert when.source == "inferred"


def test_what_names_a_dated_event_lies_within_it() -> None:
    took = event(CALL, "took").when
    assert took.moment is not None and took.moment.start == 1638889620
    assert "conversation" in took.reason


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("The bank will report in the coming days, the ministry announced on Monday.", "announced", "2021-12-06"),
        ("She had spoken to them on Monday and agreed to wait.", "agreed", "2021-12-06"),
        ("It is reminiscent of 2014 and the annexation of Crimea.", "annexation", "2014"),
        ("The deal was signed in June during a summit in Geneva.", "summit", "2021-06"),
        ("The Kremlin denies any plan.", "denies", "2021-12-07"),
        ("The police arrested a man.", "arrested", "[..2021-12-07]"),
    ],
)
def test_dates_follow_syntax(text: str, words: str, edtf: str) -> None:
    assert event(text, words).when.edtf == edtf


def test_then_gives_an_open_interval_and_never_a_finer_unit() -> None:
    text = (
        "It recalls 2014 and the annexation of Crimea, then the outbreak of an armed conflict which left 13,000 dead."
    )
    outbreak, left = event(text, "outbreak"), event(text, "left")
    assert outbreak.when.moment is not None and outbreak.when.moment.end is None
    assert outbreak.when.moment.precision == "year"
    assert left.when.edtf == "2014/2021-12-07"


@pytest.mark.parametrize("words", ["arrested", "opened"])
def test_without_a_publication_date_nothing_is_bounded_or_dated(words: str) -> None:
    when = event("The police arrested a man. The museum opened on Tuesday.", words, None).when
    assert (when.moment, when.source) == (None, "none")
    assert when.reason


def test_the_future_without_a_time_and_wishes_stay_off_the_timeline() -> None:
    text = "The mayor wants to build a bridge. The mayor will open a school on Thursday. The mayor will retire."
    assert [e.span.of(text) for e in annotated(text).events if e.on_timeline] == ["open"]


def test_a_state_in_the_form_of_a_participle_is_not_shown_as_an_act() -> None:
    assert not event("The meeting was short, and closed to journalists.", "closed").on_timeline
    assert event("The museum closed on Monday.", "closed").on_timeline
    assert event("The guards closed the gate.", "closed").on_timeline


def test_every_event_has_a_reason_and_its_words() -> None:
    for e in annotated(CALL).events:
        assert e.when.reason and e.label and e.span.of(CALL)


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("Police denied on Monday that a child was missing.", "missing", "A child was missing"),
        ("It was a war which left many dead in Mali.", "left", "A war left many dead in Mali"),
        ("One of them, Maria Lopes, lost her house in the fire.", "lost", "Maria Lopes lost her house in the fire"),
        ("Four men were hurt on Monday when the old bridge fell.", "fell", "The old bridge fell"),
        ("They did not get to see the king on Monday.", "see", "They did not get to see the king"),
        ("“I greet you,” said Anna Berg on Monday.", "said", "Anna Berg said: “I greet you,”"),
        ("The port was closed on Monday, the mayor said.", "said", "The mayor said: The port was closed"),
    ],
)
def test_a_label_is_a_clause_with_its_own_subject(text: str, words: str, line: str) -> None:
    assert event(text, words).label == line


@pytest.mark.parametrize("unit", ['"', "said ", "the day ", "he said that ", "“a ‘b "])
def test_a_run_of_the_same_words_is_no_sentence_without_end(unit: str) -> None:
    """What grows with the square of a sentence would take hours on these."""
    assert annotated(unit * (30_000 // len(unit))) is not None


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("Anna Berg has led the party since 1999.", "led", "1999/.."),
        ("The schools will remain closed until December 20.", "remain", "../2021-12-20"),
        ("They must vote by Friday.", "vote", "[..2021-12-10]"),
        ("Anna Berg has led the party since Monday.", "led", "2021-12-06/.."),
        ("He left the army before December 3.", "left", "[..2021-12-02]"),
        ("The bank learned of it two weeks after the audit of 30 June 2014.", "learned", "2014-07-14~"),
        ("Anna Berg moved the money between 2009 and 2013.", "moved", "2009/2013"),
        ("The army fought from May to July 2014.", "fought", "2014-05/2014-07"),
    ],
)
def test_a_preposition_opens_or_joins_the_dates_of_an_event(text: str, words: str, edtf: str) -> None:
    found = event(text, words)
    assert found.when.edtf == edtf
    moment = found.when.moment
    assert moment is not None
    assert (moment.start is None, moment.end is None) == (edtf.startswith((".", "[.")), edtf.endswith((".", ".]")))


def test_since_last_week_has_no_end() -> None:
    moment = event("Anna Berg has led the party since last week.", "led").when.moment
    assert moment is not None and moment.start is not None and moment.end is None
