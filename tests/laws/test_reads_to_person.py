"""Every box in which somebody is written about says how it reads to them if they ask."""

from importlib import import_module

import pytest
from django.template import engines

from tests.kit.tree import PACKAGE, code, files
from throughcare.commons.cases.readers import ABOUT_NOBODY_SUPPORTED, readers
from throughcare.frame.forms import Form, LongText
from throughcare.kernel.definitions import load

SAYS = "How this reads to the person if they ask"
NOT_ABOUT_ANYBODY: dict[str, str] = {}  # "module.Form.box": why it holds no word about a person
SHOWN_ONCE_FOR_SEVERAL = {"frame/fields.html", "frame/conflict.html"}  # the piece itself; words that were typed before
DRAWS = "{% from 'frame/macros.html' import all_fields %}{{ all_fields(form) }}"


def boxes() -> dict[str, LongText]:
    """Every box for words of every form of the rooms in which somebody is written about."""
    rooms = [PACKAGE / "commons", PACKAGE / "stages", PACKAGE / "oversight" / "rights"]
    paths = [path for path in code() if any(path.is_relative_to(room) for room in rooms)]
    named = [path for path in paths if "forms" in (path.stem, path.parent.name) and "tests" not in path.parts]
    found = {}
    for path in named:
        dotted = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        for name, kind in vars(import_module(dotted)).items():
            if isinstance(kind, type) and issubclass(kind, Form) and kind.__module__ == dotted:
                found |= {
                    f"{dotted}.{name}.{box}": field
                    for box, field in kind.base_fields.items()
                    if isinstance(field, LongText)
                }
    return found


def drawn(compartment: str, *, about_person: bool = True) -> str:
    class One(Form):
        words = LongText(label="Words", compartment=compartment, about_person=about_person)

    template = engines.all()[0].env.from_string(DRAWS)
    return template.render({"form": One(readers=readers(compartment))})


def test_every_box_about_a_person_says_how_it_reads_to_them():
    found = boxes()
    silent = {name for name, box in found.items() if not box.about_person}

    assert len(found) > 100
    assert silent == NOT_ABOUT_ANYBODY.keys()


@pytest.mark.parametrize("compartment", sorted({box.compartment for box in boxes().values()}))
def test_a_box_is_drawn_with_it_unless_nobody_supported_is_written_about(compartment):
    assert drawn(compartment).count(SAYS) == (compartment not in ABOUT_NOBODY_SUPPORTED)
    assert SAYS not in drawn(compartment, about_person=False)


def test_what_is_given_to_a_person_who_asks_is_written_in_boxes_that_say_so():
    gives = {code for code, rule in load("rights", "pack").data["compartments"].items() if rule.get("gives")}

    assert "core" in gives
    assert gives & ABOUT_NOBODY_SUPPORTED == set()


def test_a_template_that_draws_a_box_itself_says_who_sees_it_and_how_it_reads():
    own = {
        f"{path.parent.name}/{path.name}": path.read_text(encoding="utf-8")
        for path in files(".html")
        if path.is_relative_to(PACKAGE) and "<textarea" in path.read_text(encoding="utf-8")
    }

    assert own.keys() >= SHOWN_ONCE_FOR_SEVERAL
    assert [name for name, text in own.items() if name not in SHOWN_ONCE_FOR_SEVERAL and "seen_by(" not in text] == []


@pytest.mark.parametrize("outside", [True, False])
def test_whoever_refers_reads_it_too_and_is_led_only_where_they_may_come(outside):
    class One(Form):
        words = LongText(label="Words", compartment="core")

    form = One(readers=readers("core", to_whoever_refers=outside))
    page = engines.all()[0].env.from_string(DRAWS).render({"form": form})

    assert page.count(SAYS) == 1
    assert ("/manual/" in page) == (not outside)
