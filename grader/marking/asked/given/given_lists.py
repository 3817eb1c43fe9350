r"""Calculations with lists that a prompt gives, `u + v` with `$u = (1, 2)$`, as numbers or lists that can be read.

The letters and what joins them are known, so that `|u| |v|` is a number, and `u + v` a list, which is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

KEPT = 2_000  # prompts of which it is kept what they give
_GIVEN = re.compile(
    r"\$\s*(?:\\(?:vec|mathbf)\s*\{?\s*)?(?P<letter>[A-Za-z])\s*\}?\s*=\s*\((?P<entries>\s*[-−]?\d{1,6}(?:\s*,\s*[-−]?\d{1,6}){1,5}\s*)\)\s*"
    r"(?:\^\s*\{?\s*(?:T|\\top)\s*\}?\s*)?\$"
)
_SPELLED = (
    (re.compile(r"\\(?:left|right|[,;! ]|vec|mathbf|mathrm|[lr]angle|quad)(?![A-Za-z])|[\s${}]"), ""),
    (re.compile(r"\\cdot(?![A-Za-z])|·|⋅"), "*"),
    (re.compile(r"\\times(?![A-Za-z])"), "×"),
    (re.compile(r"\\?\|\||‖|\\[lr]?[vV]ert(?![A-Za-z])|\\\|"), "|"),
)


@lru_cache(maxsize=KEPT)
def lists_given(prompts: str) -> Mapping[str, tuple[int, ...]]:
    """Return the lists of whole numbers that prompts give to letters, each once."""
    found: dict[str, set[tuple[int, ...]]] = {}
    for match in _GIVEN.finditer(prompts):
        entries = tuple(int(one.replace("−", "-")) for one in match["entries"].split(","))
        found.setdefault(match["letter"], set()).add(entries)
    return {letter: next(iter(values)) for letter, values in found.items() if len(values) == 1}


def value_of(prompts: str, formula: str) -> str:
    """Return what a product, sum or length of given lists comes to, in numbers; empty where that is not known."""
    lists = lists_given(prompts)
    tight = formula
    for sign, spelled in _SPELLED if lists else ():
        tight = sign.sub(spelled, tight)
    if lists and (worked := _of_entries(lists, tight)):
        return worked
    if not lists or _FORM.fullmatch(tight) is None or lists.keys().isdisjoint(tight):
        return ""
    if (match := _LENGTH.fullmatch(tight)) is not None:
        entries = _combined(lists, match["of"])
        return f"sqrt({sum(one * one for one in entries)}){match['power'] or ''}" if entries else ""
    if (match := _LENGTHS.fullmatch(tight)) is not None:
        found = [lists.get(match[name], ()) for name in ("one", "other")]
        return "*".join(f"sqrt({sum(n * n for n in entries)})" for entries in found) if all(found) else ""
    if (match := _PRODUCT.fullmatch(tight)) is not None:
        one, other = (lists.get(match[name], ()) for name in ("one", "other"))
        product = sum(a * b for a, b in zip(one, other, strict=False)) if len(one) == len(other) else None
        factors = f"{match['factor'] or ''}".replace("*", "")
        by = f"({factors}1)*" if factors in {"-", ""} else f"({factors})*"
        return f"{by}{match['inner'] or 1}*({product})" if one and product is not None else ""
    return ""


_DETERMINANT = re.compile(r"\\?det\(+(?P<one>[A-Za-z])[,;|](?P<other>[A-Za-z])\)+")
_INDEXED = re.compile(r"(?P<letter>[A-Za-z])_?(?P<index>[1-6])")
_OF_INDEXED = re.compile(r"(?=.*[A-Za-z])(?:[A-Za-z]_?[1-6]|[-+*()]|\^2){1,24}")


def _of_entries(lists: Mapping[str, tuple[int, ...]], tight: str) -> str:
    """Return a determinant of two given lists, or a calculation with entries, `u_1 v_2 - u_2 v_1`, in numbers."""
    if (match := _DETERMINANT.fullmatch(tight)) is not None:
        one, other = (lists.get(match[name], ()) for name in ("one", "other"))
        return f"({one[0]})*({other[1]}) - ({one[1]})*({other[0]})" if len(one) == len(other) == len("xy") else ""
    plain = tight.translate(_LOWERED)
    found = [(lists.get(one["letter"], ()), int(one["index"])) for one in _INDEXED.finditer(plain)]
    if _OF_INDEXED.fullmatch(plain) is None or any(index > len(entries) for entries, index in found):
        return ""
    values = iter(f"({entries[index - 1]})" for entries, index in found)
    return re.sub(r"\)(?=\()", ")*", _INDEXED.sub(lambda _: next(values), plain))


_LOWERED = str.maketrans("₁₂₃₄₅₆", "123456")
_FORM = re.compile(r"[-+*|()\dA-Za-z^/]{1,40}")
_ENTRY = r"[-+]?\d*[A-Za-z](?:[-+]\d*[A-Za-z])?"
_LENGTH = re.compile(rf"\|(?P<of>{_ENTRY}|[A-Z][A-Z])\|(?P<power>\^2)?")
_LENGTHS = re.compile(r"\|(?P<one>[A-Za-z])\|\*?\|?(?P<other>[A-Za-z])\|")
_PRODUCT = re.compile(r"(?P<factor>-?\d{0,4}\*?)(?P<one>[a-z])\*\(?(?P<inner>\d{0,4})\*?(?P<other>[a-z])\)?")
_TERM = re.compile(r"(?P<factor>[-+]?\d*)(?P<of>[A-Za-z])")


def _combined(lists: Mapping[str, tuple[int, ...]], formula: str) -> tuple[int, ...]:
    """Return the entries of a sum of given lists, `u - 2v`, or of the arrow between two points; none if unknown."""
    if formula.isalpha() and len(formula) > 1:
        formula = f"{formula[1]}-{formula[0]}"
    terms = list(_TERM.finditer(formula))
    found = [lists.get(match["of"], ()) for match in terms]
    if not all(found) or len(set(map(len, found))) != 1:
        return ()
    factors = [int(f"{match['factor']}1" if match["factor"] in {"", "+", "-"} else match["factor"]) for match in terms]
    columns = zip(*found, strict=True)
    return tuple(sum(by * one for by, one in zip(factors, column, strict=True)) for column in columns)


def is_no_number(prompts: str, formula: str) -> bool:
    """Whether a formula with given lists is a list or a table: `u + v`, `u v^T`, `u × v`, `u` itself."""
    lists = lists_given(prompts)
    tight = formula
    for sign, spelled in _SPELLED if lists else ():
        tight = sign.sub(spelled, tight)
    match = _LISTS.fullmatch(tight) if lists else None
    return match is not None and set(re.findall(r"[A-Za-z]", re.sub(r"\^(?:T|\\top)|ᵀ", "", tight))) <= lists.keys()


_LISTS = re.compile(r"[-+]?\d*[A-Za-z](?:[-+]\d*[A-Za-z])*|[A-Za-z]×[A-Za-z]|[A-Za-z]\*?[A-Za-z](?:\^(?:T|\\top)|ᵀ)")
