"""The derivative of a number by the entries of an input, as a formula for all sizes.

D of an entry is 1 where it is the one that is asked about, and 0 elsewhere; of a finite sum it is the sum of the
terms' derivatives; everything else follows by the chain rule from the derivatives of functions.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.families.code.errors import FailedError, SpecialError, UnreadError
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces import formulas
from grader.evidence.families.code.spaces.symbolic import Symbolic
from grader.evidence.families.code.spaces.values import Places, Scalar, Tensor, Value, tree_of
from grader.evidence.trees.slopes.derivative import Rules
from grader.language.tree import ONE, ZERO, Bind, Call, Cases, Index, Node, Sym, rebuild, substitute, walk


def gradient(run: Run, args: Sequence[Value]) -> Value:
    """Return the derivative of a number by each entry of an input, in its shape."""
    match list(args):
        case [Tensor() | Scalar() as loss, Tensor() as source]:
            pass
        case _:
            raise UnreadError("`grad` of anything but a number and an input")
    space = run.space
    if not isinstance(space, Symbolic):
        raise SpecialError("a derivative of numbers")
    body = run.tensor(loss)
    if body.shape or not source.input:
        raise FailedError("type", "`grad` takes a number and an input")
    tree = tree_of(run.entries(body, "float")(()))
    return run.fresh(source.shape, "float", lambda places: Slope(space, source.input, places).of(tree))


class Slope:
    """The derivative by one entry of an array, whose indices may be letters."""

    def __init__(self, space: Symbolic, name: str, places: Places) -> None:
        self.space, self.name = space, name
        self.places = tuple(space.shift(place, 1) for place in places)
        self.budget: Budget = space.budget

    def of(self, node: Node) -> Node:
        """Return the derivative of a tree; raises SpecialError where no rule gives it."""
        if not self._occurs(node):
            return ZERO
        match node:
            case Index(Sym(name), indices) if name == self.name:
                same = [formulas.compare("=", own, place) for own, place in zip(indices, self.places, strict=True)]
                return formulas.choose(formulas.logic("and", tuple(same)), ONE, ZERO)
            case Bind(kind="sum", body=body, var=var, high=high) if high is not None:
                name = self.space.index(high)
                inner = self.of(substitute(body, {var: Sym(name)}))
                return self.space.summed(inner, name, high)
            case Cases(((value, condition),), other) if other is not None and not self._occurs(condition):
                return formulas.choose(condition, self.of(value), self.of(other))
            case Bind() | Cases():
                raise SpecialError("a derivative of this function")
            case _:
                return self._chained(node)

    def _occurs(self, node: Node) -> bool:
        return any(isinstance(part, Sym) and part.name == self.name for part in walk(node))

    def _chained(self, node: Node) -> Node:
        """Return the sum over the parts that hold the array of derivative by the part times its derivative."""
        parts: dict[Node, str] = {}

        def hole(child: Node) -> Node:
            if not self._occurs(child):
                return child
            if isinstance(child, Index | Bind | Cases):
                return Sym(parts.setdefault(child, f"part[{len(parts)}]"))
            return rebuild(child, hole)

        outer = hole(node)
        known: dict[str, Node] = {name: part for part, name in parts.items()}
        total: Node = ZERO
        for part, name in parts.items():
            try:
                slope = substitute(Rules(name, self.budget).of(outer), known)
            except DeclinedError as error:
                raise SpecialError("a derivative of this function") from error
            total = formulas.add(total, formulas.mul(_named(slope), self.of(part)))
        return total


def _named(slope: Node) -> Node:
    """Return a derivative with the step function in place of ReLU's derivative: neither has a value at 0."""
    match slope:
        case Call("slope of relu", args):
            return Call("heaviside", tuple(map(_named, args)))
        case Call(name) if name.startswith("slope of"):
            raise SpecialError("a derivative of this function")
        case _:
            return rebuild(slope, _named)
