"""What programs leave as formulas, and the proof that two of them leave the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from grader.claims.statements import SameCode, Setting
from grader.evidence.budget import Budget
from grader.evidence.families.code.comparing import Pair, pairs
from grader.evidence.families.code.errors import RunError, SpecialError
from grader.evidence.families.code.inputs import letters_of, symbolic_sizes
from grader.evidence.families.code.outputs import Left, left_by
from grader.evidence.families.code.proving import FREE, agree, contradict
from grader.evidence.families.code.run import Library, Run
from grader.evidence.families.code.spaces.formulas import negated
from grader.evidence.families.code.spaces.symbolic import MAX_UNROLLED, Symbolic, is_condition
from grader.evidence.families.code.spaces.values import Places, Size, tree_of
from grader.evidence.method import Scope
from grader.language.code.program import Frame, Program
from grader.language.domains import Domain, Variable
from grader.language.tree import ONE, ZERO, Node, Num, Sym
from grader.records import dataclass

MAX_RUNS = 16  # of a program, one for each way that its conditions go
MAX_PLACES = 200  # entries that are compared one by one, where sizes are numbers


@dataclass(frozen=True)
class Formulated:
    """What a run leaves, as formulas, under the conditions that it took for granted."""

    left: Left
    conditions: tuple[Node, ...]
    run: Run
    space: Symbolic


def formulated(
    program: Program, frame: Frame, library: Library, budget: Budget, sizes: Mapping[str, int], is_ours: bool = False
) -> list[Formulated]:
    """Return what a program leaves for each way its conditions go; raises RunError where a run has no formulas."""
    plans: list[tuple[bool, ...]] = [()]
    found: list[Formulated] = []
    while plans:
        plan = plans.pop()
        space = Symbolic(budget, plan)
        run = Run(space, library)
        left = left_by(program, frame, run, symbolic_sizes(frame, space, sizes), is_ours)
        answers = [space.answers[one] for one in space.asked]
        pairs_ = zip(space.asked, answers, strict=True)
        found.append(Formulated(left, tuple(one if holds else negated(one) for one, holds in pairs_), run, space))
        plans += [(*answers[:number], False) for number in range(len(plan), len(answers))]
        if len(found) + len(plans) > MAX_RUNS:
            raise SpecialError(f"more than {MAX_RUNS} ways to run (limit MAX_RUNS)")
    return found


def is_proved(task: SameCode, library: Library, scope: Scope, sizes: Mapping[str, int]) -> bool:
    """Return whether both programs are proved to leave the same, at given sizes or, where none are given, at all."""
    frame, budget = task.frame, scope.budget
    try:
        answers = formulated(task.answer, frame, library, budget, sizes)
        rights = formulated(task.expected, frame, library, budget, sizes, is_ours=True)
        inner = Scope(setting_of(frame, sizes), budget)
        return all(
            _is_same(answer, right, inner)
            for answer in answers
            for right in rights
            if not contradict(answer.conditions, right.conditions)
        )
    except RunError:
        return False


def setting_of(frame: Frame, sizes: Mapping[str, int]) -> Setting:
    """Return the setting of formulas: sizes, inputs."""
    size = Domain("size", low=ONE, low_closed=True, text="size")
    letters = tuple(Variable(name, size) for name in letters_of(frame) if name not in sizes)
    known = {one.name for one in letters}
    inputs = (Variable(one.path, one.domain) for one in frame.inputs if one.path not in known)
    return Setting((*letters, *inputs), conventions={"sign(0)": ZERO})  # as NumPy and PyTorch have it


def _is_same(answer: Formulated, right: Formulated, scope: Scope) -> bool:
    assume = tuple(dict.fromkeys((*answer.conditions, *right.conditions)))
    return all(
        isinstance(pair, Pair) and _is_equal(pair, answer, right, scope, assume)
        for pair in pairs(right.run, answer.left, right.left, "")
    )


def _is_equal(pair: Pair, answer: Formulated, right: Formulated, scope: Scope, assume: tuple[Node, ...]) -> bool:
    names = {number: f"{FREE}{number + 1}]" for number, size in enumerate(pair.shape) if not _is_small(right.run, size)}
    indices = []
    for number, name in names.items():
        size = right.space.entry(pair.shape[number])
        answer.space.ranges[name] = right.space.ranges[name] = size
        indices.append(Variable(name, Domain("integer", ONE, size, True, True, text="index")))
    inner = scope.inside(*indices)
    for places in _places(right.run, pair.shape, names):
        one, other = pair.answer(places), pair.expected(places)
        if one == other:
            continue
        if is_condition(one) or is_condition(other):
            one, other = answer.run.as_number(one), right.run.as_number(other)
        if not agree(tree_of(one), tree_of(other), inner, assume):
            return False
    return True


def _is_small(run: Run, size: Size) -> bool:
    count = run.space.whole(size)
    return count is not None and count <= MAX_UNROLLED


def _places(run: Run, shape: tuple[Size, ...], names: Mapping[int, str]) -> Iterator[Places]:
    """Yield the indices that stand for all: letters for sizes in letters, numbers for small sizes."""
    ways: list[list[Size]] = []
    total = 1
    for number, size in enumerate(shape):
        if number in names:
            ways.append([run.space.shift(Sym(names[number]), -1)])
        else:
            count = run.space.whole(size) or 0
            total *= count
            ways.append([Num(Fraction(place)) for place in range(count)])
    if total > MAX_PLACES:
        raise SpecialError(f"more than {MAX_PLACES} entries (limit MAX_PLACES)")
    yield from product(*ways)
