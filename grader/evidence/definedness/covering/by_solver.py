"""Definedness of one side where the other is defined, by the solver: for sides whose conditions are signs of formulas.

Each condition of the answer that the expected side does not state itself must follow from those that it does, but for
the zeros of what must not be 0, which must have no interior. Real symbols without assumptions only.
"""

from __future__ import annotations

from itertools import islice

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.definedness import Coverage, conditions
from grader.evidence.definedness.empty_interior import Thinness
from grader.evidence.definedness.formulas import Atom, Role, conjunction, parts_of
from grader.evidence.definedness.gaps import gap_texts
from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.look import see
from grader.evidence.numbers.places.points import points
from grader.evidence.signs import Facts, Sign
from grader.evidence.solver.decide import settle_condition
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ZERO, Node, Relation, RelationOp
from grader.verdict import Proof

MAX_CONDITIONS = 12  # signs that one query asks for
PLACES = 12  # points at which both sides may have values
OPS: dict[Sign, RelationOp] = {
    Sign.POSITIVE: ">",
    Sign.NON_NEGATIVE: ">=",
    Sign.NEGATIVE: "<",
    Sign.NON_POSITIVE: "<=",
    Sign.NONZERO: "!=",
    Sign.ZERO: "=",
}


def included(expected: Node, answer: Node, setting: Setting, budget: Budget) -> Coverage | None:
    """Return that the answer is defined wherever the expected side is, but for gaps without interior, or None."""
    if setting.assume or any(
        v.domain.base != "real" or v.domain.members is not None or v.domain.shape for v in setting.variables
    ):
        return None
    wanted, given = (_atoms(side, setting, budget) for side in (expected, answer))
    if wanted is None or given is None or not _share_a_point(expected, answer, setting, budget):
        return None
    own = [atom for atom in given if atom not in wanted and not (atom.sign is Sign.NONZERO and literal(atom.node))]
    thin, known = Thinness(Facts(setting, budget), frozenset()), [_condition(atom) for atom in wanted]
    gaps: list[Atom] = []
    for atom in own:
        if not atom.sign & Sign.ZERO:
            if not thin.vanishes_thinly(atom.node):
                return None
            gaps.append(Atom(atom.node, Sign.NONZERO))
        loose = Sign(atom.sign | Sign.ZERO)
        if loose is not Sign.UNKNOWN and not _follows(Atom(atom.node, loose), known, setting, budget):
            return None
        known.append(_condition(atom))
    return Coverage("proved", gap_texts(conjunction(list(gaps)), thin.facts) if gaps else ())


def _atoms(tree: Node, setting: Setting, budget: Budget) -> list[Atom] | None:
    """Return the conditions of a tree where they are few signs, else None."""
    try:
        parts = parts_of(conditions(tree, setting, budget))
    except DeclinedError:
        return None
    atoms = [part for part in parts if isinstance(part, Atom) and part.role is Role.UNDEFINED and part.sign in OPS]
    return atoms if len(atoms) == len(parts) <= MAX_CONDITIONS else None


def _condition(atom: Atom) -> Node:
    return Relation((OPS[atom.sign],), (atom.node, ZERO))


def _follows(atom: Atom, known: list[Node], setting: Setting, budget: Budget) -> bool:
    inside = Setting(setting.variables, tuple(known), setting.conventions)
    scope = (inside, Context(budget, setting.conventions))
    return isinstance(settle_condition(scope, _condition(atom), lambda place: None), Proof)


def _share_a_point(first: Node, second: Node, setting: Setting, budget: Budget) -> bool:
    context = Context(budget, setting.conventions)
    return any(
        not any(isinstance(see(context, tree, place, 64), NoValueError) for tree in (first, second))
        for place in islice(points(setting.variables, (), context), PLACES)
    )
