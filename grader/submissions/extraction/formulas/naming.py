"""What the left side of an assignment names: a field, a symbol of the problem, something unknown."""

from __future__ import annotations

import re

from grader.language.reader import canonical_name
from grader.marking.asked.words.glossary import synonyms
from grader.problems.question import Question
from grader.submissions.forms.titles import cleaned
from grader.submissions.ledger.matching import find_field, nouns_of_fields

NAME_CHARACTERS = 60  # of what stands before `=` in running text
_ANSWER = re.compile(r"(?:my |the |our |final )*(?:answers?|result)", re.IGNORECASE)


def field_named(question: Question, text: str) -> str | None:
    """Return the field that a text names; one of its entries (`w_0[1]`, `w_0(1)`) is none."""
    name = plain(text)
    if len(question.fields) > 1 and (noun := _noun_of(question, name)) is not None:
        return noun
    if re.search(r"(?<![\^{])[(\[]", name):
        return _called(question, name)
    dressed = _STARRED.fullmatch(name) or _hatted(question, name)
    return find_field(question, name) or (find_field(question, dressed["name"]) if dressed else None)


def _hatted(question: Question, name: str) -> re.Match[str] | None:
    r"""Return a letter below the hat of an estimate, `\hat a`, where the problem itself sets no hat on any letter."""
    return None if "hat" in question.lead + question.prompt else _HATTED.fullmatch(name)


def _called(question: Question, name: str) -> str | None:
    """Return the field that stands before several symbols it is a function of, `x(p, r, m)`, which is no product.

    They are symbols of the problem in its order, each once; at other places it is another value.
    """
    call = _CALL.fullmatch(name)
    if call is None:
        return None
    symbols = [symbol.name for symbol in (*question.given, *question.for_all)]
    said = [symbol_named(question, one) for one in call["at"].split(",")]
    is_in_order = [one for one in symbols if one in said] == said
    return field_named(question, call["of"]) if is_in_order and symbols else None


_CALL = re.compile(
    r"(?P<of>[^()\[\],=]{1,40}?)\s*(?:\\left\s*)?\((?P<at>[^()\[\],]{1,20}(?:,[^()\[\],]{1,20}){1,5}?)(?:\\right\s*)?\)"
)


def _noun_of(question: Question, name: str) -> str | None:
    """Return the field whose noun in the prompt a text says in another word, or by an operator: `mean`, `E[X]`."""
    nouns = nouns_of_fields(question) if len(name) <= NAME_CHARACTERS else {}
    called = _OPERATOR.fullmatch(name) if nouns else None
    if called is not None and _letters(question) != {called["letter"]}:
        return None
    word = _OPERATORS[called["name"]] if called else name.casefold() if name.isalpha() else ""
    found = {nouns[one] for one in synonyms(word) if one in nouns} if word and word not in nouns else set()
    found |= {nouns[word]} if word in nouns else set()
    return found.pop() if len(found) == 1 else None


def _letters(question: Question) -> set[str]:
    """Return the capital letters that stand alone as formulas in a prompt."""
    return set(re.findall(r"\$\s*([A-Z])\s*\$", f"{question.lead} {question.prompt}"))


_OPERATORS = {"E": "expectation", "Var": "variance", "V": "variance"}
_OPERATOR = re.compile(
    r"\\?(?:(?:mathbb|mathrm|operatorname|text|mathbf)\s*\{\s*)?(?P<name>E|Var|V)\s*\}?\s*(?:\\left\s*)?[\[(]\s*(?P<letter>[A-Z])\s*"
    r"(?:\\right\s*)?[\])]"
)
_HATTED = re.compile(r"\\(?:wide)?hat(?:\s*\{\s*|\s+)(?P<name>\\?[A-Za-z]+)\s*\}?")
_STARRED = re.compile(r"(?P<name>.{1,20}?)\s*\^\s*\{?(?:\*|\\ast|\\star)\}?")  # the optimal value of what is below it


def plain(name: str) -> str:
    """Return a name without the delimiters of mathematics and code around it."""
    return name.strip().strip("`").strip().removeprefix("\\(").removesuffix("\\)").strip("$ ").strip()


def is_name(text: str) -> bool:
    """Whether a text is a name, of whatever."""
    if re.search(r"[(\[]", text.replace("^(", "").replace("^{(", "")):
        return False
    try:
        canonical_name(text)
    except ValueError:
        return False
    return len(text) <= NAME_CHARACTERS


def is_subscripted(text: str) -> bool:
    """Whether a text is a name with an index, which no word of prose has."""
    return is_name(text) and bool(re.search(r"\d|_", text))


def symbol_named(question: Question, text: str) -> str | None:
    """Return the symbol of the problem that a text names, such as a quantified variable."""
    try:
        name = canonical_name(plain(text))
    except ValueError:
        return None
    known = {symbol.name for symbol in (*question.given, *question.for_all)} | set(question.define)
    return name if name in known else None


def may_name(question: Question, left: str) -> bool:
    """Whether the left side of a formula may be meant for a field: a letter that begins one's name stands in it."""
    letters = set(re.sub(r"\\[A-Za-z]+", " ", left))
    return any(name[0] in letters or name in left for name in question.fields)


def field_in_heading(question: Question, title: str) -> str | None:
    """Return the field that a heading below its problem's names."""
    return find_field(question, title.strip().strip("*_:. "))


def is_answer(title: str) -> bool:
    """Whether a heading says that the answer stands below it."""
    return bool(_ANSWER.fullmatch(cleaned(title)))
