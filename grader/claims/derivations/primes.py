"""Derivatives that are written with a prime behind brackets, `(x^2 e^{3x})'`, spelled out.

Of a law of other letters, `(uv)' = u'v + uv'`, functions are put in for the letters: what is false of these is no law.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from grader.claims.derivations.lines import KNOWN

MAX_READ = 2_000  # characters of a text in which primes are spelled out; in a longer one they stay
MAX_PRIMES = 20  # of a text; one with more is read as it stands
_PRIMED = re.compile(r"\)\s?(?:'|′|\\prime(?![A-Za-z])|\^\{?\\prime\}?)(?!\s*['′])")
_SPELLED = re.compile(r"\\?[A-Za-z]+")
_LAW = re.compile(r"(?:[A-Za-z]|['′]|[\d\s+\-*/^=(){}·⋅]|\\cdot(?![A-Za-z]))+")
_OF_SELF = re.compile(r"(?<![A-Za-z])(?P<name>[A-Za-z]['′]?)\([a-z]\)")
_CALLED = re.compile(r"[A-Za-z]['′]?\(")  # `f(g(x))`
_LETTER = re.compile(r"(?P<name>[A-Za-z])(?P<prime>['′]?)")
_SLOPE = re.compile(r"(?P<name>[A-Za-z])(?:'|′|\^\{?\\prime\}?)(?!\s*['′(])")
_FUNCTIONS = ("(2 + sin(t))", "(3 + t^2)", "exp(t)")  # no two of which are alike


def with_primes_spelled(text: str, letters: AbstractSet[str]) -> str:
    """Return a text with `d/dx` for primes behind brackets, where one letter stands in these alone."""
    if len(text) > MAX_READ or text.count("'") + text.count("′") > MAX_PRIMES:
        return text
    place = 0
    while (primed := _PRIMED.search(text, place)) is not None:
        begin = _opening(text, primed.start())
        inner = "" if begin < 0 else text[begin + 1 : primed.start()]
        found = _letters_of(inner, letters)
        if len(found) == 1:
            spelled = f"(d/d{found.pop()} ({inner}))"
            text = text[:begin] + spelled + text[primed.end() :]
            place = begin + len(spelled)
        else:
            place = primed.end()
    return text


def with_slopes_spelled(text: str, letters: AbstractSet[str], variable: str) -> str:
    """Return a text with `(d/dx u)` for `u'`, where u is one of some letters that stand for formulas."""
    if len(text) > MAX_READ or text.count("'") + text.count("′") > MAX_PRIMES:
        return text
    return _SLOPE.sub(lambda one: f"(d/d{variable} {one['name']})" if one["name"] in letters else one[0], text)


def _opening(text: str, closing: int) -> int:
    """Return where the bracket is opened that is closed at a place, -1 where it is not."""
    depth = 0
    for place in range(closing, -1, -1):
        depth += {")": 1, "(": -1}.get(text[place], 0)
        if not depth:
            return place
    return -1


def _letters_of(text: str, letters: AbstractSet[str]) -> set[str]:
    found = set[str]()
    for word in _SPELLED.findall(text):
        if word in letters:
            found.add(word)
        elif word not in KNOWN:
            found |= letters & set(word)
    return found


def law_at_functions(text: str) -> str | None:
    """Return a rule of derivatives of other letters with functions of t put in for them, None for any other text."""
    plain = _OF_SELF.sub(r"\g<name>", text)
    names = dict.fromkeys(match["name"] for match in _LETTER.finditer(plain.replace("\\cdot", "·")))
    is_law = len(plain) <= MAX_READ and _LAW.fullmatch(plain) and re.search(r"['′]", plain) is not None
    if not is_law or _CALLED.search(plain) or not 1 < len(names) <= len(_FUNCTIONS) or not set(names) <= _NAMES:
        return None
    put_in = dict(zip(names, _FUNCTIONS, strict=False))

    def spelled(match: re.Match[str]) -> str:
        function = put_in[match["name"]]
        return f" (d/dt {function}) " if match["prime"] else f" {function} "

    return with_primes_spelled(_LETTER.sub(spelled, plain.replace("\\cdot", "·")), {"t"})


_NAMES = frozenset("uvwfghyzpq")  # letters that mostly are names of functions; `(c f)' = c f'` is of a constant
