"""Dates that one event has from another: subordinate clauses, scenes, wholes and parts. And those it has not."""

from __future__ import annotations

import pytest

from tests.annotated import annotated, event


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        (
            "Before the results were announced, Anna Berg held a party on Sunday.",
            "announced",
            "[2021-12-05..2021-12-07]",
        ),
        ("The firefighter died extinguishing a fire on Monday.", "extinguishing", "2021-12-06"),
        ("The firefighter died extinguishing a fire on Monday.", "fire", "2021-12-06"),
        ("The report recalls the 2009 crash, which killed 228 people.", "killed", "2009"),
        ("The report recalls the 2009 war, which killed 228 people.", "killed", "2009/2021-12-07"),
        ("The agency announced on Monday that it was closing its hospital.", "closing", "2021-12-06"),
        ("The ship sank two days after the storm of 1 December 2021.", "sank", "2021-12-03"),
        ("The ship sank three months after the storm of 5 May 2020.", "sank", "2020-08~"),
        ("Anna Berg became mayor in 1999. She has held the office since then.", "held", "1999/.."),
        ("The board praised Sunday's election. Anna Berg won 77% of the vote.", "won", "2021-12-05"),
        ("The plane crashed on Saturday. Investigators say the aircraft stalled.", "stalled", "2021-12-04"),
        ('The plane crashed on Saturday. "The deaths of six men are sad," Anna Berg said.', "deaths", "2021-12-04"),
        ('Anna Berg greeted the king on Monday. "I thank you," said Anna Berg.', "thank", "2021-12-06"),
        ("Observers believe that the governor is bluffing.", "believe", "2021-12-07"),
    ],
)
def test_an_event_leans_on_another(text: str, words: str, edtf: str) -> None:
    assert event(text, words).when.edtf == edtf


def test_within_minutes_is_the_same_day_and_only_about_so() -> None:
    text = "Hours after the polls closed on Sunday, Anna Berg was on stage."
    when = event(text, "was").when
    assert when.edtf == "2021-12-05"
    assert when.moment is not None and when.moment.approximate and when.moment.precision == "day"


def test_a_scene_goes_on_for_its_people_in_the_simple_past() -> None:
    text = "Anna Berg opened the museum on Monday. She thanked the sponsors. Karl Holm resigned. She has left politics."
    assert event(text, "thanked").when.edtf == "2021-12-06"
    assert event(text, "resigned").when.edtf == "[..2021-12-07]"  # nobody of the scene
    assert event(text, "left").when.edtf == "[..2021-12-07]"  # the perfect looks back, from no certain time


def test_a_clock_belongs_to_the_day_that_is_being_told() -> None:
    text = "The plane crashed in Tver on Saturday. It fell from the sky at 15:19 GMT."
    moment = event(text, "fell").when.moment
    assert moment is not None and moment.start == 1638631140  # 15:19 of Saturday 4 December 2021


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The board praised Sunday's election. The runner won the vote of 2014.", "won"),  # it has a date of its own
        ("The board recalled Sunday's election and the election of May 2014. Anna Berg won 77% of the vote.", "won"),
        ('The board praised Sunday\'s election. "A vote would be fair," Anna Berg said.', "vote"),  # one that may come
        ("The poll of Sunday was fair. Anna Berg campaigned against the vote-buying.", "campaigned"),
    ],
)
def test_a_part_is_that_of_one_whole_or_of_none(text: str, words: str) -> None:
    assert event(text, words).when.edtf != "2021-12-05"


def test_no_date_leans_on_a_bound_of_tense() -> None:
    text = "The firefighter died extinguishing a fire."
    assert (
        event(text, "extinguishing").when.moment is None or event(text, "extinguishing").when.edtf == "[..2021-12-07]"
    )


def test_ranks_follow_what_the_text_says_of_before_and_after() -> None:
    text = (
        "Anna Berg will phone Karl Holm on Tuesday after her talks with the king. The talks began at noon on Tuesday."
    )
    a = annotated(text)
    phone, talks = event(text, "phone"), event(text, "talks")
    assert a.ranks[talks.id] < a.ranks[phone.id]
    assert ("AFTER", talks.id) in {(link.kind, link.target) for link in phone.links}
    assert any(r.source == phone.id and r.kind == "AFTER" and r.target == talks.id for r in a.relations)


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        # a headline's present tense tells what has happened
        ("Storm hits Boston\n\nTom Hill spoke in a hall.", "hits", "[..2021-12-07]"),
        # a date that names something is no date of the verb
        ("Monday's winner Tom Hill resigned.", "resigned", "[..2021-12-07]"),
        ("The president of the 2014 summit resigned.", "resigned", "[..2021-12-07]"),
        ("Tom Hill resigned on Monday.", "resigned", "2021-12-06"),
        # who takes part in an event is there; who speaks of it is not
        ("Tom Hill attended the 2014 summit.", "attended", "2014"),
        ("Tom Hill condemned the 2014 attack.", "condemned", "[..2021-12-07]"),
        # a plan has no day, its announcement has
        ("Tom Hill announced a plan on Monday.", "announced", "2021-12-06"),
        # a day right behind the verb of saying is the verb's
        ("Tom Hill said on Thursday it would close the plant.", "said", "2021-12-02"),
        ("Tom Hill said on Thursday it would close the plant.", "close", None),
        # up to a day, not on it
        ("As of Monday 15 people had died.", "died", "[..2021-12-06]"),
        # a length is a time of its own: the scene does not go on in it
        ("Tom Hill met Ann Bell on Monday. He worked for three years.", "worked", "[..2021-12-07]"),
        ("Tom Hill met Ann Bell on Monday. He smiled.", "smiled", "2021-12-06"),
    ],
)
def test_a_date_goes_to_the_event_that_it_dates(text: str, word: str, edtf: str | None) -> None:
    assert event(text, word).when.edtf == edtf


def test_one_auxiliary_stands_for_both_verbs() -> None:
    assert event("He must go and rest.", "rest").certainty == "future"
    assert event("He did not call or write.", "write").certainty == "negated"
    assert event("He called and wrote.", "wrote").certainty == "asserted"


def test_what_a_plan_waits_for_has_not_happened() -> None:
    assert event("The siege will end when Ann Hill resigns.", "resigns").certainty == "future"
    assert event("The siege ended when Ann Hill resigned.", "resigned").certainty == "asserted"
    assert event("The bill would become law once signed by Ann Hill.", "signed").certainty == "conditional"
    assert event("It was a law once signed by Ann Hill.", "signed").certainty == "asserted"


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("Anna Berg announced it during a conference Monday, the BBC reports.", "announced", "2021-12-06"),
        ("Anna Berg announced it during a conference Monday, the BBC said.", "announced", "2021-12-06"),
        ("An earthquake early Monday killed two people.", "earthquake", "2021-12-06"),
        ("On Monday Anna Berg resigned and her deputy took over.", "took", "2021-12-06"),
        ("On Monday Anna Berg resigned and her deputy will take over in May 2022.", "take", "2022-05"),
        ("Police declined to comment Monday.", "declined", "2021-12-06"),
        ("An earthquake early Monday killed two people.", "killed", "2021-12-06"),
        ("The earthquake last month will cost millions.", "earthquake", "2021-11"),
        ("The strike last month was condemned on Monday.", "condemned", "2021-12-06"),
        ("The minister spoke of the crash on Monday. The crash on Sunday killed ten.", "killed", "[..2021-12-07]"),
    ],
)
def test_a_date_is_that_of_the_words_before_it(text: str, words: str, edtf: str) -> None:
    assert event(text, words).when.edtf == edtf


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anna Berg announced it during a conference Monday, the BBC said.", "said"),
        ("The earthquake last month will cost millions.", "cost"),
        ("The earthquake last month still worries residents.", "worries"),
        ("The killing shook Rome on Monday, two days after the body was found.", "killing"),
        ("Anna Berg left for Rome, and on Monday, the paper said she was ill.", "left"),
    ],
)
def test_a_date_is_not_that_of_words_on_its_other_side(text: str, words: str) -> None:
    assert event(text, words).when.edtf not in ("2021-12-06", "2021-11")


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("The shooting happened just after midnight.", "happened", "2021-12-07"),
        ("The bank closed shortly before noon on Sunday.", "closed", "2021-12-05"),
        ("The bank closed before midnight on Sunday.", "closed", "2021-12-05"),
        ("The bank closed before midnight Sunday night.", "closed", "2021-12-05"),
        ("The bank closed just before midnight.", "closed", "2021-12-06"),
        ("A judge sentenced Tom Hill on Monday, weeks after the rebels handed him over.", "handed", "[..2021-12-06]"),
        ("The firm pledged on Monday to pay its workers.", "pay", None),
        ("The firm agreed to buy its rival on Monday.", "buy", None),
        ("The firm agreed to buy its rival on Monday.", "agreed", "2021-12-06"),
        ("The firm agreed to buy its rival in May 2022.", "buy", "2022-05"),
        ("The firm tried on Monday to pay its workers.", "pay", "2021-12-06"),
        ("Tom Hill tried to flee on Monday.", "tried", "2021-12-06"),
        ("They ended the siege on Monday.", "siege", "../2021-12-06"),
        ("The firm released a report Monday alleging fraud.", "alleging", "2021-12-06"),
        ("He quit in 2003. It became the biggest row since the strike in 1926.", "became", "[..2021-12-07]"),
        ("He quit in 2003. He has lived in Rome since.", "lived", "2003/.."),
        ("He was fined in 2003 for it, but a court overturned the decision a year later.", "overturned", "2004"),
        ("He was fined in 2003 for it, but a court overturned the decision a year later.", "decision", None),
        ("She served as a judge from 1996 until her death.", "served", "1996/.."),
        ("She showed a photo from 1996 until they left.", "showed", "[..2021-12-07]"),
        ("He regrets the suspension on Monday of talks with Spain.", "suspension", "2021-12-06"),
        ("It was the deadliest attack in Kabul since January.", "attack", "[..2021-12-07]"),
        ("He made the first visit by a president since 2005.", "visit", "[..2021-12-07]"),
        ("The body was not found until 1998.", "found", "1998"),
        ("He did not arrive until Monday.", "arrive", "2021-12-06"),
        ("He did not stay until Monday.", "stay", "../2021-12-06"),
        ("Spain's last major crash was in 1983.", "crash", "1983"),
        ("The war broke out in 1939.", "war", "1939"),
        ("The siege ended on Monday.", "siege", "../2021-12-06"),
        ("Monday's talks ended after an hour.", "ended", "2021-12-06"),
        ("Shares tumbled on Monday. Shares fell the week after the firm announced its plan.", "fell", "[..2021-12-07]"),
        # of what figures are, and to what they are held
        ("The firm posted third-quarter earnings that met hopes.", "posted", "[..2021-12-07]"),
        ("The firm posted its results on Monday.", "posted", "2021-12-06"),
        ("The firm cut its outlook for the quarter.", "cut", "[..2021-12-07]"),
        ("The firm earned $2 million for the quarter.", "earned", "2021-35"),
        ("Sales rose 5% from 1996.", "rose", "[..2021-12-07]"),
        ("Sales rose 5% from 1996 to 1999.", "rose", "1996/1999"),
        ("The firm earned $2 million, up from last year's $1 million.", "earned", "[..2021-12-07]"),
        ("The firm narrowed its loss to $1 million, from $2 million, in the year-earlier period.", "narrowed",
         "[..2021-12-07]"),
        ("The firm narrowed its loss to $1 million in 2019.", "narrowed", "2019"),
        ("From 1996 he served in the army.", "served", "1996/.."),
        ("From 1996 to 1999 he served in the army.", "served", "1996/1999"),
        # the day of what is arranged, not of who arranges it
        ("The merger is scheduled for June 10.", "merger", "2022-06-10"),
        ("The judge set a trial for May 1.", "trial", "2022-05-01"),
        ("The judge set a trial for May 1.", "set", "[..2021-12-07]"),
        ("The vote, set for May 1, was moved to June 10.", "vote", "2022-06-10"),
        ("The ferry set sail in May.", "set", "2021-05"),
        ("Tom Hill moved to Spain in 2001.", "moved", "2001"),
        ("Tom Hill won the case the day Kennedy died.", "won", "[..2021-12-07]"),
        ("The firm closed the day at $30.", "closed", "2021-12-07"),
        ("The costs are related to the earthquake in March.", "earthquake", "2021-03"),
        ("Workers voted from 11 a.m. to 3 p.m. on Monday.", "voted", "2021-12-06"),
        ("On Monday JetBlue launched a bid.", "bid", "2021-12-06"),
        ("Mary Smith left Rome on Sunday and is flying home.", "flying", "2021-12-07"),
        ("Mary Smith fell on Sunday and was injured.", "injured", "2021-12-05"),
        ("This week two men confessed and pleaded for help, and three women resigned.", "resigned",
         "2021-12-06/2021-12-12"),
        ("The launch was delayed from June 13 to July 15.", "delayed", "[..2021-12-07]"),
        ("The yield fell to 6% from 7% Thursday, when trading closed early.", "closed", "2021-12-02"),
        ("The yield fell to 6% from 7% Thursday, when trading closed early.", "fell", "[..2021-12-07]"),
        ("The index rose from its close at 6,392 on April 11 to a record.", "close", "2021-04-11"),
        ("The index rose Monday to close at 3829.", "close", "2021-12-06"),
        ("The firm announced plans on Monday to cut jobs.", "announced", "2021-12-06"),
        ("The firm plans to cut jobs on Monday.", "cut", "2021-12-13"),
        ("The union called a strike for Monday.", "strike", "2021-12-13"),
        ("The party called for talks on Monday.", "called", "2021-12-06"),
        ("The cabinet moved the vote to Friday.", "vote", "2021-12-10"),
        ("Tom Hill moved to Paris on Friday.", "moved", "2021-12-03"),
        ("The trial was adjourned until Monday.", "trial", "2021-12-13"),
        ("The shuttle is set for launch on Monday.", "launch", "2021-12-13"),
        ("The execution is scheduled for midnight Thursday.", "execution", "2021-12-09T00:00:00"),
        ("The euro rose 5% from its low in July.", "rose", "[..2021-12-07]"),
        ("Tom Hill fell from power in 1990.", "fell", "1990"),
        ("Mary Smith married in 1990 and the following June she moved to Spain.", "moved", "1991-06"),
        ("The next day Tom Hill was arrested.", "arrested", "[..2021-12-07]"),
        ("Tom Hill was arrested with seven million crowns on him six years ago.", "arrested", "2015"),
        ("It is 35 miles from Bari, a town devastated by a quake two months ago.", "devastated", "2021-10"),
        ("On 18 September miners blew up the tower.", "blew", "2021-09-18"),
        ("Spain failed to repay a loan on 30 June.", "failed", "2021-06-30"),
        ("The jet crashed shortly after a take-off on Sunday.", "crashed", "2021-12-05"),
        ("The jet crashed after a take-off on Sunday.", "crashed", "2021-12-05"),
        ("Police have searched for him since shortly after the killing of 5 May 2020.", "searched",
         "[2020-05-05..2021-12-07]"),
        ("Tom Hill was on bail until Sunday, when he fled.", "fled", "2021-12-05"),
        ("The fighting lasted until Sunday.", "lasted", "../2021-12-05"),
        ("The road is closed until Sunday.", "closed", "../2021-12-12"),
        ("Inflation is forecast to reach 11% in March.", "reach", "2022-03"),
        ("If elections are held in July, the party will win.", "elections", "2022-07"),
        ("Tom Hill was to appear in court on Thursday.", "appear", "2021-12-09"),
        ("A boy who was hit by a car on Saturday died.", "hit", "2021-12-04"),
        ("A boy who was hit by a car on Saturday died.", "died", "[..2021-12-07]"),
        ("The strike followed the collapse of talks last Friday.", "collapse", "2021-12-03"),
        ("A woman who disappeared on Friday was found dead.", "found", "[..2021-12-07]"),
        ("Tom Hill was named chief executive on Monday. Tom Hill joined as a clerk.", "joined", "[..2021-12-07]"),
        ("Tom Hill died in 1971, three years before Ann Lee won the prize.", "won", "1974~"),
        ("Tom Hill was arrested in May 1999. That day he lost his job.", "lost", "[..2021-12-07]"),
        ("Tom Hill began in 1991. Over the next five years he was paid for maps.", "paid", "1991/1996"),
        ("Over the next five years Tom Hill will be paid for maps.", "paid", "2021-12-07/2026-12-07"),
        ("Negotiations are to begin in May 2022.", "Negotiations", "2022-05"),
        ("Tom Hill's son confirmed his passing Monday.", "confirmed", "2021-12-06"),
        ("Tom Hill's son confirmed his passing Monday.", "passing", None),
        ("Tom Hill spent years in Rome, winning a prize in 1975.", "spent", "[..2021-12-07]"),
        ("Born on April 3, 1925, Tom Hill was a sailor. He studied law in Rome.", "studied", "[..2021-12-07]"),
        ("Tom Hill won in 1951. \"Everywhere I go, they know me,\" said Tom Hill.", "go", None),
        ("Tom Hill was given an honorary Academy Award in 2010.", "given", "2010"),
        ("Tom Hill starred in Running Wild (1955) with Ann Lee.", "starred", "[..2021-12-07]"),
        ("In 1958-59 Tom Hill studied law.", "studied", "1958/1959"),
        ("In 1958 Tom Hill studied law.", "studied", "1958"),
        ("Tom Hill left in May 2001. The following month he died.", "died", "2001-06"),
        ("Tom Hill left in May 2001. The following day he died.", "died", "[..2021-12-07]"),
        ("It was on Monday that Tom Hill resigned.", "resigned", "2021-12-06"),
        ("Ann Lee said it was on Monday that Tom Hill resigned.", "resigned", "2021-12-06"),
        ("It was not until Monday that Tom Hill resigned.", "resigned", "2021-12-06"),
        ("It was Monday when the ship sank.", "sank", "2021-12-06"),
        ("It was not on Monday that Tom Hill resigned.", "resigned", "[..2021-12-07]"),
        ("It was on the Monday that followed his trial.", "followed", "[..2021-12-07]"),
        ("Not until 2005 did the court convict him.", "convict", "2005"),
        ("Tom Hill left the army in January.", "left", "2021-01"),
        ("Between January and June Tom Hill sold cars.", "sold", "2021-01/2021-06"),
        ("Tom Hill decided to leave in January.", "leave", "2022-01"),
        ("The death toll had risen to 40 by Monday.", "risen", "[..2021-12-06]"),
        ("The court will decide by Monday.", "decide", "[..2021-12-13]"),
        ("The shop reopens on Monday.", "reopens", "2021-12-13"),
        ("Tom Hill was due to appear on Monday but failed to turn up.", "appear", "2021-12-06"),
        ("Tom Hill is due to appear on Monday but failed to turn up.", "appear", "2021-12-13"),
        ("He was the third man to be arrested since the riots in August.", "riots", "2021-08"),
        ("The ban was lifted in May, only to be reimposed in July.", "reimposed", "2021-07"),
        ("Rome, champions in 2019 and 2020, lost on Monday.", "lost", "2021-12-06"),
        ("She is the first woman to win since Ann Lee in 2004.", "win", None),
        ("Tom Hill was born in Leeds in 1950 and studied at Oxford.", "studied", "[..2021-12-07]"),
        ("In 1950 Tom Hill left school and studied at Oxford.", "studied", "1950"),
        ("Tom Hill resigned on Monday and left for Paris.", "left", "2021-12-06"),
        ("The bill was to be debated on Monday but was withdrawn.", "withdrawn", "[..2021-12-07]"),
        ("Ahead of Saturday's summit, Tom Hill resigned.", "summit", "2021-12-11"),
        ("In the wake of the shooting last week, the school closed.", "shooting", "2021-11-29/2021-12-05"),
        ("The firm was bought by a rival in 2013.", "bought", "2013"),
        ("MPs cast their votes on Monday.", "cast", "2021-12-06"),
        ("Voters elected a president who takes office in January.", "takes", "2022-01"),
        ("The troops received orders for an attack in January.", "attack", "2022-01"),
        ("The court blocked the law from taking effect in January.", "taking", "2022-01"),
        ("Tom Hill rested at 8 p.m. on Sunday after starting at 6 a.m.", "starting", "2021-12-05T06:00:00"),
        ("Talks ended at 9 p.m. on Sunday. They began at 6 a.m. with prayers.", "began", "2021-12-05T06:00:00"),
        ("Troops attacked at 11 p.m. on Friday. At 4 a.m. they withdrew.", "withdrew", "2021-12-04T04:00:00"),
        ("Stocks slipped on Sunday ahead of Monday's decision.", "decision", "2021-12-06"),
        ("The club has not won since the World Cup in 2010.", "won", "2010/.."),
        ("The bill was approved by a single vote on Monday.", "approved", "2021-12-06"),
        ("The bill was blocked because of a vote on Monday.", "vote", "2021-12-06"),
        ("The bureau reports October retail sales.", "sales", "2021-10"),
        ("The line has been closed since a landslip on 2 November.", "closed", "2021-11-02/.."),
        ("The vote was brought forward to Monday from Thursday.", "vote", "2021-12-13"),
        ("The vote was brought forward to Monday from Thursday.", "brought", "[..2021-12-07]"),
        ("June 2014: Russia annexes Crimea.", "annexes", "2014-06"),
        ("12 May 2015: The two men meet in Oslo.", "meet", "2015-05-12"),
        ("The vote of June 2014: Russia annexes Crimea.", "annexes", "2021-12-07"),
        ("A fire at the factory in 2012 killed 30 people.", "fire", "2012"),
        ("Crews searched for four days before they left on Sunday.", "searched", "[..2021-12-05]"),
        ("Tom Hill fell on 14 March. He had sung the day before. Two days later he died.", "died", "2021-03-16"),
        ("The firm said in October it would pay in November.", "said", "2021-10"),
        ("The firm said in October sales fell.", "fell", "2021-10"),
        ("Tom Hill remembers the summer of 1976.", "remembers", "2021-12-07"),
        ("Tom Hill spent the summer of 1976 in Rome.", "spent", "1976-22"),
        ("The summer sale began on Monday.", "sale", "2021-12-06"),
        ("The race was run a day later than planned.", "run", "[..2021-12-07]"),
        ("He left a bar at 11:40 p.m. on Friday and died at 2:10 a.m.", "died", "2021-12-04T02:10:00"),
        ("He left a bar at 8 a.m. on Friday and died at 6 p.m.", "died", "2021-12-03T18:00:00"),
        ("He died at 1 a.m. on Sunday. He had left home at 10 p.m.", "left", "2021-12-04T22:00:00"),
        ("He died at 10 p.m. on Sunday. He had left home at 1 a.m.", "left", "2021-12-05T01:00:00"),
        ("The fire started on Friday evening and was put out at 3 a.m.", "put", "2021-12-04T03:00:00"),
        ("A fire began on Friday. Shortly before midnight, the roof collapsed.", "collapsed", "2021-12-03"),
        ("The firm was bought by 2013.", "bought", "[..2013]"),
        ("Tom Hill left two and a half years ago.", "left", "2019-06"),
    ],
)
def test_a_date_says_no_more_than_its_words(text: str, words: str, edtf: str | None) -> None:
    assert event(text, words).when.edtf == edtf
