"""What two programs leave is set side by side: the entries that must be equal, or why they cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from grader.evidence.families.code.errors import UnreadError
from grader.evidence.families.code.outputs import RETURNED, Left
from grader.evidence.families.code.run import Run, kind_of, require_known
from grader.evidence.families.code.spaces.values import (
    Dtype,
    Listed,
    Named,
    Object,
    Reader,
    Scalar,
    Size,
    Tensor,
    Value,
)
from grader.records import dataclass
from grader.verdict import Reason, Unknown
from grader.wording import reasons

CHANGED = reasons.CODE_CHANGES


@dataclass(frozen=True)
class Pair:
    """An output of both programs, entry by entry: `what` is its path, or `return`.

    `is_aside`: the right program leaves it as it was, so a difference is only open. `doubt`: why equality is, too.
    """

    what: str
    shape: tuple[Size, ...]
    answer: Reader
    expected: Reader
    is_aside: bool = False
    doubt: str = ""


def pairs(run: Run, answer: Left, expected: Left, where: str) -> Iterator[Pair | Reason | Unknown]:
    """Yield what must be equal; a reason where something is missing, or has another shape or kind."""
    if expected.returned is not None:
        yield from _pairs(run, RETURNED, answer.returned, expected.returned, where)
    for path in sorted(expected.changed):
        if path in answer.reached:
            yield from _pairs(run, path, answer.reached[path], expected.reached[path], where)
        else:
            yield Reason("missing value", reasons.GETS_NO_VALUE.format(path=path))
    for path in sorted(answer.changed - expected.changed):
        if path in expected.reached:
            for pair in _pairs(run, path, answer.reached[path], expected.reached[path], where):
                if isinstance(pair, Pair):
                    yield Pair(path, pair.shape, pair.answer, pair.expected, is_aside=True)
                else:
                    yield Unknown(CHANGED.format(path))


def _pairs(run: Run, what: str, answer: Value, expected: Value, where: str) -> Iterator[Pair | Reason | Unknown]:
    match expected:
        case Tensor() | Scalar():
            yield _arrays(run, what, answer, expected, where)
        case Listed(items) | tuple(items) | Named(items=items):
            require_known([answer], "a value that is returned")
            given = answer.items if isinstance(answer, Listed | Named) else answer
            if not isinstance(given, tuple | list) or len(given) != len(items):
                yield Reason("type", reasons.VALUES.format(said=_said(what), kind_of=kind_of(answer), count=len(items)))
                return
            for number, (own, other) in enumerate(zip(given, items, strict=True)):
                yield from _pairs(run, f"{what}[{number}]", own, other, where)
        case str() | None:
            if answer != expected:
                yield Reason(
                    "type", reasons.KIND.format(said=_said(what), kind_of=kind_of(answer), kind_of_2=kind_of(expected))
                )
        case Object() | _:
            raise UnreadError("what the right code leaves")


def _arrays(run: Run, what: str, answer: Value, expected: Tensor | Scalar, where: str) -> Pair | Reason:
    if not isinstance(answer, Tensor | Scalar):
        require_known([answer], "a value that is returned")
        found = "nothing" if answer is None else kind_of(answer)
        code = "return" if answer is None else "type"
        return Reason(code, reasons.FOUND.format(said=_said(what), found=found, kind_of=kind_of(expected)))
    left, right = run.tensor(answer), run.tensor(expected)
    if not run.same_shape(left.shape, right.shape):
        shapes = reasons.ARRAY_SHAPE.format(shown=run.shown(left.shape), shown_2=run.shown(right.shape))
        return Reason("shape", f"{_said(what)} {shapes}{where}.")
    doubt = ""
    if (left.dtype == "bool") != (right.dtype == "bool"):
        kinds = ("truth values", "numbers") if left.dtype == "bool" else ("numbers", "truth values")
        doubt = reasons.WHICH_WHERE.format(said=_said(what), some=kinds[0], some_2=kinds[1])
    dtype: Dtype = "bool" if left.dtype == right.dtype == "bool" else "float"
    return Pair(what, right.shape, run.entries(left, dtype), run.entries(right, dtype), doubt=doubt)


def _said(what: str) -> str:
    return reasons.CODE_RETURNS if what == RETURNED else f"`{what.replace('return', 'the result')}` is"
