import re

import pytest

from throughcare.safeguards.pathways import Pathway
from throughcare.safeguards.pathways.moves import moves
from throughcare.safeguards.pathways.reference import outdated, write_reference
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


def test_the_pages_are_written_and_known_to_be_current(tmp_path):
    folder = tmp_path / "pathways"

    written = write_reference(folder)

    assert {"channel.svg", "channel.md"} <= {path.name for path in written}
    assert outdated(folder) == []


def test_a_page_that_somebody_changed_is_named(tmp_path):
    write_reference(tmp_path)
    (tmp_path / "channel.md").write_text("Changed by hand.")
    (tmp_path / "channel.svg").unlink()

    assert outdated(tmp_path) == ["channel.svg", "channel.md"]
