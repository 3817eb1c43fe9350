r"""Grammar of products with dots: `n(n-1)\cdots(n-k+1)`, `1 \cdot 2 \cdots n`, `x_1 x_2 \cdots x_n`.

Factors that grow by one number are taken for an arithmetic progression; others follow the rule of a list with dots.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from grader.language import grammar
from grader.language.grammar.ahead.lookahead import starts_factor
from grader.language.grammar.brackets.linear import less, linear, linear_tree
from grader.language.grammar.factors.powers import power
from grader.language.grammar.state import State
from grader.language.tree import Add, Bind, Mul, Neg, Node, Num, Sym, symbols
from grader.wording import unreadable

_TIMES = frozenset({"*", "·", "×"})
_INDICES = ("i", "j", "l", "m", "r", "s")


def dots_here(state: State) -> bool:
    """Whether dots and a further factor continue a product here, with product signs around them or not."""
    place = 1 if state.at(*_TIMES) else 0
    if not state.at_place(place, "..."):
        return False
    behind = state.ahead(place + 1)
    return starts_factor(state, behind) or (behind.kind == "op" and behind.value in _TIMES)


def multiplied(state: State, given: list[Node]) -> Node:
    """Read the factors behind the dots; return the product over all factors by the rule that they follow."""
    start = state.token
    state.take(*_TIMES)
    state.position += 1
    state.take(*_TIMES)
    behind = [power(state)]
    while starts_factor(state, state.token) or state.at(*_TIMES):
        state.take(*_TIMES)
        behind.append(power(state))
    grammar.brackets.dots.check_last(state, behind[-1])
    found = _progression(state, given, behind)
    if found is None and len(behind) == 1:
        found = grammar.brackets.dots.rule_of(given, behind[0])
    if found is None:
        state.wrong(unreadable.NO_RULE_OF_FACTORS, start)
    return found


def _progression(state: State, given: list[Node], behind: list[Node]) -> Node | None:
    """Return the product of factors that grow by one whole number, which two factors on one side say."""
    before, after = [linear(node) for node in given], [linear(node) for node in behind]
    if len(given) + len(behind) < 3 or len(given) < 2:
        return None
    parts = [part for part in (*before, *after) if part is not None]
    if len(parts) < len(before) + len(after):
        return None
    step = less(parts[1], parts[0])
    pairs = [*pairwise(before), *pairwise(after)]
    if step.keys() - {""} or not step.get("") or any(less(b or {}, a or {}) != step for a, b in pairs):
        return None
    size = step[""]
    count = {name: value / size for name, value in less(parts[-1], parts[0]).items()}
    if any(value.denominator > 1 for value in count.values()) or not count.keys() - {""}:
        return None
    used = symbols(Add((*given, *behind))) | set(state.bound)
    index = next(name for name in (*_INDICES, "_i") if name not in used and state.lexicon.declared(name) is None)
    counted: Node = Sym(index) if abs(size) == 1 else Mul((Num(abs(size)), Sym(index)))
    return Bind(
        "prod", Add((given[0], counted if size > 0 else Neg(counted))), index, Num(Fraction(0)), linear_tree(count)
    )
