"""Arrays as programs print them become lists: `array([1., 2.])`, `tensor([[1, 2]])`, NumPy's rows without commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.language.grammar.brackets.lists import WRAPPED

_TENSOR = re.compile(r"\s*<tf\.Tensor:[^<>]*?numpy=(?P<inside>[^<>]*)>\s*")
_CALL = re.compile(
    r"\s*(?:(?:np|numpy|jnp|torch|tf|sp|sympy)\.)?(?:array|asarray|Array|tensor|constant|[Mm]atrix|Size(?=\(\[)|Tensor(?=\(\[))\(",
    re.ASCII,
)
_OPTIONS = re.compile(
    r"(?:\s*,\s*(?:dtype|device|requires_grad|grad_fn)\s*=\s*(?:[\w.'\":]+|<\w+>))*\s*,?\s*\)\s*",
    re.ASCII,
)
_PART = re.compile(
    r"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<open>\[)|(?P<close>\])|(?P<comma>,)|(?P<blank>\s+)",
    re.ASCII,
)


def as_list(text: str) -> str:
    """Return an array that a program printed as a list with commas; any other text as it is.

    Without a call around it, entries parted by blanks alone are a printed array only where nothing else can be meant:
    rows on lines of their own, or numbers of which one ends in a point. (In `[1 -1]` a difference may stand.)
    """
    tensor = _TENSOR.fullmatch(text)
    whole = tensor["inside"] if tensor else text
    call = _CALL.match(whole)
    if call is None:
        return _with_commas(text) if text.lstrip().startswith("[") else text
    stop = _end(whole, call.end())
    if stop < 0:
        stop = _end_of_list(whole, call.end())
    return whole[call.end() : stop].strip() if stop >= 0 and _OPTIONS.fullmatch(whole, stop) else text


def lists_entries(text: str) -> bool:
    """Return whether a text without brackets around it lists entries by commas, none of which may stand in a number."""
    depth, commas = 0, []
    for place, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0 and text[place - 1 : place] != "\\":
            commas.append(place)
    if not commas or depth or _OTHER_LIST.search(text):
        return False
    tight = [place for place in commas if _IN_NUMBER.match(text, place - 1)]
    return not tight or (len(tight) == len(commas) > 1 and not _THOUSAND.search(text))


_OTHER_LIST = re.compile(r"\\(?:langle|begin|text|mathrm|left|l?brace|[\\{|])|[⟨〈<>|=;…]|\.\.\.|\\[cl]?dots")
_IN_NUMBER = re.compile(r"\d,\d", re.ASCII)
_THOUSAND = re.compile(r",\d{3}(?!\d)", re.ASCII)


def _end_of_list(text: str, start: int) -> int:
    """Return the place behind the square brackets at a place, whatever they hold; -1 where entries are left out."""
    depth = 0
    if "..." in text or "nan" in text or "inf" in text:
        return -1
    for place in range(start, len(text)):
        depth += (text[place] == "[") - (text[place] == "]")
        if depth == 0:
            return place + 1 if text[place] == "]" else -1
    return -1


def _parts(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Yield numbers, brackets, commas and blanks from a place on, up to the first that is none of these."""
    while match := _PART.match(text, start):
        yield match
        start = match.end()


def _end(text: str, start: int) -> int:
    """Return the place after the number or list of numbers at a place, -1 where there is none."""
    depth = 0
    for part in _parts(text, start):
        depth += (part.lastgroup == "open") - (part.lastgroup == "close")
        if depth < 0 or (part.lastgroup == "comma" and not depth):
            return -1
        if depth == 0 and part.lastgroup in {"number", "close"}:
            return part.end()
    return -1


def _with_commas(text: str) -> str:
    """Return a list in which blanks part the entries, with commas; any other text as it is."""
    parts = list(_parts(text))
    if not parts or parts[-1].end() < len(text) or any(part.lastgroup == "comma" for part in parts):
        return text
    found: list[str] = []
    before, blank = "", ""
    is_broken = False  # rows stand on lines of their own
    for part in parts:
        kind = part.lastgroup or ""
        if kind == "blank":
            blank = part[0]
            continue
        if before in {"number", "close"} and kind in {"number", "open"}:
            if not blank or (before == kind == "number" and "\n" in blank and text.find("\n") < WRAPPED):
                return text  # a row on each line, which no program prints without brackets
            is_broken = is_broken or (before == "close" and "\n" in blank)
            found.append(", ")
        found.append(part[0])
        before, blank = kind, ""
    numbers = [part["number"] for part in parts if part["number"]]
    is_clear = all("." in number for number in numbers) and any(number.endswith(".") for number in numbers)
    return "".join(found) if is_broken or is_clear else text
