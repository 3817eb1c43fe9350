"""Fields and methods of values: of modules, arrays, objects and lists."""

from __future__ import annotations

from collections.abc import Callable

from grader.evidence.families.code.errors import UnreadError
from grader.evidence.families.code.library.calls import is_method
from grader.evidence.families.code.library.changing import numel
from grader.evidence.families.code.library.shaping import last_two_swapped, shape_value, turned
from grader.evidence.families.code.run import Run, kind_of
from grader.evidence.families.code.spaces.values import Listed, Method, Module, Named, Object, Scalar, Tensor, Value
from grader.records import replace


def attribute(run: Run, owner: Value, name: str) -> Value:
    """Return a field of a value, or a method."""
    match owner:
        case Module("numpy" | "torch") if name == "newaxis":
            return None
        case Module(path):
            return Module(f"{path}.{name}")
        case Tensor():
            return _of_array(run, owner, name)
        case Object(fields=fields) if name in fields:
            return fields[name]
        case Object(methods=methods) if name in methods:
            return replace(methods[name], owner=owner)
        case Object() if name == "__init__":
            return Module("builtins.idle")
        case Named(names=names, items=items) if name in names:
            return items[names.index(name)]
        case Listed() if name in {"append", "extend"}:
            return Method(owner, name)
        case Scalar() if name == "item":
            return Method(owner, name)
        case _:
            raise UnreadError(f"`.{name}` of {kind_of(owner)}")


def _of_array(run: Run, array: Tensor, name: str) -> Value:
    if name in array.fields:
        return array.fields[name]
    properties: dict[str, Callable[[], Value]] = {
        "T": lambda: turned(run, array),
        "mT": lambda: last_two_swapped(run, array),
        "shape": lambda: shape_value(run, array),
        "ndim": lambda: run.number(array.rank),
        "data": lambda: Tensor(array.cell, array.shape, array.dtype, array.view),
        "grad": lambda: None,
        "dtype": lambda: Module(f"torch.{array.dtype}"),
        "device": lambda: "cpu",
    }
    if name in properties:
        return properties[name]()
    if name == "size" and run.library == "numpy":
        return numel(run, array)
    if is_method(run, name):
        return Method(array, name)
    raise UnreadError(f"`.{name}` of an array")
