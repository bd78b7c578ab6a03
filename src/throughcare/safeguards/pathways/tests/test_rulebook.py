import re

import pytest

from throughcare.kernel.definitions import load
from throughcare.safeguards.pathways import Pathway
from throughcare.safeguards.pathways.moves import moves
from throughcare.safeguards.pathways.reference import pages
from throughcare.safeguards.pathways.rulebook import anchor, markdown
from throughcare.safeguards.pathways.tests.builders import a_pathway


@pytest.fixture(params=[a_pathway(), Pathway.load("channel", "2023-12-15")], ids=lambda pathway: pathway.name)
def page(request):
    """The pathway and its rulebook page."""
    return request.param, markdown(request.param, picture="picture.svg")


def test_every_verb_gate_and_clock_has_its_section(page):
    pathway, text = page

    rules = [verb.section for verb in pathway.verbs] + [gate.section for gate in pathway.gates]
    rules += [clock.rule for clock in pathway.clocks]

    assert all(f'<a id="{anchor(rule)}"></a>\n\n### {rule} ' in text for rule in rules)


def test_every_link_inside_the_page_leads_somewhere(page):
    _pathway, text = page

    assert set(re.findall(r"\(#([^)]+)\)", text)) <= set(re.findall(r'<a id="([^"]+)">', text))


def test_the_table_twin_tells_every_move_of_the_picture(page):
    pathway, text = page

    assert all(f"| {move.start.label} | {move.end.label} | {move.acts[0].text}" in text for move in moves(pathway))


def test_every_source_is_listed_with_its_mark(page):
    pathway, text = page

    for source in pathway.parts.sources:
        assert f"| {source.cite} | {source.url} | {'Verify' if source.verify else ''} |" in text


def test_a_rule_on_an_unchecked_source_says_verify():
    text = markdown(a_pathway(), picture="picture.svg")

    assert "- Source: Custom of the house **Verify**" in text
    assert "- Source: Books Act s.1\n" in text


def test_each_pathway_has_a_drawing_and_a_page():
    made = pages()

    assert made["channel.svg"].startswith("<svg ")
    assert "](channel.svg)" in made["channel.md"]


def test_older_versions_carry_their_version_in_the_name(tmp_path, monkeypatch):
    later = tmp_path / "pathways" / "channel" / "2099-01-01.yaml"
    later.parent.mkdir(parents=True)
    later.write_bytes(load("pathways", "channel", "2023-12-15").path.read_bytes())
    monkeypatch.setenv("DEFINITIONS_DIR", str(tmp_path))

    made = pages()

    assert {"channel.svg", "channel-2023-12-15.svg"} <= set(made)
    assert made["channel.md"].startswith("# Channel, version 2099-01-01")
