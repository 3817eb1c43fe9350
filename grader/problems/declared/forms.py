"""`form` and `allow`: what an answer must look like as it is typed, beside its value."""

from __future__ import annotations

import difflib
import re

from grader.language.names import Names
from grader.language.reader import Expect, canonical_name
from grader.problems import models
from grader.problems.declared.readings import read_formula
from grader.problems.question import Form, FormClaim, Tolerance
from grader.problems.texts.faults import Faults
from grader.problems.texts.located import Path
from grader.problems.texts.typed import shown
from grader.records import replace

# The forms that are a name alone.
PLAIN = (
    *("evaluated", "closed", "factored", "expanded", "lowest terms", "single fraction", "partial fractions"),
    *("completed square", "prime factors", "integer", "decimal", "exact", "simplified radicals", "with constant"),
    *("scientific", "percent", "mixed number", "ratio"),
)
# The forms that are written with something behind them, each with an example.
WITH = {
    "factored over": "factored over R",
    "polynomial in": "polynomial in x",
    "solved for": "solved for y",
    "no": "no sin",
    "uses": "uses sin",
    "only": "only + - *",
    "without": "without a",
    "like:": "like: a(x - h)^2 + k",
    "significant figures": "3 significant figures",
    "decimal places": "at least 2 decimal places",
}
DIGITS = frozenset({"significant figures", "decimal places"})
TYPED = DIGITS | {
    "integer",
    "exact",
    "decimal",
    "scientific",
    "percent",
    "mixed number",
    "ratio",
}  # which no tree tells
NOTATIONS = ("mixed number", "ratio", "repeating decimal")  # ways to write numbers that `allow` may list, too
FIELDS = ("Q", "R", "C")  # over which an answer may be factored
SIGNS = frozenset("+-*/^")
ALLOWED = ("derivative", "integral", "limit", "sum", "product")  # what `allow` may list
_WORDS = re.compile(r"[\s,]+")
_DIGITS = re.compile(
    r"(?:(?P<bound>at least|at most) )?(?P<low>\d{1,3})(?: to (?P<high>\d{1,3}))? "
    r"(?:(?P<figures>significant (?:figure|digit)s?)|decimal place(?:s)?|decimals?)"
)


def read_forms(
    given: tuple[models.FormAsked, ...],
    names: Names,
    faults: Faults,
    place: Path = ("answer", "form"),
    expect: Expect = "expression",
) -> tuple[FormClaim, ...]:
    """Return the forms that an author asks for; templates are read as answers are."""
    found = []
    for number, one in enumerate(given):
        path: Path = place if len(given) == 1 else (*place, number)
        form = _form(one.form.strip(), names, faults, path, expect)
        if form is not None:
            found.append(FormClaim(form, one.points, one.feedback))
    return tuple(found)


def _form(text: str, names: Names, faults: Faults, path: Path, expect: Expect) -> Form | None:
    if text in PLAIN:
        return Form(text, text)
    digits = _DIGITS.fullmatch(" ".join(text.split()))
    if digits is not None:
        return _of_digits(digits, faults, path)
    kind = next((kind for kind in WITH if text.startswith(f"{kind} ")), None)
    if kind is None:
        known = [*PLAIN, *WITH.values()]
        close = difflib.get_close_matches(text, known, 1)
        hint = f"did you mean `{close[0]}`?" if close else f"possible: {', '.join(known)}"
        faults.add(path, f"unknown form {shown(text)}; {hint}")
        return None
    rest = text.removeprefix(kind).strip()
    if kind == "like:":
        template = read_formula(models.Formula(text=rest), replace(names, free=True), faults, path, expect)
        return None if template is None else Form(kind, text, (), template)
    if kind == "factored over" and rest not in FIELDS:
        faults.add(path, f"expected one of {', '.join(FIELDS)} behind `factored over`, not {shown(rest)}")
        return None
    return Form(kind, text, tuple(_named(word) for word in _WORDS.split(rest)))


def _of_digits(asked: re.Match[str], faults: Faults, path: Path) -> Form | None:
    """Return the form of `at least 2 decimal places`, `2 to 4 significant figures`."""
    low, high = int(asked["low"]), int(asked["high"] or asked["low"])
    if asked["bound"] and asked["high"]:
        faults.add(path, f"expected `{asked['bound']} {low}` or `{low} to {high}`, not both")
        return None
    if low > high or (asked["figures"] and high == 0):
        faults.add(path, f"no number is typed with {shown(asked[0])}")
        return None
    least = 0 if asked["bound"] == "at most" else low
    most = None if asked["bound"] == "at least" else high
    return Form("significant figures" if asked["figures"] else "decimal places", asked[0], digits=(least, most))


def written(tolerance: Tolerance) -> tuple[FormClaim, ...]:
    """Return the form that `written: yes` asks for: as many digits as the tolerance counts."""
    figures, places = tolerance.significant_figures, tolerance.decimal_places
    if not tolerance.written or (figures is None and places is None):
        return ()
    kind, count = ("significant figures", figures) if figures is not None else ("decimal places", places)
    assert count is not None
    return (FormClaim(Form(kind, f"{count} {kind if count != 1 else kind[:-1]}", digits=(count, count))),)


def notations(forms: tuple[models.FormAsked, ...], allow: tuple[str, ...]) -> frozenset[str]:
    """Return the ways to write numbers that a problem allows, or asks for."""
    return frozenset(NOTATIONS) & {*allow, *(one.form.strip() for one in forms)}


def _named(word: str) -> str:
    try:
        return word if word in SIGNS else canonical_name(word)
    except ValueError:
        return word


def read_allowed(given: tuple[str, ...], faults: Faults) -> tuple[str, ...]:
    """Return the operators that may stand in an answer though it is to be evaluated."""
    for number, word in enumerate(given):
        if word not in ALLOWED + NOTATIONS:
            known = ", ".join(ALLOWED + NOTATIONS)
            faults.add(("answer", "allow", number), f"expected one of {known}, not {shown(word)}")
    return given
