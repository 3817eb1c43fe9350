"""The definitions of a problem: each is a name or a function with its parameters, and may use those before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from grader.language.names import Function, Names, Symbol
from grader.language.names.functions import FUNCTIONS
from grader.language.reader.arrays import dimensions, is_array
from grader.language.tree import Call, Node, Sym, symbols
from grader.problems.declared.readings import read_formula, read_name
from grader.problems.declared.scope import Scope, take_name, used_names
from grader.problems.models import Formula
from grader.problems.question import Definition
from grader.problems.texts.located import Path
from grader.problems.texts.typed import shown
from grader.records import dataclass, replace

SIGNATURE = re.compile(r"(?P<name>[^()]*[^()^{\s])\s*\((?P<parameters>[^()]*)\)\s*$")


@dataclass(frozen=True)
class _Defined:
    """A definition before its body is read."""

    key: str
    name: str
    parameters: tuple[str, ...]
    formula: Formula

    @property
    def path(self) -> Path:
        """The path of the definition."""
        return "answer", "define", self.key


def define(scope: Scope, definitions: Mapping[str, Formula]) -> None:
    """Enter definitions in their order; each may use those before it."""
    found = [one for key, formula in definitions.items() if (one := _heading(scope, key, formula)) is not None]
    for one in found:
        _enter(scope, one)
    everything = scope.names
    later = {one.name for one in found}
    for one in found:
        body = _body(scope, one, everything, later)
        later.discard(one.name)
        if body is not None:
            scope.define[one.name] = Definition(one.parameters, body)
            everything = _with_value(scope, one, body)


def _with_value(scope: Scope, one: _Defined, body: Node) -> Names:
    """Enter whether a defined name is an array, and what it depends on; return all names."""
    if not one.parameters:
        inner = (scope.symbols[name].depends for name in symbols(body) if name in scope.symbols)
        used = symbols(body).union(*inner)
        dims = dimensions(body, scope.names)
        scope.symbols[one.name] = Symbol(one.name, array=is_array(body, scope.names), depends=used, dims=dims)
    elif is_array(body, scope.names):
        scope.functions[one.name] = Function(one.name, len(one.parameters), "array")
    elif len(one.parameters) == 1 and _is_by_entry(body, one.parameters[0]):
        scope.functions[one.name] = Function(one.name, 1, "like")
    return scope.names


def _is_by_entry(body: Node, parameter: str) -> bool:
    """Whether a function is one of numbers, or one of those of another, so that it is applied to each entry."""
    match body:
        case Call(name, (Sym(inner),)) if inner == parameter:
            return name in FUNCTIONS and not FUNCTIONS[name].arrays
        case Call(name, (inner,)):
            return name in FUNCTIONS and not FUNCTIONS[name].arrays and _is_by_entry(inner, parameter)
        case _:
            return False


def define_names(scope: Scope, headings: Iterable[str]) -> None:
    """Enter the names of definitions whose formulas are not known: `u`, `f(x, y)`."""
    for key in headings:
        one = _heading(scope, key, Formula())
        if one is not None:
            _enter(scope, one)


def _enter(scope: Scope, one: _Defined) -> None:
    if one.parameters:
        scope.functions[one.name] = Function(one.name, len(one.parameters))
    else:
        scope.symbols[one.name] = Symbol(one.name)


def _heading(scope: Scope, key: str, formula: Formula) -> _Defined | None:
    path = ("answer", "define", key)
    match = SIGNATURE.match(key.strip())
    heading, inside = (match["name"], match["parameters"]) if match else (key, None)
    name = read_name(heading, scope.faults, path)
    if name is None or not take_name(scope, name, path):
        return None
    if inside is None:
        return _Defined(key, name, (), formula)
    parameters = [read_name(text, scope.faults, path) for text in inside.split(",")]
    if None in parameters:
        return None
    if len(set(parameters)) < len(parameters):
        scope.faults.add_key(path, f"the parameters of {shown(key)} are not all different")
        return None
    return _Defined(key, name, tuple(name for name in parameters if name is not None), formula)


def _body(scope: Scope, one: _Defined, everything: Names, later: set[str]) -> Node | None:
    inner = {name: symbol for name, symbol in everything.symbols.items() if name not in one.parameters}
    inner.update((name, Symbol(name)) for name in one.parameters)
    functions = {name: each for name, each in everything.functions.items() if name not in one.parameters}
    names = replace(everything, symbols=inner, functions=functions)
    body = read_formula(one.formula, names, scope.faults, one.path)
    if body is None:
        return None
    early = sorted((used_names(body) - set(one.parameters)) & later)
    if not early:
        return body
    if one.name in early:
        scope.faults.add(one.path, f"{shown(one.name)} is used in its own definition")
    else:
        scope.faults.add(one.path, f"{shown(early[0])} is used before it is defined; a definition uses those before it")
    return None
