r"""Left sides that are known to be names of the answer, `y = …`, `f(x) = …`, or steps that can be read.

A name is a letter or a word with scripts, perhaps applied to what is declared. What stands above or beside the letter
of what is asked for makes another value of it, `\hat y`, `y^*`, `P(a)`, unless the prompt writes it, or says in words
what it is. All else may say anything of the answer, and is no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader import marking
from grader.claims.chains import chain
from grader.errors import LeftSideError, Span
from grader.language import units
from grader.marking.asked.agreeing.other_kinds import is_at_a_number, is_of_other_kind
from grader.marking.asked.asked_names import naming
from grader.marking.asked.given.given_lists import is_no_number
from grader.marking.asked.labels import behind_label
from grader.marking.asked.names.left_names import name_of
from grader.marking.texts.left_hand import known_formulas, prompt_names, said_marks
from grader.marking.texts.left_hand.known_names import LETTERS, NAME, WORDS, KnownNames
from grader.marking.texts.left_hand.left_sides import is_left_asked, is_written_in_prompt, left_of
from grader.problems.question import Field, Question
from grader.wording import unreadable

MAX_CHARACTERS = 200  # of a left side that may be a name
_DERIVATIVE = re.compile(
    r"\\[dt]?frac\s*\{?\s*(?:d|∂)|d(?:\s*\^\d|²)?\s*(?:\w{1,7}(?:\(\w\))?)?\s*/\s*d|[∂∇]|\\(?:Delta|nabla|partial)(?![A-Za-z])|Δ"
)
_DOUBTFUL = re.compile(r"\s*(?:~|\{[^{}]*\}\s*\Z)")  # about it, or its fraction


def check_known(question: Question, field: Field, text: str, can_read: Callable[[str], bool]) -> None:
    """Raise LeftSideError where the first member of a chain is not known to be a name of the answer or a step."""
    left = behind_label(question, left_of(text))
    is_other = _is_other(question, left[:MAX_CHARACTERS])
    if (
        not is_other
        and left.strip(" $")
        and (is_known(question, field, text, left) or (can_read(left) and not _calls(question, field, left)))
    ):
        left = next((one for one in chain(text).members[1:-1] if _speaks(field, one)), "")
    if not left.strip(" $") and not _is_congruence(question, text):
        return
    left = left if left.strip(" $") else left_of(text)
    start = max(0, text.find(left))
    message = unreadable.SAYS_SOMETHING_ABOUT_ANSWER.format(shown=left)
    raise LeftSideError(message, text, Span(start, start + len(left)))


def _is_other(question: Question, left: str) -> bool:
    """Whether a left side is surely of another kind than what is asked for: another quantity, a list for a number."""
    is_number = question.kind.is_one_number == "always"
    prompts = f"{question.lead} {question.prompt}"
    return (
        is_of_other_kind(question, _close(left))
        or (is_number and is_no_number(prompts, left))
        or (_JOINED.search(left) is not None and _JOINS.search(prompts) is None)
        or is_at_a_number(question, left)
    )


def _close(left: str) -> str:
    """Return a left side as tables of names have it, its cross product in one sign."""
    return prompt_names.close(prompt_names.plain(left.replace("\\times", "×")))


def check_kind(question: Question, text: str) -> None:
    """Raise LeftSideError where a set or an equation is called by a name of another kind, `W = …` of a domain."""
    left = left_of(text)
    is_part = question.kind.is_set and marking.asked.other_things.calculations.is_other_calculation(question, left)
    if not is_part and not is_of_other_kind(question, _close(left)):
        return
    start = max(0, text.find(left))
    message = unreadable.SAYS_SOMETHING_ABOUT_ANSWER.format(shown=left)
    raise LeftSideError(message, text, Span(start, start + len(left)))


_JOINED = re.compile(r"(?:∇|\\nabla)\s*(?:[·×⋅]|\\(?:cdot|times)(?![A-Za-z]))")  # a divergence, a curl
_JOINS = re.compile(r"(?i)(?:∇|\\nabla)\s*(?:[·×⋅]|\\(?:cdot|times))|diverg|\bdiv\b|curl|\brot|laplac|wirbel|quell")


def _calls(question: Question, field: Field, left: str) -> bool:
    """Whether a left side calls a letter of its own, `F(2x)`, which as a constant would be a factor there."""
    name = name_of(left) if question.constants or question.up_to is not None else None
    return name is not None and name.kind == "call" and name.of not in {*field.names.symbols, *field.names.functions}


def _is_congruence(question: Question, text: str) -> bool:
    """Whether a chain ends in a remainder and its modulus, `a = 3 mod 5`, where a number is asked for."""
    match = _REMAINDER.fullmatch(chain(text).members[-1]) if question.kind.is_one_number == "always" else None
    if match is None or not left_of(text) or is_written_in_prompt(question, match[0]):
        return False
    return len(match["left"]) <= len(match["by"]) < _DIGITS and int(match["left"]) < int(match["by"])


_DIGITS = 10  # of a modulus that is looked at
_REMAINDER = re.compile(r"[\s$]*(?P<left>\d+)\s*\\?[bp]?mod(?![A-Za-z])\s*\{?\s*(?P<by>\d+)\s*\}?[\s$.]*")


def _speaks(field: Field, member: str) -> bool:
    """Whether a member holds the field's own letter, and is not that: `x + 1` of x."""
    own, plain = prompt_names.plain(field.symbol), prompt_names.plain(member[:MAX_CHARACTERS])
    if len(own) != 1 or plain == own or field.symbol in field.names.symbols:
        return False
    return re.search(rf"(?<![^\W\d_])(?<!\\){own}(?![\w'’(_\[^{{])", plain) is not None


def is_worded_name(left: str) -> bool:
    """Whether a left side is words, or words before a name, which say what is meant: `the area A`."""
    words, _, last = prompt_names.plain(left[:MAX_CHARACTERS]).rpartition(" ")
    return WORDS.fullmatch(words or last) is not None and (
        WORDS.fullmatch(last) is not None or NAME.fullmatch(last) is not None
    )


def is_known(question: Question, field: Field, text: str, left: str) -> bool:
    """Whether a left side is a name of the answer, what the prompt asks for, or a step to it."""
    is_tex = "\\" in left or "$" in left  # where braces group and `~` is a blank
    if len(left) > MAX_CHARACTERS or (not is_tex and _DOUBTFUL.match(left)):
        return False
    plain = prompt_names.plain(left)
    asked = KnownNames.of(question, field)
    if marking.asked.other_things.another.is_surely_other(question, left):
        return False
    if asked.is_own(plain) or is_left_asked(question, left) or prompt_names.is_formula(question, left):
        return True
    if "F" in left and _SCORE.fullmatch(prompt_names.close(plain)) and _is_score_asked(question.prompt):
        return True
    if "P" in left and marking.asked.about.events.is_asked_probability(question, left):
        return True
    if marking.asked.left_sides.operands.is_composed_as_asked(question, left):
        return True
    if said_marks.is_operator_said(question, plain) or _is_calculated(plain):
        return True
    known = asked.others | asked.declared | asked.letters
    if known_formulas.is_formula_said(question, plain) or known_formulas.is_cancelled(plain, text, known):
        return True
    if len(question.fields) > 1 and not asked.holds(plain):
        return True  # what stands before it gave the field's name
    if _DERIVATIVE.match(plain) is not None:
        name = name_of(left)
        is_change = plain.startswith(("Δ", "\\Delta"))
        is_named = (is_change or (name is not None and name.of != "")) and not asked.holds(plain)
        return is_named or naming(question, text) == "asked"  # before a formula it is a step
    plain = asked.parted(plain)
    return asked.is_named(plain, text) or asked.is_of_several(plain)


def _is_score_asked(prompt: str) -> bool:
    """Whether a prompt speaks of the F1 score and of no other score of a classifier."""
    return _SCORES.search(prompt) is not None and _OTHER_SCORES.search(prompt) is None


_SCORE = re.compile(r"F_?1")
_OTHER_SCORES = re.compile(
    r"(?i)precision|recall|accura|specific|sensitiv|pr[äé]zi?[cs]i|genauigkeit|rappel|exactitud|spezifi"
)
_SCORES = re.compile(
    r"(?<![\w\\])\$?F_?\{?1\}?\$?[-\s]*(?:score|measure|wert|maß|value|mesure)(?![^\W\d_])", re.IGNORECASE
)


def is_own_name(question: Question, field: Field, name: str) -> bool:
    """Whether a text is a field's own name, perhaps with the variables that it depends on: `y`, `y(x)`."""
    asked, plain = KnownNames.of(question, field), prompt_names.plain(name)
    match = NAME.fullmatch(plain)
    if match is None or match["in"] is not None:
        return False
    parts = [one.strip() for one in (match["at"] or "").split(",")] if match["call"] else []
    bare = plain[: match.start("call")] if match["call"] else plain
    return asked.is_own(bare) and all(one in asked.declared for one in parts)


def _is_calculated(plain: str) -> bool:
    """Whether a left side is a calculation with numbers and their units: `900/12 m`."""
    words = LETTERS.findall(plain)
    if "\\deg" in plain or "∇" in plain or "\\nabla" in plain:
        return False
    if not words and "|" in plain and "," not in plain:
        plain = plain.replace("|", "")
    return re.match(r"[\s(\\]*(?:[dt]?frac\s*\{\s*)?\d", plain) is not None and all(
        not units.reading.unit_fault(one) for one in words
    )
