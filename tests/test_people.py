"""Who takes part, under which name: merged names, governments, descriptions, pronouns, and who is left alone."""

from __future__ import annotations

import pytest

from tests.annotated import annotated, event


def people(text: str, words: str, published: str = "2021-12-07") -> set[tuple[str, str]]:
    return {(p.name, p.role) for p in event(text, words, published).participants}


def names(text: str, words: str) -> set[str]:
    return {name for name, _ in people(text, words)}


def test_a_last_name_is_the_one_full_name_that_ends_in_it() -> None:
    text = "Joe Biden arrived on Monday. Biden met reporters."
    assert ("Joe Biden", "agent") in people(text, "met")


def test_a_last_name_of_two_people_is_nobody_of_them() -> None:
    text = "Anna Berg arrived with Karl Berg. Berg met reporters."
    assert not {"Anna Berg", "Karl Berg"} & names(text, "met")


def test_an_acronym_is_the_name_that_was_spelled_out() -> None:
    text = "The Japan Ground Self-Defense Force (JGSDF) lost a helicopter. The JGSDF searched the sea."
    assert ("Japan Ground Self-Defense Force", "agent") in people(text, "searched")


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Moscow denied the report.", "denied", "Russian government"),
        ("The White House announced new sanctions.", "announced", "United States government"),
        ("The article recalls the Russian annexation of the island.", "annexation", "Russia"),
    ],
)
def test_a_seat_or_an_adjective_stands_for_a_government(text: str, words: str, who: str) -> None:
    assert who in names(text, words)


def test_a_seat_is_a_place_where_something_happens_there() -> None:
    text = "Anna Berg met the mayor in Moscow on Monday."
    assert ("Moscow", "location") in people(text, "met")


def test_a_country_stays_a_country_where_no_seat_acts() -> None:
    assert "Georgia" in names("Georgia beat Wales in the final on Monday.", "beat")


def test_a_title_is_the_person_whom_the_article_gives_it() -> None:
    text = "French President Emmanuel Macron flew to Berlin on Monday. The French president met Anna Berg."
    assert ("Emmanuel Macron", "agent") in people(text, "met")


def test_a_title_is_looked_up_only_for_a_person_whom_the_article_names() -> None:
    named = "Joe Biden flew to Geneva on Monday. The American president signed the order."
    assert ("Joe Biden", "agent") in people(named, "signed")
    nobody = "The American president signed the order on Monday."
    assert "Joe Biden" not in names(nobody, "signed")


def test_two_presidents_and_the_two_men() -> None:
    text = (
        "Joe Biden and Vladimir Putin flew to Geneva on Monday. The American and Russian presidents met. "
        "The two men signed a treaty."
    )
    assert {"Joe Biden", "Vladimir Putin"} <= names(text, "met")
    assert {"Joe Biden", "Vladimir Putin"} <= names(text, "signed")


def test_these_allies_are_those_told_just_before() -> None:
    text = "Joe Biden phoned Emmanuel Macron, Angela Merkel and Mario Draghi. He thanked these same allies on Monday."
    assert {"Emmanuel Macron", "Angela Merkel", "Mario Draghi"} <= names(text, "thanked")


def test_a_pronoun_is_the_only_person_it_can_be() -> None:
    assert ("Anna Berg", "agent") in people("Anna Berg left the party. She founded another.", "founded")


def test_a_pronoun_that_may_be_two_people_is_nobody() -> None:
    text = "Anna Berg and Ida Falk met Karl Holm. She left the town."
    assert not {"Anna Berg", "Ida Falk", "Karl Holm"} & names(text, "left")


def test_between_quotation_marks_i_is_who_speaks_and_you_who_is_spoken_to() -> None:
    text = '"I greet you," Anna Berg told Karl Holm on Monday.'
    assert {("Anna Berg", "agent"), ("Karl Holm", "patient")} <= people(text, "greet")


def test_few_of_those_told_before() -> None:
    text = "Many observers believe that the governor is bluffing, but few rule out an attack."
    assert "Many observers" in names(text, "rule")


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Kenya accused Uganda of massing troops on the border.", "massing", ("Uganda", "agent")),
        ("Kenya accused Uganda of massing troops in order to attack the city.", "attack", ("Uganda", "agent")),
        ("The boy was arrested by two officers.", "arrested", ("boy", "patient")),
        ("Anna Berg urged the mayor to resign.", "resign", ("mayor", "agent")),
        ("Anna Berg gave the mayor a book and resigned.", "resigned", ("Anna Berg", "agent")),
        ("The police, who arrested Karl Holm, left.", "arrested", ("police", "agent")),
        ("The man whom they arrested is Karl Holm.", "arrested", ("man", "patient")),
        ("The arrest of Karl Holm by the police followed.", "arrest", ("Karl Holm", "patient")),
        ("The union released a statement urging members to vote.", "urging", ("union", "agent")),
        ("An explosion destroyed a hospital in Oslo.", "explosion", ("hospital in Oslo", "involved")),
        ("The Kremlin denied any plan.", "plan", ("Russian government", "agent")),
    ],
)
def test_roles_follow_the_syntax(text: str, words: str, expected: tuple[str, str]) -> None:
    assert expected in people(text, words)


def test_an_attack_that_is_condemned_is_not_that_of_who_condemns_it() -> None:
    assert "France" not in names("France condemned the attack on Monday.", "attack")


def test_a_participant_tells_where_it_is_introduced() -> None:
    text = "A military helicopter crashed on Monday. The helicopter had left Oslo."
    (helicopter,) = [p for p in event(text, "left").participants if p.role == "agent"]
    assert helicopter.introduced is not None and helicopter.introduced.of(text) == "military helicopter"
    assert helicopter.span.of(text) == "helicopter" and helicopter.kind == "thing"


def test_every_participant_stands_where_it_says() -> None:
    text = "Anna Berg met the mayor of Oslo on Monday and gave him a letter from the king."
    for e in annotated(text).events:
        assert all(p.span.of(text).strip() and p.span.start < p.span.end for p in e.participants)


def test_who_is_named_in_a_quotation_is_not_the_he_of_the_article() -> None:
    text = 'Maria Lopez met John Smith on Monday. "Peter Hill is weak," she said. He left.'
    assert "Peter Hill" not in {n for names in _agents(text).values() for n in names if n != "weak"}
    assert _agents(text)["said"] == ["Maria Lopez"] and _agents(text)["left"] == []
    assert _agents("Ann Hill spoke. She said she would stay. He left.")["left"] == []
    assert _agents("Tom Hill spoke. He said he would stay. He left.")["left"] == ["Tom Hill"]


def test_where_a_person_was_met_is_where_it_happened() -> None:
    found = annotated("The minister met John Smith in Paris on Monday.")
    assert ("Paris", "location") in {(p.name, p.role) for e in found.events for p in e.participants}


def _agents(text: str) -> dict[str, list[str]]:
    found = annotated(text)
    roles = ("agent", "speaker")
    return {e.span.of(text): [p.name for p in e.participants if p.role in roles] for e in found.events}


def test_the_subject_comes_before_a_name_and_a_body_may_be_a_they() -> None:
    agents = _agents("An officer who admitted to shooting Tom Hill claimed he aimed for the leg.")
    assert agents["aimed"] == ["officer"]
    assert _agents("The union said they would strike.")["strike"] == ["union"]
    assert _agents("The coast guard found a boat while searching the bay.")["searching"] == ["coast guard"]


def test_a_finite_verb_has_a_subject_and_a_number_of_deaths_is_one_of_people() -> None:
    found = annotated("The navy announced the wreck has been found. It led to eight deaths.")
    told = {e.span.of(found.document.text): [(p.name, p.role) for p in e.participants] for e in found.events}
    assert ("wreck", "patient") in told["found"] and ("navy", "patient") not in told["found"]
    assert ("eight", "patient") in told["deaths"]


def test_who_is_told_of_a_call_took_no_part_in_it() -> None:
    text = "Ann Hill and Tom Berg held a conversation on Monday. She must report on the conversation to Max Lund."
    talk = event(text, "conversation")
    assert {p.name for p in talk.participants} == {"Ann Hill", "Tom Berg"}
    assert ("Max Lund", "recipient") in {(p.name, p.role) for p in event(text, "report").participants}


def test_a_preposition_keeps_the_antecedent_from_being_the_object() -> None:
    text = "He sat in front of a screen on which the minister appeared."
    assert [(p.name, p.role) for p in event(text, "appeared").participants] == [("minister", "agent")]
    assert event(text, "appeared").label == "The minister appeared"


def test_whom_one_tells_is_no_topic() -> None:
    roles = {(p.name, p.role) for p in event("The mayor told the press on Monday he was well.", "told").participants}
    assert ("press", "addressee") in roles
    roles = {(p.name, p.role) for p in event("The mayor announced a plan on Monday.", "announced").participants}
    assert ("plan", "topic") in roles


def test_a_thing_goes_with_an_event_and_does_nothing_in_it() -> None:
    text = "Ann Hill met with Tom Berg on Monday. The talk with Berg began with a salute."
    assert ("Tom Berg", "agent") in {(p.name, p.role) for p in event(text, "met").participants}
    roles = {(p.name, p.role) for e in annotated(text).events for p in e.participants}
    assert ("salute", "agent") not in roles


@pytest.mark.parametrize(
    ("text", "words", "people"),
    [
        ("The bill is under review by the Senate.", "review", {("bill", "patient"), ("Senate", "agent")}),
        ("The town came under attack.", "attack", {("town", "patient")}),
        ("Corvel Works has two ferries under development.", "development",
         {("two ferries", "patient"), ("Corvel Works", "agent")}),
        ("Lund bought two ferries, a type that Corvel Works has under development.", "development",
         {("two ferries", "patient"), ("Corvel Works", "agent")}),
    ],
)  # fmt: skip
def test_what_is_under_development_undergoes_it(text: str, words: str, people: set[tuple[str, str]]) -> None:
    assert {(p.name, p.role) for p in event(text, words).participants} == people


def test_under_an_agreement_nobody_undergoes_anything() -> None:
    found = annotated("The men were freed under an agreement of 2019.")
    told = {e.span.of(found.document.text): {p.role for p in e.participants} for e in found.events}
    assert "patient" not in told["agreement"]


def test_whoever_speaks_after_an_event_did_not_make_it() -> None:
    assert ("Anna Berg", "agent") not in people("After the verdict Anna Berg said she was glad.", "verdict")
    assert ("Anna Berg", "agent") in people("Anna Berg was accused of leaving during the withdrawal.", "withdrawal")


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Radar data showed the plane plummeting at 8,000 feet per minute and ceasing to report.", "plummeting",
         ("plane", "agent")),
        ("The guard found a boat labeled with a name while conducting a search.", "search", ("guard", "agent")),
        ("Two workers in Niger, who have returned, are ill.", "returned", ("Two workers", "agent")),
        ("It gave the embassy staff 24 hours to leave.", "leave", ("embassy staff", "agent")),
        ("Investigators say the engine failed, disabling the brakes.", "disabling", ("engine", "agent")),
        ("The flu came on Friday, prompting the mayor to close schools, ban public gatherings, and call for help.",
         "ban", ("mayor", "agent")),
        ("The runner tested positive for ostarine on Monday.", "tested", ("ostarine", "purpose")),
        ("The runner tested positive for ostarine on Monday.", "tested", ("positive", "content")),
        ("The pilot was losing and gaining altitude on Monday.", "losing", ("altitude", "patient")),
        ("Ann Hill was given a ban for doping on Monday.", "doping", ("Ann Hill", "involved")),
        ("Former champion and boxer Ann Hill was fined on Monday.", "fined", ("Ann Hill", "patient")),
        ("A protester, identified as Ann Hill, was arrested on Monday.", "arrested", ("Ann Hill", "patient")),
        ("The agency got reports from airlines on Monday.", "reports", ("airlines", "source")),
        ("Some of the frogs died on Monday.", "died", ("frogs", "agent")),
        ("The men were tried. All, including Tom Berg, were acquitted.", "acquitted", ("Tom Berg", "patient")),
        ("The king visited the wounded on Monday.", "visited", ("wounded", "patient")),
        ("Returning to the city was prohibited on Monday.", "prohibited", ("Returning to the city", "patient")),
        ("The town fears the earthquake that struck the coast on Monday.", "earthquake", ("coast", "involved")),
        ("A strong quake was felt in Manay on Monday.", "quake", ("Manay", "location")),
        ("The protests saw arrests on Monday.", "arrests", ("protests", "involved")),
        ("The fire claimed the lives of 20 people on Monday.", "claimed", ("20 people", "patient")),
        ("The mayor praised Ann Hill, who confirmed her resignation.", "resignation", ("Ann Hill", "agent")),
        ("The union criticised the agency for ending its inquiry.", "inquiry", ("agency", "agent")),
        ("Ann Hill spoke on Monday. Her murder shocked the town.", "murder", ("Ann Hill", "patient")),
    ],
)  # fmt: skip
def test_who_is_meant_where_the_sentence_does_not_say_it_beside_the_verb(
    text: str, words: str, who: tuple[str, str]
) -> None:
    assert who in people(text, words)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The murder of Ann Hill shocked the town.", "murder", "town"),  # it was not there
        ("The lawyer told the press after the talks that she was glad.", "talks", "press"),
        ("The minister made a statement after the attack.", "attack", "minister"),
        ("Investigators say the engine failed, adding that the plane was old.", "adding", "engine"),
    ],
)
def test_nobody_is_drawn_into_what_he_only_hears_or_speaks_of(text: str, words: str, name: str) -> None:
    assert name not in {who for who, _ in people(text, words)}


def test_a_deed_that_somebody_is_arrested_for_is_alleged_and_one_that_happened_is_not_put_on_him() -> None:
    murder = event("Police arrested Ann Hill for murder on Monday.", "murder")
    assert (murder.certainty, murder.holder) == ("alleged", "Police")
    assert event("Ann Hill's trial for fraud began on Monday.", "fraud").certainty == "alleged"
    text = "Police arrested Ann Hill for the murder of Tom Berg on Monday."
    assert event(text, "murder").certainty == "asserted"
    assert people(text, "murder") == {("Tom Berg", "patient")}
    assert event("Ann Hill was fined for doping on Monday.", "doping").certainty == "asserted"


def test_lives_are_claimed_by_nobody_and_an_insurance_is() -> None:
    assert event("The fire claimed the lives of 20 people on Monday.", "claimed").event_class == "OCCURRENCE"
    assert event("The firm claimed the life insurance on Monday.", "claimed").event_class == "REPORTING"


def test_where_a_name_is_spelled_out_is_kept() -> None:
    text = "Air Corvel Flight 447 (AC447) left on Monday. AC447 crashed on Tuesday."
    (plane,) = event(text, "crashed").participants
    assert plane.name == "Air Corvel Flight 447"
    assert plane.introduced is not None and plane.introduced.of(text) == "Air Corvel Flight 447"


def test_a_reported_clause_without_that_is_what_is_reported() -> None:
    text = "The office released a report on Monday alleging clergy members abused children in Oslo."
    abused = event(text, "abused")
    assert abused.certainty == "alleged"
    assert ("clergy members", "agent") in people(text, "abused")
    assert [c.holder for c in annotated(text).claims] == ["office"]
    text = "Agents quoted sources as reporting the parties had settled in May."
    assert ("parties", "agent") in people(text, "settled")


def test_a_last_name_that_the_model_does_not_see_is_that_of_the_person() -> None:
    text = (
        "Yevgeny Prigozhin flew to Moscow on Monday. Ann Hill described the group. According to Prigozhin — who "
        "previously denied connection to the organization and sought relief — he started the group in 2014."
    )
    assert ("Yevgeny Prigozhin", "speaker") in people(text, "denied")
    assert ("Yevgeny Prigozhin", "agent") in people(text, "started")
