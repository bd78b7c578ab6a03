"""What does the law ask of this case, and by when?

A pathway is a statechart read from `definitions/pathways/`: stages, verbs, who may, gates and clocks, each with its
source. It answers with every reason at once. A gate stops a person authorising what comes next; it never stops anyone
recording what happened: a record that contradicts a rule is kept and told as an incident. The checker in `checking`
proves what must never happen, and the drawings and the rulebook come from the same file.
"""

from throughcare.safeguards.pathways.checking import problems
from throughcare.safeguards.pathways.parts import ClockRule, Gate, Incident, Role, Route, Source, Stage, Verb
from throughcare.safeguards.pathways.pathway import FactsMissing, NotInPathway, Pathway, common_words

__all__ = [
    "ClockRule",
    "FactsMissing",
    "Gate",
    "Incident",
    "NotInPathway",
    "Pathway",
    "Role",
    "Route",
    "Source",
    "Stage",
    "Verb",
    "common_words",
    "problems",
]
