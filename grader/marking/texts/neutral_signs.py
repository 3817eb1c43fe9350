r"""Signs and commands that leave a value what it is: `7 ✓`, `\tag{1}`, `"7"`, `<b>7</b>`, `Sin[2x]` for `sin(2x)`.

They are looked at where a text cannot be read with them. Each is known to say nothing of the value; any other sign
stays, and with it the text unread.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader import marking
from grader.marking.texts.typed import dressed
from grader.problems.question import Question

MAX_CHARACTERS = 1_000  # of a text that is written again

_IDLE = re.compile(
    r"\\(?:tag\*?\s*\{\s*\(?(?:\d{1,3}(?:\.\d{1,3})?[a-z]?|[ivx]{1,4}|\*{1,3})\)?\s*\}"
    r"|label\s*\{[\w:.-]{1,40}\}|h(?:space|skip)\*?\s*\{[\w. -]{1,12}\}"
    r"|(?:nonumber|notag|hfill|large|Large|LARGE|huge|Huge|small|normalsize|footnotesize|linebreak|noindent|strut)"
    r"(?![A-Za-z]))"
)
_WRAPPED = re.compile(r"\\(?:ensuremath|smash|mathbin|mathord|mathrel|mathinner)\s*(\{(?:[^{}]|\{[^{}]*\})*\})")
_SIGN_WRAPPED = re.compile(r"(?<![\^_])\{\s*([-−+])\s*\}")
_MINUS = re.compile(r"\\textminus(?![A-Za-z])|&minus;|(?<![\w)\]}])⁻\s*(?=\d)")
_EMPHASIS = re.compile(r"(?:\*|__?)(?=[^\s*_])([^*_]{1,200}?)(?<=[^\s*_])(?:\*|__?)")
_WIDE = str.maketrans({"＝": "=", "ˆ": "^", "（": "(", "）": ")"})
_CALLS = {
    **{
        name: name.casefold()
        for name in ("Sin", "Cos", "Tan", "Cot", "Sec", "Csc", "Sinh", "Cosh", "Tanh", "Exp", "Sqrt")
    },
    **{f"Arc{name}": f"arc{name.casefold()}" for name in ("Sin", "Cos", "Tan", "Cot")},
    **{"Log": "ln", "Abs": "abs", "Binomial": "binom", "Floor": "floor", "Ceiling": "ceil", "Factorial": "factorial"},
}
_CALL = re.compile(rf"(?<![A-Za-z\\])(?:{'|'.join(sorted(_CALLS, key=len, reverse=True))})\[")
_CONSTANTS = (("Pi", "pi"), ("Infinity", "oo"))
_TENS = re.compile(r"(?<![\w.,])(\d++\.\d++)\s+(10\s*(?:\^|\*\*))")  # `6.63 10^-19`
_EXPONENT = re.compile(r"(?<![\w.,])(\d++(?:\.\d++)?)\s+[Ee]([+-]?\d{1,3})(?![\w.])")  # `6.63 E-19`


def plainly(question: Question, text: str) -> str:
    """Return a text without such signs; itself where none stands there, or where it says more."""
    if len(text) > MAX_CHARACTERS:
        return text
    said = text.translate(_WIDE).strip()
    for rule in _RULES:
        said = rule(question, said)
    return text if said == text.strip() else said


def _without_commands(question: Question, text: str) -> str:
    if "\\" not in text and "&" not in text and "⁻" not in text and "{" not in text:
        return text
    text = _MINUS.sub("-", _WRAPPED.sub(lambda inner: f" {inner[1][1:-1]} ", _IDLE.sub(" ", text)))
    return _SIGN_WRAPPED.sub(r" \1 ", text)


def _without_dress(question: Question, text: str) -> str:
    text = dressed.bare(text)
    whole = _EMPHASIS.fullmatch(text)
    return text if whole is None else whole[1].strip()


def _with_round_brackets(question: Question, text: str) -> str:
    """Return a text with the calls of Mathematica in round brackets, `Sin[2*x]`, and its constants."""
    while (call := _CALL.search(text)) is not None:
        close = _closing(text, call.end())
        if close < 0:
            return text
        name = _CALLS[call[0][:-1]]
        text = f"{text[: call.start()]}{name}({text[call.end() : close]}){text[close + 1 :]}"
    for name, sign in _CONSTANTS:
        if name in text and not any(one.startswith((name[0], name[1])) for one in question.names.symbols):
            text = re.sub(rf"(?<![A-Za-z\\]){name}(?![A-Za-z(\[])", sign, text)
    return text


def _closing(text: str, begin: int) -> int:
    depth = 1
    for place in range(begin, len(text)):
        depth += {"[": 1, "]": -1}.get(text[place], 0)
        if not depth:
            return -1 if "," in text[begin:place] and not text[:begin].endswith("Binomial[") else place
    return -1


def _with_power_of_ten(question: Question, text: str) -> str:
    if "e" in question.names.symbols or "E" in question.names.symbols:
        return text
    return _EXPONENT.sub(r"\1e\2", _TENS.sub(r"\1 * \2", text))


_ROUNDED = re.compile(
    r"(?P<value>.*?(?<![\d.])(?:\d++\.(?P<digits>\d++)|\d++))\s*(?:\(\s*|,?\s+)(?:(?:correct|rounded)\s+)?(?:to\s+)?(?P<count>[1-9])\s*"
    r"(?:(?P<places>d\.?\s?p\.?|decimals?|decimal\s+places?)|(?P<figures>s\.?\s?f\.?|sig\.?\s?figs?\.?|significant\s+(?:figures?|digits?)))"
    r"\s*\)?[\s.]*",
    re.IGNORECASE | re.DOTALL,
)


def _without_rounding(question: Question, text: str) -> str:
    """Return a value without the number of its digits behind it, `0.445 (3 s.f.)`, where it has just so many."""
    found = _ROUNDED.fullmatch(text)
    if found is None:
        return text
    number = re.search(r"\d[\d.]*\Z", found["value"])
    digits = len(found["digits"] or "")
    if found["figures"] and number is not None:
        digits = len(number[0].replace(".", "").lstrip("0"))
    return found["value"] if digits == int(found["count"]) else text


_SAID_OF = re.compile(
    r"[\s$]*(?P<name>[A-Za-z](?:_?\d)?)\s*(?:==|:(?!=)|(?:∈|\\in(?![A-Za-z]))\s*\\?\{)\s*(?P<value>[^{}=:,;]+?)\s*(?P<end>\\?\}?)[\s$]*"
)


def _as_equation(question: Question, text: str) -> str:
    """Return `x = 6` for `x == 6`, `x: 6`, `x ∈ {6}` where one number is asked for and the prompt has the letter."""
    found = _SAID_OF.fullmatch(text) if question.kind.is_one_number == "always" else None
    if found is None or bool(found["end"]) is not ("{" in text):
        return text
    if re.search(rf"(?<![^\W_]){found['name']}(?![^\W_])", f"{question.lead} {question.prompt}") is None:
        return text
    equation = f"{found['name']} = {found['value']}"
    return text if marking.asked.left_sides.unknown_lefts.is_unknown(question, found["name"], equation) else equation


_PRODUCT = re.compile(r"[\d\s.,+*/·×()!^$\-−]*\d\s*x(?=\s*[\d(])[\d\s.,+*/·×()!^$x\-−]*(?:[=≈][^x]*)?")
_HEXADECIMAL = re.compile(r"(?<!\d)0x\d")
_TIMES = re.compile(r"(?<=[\d)!])\s*x\s*(?=[\d(])")


def _with_times(question: Question, text: str) -> str:
    """Return `8 * 7 * 6` for `8 x 7 x 6` where one number is asked for and nothing is called x; `0x10` is none."""
    if "x" not in text or question.kind.is_one_number != "always" or question.unit is not None:
        return text
    if _PRODUCT.fullmatch(text) is None:
        return text
    letters = marking.texts.left_hand.prompt_names.letters(question)
    if "x" in question.names.symbols or "x" in letters or _HEXADECIMAL.search(text):
        return text
    return _TIMES.sub(" * ", text)


_RULES: tuple[Callable[[Question, str], str], ...] = (
    _without_dress,
    _without_commands,
    _with_round_brackets,
    _with_power_of_ten,
    _without_rounding,
    _with_times,
    _as_equation,
)
