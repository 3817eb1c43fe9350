"""Arrays in `.safetensors` files: the length of a header in 8 bytes, a header in JSON, the entries of all arrays."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from grader.submissions.limits import WEIGHT_ARRAYS, WEIGHT_HEADER_BYTES
from grader.submissions.weights.arrays import Layout, decoded, shown
from grader.submissions.weights.texts import ArrayError, ArrayText, check_shape
from grader.wording import file_notices

TYPES = {
    **{"F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16", "BOOL": "bool"},
    **{
        f"{letter}{bits}": f"{name}{bits}" for letter, name in (("I", "int"), ("U", "uint")) for bits in (8, 16, 32, 64)
    },
}
METADATA = "__metadata__"


def read_safetensors(data: bytes) -> dict[str, ArrayText | ArrayError]:
    """Return the arrays of a file by name. Raises ArrayError where its header does not fit its bytes.

    The arrays must fill the bytes behind the header without gap or overlap, as the form asks for.
    """
    length = int.from_bytes(data[:8], "little")
    if length > WEIGHT_HEADER_BYTES:
        raise ArrayError(
            file_notices.ANNOUNCES_HEADER_BYTES_MORE.format(length=length, weight_header_bytes=WEIGHT_HEADER_BYTES)
        )
    if len(data) < 8 + length or not length:
        raise ArrayError(file_notices.NO_SAFETENSORS_FILE_ONE)
    entries = _entries(data[8 : 8 + length])
    body = memoryview(data)[8 + length :]
    _check_places([place for _, _, place in entries.values()], len(body))
    return {name: _array(body, *entry) for name, entry in entries.items()}


def _array(body: memoryview, kind: str, shape: list[int], place: tuple[int, int]) -> ArrayText | ArrayError:
    try:
        if kind not in TYPES:
            said = file_notices.HOLDS_ENTRIES_TYPE.format(kind=shown(kind))
            raise ArrayError(file_notices.EXPECTED_INTEGERS_FLOATING_POINT.format(said=said))
        return decoded(body[slice(*place)], Layout(TYPES[kind], check_shape(shape)))
    except ArrayError as error:
        return error


def _entries(header: bytes) -> dict[str, tuple[str, list[int], tuple[int, int]]]:
    try:
        read = json.loads(header.decode("utf-8"), object_pairs_hook=_once, parse_constant=_never)
    except (ValueError, RecursionError):
        raise ArrayError(file_notices.HAS_HEADER_NO_JSON) from None
    if not isinstance(read, dict):
        raise ArrayError(file_notices.HAS_HEADER_NO_MAPPING)
    read.pop(METADATA, None)
    if len(read) > WEIGHT_ARRAYS:
        raise ArrayError(file_notices.HOLDS_ARRAYS_MORE_THAN.format(count=len(read), weight_arrays=WEIGHT_ARRAYS))
    return {name: _entry(name, entry) for name, entry in read.items()}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(file_notices.KEY_TWICE)
    return found


def _never(constant: str) -> None:
    raise ValueError(constant)


def _entry(name: str, entry: Any) -> tuple[str, list[int], tuple[int, int]]:
    match entry:
        case {"dtype": str(kind), "shape": list(shape), "data_offsets": [first, last], **rest} if not rest and all(
            isinstance(one, int) and not isinstance(one, bool) and 0 <= one < 1 << 63 for one in (*shape, first, last)
        ):
            return kind, shape, (first, last)
        case _:
            raise ArrayError(file_notices.HAS_HEADER_NO_ARRAY.format(name=shown(name)))


def _check_places(places: list[tuple[int, int]], size: int) -> None:
    stops = [(0, 0), *sorted(places), (size, size)]
    if any(before[1] != after[0] or before[0] > before[1] for before, after in pairwise(stops)):
        raise ArrayError(file_notices.HAS_HEADER_WHOSE_ARRAYS.format(size=size))
