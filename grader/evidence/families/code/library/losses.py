"""PyTorch's losses, by their definitions: a mean over the rows unless a sum or none is asked for."""

from __future__ import annotations

from grader.evidence.families.code.errors import FailedError, UnreadError
from grader.evidence.families.code.library import reductions as over
from grader.evidence.families.code.library.indexing import get
from grader.evidence.families.code.library.making import arange
from grader.evidence.families.code.library.operators import cast, elementwise
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.values import Scalar, Tensor, Value


def cross_entropy(run: Run, logits: Value, target: Value, *more: Value) -> Value:
    """Return -log softmax at the right classes."""
    *others, smoothing = more
    if not isinstance(smoothing, Scalar) or run.space.whole_entry(smoothing.value) != 0:
        raise UnreadError("`label_smoothing`")
    own = run.tensor(logits)
    return nll_loss(run, over.softmax(run, own, run.number(-1), logarithm=True), target, *others)


def nll_loss(run: Run, logs: Value, target: Value, *more: Value) -> Value:
    """Return minus the entries at the right classes."""
    weight, size_average, ignored, reduce, reduction = more
    if run.whole(ignored) != -100 or any(one is not None for one in (weight, size_average, reduce)):
        raise UnreadError("a loss with these arguments")
    own, classes = run.tensor(logs), run.tensor(target)
    if own.rank != 2 or classes.rank != 1 or classes.dtype != "int":
        raise UnreadError("a loss of arrays of these shapes")
    if not run.space.is_same(own.shape[0], classes.shape[0]):
        raise FailedError("shape", "there are not as many classes as rows")
    rows = arange(run, Scalar(run.space.entry(own.shape[0]), "int"), None, run.number(1), None)
    return _reduced(run, run.tensor(elementwise(run, "neg", [get(run, own, (rows, classes))])), reduction)


def mse_loss(run: Run, left: Value, right: Value, size_average: Value, reduce: Value, reduction: Value) -> Value:
    """Return squares of differences."""
    if size_average is not None or reduce is not None:
        raise UnreadError("a loss with these arguments")
    sides = [run.tensor(left), run.tensor(right)]
    if run.library == "torch" and all(side.dtype != "float" for side in sides):
        raise FailedError("dtype", "`mse_loss` is not defined for whole numbers and truth values")
    off = elementwise(run, "sub", [cast(run, side, "float") for side in sides])
    return _reduced(run, run.tensor(elementwise(run, "mul", [off, off])), reduction)


def _reduced(run: Run, losses: Tensor, reduction: Value) -> Value:
    match reduction:
        case "mean":
            return over.mean(run, losses)
        case "sum":
            return over.total(run, losses)
        case "none":
            return losses
        case _:
            raise UnreadError("this `reduction`")
