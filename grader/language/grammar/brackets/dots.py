"""Grammar of lists and sums with dots: `[x_1, …, x_n]`, `[x_2 - x_1, x_3 - x_1, …, x_K - x_1]`, `1^2 + 2^2 + … + n^2`.

The first and the last entry differ in one number, which counts; the entries before the dots must follow the same rule.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from grader.language import grammar
from grader.language.grammar.ahead.items import DOTS
from grader.language.grammar.brackets.calculated import calculated
from grader.language.grammar.brackets.linear import less, linear
from grader.language.grammar.state import State
from grader.language.tokens import Token
from grader.language.tree import (
    ONE,
    Add,
    Bind,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    children,
    rebuild,
    substitute,
    symbols,
    walk,
)
from grader.wording import unreadable

FEWEST = 3  # terms before the dots
FIRSTS = range(3)  # where the letter may begin
_INDEX = "k"
_NO_RULE = unreadable.NO_RULE_SEEN_ENTRIES


def continued(state: State, items: list[Node], start: Token) -> Node:
    """Return the array of a list in which dots stand before the last entry, by the rule that all its entries follow."""
    given, behind = items[: items.index(DOTS)], items[items.index(DOTS) + 1 :]
    found = _rule(given[0], behind[0]) if given and len(behind) == 1 and behind != [DOTS] else None
    if found is None:
        state.wrong(_NO_RULE, start)
    body, low, high = found
    if isinstance(high, Num) and high.value - low.value < len(given):
        state.wrong(_NO_RULE, start)  # `[1/n, 2/n, …, 2/n]`: the last entry stands before the dots already
    for step, item in enumerate(given):
        if substitute(body, {_INDEX: Num(low.value + step)}) != item:
            state.wrong(_NO_RULE, start)
    return Bind("array", body, _INDEX, low, high)


def summed(state: State, given: list[Node], last: Node, start: Token) -> Node:
    """Return the sum of terms in which dots stand before the last one, by the rule that all of them follow."""
    found = _rule(given[0], last)
    if found is not None and _follows(given, found) and _counts(found, len(given)):
        return Bind("sum", found[0], _INDEX, found[1], found[2])
    before = Pow(given[-1], ONE) if isinstance(last, Pow) and last.base == given[-1] else given[-1]
    found = _rule(before, last)  # `1 + x + x^2 + … + x^n`
    if found is not None and (len(given) > 2 or not all(isinstance(item, Num) for item in given)):
        body, low, high = found
        found = body, Num(low.value - len(given) + 1), high
        if low.value >= len(given) - 1 and _follows(given, found) and _counts(found, len(given)):
            return Bind("sum", body, _INDEX, found[1], high)
    if (found_between := _between_letters(given, last)) is not None:
        return found_between
    growing = grammar.brackets.geometric
    by_growth = growing.summed_by_growth(state, given, last) or growing.arithmetic(state, given, last)
    by_growth = by_growth or _summed_by_values(given, last) or grammar.brackets.progressions.summed(given, last)
    if by_growth is not None:
        return by_growth
    state.wrong(unreadable.NO_RULE_SEEN_TERMS, start)


def check_last(state: State, last: Node) -> None:
    """Refuse a number behind the last term by a sign, `1 + 2 + … + n - 1`: it may be a part of that term."""
    before, behind = state.tokens[state.position - 1], state.ahead()
    is_bare = before.kind == "word" and linear(last) is not None and bool(symbols(last))
    if is_bare and state.at("+", "-") and behind.kind == "num":
        state.wrong(unreadable.PART_OF_LAST_TERM, state.token)


def goes_on(given: list[Node], last: Node, more: Node) -> bool:
    """Whether what is added to a sum with dots is its next term, as the 1 of `(n - 1) + (n - 2) + … + 2 + 1`."""
    terms = [linear(term) for term in (*given, last, more)]
    numbers = [term for term in terms if term is not None]
    if len(given) < 2 or len(numbers) < len(terms):
        return False
    *steps, _, following = (less(after, before) for before, after in pairwise(numbers))
    return following.keys() == {""} and all(step == following for step in steps)


def _between_letters(given: list[Node], last: Node) -> Node | None:
    """Return the sum of terms that begin at a letter: `1/(n+1) + … + 1/(2n)`; None where no such rule is seen.

    What counts grows by 1 from term to term. Where one term alone says so, the last one is a letter further on.
    """
    ends = set(_differences(given[0], last))
    if len(ends) != 1 or _INDEX in symbols(given[0]) | symbols(last):
        return None
    ((low, high),) = ends
    first, end = linear(low), linear(high)
    count = None if first is None or end is None else less(end, first)
    if first is None or not symbols(low) or not count or set(count) <= {""}:
        return None
    sizes = [value for name, value in count.items() if name]
    if any(value.denominator > 1 for value in sizes) or (len(given) == 1 and (sizes != [1] or low == given[0])):
        return None
    body = _general(given[0], last)
    for step, item in enumerate(given[1:], 1):
        pairs = set(_differences(body, item))
        (counted, part), *others = pairs or {(body, body)}
        grown = linear(part)
        if others or counted != Sym(_INDEX) or grown is None or less(grown, first) != {"": step}:
            return None
    return Bind("sum", body, _INDEX, low, high)


def rule_of(given: list[Node], last: Node) -> Node | None:
    """Return the product of factors in which dots stand before the last one, by their rule; None where none is seen."""
    found = _rule(given[0], last)
    if found is None or not _follows(given, found) or not _counts(found, len(given)):
        return None
    return Bind("prod", found[0], _INDEX, found[1], found[2])


def _follows(given: list[Node], found: tuple[Node, Num, Node]) -> bool:
    body, low, _ = found
    return all(
        _plain(substitute(body, {_INDEX: Num(low.value + step)})) == _plain(item) for step, item in enumerate(given)
    )


def _counts(found: tuple[Node, Num, Node], count: int) -> bool:
    """Return whether the last index is a number, letters or a sum of them, and enough terms say what counts.

    A number must lie behind the terms before the dots: nobody writes `1 + 2 + 3 + … + 2`.
    """
    body, low, high = found
    simple = all(isinstance(part, Num | Sym | Add | Neg | Mul) for part in walk(high))
    if not symbols(high) and ((last := calculated(high)) is None or last.denominator > 1 or last - low.value < count):
        return False
    return simple and (count > 1 or body != Sym(_INDEX))


def _plain(node: Node) -> Node:
    """Return a term without the exponents 0 and 1 and the factor 1."""
    match rebuild(node, _plain):
        case Pow(base, Num(Fraction(numerator=1, denominator=1))):
            return base
        case Pow(_, Num(Fraction(numerator=0))):
            return ONE
        case Mul(factors) if ONE in factors:
            rest = tuple(factor for factor in factors if factor != ONE)
            return Mul(rest) if len(rest) > 1 else rest[0] if rest else ONE
        case Div(num, den) if den == ONE:
            return num
        case other:
            return other


def _rule(first: Node, last: Node) -> tuple[Node, Num, Node] | None:
    """Return a body with an index, its first and its last value, where two entries differ in a number alone."""
    pairs = set(_differences(first, last))
    if len(pairs) != 1 or _INDEX in symbols(first) | symbols(last):
        return None
    ((low, high),) = pairs
    if not isinstance(low, Num) or low.value.denominator != 1:
        return None
    return _general(first, last), low, high


def _differences(first: Node, last: Node) -> list[tuple[Node, Node]]:
    """Return the parts in which two trees of one form differ."""
    if first == last:
        return []
    below, above = children(first), children(last)
    if type(first) is not type(last) or not below or len(below) != len(above) or isinstance(first, Num):
        return [(first, last)]
    if rebuild(first, lambda child: ONE) != rebuild(last, lambda child: ONE):
        return [(first, last)]
    return [pair for sides in zip(below, above, strict=True) for pair in _differences(*sides)]


def _general(first: Node, last: Node) -> Node:
    """Return the first tree with the index in the place of what differs."""
    if first == last:
        return first
    if _differences(first, last) == [(first, last)]:
        return Sym(_INDEX)
    others = iter(children(last))
    return rebuild(first, lambda child: _general(child, next(others)))


def _summed_by_values(given: list[Node], last: Node) -> Node | None:
    """Return the sum of terms of which those before the dots are numbers, by the rule of the last one, if any.

    `1 + 4 + 9 + … + n^2`: with 0, 1 or 2 in the place of its letter, and the next numbers, the last term gives the
    others. Three terms are wanted, as `1 + 2 + … + 2^n` may be all numbers between.
    """
    values = [calculated(term) for term in given]
    letters = symbols(last)
    if len(given) < FEWEST or None in values or len(letters) != 1:
        return None
    (letter,) = letters
    for first in FIRSTS:
        places = (Num(Fraction(first + step)) for step in range(len(given)))
        if all(
            calculated(substitute(last, {letter: place})) == value for place, value in zip(places, values, strict=True)
        ):
            index = "k" if letter != "k" else "j"
            return Bind("sum", substitute(last, {letter: Sym(index)}), index, Num(Fraction(first)), Sym(letter))
    return None
