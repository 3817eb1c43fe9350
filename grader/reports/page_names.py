"""The names of students' pages: safe in every file system, and no two alike."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

MAX_BYTES = 120  # of a page's name; file systems take 255
_UNSAFE = re.compile(r"[^\w.@+ -]|^[. -]|[. ]$")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10))}


def page_names(students: Iterable[str], suffix: str = ".md") -> dict[str, str]:
    """Return the file of each student's page, `ada.md`, or of whatever else has a name.

    A name that had to be changed, or that another one equals but for letter case, ends in signs made of the name
    itself, so that a page keeps its name from run to run.
    """
    return {name: f"{page}{suffix}" for name, page in _stems(tuple(students)).items()}


@lru_cache(2)
def _stems(names: tuple[str, ...]) -> Mapping[str, str]:
    kept = Counter(name.casefold() for name in names if _safe(name) == name)
    pages = {name: name for name in names if kept[name.casefold()] == 1 and _safe(name) == name}
    taken = {page.casefold() for page in pages.values()}
    for name in names:
        if name not in pages:
            pages[name] = next(page for page in _marked(name) if page.casefold() not in taken)
            taken.add(pages[name].casefold())
    return {name: pages[name] for name in names}


def _safe(name: str) -> str:
    safe = _UNSAFE.sub("_", name).encode("utf-8", "replace")[:MAX_BYTES].decode("utf-8", "ignore")
    return f"_{safe}" if not safe or safe.partition(".")[0].casefold() in _RESERVED else safe


def _marked(name: str) -> Iterator[str]:
    """Yield names made of a name and signs that stand for it, ever more of them."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    yield from (f"{_safe(name)}-{digest[:length]}" for length in range(8, len(digest) + 1))
