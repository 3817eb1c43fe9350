r"""Grammar of integrals around circles: `\oint_{|z|=1} \frac{dz}{z}`, `\oint_{|z-a|=2} f(z) dz`.

The circle is run through once, against the clock: z = a + r e^{it} with t from 0 to 2 pi, and dz = i r e^{it} dt.
"""

from __future__ import annotations

from collections.abc import Callable

from grader.language.grammar.state import State
from grader.language.tree import (
    ONE,
    TWO,
    ZERO,
    Add,
    Bind,
    Call,
    Const,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    substitute,
    symbols,
    walk,
)
from grader.language.tree.substitute import CaptureError
from grader.wording import unreadable

MAX_PLACES = 12  # of the letter in the integrand, each of which doubles its real and imaginary parts
_ANGLES = ("t", "s", "u", "v", "w", "theta", "phi", "tau")


def around_circle(state: State, over: Callable[[Node | None, Node | None], Bind]) -> Node:
    """Read the circle below the sign, which was passed over, and what stands behind it, which a function reads."""
    sign = state.tokens[state.position - 1]
    letters = [token.value for token in state.tokens[state.position : state.position + 5] if token.kind == "word"]
    if not (state.at("_") and state.at_place(1, "{") and letters):
        state.wrong(unreadable.CIRCLE_AROUND_WHICH.format(var="z"), sign)
    var = letters[0]
    state.position += 2
    state.bound.append(var)
    bars, state.bars = state.bars, []
    circle = state.rules.condition(state)
    state.bars = bars
    state.bound.pop()
    state.expect("}", "`}`")
    found = _circle(circle, var)
    if found is None:
        state.wrong(unreadable.CIRCLE_AROUND_WHICH.format(var=var), sign)
    state.enter()
    node = over(ZERO, ONE)
    if sum(one == Sym(node.var) for one in walk(node.body)) > MAX_PLACES:
        state.wrong(unreadable.CIRCLE_TOO_LONG.format(var=node.var, most=MAX_PLACES), sign)
    turned = _turned(state, node, *found) if node.var == var else None
    if turned is None:
        state.wrong(unreadable.CIRCLE_AROUND_WHICH.format(var=node.var), sign)
    return turned


def _turned(state: State, node: Bind, centre: Node | None, radius: Num) -> Bind | None:
    """Return an integral by z as one by the angle of the circle; None where no letter is left for that."""
    angle = next((name for name in _ANGLES if _is_free(state, node, centre, name)), None)
    if angle is None:
        return None
    unit = Pow(Const("e"), Mul((Const("i"), Sym(angle))))
    arm: Node = unit if radius == ONE else Mul((radius, unit))
    point = arm if centre is None else Add((centre, arm))
    try:
        body = substitute(node.body, {node.var: point, f"bar_{node.var}": Call("conj", (point,))})
    except CaptureError:
        return None
    return Bind("int", Mul((body, Const("i"), arm)), angle, ZERO, Mul((TWO, Const("pi"))))


def _is_free(state: State, node: Bind, centre: Node | None, name: str) -> bool:
    used = symbols(node.body) | (symbols(centre) if centre is not None else frozenset())
    return name not in used and name not in state.bound and state.lexicon.declared(name) is None


def _circle(node: Node, var: str) -> tuple[Node | None, Num] | None:
    """Return the centre, none for 0, and the radius of `|z - a| = r`; None for another condition."""
    match node:
        case Relation(("=",), (Call("abs", (distance,)), Num(value))) if value > 0:
            radius = Num(value)
        case Relation(("=",), (Call("abs", (distance,)), Div(Num(above), Num(below)))) if above > 0 and below > 0:
            radius = Num(above / below)
        case _:
            return None
    match distance:
        case Sym(name) if name == var:
            return None, radius
        case Add((Sym(name), *others)) if name == var and not any(var in symbols(other) for other in others):
            turned = tuple(other.arg if isinstance(other, Neg) else Neg(other) for other in others)
            return (turned[0] if len(turned) == 1 else Add(turned)), radius
        case _:
            return None
