"""What makes another text of one whose letters are the same: signs at its ends, primes, stars, the letter a."""

from __future__ import annotations

import re
import unicodedata

# A sign before the whole text, a prime or a minus behind it, `A-`, `Cl-`, or the sign of a factorial, `n!`.
_CHANGED = re.compile(r"^[-−–!¬~](?=\w)|^[^'’\"]*\w['’′]$|[\w)\]][-−–]\}?$|^\w!$")
_PRIMED = re.compile(r"(?<![\w'’‘\"])[^\W\d_]['’′](?![^\W\d_]|\Z)")  # `A' B`, no `Ohm's`, `'A'`
_FUNCTION = re.compile(r"(?<![^\W_])(?:a?(?:rc)?(?:sin|cos|tan|cot)h?|ln|log|exp|sqrt)(?![^\W\d_])")
_DASH = re.compile("[-−–]")
_QUOTED = re.compile(r"\A\s*(?:([*_]{1,3}|[`'\"$])(.+)\1|[‘“„«](.+)[’”“»])[.!]*\s*\Z", re.DOTALL)
_LEADING = re.compile(r"(?:--?|[.!*$;:,]+)(?=\w)")
_LETTER_A = re.compile(r"(?<![\w'’])a(?![\w'’])")
_LETTER = re.compile(r"(?<![\w'’])[^\W\d_](?![\w'’])")
_INNER_A = re.compile(r"(?<=[^\w\s'’\"(])a(?=\s)|(?<=\S\s)A(?=\s)")


def is_changed(one: str, other: str) -> bool:
    """Whether one of two texts has a sign at an end, or primes, that the other has not."""
    return _sign_at_end(one) != _sign_at_end(other) or _primes(one) != _primes(other)


def tight_sign(text: str) -> str:
    """Return a text without what stands around it, a sign in front against what it changes: `- 2` is -2."""
    return re.sub(r"\A([-−–])\s+", r"\1", text.strip(" $."))


def is_same_row(one: str, other: str) -> bool:
    """Whether two texts are the same signs, whatever minus and blanks they have; what is raised is another sign."""
    return _row(one) == _row(other) and re.search(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]", one + other) is None


def _row(text: str) -> str:
    return re.sub(r"\s", "", text.casefold().replace("−", "-")).rstrip(".")


def is_other(text: str, accepted: str) -> bool:
    """Whether signs that are no words' make another text of one than an accepted one with the same letters.

    They are looked for in the accepted one: the point of `.note`, the sign of `!=`, the stars of `2**n`, the letter of
    `SELECT a FROM t`.
    """
    said, meant = _unquoted(text), _unquoted(accepted)
    if re.search(r"[^\W_]", meant) is None:
        return re.sub(r"\s|(?<=[^\s.])\.\s*\Z", "", said) != re.sub(r"\s", "", meant)
    if _edge(meant) and _edge(said) != _edge(meant):
        return True
    if "*" in meant and _starred(said) != _starred(meant):
        return True
    if _FUNCTION.search(meant.casefold()) and len(_DASH.findall(said)) != len(_DASH.findall(meant)):
        return True
    return _has_letter_a(meant) and "\\" not in said and _lettered(said) != _lettered(meant)


def has_other_power(text: str, accepted: str) -> bool:
    """Whether digits that are alike are raised in one of two texts alone: `2⁵` is no 25, and `x2` no x²."""
    if _POWER.search(text) is not None and _POWER.search(accepted) is None:
        return any(map(str.isdigit, accepted))
    powers = {f"{one[1]}{unicodedata.normalize('NFKC', one[2])}" for one in _OF_LETTER.finditer(accepted)}
    return any(re.search(rf"(?<![^\W_]){one}(?!\d)", text.casefold()) for one in powers)


_POWER = re.compile(r"(?<![^\W\d_])(?<!\d)\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_OF_LETTER = re.compile(r"(?<![^\W_])([a-z])([⁰¹²³⁴⁵⁶⁷⁸⁹]+)(?![⁺⁻])")


def _unquoted(text: str) -> str:
    found = _QUOTED.fullmatch(text)
    return text.strip() if found is None else (found[2] or found[3]).strip()


def _edge(text: str) -> str:
    found = _LEADING.match(re.sub("[–—]", "--", text.replace("−", "-")))
    return "" if found is None else found[0]


def _lettered(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())


def _starred(text: str) -> str:
    return re.sub(r"[^\w*]", "", text.casefold())


def _has_letter_a(accepted: str) -> bool:
    """Whether an `a` is no article: beside another letter, a sign, or as a capital letter within the text."""
    others = [one for one in _LETTER.findall(accepted) if one not in "aA"]
    return bool(_LETTER_A.search(accepted.casefold())) and (bool(others) or _INNER_A.search(accepted) is not None)


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
