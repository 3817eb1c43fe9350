"""What a point is, `(2, -5) is a minimum`, and where a value is reached, `2 at x = 3`, beside what is asked for.

A minimum is one where the prompt asks for it and for no maximum, or where the polynomial of the prompt has it there; a
value must be that of the prompt's function at the place that is said. Where a value is asked for, `minimum at 3` stays.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.marking.asked.given.asked_part import asking_words
from grader.marking.texts.beside.polynomials import bends, heights
from grader.marking.texts.beside.words import WORDS, pattern
from grader.marking.texts.numbers.settled_commas import value_of
from grader.problems.question import Field, Question

MAX_CHARACTERS = 200  # of a text that is looked into
_KINDS = ("minimum", "maximum", "inflection", "saddle")
_NUMBER = r"[-−]?\s?\d{1,9}(?:[./]\d{1,9})?"
_POINT = (
    rf"(?:\$?\s*\(\s*(?P<at>{_NUMBER})\s*[,;|]\s*{_NUMBER}\s*\)\s*\$?|\$?\s*(?:[a-z]\s*=\s*)?(?P<at_x>{_NUMBER})\s*\$?)"
)
_ARTICLE = r"(?:(?:an?|the|ein|eine|der|das|un|une|le|una|il|el|um|o)\s+)?"
_KIND = (
    rf"{_ARTICLE}(?:(?P<wide>{pattern('wide')})\s+|(?:{pattern('local')})\s+)?"
    rf"(?P<kind>{pattern(*_KINDS)})(?![^\W_])(?:\s+point|punkt|stelle)?(?!\s*-?\s*(?:value|wert|valeur|valor))"
)
_BEHIND = re.compile(
    rf"(?P<value>.*?{_POINT})\s*[(,;]?\s*(?:(?:which|this|it|that)\s+)?(?:(?:is|ist|est|es|è|é)\s+)?{_KIND}\s*\)?[\s.]*",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\s*{_KIND}\s*(?:(?:is|ist|est|es|è|é)\s+)?(?:(?:at|in|bei|en|em|à|a|:)\s*|(?=\$?\())(?P<value>{_POINT})[\s.]*",
    re.IGNORECASE,
)
_REACHED = re.compile(
    rf"(?P<value>.*?(?<![\w.,/])(?P<height>{_NUMBER})\$?)\s*[,(]?\s*(?:attained\s+|reached\s+)?(?:at|for|when|bei|für|en|pour|per|para)\s+"
    rf"\$?[a-z]\s*=\s*(?P<place>{_NUMBER})\$?\s*\)?[\s.]*"
)


def without_kind(question: Question, field: Field, text: str) -> str:
    """Return a point, a place or a value without what is known of it; the text where that is not so."""
    if len(text) > MAX_CHARACTERS or question.unit is not None:
        return text
    said = f"{question.lead}\n{question.prompt}"
    asking = asking_words(question.lead, question.prompt)
    if question.kind.is_set and (each := list(_EACH.finditer(text))):
        is_true = all(_are_of(bends(said, _number(one["at"]) or Fraction(0)), _kind_of(one)) for one in each)
        return _EACH.sub(r"\g<at>", text) if is_true else text
    is_place = question.kind.is_array or bool(field.symbol) or _WHERE.search(asking) is not None
    if is_place and (found := _BEHIND.fullmatch(text) or _BEFORE.fullmatch(text)) is not None:
        place, wide = _number(found["at"] or found["at_x"]), found["wide"]
        if wide and not _has(asking, wide.casefold()):
            return text
        return found["value"].strip() if _is_so(said, asking, _kind_of(found), place, needs_proof=bool(wide)) else text
    if not is_place and question.kind.is_one_number == "always" and (found := _REACHED.fullmatch(text)) is not None:
        height, place = _number(found["height"]), _number(found["place"])
        is_one = height is not None and place is not None and set(heights(said, place)) == {height}
        return found["value"].strip() if is_one else text
    return text


def value_for_place(question: Question, text: str) -> str:
    """Return the words that call a number the minimum value where the prompt asks where it is reached."""
    found = _HEIGHT.search(text) if len(text) <= MAX_CHARACTERS and question.kind.is_one_number == "always" else None
    return found[0] if found is not None and _ASKS_WHERE.match(asking_words(question.lead, question.prompt)) else ""


_HEIGHT = re.compile(
    rf"(?<![^\W_])(?:{pattern('minimum', 'maximum')})[ -](?:value|valeur|valor|valore)(?!\w)"
    r"(?!\s+(?:at|en|in|à|is\s+at))",
    re.IGNORECASE,
)
_ASKS_WHERE = re.compile(r"\s*(?:where|at\s+which|for\s+which|wo|où|dónde|dove|onde|waar)(?!\w)", re.IGNORECASE)


def _are_of(bends_found: tuple[str, ...], kind: str) -> bool:
    """Whether all polynomials have what is said; a saddle is an inflection, too."""
    kinds = {kind, "saddle"} if kind == "inflection" else {kind}
    return bool(bends_found) and kinds.issuperset(bends_found)


def _kind_of(found: re.Match[str]) -> str:
    return next(one for one in _KINDS if found["kind"].casefold() in WORDS[one])


_EACH = re.compile(
    rf"(?<![\w.,/])(?P<at>{_NUMBER})\s*\(\s*(?:(?:{pattern('local')})\s+)?(?P<kind>{pattern(*_KINDS)})\s*\)",
    re.IGNORECASE,
)
_WHERE = re.compile(rf"(?<![^\W_])(?:{pattern('where')})(?![^\W_])", re.IGNORECASE)


def _has(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _number(text: str | None) -> Fraction | None:
    return None if text is None else value_of(text.replace(" ", "").replace("−", "-"))


def _is_so(said: str, asking: str, kind: str, place: Fraction | None, *, needs_proof: bool) -> bool:
    """Whether the prompt asks for what is of this kind and no other, or its polynomial has it at a place."""
    asked = {one for one in _KINDS if any(_has(asking, word) for word in WORDS[one])}
    if asked == {kind}:
        return True
    return place is not None and not needs_proof and _are_of(bends(said, place), kind)
