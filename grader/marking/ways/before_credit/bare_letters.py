r"""A value behind a letter alone where what is asked for is made of it: `a = 2` of `\hat a`, `Δa`, `a_{max}`.

Where the prompt has the letter by itself as well, that is another quantity, whatever value stands behind it.
"""

from __future__ import annotations

import re

from grader.language.spelling.greek import PRINTED
from grader.marking.asked.asked_names import formulas_asked_by
from grader.problems.question import Question

_CLAUSES = re.compile(r"[,;\n]|(?<!\w)(?:and|und|so)(?!\w)|→|⇒")
_STYLES = re.compile(r"\\(?:vec|mathbf|boldsymbol|mathrm|bm|mathit|left|right)(?![A-Za-z])|[{}$]")
_LETTER = re.compile(r"\\[A-Za-z]+|(?<![^\W\d_])[^\W\d_](?![^\W\d_])")
_INDEX = re.compile(r"[_^]\s*(?:\\[A-Za-z]+|\w+|[*+])")  # braces are left out before
_APART = re.compile(r"[,;<>≤≥≠∈=]|\\(?:leq?|geq?|neq?|in|lt|gt)(?![A-Za-z])")
_MARKS = {
    *(
        f"\\{one}"
        for one in [
            "hat",
            "widehat",
            "tilde",
            "widetilde",
            "bar",
            "overline",
            "dot",
            "ddot",
            "Delta",
            "nabla",
            "sqrt",
            "frac",
            "ln",
            "log",
        ]
    ),
    "Δ",
}
_FORMULA = re.compile(r"\$([^$]{1,200})\$")


def bare_letter(question: Question, text: str) -> str:
    """Return the letter before a value in a text that the prompt has beside what is made of it; empty where none is."""
    if "=" not in text or len(question.fields) > 1:
        return ""
    prompt = f"{question.lead} {question.prompt}"
    asked = {_STYLES.sub(" ", one).strip() for one in formulas_asked_by(question) if "=" not in one}
    lefts = {_in_sign(_STYLES.sub(" ", one.partition("=")[0]).strip()) for one in _CLAUSES.split(text) if "=" in one}
    letters = [one for one in lefts if len(one) == 1 and one.isalpha()]
    return next((one for one in letters if _is_made_of(one, asked) and _stands_bare(one, prompt, asked)), "")


def _in_sign(command: str) -> str:
    return PRINTED.get(command.removeprefix("\\"), command)


def _is_made_of(letter: str, asked: set[str]) -> bool:
    """Whether each formula that is asked for is made of a letter alone, with a mark, an index or an operation."""
    held = [{_in_sign(found) for found in _LETTER.findall(_INDEX.sub(" ", one))} - _MARKS for one in asked]
    return bool(held) and all(
        one == {letter} and len(_in_sign(formula)) > 1 and _APART.search(formula) is None and "*" not in formula
        for one, formula in zip(held, asked, strict=True)
    )


def _stands_bare(letter: str, prompt: str, asked: set[str]) -> bool:
    """Whether a formula of the prompt is a letter by itself or gives it a value; as a variable it may be the same."""
    others = [one for one in _FORMULA.findall(prompt) if _STYLES.sub(" ", one).strip() not in asked]
    plain = [_LETTER.sub(lambda found: _in_sign(found[0]), one).strip() for one in others]
    return any(re.match(rf"{re.escape(letter)}\s*(?:=|\Z)", one) is not None for one in plain)
