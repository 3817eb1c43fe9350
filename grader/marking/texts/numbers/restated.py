"""A number that brackets behind it give once more in another form: `0.059 (5.9 %)`, `3/8 (= 0.375)`, `1/2 (or 0.5)`."""

from __future__ import annotations

import re
from fractions import Fraction

MAX_DIGITS = 30  # of a number that is compared with another one
MAX_CHARACTERS = 1_000  # of a text that is looked at
_PLAIN = r"[-−]?(?:\d+(?:[.,]\d+)?|\.\d+)(?:\s*/\s*\d+)?\s*(?:\\?%|percent|Prozent|pour\s?cent|por\s?ciento)?"
_SAID = (
    r"(?:=|≈|~|\\approx|about|approx\.?|approximately|ca\.|circa|etwa|environ|or|i\.?\s?e\.?,?|oder|d\.\s?h\.|bzw\.|ou|"
    r"soit|o)?"
)
_RESTATED = re.compile(
    rf"(?P<before>(?:.*[=≈])?\s*\$?\s*)(?P<first>{_PLAIN})\s*\$?(?:\s|\\[,;:! ]|\\q?quad)+"
    rf"\$?\(\s*{_SAID}\s*\$?(?P<second>{_PLAIN})\s*\$?\s*\)\s*\$?[\s.]*",
    re.DOTALL,
)


def without_restated(text: str) -> str | None:
    """Return a text with the number that is more exact, where brackets behind one give the same number.

    None where they do not: `55 (11)` may be a product. Numbers of one form, `2 (2)`, are never taken for
    one, nor is a whole number beside a decimal, `2 (2.0)`.
    """
    plain = " ".join(text.split())  # one blank at a time, so that few ways of matching are tried
    match = _RESTATED.fullmatch(plain) if len(plain) <= MAX_CHARACTERS else None
    if match is None or len(match[0]) - len(match["before"]) > 2 * MAX_DIGITS:
        return None
    first, second = _value(match["first"]), _value(match["second"])
    is_same = first is not None and second is not None and first[2] != second[2]
    is_same = is_same and {"whole", "decimal"} != {one[2] for one in (first, second) if one}
    if not is_same or first is None or second is None:
        return None
    is_rounded = abs(first[0] - second[0]) * 2 <= max(first[1], second[1])
    exact = "first" if first[1] <= second[1] else "second"
    return f"{match['before']}{match[exact]}".replace("$", "") if is_rounded else None


def is_plain(text: str) -> bool:
    """Whether a text is a plain number, fraction or percentage."""
    return len(text) <= MAX_DIGITS and re.fullmatch(_PLAIN, text.strip()) is not None


def _value(text: str) -> tuple[Fraction, Fraction, str] | None:
    """Return a plain number, the place of its last decimal (0 of a whole number or a fraction), and its form."""
    match = re.fullmatch(r"([-−]?)([\d.,]+)(?:\s*/\s*(\d+))?\s*(\D*)", text.strip())
    if match is None or (match[3] and int(match[3]) == 0):
        return None
    number = match[2].replace(",", ".")
    places = len(number.partition(".")[2])
    value = Fraction(number) / (int(match[3]) if match[3] else 1)
    scale = 100 if match[4].strip() else 1
    step = Fraction(1, 10**places) / scale if places or scale > 1 else Fraction(0)
    form = "percent" if scale > 1 else "fraction" if match[3] else "decimal" if places else "whole"
    return (-value if match[1] else value) / scale, step if not match[3] else Fraction(0), form
