"""A dash and a blank before a formula, `– 5`: a minus as word processors type it, or at a line's beginning a bullet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.paragraphs.open_brackets import BOTH
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import singles
from grader.wording import writing_notices

_DASHES = frozenset({"–", "—", "--", "---"})
_DASHED = re.compile(r"(?:[–—]|-{2,3}) ")
_RELATION = re.compile(r"[=<>≤≥≈∈]|\\(?:leq?|geq?|lt|gt|in|approx|equiv)(?![A-Za-z])")
# A letter by itself, perhaps of a function, which no sign stands before where it is given: `x = 5`, `f'(x) = 5`.
_NAMED = re.compile(r"\s*\\?[^\W\d_]+(?:_(?:\{\w+\}|\w))?[′']{0,3}(?:\([^\W\d_](?:,\s?[^\W\d_])*\))?\s*=")
_SIGNS = frozenset({",", ";", ":", "("})


def with_signs(found: list[Lexeme], *, is_relation: bool) -> list[Lexeme]:
    """Return lexemes in which a dash behind a sign or `and` is a minus; at a line's beginning it only stays in `raw`.

    Before an equation, `x = 1, – y = 2`, it parts what stands on its sides, unless a relation is asked for.
    """
    kept: list[Lexeme] = []
    for place, one in enumerate(found):
        behind = found[place + 1] if place + 1 < len(found) else None
        if one.text not in _DASHES or behind is None:
            kept.append(one)
        elif behind.kind != "formula" or behind.display:
            is_cut = behind.kind == "line" and bool(kept) and kept[-1].kind == "formula"  # `2x –`, and below it `1`
            kept.append(_minus(one) if is_cut else one)
        elif not kept or kept[-1].kind in {"line", "row"}:
            found[place + 1] = behind._replace(raw=f"{one.text} {behind.raw}")
        elif _takes_sign(kept[-1]) and (is_relation or not _is_related(found, place + 1)):
            kept.append(_minus(one))
        else:
            kept.append(one)
    return kept


def _minus(dash: Lexeme) -> Lexeme:
    return dash._replace(kind="formula", text="−", typed=True)


def _takes_sign(before: Lexeme) -> bool:
    """Whether a value begins behind a lexeme, so that nothing stands there that a dash could part from it."""
    if before.kind == "word":
        return before.text in singles(cues.ALTERNATIVE) | BOTH
    return before.kind == "sign" and before.text in _SIGNS


def _is_related(found: Sequence[Lexeme], place: int) -> bool:
    """Whether the formula that begins at a place is a relation."""
    for one in found[place:]:
        if one.kind != "formula":
            return False
        if _RELATION.search(one.text):
            return True
    return False


def going_on(lexemes: Sequence[Lexeme]) -> frozenset[Lexeme]:
    """Return the formulas behind dashes at the beginning of a line with which the one above may go on: `2x`, `– 1`."""
    above, found = None, []
    for place, one in enumerate(lexemes):
        if one.kind == "line" and one.text == "\n" and place:
            above = lexemes[place - 1]
        elif above is not None:
            is_behind = above.kind == "formula" and not _is_dashed(above)
            found += [one] if is_behind and _is_dashed(one) else []
            above = None
    return frozenset(found)


def with_both(
    question: Question, sentence: Sequence[Lexeme], found: list[Found], further: frozenset[Lexeme]
) -> list[Found]:
    """Return what a sentence states, with both readings of what stands behind a dash at the beginning of its line.

    What is given by its name, `– x = 5`, has no sign, unless a relation is asked for. Formulas of `further` may go on
    with the line above.
    """
    if question.kind.is_shape or question.kind.is_growth:
        return found
    for formula in (one for one in sentence if one.kind == "formula"):
        if _is_dashed(formula) and (question.kind.is_condition or _NAMED.match(formula.text) is None):
            found = [_doubled(one, formula.text, is_part=formula in further) for one in found]
        elif plain := _without_dashes(formula):
            found = [_with_other(one, formula.text, plain) for one in found]
    return found


def _with_other(one: Found, text: str, plain: str) -> Found:
    return replace(one, other=one.text.replace(text, plain)) if text in one.text and not one.other else one


def _without_dashes(formula: Lexeme) -> str:
    """Return the other reading of `--3`, which TeX prints as a dash, and of the list `– 1, – 2` behind a colon."""
    if formula.typed and "--" in formula.text:
        return formula.text.replace("--", "-")
    is_list = formula.text.startswith("− ") and formula.text.count("− ") > 1
    return formula.text.replace("− ", "") if is_list else ""


def _is_dashed(one: Lexeme) -> bool:
    return one.kind == "formula" and _DASHED.match(one.raw) is not None and not one.text.startswith("−")


def _doubled(one: Found, formula: str, *, is_part: bool) -> Found:
    """Return a statement with its other reading where it begins with the formula behind a dash, doubted elsewhere."""
    if one.kind not in {"formula", "answer"} or formula not in one.text:
        return one
    if one.text.startswith(formula) and not one.other and not is_part:
        return replace(one, other=f"-{one.text}")
    why = writing_notices.DASH_OR_MINUS
    return replace(one, kind="doubtful", name=why) if one.kind == "formula" else replace(one, why=why)
