"""Grammar of entries: what stands behind the name of an array, as digits or as a subscript."""

from __future__ import annotations

from fractions import Fraction

from grader.language.grammar.ahead.groups import cut_word, index_or_group
from grader.language.grammar.ahead.items import items
from grader.language.grammar.arrays.arrays import rank_of
from grader.language.grammar.state import State
from grader.language.names.lexicon import pieces
from grader.language.tokens import Token
from grader.language.tree import Index, Mul, Node, Num, Sym
from grader.wording import unreadable

_FIRST_NUMBERS = ("1", "2")


def array_entry(state: State, token: Token) -> Node | None:
    """`x1`, `W12` where x and W are declared with shapes."""
    letters, digits = pieces(token.value)
    if not digits or not state.lexicon.has_array(letters) or state.ahead().value == "_":
        return None
    state.position += 1
    base = Sym(state.lexicon.symbols[letters].name)
    return Index(base, _of_digits(state, base, Num(Fraction(digits)), token))


def index_list(state: State, base: Node) -> tuple[Node, ...]:
    """Read the indices behind `_`: `1`, `i`, `{i, j}`, `{ij}`, `{i+1}`.

    Where v is an array and v_1 a symbol of its own, `v_k` may be about either: it is refused.
    """
    token = state.token
    found = _indices(state, base)
    if isinstance(base, Sym) and not all(isinstance(index, Num) for index in found) and _has_numbered(state, base.name):
        state.wrong(unreadable.ENTRY_OR_SYMBOL.format(name=base.name), token)
    return found


def _has_numbered(state: State, name: str) -> bool:
    """Whether symbols are declared that are numbered as the entries of an array are: v_1 beside v."""
    if not state.lexicon.has_array(name):
        return False
    return any(f"{name}_{number}" in state.names.symbols for number in _FIRST_NUMBERS)


def _indices(state: State, base: Node) -> tuple[Node, ...]:
    token, rank = state.token, rank_of(state, base)
    _part_letters(state, rank)
    if not state.at("{"):
        found = [index_or_group(state)]
        while len(found) < (rank or 1) and state.token.kind == "word" and not _parted(state):
            found.append(index_or_group(state))
    else:
        state.enter()
        state.position += 1
        found = items(state, "}")
        state.close("}")
        state.leave()
    if len(found) != 1 or rank == 1:
        return tuple(found)
    match found[0]:
        case Num() as number:
            return _of_digits(state, base, number, token)
        case Mul(factors=factors) if len(factors) == rank or (
            rank is None and all(isinstance(factor, Sym) for factor in factors)
        ):
            return factors
        case _:
            return tuple(found)


def _part_letters(state: State, rank: int | None) -> None:
    """`W_{im}`, `W_im`: as many letters as there are indices are the indices, whatever word they spell."""
    braced = state.at("{")
    token = state.ahead() if braced else state.token
    is_whole = not braced or state.at_place(2, "}")
    if rank is None or rank < 2 or not is_whole or token.kind != "word" or len(token.value) != rank or token.tex:
        return
    if token.value.isalpha() and state.lexicon.declared(token.value) is None:
        cut_word(state, state.position + braced, list(token.value))


def _parted(state: State) -> bool:
    """Whether the word here does not continue the one before: `W_ij` has two indices."""
    before = state.tokens[state.position - 1]
    if before.end != state.token.start or state.token.tex:
        return True
    return before.kind != "word" and not (before.kind == "num" and _is_index(state, state.token.value))


def _is_index(state: State, word: str) -> bool:
    """Whether a word is the letter of an index: bound by a sum, or declared as an integer."""
    symbol = state.lexicon.declared(word)
    return word in state.bound or (symbol is not None and symbol.domain.is_integer and not symbol.domain.shape)


def _of_digits(state: State, base: Node, number: Num, token: Token) -> tuple[Node, ...]:
    """`W_{12}` is the entry in row 1 and column 2 of a matrix; more digits need a comma."""
    digits, rank = str(number.value), rank_of(state, base) or 1
    if rank == 1 or len(digits) == 1:
        return (number,)
    if len(digits) != rank:
        state.wrong(unreadable.COMMA_BETWEEN_INDICES, token)
    return tuple(Num(Fraction(digit)) for digit in digits)
