"""Values with names among the formulas of one answer: which are of what is asked for, and which of something else.

`dL/dw = …` and below it `dL/db = …`: the value of something else is no answer, and speaks against none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.chains import chain, depths, last_member
from grader.language.names.functions import FUNCTIONS
from grader.marking.asked.asked_names import is_called_as_asked, naming
from grader.marking.asked.names.left_names import Name, differ, is_of_letter, letters_in, name_of
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.formulas.formulas import assignment, assignments
from grader.submissions.extraction.formulas.naming import symbol_named
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.lexeme import Lexeme

_FUNCTIONS = FUNCTIONS.keys() | {other for known in FUNCTIONS.values() for other in known.spellings}


def of_others(question: Question, texts: Sequence[Found]) -> frozenset[int]:
    """Return the places of candidates that are values of something else, where one is of what the prompt asks for."""
    said = [naming(question, one.text) if one.kind == "formula" else "unknown" for one in texts]
    return frozenset(n for n, what in enumerate(said) if what == "other") if "asked" in said else frozenset()


def by_value(one: Found) -> Found:
    """Return the value of something else by itself: it gives no credit, and may keep another one from a zero."""
    return replace(one, text=last_member(one.text) or one.text)


def has_own_name(question: Question, text: str) -> bool:
    """Whether a formula is the value of a name that the problem does not declare: `u' = 2x`, and not `x = 2`."""
    row = assignment(text)
    is_name = row is not None and (name_of(row.left) is not None or _SIZE.fullmatch(row.left) is not None)
    return row is not None and is_name and symbol_named(question, row.left) is None


_SIZE = re.compile(r"\s*\|\s*\\?[A-Za-z]+\s*\|\s*")  # `|A|`


def apart(question: Question, one: Lexeme) -> tuple[Lexeme, ...]:
    """Return a list of values with names, `E(X) = 1, Var(X) = 2`, one by one where one is of what is asked for."""
    if one.kind != "formula" or "," not in one.text or one.text.count("=") < 2 or question.kind.is_solutions:
        return (one,)
    if last := last_calculation(one.text):
        return (one._replace(text=last, raw=last),)
    texts = [f"{row.left} = {row.right}" for row in assignments(one.text)]
    said = [is_called_as_asked(question, text) for text in texts]
    if len(texts) < 2 or not all(has_own_name(question, text) for text in texts):
        return (one,)
    if not any(said) and _is_made_of(texts):  # `a = 3/4, r = 1/4, S = a/(1 - r) = 1`
        return (one._replace(text=texts[-1], raw=texts[-1]),)
    if said.count(True) != 1:
        return (one,)
    comma = Lexeme("sign", ",", ",", one.line)
    parts = [one._replace(text=text, raw=text) for text in texts]
    return (parts[0], *(lexeme for part in parts[1:] for lexeme in (comma, part)))


def last_calculation(text: str) -> str:
    """Return the last of several calculations with numbers of which each goes on with what came out before.

    `4 + 7 = 11, 11/2 = 5.5`; empty where letters stand in them, or one does not go on.
    """
    depth = depths(text)
    places = [n for n, sign in enumerate(text) if sign in ",;" and not depth[n] and _PAUSE.match(text, n)]
    bounds = zip([-1, *places], [*places, len(text)], strict=True)
    parts = [text[start + 1 : end].strip() for start, end in bounds]
    if len(parts) < 2 or _LETTERED.search(text) or not all("=" in part for part in parts):
        return ""
    values = [last_member(part) or "" for part in parts]
    pairs = zip(values, parts[1:], strict=False)
    goes_on = all(value and _holds(following, "".join(value.split())) for value, following in pairs)
    return parts[-1] if goes_on else ""


_PAUSE = re.compile(r"[,;]\s")  # no comma of a number
_LETTERED = re.compile(r"(?<!\\)(?<![A-Za-z])[A-Za-z]|[<>≤≥≈]")


def _is_made_of(texts: Sequence[str]) -> bool:
    """Whether the last of several equations is a chain that holds the letters of all others, and ends without them."""
    names = [name_of(chain(text).members[0]) for text in texts]
    members = chain(texts[-1]).members
    letters = {one.of for one in names[:-1] if one is not None}
    is_whole = None not in names and len({*names}) == len(names) and len(members) > MEMBERS
    return is_whole and letters <= letters_in(" + ".join(members[1:-1])) and letters.isdisjoint(letters_in(members[-1]))


MEMBERS = 2  # of an equation; a chain has more


def has_other_names(question: Question, texts: Sequence[Found], place: int | None) -> bool:
    """Whether a candidate and others are values of different things, and nothing says which of these is asked for.

    What stands in a formula behind it is a step to that, by its name, `u = x^2` and below it `y = \\sin u`, or by
    its value, `f_x = 2xy` and below it `\\nabla f = (2xy, x^2)`; so is what it is solved from, `10\\pi = 2\\pi f`.
    """
    if place is None or place >= len(texts) or question.kind.is_solutions:
        return False
    own = _name(texts[place])
    if own is None or naming(question, texts[place].text) == "asked" or _is_field(question, own):
        return False
    others = ((n, name) for n, one in enumerate(texts) if n != place and (name := _name(one)) is not None)
    return any(differ(own, name) and not _is_step(name, texts[n], texts[n + 1 :], own) for n, name in others)


def _is_field(question: Question, name: Name) -> bool:
    r"""Whether a name is that of the field: `y`, `y(x)` and `\hat y` of y."""
    symbols = (name_of(field.symbol or field.name) for field in question.fields.values())
    return any(one is not None and one.of != "answer" and is_of_letter(name, one) for one in symbols)


def _name(one: Found) -> Name | None:
    r"""Return what the value of a formula is called at the beginning of its chain; `\ln(1+x)` is a formula."""
    members = chain(one.text).members
    name = name_of(members[0]) if one.kind == "formula" and len(members) > 1 else None
    if name is not None and (name.of.removeprefix("\\") in _FUNCTIONS or (name.of == "e" and name.above)):
        return None
    return name


def _is_step(name: Name, one: Found, behind: Sequence[Found], own: Name) -> bool:
    """Whether a formula behind a value holds its name or the value itself, or the value the name that is solved for."""
    if any(name.of in letters_in(following.text) for following in behind):
        return True
    last = last_member(one.text) or ""
    value = "".join(last.split())
    if _QUANTITY.fullmatch(value):
        return False
    is_telling = len(re.sub(r"\\[A-Za-z]+|[{}]", "", value)) > 1
    return own.of in letters_in(last) or (is_telling and any(_holds(following.text, value) for following in behind))


# A number, perhaps with a unit behind it: two quantities may have one value, and a unit may be called as one of them.
_QUANTITY = re.compile(
    r"[-+−]?[\d.,]+(?:\\,|~)*(?:\\(?:text|mathrm|si|unit)\{[^{}]*\}|(?:[kMGmµ]?(?:m|s|g|N|J|W|V|A|Hz|Pa|C|K|B|Mol|mol|h|min))(?:[/^]\S*)?)?\$?"
)


def _holds(text: str, value: str) -> bool:
    """Whether a text holds a value as it was written, not within a longer number or name."""
    return re.search(rf"(?<![\w.]){re.escape(value)}(?![\w.])", "".join(text.split())) is not None


def is_root(one: Found) -> bool:
    """Whether a value of a letter with a prime is given, one of the roots: `x' = 3 e x'' = -3`."""
    return one.kind in {"answer", "formula"} and _PRIMED.match(one.text) is not None


_PRIMED = re.compile(r"\s*[A-Za-z]'{1,2}\s*=")
