import pytest

PM = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:Generating overly large repr")]
import faulthandler
import sys
import time

from throughcare.api.tests.test_everything_described import *


def test_probe(machine, served_here, nobody_asks_too_often, no_settings_of_sockets):
    config = schemathesis.Config.from_dict(
        {
            "headers": machine.headers(),
            "workers": 1,
            "seed": 4827,
            "generation": {"max-examples": 5, "deterministic": True, "database": "none"},
        }
    )
    n = [0]

    def app(e, s):
        n[0] += 1
        return served_here(e, s)

    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app, config=config)
    t = time.time()
    faulthandler.dump_traceback_later(35, file=open("/tmp/fh.txt", "w"), exit=False)
    for ev in from_schema(schema).execute():
        print(
            f"{time.time() - t:6.1f} {n[0]:5d} {type(ev).__name__} {getattr(getattr(ev, 'phase', None), 'name', getattr(ev, 'phase', ''))} {getattr(ev, 'label', '')} {getattr(ev, 'status', '')}",
            file=sys.stderr,
            flush=True,
        )
        for f in failures(ev):
            print("   FAIL", f[:700].replace("\n", " | "), file=sys.stderr, flush=True)
        if time.time() - t > 170:
            break
