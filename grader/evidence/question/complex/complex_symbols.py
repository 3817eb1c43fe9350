"""Complex symbols as pairs of real ones: the setting of their parts, and points of them as complex numbers."""

from __future__ import annotations

from collections.abc import Mapping

from grader.claims.statements import Setting
from grader.evidence.errors import DeclinedError
from grader.language.domains import REAL, Variable
from grader.language.tree import TWO, Add, Node, Pow, Relation, Sym, symbols
from grader.language.tree import ZERO as NIL
from grader.records import replace
from grader.verdict import Complex, Exact, Undefined, Value

ZERO = Exact("0")


def real_setting(setting: Setting) -> tuple[Setting, Mapping[str, tuple[str, str]]]:
    """Return a setting with two real symbols for each complex one, and their names; raises DeclinedError."""
    taken = {variable.name for variable in setting.variables}
    names: dict[str, tuple[str, str]] = {}
    variables: list[Variable] = []
    nonzero: list[Node] = []
    for variable in setting.variables:
        domain = variable.domain
        if domain.base != "complex":
            variables.append(variable)
            continue
        if domain.shape or domain.members is not None or (domain.low, domain.high) != (None, None):
            raise DeclinedError
        pair = (_fresh(f"Re({variable.name})", taken), _fresh(f"Im({variable.name})", taken))
        names[variable.name] = pair
        variables += [Variable(name, REAL) for name in pair]
        if domain.nonzero:
            squares = tuple(Pow(Sym(name), TWO) for name in pair)
            nonzero.append(Relation(("!=",), (Add(squares), NIL)))
    if any(symbols(condition) & names.keys() for condition in setting.assume):
        raise DeclinedError
    return replace(setting, variables=tuple(variables), assume=(*setting.assume, *nonzero)), names


def _fresh(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "'"
    taken.add(name)
    return name


def complex_place(at: Mapping[str, Value], names: Mapping[str, tuple[str, str]]) -> dict[str, Value]:
    """Return a point with complex coordinates in place of their parts; a part that does not matter is 0."""
    parts = {part for pair in names.values() for part in pair}
    found = {
        name: as_complex(tuple([at.get(part, ZERO) for part in pair]))
        for name, pair in names.items()
        if not at.keys().isdisjoint(pair)
    }
    return {**found, **{name: value for name, value in at.items() if name not in parts}}


def as_complex(pair: tuple[Value, ...]) -> Value:
    """Return a pair of real values as a complex value; undefined where one of them is."""
    re, im = pair
    if isinstance(re, Undefined) or isinstance(im, Undefined):
        return re if isinstance(re, Undefined) else im
    return re if im == ZERO else Complex(re, im)
