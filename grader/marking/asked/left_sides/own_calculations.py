"""Calculations with letters of the student's own, `R - C = 120` of the revenue 500 and the cost 380.

Nobody says what such letters are, but they can only be numbers that the prompt gives. A calculation that comes to the
answer for some choice of these is a step to it, and one that comes to it for none, `R + C` or `R/C`, says something
else. A letter that begins the one word which stands right before a number is that number: `C - R` is none, either.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice, permutations

from grader.claims.statements import Setting
from grader.errors import AnswerError, LimitError
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.language.domains import REAL, Variable
from grader.language.names import Names
from grader.language.reader import read
from grader.language.spelling.greek import PRINTED
from grader.language.tree import Node, symbols
from grader.language.units.reading import known_unit
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.left_sides.amounts import Amount, amounts
from grader.marking.asked.names.left_names import Name
from grader.marking.asked.other_things.given_names import formulas_given
from grader.marking.asked.other_things.given_numbers import CHANGES
from grader.problems.question import Question
from grader.records import replace

KEPT = 2_000
MAX_CHARACTERS = 60  # of a calculation
MAX_LETTERS = 4  # in it
MAX_CHOICES = 400  # of numbers for its letters
MAX_STEPS = 40_000  # of working them out
NEAR = 0.02  # how far a rounded value may be from what it is worked out from
_IS_OPERATED = re.compile(r"[-+*/·×⋅−^²³√]|\\(?:d?frac|cdot|times|sqrt)(?![A-Za-z])|[A-Za-zαβγδ\d][\s$]*[A-Za-zαβγδ]")
_ANGLE = re.compile(r"\\(alpha|beta|gamma|delta)(?![A-Za-z])")
_KNOWN = re.compile(
    r"[\s$\d.,+*/·×⋅−²³√^(){}_A-Za-zαβγδ-]|\\(?:[dt]?frac|cdot|times|sqrt|left|right|[,;! ])(?![A-Za-z])"
)
_ROOT = re.compile(r"(?<![\\A-Za-z])sqrt(?=\s*\()")
_WORDS = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}|[A-Za-z]\s*\(|[A-Z][A-Za-z]")
_STATED = re.compile(
    r"(?<![^\W\d_])(?P<word>[^\W\d_]{3,})\s+(?:(?:is|of|are|was|=|ist|beträgt|von|est|de|es|è|vale)\s+){0,2}[\s$]*\Z"
)
_WITH_UNIT = re.compile(r"[\d.,]+[\s$~]*(?P<unit>[A-Za-zµΩ]+(?:/[A-Za-z]+)?)(?:\^\{?\d\}?|²|³)?")
_LIST = re.compile(r"[(\[{]\s*[-−]?\d[\d./]*\s*[,;|][^()\[\]]*[)\]}]|matrix\}")
_GIVEN = re.compile(r"(?<![\w\\])(?P<letter>[A-Za-zαβγδ](?:_\w)?)\s{0,3}=\s{0,3}\Z")
MAX_BEFORE = 40  # characters before a number that are looked into


def is_product(word: str) -> bool:
    """Whether a word is rather two letters beside each other in the alphabet, `ab` or `xy`, than a name."""
    return len(word) == len("ab") and word.islower() and ord(word[1]) == ord(word[0]) + 1


def is_product_given(question: Question, word: str) -> bool:
    """Whether a word is two letters beside each other, to each of which the prompt gives a number: `Fm`."""
    told = _ANGLE.sub(_printed, parts.prompts(question))
    is_pair = len(word) == len("ab") and word.isalpha() and word[0] != word[1]
    return is_pair and len(fixed_letters(told, word, amounts(told))) == len(word)


_PAIR = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{2}(?![A-Za-z])")


def is_no_step(question: Question, left: str) -> bool:
    """Whether a left side is a calculation with letters that comes to the answer for no numbers of the prompt."""
    if question.kind.is_one_number != "always" or question.names.symbols or len(left) > MAX_CHARACTERS:
        return False
    if _CHOOSES.fullmatch(left) is not None:
        return False
    told = _ANGLE.sub(_printed, parts.prompts(question))
    tree = _tree(
        _PAIR.sub(lambda match: " ".join(match[0]) if is_product_given(question, match[0]) else match[0], left)
    )
    given = amounts(told)
    letters = sorted(symbols(tree)) if tree is not None else []
    if tree is None or not 0 < len(letters) <= MAX_LETTERS or len(letters) > len(given):
        return False
    fixed = fixed_letters(told, letters, given)
    if any(PRINTED.get(one, one[:1]) in parts.letters_in(told) and one not in fixed for one in letters):
        return False  # of which the prompt says something else
    if len(letters) <= len(_LIST.findall(told)) or (fixed and CHANGES.search(told) is not None):
        return False  # each may be a list
    wanted = worth(question)
    return bool(wanted) and not _comes_to(tree, letters, given, fixed or _called(told, letters, given), wanted)


_CHOOSES = re.compile(r"[\s$]*[CPVA]\s*(?:\^\{?\d+\}?\s*_\{?\d+\}?|_\{?\d+\}?\s*\^\{?\d+\}?)[\s$]*")  # binomials


def fixed_letters(told: str, letters: Sequence[str], given: Sequence[Amount]) -> Mapping[str, Amount]:
    """Return the numbers that a prompt itself gives to letters, `g = 10`."""
    before = {
        match["letter"]: one
        for one in given
        if (match := _GIVEN.search(told[max(0, one.start - MAX_BEFORE) : one.start])) is not None
    }
    printed = {letter: PRINTED.get(letter, letter) for letter in letters}
    return {letter: before[one] for letter, one in printed.items() if one in before}


def is_other_value(question: Question, name: Name, text: str) -> bool:
    """Whether a name is a function of the prompt at a number, and the formula there gives another value for it."""
    if question.kind.is_one_number != "always" or name.kind != "call" or _PLACE.fullmatch(name.at) is None:
        return False
    said, wanted = text.rpartition("=")[2].strip(" $"), worth(question)
    if _PLACE.fullmatch(said) and not any(math.isclose(_float(said), one, rel_tol=NEAR) for one in wanted):
        return False  # which is refuted by itself
    given = formulas_given(parts.prompts(question))
    bodies = [
        body for one, body in given.items() if one == name.of or re.fullmatch(rf"{re.escape(name.of)}\(\w\)", one)
    ]
    tree = read_free(bodies[0]) if len(bodies) == 1 else None
    letters = symbols(tree) if tree is not None else ()
    if tree is None or len(letters) != 1:
        return False
    setting, at = Setting(tuple(Variable(one, REAL) for one in letters)), Fraction(name.at.replace("−", "-"))
    (found,) = samples(tree, setting, ({next(iter(letters)): at},), Budget(LIMITS))
    return found is not None and not any(math.isclose(found, one, rel_tol=NEAR) for one in wanted)


def _float(number: str) -> float:
    return float(Fraction(number.replace("−", "-")))


_PLACE = re.compile(r"[-−]?\d{1,6}(?:\.\d{1,6})?(?:/[1-9]\d{0,5})?")


@lru_cache(maxsize=KEPT)
def _tree(left: str) -> Node | None:
    """Return the tree of a calculation with single letters, numbers and roots; None of anything else."""
    left = _ANGLE.sub(_printed, left)
    plain = _ROOT.sub("√", left)
    if _IS_OPERATED.search(left) is None or _WORDS.search(plain) is not None or _KNOWN.sub("", left):
        return None
    if re.search("[A-Za-zαβγδ]", re.sub(r"\\\\?[a-z]{3,}", "", without_units(left))) is None:
        return None  # numbers with their units
    return read_free(left.strip(" $"))


def read_free(text: str) -> Node | None:
    """Return the tree of a text in which any letter may stand; None of what is not read, or in several ways."""
    try:
        found = read(text, Names(free=True))
    except (AnswerError, LimitError):
        return None
    return found[0].tree if len(found) == 1 else None


def _printed(match: re.Match[str]) -> str:
    return PRINTED[match[1]]


def without_units(text: str) -> str:
    """Return a text without its numbers that have a unit behind them."""
    return _WITH_UNIT.sub(_without_unit, text)


def _without_unit(match: re.Match[str]) -> str:
    """Return nothing in place of a number with its unit."""
    return "" if known_unit(match["unit"]) is not None else match[0]


def worth(question: Question) -> tuple[float, ...]:
    """Return what the answer is, in its unit, in base units and as a share."""
    found = [one for tree in question.accepted for one in samples(tree, Setting(), ({},), Budget(LIMITS))]
    factor = float(question.unit.unit.factor) if question.unit is not None else 1.0
    return tuple(value * by for value in found if value is not None for by in (1.0, factor, 100.0, 0.01))


def _comes_to(
    tree: Node, letters: Sequence[str], given: Sequence[Amount], known: Mapping[str, Amount], wanted: Sequence[float]
) -> bool:
    """Whether a calculation has a wanted value for numbers of the prompt, or for more of them than can be tried."""
    points = list(islice(choices(letters, given, known), MAX_CHOICES + 1))
    if len(points) > MAX_CHOICES or not points:
        return True
    setting = Setting(tuple(Variable(one, REAL) for one in letters))
    found = samples(tree, setting, points, Budget(replace(LIMITS, max_steps=MAX_STEPS)))
    if found[-1] is None:
        return True  # perhaps the budget is spent
    return any(value is not None and math.isclose(value, one, rel_tol=NEAR) for value in found for one in wanted)


def choices(
    letters: Sequence[str], given: Sequence[Amount], known: Mapping[str, Amount]
) -> Iterator[Mapping[str, Fraction]]:
    """Yield numbers for letters, each number of the prompt for one of them, the known ones for their own."""
    others = [one for one in letters if one not in known]
    free = [one for one in given if one not in known.values()]
    for chosen in permutations(free, len(others)):
        rows: list[dict[str, Fraction]] = [{}]
        for letter, amount in (*known.items(), *zip(others, chosen, strict=True)):
            rows = [{**row, letter: value} for row in rows for value in amount.values]
        yield from rows


def _called(told: str, letters: Sequence[str], given: Sequence[Amount]) -> Mapping[str, Amount]:
    """Return the number of each letter, `R` of `revenue is 500`; nothing where one of them begins no such word."""
    stated: dict[str, list[Amount]] = {}
    for amount in given:
        match = _STATED.search(told[max(0, amount.start - MAX_BEFORE) : amount.start].casefold())
        if match is not None:
            stated.setdefault(match["word"][0], []).append(amount)
    initials = [one.partition("_")[2].strip("{}")[:1].casefold() or one[0].casefold() for one in letters]
    found = [stated.get(one, []) for one in initials]
    is_plain = len(set(initials)) == len(letters) > 1 and all(len(one) == 1 for one in found)
    return {letter: one[0] for letter, one in zip(letters, found, strict=True)} if is_plain else {}
