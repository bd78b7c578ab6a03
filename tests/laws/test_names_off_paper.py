"""Every file that is made from an opened case leaves a name out that a court withheld, also in what anybody typed."""

import ast

from tests.kit.tree import code, parsed, place

OTHERWISE = {  # who makes a tagged file of other values, and why no name of a person can stand in them
    "commons/sharing/handing.py": "it prints what was composed, from which names were taken then",
    "oversight/rights/handing.py": "the person's own copy",
    "oversight/rights/answering.py": "written by whoever opens no case and knows no name",
    "oversight/rights/pages/looks.py": "who could see the record, by whoever opens no case and knows no name",
    "oversight/rights/breach_words.py": "of no case",
    "oversight/rights/papers.py": "of no case",
    "cli/keeping/checkpoint_paper.py": "of no case",
}


def printed(path):
    """What stands in each tagged file that a module makes, as it is written there."""
    calls = (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call))
    return [call.args[1] for call in calls if ast.unparse(call.func) == "tagged_pdf"]


def without_names(values, path):
    """Whether these values, or what was put under their name, went through `off_paper`."""
    if isinstance(values, ast.Call):
        return ast.unparse(values.func) == "off_paper"
    put = (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Assign))
    return any(ast.unparse(node.targets[0]) == ast.unparse(values) and without_names(node.value, path) for node in put)


def test_every_tagged_file_leaves_names_out_or_says_why_none_can_stand_in_it():
    made = {place(path).partition("throughcare/")[2]: path for path in code() if printed(path)}
    named = {name for name, path in made.items() if not all(without_names(one, path) for one in printed(path))}

    assert len(made) > len(OTHERWISE)
    assert named == OTHERWISE.keys(), "Hand the values to off_paper(case, ...), or say why no name can stand in them"
