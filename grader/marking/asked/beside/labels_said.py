"""Of which one of several things a value is said: `state 2 has value 8` where that of state 1 is asked for.

A thing has a label behind a noun or a preposition, a number or a letter: `node y`, `the key of z`, `year 1`. Where the
part that asks has just one, an answer that is nothing but a value and what it is said of, with another label alone, is
of another thing: the same noun with any other label, or a letter or number that the prompt has as a label as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from grader.marking.asked.beside.conditions import main_and_condition
from grader.marking.asked.given.asked_part import KEPT
from grader.marking.asked.tables import rows
from grader.marking.asked.wanted import LABELS
from grader.problems.question import Question
from grader.records import dataclass

MAX_CHARACTERS = 80  # of a value with what it is said of
MAX_PROMPT = 600  # characters of one whose letters are labels
_BESIDE = rows("beside/words")
_NO_NOUNS = LABELS["function"] | LABELS["of"] | _BESIDE["article"] | _BESIDE["stop"] | _BESIDE["condition"]
_NO_NOUNS |= frozenset(
    [
        "of",
        "at",
        "in",
        "for",
        "from",
        "to",
        "is",
        "are",
        "the",
        "with",
        "has",
        "and",
        "or",
        "give",
        "solve",
        "value",
        "mod",
        "base",
        "degree",
        "order",
        "power",
    ]
)
_LABEL = r"(?:[1-9]\d?|[A-Z]{1,2}|[A-Za-z])"
_ENDS = r"(?![\w'’^(]|[.,]\d|-\w|\s*[%°=<>+*/×·≤≥]|\s+\d)"
_NAMED = re.compile(rf"(?<![\w\\-])(?P<noun>[^\W\d_]{{3,}})\s+(?![aeoy]\s+[^\W\d_])(?P<label>{_LABEL}){_ENDS}")
_LIST = re.compile(
    rf"(?<![\w\\-])[^\W\d_]{{3,}}s\s+(?P<list>(?>{_LABEL}(?!\w))(?>\s*,\s*{_LABEL}(?!\w))*\s+(?:and|und|et|y|e)\s+{_LABEL})(?!\w)"
)
_OF = r"(?:of|for|von|für|de|di|del)"
_BESIDE_IT = r"(?:from|to|between|and|or|by|given|nach|zwischen|und|oder|et|ou|entre|y|e)"  # of one of several
_BEHIND = re.compile(
    rf"(?<!\w)(?:(?P<of>{_OF})|{_BESIDE_IT})\s+(?P<label>(?!I\b|a\s+[^\W\d_])(?:[A-Z]{{1,2}}|[A-Za-z])){_ENDS}"
)
_BARE = re.compile(r"(?:[^\W\d_]{3,})\s+(?P<label>[A-Za-z])\s*[.?]?\s*\Z")  # `Give v.`
_LETTER = re.compile(r"(?<![\w\\'’^(])(?<!\d\s)(?<!\bin\s)(?P<letter>(?!I\b)[A-Za-z])(?![\w'’(])")
_OF_FORMULA = re.compile(rf"(?<!\w){_OF}\s+§")  # `the trace of $M = A^T A$`, another thing
_COORDINATE = re.compile(r"(?<![\w\\])(?P<letter>[a-z])\s+(?=[a-z]{4,})")  # `the x coordinate of P`
_ARTICLE = re.compile(r"(?:(?<!\w)a|(?:\A|(?<=[.?!:]\s))A)\s+(?=[a-z]{2,})")
_PAIR = re.compile(r"(?<![\w\\])(?:[a-z]{2}|\d{2})(?![\w'’.]\w|\w)")
# Where no value of a quantity stands behind a noun, as in `X has mean 1`, `How many days need 9 workers?`.
_OF_THING = re.compile(
    r"(?i)(?<!\w)(?:of|for|at|after|on|from|to|the|give|find|compute|von|für|nach|de|di|del|della|der|des|du)\s+\Z"
)
_CALLED = r"(?<![A-Za-z]){letter}\("
_BLANK = r"[\s$]*"
_SIGN = r"(?:\s+(?:has|have|is|hat|ist|a|est|tiene|es|ha|è)\s|\s*(?::|=|->|→|⇒)|\s+it\s+is\s)"
_LED = re.compile(rf"{_BLANK}(?P<label>{_LABEL}){_BLANK}(?:\s+ha[st]\s|\s*(?::|=|->|→))")
_PLACED = re.compile(rf"(?<!\w)(?:of|at|in|for|von|bei|für|de|di)\s+\$?(?P<label>{_LABEL})\$?(?={_SIGN}|\s*[,)]|\s*\Z)")
_CALL = re.compile(
    rf"{_BLANK}(?P<head>\\?[A-Za-z]{{1,6}})\s*(?:\(\s*(?:[A-Za-z]\s*(?:=|_)\s*)?\{{?(?P<at>{_LABEL})\}}?\s*\)"
    rf"|_\s*\{{?\s*(?P<below>{_LABEL})\s*\}}?|(?P<digit>\d))\s*="
)
_VALUE = re.compile(r"(?<![\w.,])[-−+]?(?>\d[\d.,/]*)(?>\s*[,;]?\s*(?<=[,;]\s)[-−+]?\d[\d.,/]*)*")
_BRACKETS = re.compile(r"[({\[]\s*[-−+\d][^(){}\[\]]*[)}\]]")
_REASON = re.compile(
    r"[;\n×·*]|(?<=[\d)])\s*[-−+]\s*\w|(?<=\w)\s+[-−+]\s+\w|(?<!\w)(?:because|since|so|thus|hence|therefore|and|but|not|plus|minus|start|beginning|before|weil|da|also|und"
    r"|nicht|car|donc|et|mais|porque|pero|perché|ma)(?!\w)"
)


@dataclass(frozen=True)
class Labelled:
    """The label of the one thing that is asked about, its noun, and the other labels of a prompt; else empty."""

    asked: str = ""
    noun: str = ""
    others: frozenset[str] = frozenset()
    is_called: bool = False  # whether a quantity is asked of it, not it


def of_other_label(question: Question, text: str) -> str:
    """Return the label of another thing than the one asked about, of which alone a value is said; else empty."""
    if len(text) > MAX_CHARACTERS or question.names.symbols or len(question.fields) > 1:
        return ""
    of = _labelled(f"{question.lead} {question.prompt}", *main_and_condition(question.lead, question.prompt))
    if not of.asked or _REASON.search(text) is not None:
        return ""
    said = dict(_said(of, text))
    if not said or of.asked in said or not _has_one_value(text, said) or _is_named(of.asked, text):
        return ""
    return next((shown.strip(" $") for shown in said.values()), "")


def _is_named(label: str, text: str) -> bool:
    return label.isalpha() and re.search(rf"(?<![A-Za-z]){label}(?![A-Za-z])", text) is not None


def _has_one_value(text: str, said: dict[str, str]) -> bool:
    """Whether one number or list stands beside the labels of a text."""
    for shown in said.values():
        text = text.replace(shown, " § ", 1)
    plain = _BRACKETS.sub(" 1 ", text)
    return len(_VALUE.findall(plain)) == 1


def _said(of: Labelled, text: str) -> Iterator[tuple[str, str]]:
    """Yield the labels of things in a text, each with the words that show it."""
    for one in _NAMED_SAID.finditer(text):
        noun, label = one["noun"].casefold(), one["label"]
        is_label = label.isalpha() and label in of.others | {of.asked} and noun not in _NO_NOUNS
        is_same = noun == of.noun and label.isdigit() == of.asked.isdigit()
        yield from ((label, one[0]),) if is_same or is_label else ()
    others = of.others | {of.asked}
    for one in _PLACED.finditer(text):
        yield from ((one["label"], one[0]),) if one["label"] in others else ()
    if (led := _LED.match(text)) is not None and led["label"] in others and led["label"] != "I":
        yield led["label"], led[0]
    if of.is_called and (call := _CALL.match(text)) is not None:
        label = call["at"] or call["below"] or call["digit"]
        yield from ((label, call[0]),) if label in others else ()


_NAMED_SAID = re.compile(
    rf"(?<![\w\\-])(?P<noun>[^\W\d_]{{3,}})\s+(?!a\s+(?!is|has)\w)\$?(?P<label>{_LABEL})\$?(?![\w'’^(]|[.,]\d|\s*[+*×·/@])"
)


_FORMULA = re.compile(r"\$[^$]*\$")
# What it is a part of, behind the thing: `vertex 4 in the graph with the edges 41, 42`.
_WITHIN = re.compile(r"(?<=\w)\s+(?:in|im|dans|en|nel|with|mit|avec|con|if|when|where|wenn|falls|si)\s(?!\w+\s+[.?])")


def _label_alone(match: re.Match[str]) -> str:
    """Return a formula that is a label by itself without its dollars, and any other one as no words."""
    inside = match[0].strip("$ ")
    return inside if re.fullmatch(_LABEL, inside) is not None else "§"


def _up_to_place(text: str) -> str:
    """Return a sentence without what the first labelled thing is a part of, and what follows that."""
    starts = [one.start("label") for pattern in (_NAMED, _BEHIND) for one in pattern.finditer(text)]
    within = _WITHIN.search(text, min(starts)) if starts else None
    return text if within is None else text[: within.start()]


@lru_cache(maxsize=KEPT)
def _labelled(told: str, main: str, condition: str) -> Labelled:
    """Return the one label that the part of a prompt that asks has, and the others of the prompt."""
    last = _up_to_place(_FORMULA.sub(_label_alone, main.strip().split("\n")[-1]))
    told = told.replace("$", "")
    named = [
        (one["noun"].casefold(), one["label"])
        for one in _NAMED.finditer(last)
        if one["label"].isalpha() or _OF_THING.search(last, 0, one.start()) is not None
    ]
    named = [(noun, label) for noun, label in named if noun not in _NO_NOUNS]
    labels = {label for _, label in named} | {one["label"] for one in _BEHIND.finditer(last)}
    bare = _BARE.fullmatch(last.strip())
    labels |= {bare["label"]} if bare is not None and not named else set()
    is_several = not named and any(one["of"] is None for one in _BEHIND.finditer(last))
    if len(labels) != 1 or is_several or _OF_FORMULA.search(last) is not None:
        return Labelled()
    (asked,) = labels
    if asked.isalpha() and (len(told) > MAX_PROMPT or _is_of_function(asked, told)):
        return Labelled()
    noun = next((noun for noun, label in named if label == asked), "")
    others = frozenset(_others(told, asked)) - {one["letter"] for one in _COORDINATE.finditer(last)}
    return Labelled(asked, noun, others, bare is None or bool(named and noun != "give"))


def _is_of_function(letter: str, told: str) -> bool:
    """Whether a letter is called in a prompt, or what a function is of: `f` and `x` of `f(x)`."""
    called = _CALLED.format(letter=letter)
    return re.search(rf"{called}|(?<=[A-Za-z])\({letter}\)", told) is not None


def _others(told: str, asked: str) -> Iterator[str]:
    """Yield the labels of a prompt of the kind of the asked one: letters by themselves, numbers behind nouns."""
    pairs = [one[0] for one in _PAIR.finditer(told)]
    of_pairs = {
        letter for one in pairs if len(asked) == 1 and asked in one and one not in _NO_NOUNS for letter in one
    } - {asked}
    if asked.isalpha():
        plain = _ARTICLE.sub(" ", told)
        letters = {one["letter"] for one in _LETTER.finditer(plain)} - {asked}
        letters = {one for one in letters if one.casefold() != asked.casefold()}
        yield from (one for one in letters | of_pairs if not _is_of_function(one, told))
        return
    if len(pairs) > 1:
        yield from of_pairs
    numbers = {one["label"] for one in _NAMED.finditer(told) if one["noun"].casefold() not in _NO_NOUNS}
    numbers |= {label for one in _LIST.finditer(told) for label in re.findall(_LABEL, one["list"])}
    yield from (one for one in numbers if one != asked and one.isdigit())
