"""Things of one kind that a prompt tells apart by a number or a letter, and asks about one: `cart 1` beside `cart 2`.

What is said of another of them is said of another thing: `v_2 = 6 m/s`, `cart 2 moves at 6 m/s`, `8 N on block A`. Of
letters with indices, `R_1` and `R_2`, the indices are the marks; of people, `Anna` and `Ben`, the first letters are.
Where the part that asks names several of them, or none, nothing is known.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.given.asked_part import ASKS, KEPT, asking_and_rest
from grader.marking.asked.names.left_names import Name
from grader.marking.asked.tables import rows
from grader.marking.asked.words.phrases import phrase_asked
from grader.marking.asked.words.quantities import usual_letters
from grader.problems.question import Question
from grader.records import dataclass

MIN_SIBLINGS = 2
_MARK = r"(?:[1-9]|[A-Z])"
_NUMBERED = re.compile(
    rf"(?<![\w\\])(?P<noun>[^\W\d_]{{3,}})\s+\$?(?P<mark>{_MARK})\$?(?![\w^]|[.,]\d|\s*[%°=<>+*/]|\s+\d)"
)
_INDEXED = re.compile(
    rf"(?<![A-Za-z\\])(?P<letter>\\?[A-Za-z]|[α-ωΑ-Ω]|\\[a-z]{{2,7}})_?\{{?(?P<mark>{_MARK}|[₁-₉])\}}?(?![\w'(]|\.\d)"
)
_SMALL = str.maketrans("₁₂₃₄₅₆₇₈₉", "123456789")
_PERSON = re.compile(
    r"(?<![\w$\\])(?P<name>[A-ZÄÖÜÉÁ][a-zäöüßéáíóúñèàç]{2,})(?=['’]s?\s|\s+[a-zäöüß]{2,}s\s|\s+(?:hat|läuft)\s)"
)
_INDEX = re.compile(  # a capital letter stands below another one behind a line: `AB` is no A with the index B
    r"(?:_\{?(?:[^\W\d_]{1,12}[_·\s]*)?(?P<mark>[1-9A-Z]|[₁-₉])|(?P<digit>[1-9₁-₉]))\}*\Z"
)
_REASON = re.compile(  # a value stands before it, and what leads there behind
    r"(?i)[(;:]|(?<!\w)(?:because|since|as|so|da|weil|denn|also|car|puisque|parce|donc|porque|pues|perché)(?!\w)"
)
_BEFORE = r"(?:on|at|of|in|for|to|from|by|an|auf|von|bei|für|am|sur|de|à|en|sobre|su|di|a)"


@dataclass(frozen=True)
class Siblings:
    """The mark of what is asked about and those of the others, the nouns and letters that bear them; else empty."""

    asked: str = ""
    others: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()


def is_of_sibling(question: Question, name: Name) -> bool:
    """Whether a name bears the mark of another thing than the one that is asked about: `v_2` of cart 1."""
    of = siblings(question.lead, question.prompt)
    match = _INDEX.search(name.of[1:]) if of.others else None
    return match is not None and _mark(match) in of.others


def is_of_asked(question: Question, name: Name) -> bool:
    """Whether a name bears the mark of the one thing that is asked about, `v_1` of cart 1.

    One with a letter of the prompt has to be the usual one of what is asked for: `F_2`, and no `R_2` of a voltage.
    """
    of = siblings(question.lead, question.prompt)
    match = _INDEX.search(name.of[1:]) if of.asked and name.kind == "bare" and not name.above else None
    if match is None or _mark(match) != of.asked:
        return False
    return name.of[0] not in of.letters or name.of[0] in usual_letters(phrase_asked(question.lead, question.prompt))


def _mark(match: re.Match[str]) -> str:
    return (match["mark"] or match["digit"]).translate(_SMALL)


def other_sibling(question: Question, text: str) -> str:
    """Return the words of a text that name another thing than the one that is asked about; empty where none do.

    A text that names both compares them, and what stands behind a reason or in brackets may speak of any.
    """
    if other := _other_axis(question, text) or _other_object(question, text) or _other_charge(question, text):
        return other
    of = siblings(question.lead, question.prompt)
    if not of.others:
        return ""
    head = _REASON.split(text, maxsplit=1)[0]
    found = dict(_marks_said(of, head if head.strip() else text))
    return "" if of.asked in found else next((shown for mark, shown in found.items() if mark in of.others), "")


_AXIS = re.compile(
    r"(?i)(?<![\w\\])(?P<mark>[xyz])\$?[-\s](?:coordinate|component|direction|intercept|koordinate|komponente|richtung|achsen\w*)"
    r"|(?:coordonnée|composante|coordenada|componente|coordinata)\s+(?:en\s+|selon\s+)?\$?(?P<behind>[xyz])(?!\w)"
)


def _other_axis(question: Question, text: str) -> str:
    """Return the coordinate that a text names where the prompt asks for another one: `the y coordinate` of x."""
    said = {(one["mark"] or one["behind"]).casefold(): one[0] for one in _AXIS.finditer(text)}
    if len(said) != 1:
        return ""
    asking, _ = asking_and_rest(question.lead, question.prompt)
    asked = {(one["mark"] or one["behind"]).casefold() for one in _AXIS.finditer(asking)}
    return "" if not asked or said.keys() & asked else next(iter(said.values()))


_OBJECT = re.compile(
    r"(?<![A-Za-z\\])(?P<of>[A-Z])(?:_\{?(?P<number>\d{1,3}(?:,\s?\d{1,3})?)\}?|(?P<digits>\d{1,3}))(?![\w(+-])"
    r"(?P<has>\$?\s+(?:has|have|hat|a|tiene|ha|tem|heeft)\s)?"
)
_SIZED = re.compile(r"(?:\||\\lvert|#)\s*(?P<of>[A-Z])_\{?(?P<number>\d{1,3})\}?\s*(?:\||\\rvert)?")


def _other_object(question: Question, text: str) -> str:
    """Return the numbered thing of which a sentence speaks in place of the one that is asked about: `K_6 has 15 edges`.

    One with another letter counts where the sentence is about it: `A_4 has 24 elements` of the group S_4.
    """
    said = [] if "=" in text else [*_OBJECT.finditer(text)]
    asked = _objects_asked(question) if said else frozenset()
    if len(asked) != 1 or any(_object(one) in asked for one in said):
        return ""
    ((letter, _),) = asked
    return next((one[0].strip() for one in said if one["of"] == letter or one["has"]), "")


_CHARGED = re.compile(  # `Na+`, `Fe^{3+}`, `\\mathrm{Na}^+`, `Cl⁻`
    r"(?<![A-Za-z^_])(?P<of>(?:[A-Z][a-z]?(?:_?\{?\d\}?)?)+)\}?(?P<charge>\^\s*\{?\d?[-+−]\}?|[⁺⁻²³]{1,2}|\d?[-+−](?![\w+−-]))"
)
_UNCHARGED = r"(?<![A-Za-z^_]){of}\}}?(?![\w+−⁺⁻²³^-])"
_HAS = r"(?:\s+(?:atoms?\s+)?(?:has|have|hat|haben|a|ont|tiene|tienen|ha|hanno|tem|heeft)(?!\w)|\s*\$?\s*[=:])"


def _other_charge(question: Question, text: str) -> str:
    """Return the atom or ion that a text speaks of where the prompt asks about another one of its kind: Na of Na+."""
    asking, _ = asking_and_rest(question.lead, question.prompt)
    asked = {(one["of"], _charge(one)) for one in _CHARGED.finditer(asking)}
    if len(asked) != 1:
        return ""
    ((of, charge),) = asked
    head = _REASON.split(text, maxsplit=1)[0]
    text = head if head.strip() else text
    said = [one for one in _CHARGED.finditer(text) if one["of"] == of]
    if said:
        return "" if any(_charge(one) == charge for one in said) else said[0][0]
    plain = _UNCHARGED.format(of=re.escape(of))
    found = re.search(rf"{plain}(?={_HAS})|(?<!\w)(?:in|of|im|von|en|de|dans|di)\s+(?:an?\s+)?\$?{plain}", text)
    return found[0].strip() if found is not None else ""


def _charge(match: re.Match[str]) -> str:
    return re.sub(r"[\s^{}]", "", match["charge"].translate(_RAISED)).removeprefix("1")


_RAISED = str.maketrans("⁺⁻²³−", "+-23-")


def is_size_of_other(question: Question, left: str) -> bool:
    """Whether a left side is the size of a numbered thing, and the prompt asks about another one: `|A_4|` of S_4."""
    sized = _SIZED.fullmatch(left.strip(" $"))
    asked = _objects_asked(question) if sized is not None else frozenset()
    return sized is not None and len(asked) == 1 and (sized["of"], sized["number"]) not in asked


def _objects_asked(question: Question) -> frozenset[tuple[str, str]]:
    asking, _ = asking_and_rest(question.lead, question.prompt)
    return frozenset(_object(one) for one in _OBJECT.finditer(asking))


def _object(match: re.Match[str]) -> tuple[str, str]:
    return match["of"], (match["number"] or match["digits"]).replace(" ", "")


def _marks_said(of: Siblings, text: str) -> list[tuple[str, str]]:
    """Return the marks that a text names with the words that do: `cart 2`, `R2`, `on A`."""
    named = [(one["mark"], one[0]) for one in _NUMBERED.finditer(text) if one["noun"].casefold() in of.nouns]
    named += [(one["mark"].translate(_SMALL), one[0]) for one in _INDEXED.finditer(text) if one["letter"] in of.letters]
    capitals = "".join(sorted(one for one in {of.asked, *of.others} if one.isalpha()))
    behind = re.finditer(rf"(?<!\w){_BEFORE}\s+\$?(?P<mark>[{capitals}])(?![\w'’])", text) if capitals else ()
    return [*named, *((one["mark"], one[0]) for one in behind)]


@lru_cache(maxsize=KEPT)
def siblings(lead: str, prompt: str) -> Siblings:
    """Return the things of one kind that a prompt tells apart, where it asks about just one of them."""
    asking, _ = asking_and_rest(lead, prompt)
    if not asking:
        return Siblings()
    nouns = _families(_NUMBERED, "noun", f"{lead}\n{prompt}")
    letters = _families(_INDEXED, "letter", f"{lead}\n{prompt}")
    nouns = {noun: marks for noun, marks in nouns.items() if noun not in _NO_NOUNS}
    main = _main(asking)
    wanted = {one["mark"] for one in _NUMBERED.finditer(main) if one["noun"].casefold() in nouns}
    wanted |= {one["mark"].translate(_SMALL) for one in _INDEXED.finditer(main) if one["letter"] in letters}
    known = frozenset().union(*nouns.values(), *letters.values())
    if len(wanted) == 1:
        (asked,) = wanted
        return Siblings(asked, known - wanted, frozenset(nouns), frozenset(letters))
    if known:
        return Siblings()
    return _people(f"{lead}\n{prompt}", main) or _lettered(f"{lead}\n{prompt}", main)


_LABELS, _BESIDE = rows("labels"), rows("beside/words")
_NO_NOUNS = (
    _LABELS["function"]
    | _LABELS["of"]
    | _LABELS["asking"]
    | _BESIDE["article"]
    | _BESIDE["stop"]
    | _BESIDE["condition"]
)
_CONDITION = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(sorted(_BESIDE['condition']))})(?!\w)")


def _families(pattern: re.Pattern[str], key: str, text: str) -> dict[str, frozenset[str]]:
    """Return the marks of each noun or letter that has several."""
    found: dict[str, set[str]] = {}
    for match in pattern.finditer(text):
        name = match[key].casefold() if key == "noun" else match[key]
        found.setdefault(name, set()).add(match["mark"].translate(_SMALL))
    return {name: frozenset(marks) for name, marks in found.items() if len(marks) >= MIN_SIBLINGS}


def _main(asking: str) -> str:
    """Return the part that asks without its conditions: `if R1 = 10 Ω`."""
    parts = (_CONDITION.split(sentence, maxsplit=1)[0] for sentence in asking.split("\n"))
    return "\n".join(part for part in parts if part.strip()) or asking


def _lettered(text: str, main: str) -> Siblings:
    """Return the others of one thing that a prompt calls by a capital letter, `the left support A`: B, C and D."""
    found = [one for one in _NUMBERED.finditer(text) if one["mark"] in _CAPITALS and not ASKS.match(one[0].casefold())]
    nouns = {(one["noun"].casefold(), one["mark"]) for one in found if one["noun"].casefold() not in _NO_NOUNS}
    if len(nouns) != 1:
        return Siblings()
    ((noun, mark),) = nouns
    is_asked = re.search(rf"(?<!\w)(?:(?i:{noun})|{_BEFORE})\s+\$?{mark}(?![\w'’])", main)
    return Siblings(mark, frozenset(_CAPITALS) - {mark}, frozenset({noun})) if is_asked else Siblings()


_CAPITALS = "ABCD"


def _people(text: str, main: str) -> Siblings | None:
    """Return the first letters of the people of a prompt, where it asks about one of them."""
    names = {match["name"] for match in _PERSON.finditer(text)}
    wanted = {name for name in names if re.search(rf"(?<!\w){name}(?!\w)", main) is not None}
    firsts = {name[0] for name in names}
    if len(wanted) != 1 or len(names) < MIN_SIBLINGS or len(firsts) < len(names):
        return None
    asked = next(iter(wanted))[0]
    return Siblings(asked, frozenset(firsts - {asked}))
