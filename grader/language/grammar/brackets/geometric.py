r"""Grammar of sums with dots whose terms are products of powers and entries: `g_t + \beta g_{t-1} + … + \beta^t g_0`.

From one term to the next each exponent and each index grows by a whole number of its own; a power that a term has not
has the exponent 0 there. Two terms before the dots say how they grow, and the last one must be reached by all at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from grader.language.grammar.arrays.arrays import is_array
from grader.language.grammar.brackets.linear import Linear, less, linear, linear_tree
from grader.language.grammar.state import State
from grader.language.tree import ONE, Add, Bind, Div, Index, Mul, Neg, Node, Num, Pow, symbols

_INDICES = ("k", "i", "j", "l", "m", "r", "s")
_EXPONENT = -1  # the place of a base's exponent among the numbers that grow; its indices have those from 0
Steps = dict[tuple[Node, int], Fraction]  # by how much each of the parts of a form grows from term to term
Form = dict[tuple[Node, int], Linear]  # the exponent of each base, and the indices of each array, by their places


def summed_by_growth(state: State, given: list[Node], last: Node) -> Node | None:
    """Return the sum of terms with dots before the last one, by how their exponents and indices grow; None for none."""
    forms = [_form(term) for term in (*given, last)]
    if len(given) < 2 or any(form is None for form in forms):
        return None
    found = [form for form in forms if form is not None]
    keys = list(dict.fromkeys(key for form in found for key in form))
    bare = {base for base, _ in keys} - {base for base, place in keys if place != _EXPONENT}
    if any(is_array(state, base) for base in bare):  # whose order in a product counts
        return None
    if any(place != _EXPONENT and (base, place) not in form for base, place in keys for form in found):
        return None
    steps: Steps = {}
    for key in keys:
        grown = [less(after.get(key, {}), before.get(key, {})) for before, after in pairwise(found[:-1])]
        if grown[0].keys() - {""} or any(one != grown[0] for one in grown):
            return None
        steps[key] = grown[0].get("", Fraction(0))
        if steps[key] and isinstance(key[0], Num):  # `1 + 2 + … + 2^n` may be all numbers between
            return None
    if not _agree(found, steps):
        return None
    return _sum(found, steps, _free_index(state, given, last))


def arithmetic(state: State, given: list[Node], last: Node) -> Node | None:
    """Return the sum of terms that grow by one whole number, `1 + 3 + … + (2n - 1)`; None for others.

    Between numbers alone, `10 + 9 + … + 1`, they fall by 1: of other steps nobody can tell, `2 + 4 + … + 32`.
    """
    terms = [linear(term) for term in (*given, last)]
    if len(given) < 2 or None in terms:
        return None
    numbers = [term for term in terms if term is not None]
    steps = [less(after, before) for before, after in pairwise(numbers[:-1])]
    step = steps[0].get("", Fraction(0))
    if not step or steps[0].keys() - {""} or any(one != steps[0] for one in steps):
        return None
    count = {name: value / step for name, value in less(numbers[-1], numbers[0]).items()}
    falls = step == -1 and count.get("", 0) >= len(given)
    if not (count.keys() - {""} or falls) or any(value.denominator > 1 for value in count.values()):
        return None
    index = _free_index(state, given, last)
    body = _number(less(numbers[0], {index: -step}))
    return Bind("sum", body, index, Num(Fraction(0)), _number(count))


def _free_index(state: State, given: list[Node], last: Node) -> str:
    used = symbols(Add((*given, last))) | set(state.bound)
    return next((name for name in _INDICES if name not in used and state.lexicon.declared(name) is None), "_k")


def _agree(forms: list[Form], steps: Steps) -> bool:
    """Whether all parts of the last term are as many whole steps away from the first one, a number of letters."""
    counts = []
    for key, step in steps.items():
        whole = less(forms[-1].get(key, {}), forms[0].get(key, {}))
        if step == 0 and whole:
            return False
        if step:
            counts.append({name: value / step for name, value in whole.items()})
    if not counts or any(one != counts[0] for one in counts) or not counts[0].keys() - {""}:
        return False
    return all(value.denominator == 1 for value in counts[0].values())


def _form(term: Node) -> Form | None:
    """Return a term as a product of powers and entries; None for any other, or where a base occurs twice."""
    form: Form = {}
    for base, exponent in _factors(term, Fraction(1)):
        power = linear(exponent)
        parts = [linear(index) for index in base.indices] if isinstance(base, Index) else []
        name = base.base if isinstance(base, Index) else base
        if power is None or None in parts or (name, _EXPONENT) in form or isinstance(name, Index):
            return None
        form[name, _EXPONENT] = power
        form |= {(name, place): part for place, part in enumerate(parts) if part is not None}
    return form


def _factors(term: Node, sign: Fraction) -> Iterator[tuple[Node, Node]]:
    """Yield the factors of a product or quotient with their exponents; the number 1 is none."""
    match term:
        case Mul(factors):
            for factor in factors:
                yield from _factors(factor, sign)
        case Div(over, under):
            yield from _factors(over, sign)
            yield from _factors(under, -sign)
        case Pow(base, exponent):
            yield base, exponent if sign > 0 else Neg(exponent)
        case Num(Fraction(numerator=1, denominator=1)):
            return
        case _:
            yield term, Num(sign)


def _sum(forms: list[Form], steps: Steps, index: str) -> Node:
    """Return the sum over what grows or falls by one, an array's index before an exponent; else over the steps."""
    leads = [key for key in steps if abs(steps[key]) == 1]
    lead = min(leads, key=lambda key: key[1] == _EXPONENT, default=None)
    if lead is None:
        key = next(key for key in steps if steps[key])
        whole = less(forms[-1].get(key, {}), forms[0].get(key, {}))
        ends: list[Linear] = [{}, {name: value / steps[key] for name, value in whole.items()}]
        gone: Linear = {index: Fraction(1)}
    else:
        ends = [form.get(lead, {}) for form in (forms[0], forms[-1])][:: int(steps[lead])]
        gone = _times(less({index: Fraction(1)}, forms[0].get(lead, {})), steps[lead])
    grown = {key: less(forms[0].get(key, {}), _times(gone, -step)) for key, step in steps.items()}
    return Bind("sum", _body(grown), index, _number(ends[0]), _number(ends[1]))


def _body(form: Form) -> Node:
    """Return the product of powers and entries of a form."""
    factors: list[Node] = []
    for base in (base for base, place in form if place == _EXPONENT):
        places = sorted(place for other, place in form if other == base and place != _EXPONENT)
        entry = Index(base, tuple(_number(form[base, place]) for place in places)) if places else base
        exponent = _number(form[base, _EXPONENT])
        factors.append(entry if exponent == ONE else Pow(entry, exponent))
    return factors[0] if len(factors) == 1 else Mul(tuple(factors))


def _times(number: Linear, factor: Fraction) -> Linear:
    return {name: value * factor for name, value in number.items() if factor}


def _number(number: Linear) -> Node:
    return linear_tree(number) if number else Num(Fraction(0))
