"""A pathway as pages of a rulebook: what a refusal links to, with every source and every mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from throughcare.kernel.answers import Mend
from throughcare.safeguards.pathways.moves import moves, notes
from throughcare.safeguards.pathways.parts import Basis, ClockRule, Gate, Route, Stage, Verb
from throughcare.safeguards.pathways.pathway import Pathway
from throughcare.safeguards.pathways.reading import Start, section_key
from throughcare.safeguards.pathways.signoffs import SignOff

Ruled = Verb | Gate | ClockRule | Start
INTRODUCTION = """\
Made from `definitions/pathways/{name}/{version}.yaml`, which the code obeys; change it there.

**Authorises** means that someone permits what comes next, and a closed gate refuses it. **Records** means that someone
says what happened: nothing refuses it, and where it contradicts a rule it is kept and told as an incident. **Verify**
marks what could not be checked against the primary text: it is configurable, and the mark shows wherever it is used.
"""


STATUTE = """\
Each rule with its source, and whether this site's own lawyers have read it against that source. They sign in
`signoffs/{name}/{version}.yaml` among the site's definitions: section, who, on which day, and a note."""
UNSIGNED = "Not signed off here"


def markdown(pathway: Pathway, *, picture: str, signed: Mapping[str, SignOff] | None = None) -> str:
    """This will write the whole rulebook page of a pathway; `picture` is the address of its drawing."""
    parts = [
        f"# {pathway.title}, version {pathway.version}",
        pathway.parts.about,
        INTRODUCTION.format(name=pathway.name, version=pathway.version),
        f"![The stages of {pathway.title}; the tables below say the same]({picture})",
        *_stage_tables(pathway),
        *_beside_the_statute(pathway, signed or {}),
        *(block for number, title in pathway.parts.chapters.items() for block in _chapter(pathway, number, title)),
        *_source_table(pathway),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def anchor(section: str) -> str:
    """This will give the anchor of a section on the rulebook page: s9-2 for section 9.2."""
    return f"rule-{section}"


def _stage_tables(pathway: Pathway) -> Iterator[str]:
    yield "## Stages"
    rows = [(s.label, s.shown_as or s.label, pathway.role(s.owner).label, s.about) for s in pathway.stages]
    yield _table(("Stage", "Others read", "Owner", "What happens"), rows)
    yield "## From stage to stage"
    told = [("", note.stage.label, note.text) for note in notes(pathway)]
    drawn = [(m.start.label, m.end.label, "; ".join(act.text for act in m.acts)) for m in moves(pathway)]
    yield _table(("From", "To", "By"), drawn)
    yield "Told at one stage, because they come from almost everywhere or lead back:"
    yield _table(("Stage", "What"), [(stage, text) for _from, stage, text in told])


def _beside_the_statute(pathway: Pathway, signed: Mapping[str, SignOff]) -> Iterator[str]:
    yield "## The rules beside the statute"
    yield STATUTE.format(name=pathway.name, version=pathway.version)
    ruled: list[Ruled] = [pathway.parts.start, *pathway.verbs, *pathway.gates, *pathway.clocks]
    rows = []
    for part in sorted(ruled, key=lambda one: section_key(_section(one))):
        section = _section(part)
        rule = f"[{section} {_name(part)}](#{anchor(section)})"
        rows.append((rule, _cited(part.basis), _mark(part.basis), _sign_off(signed.get(section))))
        if isinstance(part, Verb):
            rows += [
                (f"{section}, {one.label}", _cited(one.basis), _mark(one.basis), "as above") for one in part.routes
            ]
    yield _table(("Rule", "Source", "Mark", "Local legal sign-off"), rows)


def _sign_off(found: SignOff | None) -> str:
    if found is None:
        return UNSIGNED
    return f"{found.who}, {found.on.isoformat()}" + (f": {found.note}" if found.note else "")


def _chapter(pathway: Pathway, number: str, title: str) -> Iterator[str]:
    yield f"## {number} {title}"
    ruled: list[Ruled] = [pathway.parts.start, *pathway.verbs, *pathway.gates, *pathway.clocks]
    mine = [part for part in ruled if _section(part).partition(".")[0] == number]
    for part in sorted(mine, key=lambda one: section_key(_section(one))):
        yield f'<a id="{anchor(_section(part))}"></a>\n\n### {_section(part)} {_name(part)}'
        yield from _told(pathway, part)


def _section(part: Ruled) -> str:
    return part.rule if isinstance(part, ClockRule) else part.section


def _name(part: Ruled) -> str:
    if isinstance(part, Start):
        return "Receive a referral"
    if isinstance(part, Gate):
        return f"Gate: {part.claim}"
    return f"Clock: {part.label}" if isinstance(part, ClockRule) else part.label


def _told(pathway: Pathway, part: Ruled) -> Iterator[str]:
    if isinstance(part, Start):
        yield _bullets([("Act", f"`{part.verb}`"), ("Leads to", pathway.stage(part.stage).label), *_basis(part.basis)])
    elif isinstance(part, Gate):
        yield _bullets(
            [("If not", part.reason), ("What would make it possible", _mends(part.mends)), *_basis(part.basis)]
        )
    elif isinstance(part, ClockRule):
        yield from filter(None, [part.about])
        yield _bullets([("Length", part.explanation), *_events(pathway, part), *_basis(part.basis)])
    else:
        yield from filter(None, [part.about])
        yield _bullets(_verb(pathway, part))


def _verb(pathway: Pathway, verb: Verb) -> Iterator[tuple[str, str]]:
    yield "Act", f"`{verb.code}`, {verb.kind}"
    yield "Who", ", ".join(pathway.role(code).label for code in verb.who)
    yield "At", _stages(pathway, verb.stages)
    yield from (("Leads to", text) for text in [_ends(pathway, verb)] if text)
    yield from (("Stays where it stands while", _link(pathway, code)) for code in verb.stays_while)
    yield from (("Contacts", "the person, the family or a partner") for _once in range(verb.contact))
    yield from (("Gate", _link(pathway, code)) for code in verb.gates)
    yield from (("Incident if not", _link(pathway, code)) for code in verb.contradicts)
    yield from (("Route", _route(pathway, route)) for route in verb.routes)
    yield from _basis(verb.basis)


def _stages(pathway: Pathway, codes: tuple[str, ...]) -> str:
    if len(codes) == len(pathway.stages):
        return "any stage"
    return ", ".join(pathway.stage(code).label for code in codes)


def _ends(pathway: Pathway, verb: Verb) -> str:
    ends: dict[str, list[Stage]] = {}
    for start, end in verb.moves.items():
        ends.setdefault(end, []).append(pathway.stage(start))
    if len(ends) == 1 and (set(verb.moves) | set(ends)) >= set(verb.stages):
        return pathway.stage(next(iter(ends))).label
    return "; ".join(
        f"{pathway.stage(end).label}, from {', '.join(one.label for one in starts)}" for end, starts in ends.items()
    )


def _route(pathway: Pathway, route: Route) -> str:
    to = pathway.stage(route.to).label if route.to in {stage.code for stage in pathway.stages} else "where it stood"
    needs = ", ".join(_link(pathway, code) for code in route.gates)
    source = "; ".join(f"{name.lower()}: {text}" for name, text in _basis(route.basis))
    return f"{route.label} (`{route.code}`), to {to}{'; needs ' + needs if needs else ''}; {source}"


def _events(pathway: Pathway, clock: ClockRule) -> Iterator[tuple[str, str]]:
    start = pathway.parts.start
    labels = {verb.code: verb.label for verb in pathway.verbs} | {start.verb: "Receive a referral"}
    yield from (("Starts with", "; ".join(labels[code] for code in codes)) for codes in [clock.starts] if codes)
    yield from (("Is met by", "; ".join(labels[code] for code in codes)) for codes in [clock.stops] if codes)


def _link(pathway: Pathway, code: str) -> str:
    gate = pathway.gate(code)
    return f"[{gate.section} {gate.claim}](#{anchor(gate.section)})"


def _mends(mends: Iterable[Mend]) -> str:
    return "; ".join(mend.text for mend in mends)


def _basis(basis: Basis) -> Iterator[tuple[str, str]]:
    yield "Source", _cited(basis) + (" **Verify**" if basis.verify else "")


def _cited(basis: Basis) -> str:
    return "; ".join(f"[{source.cite}]({source.url})" if source.url else source.cite for source in basis.sources)


def _mark(basis: Basis) -> str:
    return "Verify" if basis.verify else ""


def _source_table(pathway: Pathway) -> Iterator[str]:
    yield "## Sources"
    rows = [(s.cite, s.url, "Verify" if s.verify else "") for s in pathway.parts.sources]
    yield _table(("Source", "Address", "Mark"), rows)
    yield f"Approved by: {pathway.parts.approver}."


def _bullets(facts: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"- {name}: {text}" for name, text in facts)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _column in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
