"""Arrays in `.npy` and `.npz` files become texts. Headers are read by a grammar of our own, before anything is made.

The form is that of NumPy (`numpy.lib.format`, versions 1 and 2): a magic word, the length of a header, a header that
is a Python literal with three keys, the entries. Nothing is evaluated or unpickled, and no library is needed.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from grader.submissions.limits import WEIGHT_ARRAYS, WEIGHT_AXES, WEIGHT_BYTES, WEIGHT_ENTRIES
from grader.submissions.weights.floats import PRECISIONS, simplest

MAGIC = b"\x93NUMPY"
HEADER_BYTES = 1000  # of a header; that of an array of numbers has 118
LETTERS = {"i1": "b", "i2": "h", "i4": "i", "i8": "q", "u1": "B", "u2": "H", "u4": "I", "u8": "Q", "b1": "B"}
_ITEM = r"'(descr|fortran_order|shape)'\s*:\s*('[^'\\]*'|True|False|\(\s*(?:\d+\s*(?:,\s*\d+\s*)*,?\s*)?\))\s*"
_HEADER = re.compile(rf"\s*\{{\s*(?:{_ITEM},\s*){{2}}{_ITEM},?\s*\}}\s*")


class ArrayError(Exception):
    """An array that is not taken; the message says why."""


@dataclass(frozen=True, slots=True)
class ArrayText:
    """An array in the answer language, and what is to be said of it."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Header:
    kind: str  # f, i, u or b
    size: int  # bytes of an entry
    big: bool
    by_columns: bool
    shape: tuple[int, ...]


def read_npz(data: bytes) -> dict[str, ArrayText | ArrayError]:
    """Return the arrays of an archive by name. Raises ArrayError where it is none, or holds anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(members)
            return {member.filename.removesuffix(".npy"): _member(archive, member) for member in members}
    except ArrayError:
        raise
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, IndexError, struct.error) as error:
        raise ArrayError("is no .npz archive, or a damaged one") from error


def _check_members(members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > WEIGHT_ARRAYS:
        raise ArrayError(f"holds {len(members)} files, more than {WEIGHT_ARRAYS} (limit WEIGHT_ARRAYS)")
    names = [member.filename for member in members]
    for member in members:
        name = _shown(member.filename)
        if not re.fullmatch(r"[^/\\\x00:]+\.npy", member.filename) or ".." in member.filename:
            raise ArrayError(f"holds {name}, which is no array: expected names such as `w_0.npy`")
        if names.count(member.filename) > 1:
            raise ArrayError(f"holds {name} twice")
        if member.flag_bits & 1 or member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise ArrayError(f"holds {name} encrypted, or packed in an unusual way")
    size = sum(member.file_size for member in members)
    if size > WEIGHT_BYTES:
        raise ArrayError(f"unpacks to {size:,} bytes, more than {WEIGHT_BYTES:,} (limit WEIGHT_BYTES)")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> ArrayText | ArrayError:
    """Read one array, no more of it than was announced; a fault of it is its own."""
    try:
        with archive.open(member) as stream:
            data = stream.read(member.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError, NotImplementedError):
        return ArrayError("is damaged in its archive")
    try:
        return read_npy(data)
    except ArrayError as error:
        return error


def read_npy(data: bytes) -> ArrayText:
    """Return the array that a file holds. Raises ArrayError."""
    header, start = _header(data)
    count = prod(header.shape)
    if len(data) - start != count * header.size:
        raise ArrayError(f"holds {len(data) - start:,} bytes of entries where its header says {count * header.size:,}")
    entries = [_shown_number(number) for number in _numbers(data[start:], header, count)]
    text = _nested(entries, header.shape, header.by_columns)
    if header.kind != "f":
        return ArrayText(text)
    said = f"binary numbers (float{8 * header.size}): each stands for the simplest fraction that rounds to it"
    return ArrayText(text, said)


def _header(data: bytes) -> tuple[_Header, int]:
    if not data.startswith(MAGIC):
        what = "a pickle, which is never opened" if data[:1] == b"\x80" else "no .npy file"
        raise ArrayError(f"is {what}")
    if data[6:8] not in {b"\x01\x00", b"\x02\x00"}:
        raise ArrayError("is a .npy file of a version that is not read; expected 1.0 or 2.0")
    width = 2 if data[6] == 1 else 4
    length = int.from_bytes(data[8 : 8 + width], "little")
    start = 8 + width + length
    if length > HEADER_BYTES or start > len(data):
        raise ArrayError("has a header that is too long, or cut off")
    return _parsed(data[8 + width : start].decode("latin-1")), start


def _parsed(text: str) -> _Header:
    items = dict(re.findall(_ITEM, text)) if _HEADER.fullmatch(text) else {}
    if set(items) != {"descr", "fortran_order", "shape"}:
        raise ArrayError(f"has a header that is none of an array of numbers: {_shown(text[:80])}")
    kind, size, big = _entry_type(items["descr"])
    shape = _shape(items["shape"])
    return _Header(kind, size, big, items["fortran_order"] == "True", shape)


def _entry_type(descr: str) -> tuple[str, int, bool]:
    match = re.fullmatch(r"'([<>|=]?)([fiub])([1248])'", descr)
    if match is None or (match[2] == "f" and match[3] == "1") or (match[2] == "b" and match[3] != "1"):
        what = "objects (a pickle), which are never opened" if "O" in descr else f"entries of type {_shown(descr)}"
        raise ArrayError(f"holds {what}; expected integers, or floating-point numbers of 16, 32 or 64 bits")
    return match[2], int(match[3]), match[1] == ">"


def _shape(text: str) -> tuple[int, ...]:
    digits = re.findall(r"\d+", text)
    if len(digits) > WEIGHT_AXES:
        raise ArrayError(f"has {len(digits)} axes, more than {WEIGHT_AXES} (limit WEIGHT_AXES)")
    if any(len(one) > 12 for one in digits) or prod(map(int, digits)) > WEIGHT_ENTRIES:
        said = " × ".join(one if len(one) <= 12 else "…" for one in digits)
        raise ArrayError(f"announces {said} entries, more than {WEIGHT_ENTRIES:,} (limit WEIGHT_ENTRIES)")
    if max(map(int, digits), default=0) > WEIGHT_ENTRIES:
        raise ArrayError(f"has an axis of more than {WEIGHT_ENTRIES:,} entries (limit WEIGHT_ENTRIES)")
    return tuple(map(int, digits))


def _numbers(data: bytes, header: _Header, count: int) -> list[Fraction]:
    order = ">" if header.big else "<"
    if header.kind != "f":
        letter = LETTERS[f"{header.kind}{header.size}"]
        whole = struct.unpack(f"{order}{count}{letter}", data)
        if header.kind == "b" and any(entry > 1 for entry in whole):
            raise ArrayError("holds truth values that are neither 0 nor 1")
        return [Fraction(entry) for entry in whole]
    patterns = struct.unpack(f"{order}{count}{ {2: 'H', 4: 'I', 8: 'Q'}[header.size] }", data)
    found = []
    for pattern in patterns:
        number = simplest(pattern, PRECISIONS[8 * header.size])
        if number is None:
            raise ArrayError("holds an entry that is infinite or no number")
        found.append(number)
    return found


def _shown_number(number: Fraction) -> str:
    return f"{number.numerator}/{number.denominator}" if number.denominator > 1 else str(number.numerator)


def _nested(entries: Sequence[str], shape: tuple[int, ...], by_columns: bool) -> str:
    """Return entries as nested lists; `by_columns`: the first axis runs fastest."""
    if not shape:
        return entries[0]
    if len(shape) == 1:
        return f"[{', '.join(entries)}]"
    if by_columns:
        rows = [entries[place :: shape[0]] for place in range(shape[0])]
    else:
        step = prod(shape[1:])
        rows = [entries[place * step : (place + 1) * step] for place in range(shape[0])]
    return f"[{', '.join(_nested(row, shape[1:], by_columns) for row in rows)}]"


def _shown(text: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in text[:80])
