from unittest.mock import patch

import pytest
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from throughcare.cli.migrating import drawing_only_what_is_new


def table(name: str, *, points_to: str = "") -> ModelState:
    fields = [("id", models.BigAutoField(primary_key=True)), ("day", models.DateField())]
    if points_to:
        fields.append(("to", models.ForeignKey(points_to, models.PROTECT, related_name="+")))
    return ModelState("shelf", name, fields, options={"indexes": [], "constraints": []})


@pytest.fixture
def state():
    drawn = ProjectState()
    drawn.add_model(table("Box"))
    drawn.apps  # noqa: B018  # draws it
    return drawn


def test_a_new_table_is_drawn_with_what_it_points_to_and_leaves_its_neighbour_as_it_is(state):
    box = state.apps.get_model("shelf", "box")

    with drawing_only_what_is_new():
        state.add_model(table("Lid", points_to="shelf.Box"))

    lid = state.apps.get_model("shelf", "lid")
    assert lid._meta.get_field("to").related_model is box is state.apps.get_model("shelf", "box")


def test_an_index_is_known_to_the_table_as_it_is_drawn_and_to_what_is_drawn_later(state):
    with drawing_only_what_is_new():
        state.add_index("shelf", "box", models.Index(fields=["day"], name="box_by_day"))

        assert [index.name for index in state.apps.get_model("shelf", "box")._meta.indexes] == ["box_by_day"]
    state.reload_model("shelf", "box")
    assert [index.name for index in state.apps.get_model("shelf", "box")._meta.indexes] == ["box_by_day"]


def test_a_field_goes_djangos_own_way(state):
    with drawing_only_what_is_new(), patch.object(ProjectState, "_reload", autospec=True) as drawn_anew:
        state.add_field("shelf", "box", "weight", models.IntegerField(default=0), preserve_default=True)

    drawn_anew.assert_called_once()


def test_afterwards_django_is_as_it_was():
    before = ProjectState.add_model, ProjectState._append_option, ProjectState.reload_model

    with drawing_only_what_is_new():
        assert ProjectState.add_model is not before[0]

    assert (ProjectState.add_model, ProjectState._append_option, ProjectState.reload_model) == before
