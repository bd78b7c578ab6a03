"""A real provider of OpenID Connect on this machine, started by the tests that need one."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from throughcare.config import addresses
from throughcare.frame import build_assets

CLIENT, SECRET = "throughcare", "of this test alone"
SCRIPT = Path(__file__).with_name("provider.mjs")


@dataclass
class RunningProvider:
    """Where the provider answers, and what a test tells it."""

    issuer: str

    def tell(self, *, people: dict[str, Any] | None = None, **next_time: Any) -> None:
        """Say who is in which groups, who signs in next, and which token to give in place of the right one."""
        answer = requests.post(f"{self.issuer}/told", json={"people": people or {}, "next": next_time}, timeout=30)
        answer.raise_for_status()

    def sends_back(self, address: str, *, site: str) -> str:
        """Follow the provider's pages as a browser does, to the address on the site to which it sends back."""
        with requests.Session() as browser:
            while urlsplit(address).netloc != urlsplit(site).netloc:
                answer = browser.get(address, allow_redirects=False, timeout=30)
                assert answer.is_redirect, f"{answer.status_code}: {answer.text[:500]}"
                address = urljoin(address, answer.headers["Location"])
        return address


@contextmanager
def running(*, back: str, **settings: Any) -> Iterator[RunningProvider]:
    """Run a provider that sends people back to one address, for as long as the block lasts."""
    node = build_assets.find_node()
    build_assets.install_packages(addresses.project_directory(), node=node)
    told = json.dumps({"client": CLIENT, "secret": SECRET, "back": back, **settings})
    environment = {**os.environ, "NODE_NO_WARNINGS": "1"}
    with subprocess.Popen([node, SCRIPT, told], stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            issuer = process.stdout.readline().strip()
            assert issuer.startswith("http://127.0.0.1:"), f"the provider did not start: {issuer}"
            yield RunningProvider(issuer)
        finally:
            process.terminate()
            process.wait(timeout=60)
