"""The inner side: a forked process that reads tasks from one pipe and writes results to another, until it is told to go.

It is forked, never started anew, so no interpreter starts that could import a student's file from the current folder.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import resource
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

HEADER = struct.Struct("!Q")  # length of the message that follows
PR_SET_PDEATHSIG = 1

_prctl: Callable[..., int] | None = None
if sys.platform == "linux":
    with suppress(OSError, AttributeError):
        _prctl = ctypes.CDLL(None).prctl


def serve(tasks: int, results: int, parent: int, megabytes: int | None) -> NoReturn:
    """Answer tasks until the parent closes its end; never returns."""
    status = 1
    try:
        _settle_in(parent, megabytes)
        while (message := read_message(tasks)) is not None:
            write_message(results, _answer(message))
        status = 0
    except BrokenPipeError:
        status = 0
    finally:
        os._exit(status)


def _settle_in(parent: int, megabytes: int | None) -> None:
    """Die with the parent, leave Ctrl-C to it, keep its standard input and output untouched, and mind the memory."""
    if _prctl is not None:
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(OSError):
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(2, 1)
    gc.freeze()
    if megabytes is not None:
        with suppress(OSError, ValueError):
            limit = _address_space() + megabytes * 1024 * 1024
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _address_space() -> int:
    """Return the bytes of address space in use, 0 where that is not told."""
    with suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()
    return 0


def _answer(message: bytes) -> bytes:
    """Return the packed result of a packed task."""
    try:
        function, args = pickle.loads(message)  # noqa: S301 it comes from our own parent
        return _packed("done", function(*args))
    except MemoryError:
        return _packed("memory", None)
    except Exception as error:
        return _packed_error(error)


def _packed(kind: str, value: Any) -> bytes:
    return pickle.dumps((kind, value), protocol=pickle.HIGHEST_PROTOCOL)


def _packed_error(error: Exception) -> bytes:
    trace = "".join(traceback.format_exception(error))
    with suppress(Exception):
        packed = _packed("raised", (error, trace))
        pickle.loads(packed)  # noqa: S301 some exceptions are packed but not unpacked
        return packed
    return _packed("raised", (RuntimeError(f"{type(error).__name__}: {error}"), trace))


def read_message(descriptor: int) -> bytes | None:
    """Return the next message, or None where the other side is gone."""
    header = _read_exactly(descriptor, HEADER.size)
    return None if header is None else _read_exactly(descriptor, HEADER.unpack(header)[0])


def _read_exactly(descriptor: int, count: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < count:
        part = os.read(descriptor, min(count - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)


def write_message(descriptor: int, message: bytes) -> None:
    """Write a message with its length before it; raises BrokenPipeError where the other side is gone."""
    view = memoryview(HEADER.pack(len(message)) + message)
    while view:
        view = view[os.write(descriptor, view) :]
