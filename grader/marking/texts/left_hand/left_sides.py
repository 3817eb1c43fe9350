"""Left sides that say something about the answer, `2 y = …`: what a problem asks for in its prompt may stand there."""

from __future__ import annotations

import re

from grader import marking
from grader.claims.chains import chain
from grader.errors import AnswerError, LeftSideError
from grader.language.reader import read
from grader.marking.asked.names.new_values import is_new_value
from grader.problems.question import Field, Question

_FORMULA = re.compile(r"\$\$?([^$]+)\$\$?|`([^`]+)`|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_DRESS = re.compile(r"\\(?:left|right|bigl?|bigr?|displaystyle|quad)(?![A-Za-z])|\\[,;!]|\s|\\cdot(?![A-Za-z])|[*·]")

_BRACES = re.compile(r"\{(\w)\}|(?<=[_^])\{(-\d)\}")  # around one sign, or an exponent such as -1
_COMMAND = re.compile(r"\\(?=[A-Za-z])")  # `\ln` as typed: `ln`


def is_asked(question: Question, error: LeftSideError) -> bool:
    """Whether a left side stands in the prompt as a formula of its own: `Give $-y'$`; perhaps at the prompt's place."""
    left = error.text[error.span.start : error.span.end] if error.span is not None else ""
    if left and marking.asked.other_things.differentials.is_integral_asked(question, left):
        return True
    return is_left_asked(question, left) or marking.texts.left_hand.known_formulas.is_formula_said(
        question, marking.texts.left_hand.prompt_names.plain(left)
    )


def is_left_asked(question: Question, left: str) -> bool:
    """Whether a left side stands in the prompt, takes the function that it speaks of, or is the new value it wants."""
    return bool(left) and (
        stands_in_prompt(question, left)
        or _is_at_its_place(question, left)
        or _is_in_its_words(question, left)
        or is_new_value(question, left)
    )


def _is_in_its_words(question: Question, left: str) -> bool:
    r"""Whether the prompt speaks of the function that a left side takes: `\ln L =` for the log-likelihood."""
    plain, prompt = left.strip(" $"), f"{question.lead} {question.prompt}"
    if plain.startswith(("|", "\\|", "\\left", "\\lvert", "\\lVert", "‖")):
        return marking.texts.left_hand.known_formulas.is_size(
            question, marking.texts.left_hand.prompt_names.plain(plain)
        )
    if _INVERSE.fullmatch(plain) is not None:
        return _INVERSES.search(prompt) is not None
    match = _FUNCTION.match(plain)
    if match is None or _is_otherwise_applied(prompt, match["name"], plain):
        return False
    return _WORDS[match["name"]].search(prompt) is not None


def _is_otherwise_applied(prompt: str, name: str, left: str) -> bool:
    r"""Whether a left side raises a function, or takes it of other letters, than a prompt does: `\sin^2 x`."""
    said = {_applied(one[0]) for one in re.finditer(rf"\\{name}(?![A-Za-z])[^$=,;+<>]*", prompt)}
    own = _applied(left)
    if not said or own in said:
        return False
    is_raised = "^" in own.removesuffix("^°") and not any("^" in one for one in said)
    letters = set(re.findall(r"[A-Za-z]", own.removeprefix(name)))
    is_said = any(re.search(rf"{re.escape(own)}(?![/^])", one) for one in said)  # `\\sin x` is a part of `\\sin x/x`
    return is_raised or (bool(letters) and not is_said)


def _applied(text: str) -> str:
    """Return a function with what it is applied to, without brackets, blanks and commands of TeX."""
    raised = text.replace("²", "^2").replace("³", "^3").replace("\\circ", "°")
    return re.sub(r"[\s(){}$\\.]|\\(?:left|right)(?![A-Za-z])", "", raised)


_INVERSE = re.compile(r"\\?[A-Za-zα-ω]+\s*(?:\^\s*\{?\s*[-−]\s*1\s*\}?|⁻¹)\s*(?:\(\s*\\?[A-Za-z]+\s*\))?")
_INVERSES = re.compile(r"invers|invert|umkehr|kehr(?:wert|matri)|réciproque|recíproc|reciproc", re.IGNORECASE)


_SINE = r"\bsin(?:e|us|o)?\b|\\sin"
_LOGARITHM = r"log|\bln\b"
_WORDS = {
    name: re.compile(words, re.IGNORECASE)
    for name, words in {
        **dict.fromkeys(("ln", "log", "lg"), _LOGARITHM),
        "exp": "exponential|\\bexp",
        "sqrt": "root|wurzel|racine|ra[íi]z|radice|√|sqrt",
        "sin": _SINE,
        "cos": _SINE.replace("sin", "cosin|\\bcos"),
        "tan": "tangent|tangens|\\btan",
    }.items()
}
_FUNCTION = re.compile(r"\\?(?P<name>ln|log|lg|exp|sqrt|sin|cos|tan)(?![A-Za-z])")


def _is_at_its_place(question: Question, left: str) -> bool:
    """Whether a left side is a letter of the prompt at its place: `H(1, 2)` of `the Hessian $H$ at $(1, 2)$`."""
    match = _AT.fullmatch(left.strip(" $")) if not question.for_all else None
    return match is not None and all(stands_in_prompt(question, match[part]) for part in ("of", "at"))


_AT = re.compile(r"(?P<of>\\?[A-Za-z]+)(?:_\{?[A-Za-z]\}?)?\s*(?:\\left)?\s*(?P<at>\([-\d\s.,;/]+(?:\\right\s*)?\))")


def stands_in_prompt(question: Question, text: str) -> bool:
    """Whether a text stands in the prompt as a formula of its own."""
    left = _plain(text)
    prompts = f"{question.lead}\n{question.prompt}"
    formulas = (_plain(next(part for part in match.groups() if part)) for match in _FORMULA.finditer(prompts))
    return left in formulas


def is_side_in_prompt(question: Question, text: str) -> bool:
    """Whether a text stands in the prompt as a side of an equation."""
    left = _plain(text)
    prompts = f"{question.lead}\n{question.prompt}"
    formulas = (_plain(next(part for part in match.groups() if part)) for match in _FORMULA.finditer(prompts))
    return any(left in formula.split("=") for formula in formulas if "=" in formula)


def is_written_in_prompt(question: Question, text: str) -> bool:
    """Whether a text stands anywhere in the prompt, in a formula or in words, and is not a part of a longer number."""
    words = text.strip(" $").split()
    wanted = r"\s*".join(map(re.escape, words))
    is_said = re.search(rf"(?<![\w.]){wanted}(?!\w|\.\d)", f"{question.lead} ; {question.prompt}")
    return (
        (bool(words) and is_said is not None) or is_side_in_prompt(question, text) or stands_in_prompt(question, text)
    )


def left_fault(question: Question, field: Field, left: str) -> str:
    """Return why a text is no left side of an answer; empty where it names one, or cannot be told."""
    try:
        read(f"{left} = 0", field.names, "expression", field.symbol or field.name)
    except LeftSideError as error:
        return "" if is_asked(question, error) else error.pointed()
    except AnswerError:
        return ""
    return ""


def left_of(text: str) -> str:
    """Return the first member of a chain, also one that holds a bar, which ends chains; empty where there is none."""
    members = chain(text).members
    if len(members) > 1:
        return members[0]
    bar, sign = _BAR.search(text), _EQUALS.search(text)
    return text[: sign.start()].strip() if bar and sign and bar.start() < sign.start() else ""


_BAR = re.compile(r"\\?\||[∥‖]|\\[lr]?[vV]ert(?![A-Za-z])|\\mid(?![A-Za-z])")
_EQUALS = re.compile(r"(?<![:<>=!_({\\])=(?![=>])")


def _plain(text: str) -> str:
    return _COMMAND.sub("", _BRACES.sub(r"\1\2", _DRESS.sub("", text.replace("⁻¹", "^{-1}")))).rstrip(".,;:?")
