from throughcare.kernel.definitions import check_all
from throughcare.safeguards.pathways import Pathway
from throughcare.safeguards.pathways.checking import definition_problems
from throughcare.safeguards.pathways.reading import section_key
from throughcare.safeguards.pathways.tests.builders import a_pathway


def test_any_spells_out_every_stage():
    pathway = a_pathway()

    assert pathway.verb("books.note").stages == tuple(stage.code for stage in pathway.stages)


def test_verbs_gates_and_clocks_stand_in_the_order_of_the_rulebook():
    assert [verb.section for verb in a_pathway().verbs][:4] == ["1.2", "1.3", "1.4", "2.1"]
    assert sorted(["2.10", "2.9", "10.1"], key=section_key) == ["2.9", "2.10", "10.1"]


def test_a_mark_on_a_source_marks_every_rule_that_cites_it():
    pathway = a_pathway()

    assert pathway.verb("books.ring").basis.verify
    assert not pathway.verb("books.lend").basis.verify


def test_a_stage_is_named_neutrally_to_others():
    fire, lent = a_pathway().stage("fire"), a_pathway().stage("lent")

    assert (fire.label_for(police=False), fire.label_for(police=True)) == ("With the warden", "Fire")
    assert lent.label_for(police=False) == lent.label_for(police=True) == "Lent"


def test_channel_is_read_once_and_by_version():
    channel = Pathway.load("channel", "2023-12-15")

    assert channel is Pathway.load("channel", "2023-12-15")
    assert (channel.title, channel.version, channel.first) == ("Channel", "2023-12-15", "checks")


def test_every_shipped_pathway_is_sound():
    assert check_all({"pathways": definition_problems}) == []
