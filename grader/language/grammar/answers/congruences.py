r"""Grammar of congruences: `a \equiv b \pmod n`, `a ≡ b (mod n)`, `a ≡ b mod n`, and `a = b mod n`, which may be one.

A congruence is read as `mod(a - b, n) = 0`. Where a modulus stands somewhere and does not surely belong to just the
sides that were read, nothing is: `x ≡ 1 or x ≡ 3 (mod 4)`, `x = 3 ≡ 1 (mod 2)`, `x ≠ 0 mod 2`, `x ≡ 1 mod 2 * 3`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from grader.language.grammar.ahead.groups import group_or_token
from grader.language.grammar.ahead.lookahead import commas_in, is_modulus
from grader.language.grammar.numbers.factorials import is_natural
from grader.language.grammar.state import State
from grader.language.grammar.terms.sums import sum_
from grader.language.tokens import Token
from grader.language.tree import Add, Array, Call, Const, Div, Logic, Mul, Neg, Node, Num, Pow, Relation, Sym, walk
from grader.wording import unreadable

_ZERO = Num(Fraction(0))
_SIGNS = frozenset({"≡", "\\equiv", "equiv"})
_EQUALITIES = frozenset({"=", "!="})
_BRACKETS = frozenset({("(", ")"), ("[", "]")})
_DEPTH = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_RELATIONS = frozenset({"=", "!=", "<", ">", "<=", ">="})
_JOINTS = frozenset({"or", "and", ",", ";", "iff", "implies"})


def congruent(state: State, found: Relation, signs: Sequence[Token]) -> Node:
    """Return a chain of relations that was read up to here, as congruences where a modulus says so.

    Behind `≡` a modulus without brackets belongs to both sides; behind `=` it may be that of a remainder.
    """
    marked = [state.text[sign.start : sign.end] in _SIGNS for sign in signs]
    is_alike = set(found.ops) == {"="} and (len(signs) == 1 or all(marked))
    if is_modulus(state):
        if not is_alike:
            state.wrong(unreadable.CONGRUENCE, state.token)
        return _all_congruent(state, found.operands, _modulus(state))
    parted = _parted(state, found.operands[-1]) if is_alike else None
    if parted is None:
        if _is_elsewhere(state, found, signs[-1], is_congruence=any(marked)):
            state.wrong(unreadable.CONGRUENCE, signs[-1])
        return found
    last, modulus = parted
    read = _all_congruent(state, (*found.operands[:-1], last), modulus)  # refused before a reading is chosen
    if state.token.value in _JOINTS and not _relates(state, state.position):  # `x = 1 mod 4 or 3`
        state.wrong(unreadable.CONGRUENCE, signs[-1])
    return read if marked[0] or state.choose("congruence") == 1 else found


def _is_elsewhere(state: State, found: Relation, sign: Token, *, is_congruence: bool) -> bool:
    """Whether a modulus stands where it may belong to a relation that has none, of which the last sign is given.

    That of another relation, `x mod 4 = 3`, belongs to that one; a `≡` without a modulus may take any, also what
    stands in brackets alone: `x ≡ 1 (2)`, `x ≡ 1 [2]`.
    """
    places = [place for place in range(len(state.tokens)) if _is_mod(state, place)]
    if is_congruence:
        return bool(places) or _ends_in_brackets(state, found.operands[-1])
    if not set(found.ops) & _EQUALITIES:
        return False
    behind = [place for place in places if sign.start < state.tokens[place].start and place < state.position]
    if any(_depth(state, place) == _depth(state, state.tokens.index(sign)) for place in behind):
        return True
    return any(place >= state.position and not _is_left(state, place) for place in places)


def _is_mod(state: State, place: int) -> bool:
    """Whether a sign of a modulus or a remainder stands at a place, and no call `mod(a, b)`."""
    value = state.tokens[place].value
    if value != "mod" or "mod" in state.lexicon.plain:
        return value == "pmod"
    return state.tokens[place + 1].value != "(" or not commas_in(state, place + 1)


def _depth(state: State, place: int) -> int:
    return sum(_DEPTH.get(token.value, 0) for token in state.tokens[:place])


def _is_left(state: State, place: int) -> bool:
    """Whether a `mod` without brackets stands left of a relation, as in `x mod 4 = 3`: it is that side's remainder."""
    if state.tokens[place].value == "pmod" or state.tokens[place - 1].value == "(":
        return False
    return _relates(state, place)


def _relates(state: State, place: int) -> bool:
    """Whether a relation stands behind a place, before anything is joined there."""
    following = (token.value for token in state.tokens[place + 1 :])
    return next((value in _RELATIONS for value in following if value in _RELATIONS | _JOINTS), False)


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


def _ends_in_brackets(state: State, last: Node) -> bool:
    """Whether a side ends with one number or letter in brackets, behind another factor: `1 (4)`, `1 [n]`."""
    if not (isinstance(last, Mul) and isinstance(last.factors[-1], Num | Sym | Array)):
        return False
    opening, _, closing = state.tokens[state.position - 3 : state.position]
    return (opening.value, closing.value) in _BRACKETS


def _all_congruent(state: State, values: Sequence[Node], modulus: Node) -> Node:
    if not _is_nonzero(state, modulus):  # what is congruent modulo 0 is equal, and has no remainder
        state.wrong(unreadable.MODULUS, state.tokens[state.position - 1])
    is_of_integers = not any(isinstance(part, Const) for part in walk(modulus))
    if is_of_integers and not all(_is_integral(state, part) for side in (*values, modulus) for part in walk(side)):
        state.wrong(unreadable.FRACTION_IN_CONGRUENCE, state.tokens[state.position - 1])
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


def _is_integral(state: State, node: Node) -> bool:
    """Return whether a part of a side is no quotient and no inverse, which mean others there: 1/3 is 5 modulo 7."""
    match node:
        case Num(value):
            return value.denominator == 1
        case Pow(_, exp):
            return is_natural(state, exp)
        case Div():
            return False
        case _:
            return True
