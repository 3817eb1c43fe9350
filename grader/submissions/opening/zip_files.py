"""Zip files as folders: what they hold, and the bytes of one member; nothing is ever unpacked to a disk.

The format is that of PKWARE's APPNOTE, with zip64. Of a file only its directory at the end is believed, and each size
in it is held against a limit before anything of that size is made. A member is read to its announced size at most and
checked against its checksum. No name leads anywhere: what would leave the archive is refused by name.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Protocol

from grader.records import dataclass
from grader.submissions import limits
from grader.wording import file_notices

STORED, DEFLATED = 0, 8
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_END_64_AT = struct.Struct("<4sLQL")
_HEAD = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_EXTRA = struct.Struct("<2H")
_COMMENT_BYTES = 65_535  # the longest comment at the end of an archive
_FULL, _FULL_64 = 0xFFFF, 0xFFFFFFFF  # stand where a number needs the fields of zip64
_ENCRYPTED, _UTF8 = 0x1, 0x800
_UNIX = 3  # the system on which a member's attributes hold its kind
_KINDS = {0o120000: "a symbolic link", 0o010000: "a pipe", 0o140000: "a socket", 0o020000: "a device",
          0o060000: "a device"}  # fmt: skip


class ZipError(Exception):
    """An archive, or a member of it, that is not read; the message says why."""


class Bytes(Protocol):
    """Something that bytes can be had from: a file that is open, or bytes themselves."""

    @property
    def size(self) -> int:
        """Return the number of bytes."""

    def at(self, offset: int, length: int) -> bytes:
        """Return so many bytes, fewer at the end, none where there are none. Raises OSError."""


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes that are in memory."""

    data: bytes

    @property
    def size(self) -> int:
        """Return the number of bytes."""
        return len(self.data)

    def at(self, offset: int, length: int) -> bytes:
        """Return so many bytes, fewer at the end, none where there are none."""
        return self.data[offset : offset + length] if offset >= 0 else b""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits of an archive by name: bytes of the file, and entries of its directory."""

    size: str | None
    entries: str


OF_CLASS = Bounds(None, "CLASS_ENTRIES")
OF_SUBMISSION = Bounds("ARCHIVE_BYTES", "ARCHIVE_ENTRIES")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; `refused` says why it is never read, where that is so."""

    offset: int
    packed: int
    size: int
    checksum: int
    method: int
    refused: str = ""


@dataclass(frozen=True)
class Directory:
    """The files of an archive by their paths, and its folders; `refused` are names that are no paths, with why."""

    members: Mapping[PurePosixPath, Member]
    folders: frozenset[PurePosixPath]
    refused: tuple[tuple[PurePosixPath, str, str], ...] = ()


def read_directory(source: Bytes, bounds: Bounds) -> Directory:
    """Return what an archive holds. Raises ZipError, and OSError where its bytes cannot be had."""
    most = getattr(limits, bounds.size) if bounds.size else source.size
    if source.size > most:
        raise ZipError(
            file_notices.BYTES_MORE_THAN_ALLOWED_LIMIT.format(size=source.size, most=most, limit=bounds.size)
        )
    try:
        members: dict[PurePosixPath, Member] = {}
        folders: set[PurePosixPath] = set()
        refused: list[tuple[PurePosixPath, str, str]] = []
        for name, member in _entries(source, bounds.entries):
            _put(name, member, members, folders, refused)
    except struct.error:
        raise ZipError(file_notices.BROKEN_DIRECTORY_CUT_OFF) from None
    for path in folders & members.keys():
        members[path] = _refused(members[path], file_notices.FILE_FOLDER_ONE_NAME)
    return Directory(members, frozenset(folders), tuple(refused))


def _put(
    name: str,
    member: Member,
    members: dict[PurePosixPath, Member],
    folders: set[PurePosixPath],
    refused: list[tuple[PurePosixPath, str, str]],
) -> None:
    """Sort an entry in. What is refused by its name is kept in the folder at the top that it begins with, if any."""
    steps = name.replace("\\", "/").split("/")
    parts = [step for step in steps if step not in {"", "."}]
    if why := _why_refused(name, parts):
        folder = PurePosixPath(parts[0]) if len(parts) > 1 and not _is_outside(name, parts) else PurePosixPath()
        folders.add(folder)
        refused.append((folder, name, why))
        return
    path = PurePosixPath(*parts)
    folders.update(path.parents)
    if not steps[-1]:
        folders.add(path)
    elif path in members:
        members[path] = _refused(member, file_notices.TWO_FILES_ONE_NAME)
    else:
        members[path] = member


def _why_refused(name: str, parts: list[str]) -> str:
    if not parts or ".." in parts or _is_outside(name, parts) or "\0" in name:
        return file_notices.LEADS_OUT_ARCHIVE_NEVER
    if len(parts) > limits.SUBMISSION_DEPTH + 2:
        return file_notices.NOT_LOOKED_MORE_THAN_FOLDERS.format(submission_depth=limits.SUBMISSION_DEPTH)
    return ""


def _is_outside(name: str, parts: list[str]) -> bool:
    return name.startswith(("/", "\\")) or name[1:2] == ":" or parts[:1] == [".."]


def _refused(member: Member, why: str) -> Member:
    return Member(member.offset, member.packed, member.size, member.checksum, member.method, why)


def _entries(source: Bytes, limit: str) -> Iterator[tuple[str, Member]]:
    """Yield the names in the directory with what stands under them."""
    count, size, start, shift = _end(source)
    most = getattr(limits, limit)
    if count > most:
        raise ZipError(file_notices.FILES_FOLDERS_MORE_THAN.format(count=count, most=most, limit=limit))
    if size > most * limits.ARCHIVE_NAME_BYTES:
        raise ZipError(file_notices.DIRECTORY_TAKES_BYTES_ENTRIES.format(size=size, count=count))
    data, place = source.at(start + shift, size), 0
    for _ in range(count):
        head = _HEAD.unpack_from(data, place)
        names, extra, comment = head[10], head[11], head[12]
        if head[0] != b"PK\1\2":
            raise ZipError(file_notices.BROKEN_DIRECTORY_HOLDS_SOMETHING)
        begin = place + _HEAD.size
        place = begin + names + extra + comment
        if place > len(data):
            raise ZipError(file_notices.BROKEN_DIRECTORY_CUT_OFF)
        wide = _wide(data[begin + names : begin + names + extra], (head[9], head[8], head[16]))
        name = _name(data[begin : begin + names], head[3])
        yield name, _member(head, wide, shift)


def _end(source: Bytes) -> tuple[int, int, int, int]:
    """Return how many entries a directory has, its size, where it begins, and by how much all places are shifted."""
    tail_at = max(0, source.size - _END.size - _COMMENT_BYTES)
    tail = source.at(tail_at, source.size - tail_at)
    found = tail.rfind(b"PK\5\6")
    if found < 0 or found + _END.size > len(tail):
        raise ZipError(file_notices.NO_ZIP_FILE_PART)
    _, disk, start_disk, here, count, size, start, _ = _END.unpack_from(tail, found)
    end = tail_at + found
    if _FULL in {here, count} or _FULL_64 in {size, start}:
        locator = source.at(end - _END_64_AT.size, _END_64_AT.size)
        if locator[:4] == b"PK\6\7":
            places = (_END_64_AT.unpack(locator)[2], end - _END_64_AT.size - _END_64.size)
            end = next((at for at in places if source.at(at, 4) == b"PK\6\6"), -1)
            if end < 0:
                raise ZipError(file_notices.BROKEN_END_NOT_WHERE)
            _, _, _, _, disk, start_disk, here, count, size, start = _END_64.unpack(source.at(end, _END_64.size))
    if disk or start_disk or here != count:
        raise ZipError(file_notices.PART_ARCHIVE_SEVERAL_FILES)
    shift = end - size - start
    if shift < 0 or size > source.size:
        raise ZipError(file_notices.BROKEN_DIRECTORY_NOT_WHERE)
    return count, size, start, shift


def _wide(extra: bytes, numbers: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return unpacked size, packed size and place of a member, from the field of zip64 where that has them."""
    place = 0
    while place + _EXTRA.size <= len(extra):
        kind, size = _EXTRA.unpack_from(extra, place)
        place += _EXTRA.size
        if kind == 1:
            values = [int.from_bytes(extra[at : at + 8], "little") for at in range(place, place + size - 7, 8)]
            unread = iter(values)
            first, second, third = (next(unread, _FULL_64) if one == _FULL_64 else one for one in numbers)
            return first, second, third
        place += size
    return numbers


def _name(raw: bytes, flags: int) -> str:
    """Return a name; without a mark of its encoding it is UTF-8 where it can be, as some systems write it unmarked."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "surrogateescape") if flags & _UTF8 else raw.decode("cp437")


def _member(head: tuple[int, ...], wide: tuple[int, int, int], shift: int) -> Member:
    size, packed, offset = wide
    system, flags, method, attributes = head[1] >> 8, head[3], head[4], head[15]
    kind = _KINDS.get(attributes >> 16 & 0o170000) if system == _UNIX else None
    refused = ""
    if kind is not None:
        refused = file_notices.ARCHIVE_NOT_FOLLOWED.format(kind=kind)
    elif flags & _ENCRYPTED:
        refused = file_notices.ENCRYPTED_HAND_WITHOUT
    elif method not in {STORED, DEFLATED}:
        refused = file_notices.PACKED_METHOD_NOT_READ.format(method=method)
    return Member(offset + shift, packed, size, head[7], method, refused)


def read_member(source: Bytes, member: Member) -> bytes:
    """Return the bytes of a member, whose size was held against a limit before. Raises ZipError and OSError."""
    if member.refused:
        raise ZipError(member.refused)
    if member.size > max(limits.DOCUMENT_BYTES, limits.ARCHIVE_RATIO * member.packed):
        said = file_notices.BYTES_PACKED_MORE_THAN.format(
            size=member.size, packed=member.packed, archive_ratio=limits.ARCHIVE_RATIO
        )
        raise ZipError(file_notices.LIMIT_ARCHIVE_RATIO.format(said=said))
    local = source.at(member.offset, _LOCAL.size)
    if local[:4] != b"PK\3\4" or len(local) < _LOCAL.size:
        raise ZipError(file_notices.BROKEN_DOES_NOT_STAND)
    names, extra = _LOCAL.unpack(local)[-2:]
    if member.packed > member.size + member.size // 1000 + 1000:  # packing never makes anything that much larger
        raise ZipError(file_notices.BROKEN_LARGER_PACKED_THAN)
    packed = source.at(member.offset + _LOCAL.size + names + extra, member.packed)
    data = packed if member.method == STORED else _inflated(packed, member.size)
    if len(data) != member.size or zlib.crc32(data) != member.checksum:
        raise ZipError(file_notices.BROKEN_BYTES_DO)
    return data


def _inflated(packed: bytes, size: int) -> bytes:
    """Return the first bytes of what is packed, one more than there should be at most."""
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)
    except zlib.error:
        raise ZipError(file_notices.BROKEN_BYTES_CANNOT_UNPACKED) from None
