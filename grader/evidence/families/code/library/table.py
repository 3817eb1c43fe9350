"""The functions and methods of both libraries, one row each: where they are, what they take, what computes them.

`where` says in letters who has a row: `t` torch, `f` torch.nn.functional, `n` numpy, `m` math as a function; `T` and
`N` as a method of an array. Parameters bear PyTorch's names; the other spellings are in `ALSO`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from grader.evidence.families.code.errors import FailedError, UnreadError
from grader.evidence.families.code.library import changing, losses, making, shaping
from grader.evidence.families.code.library import functions as of
from grader.evidence.families.code.library.arguments import is_sequence, truth
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.values import Scalar, Value
from grader.records import dataclass

# Other spellings of parameters, and what they may be spellings of; what none of these is, is not read.
ALSO: Mapping[str, tuple[str, ...]] = {
    "axis": ("dim",),
    "keepdims": ("keepdim",),
    **dict.fromkeys(("a", "x", "arr", "m", "v", "data", "object", "tensors", "arrays"), ("input",)),
    **dict.fromkeys(("b", "mat2", "vec", "vec2", "tensor"), ("other",)),
    "input": ("first",),
    "other": ("second",),
    "size": ("shape",),
    "newshape": ("shape",),
    "fill_value": ("value",),
    "stop": ("end",),
    "axes": ("dims",),
    "a_min": ("min",),
    "a_max": ("max",),
    "start_dim": ("start",),
    "end_dim": ("end",),
    "n": ("rows",),
    "N": ("rows",),
    "M": ("columns",),
    "k": ("diagonal",),
    "indices": ("index",),
}
IDLE = frozenset({"device", "requires_grad", "non_blocking", "memory_format"})
IDLE_AS: Mapping[str, object] = {"order": "C", "copy": True}  # what changes nothing where it is this
NUMPY_ONLY_BY_NAME = frozenset({"keepdim"})
PYTORCH_NAMES = frozenset({"dim", "keepdim", "dims", "input"})


@dataclass(frozen=True, slots=True)
class Row:
    """A function: its parameters with defaults, `*` before the one that takes all others, and what computes it."""

    where: str
    parameters: str
    call: Callable[..., Value]


def bound(run: Run, name: str, row: Row, args: Sequence[Value], named: Mapping[str, Value]) -> list[object]:
    """Return the arguments of a call in the order of the parameters; raises FailedError where they do not fit."""
    parameters = [part.strip().partition("=") for part in row.parameters.split(",") if part.strip()]
    found = _by_place(run, name, [one for one, _, _ in parameters], list(args))
    _add_named(run, name, [one.lstrip("*") for one, _, _ in parameters], named, found)
    for one, is_default, default in parameters:
        if one.lstrip("*") not in found:
            if not is_default:
                _lacks(name, one, named)
            found[one] = _default(run, default)
    return [found[one.lstrip("*")] for one, _, _ in parameters]


def _lacks(name: str, parameter: str, named: Mapping[str, Value]) -> None:
    if named:
        raise UnreadError(f"`{name}` without `{parameter}`")
    raise FailedError("type", f"`{name}` lacks the argument `{parameter}`")


def parameters_of(row: Row) -> list[str]:
    """Return the names of a row's parameters, in order."""
    return [part.strip().partition("=")[0].lstrip("*") for part in row.parameters.split(",") if part.strip()]


def _by_place(run: Run, name: str, parameters: Sequence[str], args: list[Value]) -> dict[str, object]:
    found: dict[str, object] = {}
    for one in parameters:
        if one in {"*shape", "*dims"} and run.module == "numpy" and args:
            if len(args) > 1 and isinstance(args[1], Scalar):
                raise FailedError("type", f"`np.{name}` takes a shape as one tuple")
            found[one[1:]] = args.pop(0)
        elif one.startswith("*"):
            found[one[1:]], args = _gathered(args), []
        elif args:
            if run.library == "numpy" and one in NUMPY_ONLY_BY_NAME:
                raise UnreadError(f"`{name}` with so many arguments that have no names")
            found[one] = args.pop(0)
    if args:
        raise UnreadError(f"`{name}` with so many arguments")
    return found


def _add_named(run: Run, name: str, names: Sequence[str], named: Mapping[str, Value], found: dict[str, object]) -> None:
    for key, value in named.items():
        own = key if key in names else next((one for one in ALSO.get(key, ()) if one in names), "")
        if not own and _changes_nothing(key, value):
            continue
        if run.library == "numpy" and key in PYTORCH_NAMES:
            raise FailedError("type", f"`{name}` has no parameter `{key}` in {LIBRARY[run.library]}")
        if not own:
            raise UnreadError(f"`{name}` with the argument `{key}`")
        if found.get(own, ()) != ():  # what takes any number of arguments may have got none
            raise FailedError("type", f"`{name}` is given `{key}` twice")
        found[own] = value


def _changes_nothing(key: str, value: Value) -> bool:
    wanted = IDLE_AS.get(key)
    return key in IDLE or (wanted is not None and (value.value if isinstance(value, Scalar) else value) == wanted)


LIBRARY = {"torch": "PyTorch", "numpy": "NumPy"}


def _gathered(args: list[Value]) -> Value:
    """Return what stands for any number of arguments: a tuple of them, or the one tuple or list that is given."""
    if len(args) == 1 and not isinstance(args[0], str) and is_sequence(args[0]):
        return args[0]
    return tuple(args)


def _default(run: Run, text: str) -> Value:
    match text:
        case "None":
            return None
        case "True" | "False":
            return truth(run, text == "True")
        case _ if text.lstrip("-").isdigit():
            return run.number(int(text))
        case _:
            return text


def _each(where: str, *names: str) -> dict[str, Row]:
    return {name: Row(where, "input", of.each(name)) for name in names}


LOSS = "input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction=mean"
ROWS: dict[str, Row] = {
    **_each("tTnm", "exp", "log", "sqrt", "sin", "cos", "tanh"),
    **_each("tTn", "abs", "sign", "floor", "ceil", "square"),
    **_each("tTf", "sigmoid", "relu"),
    "neg": Row("tT", "input", of.operator("neg", 1)),
    "reciprocal": Row("tTn", "input", of.reciprocal),
    "add": Row("tTn", "input, other, alpha=1", of.scaled("add")),
    "sub": Row("tT", "input, other, alpha=1", of.scaled("sub")),
    "subtract": Row("tn", "input, other", of.operator("sub", 2)),
    "mul": Row("tT", "input, other", of.operator("mul", 2)),
    "multiply": Row("tTn", "input, other", of.operator("mul", 2)),
    "div": Row("tT", "input, other", of.operator("div", 2)),
    "divide": Row("tTn", "input, other", of.operator("div", 2)),
    "pow": Row("tT", "input, exponent", of.operator("pow", 2)),
    "power": Row("n", "input, other", of.power),
    "maximum": Row("tTn", "input, other", of.operator("max", 2)),
    "minimum": Row("tTn", "input, other", of.operator("min", 2)),
    "clamp": Row("tT", "input, min=None, max=None", of.clamp),
    "clip": Row("tTnN", "input, min=None, max=None", of.clamp),
    **{name: Row("tT", "input, other", of.compare(name)) for name in ("eq", "ne", "lt", "le", "gt", "ge")},
    "equal": Row("n", "input, other", of.compare("eq")),
    "greater": Row("tTn", "input, other", of.compare("gt")),
    "less": Row("tTn", "input, other", of.compare("lt")),
    "logical_and": Row("tTn", "input, other", of.logic("and")),
    "logical_or": Row("tTn", "input, other", of.logic("or")),
    "logical_not": Row("tTn", "input", of.logic("not")),
    "where": Row("tn", "condition, first=None, second=None", of.where),
    "heaviside": Row("tTn", "input, values", of.heaviside),
    "masked_fill": Row("tT", "input, mask, value", of.masked_fill),
    # Over dimensions.
    "sum": Row("tTnN", "input, dim=None, keepdim=False, dtype=None", of.total),
    "mean": Row("tTnN", "input, dim=None, keepdim=False, dtype=None", of.mean),
    "prod": Row("tTnN", "input, dim=None, keepdim=False, dtype=None", of.prod),
    "var": Row("tTnN", "input, dim=None, unbiased=None, keepdim=False, correction=None, ddof=None", of.var),
    "std": Row("tTnN", "input, dim=None, unbiased=None, keepdim=False, correction=None, ddof=None", of.std),
    "max": Row("tTnN", "input, dim=None, keepdim=False", of.best("max")),
    "min": Row("tTnN", "input, dim=None, keepdim=False", of.best("min")),
    "amax": Row("tTn", "input, dim=None, keepdim=False", of.extreme("max")),
    "amin": Row("tTn", "input, dim=None, keepdim=False", of.extreme("min")),
    "argmax": Row("tTnN", "input, dim=None, keepdim=False", of.place_of("max")),
    "argmin": Row("tTnN", "input, dim=None, keepdim=False", of.place_of("min")),
    "any": Row("tTnN", "input, dim=None, keepdim=False", of.truths("any")),
    "all": Row("tTnN", "input, dim=None, keepdim=False", of.truths("all")),
    "cumsum": Row("tTnN", "input, dim=None, dtype=None", of.running),
    "softmax": Row("tTf", "input, dim=None, dtype=None", of.softmax(False)),
    "log_softmax": Row("tTf", "input, dim=None, dtype=None", of.softmax(True)),
    "logsumexp": Row("tT", "input, dim, keepdim=False", of.logsumexp),
    # Products.
    **{name: Row("tT", "input, other", of.product(name)) for name in ("mm", "mv", "bmm")},
    "dot": Row("tTnN", "input, other", of.product("dot")),
    "matmul": Row("tTn", "input, other", of.product("matmul")),
    "outer": Row("tTn", "input, other", of.outer),
    "einsum": Row("tn", "text, *operands", of.einsum),
    "addmm": Row("tT", "input, mat1, mat2, beta=1, alpha=1", of.added_product("mm")),
    "addmv": Row("tT", "input, mat, vec, beta=1, alpha=1", of.added_product("mv")),
    "linear": Row("f", "input, weight, bias=None", of.linear),
    # Shapes.
    "t": Row("tT", "input", shaping.transposed_matrix),
    "transpose": Row("tTnN", "input, *dims", shaping.transpose),
    "swapaxes": Row("tTnN", "input, first, second", shaping.swap),
    "permute": Row("tT", "input, *dims", shaping.permute),
    "reshape": Row("tTnN", "input, *shape", shaping.reshape),
    "view": Row("T", "input, *shape", shaping.view),
    "flatten": Row("tTN", "input, start=None, end=None", shaping.flatten),
    "ravel": Row("tTnN", "input", shaping.raveled),
    "squeeze": Row("tTnN", "input, dim=None", shaping.squeeze),
    "unsqueeze": Row("tT", "input, dim", shaping.unsqueeze),
    "expand_dims": Row("n", "input, dim", shaping.unsqueeze),
    "expand": Row("T", "input, *shape", shaping.expand),
    "expand_as": Row("T", "input, other", shaping.expand_as),
    "broadcast_to": Row("tTn", "input, shape", shaping.broadcast_to),
    "cat": Row("t", "input, dim=0", making.cat),
    "concat": Row("t", "input, dim=0", making.cat),
    "concatenate": Row("tn", "input, dim=0", making.cat),
    "stack": Row("tn", "input, dim=0", making.stack),
    "diag": Row("tTn", "input, diagonal=0", making.diag),
    "triu": Row("tTn", "input, diagonal=0", making.triangle("up")),
    "tril": Row("tTn", "input, diagonal=0", making.triangle("down")),
    # New arrays.
    "zeros": Row("tn", "*shape, dtype=None", making.filled(0)),
    "ones": Row("tn", "*shape, dtype=None", making.filled(1)),
    "full": Row("tn", "shape, value, dtype=None", making.full),
    "zeros_like": Row("tn", "input, dtype=None", making.filled_like(0)),
    "ones_like": Row("tn", "input, dtype=None", making.filled_like(1)),
    "full_like": Row("tn", "input, value, dtype=None", making.full_like),
    "new_zeros": Row("T", "input, *shape", making.new_filled(0)),
    "new_ones": Row("T", "input, *shape", making.new_filled(1)),
    "eye": Row("tn", "rows, columns=None, diagonal=0, dtype=None", making.eye),
    "arange": Row("tn", "start, end=None, step=1, dtype=None", making.arange),
    "tensor": Row("t", "input, dtype=None", making.new_array),
    "as_tensor": Row("t", "input, dtype=None", making.as_array),
    "array": Row("n", "input, dtype=None", making.new_array),
    "asarray": Row("n", "input, dtype=None", making.as_array),
    "one_hot": Row("f", "input, num_classes=-1", making.one_hot),
    "gather": Row("tT", "input, dim, index", changing.gather),
    "take_along_axis": Row("n", "input, index, dim", changing.take_along),
    "index_select": Row("tT", "input, dim, index", changing.index_select),
    # Types and copies.
    "clone": Row("tT", "input", changing.copied),
    "copy": Row("nN", "input", changing.copied),
    "detach": Row("T", "input", changing.same),
    "contiguous": Row("T", "input", changing.contiguous),
    **{name: Row("T", "input", changing.same) for name in ("cpu", "cuda", "requires_grad_")},
    **{name: Row("T", "input", changing.to_type("float")) for name in ("float", "double")},
    **{name: Row("T", "input", changing.to_type("int")) for name in ("long", "int")},
    "bool": Row("T", "input", changing.to_type("bool")),
    "to": Row("T", "input, dtype", changing.to),
    "type": Row("T", "input, dtype", changing.to),
    "type_as": Row("T", "input, other", changing.type_as),
    "astype": Row("N", "input, dtype", changing.to),
    "item": Row("TN", "input", changing.item),
    "size": Row("T", "input, dim=None", changing.size),
    "dim": Row("T", "input", changing.rank),
    "numel": Row("tT", "input", changing.numel),
    # In place.
    **{f"{name}_": Row("T", "input, other, alpha=1", changing.changed(name)) for name in ("add", "sub")},
    **{f"{name}_": Row("T", "input, other", changing.changed(name)) for name in ("mul", "div", "pow")},
    "zero_": Row("T", "input", changing.refilled),
    "fill_": Row("T", "input, value", changing.filled),
    "copy_": Row("T", "input, value", changing.refilled),
    "masked_fill_": Row("T", "input, mask, value", changing.masked_refilled),
    "scatter_": Row("T", "input, dim, index, value", changing.scattered),
    # Losses.
    "cross_entropy": Row("f", f"{LOSS}, label_smoothing=0", losses.cross_entropy),
    "nll_loss": Row("f", LOSS, losses.nll_loss),
    "mse_loss": Row("f", "input, target, size_average=None, reduce=None, reduction=mean", losses.mse_loss),
}
LETTERS: Mapping[str, str] = {"torch": "t", "torch.nn.functional": "f", "numpy": "n", "math": "m"}
