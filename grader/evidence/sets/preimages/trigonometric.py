"""Equations with sines, cosines and tangents of angles, on a bounded stretch: there each is monotone piece by piece.

Several waves of commensurable angles k w become rational functions of t = tan(w/2), with cos(k w) + i sin(k w) =
((1 + i t)^2 / (1 + t^2))^k. The points w = pi + 2 pi m, which no t reaches, are looked at on their own.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from flint import fmpq, fmpz_poly

from grader.evidence.errors import UnclearError
from grader.evidence.functions.questions import CIRCLE
from grader.evidence.sets.angles import Angle, angle, common_measure, multiple_of_pi
from grader.evidence.sets.ends import End, Order, simplest, whole_number
from grader.evidence.sets.inverses import monotone_of
from grader.evidence.sets.lines import EVERYTHING, Line, moved, point, union
from grader.evidence.trees.build import fraction, minus, number_tree
from grader.evidence.trees.rational import rational_function
from grader.language.tree import (
    ONE,
    TWO,
    ZERO,
    Add,
    Call,
    Const,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    replaced,
    substitute,
    symbols,
)

if TYPE_CHECKING:
    from grader.evidence.sets.preimages.preimages import Preimages

PI, HALF = Const("pi"), Fraction(1, 2)
MAX_PIECES = 64  # on which a wave is monotone
MAX_MULTIPLE = 12  # of an angle
MAX_PARTS = 60  # of half a turn, in an angle that is named

# What each wave is on the piece around 0 on which it is monotone. On the piece m pi further it is that times (-1)^m,
# the tangent just that.
BASES = {name: monotone_of(name) for name in ("sin", "cos", "tan")}


def under_wave(solver: Preimages, name: str, arg: Node, line: Line) -> Line | None:
    """Return where a wave of an angle has its value in a set, on the stretch that the solver looks at."""
    found = angle(arg, solver.name)
    if found is None or solver.within is None:
        return None
    match name:
        case "sec" | "csc":
            return solver.preimage(Div(ONE, Call("cos" if name == "sec" else "sin", (arg,))), line)
        case "cot":
            return solver.preimage(Div(Call("cos", (arg,)), Call("sin", (arg,))), line)
        case _:
            return _unwound(solver, found, _pieces(solver, name, _turns(solver, arg), line))


def _unwound(solver: Preimages, found: Angle, line: Line) -> Line:
    """Return where an angle lies in a set."""
    return moved(line, partial(_solved, solver.order, found), flipped=found.slope < 0)


def _solved(order: Order, found: Angle, mark: End) -> End:
    """Return (w - shift) / (slope pi^power) for an angle w."""
    left = mark.written if found.quarters == 0 else minus(mark.written, found.shift)
    turns = multiple_of_pi(left)
    if turns is not None:
        return order.end(_of_pi(turns[0] / found.slope, turns[1] - found.power))
    slope = _of_pi(found.slope, found.power)
    return order.end(left if slope == ONE else Div(left, slope))


def _of_pi(factor: Fraction, power: int) -> Node:
    """Return factor pi^power."""
    if power == 0 or not factor:
        return number_tree(factor)
    powers: Node = PI if power == 1 else Pow(PI, Num(Fraction(power)))
    above = powers if abs(factor.numerator) == 1 else Mul((Num(Fraction(abs(factor.numerator))), powers))
    found = above if factor.denominator == 1 else Div(above, Num(Fraction(factor.denominator)))
    return found if factor > 0 else Neg(found)


def _pieces(solver: Preimages, name: str, turns: range, line: Line) -> Line:
    """Return the angles w in the pieces of some numbers at which a wave has its value in a set."""
    upright = solver.pulled(BASES[name], line)
    flipped = moved(line, solver.negated, flipped=True)
    mirrored = upright if name == "tan" else solver.pulled(BASES[name], flipped)
    plain = [moved(part, partial(_named, solver.order)) for part in (upright, mirrored)]
    parts = [moved(plain[number % 2], partial(_turned, solver.order, number)) for number in turns]
    return union(parts, solver.order)


def _named(order: Order, mark: End) -> End:
    """Return an angle as a multiple of pi where it is a simple one."""
    guess = simplest(order.end(Div(mark.written, PI)), order)
    if guess is None or guess.q > MAX_PARTS:
        return mark
    named = order.end(_of_pi(fraction(guess), 1))
    return named if order.compare(mark, named) == 0 else mark


def _turned(order: Order, number: int, mark: End) -> End:
    """Return an angle half turns further."""
    known = multiple_of_pi(mark.written)
    if known is not None and (known[1] == 1 or not known[0]):
        return order.end(_of_pi(known[0] + number, 1))
    return order.end(Add((mark.written, _of_pi(Fraction(number), 1)))) if number else mark


def _turns(solver: Preimages, arg: Node) -> range:
    """Return the numbers of the half turns that an angle passes on the stretch."""
    assert solver.within is not None
    ends = [_half_turns(solver, substitute(arg, {solver.name: end.written})) for end in solver.within]
    first, last = min(low for low, _ in ends), max(high for _, high in ends)
    if last - first > MAX_PIECES:
        raise UnclearError("a stretch with too many turns", final=True, limit="max_pieces")
    return range(first - 1, last + 2)


def _half_turns(solver: Preimages, tree: Node) -> tuple[int, int]:
    """Return integers below and above an angle divided by pi."""
    ball = solver.order.ball(solver.order.end(Div(tree, PI)), 64)
    return whole_number(ball.lower().floor()), whole_number(ball.upper().ceil())


def by_half_angle(solver: Preimages, node: Node, line: Line) -> Line | None:
    """Return where an expression in several waves has its value in a set, on the stretch that the solver looks at."""
    if solver.within is None or any(mark.exact is None for mark in line.marks):
        return None
    waves = {}
    for kernel in dict.fromkeys(solver.kernels(node)):
        found = angle(kernel.args[0], solver.name) if isinstance(kernel, Call) and kernel.name in CIRCLE else None
        if found is None or found.quarters is None:
            return None
        waves[kernel] = found
    outer = node
    for kernel in waves:
        outer = replaced(outer, kernel, Sym(solver.name))
    if (
        len({found.power for found in waves.values()}) != 1
        or len(waves) < 2
        or rational_function(outer, Sym(solver.name)) is None
    ):
        return None
    return _over_base(solver, node, line, waves)


def _over_base(solver: Preimages, node: Node, line: Line, waves: dict[Node, Angle]) -> Line | None:
    step = common_measure([found.slope for found in waves.values()])
    times = {kernel: int(found.slope / step) for kernel, found in waves.items()}
    if solver.order.context.budget.is_above(max(map(abs, times.values())), MAX_MULTIPLE, "max_degree"):
        return None
    power = next(iter(waves.values())).power
    half = Angle(step * HALF, power, ZERO)
    inner, outside = node, node
    for kernel, found in waves.items():
        assert isinstance(kernel, Call)
        name, quarters = kernel.name, found.quarters or 0
        inner = replaced(inner, kernel, _in_tangent(name, times[kernel], quarters, Sym(solver.name)))
        outside = replaced(outside, kernel, _at_half_turn(name, times[kernel], quarters))
    turns = _turns(solver, Mul((_of_pi(half.slope, power), Sym(solver.name))))
    reached = _pieces(solver, "tan", turns, solver.preimage(inner, line))
    if solver.preimage(outside, line) == EVERYTHING:
        points = [point(solver.order.end(_of_pi(number + HALF, 1))) for number in turns]
        reached = union([reached, *points], solver.order)
    return _unwound(solver, half, reached)


def _in_tangent(name: str, times: int, quarters: int, t: Node) -> Node:
    """Return a wave of the angle times * w + quarters * pi/2 as a rational function of t = tan(w/2)."""
    real, imaginary = _power(2 * abs(times), quarters, mirrored=times < 0)
    below = Pow(Add((ONE, Pow(t, TWO))), Num(Fraction(abs(times))))
    cosine, sine = (Div(_polynomial(part, t), below) for part in (real, imaginary))
    return _of_pair(name, cosine, sine)


def _power(exponent: int, quarters: int, *, mirrored: bool) -> tuple[fmpz_poly, fmpz_poly]:
    """Return real and imaginary part of (1 ± i t)^exponent i^quarters as polynomials of t."""
    t = fmpz_poly([0, -1 if mirrored else 1])
    pair = fmpz_poly([1]), fmpz_poly([0])
    for _ in range(exponent):
        pair = pair[0] - t * pair[1], pair[1] + t * pair[0]
    for _ in range(quarters % 4):
        pair = -pair[1], pair[0]
    return pair


def _polynomial(polynomial: fmpz_poly, t: Node) -> Node:
    terms = tuple(
        Mul((number_tree(fmpq(coefficient)), Pow(t, Num(Fraction(power)))))
        for power, coefficient in enumerate(polynomial.coeffs())
        if coefficient != 0
    )
    return Add(terms) if len(terms) > 1 else (terms[0] if terms else ZERO)


def _at_half_turn(name: str, times: int, quarters: int) -> Node:
    """Return a wave of the angle times * pi + quarters * pi/2."""
    place = (2 * times + quarters) % 4
    cosine, sine = (1, 0, -1, 0)[place], (0, 1, 0, -1)[place]
    return _of_pair(name, number_tree(Fraction(cosine)), number_tree(Fraction(sine)))


def _of_pair(name: str, cosine: Node, sine: Node) -> Node:
    match name:
        case "sin":
            return sine
        case "cos":
            return cosine
        case "tan":
            return Div(sine, cosine)
        case "cot":
            return Div(cosine, sine)
        case "sec":
            return Div(ONE, cosine)
        case _:
            return Div(ONE, sine)


def stretch(line: Line) -> tuple[End, End] | None:
    """Return the ends of a bounded set, None for others."""
    if not line.marks or line.between[0] or line.between[-1]:
        return None
    ends = line.marks[0], line.marks[-1]
    return ends if all(end.tree is not None and not symbols(end.tree) for end in ends) else None
