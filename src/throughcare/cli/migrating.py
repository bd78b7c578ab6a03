"""Migrating without drawing every neighbour of a table anew: see decision 35."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db.migrations.state import ProjectState

_add_model, _reload_model = ProjectState.add_model, ProjectState.reload_model


@contextmanager
def drawing_only_what_is_new() -> Iterator[None]:
    """This will let migrations draw a new table alone, and note an index or a rule on the table as it is drawn."""
    with (
        patch.object(ProjectState, "add_model", _added),
        patch.object(ProjectState, "_append_option", _noted),
    ):
        yield


def _added(state: ProjectState, model: Any) -> None:
    """Nothing drawn so far can point to a table that is new, so its neighbours stay as they are."""
    with patch.object(ProjectState, "reload_model", _drawn_alone):
        _add_model(state, model)


def _drawn_alone(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
    if model_name in state.apps.all_models[app_label]:
        _reload_model(state, app_label, model_name, delay)
    else:
        state.apps.render_multiple([state.models[app_label, model_name]])


def _noted(state: ProjectState, app_label: str, model_name: str, option: str, added: Any) -> None:
    """An index or a rule changes no column and no relation: the table that is drawn already learns of it."""
    model = state.models[app_label, model_name]
    model.options[option] = [*model.options[option], added]
    if "apps" in vars(state):
        setattr(state.apps.get_model(app_label, model_name)._meta, option, list(model.options[option]))
