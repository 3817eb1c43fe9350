"""Functions of libraries and methods of arrays are looked up in the table, and called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.evidence.families.code.errors import FailedError, UnreadError
from grader.evidence.families.code.library.operators import item
from grader.evidence.families.code.library.table import LETTERS, LIBRARY, ROWS, Row, bound, parameters_of
from grader.evidence.families.code.run import Run, kind_of
from grader.evidence.families.code.spaces.values import Listed, Scalar, Tensor, Value

# What PyTorch also takes numbers of Python for, as the first argument; what takes two arrays, or a list of arrays; what
# is always one.
TAKES_NUMBERS = frozenset({"add", "sub", "subtract", "mul", "multiply", "div", "divide", "pow", "tensor", "as_tensor"})
OF_TWO_ARRAYS = frozenset(
    {"maximum", "minimum", "logical_and", "logical_or", "matmul", "mm", "mv", "bmm", "dot", "outer"}
)
OF_LISTS = frozenset({"cat", "concat", "concatenate", "stack"})
ARRAYS = frozenset({"weight", "target", "mask", "index"})
SHARED = frozenset({"torch.nn.Parameter", "torch.Tensor.detach"})


def is_method(run: Run, name: str) -> bool:
    """Return whether arrays of the run's library have a method."""
    return name in ROWS and _letter(run) in ROWS[name].where


def _letter(run: Run) -> str:
    return "T" if run.library == "torch" else "N"


def call_library(run: Run, path: str, args: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """Return what a function of a library gives; raises UnreadError where it is not in the table."""
    module, _, name = path.rpartition(".")
    if path in SHARED and args:
        return args[0]
    row = ROWS.get(name)
    if row is None or LETTERS.get(module, "?") not in row.where:
        raise UnreadError(f"`{_shown(path)}`")
    _require_own(run, module, path, args)
    run.module = module
    found = bound(run, name, row, args, named)
    if module.startswith("torch"):
        _require_arrays(name, row, found, frozenset() if name in TAKES_NUMBERS else frozenset({"input"}))
    return row.call(run, *found)


def _require_arrays(name: str, row: Row, found: Sequence[object], first: frozenset[str] = frozenset()) -> None:
    """Raise FailedError where PyTorch expects an array and a number or a list of Python stands."""
    if name == "pow" and all(isinstance(value, Scalar) for value in found):
        raise FailedError("type", "`pow` expects an array, not two numbers of Python")
    wanted = ARRAYS | first | (frozenset({"other"}) if name in OF_TWO_ARRAYS else frozenset())
    for parameter, value in zip(parameters_of(row), found, strict=True):
        if parameter in wanted and isinstance(value, Scalar):
            raise FailedError("type", f"`{name}` expects an array as `{parameter}`, not a number of Python")
        if parameter in first and isinstance(value, Listed) and name not in OF_LISTS:
            raise FailedError("type", f"`{name}` expects an array as `{parameter}`, not a list of Python")


def _require_own(run: Run, module: str, path: str, args: Sequence[Value]) -> None:
    """Raise UnreadError where a function of one library is applied to the arrays of the other."""
    if all(isinstance(arg, Scalar) for arg in args) and args:
        if module.startswith("torch") and path.rpartition(".")[2] in {"exp", "log", "sqrt", "tanh", "sin", "cos"}:
            raise FailedError("type", f"`{_shown(path)}` is of arrays, not of Python's numbers")
        return
    if module == "math":
        if args and isinstance(args[0], Tensor):
            raise UnreadError(f"`{path}` of an array")
        return
    own = "numpy" if module == "numpy" else "torch"
    if own != run.library:
        raise UnreadError(f"`{_shown(path)}`, which is not {LIBRARY[run.library]}'s,")


def _shown(path: str) -> str:
    return path.replace("torch.nn.functional", "F")


def call_method(run: Run, owner: Value, name: str, args: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """Return what a method gives."""
    match owner:
        case Tensor() if name == "item":
            return item(run, owner)
        case Tensor():
            row, run.module = ROWS[name], ""
            found = bound(run, name, row, [owner, *args], named)
            if run.library == "torch":
                _require_arrays(name, row, found)
            return row.call(run, *found)
        case Listed(items) if name == "append" and len(args) == 1:
            items.append(args[0])
            return None
        case Scalar() if name == "item" and not args:
            raise FailedError("type", "a number of Python has no `.item()`")
        case _:
            raise UnreadError(f"`.{name}` of {kind_of(owner)}")
