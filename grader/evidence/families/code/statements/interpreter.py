"""What statements do: names get values, arrays change in place, loops run over what is given."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from grader.evidence.families.code.errors import FailedError, OpenError, RunError, SpecialError, UnreadError
from grader.evidence.families.code.library.arithmetic import binary, operator_name
from grader.evidence.families.code.library.indexing import put, row
from grader.evidence.families.code.library.memory.overlap import require_apart
from grader.evidence.families.code.library.operators import in_place, truth_of
from grader.evidence.families.code.run import kind_of, misfit
from grader.evidence.families.code.spaces.symbolic import Symbolic
from grader.evidence.families.code.spaces.values import (
    Class,
    Function,
    Listed,
    Object,
    Scalar,
    Scope,
    Size,
    Slice,
    Span,
    Tensor,
    Value,
)
from grader.evidence.families.code.statements.expressions import Expressions
from grader.evidence.families.code.statements.fields import attribute
from grader.evidence.families.code.statements.loops import Loop
from grader.language.code.names import bound_in
from grader.records import dataclass, replace

MAX_CALLS = 20  # functions that call each other
PROPERTIES = frozenset({"shape", "dtype", "T", "mT", "strides", "flat", "size", "ndim", "device", "real", "imag"})


@dataclass(frozen=True, slots=True)
class Ended:
    """How a list of statements ended before its end: `return`, `break` or `continue`."""

    kind: str
    value: Value = None


class Interpreter(Expressions):
    """Runs statements; `program` is the text that the lines are those of."""

    def body(self, statements: Sequence[ast.stmt], scope: Scope) -> Ended | None:
        """Run statements; raises RunError with the line."""
        for statement in statements:
            self.run.step()
            self.run.line = statement.lineno
            try:
                ended = self._statement(statement, scope)
            except RunError as error:
                error.line = error.line or self.run.line
                raise
            if ended is not None:
                return ended
        return None

    def _statement(self, node: ast.stmt, scope: Scope) -> Ended | None:
        match node:
            case ast.Return(value=value):
                return Ended("return", None if value is None else self.value(value, scope))
            case ast.Break():
                return Ended("break")
            case ast.Continue():
                return Ended("continue")
            case ast.If(test=test, body=body, orelse=other):
                return self.body(body if truth_of(self.run, self.value(test, scope)) else other, scope)
            case ast.For():
                return self._loop(node, scope)
            case ast.With(body=body):
                return self.body(body, scope)
            case _:
                self._plain(node, scope)
                return None

    def _plain(self, node: ast.stmt, scope: Scope) -> None:
        match node:
            case ast.Assign(targets=targets, value=value):
                found = self.value(value, scope)
                for target in targets:
                    self._assign(target, found, scope)
            case ast.AnnAssign(target=target, value=given):
                if given is not None:
                    self._assign(target, self.value(given, scope), scope)
            case ast.AugAssign():
                self._change(node, scope)
            case ast.FunctionDef(name=name):
                scope.names[name] = self._function(node, scope)
            case ast.ClassDef(name=name):
                scope.names[name] = self._class(node, scope)
            case ast.Expr(value=ast.Constant() | ast.Call(func=ast.Name(id="print"))):
                return
            case ast.Expr(value=value):
                self.value(value, scope)
            case ast.Assert(test=test):
                if not truth_of(self.run, self.value(test, scope)):
                    raise FailedError("assert", "what is asserted does not hold")
            case _:  # imports and `pass`
                return

    def _function(self, node: ast.FunctionDef, scope: Scope) -> Function:
        given = node.args
        names = [one.arg for one in (*given.posonlyargs, *given.args)]
        found = dict(zip(names[len(names) - len(given.defaults) :], given.defaults, strict=True))
        found |= {one.arg: node for one, node in zip(given.kwonlyargs, given.kw_defaults, strict=True) if node}
        return Function(node, scope, self.program, {name: self.value(value, scope) for name, value in found.items()})

    def _class(self, node: ast.ClassDef, scope: Scope) -> Class:
        if any(isinstance(self.value(base, scope), Class) for base in node.bases):
            raise UnreadError("a class that inherits from another one")
        methods = {}
        for inner in node.body:
            match inner:
                case ast.FunctionDef(name=name):
                    methods[name] = self._function(inner, scope)
                case ast.Expr() | ast.Pass():
                    continue
                case _:
                    self.run.line = inner.lineno
                    raise UnreadError("what is no method in a class")
        return Class(node.name, methods)

    def _loop(self, node: ast.For, scope: Scope) -> Ended | None:
        value = self.value(node.iter, scope)
        size = self._size_in_letters(value)
        if size is not None:
            self._all_turns(node, value, size, scope)
            return None
        for item in self.items(value):
            self.run.step()
            self._assign(node.target, item, scope)
            ended = self.body(node.body, scope)
            if ended is not None and ended.kind == "return":
                return ended
            if ended is not None and ended.kind == "break":
                break
        return None

    def _size_in_letters(self, value: Value) -> Size | None:
        """Return how many turns a loop has where that is a letter, None where it is a number."""
        match value:
            case Span(start, stop, 1) if self.run.space.whole(start) == 0 and self.run.space.whole(stop) is None:
                return stop
            case Tensor(shape=(size, *_)) if self.run.space.whole(size) is None:
                return size
            case _:
                return None

    def _all_turns(self, node: ast.For, value: Value, size: Size, scope: Scope) -> None:
        space = self.run.space
        assert isinstance(space, Symbolic)

        def turn(place: Size) -> None:
            item: Value = Scalar(space.entry(place), "int")
            self._assign(node.target, row(self.run, value, place) if isinstance(value, Tensor) else item, scope)
            if self.body(node.body, scope) is not None:
                raise SpecialError("a loop over a size in letters that ends early")

        Loop(self.run, space, scope, size, turn).finish()

    # Targets.

    def _assign(self, target: ast.expr, value: Value, scope: Scope) -> None:
        match target:
            case ast.Name(id=name):
                scope.names[name] = value
            case ast.Tuple(elts=targets) | ast.List(elts=targets):
                items = self.items(value)
                if len(items) != len(targets):
                    raise FailedError("type", f"{len(items)} values are given to {len(targets)} names")
                for inner, item in zip(targets, items, strict=True):
                    self._assign(inner, item, scope)
            case ast.Attribute(value=owner, attr=name):
                self._set(self.value(owner, scope), name, value)
            case ast.Subscript(value=owner, slice=key):
                self._put(self.value(owner, scope), self.key(key, scope), value)
            case _:
                raise UnreadError("this left side")

    def _set(self, owner: Value, name: str, value: Value) -> None:
        match owner:
            case Object(fields=fields):
                fields[name] = value
            case Tensor() if name == "data":
                new = self.run.tensor(value)
                owner.cell, owner.view, owner.shape, owner.dtype = new.cell, new.view, new.shape, new.dtype
            case Tensor() if name in PROPERTIES:
                raise UnreadError(f"`.{name} =` of an array")
            case Tensor(fields=fields):
                fields[name] = value
            case _:
                raise misfit(f"{kind_of(owner)} has no field `{name}` that could be set", owner)

    def _put(self, owner: Value, key: Value, value: Value) -> None:
        match owner:
            case Tensor():
                put(self.run, owner, key, value)
            case Listed() if isinstance(key, Slice):
                raise UnreadError("a slice of a list on the left")
            case Listed(items):
                place = self.run.whole(key)
                if not -len(items) <= place < len(items):
                    raise FailedError("index", f"the index {place} is out of range for a list of {len(items)}")
                items[place] = value
            case _:
                raise misfit(f"{kind_of(owner)} has no items that could be set", owner)

    def _change(self, node: ast.AugAssign, scope: Scope) -> None:
        """Run `x += y`: an array changes in place, whatever else names it; anything else gets a new value."""
        name = operator_name(node.op)
        match node.target:
            case ast.Subscript(value=owner, slice=key):
                base, place = self.value(owner, scope), self.key(key, scope)
                old = self.item(base, place)
                self._put(base, place, self._changed(name, old, self.value(node.value, scope)))
            case ast.Attribute(value=owner, attr=field):
                base = self.value(owner, scope)
                old = attribute(self.run, base, field)
                self._set(base, field, self._changed(name, old, self.value(node.value, scope)))
            case ast.Name(id=own):
                old = self.value(node.target, scope)
                scope.names[own] = self._changed(name, old, self.value(node.value, scope))

    def _changed(self, name: str, old: Value, value: Value) -> Value:
        match old:
            case Tensor() if name == "matmul":
                raise UnreadError("`@=`")
            case Tensor() if name in {"and", "or", "xor"}:
                require_apart(self.run, old, value)
                put(self.run, old, (), binary(self.run, name, old, value))
                return old
            case Tensor(shape=()) if self.run.library == "numpy" and not old.is_boxed:
                return binary(self.run, name, old, value)
            case Tensor():
                in_place(self.run, name, old, value)
                return old
            case Listed(items) if name == "add":
                items.extend(self.items(value))
                return old
            case _:
                return binary(self.run, name, old, value)

    # Functions.

    def call_function(self, function: Function, args: Sequence[Value], named: dict[str, Value]) -> Value:
        """Return what a function of a program returns."""
        own_line, own_program = self.run.line, self.program
        self.run.calls += 1
        if self.run.calls > MAX_CALLS:
            raise OpenError(f"more than {MAX_CALLS} functions call each other (limit MAX_CALLS)", limit="MAX_CALLS")
        scope = Scope(outer=function.scope, own=bound_in(function.node))
        self._bind(function, [*([] if function.owner is None else [function.owner]), *args], named, scope)
        try:
            self.program = function.program
            ended = self.body(function.node.body, scope)
        except RunError as error:
            if function.program != own_program:
                error.line = own_line
            raise
        finally:
            self.run.calls -= 1
            self.run.line, self.program = own_line, own_program
        return ended.value if ended is not None else None

    def _bind(self, function: Function, args: Sequence[Value], named: dict[str, Value], scope: Scope) -> None:
        given = function.node.args
        names = [one.arg for one in (*given.posonlyargs, *given.args)]
        name = function.node.name
        if len(args) > len(names):
            raise FailedError("type", f"`{name}` takes {len(names)} arguments, not {len(args)}")
        scope.names.update(zip(names, args, strict=False))
        every = [*names, *(one.arg for one in given.kwonlyargs)]
        for key, value in named.items():
            if key not in every or key in scope.names:
                raise FailedError("type", f"`{name}` has no free parameter `{key}`")
            scope.names[key] = value
        for key in every:
            if key not in scope.names:
                if key not in function.defaults:
                    raise FailedError("type", f"`{name}` lacks the argument `{key}`")
                scope.names[key] = function.defaults[key]

    def made(self, kind: Class, args: Sequence[Value], named: dict[str, Value]) -> Value:
        """Return an object of a class."""
        found = Object({}, dict(kind.methods))
        if "__init__" in kind.methods:
            self.call_function(replace(kind.methods["__init__"], owner=found), args, named)
        return found
