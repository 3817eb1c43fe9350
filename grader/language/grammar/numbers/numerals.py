"""Grammar of numbers: decimals, groups of digits, scientific notation."""

from __future__ import annotations

import re
from fractions import Fraction

from grader.errors import LimitError, Span
from grader.language.grammar.ahead.groups import number
from grader.language.grammar.ahead.lookahead import RUN_ENDS
from grader.language.grammar.arrays.ones import bold_ones
from grader.language.grammar.cases.indicators import condition_at, indicator_behind_sign, is_indicator
from grader.language.grammar.numbers.number_notations import behind_digits
from grader.language.grammar.numbers.uncertainties import drop_uncertainty
from grader.language.grammar.state import State
from grader.language.tokens import Token, ungrouped
from grader.language.tree import Mul, Node, Num, Pow
from grader.wording import unreadable

TEN = Num(Fraction(10))
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\{,\}\d{3}")
_GROUPED = re.compile(r"\d+(?:\{,\}\d+)*(?:\.\d+)?")  # a number, perhaps with commas or a point
_PARTING = re.compile(r"[^,{}]+(?:,(?!0\d)[^,{}]+)+")  # `1,5`, and not `48,04` or `1{,}5`
_SIZE = re.compile(r"\s{0,9}\d{1,9}(?:[xX]\d{1,9}){1,9}\s{0,9}")  # `2x3`, and nothing else
_GO_ON = frozenset({"num", "frac", "accent"})  # kinds of what may go on behind the digits of a number
_TIMES = frozenset({"*", "·", "×"})
_POINT = re.compile(r"\d\.(?!10\s*(?:\^|\*\*))\d")  # a decimal point, and not that of `1.10^5`
_GOING_ON = frozenset({"(", "^"})
_BOLD = re.compile(r"\\(?:mathbf|boldsymbol|bm|pmb|vec|bold|symbf|bf)\s*\{?\s*\Z")


def numeral(state: State, token: Token) -> Node:
    """numeral := digits ['e' exponent]; the token that stands here, which may be cut at the commas of a list."""
    after = state.tokens[state.position + 1]
    digits = token.value
    has_groups = "{,}" in state.text
    if after.value in RUN_ENDS and not has_groups and len(digits) <= state.limits.max_number_digits:
        is_plain = digits != "1" or not state.lexicon.has_arrays
        if is_plain and not (state.listing and state.names.numbers != "plain"):
            state.position += 1
            return number(digits)
    if len(token.value) > state.limits.max_number_digits:
        state.exceed(unreadable.NUMBER_TOO_MANY_DIGITS, "max_number_digits")
    if state.listing and state.names.numbers != "plain" and _has_comma(state, token) and state.choose("comma") == 1:
        token = _at_commas(state, token)
    if has_groups and state.names.numbers == "plain" and (grouped := _thousands(state, token)):
        token = grouped
    if token.value == "1" and (of_condition := _indicator(state, token)) is not None:
        return of_condition
    state.position += 1
    if token.value == "1" and state.lexicon.has_arrays and is_ones(state, token):
        return bold_ones(state)
    after = state.tokens[state.position]
    if after.value in RUN_ENDS:
        return number(token.value)
    if (after.kind in _GO_ON or after.value in _GOING_ON) and (more := _behind(state, token, after)) is not None:
        return more
    if after.kind == "num" and not after.gap:
        state.fail(unreadable.ONE_NUMBER, after)
    if after.kind == "word" and after.value[0] in "xX" and (crossed := _crossed(state, token, after)) is not None:
        return crossed
    may_be_scientific = after.kind == "word" and not after.gap and after.value[0] in "eE"
    exponent = _exponent_of_ten(state, after) if may_be_scientific else 0
    plain = number(token.value)
    return Num(plain.value * Fraction(10) ** exponent) if exponent else plain


def _indicator(state: State, token: Token) -> Node | None:
    r"""Read `1[i = y]`, `1_{i = y}`, `\mathbf{1}\{x > 0\}`; None where no condition stands behind the 1 here."""
    place = state.position
    if place and state.tokens[place - 1].value == "^":
        return None
    if not (is_indicator(state, place) or (condition_at(state, place + 1) and _is_bold(state, token))):
        return None
    state.position += 1
    return indicator_behind_sign(state)


def is_ones(state: State, token: Token) -> bool:
    r"""Whether a 1 is a vector of ones among arrays: `\mathbf{1}`, `1_n`; a number below it would part digits."""
    place = state.position if state.token is not token else state.position + 1
    below = state.tokens[place].value == "_" and state.tokens[place + 1].kind != "num"
    return token.value == "1" and (below or ("\\" in state.text and _is_bold(state, token)))


def _is_bold(state: State, token: Token) -> bool:
    r"""Whether `\mathbf{1}` stands here."""
    return _BOLD.search(state.text[: token.start]) is not None


def _crossed(state: State, token: Token, after: Token) -> Node | None:
    """Return the product of a number and what stands behind an x, where that is a sign; None where it is none."""
    if _is_times_ten(state, after):
        if _ends_before_sign(state, token):
            _with_sign(state, after)
            return number(token.value)
        return _times_ten(state, number(token.value))
    return _size(state, number(token.value)) if _is_size(state, after) else None


def _is_times_ten(state: State, token: Token) -> bool:
    """Whether `x10^` stands behind a number: the x is a sign, unless it is a symbol; then both readings are honest."""
    if token.tex or state.wants_shape or not _is_ten_ahead(state, token):
        return False
    letter = token.value[0]
    is_symbol = state.names.free or letter in state.bound or state.lexicon.declared(letter) is not None
    return not is_symbol or state.choose("times") == 0


def _ends_before_sign(state: State, token: Token) -> bool:
    """Whether a number ends before the sign behind it: a power does, `26^4 x 10^2`, and a divisor may, `3/4 x 10^2`.

    A divisor with a decimal point is one number, `1/6.02x10^23`.
    """
    place = state.position - 2
    before = state.tokens[place].value if place >= 0 else ""
    if before in {"-", "+"} and place > 0 and state.tokens[place - 1].value in {"^", "**"}:
        return True
    return before in {"^", "**"} or (before == "/" and "." not in token.value and state.choose("times") == 1)


def _with_sign(state: State, after: Token) -> None:
    """Put a sign of a product in the place of the letter that is one, `x10` or `x`."""
    sign = after._replace(kind="op", value="×", end=after.start + 1)
    rest = (
        [after._replace(kind="num", value=after.value[1:], start=after.start + 1, gap=False)] if after.value[1:] else []
    )
    state.tokens[state.position : state.position + 1] = [sign, *rest]


def _is_size(state: State, token: Token) -> bool:
    """Whether `2x3` alone stands in the text, a product of numbers: where nothing is declared, x_3 is as honest."""
    if token.tex or token.gap or not state.names.free or state.wants_shape or not _SIZE.fullmatch(state.text):
        return False
    return token.value[0] not in state.lexicon.symbols and state.choose("times") == 0


def _size(state: State, first: Num) -> Node:
    """`2x3`, `2x3x4`: the numbers' product."""
    factors = [first]
    while state.token.kind == "word":
        factors.append(number(state.token.value[1:]))
        state.position += 1
    return Mul(tuple(factors))


def _is_ten_ahead(state: State, token: Token) -> bool:
    if len(token.value) > 1:
        return token.value[1:] == "10" and state.at_place(1, "^")
    return state.ahead().value == "10" and state.at_place(2, "^")


def _times_ten(state: State, plain: Num) -> Node:
    """`6.02x10^23`: one number, in scientific notation."""
    state.position += 2 if len(state.token.value) > 1 else 3
    return Mul((plain, Pow(TEN, state.rules.exponent(state))))


def _behind(state: State, token: Token, after: Token) -> Node | None:
    """Return the number or the product that goes on behind the digits of a token; None where these are all of it."""
    if after.value == "^":
        return _dot_product(state, token) if token.value.endswith(".10") and _is_dot_product(state, token) else None
    if after.value == "(" and drop_uncertainty(state, token):
        state.position -= 1
        return numeral(state, token)
    return behind_digits(state, token)


def _is_dot_product(state: State, token: Token) -> bool:
    """Whether `3.10^8` is 3 · 10^8, as French, Spanish and Italian schools write it: that or 3.1^8.

    Of `1000 * 1.10^5` and `1.10^t` it is not: nobody writes a factor 1 there, and interest grows by 1.10.
    """
    last, above = state.tokens[state.position - 2], state.ahead()
    before = last.value
    if before == "^" or (token.value == ".10" and last.kind != "word" and before not in {")", "]", "}"}):
        return False
    if token.value == "1.10" and (before not in RUN_ENDS - _TIMES or above.kind == "word" or _POINT.search(state.text)):
        return False
    return state.choose("dot") == 1


def _dot_product(state: State, token: Token) -> Node:
    """Return the product of what stands before the point and the power of ten behind it."""
    state.position += 1
    power = Pow(TEN, state.rules.exponent(state))
    return power if token.value == ".10" else Mul((number(token.value[:-3]), power))


def _thousands(state: State, token: Token) -> Token | None:
    """Return `1{,}000` as a thousand where that is chosen: without a convention it may be 1.000, too.

    Another number of the same text may settle it: `0{,}25` has a decimal comma, `0.25` and `1{,}000{,}000` have none.
    """
    written = state.text[token.start : token.end]
    if not _THOUSANDS.fullmatch(written):
        return None
    others = [one for one in _GROUPED.findall(state.text) if not one.isdigit() and not _THOUSANDS.fullmatch(one)]
    is_mark = any("." in one or one.count("{,}") > 1 for one in others)
    is_decimal = any("." not in one and one.count("{,}") == 1 for one in others)
    if (is_decimal and not is_mark) or (is_mark == is_decimal and state.choose("thousands") == 0):
        return None
    return token._replace(value=written.replace("{,}", ""))


def _has_comma(state: State, token: Token) -> bool:
    """Whether a comma may part a number into entries: not in braces, not before digits that begin with 0.

    Nor beside the semicolon that parts the members of a set, `[48,12 ; 51,96]`.
    """
    beside = state.tokens[state.position - 1].value, state.tokens[state.position + 1].value
    if state.wants_sets and ";" in beside:
        return False
    return _PARTING.fullmatch(state.text, token.start, token.end) is not None


def _at_commas(state: State, token: Token) -> Token:
    """Cut `1,5` in a list into two entries; return the first."""
    written, start = state.text[token.start : token.end], token.start
    parts: list[Token] = []
    for piece in written.split(","):
        stop = start + len(piece)
        value = ungrouped(piece, state.names.numbers)
        parts += [Token("num", value, start, stop, False), Token("op", ",", stop, stop + 1, False)]
        start = stop + 1
    state.tokens[state.position : state.position + 1] = parts[:-1]
    return parts[0]


def _exponent_of_ten(state: State, token: Token) -> int:
    """`2e3` is 2000, `2e-3` is 0.002; where e is declared, they may also be products, and `2e+3` is a sum for some."""
    if token.tex:
        return 0
    digits, count, sign = token.value[1:], 1, 1
    if not digits and state.ahead().value in {"-", "+"} and not state.ahead().gap:
        number = state.ahead(2)
        power = number.value.removesuffix(".")  # of a sentence that ends there
        if number.kind != "num" or number.gap or not power.isdigit():
            return 0
        is_doubtful = token.value in state.lexicon.plain or _may_be_sum(state, token, power)
        if is_doubtful and state.choose("scientific") == 1:
            return 0
        digits, count, sign = power, 3, -1 if state.ahead().value == "-" else 1
    if not digits.isdigit() or (state.lexicon.declared(f"{token.value[0]}_{digits}") and state.choose("scientific")):
        return 0
    if len(digits) > 6 or int(digits) > state.limits.max_exponent:
        before, last = state.tokens[state.position - 1], state.tokens[state.position + count - 1]
        message = unreadable.NUMBER_EXPONENT_TOO_LARGE.format(max_exponent=state.limits.max_exponent)
        raise LimitError(message, state.text, Span(before.start, last.end))
    state.position += count
    return sign * int(digits)


def _may_be_sum(state: State, token: Token, power: str) -> bool:
    """Whether `2e+3` may be 2 e + 3 for its writer; programs print 2e+03, and lists of numbers."""
    before = state.tokens[state.position - 1].value
    if state.text.lstrip().startswith("[") or before in {"0", "1"} or not before.isdigit():
        return False
    return token.value == "e" and state.ahead().value == "+" and len(power) == 1
