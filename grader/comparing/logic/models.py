"""Two formulas are decided by all models that count, and looked at again by another path.

Letters have a table of truth; predicates of one argument cannot tell elements of one kind apart, so that models with
one element of each kind count. Of other predicates a proof is one normal form, and a difference is a model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain, combinations, product
from typing import TypeVar

from grader.comparing.logic.formulas import (
    CONNECTIVES,
    Formula,
    free_variables,
    joined,
    letters_of,
    normal,
    predicates_of,
)
from grader.records import dataclass, field

MAX_LETTERS = 8  # in a table of truth
MAX_PREDICATES = 3  # of one argument: 255 models
MAX_MODELS = 8_192  # that are looked at
MAX_ELEMENTS = 2  # of a model for predicates of several arguments
MAX_ROWS = 12  # of elements, of which all predicates of a model say whether they hold
MAX_QUANTIFIERS = 3  # within each other
MAX_FREE = 2  # variables that no quantifier binds

Row = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True)
class Model:
    """The letters that are true, and for each predicate the rows of elements of which it is true."""

    elements: tuple[str, ...]
    letters: frozenset[str] = frozenset()
    holds: Mapping[str, frozenset[Row]] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)  # elements that free variables are


def truth(formula: Formula, model: Model, at: Mapping[str, str]) -> bool:
    """Return whether a formula holds in a model, with elements for variables."""
    if formula.op in CONNECTIVES:
        one, other = formula.parts
        return joined(formula.op, truth(one, model, at), truth(other, model, at))
    match formula.op:
        case "letter":
            return formula.name in model.letters
        case "pred":
            return tuple([at[term] for term in formula.terms]) in model.holds[formula.name]
        case "not":
            return not truth(formula.parts[0], model, at)
        case "all":
            return all(truth(formula.parts[0], model, {**at, formula.name: one}) for one in model.elements)
        case "some":
            return any(truth(formula.parts[0], model, {**at, formula.name: one}) for one in model.elements)
        case _:
            return formula.op == "true"


def decided(one: Formula, other: Formula) -> tuple[bool | None, Model | None]:
    """Return whether two formulas are the same, None where it stays open; and a model in which they are not."""
    predicates = predicates_of(one, other)
    names = [name for name, _ in predicates]
    letters = letters_of(one, other)
    is_unclear = len(set(names)) != len(names) or bool(set(names) & set(letters))
    if is_unclear or len(letters) > MAX_LETTERS or max(_quantified(one), _quantified(other)) > MAX_QUANTIFIERS:
        return None, None
    if len(free_variables(one) | free_variables(other)) > MAX_FREE:
        return None, None
    if all(count == 1 for _, count in predicates) and len(names) <= MAX_PREDICATES:
        count = (2**2 ** len(names) - 1) << len(letters)
        return _by_kinds(one, other, names, letters) if count <= MAX_MODELS else (None, None)
    same = normal(one) == normal(other)
    found = next(_differing(one, other, _small_models(predicates, letters)), None)
    if found is not None:
        return (None, None) if same else (False, found)
    return (True if same else None), None


def _quantified(formula: Formula) -> int:
    """Return how many quantifiers stand within each other."""
    return (formula.op in {"all", "some"}) + max(map(_quantified, formula.parts), default=0)


def _by_kinds(
    one: Formula, other: Formula, names: Sequence[str], letters: Sequence[str]
) -> tuple[bool | None, Model | None]:
    found = next(_differing(one, other, _models_of_kinds(names, letters)), None)
    if found is not None:
        return False, found
    return (True if agree_again(one, other) else None), None


def _differing(one: Formula, other: Formula, models: Iterator[Model]) -> Iterator[Model]:
    """Yield the models in which two formulas differ, for some elements that their free variables are."""
    free = sorted(free_variables(one) | free_variables(other))
    for count, model in enumerate(models):
        if count >= MAX_MODELS:
            return
        for values in product(model.elements, repeat=len(free)):
            at = dict(zip(free, values, strict=True))
            if truth(one, model, at) is not truth(other, model, at):
                yield Model(model.elements, model.letters, model.holds, at)


def _models_of_kinds(names: Sequence[str], letters: Sequence[str]) -> Iterator[Model]:
    """Yield the models with one element of each kind that there is; without predicates there is one kind."""
    kinds = list(product((False, True), repeat=len(names)))
    for chosen in chain.from_iterable(combinations(kinds, size) for size in range(1, len(kinds) + 1)):
        elements = tuple(str(number + 1) for number in range(len(chosen)))
        holds = {
            name: frozenset((one,) for one, kind in zip(elements, chosen, strict=True) if kind[place])
            for place, name in enumerate(names)
        }
        yield from (Model(elements, true, holds) for true in _subsets(letters))


def _small_models(predicates: Sequence[tuple[str, int]], letters: Sequence[str]) -> Iterator[Model]:
    """Yield all models with few elements."""
    for size in range(1, MAX_ELEMENTS + 1):
        elements = tuple(str(number + 1) for number in range(size))
        if sum(size**count for _, count in predicates) > MAX_ROWS:
            return
        rows = {name: list(product(elements, repeat=count)) for name, count in predicates}
        for true in _subsets(letters):
            for chosen in product(*(list(_subsets(rows[name])) for name, _ in predicates)):
                holds = {name: one for (name, _), one in zip(predicates, chosen, strict=True)}
                yield Model(elements, true, holds)


def _subsets(items: Sequence[T]) -> Iterator[frozenset[T]]:
    return map(frozenset, chain.from_iterable(combinations(items, size) for size in range(len(items) + 1)))


# The other path: polynomials modulo 2, of which each letter and each predicate of an element is a variable.

Polynomial = frozenset[frozenset[str]]
ONE: Polynomial = frozenset({frozenset()})
MAX_TERMS = 4_096  # of a polynomial modulo 2
SIZES = (1, 2, 3)  # numbers of elements over which quantifiers are multiplied out


class TooLongError(Exception):
    """A polynomial with more terms than `MAX_TERMS`."""


def agree_again(one: Formula, other: Formula) -> bool:
    """Return whether two formulas are the same polynomials modulo 2, with quantifiers over few elements."""
    free = sorted(free_variables(one) | free_variables(other))
    try:
        return all(
            _polynomial(one, at, size) == _polynomial(other, at, size)
            for size in SIZES
            for values in product(range(size), repeat=len(free))
            for at in [dict(zip(free, values, strict=True))]
        )
    except TooLongError:
        return False


def _polynomial(formula: Formula, at: Mapping[str, int], size: int) -> Polynomial:
    match formula.op:
        case "all" | "some":
            is_all = formula.op == "all"
            parts = [_polynomial(formula.parts[0], {**at, formula.name: one}, size) for one in range(size)]
            whole = reduce(_times, parts if is_all else [part ^ ONE for part in parts])
            return whole if is_all else whole ^ ONE
        case "letter":
            return frozenset({frozenset({formula.name})})
        case "pred":
            row = ",".join(str(at[term]) for term in formula.terms)
            return frozenset({frozenset({f"{formula.name}({row})"})})
        case "true":
            return ONE
        case "false":
            return frozenset()
        case _:
            return _of_connective(formula.op, [_polynomial(part, at, size) for part in formula.parts])


def _of_connective(op: str, parts: Sequence[Polynomial]) -> Polynomial:
    if op == "not":
        return parts[0] ^ ONE
    one, other = parts
    match op:
        case "and":
            return _times(one, other)
        case "or":
            return one ^ other ^ _times(one, other)
        case "implies":
            return ONE ^ one ^ _times(one, other)
        case "iff":
            return ONE ^ one ^ other
        case _:
            return one ^ other


def _times(one: Polynomial, other: Polynomial) -> Polynomial:
    if len(one) * len(other) > MAX_TERMS:
        raise TooLongError
    found = set[frozenset[str]]()
    for first in one:
        for second in other:
            found ^= {first | second}
    return frozenset(found)
