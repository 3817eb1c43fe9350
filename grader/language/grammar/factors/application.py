"""Grammar of known functions and their arguments, with brackets and without; `named_calls` has all others."""

from __future__ import annotations

from fractions import Fraction

from grader.language.grammar.ahead.arguments import ROOTS, bare_argument, behind_group
from grader.language.grammar.ahead.groups import group_or_token, index_or_group
from grader.language.grammar.ahead.items import items
from grader.language.grammar.ahead.lookahead import commas_in, is_word, starts_factor
from grader.language.grammar.ahead.refusals import refuse_base_e
from grader.language.grammar.arrays.arrays import is_array, row_times
from grader.language.grammar.brackets.brackets import bracketed
from grader.language.grammar.factors.postfixes import degrees, is_no_order
from grader.language.grammar.factors.roots import argument_of, base_of, cut_base, order_in_brackets, said_order
from grader.language.grammar.numbers.numerals import numeral
from grader.language.grammar.state import State
from grader.language.names.defined import ARITIES, DEFINED
from grader.language.names.functions import FUNCTIONS, Known
from grader.language.tokens import Token
from grader.language.tree import Apply, Array, Call, Index, Neg, Node, Num, Pow, SetOf, Tup
from grader.wording import unreadable

_INVERSES = {name: f"arc{name}" for name in ("sin", "cos", "tan", "cot")} | {
    name: f"ar{name}" for name in ("sinh", "cosh", "tanh", "coth", "sech")
}
_INVERSES |= {"sec": "arcsec", "csc": "arccsc", "csch": "arcsch"}
_OF_SHAPE = frozenset({"ones", "zeros"})
_EXTREMA = frozenset({"max", "min"})
_OF_SEVERAL = _EXTREMA | {"diag"}  # whose arguments may stand in braces
_INVERTED = frozenset({"sigmoid", "exp", "log", "ln", "erf", "softplus"})  # whose inverses bear names of their own
ONE, TWO, THREE = (Num(Fraction(value)) for value in (1, 2, 3))
_OF_ANGLES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
_LOGARITHMS = frozenset({"log2", "log10", "lg"})
_BRACKETED = frozenset({"transpose", "inverse", "dot", "atan2", "arctan2"})  # `A transpose B` may be of A
_OPENING, _CLOSED = frozenset({"(", "[", "{", "\\{"}), frozenset({")", "]", "}", "\\}"})
_SHOWN = frozenset({"(", "[", "\\{"})  # brackets that TeX shows
_CLOSING = {"(": ")", "{": "}", "\\{": "\\}"}


_PARTS = frozenset({"im", "re"})  # of complex numbers


def known_call(state: State, name: str) -> Node:
    """Read a known function with what stands behind its name: exponent, base or index, argument."""
    token = state.tokens[state.position]
    state.position += 1
    here = state.tokens[state.position].value
    if here == "(":
        return _called(state, name, bracketed_arguments(state, name), None, 0, token)
    if token.value == "log" and state.token.kind == "num" and not state.token.gap and _is_base(state):
        return _log_with_base(state, token)
    order = order_in_brackets(state, name) if here == "[" else None
    if order is not None:
        args = [*_arguments(state, "sqrt", token), order]
        return _called(state, "root" if name == "sqrt" else name, args, None, 0, token)
    refuse_base_e(state, token)
    if name in _PARTS and state.token.kind == "num" and state.token.gap and not (token.tex or state.names.complex):
        state.fail(unreadable.BRACKET_AND_ARGUMENT.format(name=token.value))  # `im 3. Quadranten` is German
    start = state.position
    if (order := said_order(state, name)) is not None:
        return _called(state, name, [argument_of(state), order], None, 0, token)
    state.position = start
    primes = primes_here(state) if here == "'" else 0
    exponent, sub = _scripts(state, token)
    if primes and not state.at("(", "[", "{", "\\{"):  # `σ' x` is mostly a product, whose argument is not said
        state.fail(unreadable.BRACKET_AND_ARGUMENT.format(name=token.value))
    args = _arguments(state, name, token)
    node = _called(state, name, args, sub, primes, token)
    return node if exponent is None else _raised_call(state, node, name, exponent, token)


def _is_base(state: State) -> bool:
    """Whether the number against `log` is its base: `log2x` may be the logarithm of x to base 2, or of 2x."""
    after = state.ahead()
    if not state.token.value.isdigit() or not (starts_factor(state, after) or state.at_place(1, "^")):
        return False
    return after.kind != "num" and state.choose("base") == 0


def _log_with_base(state: State, token: Token) -> Node:
    base = Num(Fraction(state.token.value))
    state.position += 1
    exponent, _ = _scripts(state, token)
    args = _arguments(state, "log", token)
    node = _called(state, "log", args, base, 0, token)
    return node if exponent is None else _raised_call(state, node, "log", exponent, token)


def primes_here(state: State) -> int:
    """Pass over the primes written against what stands before, and return how many there are."""
    count = 0
    while state.at("'") and not state.token.gap:
        state.position += 1
        count += 1
    return count


def _scripts(state: State, token: Token) -> tuple[Node | None, Node | None]:
    exponent = sub = None
    while state.at("^", "_"):
        if (exponent if state.at("^") else sub) is not None:
            state.fail(unreadable.ARGUMENT_FUNCTION_SCRIPT_ALREADY)
        if state.take("^"):
            exponent = function_exponent(state, token)
        else:
            state.position += 1
            _refuse_word(state)
            cut_base(state, token)
            sub = index_or_group(state)
    return exponent, sub


def _refuse_word(state: State) -> None:
    r"""Refuse a word as a function's subscript, such as `softmax_{row}`, which is no product of letters."""
    braced = state.at("{")
    token = state.ahead() if braced else state.token
    alone = not braced or state.at_place(2, "}")
    if not alone or token.kind != "word" or len(token.value) < 3 or not token.value.isalpha():
        return
    written = state.text[token.start : token.end]
    if written.isascii() and written[0] != "\\" and not state.lexicon.is_unit(token.value):
        state.fail(unreadable.INDEX, token)


def function_exponent(state: State, token: Token) -> Node:
    r"""`sin^2 x`, `sin^{-1} x`, `sin^-1 x`: one sign, a number or a group; TeX raises one digit of `\sin^12 x`."""
    number = state.tokens[state.position]
    _refuse_order(state, token)
    if state.at("-", "{"):
        return state.rules.exponent(state)
    whole = number.kind == "num" and number.value.isdigit()
    if whole and not (len(number.value) > 1 and token.tex and state.choose("function-exponent") == 1):
        return numeral(state, number)
    return group_or_token(state)


def _refuse_order(state: State, token: Token) -> None:
    r"""Refuse `f^{(2)}(x)`, `\ln^{(2)} x`: a derivative or an iterate as often as a power."""
    braced = state.at("{")
    is_order = state.at_place(braced, "(") and state.at_place(braced + 2, ")") and state.ahead(braced + 1).kind != "op"
    if is_order and (braced or token.value in state.lexicon.functions):
        state.wrong(unreadable.ORDER_OR_POWER, state.token)


def _called(state: State, name: str, args: list[Node], sub: Node | None, primes: int, token: Token) -> Node:
    if primes and name in DEFINED:
        state.wrong(unreadable.TAKES_NO_PRIMES.format(value=token.value), token)
    if primes:
        return Apply(name, tuple(args), primes)
    base: Node | None = None
    if name in _OF_ANGLES and state.is_last_look() and type(args[0]) is Num and state.choose("degrees") == 1:
        args = [degrees(args[0])]
    if name in _LOGARITHMS or (name == "log" and sub is None and len(args) == 1 and token.value.endswith("log")):
        base, name = base_of(state, name), "log"
    elif name == "log":
        base, sub = sub, None
    elif name == "norm" and sub is not None:
        args, sub = [*args, sub], None
    if base is not None:
        args = [*args, base]
    if name == "cbrt":
        name, args = "root", [*args, THREE]
    args = _of_diagonal(state, args) if name == "diag" else _of_shape(name, args)
    _check_arity(state, name, args, token)
    turned = row_times(state, *args) if name == "dot" else None
    node: Node = Call(name, tuple(args)) if name not in DEFINED else turned or DEFINED[name](*args)
    if name == "max" and len(args) == 2 and Num(Fraction(0)) in args and any(is_array(state, arg) for arg in args):
        node = Call("relu", (args[args[0] == Num(Fraction(0))],))  # `max(0, W x + b)` is taken of each entry
    if name == "norm":
        node = _norm(state, args, token)
    if sub is not None:
        return _indexed_call(state, node, sub, token)
    return node


def _norm(state: State, args: list[Node], token: Token) -> Node:
    """Return a norm, that of order 2 without its order."""
    if any(map(is_no_order, args[1:])):
        state.fail(unreadable.ORDER_OF_NORM, token)
    return Call("norm", (args[0],) if args[1:] == [TWO] else tuple(args))


def _of_shape(name: str, args: list[Node]) -> list[Node]:
    """Return the sizes of `np.ones((2, 3))`, which a program writes as one; other arguments themselves."""
    return list(args[0].items) if name in _OF_SHAPE and len(args) == 1 and isinstance(args[0], Tup) else args


def _of_diagonal(state: State, args: list[Node]) -> list[Node]:
    """Return the list of the numbers on a diagonal, `diag(1, 2)` and `diag{1, 2}`; other arguments themselves."""
    numbers = [*args[0].items] if len(args) == 1 and isinstance(args[0], SetOf) else args
    are_numbers = len(numbers) > 1 and not any(is_array(state, one) for one in numbers)
    return [Array(tuple(numbers))] if are_numbers else args


def _indexed_call(state: State, node: Node, sub: Node, token: Token) -> Node:
    if not (isinstance(node, Call) and (FUNCTIONS[node.name].arrays or any(is_array(state, arg) for arg in node.args))):
        state.wrong(unreadable.TAKES_NO_SUBSCRIPT.format(value=token.value), token)
    return Index(node, (sub,))


def _check_arity(state: State, name: str, args: list[Node], token: Token) -> None:
    arity = ARITIES.get(name, 1)
    known = FUNCTIONS.get(name, Known(arity, arity))
    if token.value == "ln":  # of `ln(3,5)` the comma is a decimal sign, or a slip: only `log` has a base
        known = Known(1, 1)
    if len(args) < known.least or (known.most is not None and len(args) > known.most):
        wanted = str(known.least)
        if known.most != known.least:
            wanted = (
                unreadable.AT_LEAST.format(least=known.least)
                if known.most is None
                else unreadable.FROM_TO.format(least=known.least, most=known.most)
            )
        takes = unreadable.TAKES_ARGUMENT if wanted.endswith("1") else unreadable.TAKES_ARGUMENTS
        state.wrong(takes.format(value=token.value, wanted=wanted, count=len(args)), token)


def _raised_call(state: State, node: Node, name: str, exponent: Node, token: Token) -> Node:
    if exponent == Neg(ONE) and name in _INVERSES and isinstance(node, Call) and state.choose("inverse") == 0:
        return _called(state, _INVERSES[name], list(node.args), None, 0, token)
    if exponent == Neg(ONE) and name in _INVERTED:
        state.wrong(unreadable.INVERSE_OR_RECIPROCAL.format(name=token.value), token)
    return Pow(node, exponent)


def _arguments(state: State, name: str, token: Token) -> list[Node]:
    if state.at("(", "[", "\\{") or (state.at("{") and (token.tex or name in _OF_SEVERAL)):
        if not _is_unseen(state) or state.choose("braces") == 0:
            return bracketed_arguments(state, name)
        stop = behind_group(state, state.position)
        state.tokens[state.position : stop] = state.tokens[state.position + 1 : stop - 1]
    if is_word(state, "of") and state.token.gap and state.ahead().gap:
        return [argument_of(state)]
    known = FUNCTIONS.get(name)
    is_of_one = name in _EXTREMA and state.token.kind == "num"  # `min 1` may be minus 1
    if (known is not None and known.least > 1) or token.value in _BRACKETED or is_of_one:
        state.fail(unreadable.ARGUMENTS.format(value=token.value))
    if not starts_factor(state, state.token) and not _is_signed(state):
        state.fail(unreadable.ARGUMENT.format(value=token.value))
    state.enter()
    argument = bare_argument(state, is_root=name in ROOTS and not state.token.gap)
    state.leave()
    return [argument]


def _is_unseen(state: State) -> bool:
    r"""Whether braces stand here that TeX does not show, and an exponent or a factorial behind them: `\ln{y}^2`."""
    stop = behind_group(state, state.position) if state.at("{") else 0
    if stop < state.position + 3 or _is_sum(state, state.position, stop) or commas_in(state, state.position):
        return False
    behind, first = state.tokens[stop], state.ahead()
    is_shown = first.value in _SHOWN and behind_group(state, state.position + 1) == stop - 1
    return behind.kind == "op" and behind.value in {"^", "!"} and not is_shown


def _is_sum(state: State, start: int, stop: int) -> bool:
    """Whether what the braces hold is a sum: nobody puts one in braces who means its first summand."""
    depth = 0
    for place in range(start, stop):
        token = state.tokens[place]
        if token.kind == "op":
            depth += (token.value in _OPENING) - (token.value in _CLOSED)
            if depth == 1 and token.value in {"+", "-"} and place > start + 1:
                return True
    return False


def _is_signed(state: State) -> bool:
    """Whether a sign stands here that an argument may begin with: `sin -x`; in `sin + 1` it is left out."""
    return state.at("-", "+") and not (state.token.gap and state.ahead().gap)


def bracketed_arguments(state: State, name: str) -> list[Node]:
    """Read the arguments in the brackets that open here."""
    token = state.tokens[state.position]
    if token.value == "[":
        inner = bracketed(state)
        takes_list = name in FUNCTIONS and FUNCTIONS[name].arrays
        if isinstance(inner, Array) and not (takes_list and name not in {"max", "min"}):
            return list(inner.items)
        return [inner]
    closing = _CLOSING[token.value]
    state.enter()
    spaced, state.spaced = state.spaced, False
    state.position += 1
    if state.tokens[state.position].value == closing:
        state.fail(unreadable.AN_ARGUMENT)
    found = items(state, closing)
    state.close(closing)
    state.spaced = spaced
    state.leave()
    return found
