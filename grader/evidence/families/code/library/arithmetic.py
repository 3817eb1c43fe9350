"""What the operators of Python make of values: of arrays and numbers, of lists and tuples."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from grader.evidence.families.code.errors import FailedError, UnreadError
from grader.evidence.families.code.library.arguments import TYPES
from grader.evidence.families.code.library.functions import operator
from grader.evidence.families.code.library.operators import comparison, elementwise, logical, truth_of
from grader.evidence.families.code.library.reductions import product
from grader.evidence.families.code.run import Run, kind_of, misfit
from grader.evidence.families.code.spaces.number_functions import Comparison
from grader.evidence.families.code.spaces.values import Listed, Module, Object, Scalar, Tensor, Value

OPERATORS: Mapping[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "div",
    ast.FloorDiv: "floordiv",
    ast.Mod: "mod",
    ast.Pow: "pow",
    ast.MatMult: "matmul",
    ast.BitAnd: "and",
    ast.BitOr: "or",
    ast.BitXor: "xor",
}
SIGNS: Mapping[type[ast.cmpop], Comparison] = {
    ast.Eq: "=",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
MAX_ITEMS = 1_000  # of a loop or a list


def operator_name(op: ast.operator) -> str:
    """Return what an operator is called."""
    if type(op) not in OPERATORS:
        raise UnreadError("arithmetic with bits")
    return OPERATORS[type(op)]


def binary(run: Run, name: str, left: Value, right: Value) -> Value:
    """Return what an operator makes of two values."""
    if isinstance(left, Object) or isinstance(right, Object):
        raise UnreadError("an operator of objects")
    if name == "matmul":
        return product(run, left, right)
    if name in {"and", "or", "xor"}:
        if not isinstance(left, Tensor | Scalar) or not isinstance(right, Tensor | Scalar):
            raise UnreadError(f"a logical operator of {kind_of(left)} and {kind_of(right)}")
        return logical(run, name, [left, right])
    if isinstance(left, Tensor | Scalar) and isinstance(right, Tensor | Scalar):
        return _arithmetic(run, name, left, right)
    if isinstance(left, Tensor) or isinstance(right, Tensor):
        if run.library == "numpy":
            return _arithmetic(run, name, run.tensor(left), run.tensor(right))
        raise misfit(f"{kind_of(left)} and {kind_of(right)} have no such operator", left, right)
    return _of_lists(run, name, left, right)


def _arithmetic(run: Run, name: str, left: Value, right: Value) -> Value:
    if isinstance(left, Scalar) and isinstance(right, Scalar) and name in {"div", "floordiv", "mod"}:
        _require_nonzero(run, right)
    return elementwise(run, name, [left, right])


def _of_lists(run: Run, name: str, left: Value, right: Value) -> Value:
    match left, right:
        case (Listed(first), Listed(second)) if name == "add":
            return Listed([*first, *second])
        case (tuple(first), tuple(second)) if name == "add":
            return (*first, *second)
        case (Listed(first), Scalar(_, "int")) if name == "mul":
            times = run.whole(right)
            if len(first) * max(times, 0) > MAX_ITEMS:
                raise UnreadError(f"a list of more than {MAX_ITEMS:,} items (limit MAX_ITEMS)")
            return Listed(first * times)
        case (Listed() | tuple(), Scalar()) | (Scalar(), Listed() | tuple()) if name == "mul":
            raise UnreadError("a repeated sequence")
        case _:
            raise misfit(f"{kind_of(left)} and {kind_of(right)} have no such operator", left, right)


def unary(run: Run, op: ast.unaryop, value: Value) -> Value:
    """Return what an operator makes of one value."""
    match op:
        case ast.USub():
            return operator("neg", 1)(run, value)
        case ast.UAdd():
            return value
        case ast.Invert():
            if isinstance(value, Scalar):
                raise UnreadError("arithmetic with bits")  # ~True is -2
            return logical(run, "not", [value])
        case _:
            if isinstance(value, Scalar) and value.dtype == "bool":
                return Scalar(run.space.logic("not", value.value), "bool")
            return Scalar(not truth_of(run, value), "bool")


def compared(run: Run, op: ast.cmpop, left: Value, right: Value) -> Value:
    """Return whether two values compare so."""
    if isinstance(op, ast.Is | ast.IsNot):
        if left is not None and right is not None and not isinstance(left, Object):
            raise UnreadError("`is` between values")
        return Scalar((left is right) == isinstance(op, ast.Is), "bool")
    if type(op) not in SIGNS:
        raise UnreadError("`in`")
    if isinstance(left, Tensor | Scalar) and isinstance(right, Tensor | Scalar):
        return comparison(run, SIGNS[type(op)], left, right)
    if isinstance(left, Tensor | Object) or isinstance(right, Tensor | Object):
        raise UnreadError(f"a comparison between {kind_of(left)} and {kind_of(right)}")
    if isinstance(op, ast.Eq | ast.NotEq):
        is_same = _same(run, left, right)
        return Scalar(is_same == isinstance(op, ast.Eq), "bool")
    if all(isinstance(one, Listed | tuple) for one in (left, right)):
        raise UnreadError("an order of sequences")
    raise misfit(f"{kind_of(left)} and {kind_of(right)} are not compared so", left, right)


def _require_nonzero(run: Run, value: Scalar) -> None:
    """Raise FailedError where Python divides by the number 0."""
    entry = run.as_number(value.value) if value.dtype == "bool" else value.value
    if run.space.whole_entry(entry) == 0:
        raise FailedError("zero", "a division by 0")


def _same(run: Run, left: Value, right: Value) -> bool:
    """Return whether two values that are no two numbers are equal, as `==` says."""
    match left, right:
        case (tuple(first), tuple(second)) | (Listed(first), Listed(second)):
            return len(first) == len(second) and all(_same(run, a, b) for a, b in zip(first, second, strict=True))
        case Scalar(), Scalar():
            return truth_of(run, comparison(run, "=", left, right))
        case (str() | None, _) | (_, str() | None):
            return left == right
        case Module(first), Module(second) if first == second and first.rpartition(".")[2] in TYPES:
            return True  # two names may stand for one type, and a number such as nan is not equal to itself
        case _:
            raise UnreadError(f"`==` between {kind_of(left)} and {kind_of(right)}")
