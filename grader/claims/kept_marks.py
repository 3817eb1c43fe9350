"""Marks that a text of words may lack and a formula or a line of code may not: `F = -kx`, `!=`, `int *p`, `A or B`.

Texts are compared without hyphens, emphasis, articles and punctuation at their ends. Where the accepted text is more
than prose these may be what it is about: an answer that has others is for a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from grader.claims.wording import bare

_EQUATION = re.compile(r"[=<>≤≥]")
_FUNCTION = re.compile(r"(?<![^\W_])(?:a?(?:rc)?(?:sin|cos|tan|cot)h?|ln|log|exp|sqrt)(?![^\W\d_])")
_DASH = re.compile("[-−‐‑–—]")
_ARROW = re.compile(r"[-−]+>|<[-−]+")
_HYPHEN = re.compile(r"(?<=[^\W\d_]{4})-(?=[^\W\d_]{4})")  # of two words, also beside an equation
_LEADING = re.compile(r"(?:[.$!#:;,*]|-(?=[^\s\d.]))*")
_FRAMES = (("**", "**"), ("*", "*"), ("`", "`"), ("$", "$"), ('"', '"'), ("'", "'"), ("“", "”"), ("„", "“"), ("«", "»"))
_LETTER_A = re.compile(r"(?<=\S )A(?!\w)|^A(?= (?:or|and|implies|xor|nor|nand|iff)\b)")
_LETTER = re.compile(r"(?<![\w'’])[b-hj-zB-HJ-Z](?![\w'’])")
_WORD_A = re.compile(r"(?<!\w)a(?!\w)", re.IGNORECASE)


def lacks_marks(text: str, accepted: Iterable[str]) -> bool:
    """Whether a text that is one of some accepted ones but for its marks has other marks than each of these."""
    alike = [one for one in accepted if bare(one) == bare(text)]
    return bool(alike) and not any(_has_marks(_plain(text), _plain(one)) for one in alike)


def _plain(text: str) -> str:
    return _ARROW.sub("→", _DASH.sub("-", unicodedata.normalize("NFKC", text))).strip()


def _has_marks(text: str, accepted: str) -> bool:
    """Whether a text has the marks of an accepted one that count in it, at their places."""
    text, accepted = _unframed(text, accepted), _unframed(accepted, "")
    leading = _LEADING.match(accepted)
    if leading is not None and leading[0] and leading[0] != (found[0] if (found := _LEADING.match(text)) else ""):
        return False
    if _has_letter_a(accepted) and text.casefold().count("a") < accepted.casefold().count("a"):
        return False
    is_formula = _EQUATION.search(accepted) or _FUNCTION.search(accepted.casefold())
    counted = {sign for sign in "*!" if sign in accepted.rstrip("!")} | ({"-"} if is_formula else set())
    return list(_marks(text, counted)) == list(_marks(accepted, counted))


def _has_letter_a(accepted: str) -> bool:
    """Whether the `a` of a text is more than an article: a capital letter, or beside other letters, `for a in x`."""
    return _WORD_A.search(accepted) is not None and (_LETTER_A.search(accepted) or _LETTER.search(accepted)) is not None


def _unframed(text: str, accepted: str) -> str:
    """Return a text without the emphasis or quotes around all of it, which an accepted text has not."""
    for opening, closing in _FRAMES:
        inner = text.removeprefix(opening).removesuffix(closing)
        if len(text) - len(inner) == len(opening) + len(closing) and not accepted.startswith(opening):
            return text if opening in inner or closing in inner else inner.strip()
    return text


def _marks(text: str, counted: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the marks of a text that count, each between the letter or digit before it and the one behind it."""
    before, pending = "", list[str]()
    for sign in _HYPHEN.sub("", text.casefold()):
        if sign.isalnum():
            yield from ((one, before, sign) for one in pending)
            before, pending = sign, []
        elif sign in counted:
            pending.append(sign)
    yield from ((one, before, "") for one in pending)
