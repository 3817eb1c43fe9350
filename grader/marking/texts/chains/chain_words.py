r"""Words between the members of a chain: `I = 3 oder I = 4`, `y = 2x mit x = 5`, `I is not = 4`.

The last member is the answer of a chain only where equality alone leads to it. What the members before it are need not
be readable, but words that join formulas may deny it, offer another one, or begin to speak of something else.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.claims.chains import chain, depths
from grader.errors import AnswerError, Span
from grader.language.names import Names
from grader.language.names.lexicon import Lexicon, lexicon_of
from grader.language.reader import read
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tokens.sentences import TURNING, WORDS
from grader.language.tree import Num, symbols
from grader.language.units.reading import unit_fault
from grader.problems.question import Field, Question
from grader.wording import unreadable_answers

_JOINING_LETTERS = frozenset("oyeu")  # `3 o 4`, `x = 2 y z = 3` in Spanish, where no such letter is declared
_OPERATING = frozenset(  # words between what they calculate with
    {"times", "plus", "minus", "over", "mod", "modulo", "div", "choose", "cdot", "mal", "durch", "geteilt", "über"}
    | {"hoch", "fois", "sur", "parmi", "moins", "por", "entre", "más", "menos", "sobre", "squared", "cubed"}
)
_OPERATORS = frozenset("+-−*/^·×⋅∙÷(=,:|_%")
_TEXT = re.compile(r"\\(?:text|textrm|textnormal|mbox|textit|textbf)\s*\{([^{}]*)\}")
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{[^{}]*\}")
_COMMAND = re.compile(
    r"\\(?:q?quad|[,;:! ])(?![A-Za-z])|(?P<sign>\\(?:cdot|times|ast|div|pm|mp|circ|odot))(?![A-Za-z])"
    r"|\\[A-Za-z]+|\\."
)
_WORD = re.compile(r"(?<![\w\\^_.§])(?:[^\W\d_]{2,}(?:-[^\W\d_]{2,})+|[^\W\d_]+)(?![\w^_(])")
_SIGNS = re.compile(r"\?|∧|∨|(?<=[^\s&])\s*&(?=\s*[^\s&])")


_CHAINED = re.compile(r"[=≔≡≈≃≅]|\\(?:coloneqq|equiv|approx|simeq|cong)")  # what chains have between their members


def check(question: Question, field: Field, text: str) -> None:
    """Raise AnswerError as `check_words` does, where a value and no condition or set is asked for."""
    is_value = not question.kind.is_solutions
    if is_value and _CHAINED.search(text):
        check_words(field.names, text, has_units=question.unit is not None)
        _check_zero(question, field, text)


def _check_zero(question: Question, field: Field, text: str) -> None:
    """Raise AnswerError for `2x (w x - y) = 0`, an equation where a value is asked for: it may have been set to 0."""
    members = chain(text).members
    if len(members) < 2 or members[-1].strip(" $.") != "0" or Num(Fraction(0)) in question.accepted:
        return
    try:
        found = read(members[-2], field.names, question.kind.expects, None)
    except AnswerError:
        return
    if any(symbols(one.tree) for one in found):
        raise AnswerError(unreadable_answers.EQUATION_FOR_A_VALUE, text, Span(0, len(text)))


def check_words(names: Names, text: str, *, has_units: bool) -> None:
    """Raise AnswerError where words, or marks that are none of mathematics, stand between the members of a chain."""
    members = chain(text).members[:-1]
    lexicon = lexicon_of(names) if members else None
    for place, member in enumerate(members):
        assert lexicon is not None
        found = _joint(member, lexicon, is_first=place == 0, has_units=has_units)
        if found is not None:
            start = max(text.find(member), 0)
            message = unreadable_answers.WORDS_IN_A_CHAIN.format(words=found)
            raise AnswerError(message, text, Span(start, min(start + max(len(member), 1), len(text))))


def _joint(member: str, lexicon: Lexicon, *, is_first: bool, has_units: bool) -> str | None:
    """Return the word or sign in a member that joins it to something else; None where there is none."""
    if sum(member.count(sign) for sign in "([{") != sum(member.count(sign) for sign in ")]}"):
        return member
    said = _said(member)
    depth = depths(said)
    masked = "".join(sign if not depth[at] or sign in "()" else "0" for at, sign in enumerate(said))
    outside = _COMMAND.sub(lambda match: " * " if match["sign"] else " " if match[0] in _BLANKS else "§", masked)
    if sign := _SIGNS.search(outside):
        return sign[0].strip()
    measured = _measured(member)
    words = [one for one in _WORD.finditer(outside) if not measured or not _is_measured(one[0], measured)]
    turning = (word[0] for word in words if word[0].casefold() in TURNING and not _is_known(word[0], lexicon))
    return next(turning, None) or next(
        (
            word[0]
            for word in words
            if _stands_between(word, outside, is_first=is_first)
            and _joins(word[0], lexicon)
            and not (has_units and not unit_fault(word[0]))
        ),
        None,
    )


_INTEGRAL = re.compile(r"\\(?:i{1,3}nt|oint)(?![A-Za-z])|[∫∬∭∮]")
_DIFFERENTIAL = re.compile(
    r"(?<![A-Za-z\\])(?:d|\\(?:mathrm|operatorname|text)\s*\{\s*d\s*\}|\\rm\s+d)\s*([A-Za-z])(?![A-Za-z])"
)


def _measured(member: str) -> frozenset[str]:
    r"""Return the letters that a member integrates over, such as x and y of `\iint xy\,dx\,dy`."""
    return frozenset(_DIFFERENTIAL.findall(member)) if _INTEGRAL.search(member) else frozenset()


def _is_measured(word: str, letters: frozenset[str]) -> bool:
    """Whether a word is a differential, or a product of letters that are integrated over."""
    return (len(word) == 2 and word[0] == "d" and word[1] in letters) or letters.issuperset(word)


def _stands_between(word: re.Match[str], outside: str, *, is_first: bool) -> bool:
    """Whether a word stands between two formulas; a first member may be words, such as `the value of f`."""
    before, after = outside[: word.start()].rstrip(), outside[word.end() :].lstrip()
    if not (before and after) or before[-1] in _OPERATORS or after[0] in _OPERATORS - {"("}:
        return False
    return not (is_first and all(map(str.isalpha, before.split())))


_BLANKS = frozenset({"\\,", "\\;", "\\:", "\\!", "\\ ", "\\quad", "\\qquad"})


def _said(member: str) -> str:
    r"""Return a member with the words of `\text{…}` outside of it, and environments as brackets."""
    plain = _ENVIRONMENT.sub(lambda match: "(" if match[1] == "begin" else ")", member.replace("$", " "))
    return _TEXT.sub(lambda match: f" {match[1]} " if " " in match[1] else match[1], plain)


def _joins(word: str, lexicon: Lexicon) -> bool:
    """Whether a word between two formulas is none that is known or changes nothing."""
    if len(word) == 1:
        return word.casefold() in _JOINING_LETTERS and lexicon.declared(word) is None
    return word.casefold() not in _OPERATING | WORDS and not _is_known(word, lexicon)


def _is_known(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is declared, a function, a Greek letter, or a product of declared letters."""
    word = word.rstrip("₀₁₂₃₄₅₆₇₈₉") or word  # `log₂`
    if lexicon.declared(word) is not None or word in lexicon.functions or word.casefold() in GREEK_NAMES:
        return True
    return lexicon.known_function(word) is not None or bool(lexicon.splits(word, frozenset()))
