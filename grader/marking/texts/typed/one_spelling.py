r"""What is typed in several ways in one spelling: `x_1` for `x₁` and `x_{1}`, `x^2` for `x²`, `-` for `−`.

Whoever types it on a keyboard, in LaTeX or as Unicode writes the same, integrals and sums included. What looks for
names, words and powers in a text then finds them in each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.language.limits import LIMITS

_SPELLED = re.compile(r"[₀-₉⁰¹²³⁴-⁹−∫∬∮∑∏]|[_^]\{[\w∞]\}|=[^\s=][^=]*\s[^\s=]+=(?![\s=])")
_BELOW = re.compile(r"(?<![₀-₉])(?<=[^\W\d_]|[}\])|∫∮∑∏Σ′'])(?P<digits>[₀-₉]{1,20})(?![₊₋₌₍ₐ-ₜᵢ-ᵥⱼ])")
_ABOVE = re.compile(r"(?<![⁰¹²³⁴-⁹⁺⁻])(?<=[\w)\]}|'′∫∮])(?P<digits>⁻?[⁰¹²³⁴-⁹]{1,20})(?![⁺⁻⁼⁽ⁿⁱᵀᵃ-ᶻ⁄½⅓⅔¼¾])")
_IN_BRACES = re.compile(r"_\{(?P<digits>[^\W_⁰¹²³⁴-⁹₀-₉])\}")
_POWER = re.compile(r"\^\{(?P<digits>[^\W_⁰¹²³⁴-⁹₀-₉])\}")
_ENDLESS = re.compile(r"\^\{∞\}")
_TRANSPOSED = re.compile(r"(?<=[A-Z])\^\{T\}(?!\w)")
# A minus sign that does not begin a line, where it could be a dash.
_MINUS = re.compile(r"(?<=[^\s$&(,;])(?P<blanks>[^\S\n]*)−|(?<=[({\[,;])(?P<between>\s*)−(?=\s*[\w\\(])")
_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "01234567890123456789-")
# Before these a power that is typed without braces reaches no farther.
_CLOSES = re.compile(r"\s*(?:[=≈≡<>≤≥)\]},;:·⋅×*→⇒|$]|\\(?:cdot|times)(?![A-Za-z])|\Z)")
# Signs of commands, what stands in what they begin, and the functions there.
_BEGINS = re.compile("[∫∬∮∑∏]")
_COMMANDS = {"∫": "int", "∬": "iint", "∮": "oint", "∑": "sum", "∏": "prod", "∞": "infty", "π": "pi"}
_SIGN = re.compile(f"[{''.join(_COMMANDS)}]")
_CALL = re.compile(r"(?<![A-Za-z\\])(?:sin|cos|tan|ln|log|exp)(?![A-Za-z\d])")


# A blank behind a value that was typed close to its sign, and before another name with its own: `p=1/4 q=3/4`.
_BETWEEN = re.compile(
    r"(?<=[\w)\]}%°$])(?:[^\S\n]|\\[;:, !]|~)+"
    r"(?=\$?\\?[^\W\d_]\w{0,11}(?:_\{\w{1,6}\})?(?:\([^()=\s]{1,12}\))?=(?![\s=]))"
)
_CLOSE = re.compile(r"[\w)\]}]=(?![\s=])")


def spelled(text: str) -> str:
    """Return a text in one spelling; one that is too long to be read stays."""
    return placed(text)[0] if len(text) <= LIMITS.max_text and _SPELLED.search(text) else text


def placed(text: str) -> tuple[str, list[int]]:
    """Return a text in one spelling, and where each of its characters stood, its end included."""
    places = [*range(len(text) + 1)]
    for pattern, put in _rules(text):
        text, places = _put(pattern, put, text, places)
    return text, places


def _rules(text: str) -> Iterator[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]]:
    yield from ((_BELOW, _below), (_IN_BRACES, _below), (_ABOVE, _above), (_POWER, _above))
    yield _BETWEEN, _between
    yield _ENDLESS, lambda found: "^∞"
    yield _TRANSPOSED, lambda found: "^T"
    yield _MINUS, lambda found: f"{found['blanks'] or found['between'] or ''}-"
    if _BEGINS.search(text):
        yield from ((_SIGN, _command), (_CALL, lambda found: f"\\{found[0]}"))


def _put(
    pattern: re.Pattern[str], put: Callable[[re.Match[str]], str], text: str, places: list[int]
) -> tuple[str, list[int]]:
    written, kept, done = [], [], 0
    for found in pattern.finditer(text):
        new = put(found)
        written += [text[done : found.start()], new]
        kept += [*places[done : found.start()], *[places[found.start()]] * len(new)]
        done = found.end()
    return "".join((*written, text[done:])), [*kept, *places[done:]]


def _between(blank: re.Match[str]) -> str:
    """Return a semicolon between two values with their names; the blank where none was typed so before it."""
    before = blank.string[: blank.start()]
    is_value = _CLOSE.search(before) is not None and before.count("=") == len(_CLOSE.findall(before))
    last = before.split()[-1] if before.split() else ""
    is_value = is_value and re.search(r"[\d)\]}%°]\$?\Z", last) is not None  # none of `x=1 or x=2`, nor of `x=y z=0`
    is_value = is_value and not any(sign in before for sign in "{|∮∫∑")
    return "; " if is_value and before.count("(") == before.count(")") else blank[0]


def _below(run: re.Match[str]) -> str:
    digits, behind = run["digits"].translate(_DIGITS), run.string[run.end() : run.end() + 1]
    is_one = len(digits) == 1 and not re.match(r"[\w.]", behind)
    return f"_{digits}" if is_one else f"_{{{digits}}}"


def _above(run: re.Match[str]) -> str:
    digits = run["digits"].translate(_DIGITS)
    is_one = len(digits) == 1 and _CLOSES.match(run.string, run.end()) is not None
    return f"^{digits}" if is_one else f"^{{{digits}}}"


def _command(sign: re.Match[str]) -> str:
    behind = sign.string[sign.end() : sign.end() + 1]
    return f"\\{_COMMANDS[sign[0]]}{' ' if behind.isalpha() else ''}"
