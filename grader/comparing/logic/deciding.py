"""Two texts as formulas of logic or of sets: the same, different, or open where books read them in several ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

from grader.comparing.logic import doubts
from grader.comparing.logic.formulas import (
    ALL,
    FALSE,
    SOME,
    TRUE,
    Formula,
    free_variables,
    letters_of,
    walk,
    with_constant,
)
from grader.comparing.logic.grammar import ELEMENT, Way, has_sets, is_set, read_circuit, read_formula, ways_of
from grader.comparing.logic.models import Model, decided, truth
from grader.verdict import Evidence, Exact, Point, Proof, Truth, Unknown, Value
from grader.wording import open_reasons

METHOD = "models"
MAX_PAIRS = 16  # pairs of readings of the two sides
MIN_LETTERS = 2  # of a formula of Boolean algebra
# Letters that may stand for all there is, or for what is always true or false.
EVERYTHING = frozenset({"U", "Omega", "S", "X", "E", "M", "G"})
_CONSTANTS = {"T": TRUE, "F": FALSE, "t": TRUE, "f": FALSE, "W": TRUE, "V": TRUE}
Pair = tuple[Formula, Formula]


def of_formulas(left: str, right: str) -> Evidence | None:
    """Return evidence whether two texts are the same formula of logic or the same set; None for other texts."""
    of_sets = has_sets(left) or has_sets(right)
    pairs = dict.fromkeys(
        pair for way in ways_of(left, right) if (pair := _read(left, right, way, of_sets=of_sets)) is not None
    )
    if not pairs or not any(part.parts for pair in pairs for part in pair):
        return None
    if len(pairs) > MAX_PAIRS:
        return Unknown(open_reasons.FORMULAS_IN_WAYS)
    found = [_evidence(pair, of_sets) for pair in pairs]
    if len({type(one) for one in found}) > 1:
        return Unknown(open_reasons.FORMULAS_IN_WAYS)
    if any(type(_evidence(closed, of_sets)) is not type(found[0]) for closed in filter(None, map(_for_all, pairs))):
        return Unknown(open_reasons.LETTERS_FOR_ALL)
    if isinstance(found[0], Point) and of_sets and _are_one_closure(left, right):
        return Unknown(open_reasons.BAR_OF_CLOSURE)
    return doubts.beside_doubts(left, right, found[0])


def _are_one_closure(left: str, right: str) -> bool:
    r"""Whether two sets are the same without bars, as `\overline{A \cup B}`, which may be a closure."""
    one, other = (doubts.without_bars(text) for text in (left, right))
    if (one, other) == (left, right):
        return False
    pairs = [_read(one, other, way, of_sets=True) for way in ways_of(one, other)]
    return any(decided(*pair)[0] is not False for pair in pairs if pair is not None)


def _for_all(pair: Pair) -> Pair | None:
    """Return two formulas of all elements that their free letters may be; None where they have none."""
    free = [sorted(free_variables(part) - {ELEMENT}) for part in pair]
    if not any(free):
        return None
    one, other = (
        reduce(lambda part, name: Formula(ALL, (part,), name), names, part)
        for part, names in zip(pair, free, strict=True)
    )
    return one, other


def are_one_circuit(left: str, right: str) -> bool:
    r"""Whether two texts are the same in Boolean algebra, `A + AB` and `A`, as sums and products of capitals."""
    one, other = read_circuit(left), read_circuit(right)
    if one is None or other is None or len(letters_of(one, other)) < MIN_LETTERS:
        return False
    return decided(one, other)[0] is True


def _read(left: str, right: str, way: Way, *, of_sets: bool) -> Pair | None:
    one, other = read_formula(left, way, of_sets=of_sets), read_formula(right, way, of_sets=of_sets)
    if one is None or other is None:
        return None
    if of_sets and is_set(one) is not is_set(other) and not {one, other} & {TRUE, FALSE}:
        return None  # a set beside what is said of sets
    return one, other


def _evidence(pair: Pair, of_sets: bool) -> Evidence:
    same, model = decided(*pair)
    if same is None:
        return Unknown(open_reasons.FORMULAS_UNDECIDED)
    if model is None:
        return Proof(METHOD)
    for name, constant in _meanings(pair, of_sets).items():
        other, _ = decided(*(with_constant(part, name, constant) for part in pair))
        if other is not False:
            return Unknown(open_reasons.LETTER_MAY_BE_CONSTANT.format(letter=name))
    return _shown(pair, model)


def _meanings(pair: Pair, of_sets: bool) -> Mapping[str, Formula]:
    """Return the letters of two formulas that may be constants."""
    names = {part.name for formula in pair for part in walk(formula) if part.op in {"pred", "letter"}}
    if of_sets:
        return dict.fromkeys(sorted(names & EVERYTHING), TRUE)
    return {name: _CONSTANTS[name] for name in sorted(names & _CONSTANTS.keys())}


def _shown(pair: Pair, model: Model) -> Point:
    """Return a model in which two formulas differ, as a point."""
    one, other = pair
    names = {part.name for formula in pair for part in walk(formula) if part.op == "letter"}
    at: dict[str, Value] = {name: Truth(name in model.letters) for name in sorted(names)}
    for name, rows in sorted(model.holds.items()):
        at[name] = Exact(_set([row[0] if len(row) == 1 else f"({', '.join(row)})" for row in sorted(rows)]))
    at |= {name: Exact(value) for name, value in model.named.items() if name != ELEMENT}
    if any(part.op in (ALL, SOME) for formula in pair for part in walk(formula)):
        at["elements"] = Exact(_set(model.elements))
    return Point(at, _value(one, model), _value(other, model), METHOD)


def _value(formula: Formula, model: Model) -> Value:
    """Return what a formula is in a model: true or false, or a set of elements."""
    if ELEMENT in model.named:
        return Exact(_set([one for one in model.elements if truth(formula, model, {**model.named, ELEMENT: one})]))
    return Truth(truth(formula, model, {name: model.named[name] for name in free_variables(formula)}))


def _set(items: Iterable[str]) -> str:
    return "{" + ", ".join(items) + "}"
