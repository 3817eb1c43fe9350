"""Regular expressions of authors, matched by RE2 in time linear in the text: no pattern makes it hang."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2

MAX_PATTERN = 1_000  # characters
MAX_MEMORY = 8 << 20  # bytes of a compiled pattern


def fault_of(pattern: str) -> str:
    """Return what is wrong with a pattern, empty where nothing is."""
    if len(pattern) > MAX_PATTERN:
        return f"a pattern has at most {MAX_PATTERN} characters (limit MAX_PATTERN), this one has {len(pattern)}"
    try:
        _compiled(pattern)
    except re2.error as error:
        said = error.args[0] if error.args else ""
        why = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        return f"RE2 does not take this pattern: {why}"
    return ""


def is_match(pattern: str, text: str) -> bool:
    """Return whether a pattern matches a whole text; small and capital letters are one."""
    return _compiled(pattern).fullmatch(text) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.max_mem = MAX_MEMORY
    options.case_sensitive = False
    options.log_errors = False
    return re2.compile(pattern, options)
