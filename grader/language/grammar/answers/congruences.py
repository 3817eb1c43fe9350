r"""Grammar of congruences: `a \equiv b \pmod n`, `a ≡ b (mod n)`, `a ≡ b mod n`, and `a = b mod n`, which may be one.

A congruence is read as `mod(a - b, n) = 0`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from grader.language.grammar.ahead.groups import group_or_token
from grader.language.grammar.ahead.lookahead import is_modulus
from grader.language.grammar.state import State
from grader.language.grammar.terms.sums import sum_
from grader.language.tokens import Token
from grader.language.tree import Add, Call, Const, Logic, Mul, Neg, Node, Num, Relation, Sym
from grader.wording import unreadable

_ZERO = Num(Fraction(0))
_SIGNS = frozenset({"≡", "\\equiv", "equiv"})


def congruent(state: State, values: Sequence[Node], signs: Sequence[Token]) -> Node:
    """Return the equations between values that were read up to here, as congruences where a modulus says so.

    Behind `≡` a modulus without brackets belongs to both sides, and a number in brackets may be one: `x ≡ 1 (2)`.
    Behind `=` a `mod` without brackets may be the remainder of the last side alone.
    """
    if is_modulus(state):
        return _all_congruent(state, values, _modulus(state))
    is_sign = any(state.text[sign.start : sign.end] in _SIGNS for sign in signs)
    parted = _parted(state, values[-1], may_be_factor=is_sign)
    is_settled = is_sign and not isinstance(values[-1], Mul)
    if parted is None or not (is_settled or state.choose("congruence") == 1):
        return Relation(tuple("=" for _ in signs), tuple(values))
    last, modulus = parted
    return _all_congruent(state, (*values[:-1], last), modulus)


def _modulus(state: State) -> Node:
    r"""Read `(mod n)`, `\pmod n` or `\pmod{n}`."""
    in_brackets = state.take("(")
    state.position += 1
    if not in_brackets:
        return group_or_token(state)
    modulus = sum_(state)
    state.close(")")
    return modulus


def _parted(state: State, last: Node, *, may_be_factor: bool) -> tuple[Node, Node] | None:
    """Return the last side and its modulus, where it ends with `mod n`, or with a number in brackets if asked."""
    remainder, end, sign = state.remainder
    if isinstance(remainder, Call) and end == state.position and sign == "mod":
        left, modulus = remainder.args
        if last is remainder or (isinstance(last, Call) and last.name == "mod" and last.args[1] is modulus):
            return last.args[0], modulus
        if last == Neg(remainder):
            return Neg(left), modulus
        if isinstance(last, Add) and last.terms[-1] in {remainder, Neg(remainder)}:
            term = left if last.terms[-1] == remainder else Neg(left)
            return Add((*last.terms[:-1], term)), modulus
    if may_be_factor and isinstance(last, Mul) and _ends_with_number(state) and isinstance(last.factors[-1], Num):
        rest = last.factors[:-1]
        return (rest[0] if len(rest) == 1 else Mul(rest)), last.factors[-1]
    return None


def _ends_with_number(state: State) -> bool:
    before = state.tokens[max(0, state.position - 3) : state.position]
    return [token.value for token in before[::2]] == ["(", ")"] and before[1].kind == "num"


def _all_congruent(state: State, values: Sequence[Node], modulus: Node) -> Node:
    if not _is_nonzero(state, modulus):  # what is congruent modulo 0 is equal, and has no remainder
        state.wrong(unreadable.MODULUS, state.tokens[state.position - 1])
    found = tuple(
        Relation(("=",), (Call("mod", (left if right == _ZERO else Add((left, Neg(right))), modulus)), _ZERO))
        for left, right in pairwise(values)
    )
    return found[0] if len(found) == 1 else Logic("and", found)


def _is_nonzero(state: State, node: Node) -> bool:
    """Return whether a modulus is surely not 0: a number, pi, a letter that is declared so, or a product of such."""
    match node:
        case Num(value):
            return value != 0
        case Const("pi"):
            return True
        case Neg(arg):
            return _is_nonzero(state, arg)
        case Mul(factors):
            return all(_is_nonzero(state, factor) for factor in factors)
        case Sym(name):
            symbol = state.lexicon.declared(name)
            domain = None if symbol is None else symbol.domain
            low = None if domain is None else domain.low
            return domain is not None and (domain.base == "size" or (isinstance(low, Num) and low.value > 0))
        case _:
            return False
