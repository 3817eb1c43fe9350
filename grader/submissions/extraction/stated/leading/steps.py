"""Formulas that are steps to the last one: they define other things, or hold letters that the answer cannot have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.chains import last_member
from grader.marking.asked.asked_names import naming
from grader.marking.texts.left_hand.left_sides import left_fault
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.formulas.formulas import assignment, assignments
from grader.submissions.extraction.formulas.naming import field_named
from grader.submissions.extraction.formulas.restricted import asks_for_points
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.words.phrases import quiet
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.extraction.words.vocabulary import declared_names
from grader.wording import writing_notices

_GREEK = "alpha|beta|gamma|delta|epsilon|varepsilon|theta|lambda|mu|nu|xi|rho|sigma|tau|phi|varphi|psi|omega"
# A letter, perhaps with a mark and an index, that is no constant.
LETTER = re.compile(
    r"(?:\\(?:bar|hat|tilde|overline|widehat|mathbf|mathcal|vec)(?![A-Za-z])\s*\{?\s*)?(?!(?:e|i|\\pi)(?![A-Za-z]))"
    rf"(?:[A-Za-z]|\\(?:{_GREEK}))\s*\}}?(?:_\{{?\w{{1,8}}\}}?)?(?:\^\{{?\*\}}?)?"
)


def without_steps(question: Question, texts: Sequence[Found]) -> list[Found]:
    """Return candidates without those that speak about the symbol that the last one, and no other, defines.

    `L(t) = …`, `L'(t) = …` and `n - 2 t = 0` are steps where `t = …` stands behind them; so is the value of another
    letter, `c = -1` before `y(x) = …`, and what cannot be the answer for its letters.
    """
    texts = _without_settings(question, _without_other_letters(question, texts))
    name = next(iter(question.fields))
    lefts = [_left(one) for one in texts]
    given = [n for n, left in enumerate(lefts) if left and _defines_asked(question, texts[n].text, left)]
    if given != [len(texts) - 1] or texts[-1].rank not in {"display", "concluded"}:
        return list(texts)
    own = bare_left(_CALL.sub(r"\g<name>", lefts[-1]))
    texts = [*(one for one in texts[:-1] if not _tells_steps(question, one, name, own)), texts[-1]]
    lefts = [_left(one) for one in texts]
    others = [bool(LETTER.fullmatch(left)) and bare_left(left) != own for left in lefts]
    steps = [
        other or (bool(left) and _is_step(question, left, name)) for left, other in zip(lefts, others, strict=True)
    ]
    return [one for one, step in zip(texts, [*steps[:-1], False], strict=True) if not step]


def _without_settings(question: Question, texts: Sequence[Found]) -> list[Found]:
    """Return candidates without lists of what own letters stand for, `u = ln x, dv = x^2 dx`, and, where a set of
    values of a letter is asked for, without expressions in that letter."""
    if question.kind.reads != "value" or (question.kind.written == "list" and not question.kind.is_set):
        return list(texts)
    kept = _named_as_last(texts) if asks_for_points(question) else frozenset()
    return [
        one
        for n, one in enumerate(texts[:-1])
        if n in kept or not (_sets(question, one) or _is_of_member(question, one))
    ] + [*texts[-1:]]


def _named_as_last(texts: Sequence[Found]) -> frozenset[int]:
    """Return the lists that give several letters values as the last one does: points, `x = 1, y = 2`, line by line."""
    last = _letters_set(texts[-1]) if texts else ()
    return frozenset(n for n, one in enumerate(texts[:-1]) if len(last) > 1 and _letters_set(one) == last)


def are_points(question: Question, texts: Sequence[Found]) -> bool:
    """Whether all that stands there are points, each by the values of the same letters, in lines of their own."""
    return (
        len(texts) > 1
        and asks_for_points(question)
        and len(_named_as_last(texts)) == len(texts) - 1
        and all(one.rank == "display" for one in texts)
    )


def _letters_set(one: Found) -> tuple[str, ...]:
    rows = assignments(one.text.replace("$", "")) if one.kind == "formula" and "," in one.text else ()
    return tuple(sorted(row.left.strip() for row in rows))


def _sets(question: Question, one: Found) -> bool:
    is_list = one.kind == "formula" or one.name == writing_notices.SEVERAL_FORMULAS_STAND_ONE
    if not is_list or not quiet().isdisjoint(_SAID.findall(one.text.lower())):
        return False
    rows = list(assignments(one.text.replace("$", "")))
    lefts = [re.sub(r"^d\s?(?=[A-Za-z]$)", "", row.left.strip()) for row in rows]
    known = declared_names(question)
    are_own = all(LETTER.fullmatch(left.rstrip("'")) and left.rstrip("'") not in known for left in lefts)
    return len(set(lefts)) > 1 and are_own and not any(defines(question, left) for left in lefts)


def _is_of_member(question: Question, one: Found) -> bool:
    if not question.kind.is_set or one.kind != "formula" or _RELATION.search(one.text) or _SET.search(one.text):
        return False
    if not question.names.symbols and _OF_LETTER.search(one.text):  # `λ² - 7λ`, whose roots are members
        return True
    return any(re.search(rf"(?<![A-Za-z\\]){name}(?![A-Za-z])", one.text) for name in question.names.symbols)


_OF_LETTER = re.compile(
    rf"(?<![A-Za-z\\])(?:[a-df-hj-zA-Z]|\\(?:{_GREEK}))\s*\^|(?<=[\d)])\s*\\(?:lambda|mu)(?![A-Za-z])"
)


_SAID = re.compile(r"(?<![\\a-z])(?!d[a-z](?![a-z]))[^\W\d_]{2,}")  # but `du`, a differential
_SET = re.compile(r"[\[{∪∩;]|\\(?:cup|cap|pm|infty|emptyset|varnothing|mathbb|setminus)(?![A-Za-z])|,|±")


def _left(one: Found) -> str:
    row = assignment(one.text) if one.kind == "formula" else None
    return row.left if row else ""


def _tells_steps(question: Question, one: Found, name: str, own: str) -> bool:
    """Whether a sentence of which nobody can tell what it gives holds but steps: `$f'(x) = 0$ iff $2x = 1$`."""
    if one.kind != "doubtful" or one.name != writing_notices.SEVERAL_FORMULAS_STAND_ONE:
        return False
    rows = [assignment(text) for text in _TYPESET.findall(one.text)]
    lefts = [row.left for row in rows if row]
    unsolved = [left for left in lefts if not (LETTER.fullmatch(left) and bare_left(left) == own)]
    return bool(rows) and len(unsolved) == len(rows) and all(_is_step(question, left, name) for left in unsolved)


def _defines_asked(question: Question, text: str, left: str) -> bool:
    """Whether an equation is for the field by its own name, or for what the prompt asks for by name."""
    return defines(question, left) is not None or naming(question, text) == "asked"


def _is_step(question: Question, left: str, name: str) -> bool:
    call = _CALL.fullmatch(left)
    if call is None:
        return bool(left_fault(question, question.fields[name], left))
    is_declared = call["name"].removeprefix("\\") in question.names.functions
    return not is_declared and defines(question, call["of"]) == name


def defines(question: Question, left: str) -> str | None:
    """Return the field that the left side of an equation names, an estimate of it included."""
    return field_named(question, _HAT.sub(r"\g<name>", left))


_HAT = re.compile(r"\\(?:wide)?(?:hat|tilde)\s*\{?(?P<name>\s*\\?[A-Za-z]+)\}?")  # an estimate of what is below it
_CALL = re.compile(r"(?P<name>\\?[A-Za-z]+)'{0,3}\s*\((?P<of>[^()=]{1,30})\)")


def bare_left(left: str) -> str:
    """Return the letter of a left side by itself, without indices and marks."""
    return re.sub(r"[\s{}]|_\{?\w+\}?|\^\{?\*\}?|\\(?:hat|tilde|bar|widehat)", "", left)


def _without_other_letters(question: Question, texts: Sequence[Found]) -> list[Found]:
    """Return candidates without those that hold letters that the answer cannot have, where the last one holds none.

    A number, a list of numbers and a set in declared letters are never written in other ones: `(A - \\lambda I) v = 0`
    and `f'(w) = 6w` lead to such an answer. A closed value that such a letter is said to have may be it all the same;
    and as `N/4` before `N = 12` may be it as well, the last one is not refuted, unless it is concluded.
    """
    is_closed = question.unit is None and (question.kind.is_set or not question.names.symbols)
    if len(texts) < 2 or not is_closed or question.kind.reads != "value" or texts[-1].kind != "formula":
        return list(texts)
    last = last_member(texts[-1].text) or texts[-1].text
    is_led = texts[-1].rank in {"display", "concluded", "inline"} and naming(question, texts[-1].text) != "other"
    is_whole = question.kind.is_set or not _takes_list(question) or _is_list(last)
    if not is_led or not is_whole or _other_letters(question, last):
        return list(texts)
    kept = [one for one in texts[:-1] if not _leads_on(question, one)]
    if len(kept) == len(texts) - 1:
        return list(texts)
    row = assignment(texts[-1].text)
    steps = [one.text for one in texts[:-1] if one not in kept]
    is_stated = row is None and (texts[-1].rank == "inline" or question.kind.is_set)
    is_sure = texts[-1].rank == "concluded" or is_stated or _is_asked(question, texts[-1].text)
    is_sure = is_sure and not any(_is_value_by_letters(text, bare_left(row.left) if row else "") for text in steps)
    is_sure = is_sure or _are_before_place(question, steps)
    return [*kept, texts[-1] if is_sure else replace(texts[-1], spared=writing_notices.LETTERS_MAY_GIVE)]


def _are_before_place(question: Question, steps: Sequence[str]) -> bool:
    """Whether formulas hold the variables of the prompt's function only, and the prompt asks for a value at one place.

    `H = …` in x and y is what numbers are put in where the Hessian of `f(x, y)` at `(1, 2)` is asked for.
    """
    told = f"{question.lead} {question.prompt}"
    places, functions = _AT_PLACE.findall(told), _FUNCTION.findall(told)
    if len(places) != 1 or len(functions) != 1:
        return False
    variables = frozenset(re.findall(r"[A-Za-z]", functions[0]))
    rights = [row.right if (row := assignment(text)) else text for text in steps]
    return all(_other_letters(question, _SPEAKS.sub("", right)) <= variables for right in rights)


_AT_PLACE = re.compile(
    r"(?<!\w)(?:at|in|an|im|en|au|nel|em|op|a)\s+(?:(?:the|der|den|dem|el|le|il|o)\s+)?(?:(?:point|punkt|stelle|punto|ponto|place)\s+)?"
    r"\$\s*(?:\([-\d][-\d\s,;./]*\)|[A-Za-z]\s*=\s*-?\d[\d./]*|\([A-Za-z\s,]+\)\s*=\s*\([-\d\s,;./]+\))\s*\$",
    re.IGNORECASE,
)
_FUNCTION = re.compile(r"(?<![A-Za-z])[A-Za-z]\(([A-Za-z](?:\s*,\s*[A-Za-z])*)\)\s*=")
_SPEAKS = re.compile(r"(?<![A-Za-z])[A-Za-z]_\{?[A-Za-z]{1,4}\}?")  # `f_{xx}`, a derivative by its name


def _is_asked(question: Question, text: str) -> bool:
    """Whether a chain is for what the prompt asks for, by its name or as the formula that it asks for."""
    row = assignment(text)
    return naming(question, text) == "asked" or (row is not None and asked_of(question).asks_for(row.left))


def _leads_on(question: Question, one: Found) -> bool:
    """Whether all formulas of a candidate hold letters that the answer cannot have, and none gives a value of it."""
    if one.kind == "formula":
        return _is_in_other_letters(question, one.text)
    formulas = _TYPESET.findall(one.text) if one.kind == "doubtful" and one.rank in {"inline", "replacing"} else []
    if one.name == writing_notices.WORDS_BEFORE_LEAD_NO and assignment(one.text) and not _WORDS.search(one.text):
        formulas = [one.text]  # behind a label, `Partial fractions: …`
    return bool(formulas) and all(_is_in_other_letters(question, text) for text in formulas)


def _is_in_other_letters(question: Question, text: str) -> bool:
    """Whether a formula holds letters that the answer cannot have, and is no value, bound or list for such a letter."""
    if not _other_letters(question, text):
        return False
    sides = [one.strip() for one in _RELATION.split(text)]
    closed = [one for one in sides if not _other_letters(question, one)]
    if _takes_list(question):
        return not any(map(_is_list, closed))
    is_for_letter = len(closed) == len(sides) - 1 and any(map(LETTER.fullmatch, sides))
    return not is_for_letter if question.kind.is_set else sides[-1] not in closed


def _is_value_by_letters(text: str, letter: str) -> bool:
    """Whether a formula may be the answer with numbers put in: `N/4`, `x = N/4`, and not `f'(x) = 3x^2`.

    `letter`: the one that is given a value behind it, if any.
    """
    row = assignment(text)
    if row is None:
        return _RELATION.search(text) is None and _ARROW.search(text) is None
    own, others = _ALONE.findall(row.left), _ALONE.findall(row.right)
    if LETTER.fullmatch(row.left):
        return not set(own) & set(others)  # `w = (1 - a) w` is solved first
    return letter.strip("\\") in others and letter.strip("\\") not in own


_ARROW = re.compile(r"[←→↦]|\\(?:(?:long)?(?:left|right)arrow|to|gets|mapsto)(?![A-Za-z])")


def _takes_list(question: Question) -> bool:
    return question.kind.written == "list" and not question.kind.is_set


def _is_list(text: str) -> bool:
    return re.match(r"\s*(?:\\left\s*)?(?:[(\[{]|\\begin\{)", text) is not None and bool(re.search(r"[,;&]|\\\\", text))


def _other_letters(question: Question, text: str) -> frozenset[str]:
    """Return the letters by themselves in a formula that nobody has declared, but constants."""
    return frozenset(_ALONE.findall(text)) - declared_names(question) - _CONSTANTS


_ALONE = re.compile(rf"(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])|(?<=\\)(?:{_GREEK})(?![A-Za-z])")
_CONSTANTS = frozenset("eid")
_RELATION = re.compile(r"[<>≤≥≠=≈∈]|\\(?:in|lt|gt|le|ge|leq|geq|ne|neq|approx)(?![A-Za-z])")
_WORDS = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{2,}|\$")
_TYPESET = re.compile(r"\$([^$]{1,400})\$")
