"""Grammar of what stands behind a factor: factorials, percent, degrees, entries."""

from __future__ import annotations

from fractions import Fraction

from grader.language import grammar
from grader.language.grammar.ahead.groups import index_or_group
from grader.language.grammar.ahead.lookahead import is_sign_of_remainder
from grader.language.grammar.arrays.arrays import is_array
from grader.language.grammar.arrays.bracket_entries import bracket_entry
from grader.language.grammar.arrays.entries import index_list
from grader.language.grammar.arrays.transposes import is_dot_transpose
from grader.language.grammar.numbers.bases import bare_numeral
from grader.language.grammar.numbers.factorials import pochhammer
from grader.language.grammar.scripts.scripts import fail_undeclared
from grader.language.grammar.state import State
from grader.language.tree import Array, Call, Const, Derivative, Div, Index, Mul, Node, Num, Sym, Transpose, symbols
from grader.wording import unreadable

POSTFIXES = frozenset({"!=", "!", "%", "_", ".", "degree", "[", "'"})


def postfixed(state: State, node: Node, start: int) -> Node:
    """postfixed := node ('!' | '!!' | '%' | '°' | '_' index | '.T' | "'")*; the node begins at the place `start`."""
    while True:
        if state.at("!=") and (isinstance(node, Num) or "!" in [token.value for token in state.tokens]):
            _cut_unequal(state)
        if state.at("!"):
            node = _factorial(state, node, is_grouped=state.tokens[start].value == "(")
        elif state.at("%") and (percents := _percent(state, node, start)) is not None:
            node = percents
        elif state.at("degree"):
            return _in_degrees(state, node)
        elif state.at("["):
            entry = bracket_entry(state, node)
            if entry is None:
                return node
            node = entry
        elif state.at("_"):
            node = bare_numeral(state, start) or entry_of(state, node, start)
        elif state.at("'") and (slope := _slope_of_bracket(state, node, start)) is not None:
            node = slope
        elif state.at(".") and (called := grammar.factors.methods.method(state, node)) is not None:
            node = called
        elif state.at(".", "'") and (transpose := _transpose(state, node)) is not None:
            node = transpose
        else:
            return node


def _is_number(node: Node) -> bool:
    return isinstance(node, Num) or (isinstance(node, Div) and isinstance(node.num, Num) and isinstance(node.den, Num))


def _percent(state: State, node: Node, start: int) -> Node | None:
    r"""`5%`, `\frac{50}{3}\%`, `(50/3)%`, `0.\overline{3}\%`; behind a whole number a fraction may be part of it.

    None where the sign is that of a remainder, `n % 2`; `10% x` is none, and `10 % x` and `10%x` may be one.
    """
    if is_sign_of_remainder(state):
        is_settled = not state.token.gap and state.ahead().gap
        if not _is_number(node) or not (is_settled or state.choose("modulo") == 0):
            return None
    is_behind_number = start > 0 and state.tokens[start - 1].kind == "num"
    _refuse_range(state, start)
    match node:
        case Num(value):
            percents: Node = Num(value / 100)
        case Div(Num() as above, Num(below)) if not is_behind_number:
            percents = Div(above, Num(below * 100))
        case _:
            state.fail(unreadable.NUMBER_BEFORE, state.tokens[state.position - 1])
    state.position += 1
    return percents


def _refuse_range(state: State, start: int) -> None:
    """Refuse `15-17%`, written without blanks: a range, or a difference."""
    if start < 2 or state.tokens[start - 1].value != "-" or state.tokens[start - 1].gap or state.tokens[start].gap:
        return
    if state.tokens[start - 2].kind == "num" and (start == 2 or state.tokens[start - 3].value not in {"^", "_", "/"}):
        state.wrong(unreadable.MAY_BE_RANGE, state.tokens[start - 1])


def _in_degrees(state: State, node: Node) -> Node:
    if not isinstance(node, Num):
        state.fail(unreadable.NUMBER_BEFORE_DEGREE_SIGN)
    state.position += 1
    return degrees(node)


def _transpose(state: State, node: Node) -> Node | None:
    """`X.T`, and `X'` as statisticians write it; None where the sign here is none."""
    if state.at("."):
        if not is_dot_transpose(state, node):
            return None
        state.position += 2
        return Transpose(node)
    if state.token.gap or not is_array(state, node):
        return None
    state.position += 1
    if state.at("'"):
        state.fail(unreadable.ONE_PRIME)
    return Transpose(grammar.arrays.conjugates.of_prime(state, node))


def _slope_of_bracket(state: State, node: Node, start: int) -> Node | None:
    r"""`\int (F(x) g(x))' dx`: a bracket with no letter but that of the integral is derived by it; None for others."""
    is_in_integral = bool(state.bound) and len(state.bound) == len(state.stops)
    closes = state.tokens[state.position - 1].value in {")", "'"} and not state.token.gap
    if not is_in_integral or not closes or state.tokens[start].value != "(" or symbols(node) != {state.bound[-1]}:
        return None
    state.position += 1
    return Derivative(node, state.bound[-1])


def _cut_unequal(state: State) -> None:
    """`5!=120`: against a number, or beside a factorial, the signs may be a factorial and an equality."""
    token = state.token
    if token.gap or token.tex or token.end - token.start != 2 or state.choose("factorial") == 0:
        return
    factorial = token._replace(value="!", end=token.start + 1)
    equal = token._replace(value="=", start=token.start + 1, gap=False)
    state.tokens[state.position : state.position + 1] = [factorial, equal]


def _factorial(state: State, node: Node, *, is_grouped: bool) -> Node:
    count = 0
    while state.at("!") and not (count and state.token.gap):
        state.position += 1
        count += 1
    if count > 2 or (state.at("!") and count):
        state.fail(unreadable.BRACKETS_BETWEEN_FACTORIALS, state.tokens[state.position - 1])
    name = "factorial" if count == 1 else "double_factorial"
    is_applied = not is_grouped and isinstance(node, Call) and node.name in _NEVER_WHOLE and len(node.args) == 1
    if is_applied and isinstance(node, Call) and state.is_last_look() and state.choose("factorial-inside") == 1:
        return Call(node.name, (Call(name, node.args),))  # `\ln(n+1)!` for the logarithm of (n+1)!
    return Call(name, (node,))


_NEVER_WHOLE = frozenset({"log", "exp", "sqrt", "sin", "cos", "tan"})  # functions whose values have few factorials


def is_no_order(order: Node) -> bool:
    r"""Whether a number is the order of no norm: `\|x\|_0` counts the entries that are not 0."""
    return isinstance(order, Num) and order.value < 1


def entry_of(state: State, node: Node, start: int) -> Node:
    """`softmax(x)_i`, `(W x)_1`, `\\|v\\|_2`, `(x - 1)_+`; the node begins at the place `start`."""
    if (part := _positive_part(state, node)) is not None:
        return part
    if isinstance(node, Call) and node.name == "norm" and len(node.args) == 1:
        state.position += 1
        order = index_or_group(state)
        if is_no_order(order):
            state.fail(unreadable.ORDER_OF_NORM, state.tokens[state.position - 1])
        return node if order == Num(Fraction(2)) else Call("norm", (node.args[0], order))
    if not is_array(state, node):
        if state.tokens[state.position - 1].value == ")" and (stepped := pochhammer(state, node, start)) is not None:
            return stepped
        if isinstance(node, Sym) and not state.names.free and state.tokens[state.position - 1].kind == "word":
            state.position -= 1
            fail_undeclared(state, state.token)
        state.fail(unreadable.ARRAY_BEFORE_SUBSCRIPT)
    if isinstance(node, Index):
        state.fail(unreadable.BRACKETS_BETWEEN_SUBSCRIPTS)
    if isinstance(node, Array) and len(node.items) == 1 and not isinstance(node.items[0], Array):
        state.fail(unreadable.DIFFERENCE_TWO_VALUES_PLACE)
    state.position += 1
    return Index(node, index_list(state, node))


def _positive_part(state: State, node: Node) -> Node | None:
    """`(x - 1)_+`, `[x - 1]_{+}`: the value where it is positive, else 0; None for others. `x_+` may be a name."""
    braced = [state.ahead(place).value for place in (1, 2, 3)] == ["{", "+", "}"]
    length = 2 if state.at_place(1, "+") else 4 if braced else 0
    closed = state.tokens[state.position - 1].value in {")", "]"}
    if not length or not closed or (length == 2 and state.ahead(2).kind == "num"):
        return None
    if isinstance(node, Array):
        if len(node.items) != 1 or isinstance(node.items[0], Array):
            return None
        (node,) = node.items
    state.position += length
    return Call("relu", (node,))


def is_degree_sign(state: State) -> bool:
    r"""Whether the `\circ` of `36^\circ` stands here, in braces or not; it is passed over then."""
    braced = state.at("{")
    if not (state.at_place(1, "hadamard") and state.at_place(2, "}") if braced else state.at("hadamard")):
        return False
    state.position += 3 if braced else 1
    return True


def degrees(number: Num) -> Node:
    """Return an angle in degrees as the number that it is: 36° is 36 pi/180."""
    return Div(Mul((number, Const("pi"))), Num(Fraction(180)))
