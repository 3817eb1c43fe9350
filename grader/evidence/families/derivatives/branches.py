"""Derivatives of expressions with kinks, branch by branch: for |u| the branches are u where u >= 0 and -u where u <= 0.

A function in several pieces, such as hardtanh, has a branch for each.

Let f be a branch g wherever some continuous u, v, … have given signs. Where f has a derivative it is the slope of a
branch whose conditions hold there, kinks included: f is that branch at points as near as one likes, and there both
have the same value. So two sides agree if on the closed region of each branch they do with its slope in place of the
derivative, and the slope is defined where it matters. Inside a region the slope is the derivative, so points refute.
A sign has no value at 0 (without a convention): its regions are open.
"""

from __future__ import annotations

from itertools import islice

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.errors import refuse_above
from grader.evidence.functions.formulas import filled, sides_of_zero
from grader.evidence.functions.questions import BENT_AT_ZERO, EXTREMA, IN_PIECES, JUMPS
from grader.evidence.functions.table import REALS
from grader.evidence.method import Agreement
from grader.evidence.numbers.look import STEPS, look
from grader.evidence.numbers.places.points import points
from grader.evidence.oracle import Sign, defined_everywhere, prove_equal, same_domain, sign_of
from grader.evidence.question.question import Question, shown_difference
from grader.evidence.trees.build import distinct, minus, number_tree, times
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.properties.continuity import is_continuous
from grader.evidence.trees.slopes.explicit import explicit
from grader.language.tree import ZERO, Call, Derivative, Neg, Node, Pow, Relation, replaced, symbols
from grader.records import dataclass, replace
from grader.verdict import Point, Proof

MAX_BRANCHES = 16  # of all conditions together
MAX_POINTS = 12  # looked at in each region
METHOD = "branch by branch"
KINKED = BENT_AT_ZERO | IN_PIECES | EXTREMA | {"sqrt"}  # sqrt(u^2) is |u|
OTHER = {True: Sign.NEGATIVE, False: Sign.POSITIVE}  # the sign that is not inside
CONVENTIONS = frozenset({"sign(0)", "H(0)", "relu'(0)"})


@dataclass(frozen=True, slots=True)
class Branch:
    """Both sides on the region of some conditions."""

    answer: Node
    expected: Node
    closed: tuple[Node, ...] = ()
    open: tuple[Node, ...] = ()
    slopes: tuple[bool, bool] = (False, False)  # which sides had derivatives


def by_branches(question: Question) -> Agreement | Point | None:
    """Return a point inside the region of a branch where sides with derivatives differ, or that they agree, or None."""
    case = question.case
    if not _applies(question.answer, question.expected, case.setting):
        return None
    branches = _branches(question.answer, question.expected, case.setting, case.budget)
    if branches is None:
        return None
    for branch in branches:
        if (point := _difference(question, branch)) is not None:
            return point
    return Agreement(Proof(METHOD)) if all(_agree(branch, case.setting, case.budget) for branch in branches) else None


def _difference(question: Question, branch: Branch) -> Point | None:
    case, about = question.case, question.about(branch.answer, branch.expected)
    for place in islice(points(case.variables, (*case.setting.assume, *branch.open), case.context), MAX_POINTS):
        found = look(case.context, branch.answer, branch.expected, place, STEPS[0])
        if found.kind == "differ" and (point := shown_difference(about, place, found)) is not None:
            return point
    return None


def _applies(left: Node, right: Node, setting: Setting) -> bool:
    if not (_has_slope(left) or _has_slope(right)) or CONVENTIONS & setting.conventions.keys():
        return False
    return any(_kinked(node) for tree in (left, right) for node in distinct(tree) if isinstance(node, Derivative))


def _has_slope(tree: Node) -> bool:
    return Derivative in facts_of(tree).kinds


def _branches(left: Node, right: Node, setting: Setting, budget: Budget) -> list[Branch] | None:
    """Return both sides on every branch; None where some derivative is not written out.

    Raises DeclinedError where there are too many.
    """
    slopes = _has_slope(left), _has_slope(right)
    waiting, found = [Branch(left, right, slopes=slopes)], list[Branch]()
    while waiting:
        budget.spend()
        branch = waiting.pop()
        kink = _first_kink(branch.answer) or _first_kink(branch.expected)
        if kink is not None:
            opened = _opened(branch, *kink, setting, budget)
            if opened is None:
                return None
            refuse_above(len(waiting) + len(found), MAX_BRANCHES, "max_cases")
            waiting += opened
            continue
        sides = explicit(branch.answer, budget), explicit(branch.expected, budget)
        if any(map(_has_slope, sides)):
            return None
        found.append(replace(branch, answer=sides[0], expected=sides[1]))
    return found


def _first_kink(tree: Node) -> tuple[Node, str] | None:
    """Return a call with a kink that holds no other one, in a derivative, and the symbol of that derivative."""
    for node in distinct(tree):
        if isinstance(node, Derivative) and (found := _kinked(node)) is not None:
            return found, node.var
    return None


def _kinked(derivative: Derivative) -> Node | None:
    for node in distinct(derivative.body):
        if _is_kinked(node, derivative.var) and not any(
            _is_kinked(part, derivative.var) for part in distinct(node) if part is not node
        ):
            return node
    return None


def _is_kinked(node: Node, name: str) -> bool:
    if isinstance(node, Call) and node.name == "sqrt" and not _is_square(node.args[0]):
        return False
    return isinstance(node, Call) and node.name in KINKED and name in symbols(node)


def _is_square(node: Node) -> bool:
    return isinstance(node, Pow) and literal(node.exp) == 2


def _opened(branch: Branch, kink: Node, name: str, setting: Setting, budget: Budget) -> list[Branch] | None:
    """Return a branch on both sides of a kink, one where its sign is known; for a function in pieces one for each."""
    assert isinstance(kink, Call)
    if kink.name in IN_PIECES:
        return _of_pieces(branch, kink, setting, budget) if is_continuous(kink.args[0], name) else None
    parts = _parts(kink)
    if parts is None or not is_continuous(parts[0], name):
        return None
    gap, above, below = parts
    known = _known(gap, branch, setting, budget)
    found = []
    for side, inner in ((Sign.POSITIVE, above), (Sign.NEGATIVE, below)):
        if known in {Sign.POSITIVE, Sign.NEGATIVE} and known is not side:
            continue
        strict = Relation((">",) if side is Sign.POSITIVE else ("<",), (gap, ZERO))
        weak = Relation((">=",) if side is Sign.POSITIVE else ("<=",), (gap, ZERO))
        closed = strict if kink.name in JUMPS else weak
        answer, expected = (replaced(tree, kink, inner) for tree in (branch.answer, branch.expected))
        found.append(Branch(answer, expected, (*branch.closed, closed), (*branch.open, strict), branch.slopes))
    return found


def _of_pieces(branch: Branch, kink: Call, setting: Setting, budget: Budget) -> list[Branch] | None:
    """Return a branch for each piece of a function in which the argument may lie; None where an end is irrational."""
    (inside,), found = kink.args, []
    for where, text in REALS[kink.name].pieces:
        conditions = list[tuple[Node, bool]]()  # what is 0 at an end of the piece, and whether it is positive inside
        for end, is_low in ((where.low, True), (where.high, False)):
            if end is not None:
                if end.value is None:
                    return None
                conditions.append((minus(inside, number_tree(end.value)), is_low))
        if any(_known(gap, branch, setting, budget) is OTHER[is_low] for gap, is_low in conditions):
            continue
        strict = [Relation((">",) if is_low else ("<",), (gap, ZERO)) for gap, is_low in conditions]
        weak = [Relation((">=",) if is_low else ("<=",), (gap, ZERO)) for gap, is_low in conditions]
        answer, expected = (replaced(tree, kink, filled(text, inside)) for tree in (branch.answer, branch.expected))
        found.append(Branch(answer, expected, (*branch.closed, *weak), (*branch.open, *strict), branch.slopes))
    return found


def _known(gap: Node, branch: Branch, setting: Setting, budget: Budget) -> Sign:
    """Return the sign of u on a branch: that of the domain, or that of the same u or -u, chosen before."""
    for condition in branch.open:
        assert isinstance(condition, Relation)
        above = condition.ops == (">",)
        for same, factor in ((True, gap), (False, Neg(gap))):
            if isinstance(prove_equal(condition.operands[0], factor, setting, budget), Proof):
                return Sign.POSITIVE if above == same else Sign.NEGATIVE
    return sign_of(gap, setting, budget)


def _parts(kink: Call) -> tuple[Node, Node, Node] | None:
    """Return u, and what a call with a kink is where u > 0 and where u < 0."""
    match kink:
        case Call("sqrt", (Pow(u, _),)):
            return u, u, Neg(u)
        case Call("leaky_relu", (u, rate)):
            return u, u, times(rate, u)
        case Call(name, (u,)) if name in BENT_AT_ZERO:
            return u, *sides_of_zero(name, u)
        case Call("max" | "min" as name, (a, b)):
            return minus(a, b), *((a, b) if name == "max" else (b, a))
        case _:
            return None


def _agree(branch: Branch, setting: Setting, budget: Budget) -> bool:
    """Return whether both sides agree on the closed region of a branch, and have their values where it matters.

    A slope must have a value where the derivative and the other side have theirs: everywhere, or where a side without
    derivatives has its own.
    """
    here = replace(setting, assume=(*setting.assume, *branch.closed))
    if not isinstance(prove_equal(branch.answer, branch.expected, here, budget), Proof):
        return False
    sides = branch.answer, branch.expected
    with_slopes = [side for side, is_slope in zip(sides, branch.slopes, strict=True) if is_slope]
    if len(with_slopes) == 1 and same_domain(*sides, here, budget).status == "proved":
        return True
    return all(defined_everywhere(side, here, budget) for side in with_slopes)
