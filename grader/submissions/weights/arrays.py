"""Arrays in `.npy`, `.npz` and `.safetensors` files become texts. Headers are read by grammars of our own, and checked
before anything is made; NumPy decodes the entries. Nothing is evaluated or unpickled.

The form of `.npy` is that of NumPy (`numpy.lib.format`, versions 1 and 2): a magic word, the length of a header, a
header that is a Python literal with three keys, the entries. That of `.safetensors` is the length of a header, a
header that is JSON, the entries of all arrays; its library is not used, for it brings a compiled module along, knows
none of our limits, and has no bfloat16 in NumPy.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from math import prod

import numpy as np

from grader.records import dataclass
from grader.submissions.limits import WEIGHT_ARRAYS, WEIGHT_BYTES
from grader.submissions.weights.floats import PRECISIONS, simplest
from grader.submissions.weights.texts import ArrayError, ArrayText, check_shape, shaped
from grader.wording import file_notices

MAGIC = b"\x93NUMPY"
HEADER_BYTES = 1000  # of a header; that of an array of numbers has 118
_ITEM = r"'(descr|fortran_order|shape)'\s*:\s*('[^'\\]*'|True|False|\(\s*(?:\d+\s*(?:,\s*\d+\s*)*,?\s*)?\))\s*"
_HEADER = re.compile(rf"\s*\{{\s*(?:{_ITEM},\s*){{2}}{_ITEM},?\s*\}}\s*")
_MEMBER = re.compile(r"(?!/)[^\\\x00]+\.npy")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the entries of an array stand in a file: `entry` is `bool`, or that of integers or floats (`int32`)."""

    entry: str
    shape: tuple[int, ...]
    big: bool = False
    by_columns: bool = False

    @property
    def pattern(self) -> str:
        """What NumPy calls the entries: integers, the bits of floats."""
        match = re.search(r"\d+$", self.entry)
        size = int(match[0]) // 8 if match else 1
        return f"{'>' if self.big else '<'}{'i' if self.entry.startswith('int') else 'u'}{size}"

    @property
    def bytes(self) -> int:
        """The bytes of all entries."""
        return np.dtype(self.pattern).itemsize * prod(self.shape)


def decoded(data: memoryview, layout: Layout) -> ArrayText:
    """Return the array that stands in some bytes, as many as its layout says. Raises ArrayError."""
    if len(data) != layout.bytes:
        raise ArrayError(file_notices.HOLDS_BYTES_ENTRIES_WHERE.format(count=len(data), size=layout.bytes))
    array = np.frombuffer(data, layout.pattern).reshape(layout.shape, order="F" if layout.by_columns else "C")
    entries: list[int] = array.ravel().tolist()
    precision = PRECISIONS.get(layout.entry)
    if precision is None:
        if layout.entry == "bool" and any(entry > 1 for entry in entries):
            raise ArrayError(file_notices.HOLDS_TRUTH_VALUES_NEITHER)
        return shaped([str(entry) for entry in entries], layout.shape)
    texts: dict[int, str] = {}
    for entry in set(entries):
        number = simplest(entry, precision)
        if number is None:
            raise ArrayError(file_notices.HOLDS_ENTRY_INFINITE_NO)
        texts[entry] = str(number[0]) if number[1] == 1 else f"{number[0]}/{number[1]}"
    said = file_notices.BINARY_NUMBERS_EACH_SIMPLEST.format(entry=layout.entry)
    return shaped([texts[entry] for entry in entries], layout.shape, said)


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
        raise ArrayError(file_notices.NO_NPZ_ARCHIVE_DAMAGED) from error


def _check_members(members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > WEIGHT_ARRAYS:
        raise ArrayError(file_notices.HOLDS_FILES_MORE_THAN.format(count=len(members), weight_arrays=WEIGHT_ARRAYS))
    names = [member.filename for member in members]
    for member in members:
        name = shown(member.filename)
        if not _MEMBER.fullmatch(member.filename) or ".." in member.filename:
            raise ArrayError(file_notices.HOLDS_NO_ARRAY_EXPECTED.format(name=name))
        if names.count(member.filename) > 1:
            raise ArrayError(file_notices.HOLDS_TWICE.format(name=name))
        if member.flag_bits & 1 or member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise ArrayError(file_notices.HOLDS_ENCRYPTED_PACKED_UNUSUAL.format(name=name))
    size = sum(member.file_size for member in members)
    if size > WEIGHT_BYTES:
        raise ArrayError(file_notices.UNPACKS_BYTES_MORE_THAN.format(size=size, weight_bytes=WEIGHT_BYTES))


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> ArrayText | ArrayError:
    """Read one array, no more of it than was announced; a fault of it is its own."""
    try:
        with archive.open(member) as stream:
            data = stream.read(member.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError, NotImplementedError):
        return ArrayError(file_notices.DAMAGED_ARCHIVE)
    try:
        return read_npy(data)
    except ArrayError as error:
        return error


def read_npy(data: bytes) -> ArrayText:
    """Return the array that a file holds. Raises ArrayError."""
    layout, start = _header(data)
    return decoded(memoryview(data)[start:], layout)


def _header(data: bytes) -> tuple[Layout, int]:
    if not data.startswith(MAGIC):
        what = file_notices.PICKLE_NEVER_OPENED if data[:1] == b"\x80" else file_notices.NO_NPY_FILE
        raise ArrayError(f"is {what}")
    if data[6:8] not in {b"\x01\x00", b"\x02\x00"}:
        raise ArrayError(file_notices.NPY_FILE_VERSION)
    width = 2 if data[6] == 1 else 4
    length = int.from_bytes(data[8 : 8 + width], "little")
    start = 8 + width + length
    if length > HEADER_BYTES or start > len(data):
        raise ArrayError(file_notices.HAS_HEADER_TOO_LONG)
    return _parsed(data[8 + width : start].decode("latin-1")), start


def _parsed(text: str) -> Layout:
    items = dict(re.findall(_ITEM, text)) if _HEADER.fullmatch(text) else {}
    if set(items) != {"descr", "fortran_order", "shape"}:
        raise ArrayError(file_notices.HAS_HEADER_NONE_ARRAY.format(shown=shown(text[:80])))
    kind, big = _entry_type(items["descr"])
    shape = check_shape([int(axis[:13]) for axis in re.findall(r"\d+", items["shape"])])
    return Layout(kind, shape, big, items["fortran_order"] == "True")


def _entry_type(descr: str) -> tuple[str, bool]:
    match = re.fullmatch(r"'([<>|=]?)([fiub])([1248])'", descr)
    if match is None or (match[2] == "f" and match[3] == "1") or (match[2] == "b" and match[3] != "1"):
        what = (
            file_notices.OBJECTS_PICKLE_NEVER_OPENED
            if "O" in descr
            else file_notices.ENTRIES_TYPE.format(descr=shown(descr))
        )
        raise ArrayError(file_notices.HOLDS_EXPECTED_INTEGERS_FLOATING.format(what=what))
    names = {"f": "float", "i": "int", "u": "uint"}
    return "bool" if match[2] == "b" else f"{names[match[2]]}{8 * int(match[3])}", match[1] == ">"


def shown(text: str) -> str:
    """Return the beginning of a name or header as messages show it."""
    return "".join(sign if sign.isprintable() else "�" for sign in text[:80])
