r"""Facts beside the value that is asked for, each called by its name: `ω = 20 rad/s, T = 2π/ω = 0.314 s`.

Exactly one of the equations that commas or lines part is called as the prompt asks, or by the answer's own name; what
each of the others is called is known to be something else, and nothing of it stands in the value.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from grader import marking
from grader.claims.chains import chain, depths
from grader.marking.asked.about.places import asks_for_extremum
from grader.marking.asked.agreeing.other_kinds import is_of_other_kind
from grader.marking.asked.asked_names import is_called_as_asked
from grader.marking.asked.names.left_names import Name, letters_in, name_of
from grader.marking.asked.other_things.another import asked_quantities
from grader.marking.asked.words.quantities import quantities_named
from grader.marking.texts.left_hand import prompt_names
from grader.problems.question import Field, Question

MAX_CHARACTERS = 400  # of a text that is looked into
MAX_FACTS = 6  # equations beside each other
_PARTED = re.compile(r"[,;]|\n|\\\\|\\q?quad(?![A-Za-z])|\$\s+(?=\$)")
_CASES = re.compile(
    r"(?<![A-Za-z])(?:for|if|when|where|für|falls|wenn|pour|si|para|otherwise|else|sonst|sinon)(?![A-Za-z])"
)
_REMARK = re.compile(r"\s*\((?:double|simple|twice|doppelt|zweifach|einfach|doppelte Nullstelle|doble|doppia)\)\s*\Z")
_DRAWN = re.compile(r"[\s$]*[A-Z]\s*(?:~|∼|\\sim(?![A-Za-z]))\s*\\?[A-Za-z]{1,12}\s*\([^()]*\)[\s$]*")
_WORD = re.compile(r"(?<![\\\w])(?:\\text\s*\{)?[^\W\d_]{4,}")
_ARRAY = re.compile(r"[\[(]|\\begin")
_STEP = re.compile(r"[\s$]*(?P<times>\d{1,6})\s*[·*]?\s*(?P<of>[^\W\d_])\s*=\s*(?P<value>[-−]?\d{1,9})[\s$]*")
_NUMBER = re.compile(r"[\s$]*[-−]?\d{1,9}(?:\.\d{1,9}|\s*/\s*\d{1,9})?[\s$.]*")


def without_facts(question: Question, field: Field, text: str) -> str:
    """Return the one equation of a text that is called as the prompt asks; the text itself where that is not told."""
    if len(text) > MAX_CHARACTERS or question.kind.is_solutions:
        return text
    parts = _parts(text)
    if not 1 < len(parts) <= MAX_FACTS:
        return text
    if _CASES.search(text):
        return text  # `M_{ij} = … for j < N, M_{iN} = 1` gives entries, and no fact beside them
    asked = [one for one in parts if _is_asked(question, field, one)]
    asked = asked or [one for one in parts if _is_quantity(question, one)]
    if len(asked) > 1 and question.names.symbols:  # a formula beside what it comes to at a number
        asked = [one for one in asked if (name := _first(one)[0]) is None or not _NUMBERED.fullmatch(name.of)]
    if len(asked) != 1:
        return text
    value = chain(asked[0]).members[-1]
    if question.kind.is_array and not _ARRAY.search(value):
        return text  # the facts may be the entries
    others = [one for one in parts if one is not asked[0]]
    return asked[0] if all(_is_fact(question, field, one, asked[0], value) for one in others) else text


def names_another_last(question: Question, field: Field, text: str, *, is_asked_before: bool = False) -> bool:
    """Whether a text is equations of several names with a number each, of which the last is not what is asked for.

    `A = 12. U = 14`: that it stands last does not make it the answer. `is_asked_before`: only where one before it is.
    """
    is_number = question.kind.is_one_number == "always" and len(question.fields) == 1
    if len(text) > MAX_CHARACTERS or text.count("=") < 2 or not is_number:
        return False
    parts = [one for one in _SENTENCES.split(text.strip(" $.\n")) if one.strip(" $")]
    named = [match for one in parts if (match := _NAMED.fullmatch(one)) is not None]
    if len(named) < len(parts) or len({"".join(one["left"].split()) for one in named}) < len(named):
        return False
    said = [_is_asked(question, field, one) or _is_quantity(question, one) for one in parts]
    kind = prompt_names.close(prompt_names.plain(_first(parts[-1])[1]))
    said[-1] = said[-1] and not is_of_other_kind(question, kind)
    return len(named) > 1 and not said[-1] and (any(said) or not is_asked_before)


_SENTENCES = re.compile(
    r"[,;.]\s+(?:(?:so|hence|thus|therefore|also|somit|daher|donc|luego|quindi)\s+)?|\n|\$\s+(?=\$)"
)
_NAMED = re.compile(r"[\s$]*(?P<left>[^=<>≈≤≥]{1,40}?)\s*=\s*[-−]?\d{1,9}(?:\.\d{1,9}|\s*/\s*\d{1,9})?[\s$]*")


def _parts(text: str) -> list[str]:
    depth = depths(text)
    parts, start = [], 0
    for sign in _PARTED.finditer(text):
        if not depth[sign.start()]:
            parts.append(text[start : sign.start()])
            start = sign.end()
    return [one.strip(" \t$") for one in (*parts, text[start:]) if one.strip(" \t$.")]


def _first(part: str) -> tuple[Name | None, str]:
    members = chain(part).members
    if len(members) < 2:
        return None, ""
    return name_of(members[0]) or name_of(_ACCENTS.sub("", unicodedata.normalize("NFD", members[0]))), members[0]


_ACCENTS = re.compile(r"[\u0300-\u036f]")


def _is_asked(question: Question, field: Field, part: str) -> bool:
    """Whether an equation is called by what the prompt asks for, or by the answer's own name."""
    name, left = _first(part)
    if name is None or _WORD.search(part):
        return False
    if is_called_as_asked(question, part) or marking.texts.left_hand.known_lefts.is_own_name(question, field, left):
        return True
    if left in prompt_names.plainly_asked(question) or _WHICH.findall(question.prompt) == [left.strip(" $")]:
        return True
    return name.kind == "call" and asks_for_extremum(question) and f"{name.of}(" in "".join(question.prompt.split())


# Of which letter the value is asked for: `For which $t$ are they orthogonal?`
_WHICH = re.compile(
    r"(?i)(?<!\w)(?:for\s+(?:which|what)|für\s+welche[ns]?|pour\s+quel(?:le)?s?|para\s+qué|per\s+quale)\s+"
    r"(?:(?:real|value|of|reelle[sn]?|wert|von|valeur|de|valor|valore|di)\s+){0,3}\$\s*(\w)\s*\$"
)


def _is_quantity(question: Question, part: str) -> bool:
    """Whether an equation is called by a usual name of the quantity that the prompt asks for, `s^2` of a variance."""
    name, left = _first(part)
    said = quantities_named(left) if name is not None and not _WORD.search(part) else frozenset()
    return not said.isdisjoint(asked_quantities(question))


def _is_fact(question: Question, field: Field, part: str, asked: str, value: str) -> bool:
    """Whether an equation is of something else, which does not stand in the value; or a step that comes to it."""
    if _DRAWN.fullmatch(part):
        return True
    if (step := _STEP.fullmatch(part)) is not None:
        return _comes_to(step, asked, value)
    name, left = _first(_REMARK.sub("", part))
    if name is None or _WORD.search(_REMARK.sub("", part.removeprefix(left))) or left == _first(asked)[1]:
        return False
    own, is_own = _first(asked)[0], marking.texts.left_hand.known_lefts.is_own_name(question, field, _first(asked)[1])
    if _NUMBERED.fullmatch(name.of) and own is not None and own.of[0] == name.of[0] and question.names.symbols:
        return marking.texts.chains.steps_said.agrees_with(asked, part)  # `a_1 = 3` beside `a_n = 4n - 1`
    if own is not None and own.kind == name.kind == "bare" and own.of == name.of and not quantities_named(left):
        return not _is_other_power(name, part, value)
    wanted, common = asked_quantities(question), quantities_named(left) & quantities_named(_first(asked)[1])
    if name.kind != "derivative" and not is_own and (common & wanted if wanted else common):
        return False
    letters = letters_in(left) | {name.of}
    return letters.isdisjoint(letters_in(value) - set(field.names.symbols)) and name != _first(asked)[0]


def _is_other_power(name: Name, part: str, value: str) -> bool:
    """Whether an equation gives a power of a number another value than it has: `c² = 81` beside `c = 10`."""
    said, power = (_LEADING.match(one) for one in (chain(part).members[-1], value)), name.above.strip("^{}")
    found = [Fraction(one[0].strip().replace("−", "-")) for one in said if one is not None]
    return len(found) == len(("said", "value")) and power in {"2", "3"} and found[1] ** int(power) != found[0]


_LEADING = re.compile(r"\s*[-−]?\d{1,9}(?:\.\d{1,9})?(?=[\s$.]*\Z|\s*[A-Za-zµΩ]{1,4}(?:²|³|\^\{?[23]\}?)?[\s$.]*\Z)")
_NUMBERED = re.compile(r"[A-Za-z]_\{?\d{1,4}\}?")


def _comes_to(step: re.Match[str], asked: str, value: str) -> bool:
    """Whether `4t = 4` is a step to `t = 1`."""
    if _first(asked)[1].strip(" $") != step["of"] or _NUMBER.fullmatch(value) is None:
        return False
    number = Fraction("".join(value.replace("−", "-").split()).strip("$."))
    return number * int(step["times"]) == int(step["value"].replace("−", "-"))
