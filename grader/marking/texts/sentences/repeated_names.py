r"""Cases that name what they define again and again: `f(x) = 1 for x > 0, f(x) = 0 for x < 0, f(0) does not exist`.

Behind the first the name says nothing new; with a value in place of its letter, `f(0) = 2`, it says for which.
"""

from __future__ import annotations

import re

from grader.language.grammar.cases.no_value import WORDS

_LEFT = re.compile(r"\s*\$?\s*(?P<left>[^\s=<>≤≥,;$]{1,40}(?: [^\s=<>≤≥,;$]{1,20})?)\s*=(?!=)")
_CONDITIONED = re.compile(r"(?<![^\W_])(?:if|for|when|at|falls|für|si|pour)(?![^\W_])")
_JOINT = (
    r"(?P<joint>(?:[,;\n]|\\\\|\\q?quad(?![A-Za-z])|(?<![^\W_])(?:and|und|et|y)(?![^\W_]))[\s$]*(?:\\q?quad\s*)?"
    r"(?:(?:and|und|et|y)\s+)?)"
)
_ENDING = re.compile(r"\s*[(_]\s*\{?(?P<inside>[^(){}_]{1,12})\}?\s*\)?\Z")
_VALUE = r"(?P<value>[^,;=<>]{1,60}?)(?=[\s.$]*(?:[,;\n]|\\\\|\\q?quad(?![A-Za-z])|\Z))"


def without_repeated_name(text: str) -> str:
    """Return cases with the name of what they define once; the text itself where it is not repeated."""
    found = _LEFT.match(text)
    if found is None or _CONDITIONED.search(text) is None:
        return text
    left = "".join(found["left"].split())
    head, tail = text[: found.end()], text[found.end() :]
    again = re.compile(_JOINT + _loose(left) + r"\s*=(?!=)\s*\$?")
    plain = again.sub(lambda one: f"{one['joint']} ", tail)
    return head + _with_points(left, plain) if plain != tail or _with_points(left, tail) != tail else text


def _with_points(left: str, text: str) -> str:
    """Return cases in which `f(0) = 2` and `f(0) is undefined` are `2 at x = 0` and `undefined at x = 0`."""
    ending = _ENDING.search(left)
    if ending is None:
        return text
    name, letters = left[: ending.start()], re.findall(r"[A-Za-z]|\\[A-Za-z]+", ending["inside"])
    if not name or not letters or "".join(letters) != ending["inside"].replace(",", ""):
        return text
    *kept, last = letters
    before = r"\s*,?\s*".join(map(re.escape, kept)) + (r"\s*,?\s*" if kept else "")
    opening, closing = (r"\(", r"\)") if left.endswith(")") else (r"_\s*\{?", r"\}?")
    at_point = (
        rf"{_JOINT}{_loose(name)}\s*{opening}\s*{before}(?P<point>(?![i-m](?![\w.+-]))[\w.+-]{{1,8}})\s*{closing}"
    )
    text = re.sub(
        rf"{at_point}\s*=\s*{_VALUE}", lambda one: f"{one['joint']} {one['value']} at {last} = {one['point']}", text
    )
    return re.sub(
        rf"{at_point}\$?\s+(?P<said>{WORDS})", lambda one: f"{one['joint']} undefined at {last} = {one['point']}", text
    )


def _loose(name: str) -> str:
    """Return the pattern of a name with any blanks between its signs."""
    return r"\s*".join(map(re.escape, name))
