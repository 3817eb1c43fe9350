"""Grammar of words that begin constructs of their own: sums, maxima over an index, cases, number sets, derivatives.

Each rule is None where such a word is a symbol or a function here. Which rule is for a word stands in the table at the
end.
"""

from __future__ import annotations

from collections.abc import Callable

from grader.language.grammar.ahead.alternatives import is_condition
from grader.language.grammar.ahead.arguments import behind_group
from grader.language.grammar.ahead.lookahead import commas_in
from grader.language.grammar.arrays.ones import identity, ones
from grader.language.grammar.binders.binders import binder, extremum
from grader.language.grammar.binders.calls import called_derivative
from grader.language.grammar.binders.derivatives import differential_quotient, gradient
from grader.language.grammar.binders.entry_sums import seen_index
from grader.language.grammar.brackets.brackets import bracketed
from grader.language.grammar.cases.cases import plain_cases
from grader.language.grammar.cases.indicators import condition_at, indicator_behind_sign, kronecker_delta, set_at
from grader.language.grammar.numbers.spaces import number_set
from grader.language.grammar.state import State
from grader.language.names.lexicon import BINDERS, DERIVATIVES, NUMBER_SETS
from grader.language.tree import ArrayMul, Cases, Node, Tup
from grader.wording import unreadable

_MEMBER_ENDS = frozenset({"", ",", ";", "=", "->"})  # the end of the text has no value


def operator(state: State, value: str) -> Node | None:
    """Read a sum, an integral, a maximum over an index, cases, a number set, a derivative; None for all else."""
    read = _OPERATORS.get(value)
    if read is not None:
        return read(state)
    return differential_quotient(state) if value[0] == "d" and len(value) <= 3 else None


def _binder(state: State) -> Node | None:
    goes_on = state.ahead().value in {"_", "(", "["} or BINDERS[state.token.value] == "int"
    return binder(state) if goes_on or _counts_entries(state) else None


def _counts_entries(state: State) -> bool:
    r"""Whether entries with an index that nothing names stand behind the sign here: `\sum x_i`."""
    state.position += 1
    counts = state.lexicon.has_arrays and BINDERS.get(state.tokens[state.position - 1].value) in {"sum", "prod", None}
    found = counts and seen_index(state) != ""
    state.position -= 1
    return found


def _greek_binder(state: State) -> Node | None:
    r"""`Σ_j z_j`, `Π_{j=1}^n z_j`: the letter in the place of the sign, where it is no symbol and an index follows."""
    token, after = state.token, state.ahead()
    if "\\" in state.text[token.start : token.end] or not (
        (after.value == "_" and not after.gap) or (state.text[token.start] in "ΣΠ" and _counts_entries(state))
    ):
        return None
    bounded = state.ahead(2).value == "{" and state.ahead(4).value == "="
    if state.names.free and not bounded:
        return None
    state.tokens[state.position] = token._replace(kind="op", value={"Sigma": "sum", "Pi": "prod"}[token.value])
    return binder(state)


def _indicator(state: State) -> Node | None:
    """`I(x > 0)`, `I[i = y]`, and the identity matrix among arrays: where the letter is no symbol."""
    if condition_at(state, state.position + 1):
        state.position += 1
        return indicator_behind_sign(state)
    if not state.lexicon.has_arrays or (state.names.free and state.at_place(1, "_")):
        return None
    state.position += 1
    return identity(state)


def _ones(state: State) -> Node | None:
    """`ones`, `ones_n`, among arrays; `ones(n)` is a call."""
    if not state.lexicon.has_arrays or (state.at_place(1, "(") and not state.ahead().gap):
        return None
    state.position += 1
    return ones(state)


def _delta(state: State) -> Node | None:
    return kronecker_delta(state, state.token)


def _of_set(state: State) -> Node | None:
    r"""`\chi_{[0, 1]}(x)`, where the letter is no symbol; None without a set in brackets below it."""
    if not set_at(state, state.position + 1):
        return None
    state.position += 1
    return indicator_behind_sign(state)


def _extremum(state: State) -> Node | None:
    return extremum(state) if state.ahead().value == "_" else None


def _array(state: State) -> Node | None:
    """`array_{i=1}^{n} body`, as arrays by a rule for their entries are shown."""
    return binder(state) if state.ahead().value == "_" else None


def _cases(state: State) -> Node | None:
    return plain_cases(state) if state.ahead().value == "(" else None


def _where(state: State) -> Node | None:
    """`where(x > 0, x, 0)`, as programs write two cases."""
    if not state.at_place(1, "(") or len(commas_in(state, state.position + 1)) != 2:
        return None
    state.position += 1
    arguments = bracketed(state)
    assert isinstance(arguments, Tup)
    condition, value, otherwise = arguments.items
    if not is_condition(condition):
        state.fail(unreadable.CONDITION_FIRST)
    return Cases(((value, condition),), otherwise)


def _outer(state: State) -> Node | None:
    """`outer(u, v)`, as programs write an outer product; the sign between two vectors is read elsewhere."""
    if not state.at_place(1, "(") or len(commas_in(state, state.position + 1)) != 1:
        return None
    state.position += 2  # the brackets hold arguments, and no product of two arrays
    state.enter()
    left = state.rules.sum(state)
    state.expect(",", unreadable.COMMA_OR.format(closing=")"))
    right = state.rules.sum(state)
    state.close(")")
    state.leave()
    return ArrayMul("outer", (left, right))


def _number_set(state: State) -> Node | None:
    return number_set(state) if _is_number_set(state) else None


def _derivative(state: State) -> Node | None:
    return called_derivative(state) if state.ahead().value == "(" else None


def _is_number_set(state: State) -> bool:
    """Whether R, N, Z, Q, C means the numbers here: behind `in`, or where a shape or a set is asked for.

    A power of such a letter means them, too, where letters are declared; in an expression where it stands alone.
    """
    if state.token.value in state.lexicon.plain:
        return False
    before = state.tokens[state.position - 1].value if state.position else ""
    if before in {"in", "notin", "->"} or state.wants_sets or state.wants_shape:
        return True
    is_power = not state.names.free and state.ahead().value == "^"
    return is_power and (state.expected != "expression" or _is_domain(state, before) or _stands_alone(state, before))


def _is_domain(state: State, before: str) -> bool:
    r"""Whether the letter here is below a sign, which then works on the set: `\int_{R^2}`."""
    return before == "_" or (before == "{" and state.tokens[state.position - 2].value == "_")


def _stands_alone(state: State, before: str) -> bool:
    """Whether the power of a letter here is a whole member of the text, and no factor or term."""
    if state.depth or before not in {"", "=", "~"}:
        return False
    last = len(state.tokens) - 1  # where `C ^` ends, nothing is raised
    return state.tokens[min(last, behind_group(state, state.position + 2))].value in _MEMBER_ENDS


_OPERATORS: dict[str, Callable[[State], Node | None]] = {
    **dict.fromkeys(BINDERS, _binder),
    **dict.fromkeys(("Sigma", "Pi"), _greek_binder),
    "I": _indicator,
    "ones": _ones,
    "delta": _delta,
    "chi": _of_set,
    **dict.fromkeys(NUMBER_SETS, _number_set),
    **dict.fromkeys(DERIVATIVES, _derivative),
    **dict.fromkeys(("max", "min"), _extremum),
    "array": _array,
    "cases": _cases,
    "where": _where,
    "outer": _outer,
    "nabla": gradient,
}
