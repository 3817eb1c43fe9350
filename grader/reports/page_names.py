"""The names of students' pages: safe in every file system, and no two alike."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

MAX_BYTES = 120  # of a page's name; file systems take 255
_UNSAFE = re.compile(r"[^\w.@+ -]|^[. -]|[. ]$")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10))}


def page_names(students: Iterable[str]) -> dict[str, str]:
    """Return the file of each student's page, `ada.md`.

    A name that had to be changed, or that another one equals but for letter case, ends in signs made of the name
    itself, so that a page keeps its name from run to run.
    """
    names = list(students)
    plain = {name: _safe(name) for name in names}
    folded = [safe.casefold() for safe in plain.values()]
    return {
        name: f"{safe if safe == name and folded.count(safe.casefold()) == 1 else _marked(name, safe)}.md"
        for name, safe in plain.items()
    }


def _safe(name: str) -> str:
    safe = _UNSAFE.sub("_", name).encode("utf-8", "replace")[:MAX_BYTES].decode("utf-8", "ignore")
    return f"_{safe}" if not safe or safe.partition(".")[0].casefold() in _RESERVED else safe


def _marked(name: str, safe: str) -> str:
    return f"{safe}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
