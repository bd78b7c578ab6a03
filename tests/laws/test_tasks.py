"""What is asked of somebody comes off their list when it is done: every kind of task is finished by some act."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from tests.kit.tree import PACKAGE, code, files, parsed, place
from throughcare.kernel.definitions import codelist, names
from throughcare.web.slices import by_hand, task_labels

FINISHED_IN_SQL = {"panel.action": "by whoever promised it, who may not see the case any more: tc.finish_my_task"}


def test_every_kind_of_task_is_finished_by_some_act():
    finished = _of_every_file(finished_in)
    left = set(task_labels()) - finished - by_hand() - FINISHED_IN_SQL.keys()

    assert sorted(left) == [], "Call finish_all where the work is done, or name it in BY_HAND of its queries"


def test_every_kind_of_task_that_is_asked_has_words():
    asked = _of_every_file(asked_in)

    assert sorted(asked - set(task_labels())) == [], "Add it to TASK_LABELS in the queries of its slice"


def test_no_kind_of_task_has_words_that_nobody_asks_for():
    said = {node.value for path in code() for node in ast.walk(_without_labels(parsed(path))) if _is_text(node)}
    sql = "".join(path.read_text(encoding="utf-8") for path in files(".sql"))
    asked = _of_every_file(asked_in) | asked_by_choices()

    assert sorted(code for code in task_labels() if code not in said | asked and code not in sql) == []


def test_every_kind_of_task_that_a_choice_of_a_list_asks_for_has_words():
    assert asked_by_choices()
    assert sorted(asked_by_choices() - set(task_labels())) == []


def test_what_is_done_by_hand_has_words():
    assert sorted(by_hand() - set(task_labels())) == []


def asked_by_choices() -> set[str]:
    """Return the codes of the tasks that a choice asks for, as the lists of choices name them."""
    values = (value for name in names("codelists") for value in codelist(name).values)
    return {str(value.extra["asks"]) for value in values if "asks" in value.extra}


def finished_in(path: Path) -> Iterator[str]:
    """Return the codes that a file hands to `finish_all`."""
    tree = parsed(path)
    for call in _calls(tree, "finish_all"):
        yield from _values(call.args[1], path, tree)


def asked_in(path: Path) -> Iterator[str]:
    """Return the codes of the tasks that a file makes; a code handed on is looked for where it is handed over."""
    tree = parsed(path)
    for call in _calls(tree, "NewTask"):
        yield from _values(_keyword(call, "code"), path, tree)


@cache
def _of_every_file(read: Callable[[Path], Iterator[str]]) -> frozenset[str]:
    found = {path: path.read_text(encoding="utf-8") for path in code()}
    return frozenset(
        each for path, text in found.items() if "finish_all" in text or "NewTask" in text for each in read(path)
    )


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _without_labels(tree: ast.Module) -> ast.Module:
    """A module without the words of its tasks and what is done by hand."""
    named = ("TASK_LABELS", "BY_HAND")
    kept = [node for node in tree.body if not (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in named)]
    return ast.Module(body=kept, type_ignores=[])


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name == getattr(node.func, "attr", getattr(node.func, "id", "")):
            yield node


def _keyword(call: ast.Call, name: str) -> ast.expr:
    return next(keyword.value for keyword in call.keywords if keyword.arg == name)


def _values(node: ast.expr, path: Path, tree: ast.Module, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """Read a constant, a name of the module, a choice of two, or what a loop or a caller puts in its place."""
    words = ast.unparse(node)
    if isinstance(node, ast.IfExp):
        yield from (*_values(node.body, path, tree, seen), *_values(node.orelse, path, tree, seen))
        return
    try:
        found = eval(compile(ast.Expression(node), place(path), "eval"), vars(_module(path)))
    except NameError:
        for given in _given(words, tree) if words not in seen else ():
            yield from _values(given, path, tree, seen | {words})
        return
    yield from [found] if isinstance(found, str) else found


def _given(name: str, tree: ast.Module) -> Iterator[ast.expr]:
    """What a name stands for inside a function: the things a loop goes through, or the arguments of its callers."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For) and ast.unparse(node.target) == name:
            yield node.iter
        if isinstance(node, ast.comprehension) and ast.unparse(node.target) == name:
            yield node.iter
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            yield node.value
        if isinstance(node, ast.FunctionDef) and name in (names := [each.arg for each in node.args.args]):
            for call in _calls(tree, node.name):
                yield from call.args[names.index(name) : names.index(name) + 1]


@cache
def _module(path: Path) -> object:
    dotted = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    return import_module(dotted.removesuffix(".__init__"))
