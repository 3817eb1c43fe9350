"""What expressions give: names, numbers, operators, calls, fields and items."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from fractions import Fraction

from grader.evidence.families.code.errors import FailedError, SpecialError, UnreadError
from grader.evidence.families.code.library.arithmetic import MAX_ITEMS, binary, compared, operator_name, unary
from grader.evidence.families.code.library.calls import call_library, call_method
from grader.evidence.families.code.library.indexing import get
from grader.evidence.families.code.library.operators import truth_of
from grader.evidence.families.code.run import Run, kind_of, misfit
from grader.evidence.families.code.spaces.values import (
    Class,
    Ellipsis_,
    Function,
    Listed,
    Method,
    Module,
    Named,
    Object,
    Scalar,
    Scope,
    Slice,
    Span,
    Tensor,
    Value,
)
from grader.evidence.families.code.statements import python
from grader.evidence.families.code.statements.fields import attribute
from grader.evidence.families.code.statements.gradient import gradient
from grader.language.code.parts import BUILTINS, LIBRARIES
from grader.records import replace


class Expressions:
    """Works out expressions of one program; what calls functions of programs is in `Interpreter`."""

    def __init__(self, run: Run, program: str) -> None:
        self.run = run
        self.program = program

    def value(self, node: ast.expr, scope: Scope) -> Value:
        """Return the value of an expression."""
        match node:
            case ast.Constant(value=value):
                return self._constant(value)
            case ast.Name(id=name):
                return self._name(name, scope)
            case ast.Tuple(elts=items):
                return tuple(self.value(item, scope) for item in items)
            case ast.List(elts=items):
                return Listed([self.value(item, scope) for item in items])
            case ast.Attribute(value=owner, attr=name):
                return attribute(self.run, self.value(owner, scope), name)
            case ast.Subscript(value=owner, slice=key):
                return self.item(self.value(owner, scope), self.key(key, scope))
            case ast.Call():
                return self._call(node, scope)
            case (
                ast.ListComp(elt=element, generators=generators) | ast.GeneratorExp(elt=element, generators=generators)
            ):
                return Listed(self._comprehended(element, generators, scope))
            case _:
                return self._operation(node, scope)

    def _operation(self, node: ast.expr, scope: Scope) -> Value:
        match node:
            case ast.BinOp(left=left, op=op, right=right):
                name = operator_name(op)
                return binary(self.run, name, self.value(left, scope), self.value(right, scope))
            case ast.UnaryOp(op=op, operand=operand):
                return unary(self.run, op, self.value(operand, scope))
            case ast.Compare():
                return self._comparison(node, scope)
            case ast.BoolOp(op=op, values=values):
                return self._logic(isinstance(op, ast.And), values, scope)
            case ast.IfExp(test=test, body=body, orelse=other):
                return self.value(body if truth_of(self.run, self.value(test, scope)) else other, scope)
            case _:
                raise UnreadError("this")

    def _constant(self, value: object) -> Value:
        match value:
            case bool():
                return Scalar(value, "bool")
            case int():
                return self.run.number(value)
            case float():
                return self.run.number(Fraction(repr(value)), "float")
            case str() | None:
                return value
            case _:
                return Ellipsis_()

    def _name(self, name: str, scope: Scope) -> Value:
        found = scope.find(name)
        if found is not None:
            return found[0]
        if name in LIBRARIES:
            return Module(LIBRARIES[name])
        if name in BUILTINS:
            return Module(f"builtins.{name}")
        if name in {"Tensor", "Module"}:
            return Module(f"torch.{name}")
        raise FailedError("name", f"`{name}` has no value here")

    # Operators.

    def _comparison(self, node: ast.Compare, scope: Scope) -> Value:
        left = self.value(node.left, scope)
        found: Value = None
        for op, operand in zip(node.ops, node.comparators, strict=True):
            right = self.value(operand, scope)
            found = compared(self.run, op, left, right)
            if len(node.ops) > 1 and not truth_of(self.run, found):
                return found
            left = right
        return found

    def _logic(self, is_and: bool, values: Sequence[ast.expr], scope: Scope) -> Value:
        found: Value = None
        for node in values:
            found = self.value(node, scope)
            if truth_of(self.run, found) != is_and:
                return found
        return found

    # Fields and items.

    def item(self, owner: Value, key: Value) -> Value:
        """Return what square brackets pick."""
        match owner:
            case Tensor():
                return get(self.run, owner, key)
            case Named(items=items) | Listed(items) | tuple(items):
                return python.picked(self.run, items, key)
            case Object(methods=methods) if "__getitem__" in methods:
                return self.call_function(replace(methods["__getitem__"], owner=owner), [key], {})
            case _:
                raise misfit(f"{kind_of(owner)} has no items", owner)

    def key(self, node: ast.expr, scope: Scope) -> Value:
        """Return what stands in square brackets."""
        match node:
            case ast.Slice(lower=lower, upper=upper, step=step):
                ends = (None if end is None else self.value(end, scope) for end in (lower, upper, step))
                return Slice(*ends)
            case ast.Tuple(elts=items):
                return tuple(self.key(item, scope) for item in items)
            case _:
                return self.value(node, scope)

    def items(self, value: Value) -> Sequence[Value]:
        """Return the values that a loop runs over; raises UnreadError where there are too many."""
        match value:
            case Listed(items) | Named(items=items) | tuple(items):
                found: Sequence[Value] = list(items)
            case Span():
                found = python.counted(self.run, value)
            case Tensor(shape=(size, *_)):
                count = self.run.space.whole(size)
                if count is None:
                    raise SpecialError("a loop over a size in letters")
                found = [get(self.run, value, self.run.number(place)) for place in range(min(count, MAX_ITEMS + 1))]
            case Object(methods=methods) if "__iter__" in methods:
                return self.items(self.call_function(replace(methods["__iter__"], owner=value), [], {}))
            case _:
                raise misfit(f"{kind_of(value)} cannot be looped over", value)
        if len(found) > MAX_ITEMS:
            raise UnreadError(f"a loop of more than {MAX_ITEMS:,} turns (limit MAX_ITEMS)")
        return found

    def _comprehended(self, element: ast.expr, generators: Sequence[ast.comprehension], scope: Scope) -> list[Value]:
        (first, *more) = generators
        inner, found = Scope(outer=scope), []
        for item in self.items(self.value(first.iter, scope)):
            self.run.step()
            self._assign(first.target, item, inner)
            if all(truth_of(self.run, self.value(test, inner)) for test in first.ifs):
                found += self._comprehended(element, more, inner) if more else [self.value(element, inner)]
        return found

    # Calls.

    def _call(self, node: ast.Call, scope: Scope) -> Value:
        self.run.step()
        called = self.value(node.func, scope)
        args = [self.value(arg, scope) for arg in node.args]
        named = {word.arg: self.value(word.value, scope) for word in node.keywords if word.arg is not None}
        self.run.line = node.lineno
        return self.call(called, args, named)

    def call(self, called: Value, args: Sequence[Value], named: dict[str, Value]) -> Value:
        """Return what a call gives."""
        match called:
            case Module("grader.grad"):
                return gradient(self.run, args)
            case Module(path) if path.startswith("builtins."):
                return python.builtin(self, path.removeprefix("builtins."), args, named)
            case Module(path):
                return call_library(self.run, path, args, named)
            case Method(owner, name):
                return call_method(self.run, owner, name, args, named)
            case Function():
                return self.call_function(called, args, named)
            case Class():
                return self.made(called, args, named)
            case Object(methods=methods) if "__call__" in methods or "forward" in methods:
                method = methods.get("__call__") or methods["forward"]
                return self.call_function(replace(method, owner=called), args, named)
            case _:
                raise misfit(f"{kind_of(called)} cannot be called", called)

    def call_function(self, function: Function, args: Sequence[Value], named: dict[str, Value]) -> Value:
        """Return what a function of a program returns."""
        raise NotImplementedError

    def made(self, kind: Class, args: Sequence[Value], named: dict[str, Value]) -> Value:
        """Return an object of a class."""
        raise NotImplementedError

    def _assign(self, target: ast.expr, value: Value, scope: Scope) -> None:
        raise NotImplementedError
