"""The formulas of a prompt as they are written, also those without dollar signs: `Compute 12 + 30.`

Without dollar signs a formula is what stands between words: members with operators, `(x+1)^2`, `3/4 + 1/6`, `sin x`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from grader.language.names.lexicon import is_function
from grader.records import dataclass

KEPT = 2_000  # prompts of which it is kept what formulas they hold
MAX_CHARACTERS = 4_000  # of a prompt that is looked into
MAX_FORMULAS = 30  # of a prompt that are looked at
MAX_WORDS = 2  # before the formula that a prompt begins with: `Simplify 6/8`, `What is 45°`
_FORMULA = re.compile(r"\$\$?([^$]{1,300})\$|\\\(([^\\]{1,300})\\\)|\\\[((?:[^\\]|\\[^\]]){1,300})\\\]|`([^`]{1,300})`")
_TOKEN = re.compile(r"\S+")
_END = re.compile(r"[.?!,;:]+\Z")
_BEGINS = re.compile(r"[-+−*/^·×⋅=<>≤≥≠∪∩∖]|\\(?![A-Za-z])|mod\Z")
_ENDS = re.compile(r"(?:[-+−*/^·×⋅=<>≤≥≠∪∩∖,(\[{]|(?<![A-Za-z])(?:\\|mod))\Z")
_IS_FORMULA = re.compile(r"[\w\s.,+*/^=<>≤≥≠()\[\]{}|!'’′\\−·×⋅²³¹⁰⁴-⁹⁻₀-₉∪∩∖√∛∑∫∏π°∞-]+")
_LETTERS = re.compile(r"[^\W\d_²³¹⁰⁴-⁹₀-₉]+")
_HEAD = re.compile(r"(?:\A|\W)(?P<word>[A-Za-z]{2,})\Z")


@dataclass(frozen=True)
class Formula:
    """A formula of a prompt; `begins`: hardly a word stands before it, so that it is what something is done with."""

    text: str
    begins: bool


@lru_cache(maxsize=KEPT)
def formulas(lead: str, prompt: str) -> tuple[Formula, ...]:
    """Return the formulas of a prompt; none of one that is too long to be looked into."""
    if len(lead) + len(prompt) > MAX_CHARACTERS:
        return ()
    found = [one for text in (prompt, lead) if text for one in _formulas(text)]
    return tuple(dict.fromkeys(found[:MAX_FORMULAS]))


def _formulas(text: str) -> Iterator[Formula]:
    done, is_first = 0, True
    for match in _FORMULA.finditer(text):
        for start, run in _runs(text[done : match.start()]):
            yield Formula(run, is_first and _begins(text[: done + start]))
            is_first = False
        yield Formula(next(filter(None, match.groups())), is_first and _begins(text[: match.start()]))
        done, is_first = match.end(), False
    for start, run in _runs(text[done:]):
        yield Formula(run, is_first and _begins(text[: done + start]))
        is_first = False


def _begins(before: str) -> bool:
    return len(before.split()) <= MAX_WORDS


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Yield where formulas without dollar signs begin, and what they are, `5!` with and without its last sign."""
    run: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        end = match.start() + len(_END.sub("", match[0]))
        token = text[match.start() : end]
        if not token or not _is_formula(token):
            yield from _shown(text, run)
            run = []
            continue
        if run and not _joins(text[run[-1][0] : run[-1][1]], token):
            yield from _shown(text, run)
            run = []
        run.append((match.start(), end))
        if end < match.end():
            if text[end] == "!":
                yield run[0][0], text[run[0][0] : end + 1]
            if text[end] != "," or not token.strip("([{"):
                yield from _shown(text, run)
                run = []
    yield from _shown(text, run)


def _shown(text: str, run: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    if run and re.search(r"\d|\W", text[run[0][0] : run[-1][1]]):
        yield run[0][0], text[run[0][0] : run[-1][1]]


def _joins(before: str, token: str) -> bool:
    """Whether two words are of one formula: an operator or the name of a function is between."""
    head = _HEAD.search(before)
    return bool(_BEGINS.match(token) or _ENDS.search(before) or (head and is_function(head["word"])))


def _is_formula(token: str) -> bool:
    """Whether what stands between blanks can be of a formula: its words are single letters, functions or commands."""
    if _IS_FORMULA.fullmatch(token) is None:
        return False
    words = _LETTERS.findall(re.sub(r"\\[A-Za-z]+", " ", token))
    return all(len(one) == 1 or is_function(one) for one in words)
