"""Complex numbers as r (cos t + i sin t), told by the form of their two parts."""

from __future__ import annotations

from collections.abc import Callable

from grader.evidence.signs import Sign
from grader.evidence.trees.build import factors_of, product_of
from grader.language.tree import ONE, TWO, ZERO, Add, Call, Const, Div, Neg, Node, Pow, symbols

HALF_TURN = Const("pi")


def polar(re: Node, im: Node, sign: Callable[[Node], Sign]) -> tuple[Node, Node] | None:
    """Return r and t with re = r cos t and im = r sin t; None where no form shows it. `sign` is asked of numbers."""
    if re == ZERO:
        return im.arg if isinstance(im, Neg) else im, _quarter(im)
    return _by_factors(re, im) or _of_numbers(re, im, sign)


def _quarter(im: Node) -> Node:
    """Return the angle of i im, or of -i im where im stands behind a minus: r may have any sign."""
    turn = Div(HALF_TURN, TWO)
    return Neg(turn) if isinstance(im, Neg) else turn


def _by_factors(re: Node, im: Node) -> tuple[Node, Node] | None:
    """Match r cos t beside r sin t or -r sin t."""
    is_down = isinstance(im, Neg)
    above = factors_of(im.arg if isinstance(im, Neg) else im)
    across = factors_of(re)
    for factor in across:
        match factor:
            case Call("cos", (angle,)) if Call("sin", (angle,)) in above:
                rest, other = list(across), list(above)
                rest.remove(factor)
                other.remove(Call("sin", (angle,)))
                if sorted(rest, key=hash) == sorted(other, key=hash):
                    size = product_of(rest)
                    return size, Neg(angle) if is_down else angle
    return None


def _of_numbers(re: Node, im: Node, sign: Callable[[Node], Sign]) -> tuple[Node, Node] | None:
    """Return modulus and argument of a number, of one without a real part its multiple of i and a quarter turn."""
    if symbols(re) or symbols(im):
        return None
    angle: Node = Call("arctan", (Div(im, re),))
    match sign(re), sign(im):
        case Sign.POSITIVE, _:
            pass
        case Sign.NEGATIVE, Sign.POSITIVE | Sign.ZERO:
            angle = Add((angle, HALF_TURN))
        case Sign.NEGATIVE, Sign.NEGATIVE:
            angle = Add((angle, Neg(HALF_TURN)))
        case Sign.ZERO, Sign.POSITIVE | Sign.NEGATIVE:
            return im, _quarter(ONE)
        case _:
            return None
    return Call("sqrt", (Add((Pow(re, TWO), Pow(im, TWO))),)), angle
