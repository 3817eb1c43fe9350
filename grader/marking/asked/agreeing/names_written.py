r"""Names that a prompt writes where it asks for another one: `u_t` of u, `\varphi(n)` of d, `f(t)` of `F(s)`."""

from __future__ import annotations

import re

from grader.marking.asked.asked_names import asked_names, formulas_asked_for
from grader.marking.asked.given import siblings
from grader.marking.asked.given.asked_part import asking_words
from grader.marking.asked.names.left_names import Name, name_of
from grader.marking.asked.names.plain_names import in_sign, plain_name
from grader.problems.question import Question

MAX_CHARACTERS = 40  # of a left side that is looked into
_QUANTITIES = frozenset(
    {"P", "Pr", "E", "Var", "V", "Cov", "F", "T", "O", "S", "M", "L", "Z"}
)  # which may be called of anything
_ONE_LETTER = re.compile(r"[a-z]")
_POINTS = re.compile(r"[A-Z][A-Z]")
_RESIDUE = re.compile(r"[\s$]*\\?(?:operatorname\s*\{\s*)?(?:Res|res)(?![a-z])")
_FORMULA = re.compile(r"\$([^$]{1,300})\$")
_INDEXED = re.compile(r"[A-Za-z]_?\{?[01]\}?")
_FIRST = re.compile(
    r"(?i)initial|first|start|begin|anfang|erst|begin|premi|départ|inicial|primer|iniziale|prim[oa]|vorher|before|original"
)


def is_written_otherwise(question: Question, left: str) -> bool:
    """Whether a left side is a name or call that the prompt writes or speaks of, and not what it asks for."""
    if len(left) > MAX_CHARACTERS or question.kind.reads != "value":
        return False
    if (name := name_of(left)) is None:
        return False
    return (
        _is_parameter(question, name)
        or _is_of_other_argument(question, name)
        or _is_beside_symbol(question, left, name)
        or _is_turned_round(question, name)
        or _is_other_residue(question, left, name)
        or _is_given_state(question, left, name)
        or _is_value_for_limit(question, name)
    )


def _is_value_for_limit(question: Question, name: Name) -> bool:
    """Whether a limit is asked for, and a left side is a function at a number that the prompt does not know."""
    if name.kind != "call" or len(name.of) > 1 or re.fullmatch(r"[-−]?\d+(?:[./]\d+)?", name.at) is None:
        return False
    asked = formulas_asked_for(question.lead, question.prompt)
    is_limit = bool(asked) and all(one.lstrip().startswith("\\lim") for one in asked)
    return is_limit and re.search(rf"(?<![A-Za-z\\]){name.of}\s*\(", f"{question.lead} {question.prompt}") is None


def _symbols(question: Question) -> frozenset[str]:
    names = {field.symbol or field.name for field in question.fields.values()} - {"answer"}
    symbols = (one.removeprefix("\\") for one in names if one)
    return frozenset(name for one in symbols for name in (one, in_sign(one)))


def _is_parameter(question: Question, name: Name) -> bool:
    """Whether a left side is a letter that the formula of the answer is made of: `C = C(1 + t)^n`."""
    if name.kind != "bare" or name.above or not question.kind.is_expression or len(question.fields) > 1:
        return False
    letter = name.of.removeprefix("\\")
    if len(letter) > 1 or letter not in question.names.symbols or letter in _symbols(question):
        return False
    is_asked = any(one.of == name.of for one in asked_names(question))
    return not is_asked and re.search(rf"\$\s*\\?{re.escape(letter)}\s*\$", question.prompt) is not None


def _is_of_other_argument(question: Question, name: Name) -> bool:
    """Whether a left side is a function of a letter of the prompt of which the answer is none: `f(t)` of `F(s)`."""
    symbols = question.names.symbols.keys()
    if name.kind != "call" or not question.kind.is_expression or not symbols or name.of in _QUANTITIES:
        return False
    if _ONE_LETTER.fullmatch(name.at) is None or name.at in symbols or len(name.of) > 1:
        return False
    formulas = " ".join(_FORMULA.findall(question.prompt))
    letter = rf"(?<![A-Za-z\\]){name.at}(?![A-Za-z]|\s*\()"
    return re.search(letter, formulas) is not None and not any(one.of == name.of for one in asked_names(question))


def _is_beside_symbol(question: Question, left: str, name: Name) -> bool:
    """Whether the answer has a letter, and a left side is another call or a derivative that the prompt writes."""
    own = _symbols(question)
    if len(question.fields) != 1 or not own or any(plain_name(one) == plain_name(left) for one in own):
        return False
    is_call = name.kind == "call" and len(name.of) < SHORT and name.of not in {*own, *_QUANTITIES}
    is_derivative = name.kind == "bare" and name.of.partition("_")[0] in own and _is_by(question, name)
    if not is_call and not is_derivative:
        return False
    said = f"{question.lead} {question.prompt}"
    tight = re.sub(r"[\s${}]", "", left)
    spaced = r"[\s{}]*".join(map(re.escape, tight))
    is_written = re.search(rf"(?<![A-Za-z\\]){spaced}(?![A-Za-z])", said) is not None
    is_own_said = any(re.search(rf"(?<![A-Za-z]){re.escape(one)}(?![A-Za-z])", question.prompt) for one in own)
    asked = {re.sub(r"[\s{}]", "", one) for one in formulas_asked_for(said)}
    return is_written and (is_own_said or tight not in asked)


SHORT = 3  # letters of what is called; more are a word


def _is_by(question: Question, name: Name) -> bool:
    script = name.of.partition("_")[2].strip("{}")
    return bool(script) and all(one in question.names.symbols for one in script)


def _is_turned_round(question: Question, name: Name) -> bool:
    r"""Whether a vector is asked for from A to B, and a left side is that from B to A."""
    if not question.kind.is_array or name.kind != "bare" or _POINTS.fullmatch(name.of) is None:
        return False
    one, other = name.of[0], name.of[1]
    said = f"{question.lead} {question.prompt}"
    first, last = rf"(?<![A-Za-z]){other}(?![A-Za-z])", rf"(?<![A-Za-z]){one}(?![A-Za-z])"
    from_other = rf"{first}[^.?!]{{0,40}}?\s(?:to|nach|zu|à|a|vers|naar|até|bis)\s[^.?!]{{0,20}}?{last}"
    is_named = re.search(rf"(?<![A-Za-z]){other}\s*{one}(?![A-Za-z])", said) is not None
    is_own = re.search(rf"(?<![A-Za-z]){one}\s*{other}(?![A-Za-z])", said) is not None
    return not is_own and (is_named or re.search(from_other, said) is not None)


def _is_other_residue(question: Question, left: str, name: Name) -> bool:
    """Whether a left side is a residue at another place than the prompt's: `Res(f, -i)` of `z = i`."""
    if name.kind != "call" or _RESIDUE.match(left) is None:
        return False
    place = re.split("[,;]", name.at)[-1].split("=")[-1]
    prompt = re.sub(r"[\s{}]", "", f"{question.lead} {question.prompt}")
    known = set(re.findall(r"(?<=[=$])[-+−]?(?:\d+(?:/\d+)?)?(?:\\?[a-z]+)?(?=[$.,;?])", prompt)) - {""}
    return len(known) > 0 and place.replace("−", "-") not in {one.replace("−", "-") for one in known}


def _is_given_state(question: Question, left: str, name: Name) -> bool:
    """Whether a letter has the index of the first one, and the prompt gives one value in the unit of the answer."""
    if question.unit is None or name.kind != "bare" or _INDEXED.fullmatch(name.of) is None or len(question.fields) > 1:
        return False
    if siblings.is_of_asked(question, name):
        return False
    said = f"{question.lead} {question.prompt}"
    unit = re.escape(re.sub(r"\s", "", question.unit.unit.text))
    given = (
        re.findall(rf"\d\s*\$?\s*(?:\\[,; ]|~)?\s*(?:\\(?:mathrm|text)\{{)?{unit}(?![\w/^²³])", said) if unit else []
    )
    is_first = _FIRST.search(asking_words(question.lead, question.prompt)) is not None
    is_written = re.search(rf"(?<![A-Za-z]){re.escape(name.of[0])}_?\{{?\w", said) is not None
    return len(given) == 1 and not is_first and not is_written and not _symbols(question)
