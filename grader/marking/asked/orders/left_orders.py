r"""The order of names that stand before the entries of an array, `(m, b) = (-2, 3)`, where the prompt lists none.

It is known from the nouns that the prompt has for them (slope and intercept), from the places where it uses them, or
because they are coordinates: `x, y, z`, `a, b`, `x_1, x_2`. That letters stand in the alphabet tells nothing else.
"""

from __future__ import annotations

import re
from itertools import pairwise

from grader.language.spelling.greek import PRINTED
from grader.marking.asked.names.left_names import Name
from grader.marking.asked.words.quantities import further_letters, usual_names
from grader.problems.question import Question

_WORD = re.compile(r"[^\W\d_]{3,}")
_TOKEN = re.compile(r"\\?[^\W\d_]+|\d+|[^\s{}_\\]")
_POLAR = frozenset(
    {("r", "θ"), ("r", "φ"), ("r", "ϕ"), ("ρ", "θ"), ("ρ", "φ"), ("r", "θ", "z"), ("r", "φ", "z"), ("r", "θ", "φ")}
)
_DOUBTFUL = frozenset({"a", "A", "I"})  # words of English, too


def known_order(question: Question, listed: tuple[Name, ...]) -> bool:
    """Return whether names stand in the order that a prompt's nouns give them, or that all coordinates have."""
    prompt = f"{question.lead}\n{question.prompt}"
    if (said := _by_nouns(prompt, listed)) is not None:
        return said
    return not _is_misplaced(prompt, listed) and (_are_coordinates(listed) or _by_places(prompt, listed))


def _is_misplaced(prompt: str, listed: tuple[Name, ...]) -> bool:
    """Whether a name stands in another place than the one noun that calls it has among as many: `D, E` of a mean."""
    nouns = list(dict.fromkeys(match[0].casefold() for match in _WORD.finditer(prompt)))
    known = [noun for noun in nouns if usual_names(frozenset({noun}))]
    if len(known) != len(listed):
        return False
    called = [[at for at, noun in enumerate(known) if _calls(noun, name, wide=False)] for name in listed]
    return any(len(places) == 1 and places != [at] for at, places in enumerate(called))


def _by_nouns(prompt: str, listed: tuple[Name, ...]) -> bool | None:
    """Whether names are in the order of the nouns that call them; None where one calls several, or a name none."""
    nouns = [match[0].casefold() for match in _WORD.finditer(prompt)]
    for wide in (False, True):
        called = [frozenset(noun for noun in nouns if _calls(noun, name, wide=wide)) for name in listed]
        if all(len(some) == 1 for some in called) and len(set(called)) == len(called):
            said = [next(iter(some)) for some in called]
            firsts = [nouns.index(noun) for noun in said]
            lasts = [-nouns[::-1].index(noun) for noun in said]
            return firsts == sorted(firsts) and lasts == sorted(lasts)
    return None


def _calls(noun: str, name: Name, *, wide: bool) -> bool:
    """Whether a value that a noun calls usually bears a name, or is that noun."""
    letter = _printed(name)
    if name.kind != "bare" or len(letter) > 1:
        return name.kind == "bare" and letter.casefold() == noun
    names = {PRINTED.get(one.of, one.of) for one in usual_names(frozenset({noun})) if one.kind == "bare"}
    return letter in names or (wide and letter in further_letters(noun))


def _printed(name: Name) -> str:
    plain = name.of.removeprefix("\\")
    return PRINTED.get(plain, plain)


def _are_coordinates(listed: tuple[Name, ...]) -> bool:
    """Whether each name is the one before it with the next letter or a greater number, or they are polar."""
    if tuple(map(_printed, listed)) in _POLAR:
        return True
    return all(_follows(_tokens(one), _tokens(other)) for one, other in pairwise(listed))


def _tokens(name: Name) -> list[str]:
    parts = (name.of, "(", name.at, ")", name.by, "'" * name.order, name.above)
    found = [token.removeprefix("\\") for part in parts for token in _TOKEN.findall(part)]
    return [PRINTED.get(token, token) for token in found]


def _follows(before: list[str], behind: list[str]) -> bool:
    """Whether two names are the same but for a letter and the next one, for a number, or for one more prime."""
    plain, other = ([part for part in parts if part != "'"] for parts in (before, behind))
    if plain == other:
        return len(before) < len(behind)
    parts = {pair for pair in zip(before, behind, strict=False) if pair[0] != pair[1]}
    return len(before) == len(behind) and len(parts) == 1 and all(_is_next(*pair) for pair in parts)


def _is_next(one: str, other: str) -> bool:
    if one.isdecimal() and other.isdecimal():
        return int(one) < int(other)
    return len(one) == len(other) == 1 and one.isalpha() and ord(other) == ord(one) + 1


def _by_places(prompt: str, listed: tuple[Name, ...]) -> bool:
    """Whether the prompt uses all names, and first in this order, which is that of the alphabet as well."""
    found = []
    for name in listed:
        letter = name.of.removeprefix("\\")
        match = None if letter in _DOUBTFUL or name.kind != "bare" else re.search(_alone(letter), prompt)
        if match is None:
            return False
        found.append(match.start())
    return found == sorted(found) and list(map(_printed, listed)) == sorted(map(_printed, listed))


def _alone(letter: str) -> str:
    either = "|".join(re.escape(one) for one in sorted({letter, PRINTED.get(letter, letter)}))
    return rf"(?<![^\W\d_])(?:{either})(?![^\W\d_])"
