r"""The values of several fields as the sum that the prompt calls by them: `f = \frac{A}{x-1} + \frac{B}{x+1}`.

Each term of the prompt holds one field, and stands in the answer with a number in its place: `\frac{2}{x-1} + …`. What
is written is read as the answer to a question with one field would be, with all that may speak against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.chains import chain, depths
from grader.problems.question import Question
from grader.submissions.extraction.candidates import candidates
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.lines_said import ELSEWHERE, leads
from grader.submissions.extraction.single import SinglePage, as_one_value
from grader.submissions.forms.blocks import Block
from grader.submissions.forms.spans import pieces
from grader.submissions.kept import kept

CHARACTERS = 300  # of a formula that is compared with that of the prompt
_NUMBER = r"(?P<number>\d{1,9}(?:\.\d{1,9}|/\d{1,9})?|\(\d{1,9}/\d{1,9}\))"
_FRACTION = re.compile(r"\\[dt]?frac(?:\{(?P<above>[^{}]*)\}|(?P<digit>\d))\{(?P<below>[^{}]*)\}")
_DIGITS = re.compile(r"\\[dt]?frac(\d)(\d)")
_DRESS = re.compile(r"\s|\\left(?![A-Za-z])|\\right(?![A-Za-z])|\\[,;!]|\\cdot(?![A-Za-z])|\*|\$")
_SIMPLE = re.compile(r"(?<![A-Za-z])\((\w+)\)")


def terms_said(question: Question, blocks: Sequence[Block]) -> list[Found]:
    """Return the fields of the only sum that an answer gives; none where the prompt names none, or another is given."""
    model = _model(question)
    if not model:
        return []
    page = SinglePage(as_one_value(question))
    found = page.read(blocks)
    texts = candidates(found)
    if len(texts) != 1 or any(one.kind in ELSEWHERE for one in found) or not leads(question, page):
        return []
    (last,) = texts
    if last.kind != "formula" or last.spared or last.other or len(last.text) > CHARACTERS:
        return []
    members = chain(last.text).members
    if len(members) > 1 and _tight(members[0]) != model["left"]:
        return []
    values = _values(question, model, _terms(_tight(members[-1])))
    return [Found("field", value, last.source, name) for name, value in values.items()]


@kept
def _model(question: Question) -> dict[str, str]:
    """Return the terms of the prompt's sum by their fields, and its left side; nothing where there is no such sum."""
    models: list[dict[str, str]] = []
    scalars = all(not field.domain.shape for field in question.fields.values())
    for piece in pieces(f"{question.lead}\n{question.prompt}") if scalars and len(question.fields) > 1 else ():
        members = chain(piece.text).members if piece.is_formula and len(piece.text) <= CHARACTERS else ()
        terms = _terms(_tight(members[-1])) if len(members) == 2 else []
        named = {name: term for name in question.fields for term in terms if len(_places(name, term)) == 1}
        others = [name for name in named for other, term in named.items() if other != name and _places(name, term)]
        is_sum = len(named) == len(terms) == len(question.fields) and set(named.values()) == set(terms)
        if is_sum and not others and "left" not in named and not any(term.startswith("-") for term in terms):
            models.append(named | {"left": _tight(members[0])})
    return models[0] if len(models) == 1 else {}


def _values(question: Question, model: dict[str, str], terms: Sequence[str]) -> dict[str, str]:
    """Return the number of each field, nothing where not every term is one of the prompt's."""
    found: dict[str, str] = {}
    for name in question.fields if len(terms) == len(question.fields) else ():
        before, behind = re.split(_pattern(name), model[name].lstrip("+"))
        shape = re.compile(rf"(?P<sign>[-+]?){re.escape(before)}{_NUMBER}{re.escape(behind)}")
        fitting = [match for term in terms if (match := shape.fullmatch(term)) is not None]
        if len(fitting) != 1:
            return {}
        found[name] = f"{fitting[0]['sign'].lstrip('+')}{fitting[0]['number']}"
    return found


def _pattern(name: str) -> str:
    return rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z_])"


def _places(name: str, term: str) -> list[str]:
    return re.findall(_pattern(name), term)


def _terms(text: str) -> list[str]:
    """Return the terms of a sum with their signs."""
    depth = depths(text)
    cuts = [n for n, sign in enumerate(text) if n and sign in "+-" and not depth[n] and text[n - 1] not in "+-*/^("]
    return [text[start:stop] for start, stop in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _tight(text: str) -> str:
    r"""Return a formula in one spelling: `\frac{2}{x-1}` as `2/(x-1)`."""
    tight = _DRESS.sub("", text).replace("−", "-").rstrip(".,;")
    tight = _FRACTION.sub(
        lambda one: f"({one['above'] or one['digit']})/({one['below']})", _DIGITS.sub(r"(\1/\2)", tight)
    )
    return _SIMPLE.sub(r"\1", tight)
