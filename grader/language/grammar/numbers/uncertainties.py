"""The uncertainty of a measured number in brackets behind its digits: `5.0(1)` is 5.0 ± 0.1, or 5.0111…, to others."""

from __future__ import annotations

from grader.language.grammar.numbers.number_notations import REPEATING
from grader.language.grammar.state import State
from grader.language.names import MEASURED
from grader.language.tokens import Token

MAX_UNCERTAIN = 3  # digits of an uncertainty: those of the last places that are not known


def drop_uncertainty(state: State, token: Token) -> bool:
    """Drop the brackets behind the digits of a token where they are chosen to be its uncertainty.

    Behind decimals they may repeat as well, and nobody can tell where a number may be measured; a period of nines is
    written by nobody for an exact number. Elsewhere this is looked at before a zero. So are whole numbers that may be
    measured, `45(2)`, which are multiplied otherwise.
    """
    digits, close = state.ahead(), state.ahead(2)
    is_number = digits.kind == "num" and digits.value.isdigit() and close.value == ")" and not state.token.gap
    if not is_number or len(digits.value) > MAX_UNCERTAIN or digits.value[0] == "0":
        return False
    notations = state.names.notations
    if "." in token.value:
        has_places = bool(token.value.partition(".")[2])
        may_be = has_places and (MEASURED in notations or not digits.value.strip("9") or state.is_last_look())
    else:
        may_be = MEASURED in notations and state.is_last_look()
    if REPEATING in notations or not may_be or state.choose("repeating", ways=3) != 2:
        return False
    del state.tokens[state.position : state.position + 3]
    return True
