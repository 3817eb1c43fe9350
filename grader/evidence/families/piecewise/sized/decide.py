"""Claims about networks whose number of units is a letter: proofs for every size, counterexamples for one."""

from __future__ import annotations

from flint import fmpq

from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.sized.examples import at_examples
from grader.evidence.families.piecewise.sized.far import Worked, far_example
from grader.evidence.families.piecewise.sized.pieces import ALONG, PIECE, pieces
from grader.evidence.families.piecewise.sized.prove import Bound, Region
from grader.evidence.families.piecewise.sized.ring import KERNELS, PLACE, Quotient, Ring
from grader.evidence.families.piecewise.sized.sized import Sized, sized_of
from grader.evidence.families.piecewise.sized.units import read_units
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.look import see
from grader.evidence.precision import own_precision
from grader.evidence.question.goal import Goal
from grader.evidence.trees.build import distinct
from grader.language.domains import Variable
from grader.language.tree import Call, Node
from grader.verdict import Evidence, Proof, Unknown
from grader.wording import undecided_reasons

METHOD = "piecewise-linear for every size"


@own_precision
def decide_sized(goal: Goal) -> Evidence | None:
    """Return evidence for or against a bound on a sum of units with a letter as its end, None for all other claims."""
    sized = sized_of(goal)
    if sized is None:
        return None
    try:
        worked = _worked(sized)
        if worked is not None and _is_proved(sized, worked):
            return Proof(METHOD)
    except (DeclinedError, ExceededError):
        worked = None
    found = at_examples(sized) or (None if worked is None else far_example(sized, worked))
    return found or Unknown(undecided_reasons.NETWORK_FOR_EVERY_SIZE)


def _worked(sized: Sized) -> Worked | None:
    """Return the pieces of a function; None where it has no letter as its size. Raises DeclinedError, ExceededError."""
    ends, count = _ends(sized), sized.count
    difference, limit = sized.difference, sized.limit
    if count is None or _has_kernels(difference, limit):
        return None  # where a rounding in a weight has a value is not looked at
    letters = (*sized.letters, count)
    names = [PIECE, ALONG, PLACE, sized.input.name, *(letter.name for letter in letters)]
    positive = frozenset(one.name for one in letters if _is_positive(one, sized.goal.budget))
    ring = Ring(names, positive, sized.goal.budget.share(2))
    ring.collect((difference, limit, *sized.setting.assume))
    read = read_units(difference, ring, (sized.input.name, count.name), ring.budget)
    bound = ring.read(limit)
    if ring.holds(bound, sized.input.name):
        return None
    return Worked(read, bound, tuple(pieces(read, ends)))


def _is_proved(sized: Sized, worked: Worked) -> bool:
    """Return whether a claim is proved on each piece of the network."""
    assert sized.count is not None
    ring, letters = worked.read.ring, (*sized.letters, sized.count)
    region = Region(ring, letters, sized.setting.assume, sized.count.name, ring.budget)
    for piece in worked.pieces:
        sides = [ring.minus(piece.value, worked.limit)]
        if sized.both:
            sides.append(ring.minus(Quotient(-piece.value.num, piece.value.den), worked.limit))
        if not region.proves([Bound(side, sized.strict) for side in sides], piece):
            return False
    return region.proves_order(worked.read)


def _ends(sized: Sized) -> tuple[fmpq, fmpq]:
    """Return the ends of the interval of the input; raises DeclinedError where one is no rational number."""
    domain, context = sized.input.domain, Context(sized.goal.budget)
    ends = [None if end is None else see(context, end, {}, 64) for end in (domain.low, domain.high)]
    low, high = ends
    if not isinstance(low, fmpq) or not isinstance(high, fmpq) or not low < high:
        raise DeclinedError
    return low, high


def _is_positive(letter: Variable, budget: Budget) -> bool:
    """Whether a letter is greater than 0 by its domain."""
    domain = letter.domain
    if domain.base == "size":
        return True
    if domain.low is None:
        return False
    low = see(Context(budget), domain.low, {}, 64)
    if not isinstance(low, fmpq):
        return False
    return low > 0 or (low == 0 and not domain.low_closed)


def _has_kernels(*trees: Node) -> bool:
    return any(isinstance(node, Call) and node.name in KERNELS for tree in trees for node in distinct(tree))
