"""What decides: a digest of our code, the libraries that compute, and the seeds they begin with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version

import grader
from grader.batch.keys import digest

DECIDING = (  # the rooms and files that reading and deciding may use
    "errors.py", "faces.py", "verdict.py", "isolation", "language", "problems", "claims", "evidence", "marking",
    "submissions",
)  # fmt: skip
SHOWING = ("reports",)  # the rooms that make reports of what was decided
FINISHING = ("batch", "course", "reports")  # the rooms that make of verdicts what a student gets
SHOWING_LIBRARIES = ("math-core",)
LIBRARIES = ("python-flint", "z3-solver", "sympy", "numpy", "markdown-it-py", "google-re2")
SEEDS: Mapping[str, str] = {  # whatever is drawn while an answer is decided
    "z3": "0",
    "inputs of programs": "7",
    "random primes": "drawn by the system after the answer was read",
}


@cache
def code_digest(rooms: tuple[str, ...] = DECIDING) -> str:
    """Return a digest of the source of rooms, with the data that lie in them: those that reading and deciding use."""
    root = Path(grader.__file__).parent
    found = hashlib.sha256()
    for name in rooms:
        place = root / name
        for file in sorted(place.rglob("*.*")) if place.is_dir() else [place]:
            if file.suffix == ".pyc" or not file.is_file():
                continue
            data = file.read_bytes()
            found.update(f"{file.relative_to(root).as_posix()} {len(data)}\n".encode() + data)
    return found.hexdigest()[:32]


@cache
def versions() -> Mapping[str, str]:
    """Return the digest of our code and the versions of the libraries, by name."""
    return {"grader": grader.__version__, "code": code_digest(), **{name: _version(name) for name in LIBRARIES}}


@cache
def base_key() -> bytes:
    """Return what stands for all of that in the key of a verdict."""
    return digest(versions(), SEEDS)


@cache
def finished_key() -> bytes:
    """Return what stands for all that makes a student of verdicts."""
    return digest(versions(), code_digest(FINISHING), python_version())


@cache
def shown_key() -> bytes:
    """Return what stands for all that makes reports of verdicts."""
    shown = {name: _version(name) for name in SHOWING_LIBRARIES}
    return digest(versions(), code_digest(SHOWING), shown, python_version())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # as where a program bundles it
        return "unknown"
