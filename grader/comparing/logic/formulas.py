"""Formulas: letters that are true or false, predicates of elements, connectives and quantifiers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader.records import dataclass, replace

ALL, SOME = "all", "some"
CONNECTIVES = frozenset({"and", "or", "implies", "iff", "xor"})


@dataclass(frozen=True)
class Formula:
    """A connective with its parts; `name` is a letter's, a predicate's, or the variable of a quantifier.

    `terms` are the arguments of a predicate. Without parts, `op` is `letter`, `pred`, `true` or `false`.
    """

    op: str
    parts: tuple[Formula, ...] = ()
    name: str = ""
    terms: tuple[str, ...] = ()


TRUE, FALSE = Formula("true"), Formula("false")


def walk(formula: Formula) -> Iterator[Formula]:
    """Yield a formula and all of its parts."""
    yield formula
    for part in formula.parts:
        yield from walk(part)


def letters_of(*formulas: Formula) -> list[str]:
    """Return the letters that are true or false."""
    return sorted({one.name for formula in formulas for one in walk(formula) if one.op == "letter"})


def predicates_of(*formulas: Formula) -> list[tuple[str, int]]:
    """Return the predicates with the numbers of their arguments."""
    return sorted({(one.name, len(one.terms)) for formula in formulas for one in walk(formula) if one.op == "pred"})


def free_variables(formula: Formula, bound: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the variables that no quantifier binds."""
    if formula.op == "pred":
        return frozenset(formula.terms) - bound
    inner = bound | {formula.name} if formula.op in (ALL, SOME) else bound
    return frozenset[str]().union(*(free_variables(part, inner) for part in formula.parts))


def with_constant(formula: Formula, name: str, constant: Formula) -> Formula:
    """Return a formula where a letter, or a predicate, is always true or always false."""
    if formula.name == name and formula.op in {"pred", "letter"}:
        return constant
    return replace(formula, parts=tuple(with_constant(part, name, constant) for part in formula.parts))


def joined(op: str, one: bool, other: bool) -> bool:
    """Return the truth of two parts that a connective joins."""
    match op:
        case "and":
            return one and other
        case "or":
            return one or other
        case "implies":
            return not one or other
        case "iff":
            return one is other
        case _:
            return one is not other


def normal(formula: Formula, negated: bool = False, names: Mapping[str, str] | None = None) -> Formula:
    """Return a formula with negations at letters and predicates only, and variables named by their depth.

    What it does is what De Morgan's rules say, so that two formulas with one normal form are the same.
    """
    names = names or {}
    match formula.op:
        case "not":
            return normal(formula.parts[0], not negated, names)
        case "true" | "false":
            return TRUE if (formula.op == "true") is not negated else FALSE
        case "all" | "some":
            op = formula.op if not negated else (SOME if formula.op == ALL else ALL)
            variable = f"v{len(names)}"
            return Formula(op, (normal(formula.parts[0], negated, {**names, formula.name: variable}),), variable)
        case "implies":
            one, other = formula.parts
            return normal(Formula("or", (Formula("not", (one,)), other)), negated, names)
        case "and" | "or":
            op = formula.op if not negated else ("or" if formula.op == "and" else "and")
            parts = tuple(normal(part, negated, names) for part in formula.parts)
            return Formula(op, tuple(sorted(parts, key=repr)))
        case "iff" | "xor":
            op = formula.op if not negated else ("xor" if formula.op == "iff" else "iff")
            return Formula(op, tuple(sorted((normal(part, False, names) for part in formula.parts), key=repr)))
        case _:
            plain = Formula(formula.op, (), formula.name, tuple(names.get(term, term) for term in formula.terms))
            return Formula("not", (plain,)) if negated else plain
