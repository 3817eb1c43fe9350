"""Where the known functions are defined."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from grader.evidence.definedness.directions import direction
from grader.evidence.definedness.formulas import TRUE, Atom, Formula, Role, When, Whole
from grader.evidence.errors import DeclinedError
from grader.evidence.signs import Sign
from grader.language.names.functions import FUNCTIONS
from grader.language.tree import Add, Call, Neg, Node, Num

ONE = Num(Fraction(1))

# Functions that are defined everywhere, their arguments real (or real arrays).
EVERYWHERE = frozenset(
    {"exp", "cbrt", "sin", "cos", "arctan", "arccot", "sinh", "cosh", "tanh", "sech", "arsinh", "abs", "floor"}
    | {"ceil", "max", "min", "relu", "leaky_relu", "sigmoid", "softplus", "gelu", "silu", "elu", "hardtanh", "erf"}
    | {"erfc", "re", "im", "conj", "norm", "softmax", "logsumexp", "diag", "tr", "det"}
)
# The same where some argument is complex.
ENTIRE = frozenset(
    {"exp", "sin", "cos", "sinh", "cosh", "abs", "re", "im", "conj", "norm", "sqrt", "tr", "det", "diag"}
)


class CallRules:
    """The conditions of a call on its arguments."""

    def __init__(self, conventions: Mapping[str, Node]) -> None:
        self.conventions = conventions

    def over_complex(self, name: str, args: tuple[Node, ...]) -> list[Formula]:
        """Return the conditions where some symbol is complex."""
        if name in ENTIRE:
            return []
        if name == "log" and len(args) == 1:
            return [Atom(args[0], Sign.NONZERO)]
        raise DeclinedError(f"Where {name} is defined is not known over the complex numbers.")

    def over_reals(self, name: str, args: tuple[Node, ...]) -> list[Formula]:
        """Return the conditions where all is real."""
        if name in EVERYWHERE:
            return []
        u = args[0]
        match name:
            case "log":
                return [Atom(u, Sign.POSITIVE)]
            case "sqrt":
                return [Atom(u, Sign.NON_NEGATIVE)]
            case "tan" | "sec" | "cot" | "csc":
                return [_off_poles(name, u)]
            case "coth" | "csch" | "arg":
                return [Atom(u, Sign.NONZERO)]
            case "sign" | "heaviside":
                named = ("sign(0)" if name == "sign" else "H(0)") in self.conventions
                return [] if named else [Atom(u, Sign.NONZERO, Role.LEFT_OUT)]
            case "mod":
                return [Atom(args[1], Sign.NONZERO)]
            case "inv":
                return [Atom(Call("det", (u,)), Sign.NONZERO)]
            case _:
                return _bounded(name, u) or _whole(name, args)


def _off_poles(name: str, u: Node) -> Atom:
    """Return the condition that the cosine or the sine of an angle is not 0."""
    has_cosine = name in {"tan", "sec"}
    found = direction(u)
    if found is not None:
        return Atom(found[0 if has_cosine else 1], Sign.NONZERO)
    return Atom(Call("cos" if has_cosine else "sin", (u,)), Sign.NONZERO)


def _bounded(name: str, u: Node) -> list[Formula]:
    below, above = Add((ONE, Neg(u))), Add((u, ONE))
    match name:
        case "arcsin" | "arccos":
            return [Atom(below, Sign.NON_NEGATIVE), Atom(above, Sign.NON_NEGATIVE)]
        case "artanh":
            return [Atom(below, Sign.POSITIVE), Atom(above, Sign.POSITIVE)]
        case "arcosh":
            return [Atom(Add((u, Neg(ONE))), Sign.NON_NEGATIVE)]
        case "logit":
            return [Atom(u, Sign.POSITIVE), Atom(below, Sign.POSITIVE)]
        case _:
            return []


def _whole(name: str, args: tuple[Node, ...]) -> list[Formula]:
    u = args[0]
    match name:
        case "factorial" | "double_factorial":
            return [Whole(u), Atom(u, Sign.NON_NEGATIVE)]
        case "gamma":
            return [When(Atom(u, Sign.POSITIVE), TRUE, Whole(u, wanted=False))]
        case "binom":  # for other arguments conventions differ
            return [Whole(arg, Role.UNCLEAR) for arg in args]
        case "gcd" | "lcm":
            return [Whole(arg) for arg in args]
        case _:
            assert name in FUNCTIONS, name
            raise DeclinedError(f"Where {name} is defined is not known here.")
