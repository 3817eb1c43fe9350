"""Signs and short labels beside the one option of a text, which may say that it is not chosen: `≠ B`, `🚫 B`, `B: 0`.

Words are folded for comparison, and signs do not count there; but one that nobody knows may deny what it stands beside.
"""

from __future__ import annotations

import re
import unicodedata

from grader.marking.choices.typed_out import typed_out
from grader.marking.choices.whole.signs import SIGN, in_signs, keys_of
from grader.problems.question import Question

# Ticks and crosses are told elsewhere, and the others only lead to what stands there.
_IDLE = frozenset("≈✓✔☑✅✗✘❌❎☒☐□■•▪●→⇒>=+<~|⋅·∎")
_ZERO_OR_ONE = frozenset({"0", "1"})
_EMPTY = re.compile(r"\(\s*\)|○|◯|⭕")
_LABEL = r"[^\W\d_]{1,2}|\d{1,4}(?:[.,]\d{1,4})?(?:\s?(?:%|/\s?\d{1,4}|p(?:oin)?ts?\.?|Punkte?))?"
_LABELLED = re.compile(rf"(?P<name>{SIGN})\s*[:=]\s*(?P<label>{_LABEL})\s*(?=[,;.\n)]|\Z)", re.IGNORECASE)
_CHOOSES = frozenset("1 100% 100\u00a0% x y t j w v r s o ok ja si sí sì".split())  # noqa: SIM905


def has_mark(question: Question, text: str, keys: frozenset[str]) -> bool:
    """Whether a text of nothing but names of options, signs and labels may say that the chosen one is not so."""
    signed = in_signs(question, text)
    if signed is None or re.search(SIGN, signed) is None:
        return False
    named = re.findall(SIGN, signed)
    labels = {one["name"]: one["label"].casefold().replace(" ", "") for one in _LABELLED.finditer(signed)}
    if len(labels) == len(named) and re.search(r"[^\W_]", _LABELLED.sub(" ", signed)) is None:
        are_told = len(labels) == 1 or _ZERO_OR_ONE.issuperset(labels.values())
        return are_told and any(_is_against(question, one, said, keys) for one, said in labels.items())
    if len(named) > 1 or re.search(r"[^\W_]", signed) is not None:  # a word, and no sign of an option
        return False
    are_formulas = "Sm" in map(unicodedata.category, "".join(map(typed_out, question.options.values())))
    symbols = {"So"} if are_formulas else {"So", "Sm"}  # of Unicode: pictures, and the signs of mathematics
    marks = (one for one in signed if one not in _IDLE)
    return _EMPTY.search(signed) is not None or any(unicodedata.category(one) in symbols for one in marks)


def _is_against(question: Question, name: str, label: str, keys: frozenset[str]) -> bool:
    """Whether a label, which is no option's text, does not choose the one chosen, or chooses another one."""
    named = keys_of(question, name)
    if any(typed_out(question.options[key]).strip(" $").casefold() == label for key in named):
        return False
    return (label in _CHOOSES) != (named <= keys)
