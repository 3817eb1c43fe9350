"""Signs that make another text of one whose letters are the same: at its ends, and primes behind its letters."""

from __future__ import annotations

import re

# A sign before the whole text, a prime or a minus behind it, `A-`, `Cl-`, or the sign of a factorial, `n!`.
_CHANGED = re.compile(r"^[-−–!¬~](?=\w)|^[^'’\"]*\w['’′]$|[\w)\]][-−–]\}?$|^\w!$")
_PRIMED = re.compile(r"(?<![\w'’‘\"])[^\W\d_]['’′](?![^\W\d_]|\Z)")  # `A' B`, no `Ohm's`, `'A'`


def is_changed(one: str, other: str) -> bool:
    """Whether one of two texts has a sign at an end, or primes, that the other has not."""
    return _sign_at_end(one) != _sign_at_end(other) or _primes(one) != _primes(other)


def _primes(text: str) -> int:
    return 0 if text[:1] in "'‘’\"" else len(_PRIMED.findall(text))


def _sign_at_end(text: str) -> tuple[str, bool] | None:
    """Return the sign at an end of a text that makes another one of it, and whether it stands before the text."""
    found = _CHANGED.search(text)
    if found is None:
        return None
    is_before = found[0][0] in "-−–!¬~"
    sign = found[0][0] if is_before else found[0].rstrip("}")[-1]
    return {
        **dict.fromkeys("−–", "-"),
        **dict.fromkeys("’′", "'"),
        **dict.fromkeys("!~", "¬" if is_before else "!"),
    }.get(sign, sign), is_before
