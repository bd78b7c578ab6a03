"""An invented pathway, small enough to hold in the head, and ways to break it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

from throughcare.kernel.definitions import Definition, load
from throughcare.kernel.definitions.strict_yaml import read_yaml
from throughcare.safeguards.pathways import Pathway

SMALL = """
title: Lending
about: How a book is lent.
nation: england-and-wales
approver: nobody
sources:
  act: {cite: Books Act s.1}
  custom: {cite: Custom of the house, verify: true}
chapters: {"1": Asking, "2": Lending, "3": Dates}
roles:
  reader: {label: a reader}
  librarian: {label: the librarian}
  warden: {label: the warden, police: true}
start: {verb: books.wish, stage: checks, section: "1.1", source: [act]}
promises:
  threat: fire
  checks: checks
  clear: shelf_is_clear
  must_pass: {lent: [checks, asked]}
stages:
  checks: {label: With the warden, owner: warden, with_police: true, about: First of all.}
  asked: {label: Asked, owner: librarian, about: Somebody wants it.}
  lent: {label: Lent, owner: librarian, about: Somebody has it.}
  fire: {label: Fire, shown_as: With the warden, owner: warden, with_police: true, about: The house burns.}
  back: {label: Back, owner: librarian, open: false, end: true, about: It is back.}
gates:
  shelf_is_clear:
    section: "1.9"
    claim: the shelf is clear
    reason: the shelf is not clear
    mends: [{text: Clear the shelf}]
    source: [act]
  card_in_date:
    section: "2.9"
    claim: the card is in date
    reason: the card is out of date
    mends: [{text: Renew the card, verb: books.note}]
    source: [custom]
  reason_given:
    section: "2.8"
    claim: there is a reason
    reason: there is no reason
    mends: [{text: Give one}]
    source: [act]
verbs:
  books.let_ask:
    section: "1.2"
    label: Let ask
    kind: authorises
    who: [warden]
    from: [checks]
    gates: [shelf_is_clear]
    source: [act]
    routes:
      on: {label: On, to: asked, source: [act]}
      away: {label: Away, to: back, gates: [reason_given], source: [act]}
  books.give_back: {section: "1.3", label: Give back, kind: authorises, who: [warden], from: [checks], gates: [shelf_is_clear],
    source: [act], routes: {back: {label: Where it stood, to: previous, source: [act]}}}
  books.recall: {section: "1.4", label: Recall, kind: authorises, who: [warden], from: [asked, lent], to: checks, source: [act]}
  books.ring: {section: "2.1", label: Ring the reader, kind: authorises, who: [librarian, reader], from: [asked, lent],
    contact: true, gates: [shelf_is_clear, card_in_date], source: [custom]}
  books.lend: {section: "2.2", label: Lend, kind: authorises, who: [librarian], from: [asked], to: lent, gates: [card_in_date], source: [act]}
  books.return: {section: "2.3", label: Return, kind: records, who: [librarian, reader], from: any, moves: {lent: back},
    contradicts: [card_in_date, shelf_is_clear], source: [act]}
  books.note: {section: "2.4", label: Note, kind: records, who: [librarian], from: any, source: [act]}
  books.cry_fire: {section: "2.5", label: Cry fire, kind: records, who: [librarian, reader, warden], from: any, to: fire, source: [act]}
  books.put_out: {section: "2.6", label: Put the fire out, kind: authorises, who: [warden], from: [fire], to: checks, gates: [reason_given], source: [act]}
clocks:
  loan: {section: "3.1", label: Loan, length: 10, unit: working days, runs_from: the day it was lent, kind: local, starts: [books.lend], source: [custom]}
  renewal: {section: "3.2", label: Renewal, length: 3, unit: months, runs_from: the day it was lent, kind: guidance, source: [act]}
  bell: {section: "3.3", label: Bell, length: 30, unit: minutes, runs_from: the fire, kind: local, source: [act]}
  of_age: {section: "3.4", label: Own card, length: 18, unit: years, runs_from: birth, kind: statutory, source: [act]}
  mourning: {section: "3.5", label: Mourning, length: 7, unit: days, runs_from: a loss, kind: local, source: [act]}
  patience: {section: "3.6", label: Patience, runs_from: the day of the wish, kind: statutory, source: [act]}
"""


def a_pathway(break_it: Callable[[dict[str, Any]], object] = lambda data: None) -> Pathway:
    """The small pathway, after something was done to its data."""
    data = read_yaml(SMALL)
    break_it(data)
    return Pathway.of(Definition("pathways", "lending", "2026-01-01", data, "", Path("lending.yaml")))


def channel(break_it: Callable[[dict[str, Any]], object] = lambda data: None) -> Pathway:
    """Channel, after something was done to its data."""
    shipped = load("pathways", "channel")
    data = deepcopy(_shipped(shipped.path))
    break_it(data)
    return Pathway.of(Definition("pathways", "channel", shipped.version, data, "", shipped.path))


@lru_cache(maxsize=1)
def _shipped(path: Path) -> Any:
    return read_yaml(path.read_text(encoding="utf-8"))
