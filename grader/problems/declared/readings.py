"""Reads the author's mathematics: one reading, or a fault at its place."""

from __future__ import annotations

from collections.abc import Iterable

from grader.errors import AnswerError
from grader.language.names import Names
from grader.language.names.functions import PREDICATES
from grader.language.reader import Expect, read
from grader.language.spelling import canonical_name
from grader.language.tree import Array, Builder, Call, Cases, Const, Logic, Node, Relation, SetOf, Transpose
from grader.problems.models import Formula
from grader.problems.texts.faults import Faults
from grader.problems.texts.located import Path
from grader.problems.texts.typed import shown
from grader.records import replace


def read_one(
    text: str, names: Names, faults: Faults, path: Path, expect: Expect = "expression", own: str | None = None
) -> Node | None:
    """Return the tree of a text with one reading; otherwise add a fault and return None."""
    try:
        readings = read(text, names, expect, own)
    except AnswerError as error:
        faults.add_text(path, error)
        return None
    if len(readings) > 1:
        spellings = " or ".join(f"`{reading.spelling}`" for reading in readings)
        faults.add(path, f"{shown(text)} can be read in {len(readings)} ways; write {spellings}")
        return None
    return readings[0].tree


def is_imaginary(formulas: Iterable[Formula | None], names: Names, expect: Expect) -> bool:
    """Whether what is expected, where no symbol is declared, can only be read with `i` as the imaginary unit."""
    if names.symbols:
        return False
    texts = [formula.text for formula in formulas if formula is not None and formula.text is not None]
    texts = [text for text in texts if any(map(str.isalpha, text))]  # others are read in one way
    return any(not _reads(text, names, expect) and _reads(text, replace(names, complex=True), expect) for text in texts)


def _reads(text: str, names: Names, expect: Expect) -> bool:
    try:
        read(text, names, expect)
    except AnswerError:
        return False
    return True


def read_condition(text: str, names: Names, faults: Faults, path: Path) -> Node | None:
    """Return the tree of a condition, such as `k = 8`; otherwise add a fault and return None."""
    tree = read_one(text, names, faults, path, "condition")
    if tree is None or isinstance(tree, Relation | Logic) or (isinstance(tree, Call) and tree.name in PREDICATES):
        return tree
    faults.add(path, f"expected a condition, such as `k = 8`, not {shown(text)}")
    return None


def read_formula(
    formula: Formula, names: Names, faults: Faults, path: Path, expect: Expect = "expression", own: str | None = None
) -> Node | None:
    """Return the tree of a text, or of `cases`; otherwise add faults and return None."""
    if formula.text is not None:
        return read_one(formula.text, names, faults, path, expect, own)
    return _read_cases(formula, names, faults, (*path, "cases"))


def _read_cases(formula: Formula, names: Names, faults: Faults, path: Path) -> Node | None:
    branches: list[tuple[Node, Node]] = []
    otherwise: Node | None = None
    complete = bool(formula.cases)
    if not complete:
        faults.add(path, "expected at least one case, such as [[x, x > 0], [0, otherwise]]")
    for number, (value_text, condition_text) in enumerate(formula.cases):
        value = read_one(value_text, names, faults, (*path, number, 0))
        if condition_text.strip() == "otherwise":
            if number < len(formula.cases) - 1:
                faults.add((*path, number, 1), "`otherwise` stands in the last case")
            otherwise = value
            complete = complete and value is not None
            continue
        condition = read_condition(condition_text, names, faults, (*path, number, 1))
        if value is None or condition is None:
            complete = False
        else:
            branches.append((value, condition))
    if not complete:
        return None
    if not branches:
        faults.add(path, "`otherwise` alone is no case; write the value itself")
        return None
    return Cases(tuple(branches), otherwise)


def read_name(text: str, faults: Faults, path: Path) -> str | None:
    """Return the canonical name of a symbol that is a key; otherwise add a fault and return None."""
    try:
        return canonical_name(text)
    except ValueError:
        faults.add_key(path, f"{shown(text)} is no name; expected one such as x, w_0 or eta")
        return None


def is_condition(tree: Node) -> bool:
    """Return whether a tree is a condition or a set, and so no value."""
    is_no_number = isinstance(tree, Const) and tree.name in {"true", "false", "emptyset"}
    return is_no_number or isinstance(tree, Relation | Logic | SetOf | Builder)


def is_array(tree: Node) -> bool:
    """Return whether a tree is an array written out, perhaps transposed."""
    return isinstance(tree, Array) or (isinstance(tree, Transpose) and isinstance(tree.arg, Array))


def ragged(tree: Node) -> bool:
    """Return whether an array written out has rows of different lengths."""
    array = tree.arg if isinstance(tree, Transpose) else tree
    return isinstance(array, Array) and _dimensions(array) is None


def _dimensions(tree: Node) -> tuple[int, ...] | None:
    if not isinstance(tree, Array):
        return ()
    inner = {_dimensions(item) for item in tree.items}
    if len(inner) > 1 or None in inner:
        return None
    return (len(tree.items), *(inner.pop() or ())) if inner else (0,)


def unsupported_relation(tree: Node) -> str:
    """Return a sign of a condition that cannot be assumed or required yet, empty where there is none."""
    signs = {op for relation in _relations(tree) for op in relation.ops} & {">>", "<<", "~", "->"}
    return min(signs, default="")


def is_made_of_relations(tree: Node) -> bool:
    """Return whether a condition is a relation, or made of some by `and`, `or`, `not`."""
    match tree:
        case Relation():
            return True
        case Logic("and" | "or" | "not", args):
            return all(map(is_made_of_relations, args))
        case _:
            return False


def _relations(tree: Node) -> list[Relation]:
    if isinstance(tree, Relation):
        return [tree]
    return [relation for arg in tree.args for relation in _relations(arg)] if isinstance(tree, Logic) else []
