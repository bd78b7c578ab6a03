from datetime import date

import pytest

from throughcare.safeguards.pathways import NotInPathway, Pathway, problems

CHANNEL, PMAP = Pathway.load("channel"), Pathway.load("pmap")
FRIDAY = date(2026, 11, 27)


def test_the_profile_of_scotland_is_a_sound_pathway():
    assert problems(PMAP) == []
    assert (PMAP.family, CHANNEL.family) == ("channel", "channel")


@pytest.mark.parametrize(("nation", "name"), [("england-and-wales", "channel"), ("scotland", "pmap")])
def test_a_referral_opens_under_the_pathway_of_its_nation(nation, name):
    assert Pathway.for_nation(nation).name == name


def test_where_no_pathway_opens_for_a_nation_the_message_says_what_to_add():
    with pytest.raises(NotInPathway, match=r"northern-ireland.*none.*opens_for"):
        Pathway.for_nation("northern-ireland")


def test_five_working_days_are_counted_as_each_nation_has_its_holidays():
    # 30 November is St Andrew's Day, which is no bank holiday in England and Wales.
    assert CHANNEL.clock("gateway").due(FRIDAY) == date(2026, 12, 4)
    assert PMAP.clock("gateway").due(FRIDAY) == date(2026, 12, 7)


def test_the_profile_speaks_its_own_words_and_cites_its_own_sources():
    assert (CHANNEL.word("panel"), PMAP.word("panel")) == ("Panel", "Multi-Agency Panel")
    assert PMAP.word("panel_in_area") % {"area": "Lochmuir"} == "Lochmuir Multi-Agency Panel"
    assert "Scotland" in PMAP.gate("reasons_given").basis.cite
    assert PMAP.stage("police_led").label_for(police=False) == PMAP.stage("checks").label_for(police=False)


def test_only_in_scotland_the_panel_asks_that_its_chair_was_appointed():
    may = {"stage": "panel", "roles": {"chair"}}
    facts = dict.fromkeys(PMAP.gate_facts("panels.adopt"), True) | {"chair_appointed": False}

    assert CHANNEL.may("panels.adopt", facts=facts, **may)
    (reason,) = PMAP.may("panels.adopt", facts=facts, **may).reasons
    assert reason.text == "nobody has recorded that the chief social work officer appointed the chair"
    assert (reason.rule, reason.verify) == ("6.15", True)


@pytest.mark.parametrize("verb", ["delivery.plan_session", "delivery.start_support"])
def test_only_in_scotland_support_asks_for_the_young_persons_own_yes(verb):
    assert "own_agreement" in PMAP.gate_facts(verb)
    assert "own_agreement" not in CHANNEL.gate_facts(verb)
