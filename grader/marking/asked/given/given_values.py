"""Calculations with letters to which a prompt gives numbers, `n p = 6` with `$n = 20$` and `$p = 0.3$`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from grader.marking.asked.given.given_lists import value_of
from grader.marking.asked.names.plain_names import tightened
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept what they give
MAX_CHARACTERS = 80  # of a calculation
_GIVEN = re.compile(r"\$\s*(?P<letter>[A-Za-z])\s*=\s*(?P<value>[-−]?\d{1,9}(?:\.\d{1,9}|/\d{1,9})?)\s*\$")
_CALCULATION = re.compile(r"(?=.*[A-Za-z].*[A-Za-z\d])[A-Za-z\d.+*·×()^/−-]+")
_LETTER = re.compile(r"[A-Za-z]")


def with_given_values(question: Question, member: str) -> str:
    """Return a calculation with the numbers that the prompt gives to its letters, any other text itself."""
    prompts = f"{question.lead} {question.prompt}"
    if len(member) <= MAX_CHARACTERS and not question.names.symbols and question.unit is None:
        if listed := value_of(prompts, member):
            return listed
        if called := _called(prompts, member):
            return called
    values = _given(question.lead, question.prompt) if len(member) <= MAX_CHARACTERS else {}
    if not values or question.unit is not None or question.names.symbols:
        return member
    plain = tightened(re.sub(r"\\cdot(?![A-Za-z])", "*", member))
    letters = set(_LETTER.findall(plain))
    if _CALCULATION.fullmatch(plain) is None or not letters <= values.keys():
        return member
    return re.sub(r"(?<=[\d)])(?=\()", "*", _LETTER.sub(lambda match: f"({values[match[0]]})", plain))


@lru_cache(maxsize=KEPT)
def _given(lead: str, prompt: str) -> Mapping[str, str]:
    """Return the numbers that a prompt gives to letters, each once."""
    found: dict[str, set[str]] = {}
    for match in _GIVEN.finditer(f"{lead} {prompt}"):
        found.setdefault(match["letter"], set()).add(match["value"])
    values = {letter: next(iter(values)) for letter, values in found.items() if len(values) == 1}
    if "p" in values and re.search(r"(?<![A-Za-z])q(?![A-Za-z])", f"{lead} {prompt}") is None:
        values["q"] = f"1 - {values['p']}"
    return values


_AT = re.compile(r"[\s$]*(?P<of>[a-zA-Z])\s*\(\s*(?P<at>[-−]?\d{1,6}(?:/\d{1,6})?)\s*\)[\s$]*")


def _called(prompts: str, member: str) -> str:
    """Return a function that the prompt gives by one formula with the number at which a member takes it: `f(4)`."""
    match = _AT.fullmatch(member)
    given = (
        rf"\$\s*{match['of']}\s*\(\s*(?P<by>[a-z])\s*\)\s*=\s*(?P<body>[^$=,;]{{1,80}})\$" if match is not None else ""
    )
    found = list(re.finditer(given, prompts)) if match is not None else []
    if match is None or len(found) != 1 or "\\begin" in found[0]["body"]:
        return ""
    by = rf"(?<![A-Za-z\\]){found[0]['by']}(?![A-Za-z])"
    return re.sub(by, lambda _: f"({match['at']})", found[0]["body"])
