"""Every address is asked everything that its description allows, and much that it does not: schemathesis, all phases, all checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from ninja import Schema
from schemathesis.engine import events, from_schema
from schemathesis.transport.wsgi import WSGITransport

from tests.kit.machines import EVERYTHING, Caller, a_machine
from throughcare.config.wsgi import application

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Generating overly large repr"),  # of a description as long as ours
]
EXAMPLES = 4
OF_SOCKETS = ("max_redirects", "verify", "cert", "proxies")
PHASES = {"examples", "coverage", "fuzzing", "stateful"}


@pytest.fixture
def served_here() -> Iterator[Callable[..., Any]]:
    """The application as servers call it, from any thread, on the test's own connection, with everything in it."""
    ours = connections["default"]
    ours.inc_thread_sharing()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)

    def app(environ: Any, start_response: Any) -> Any:
        connections["default"] = ours
        return application(environ, start_response)

    yield app
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    ours.dec_thread_sharing()


@pytest.fixture
def no_settings_of_sockets(monkeypatch) -> None:
    """Asking again without a token, the library hands settings of a network to an application that has none."""
    send = WSGITransport.send

    def in_process(self: Any, case: Any, **settings: Any) -> Any:
        return send(self, case, **{name: value for name, value in settings.items() if name not in OF_SOCKETS})

    monkeypatch.setattr(WSGITransport, "send", in_process)


@pytest.fixture
def machine(invented) -> Caller:
    """A machine that is let do everything, in an area with a case."""
    invented.receive()
    return a_machine("northmere_council", scopes=EVERYTHING, area_ids=[invented.areas["northmere"]])


@pytest.fixture
def nobody_asks_too_often(monkeypatch) -> None:
    """Thousands of requests by one token, some with a wrong one, are what this test is for."""
    from throughcare.api import door

    monkeypatch.setattr(door, "_not_too_often", lambda *_asked, **_limits: None)


def test_no_check_of_any_phase_fails(machine, served_here, nobody_asks_too_often, no_settings_of_sockets):
    config = schemathesis.Config.from_dict(
        {
            "headers": machine.headers(),
            "workers": 1,
            "seed": 4827,
            "generation": {"max-examples": EXAMPLES, "deterministic": True, "database": "none"},
        }
    )
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", served_here, config=config)
    failed: set[str] = set()
    phases: dict[str, str] = {}

    for event in from_schema(schema).execute():
        failed |= set(failures(event))
        if isinstance(event, events.PhaseFinished):
            phases[str(event.phase.name.value)] = str(event.status)

    assert not failed, "\n\n".join(sorted(failed))
    assert {phase for phase, status in phases.items() if status == "success"} >= PHASES, phases


def test_no_two_shapes_share_a_name(machine):
    """The description would keep the last one only, and tell machines to send it at the other's address too."""
    shapes = [shape for shape in _below(Schema) if shape.__module__.startswith("throughcare.")]

    assert len(shapes) > 20
    assert sorted({one.__name__ for one in shapes}) == sorted(one.__name__ for one in shapes)


def _below(shape: type) -> Iterator[type]:
    for one in shape.__subclasses__():
        yield one
        yield from _below(one)


def failures(event: events.EngineEvent) -> Iterator[str]:
    if isinstance(event, events.ScenarioFinished):
        for checks in event.recorder.checks.values():
            for check in checks:
                if check.failure_info is not None:
                    yield f"{check.failure_info.failure}\n{check.failure_info.code_sample}"
    if isinstance(event, (events.NonFatalError, events.FatalError)):
        yield repr(getattr(event, "value", None) or event)
