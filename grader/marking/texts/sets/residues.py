r"""Classes of integers as they are typed: `x = 8 + 15k`, and `x ≡ 1, 3, 5, 7 (mod 8)` for the least remainders.

A letter of the answer's own, behind one number and before or behind another, stands for any integer where all integers
are asked for; what restricts it, `k ≥ 0`, leaves the text as it is. Remainders are listed only with the one modulus of
the prompt, and only where every right member is below it.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.language.tree import Num, SetOf
from grader.marking.texts.left_hand import prompt_names
from grader.marking.texts.numbers.remainders_said import moduli_of
from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a text that may be such a class
_BLANK = r"(?:\s|\\[,;: ]|\$)*"
_TIMES = rf"{_BLANK}(?:[·⋅*×]|\\(?:cdot|times)(?![A-Za-z]))?{_BLANK}"
INTEGERS = r"(?:∈|\\in(?![A-Za-z])|in)\s*(?:ℤ|\\(?:mathbb|Bbb)\s*\{?\s*Z\s*\}?|Z)(?![\w^+*])"
ANY_INTEGER = (
    r"(?:an?\s+|any\s+|some\s+|every\s+|arbitrary\s+|eine?\s+|beliebige\s+|un\s+|une\s+|um\s+)*"
    r"(?:integers?|whole\s+numbers?|ganze\s+zahl(?:en)?|ganzzahlig|entier|entero|intero|inteiro)"
)
_CLASS = re.compile(
    rf"{_BLANK}(?:(?P<name>[A-Za-z]){_BLANK}=)?{_BLANK}"
    rf"(?:(?P<rest>[-−]?\d{{1,9}}){_BLANK}(?P<sign>[-+−]){_BLANK}(?P<by>\d{{1,9}}){_TIMES}(?P<letter>[A-Za-z])"
    rf"|(?P<before>\d{{1,9}}){_TIMES}(?P<first>[A-Za-z]){_BLANK}(?P<turned>[-+−]){_BLANK}(?P<behind>\d{{1,9}}))"
    rf"(?P<said>(?:{_BLANK}[,;(:]{_BLANK}|[\s$]+).+)?[\s$.]*",
    re.IGNORECASE | re.DOTALL,
)
_SAID = (
    r"(?:with|where|for|mit|für|wobei|avec|où|pour|con|donde|per|dove|com|onde)?\s*"
    r"(?:all\s+|any\s+|every\s+|some\s+|alle\s+|tout\s+|todo\s+|ogni\s+)?"
    rf"(?:\$?LETTER\$?\s*{INTEGERS}|{ANY_INTEGER}\s+\$?LETTER|\$?LETTER\$?\s*(?:is\s+|ist\s+|est\s+|es\s+|è\s+|é\s+)?{ANY_INTEGER}|\$?LETTER)"
)
_ONE_SIDE = re.compile(
    r"(?i)positi|non-?\s?negativ|natural|natürlich|naturel|smallest|least|largest|kleinst|größt|[<>≤≥]|\\(?:[lg]eq?|[lg]t)(?![A-Za-z])"
    r"|ℕ|\\mathbb\s*\{?\s*N"
)
_MODULO = rf"{_BLANK}\(?{_BLANK}\\?[pb]?mod(?:ulo)?(?![A-Za-z]){_BLANK}\{{?\s*(?P<by>\d{{1,9}})\s*\}}?{_BLANK}\)?"
_RESIDUES = re.compile(
    rf"{_BLANK}(?P<name>[A-Za-z]){_BLANK}(?:≡|\\equiv(?![A-Za-z]))(?P<values>(?:{_BLANK}(?>\d+)"
    rf"(?:{_BLANK},|\s+(?:and|or|und|oder|et|ou|y|o|e)\s)?)+?){_MODULO}",
    re.IGNORECASE,
)
_NUMBERS = frozenset("eiI")  # what no letter of the answer's own is
_BETWEEN = re.compile(rf"{_BLANK}(?:[,;]|(?:and|or|und|oder|et|ou|y|o|e)\s|∨|\\l?or(?![A-Za-z]))?", re.IGNORECASE)


def as_congruence(question: Question, text: str) -> str:
    """Return `x ≡ 8 (mod 15)` for `x = 8 + 15k`, the text itself where it is no such class."""
    match = _CLASS.fullmatch(text) if len(text) <= MAX_CHARACTERS else None
    if match is None or len(question.for_all) != 1:
        return text
    unknown, domain = question.for_all[0].name, question.for_all[0].domain
    is_any = domain.is_integer and domain.low is None and domain.high is None and domain.members is None
    letter = match["letter"] or match["first"]
    taken = question.names.symbols.keys() | prompt_names.letters(question)
    if (
        not is_any
        or match["name"] not in {None, unknown}
        or letter in taken | _NUMBERS
        or _ONE_SIDE.search(question.prompt)
    ):
        return text
    said = (match["said"] or "").strip(" $.,;:()")
    if said and not re.fullmatch(_SAID.replace("LETTER", letter), said, re.IGNORECASE):
        return text
    by = int(match["by"] or match["before"])
    rest = f"{match['turned']}{match['behind']}" if match["rest"] is None else match["rest"]
    return f"{unknown} ≡ {int(rest.replace('−', '-'))} (mod {by})" if by else text


def as_set(question: Question, text: str) -> str | None:
    """Return the set of the least remainders that a text lists, None where it lists none."""
    found: list[str] = []
    place = 0
    while (
        len(text) <= MAX_CHARACTERS
        and place < len(text.rstrip(" .$"))
        and (match := _RESIDUES.match(text, place)) is not None
    ):
        values = re.findall(r"\d+", match["values"])
        if moduli_of(question) != {match["by"]} or any(int(one) >= int(match["by"]) for one in values):
            return None
        if prompt_names.letters(question) != {match["name"]}:
            return None
        found += values
        place = match.end()
        place = between.end() if (between := _BETWEEN.match(text, place)) is not None else place
    by = Fraction(min(map(int, moduli_of(question)), default=0))
    is_whole = place >= len(text.rstrip(" .$")) and all(_is_below(tree, by) for tree in question.accepted)
    return f"{{{', '.join(found)}}}" if found and is_whole and question.accepted else None


def _is_below(tree: object, by: Fraction) -> bool:
    """Whether a right answer is a finite set of least remainders."""
    return isinstance(tree, SetOf) and all(isinstance(one, Num) and 0 <= one.value < by for one in tree.items)
