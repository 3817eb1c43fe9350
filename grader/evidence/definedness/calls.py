"""Where the known functions are defined."""

from __future__ import annotations

from collections.abc import Mapping

from grader.evidence.definedness.directions import direction
from grader.evidence.definedness.formulas import TRUE, Atom, Formula, Role, When, Whole
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.formulas import filled, formula
from grader.evidence.functions.questions import TOTAL_COMPLEX_OF_ALL, TOTAL_OF_ALL
from grader.evidence.functions.row import Interval, Real
from grader.evidence.functions.table import REALS, ROWS
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus
from grader.language.tree import Add, Call, Neg, Node


class CallRules:
    """The conditions of a call on its arguments."""

    def __init__(self, conventions: Mapping[str, Node]) -> None:
        self.conventions = conventions

    def over_complex(self, name: str, args: tuple[Node, ...]) -> list[Formula]:
        """Return the conditions where some symbol is complex."""
        if name in TOTAL_COMPLEX_OF_ALL:
            return []
        if ROWS[name].complex.nonzero and len(args) == 1:
            return [Atom(args[0], Sign.NONZERO)]
        raise DeclinedError(f"Where {name} is defined is not known over the complex numbers.")

    def over_reals(self, name: str, args: tuple[Node, ...]) -> list[Formula]:
        """Return the conditions where all is real."""
        if name in TOTAL_OF_ALL:
            return []
        if (facts := REALS.get(name)) is not None:
            return self._of_row(name, facts, args[0])
        match name:
            case "arg":
                return [Atom(args[0], Sign.NONZERO)]
            case "mod":
                return [Atom(args[1], Sign.NONZERO)]
            case "inv":
                return [Atom(Call("det", args), Sign.NONZERO)]
            case "binom":  # for other arguments conventions differ
                return [Whole(arg, Role.UNCLEAR) for arg in args]
            case "gcd" | "lcm":
                return [Whole(arg) for arg in args]
            case _:
                raise DeclinedError(f"Where {name} is defined is not known here.")

    def _of_row(self, name: str, facts: Real, u: Node) -> list[Formula]:
        if facts.convention is not None:
            return [] if facts.convention[0] in self.conventions else [Atom(u, Sign.NONZERO, Role.LEFT_OUT)]
        if facts.poles:
            return [_off_poles(facts.poles, u)]
        if facts.numbers == "no integers below 1":
            return [When(Atom(u, Sign.POSITIVE), TRUE, Whole(u, wanted=False))]
        whole: list[Formula] = [Whole(u)] if facts.numbers == "integers" else []
        if len(facts.domain) != 1:
            raise DeclinedError(f"Where {name} is defined is not known here.")
        return [*whole, *_within(facts.domain[0], u)]


def _within(span: Interval, u: Node) -> list[Formula]:
    """Return the conditions for a tree to lie in an interval."""
    found: list[Formula] = []
    if span.high is not None:
        below = Add((formula(span.high.text), Neg(u)))
        found.append(Atom(below, Sign.NON_NEGATIVE if span.high_closed else Sign.POSITIVE))
    if span.low is not None:
        above = u if span.low.value == 0 else _above(u, formula(span.low.text))
        found.append(_at_least_zero(above, is_closed=span.low_closed))
    return found


def _at_least_zero(node: Node, *, is_closed: bool) -> Atom:
    """Return the condition that a number is positive, or 0; a modulus is positive just where its argument is not 0."""
    match node:
        case Call("abs", (inner,)) if not is_closed:
            return Atom(inner, Sign.NONZERO)
        case _:
            return Atom(node, Sign.NON_NEGATIVE if is_closed else Sign.POSITIVE)


def _above(u: Node, low: Node) -> Node:
    return Add((u, low.arg)) if isinstance(low, Neg) else minus(u, low)


def _off_poles(poles: str, u: Node) -> Atom:
    """Return the condition that a formula of poles is not 0, such as the cosine of an angle."""
    found = direction(u)
    match formula(poles):
        case Call("cos" | "sin" as wave) if found is not None:
            return Atom(found[0 if wave == "cos" else 1], Sign.NONZERO)
        case _:
            return Atom(filled(poles, u), Sign.NONZERO)
