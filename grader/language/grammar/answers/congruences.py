r"""Grammar of congruences: `a \equiv b \pmod n`, `a ≡ b (mod n)`, `a ≡ b mod n`, and `a = b mod n`, which may be one.

A congruence is read as `mod(a - b, n) = 0`. Where a modulus does not surely belong to just the sides that stand before
it, `moduli` has refused the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from grader.language.grammar.ahead.groups import group_or_token
from grader.language.grammar.ahead.lookahead import is_modulus
from grader.language.grammar.answers.segments import SIGNS
from grader.language.grammar.numbers.factorials import is_natural
from grader.language.grammar.state import State
from grader.language.grammar.terms.sums import sum_
from grader.language.tokens import Token
from grader.language.tree import ONE, ZERO, Add, Call, Const, Div, Logic, Mul, Neg, Node, Num, Pow, Relation, Sym, walk
from grader.wording import unreadable

# Functions whose values are whole numbers for whole numbers.
_WHOLE = frozenset({"mod", "floor", "ceil", "round", "factorial", "binom", "gcd", "lcm", "abs", "sign", "max", "min"})
_SIDES = (Num, Sym, Add, Mul, Neg, Pow, Call)


def congruent(state: State, found: Relation, signs: Sequence[Token]) -> Node:
    """Return a chain of relations that was read up to here, as congruences where a modulus says so.

    Behind `≡` a modulus without brackets belongs to both sides; behind `=` it may be that of a remainder.
    """
    if is_modulus(state):
        return _all_congruent(state, found.operands, _modulus(state))
    parted = _parted(state, found.operands[-1]) if set(found.ops) == {"="} else None
    is_marked = state.text[signs[0].start : signs[0].end] in SIGNS
    if parted is None:
        remainder, end, _ = state.remainder
        if remainder is not None and (is_marked or end == state.position):  # `x ≡ --3 mod 7`
            state.unsettled(unreadable.CONGRUENCE, signs[0])
        return found
    last, modulus = parted
    read = _all_congruent(state, (*found.operands[:-1], last), modulus)  # refused before a reading is chosen
    return read if is_marked or state.choose("congruence") == 1 else found


def _modulus(state: State) -> Node:
    r"""Read `(mod n)`, `\pmod n` or `\pmod{n}`."""
    in_brackets = state.take("(")
    state.position += 1
    if not in_brackets:
        return group_or_token(state)
    modulus = sum_(state)
    state.close(")")
    return modulus


def _parted(state: State, last: Node) -> tuple[Node, Node] | None:
    """Return the last side and its modulus, where it ends with `mod n`; else None."""
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
    return None


def _all_congruent(state: State, values: Sequence[Node], modulus: Node) -> Node:
    if not _is_nonzero(state, modulus):  # what is congruent modulo 0 is equal, and has no remainder
        state.unsettled(unreadable.MODULUS, state.tokens[state.position - 1])
    is_of_integers = not any(isinstance(part, Const) for part in walk(modulus))
    if is_of_integers and not all(_is_integral(state, part) for side in (*values, modulus) for part in walk(side)):
        state.unsettled(unreadable.FRACTION_IN_CONGRUENCE, state.tokens[state.position - 1])
    found = tuple(
        Relation(("=",), (Call("mod", (left if right == ZERO else Add((left, Neg(right))), modulus)), ZERO))
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


def _is_integral(state: State, node: Node) -> bool:
    """Return whether a part of a side is whole: quotients and roots mean others modulo a number, 1/3 is 5 modulo 7."""
    match node:
        case Num():
            return _is_whole(node)
        case Pow(_, exp):
            return is_natural(state, exp)
        case Call(name):
            return name in _WHOLE
        case _:
            return isinstance(node, _SIDES)


def has_inverse(tree: Node) -> bool:
    """Return whether a remainder of a quotient or of an inverse by a number is taken, `3^{-1} mod 7`: it may be 5."""
    return any(
        isinstance(node, Call)
        and node.name == "mod"
        and not _is_real(node)
        and any(map(_is_inverse, walk(node.args[0])))
        for node in walk(tree)
    )


def _is_real(remainder: Call) -> bool:
    """Whether a remainder is one of real numbers: by 1, by a multiple of pi, or by a number that is not whole."""
    modulus = remainder.args[1]
    return modulus == ONE or not all(_is_whole(part) for part in walk(modulus) if isinstance(part, Const | Num))


def _is_whole(number: Const | Num) -> bool:
    return isinstance(number, Num) and number.value.denominator == 1


def _is_inverse(node: Node) -> bool:
    match node:
        case Div():
            return True
        case Pow(_, Neg() | Num() as exp):
            return isinstance(exp, Neg) or exp.value < 0
        case _:
            return False
