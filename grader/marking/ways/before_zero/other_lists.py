"""The last look at lists typed with other signs: `10 / 20 / 30`, `6 × 4`, `1×12, 2×6`, `{±1, ±3}` of residues.

A sum whose total the prompt gives may list its summands, a product of two numbers the sides that are asked for,
`E[X] = Var(X) = 2` says one value of each thing at its front, `Beta(9, 5)` and `Min(2, 3)` say what a list is, `3e1`
may be a multiple of a unit vector, and numbers congruent to those expected are the same classes. Where the list that
is meant is proved right, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from grader.language.tree import Array, Num
from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

_LISTED = re.compile(
    r"[/+×±|;•—–#&\t]|--|\\(?:times|pm)|\d\s*[x·*]\s*\d|-\d|\)\s*,\s*\(|\A\W*1\W*\Z|=\s*1\W*\Z|=[^=]+=|[A-Za-z]\}?\s*(?:\\left)?\(|\d\s?e[1-9]\Z"
)  # without it none of these
_NUMBER = r"[-−]?\d{1,9}(?:[.,]\d{1,6})?"
_SLASHED = re.compile(rf"{_NUMBER}(?:\s*+/\s*+{_NUMBER}){{2,9}}|{_NUMBER}(?:\s++/\s++{_NUMBER}){{1,9}}")
_SHARES = re.compile(r"[-−]?\d{1,6}/\d{1,6}(?:\s++/\s++[-−]?\d{1,6}/\d{1,6}){1,9}")  # `1/2 / 3/2`
_DECIMALS = re.compile(r"[-−]?\d{1,9},\d{1,6}(?:\s*+/\s*+[-−]?\d{1,9},\d{1,6}){1,9}")
_WITH_UNIT = re.compile(r"(?P<numbers>[-−\d.,\s/]{3,200}\d)\s*(?P<unit>[^\s\d/.,−-][^/=]{0,20})")
_LEFT = re.compile(r"\A[^\W\d_](?:_?\d)?\s*=")
_TIMES = r"\s*+(?:×|x|[·*⋅]|\\(?:cdot|times)(?![A-Za-z]))\s*+"
_PRODUCT = re.compile(rf"{_NUMBER}(?:{_TIMES}{_NUMBER}){{1,3}}")
_SUM = re.compile(
    r"(?:(?P<first>\d{1,9})\s*+=\s*+)?(?P<sum>\d{1,9}(?:\s*+\+\s*+\d{1,9}){1,9})(?:\s*+=\s*+(?P<last>\d{1,9}))?"
)
_THING = re.compile(
    r"\s*\$?\\?(?:[^\W\d]\w{0,19}\*?)\s*(?:\(\s*[^()=]{1,20}\)|\[[^\[\]=]{1,20}\]|\{[^{}=]{1,20}\})?\s*"
)
_CALLED = re.compile(
    r"[\s$]*(?:(?:\\?[^\W\d_]{1,8}\s*)?(?:~|∼|\\sim(?![a-z])))?[\s$]*(?:\\(?:mathrm|operatorname|text|mathcal)\s*\{)?\s*\\?(?P<name>[A-Za-z]{1,20})"
    r"\s*\}?\s*(?:\\left)?\((?P<items>[^()=]+[,;][^()=]+?)(?:\\right)?\)[\s$.]*"
)
_LABELLED = re.compile(r"\\?[A-Za-z]{1,20}\s*\(")
_OF_UNIT_VECTOR = re.compile(rf"(?P<number>{_NUMBER})\s?e(?P<place>[1-9])")
_SETS = re.compile(r"\{[^{}]*\}(?:\s*+[/|]\s*+\{[^{}]*\})+")
_PAIR = rf"(?:\d{{1,6}}(?:{_TIMES}|[-–])\d{{1,6}}|\(\s*+\d{{1,6}}\s*+[,;]\s*+\d{{1,6}}\s*+\))"
_PAIRS = re.compile(
    rf"(?:\d{{1,9}}\s*+=\s*+)?(?P<pairs>{_PAIR}(?:\s*+(?:[,;=]|(?:and|und|et|y|e|en)\s)\s*+{_PAIR}){{1,20}})"
)
_DIVISORS = re.compile(r"(?i)divisor|factors|teiler|diviseur|delers")
_MEMBER = r"(?:(?:±|\\pm)\s*+)?[-−]?\d{1,6}"
_RESIDUES = re.compile(rf"(?:\\?\{{)?\s*+(?P<members>{_MEMBER}(?:\s*+[,;]\s*+{_MEMBER}){{0,30}})\s*+(?:\\?\}})?")
_MODULUS = re.compile(
    r"(?i)(?<![a-z])mod(?:ulo)?(?![a-z])[\s$\\{}(]*(\d{1,6})"
    r"|(?:ℤ|\\mathbb\s*\{?\s*Z\s*\}?|(?<![A-Za-z])Z)\s*(?:/|_)\s*\{?\s*(\d{1,6})"
)
_BRACES, _DIGITS, _BOTH = re.compile(r"\{[^{}]*\}"), re.compile(r"\d+"), re.compile(r"(?:±|\\pm)\s*")
_ROWS = re.compile(r"\[\s*+\[[^\[\]]*\](?:\s*+(?:[;,]\s*+)?\[[^\[\]]*\])+\s*+\]")

MAX_THINGS = 4  # at the front of a chain, each with its value

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where the list that its signs part is proved right."""
    if len(answer.fields) > 1 or not (question.kind.is_set or question.kind.is_array):
        return verdict
    ((name, field),) = answer.fields.items()
    text = field.text.strip(" $.\n")
    if _LISTED.search(text) is None:
        return verdict
    return between_right(question, (name, field), _lists(question, text), verdict, mark)


def _worked_out(question: Question, text: str) -> Iterator[str]:
    """Yield the set of the values of several calculations: `arccos(1/2) = π/3 and 2π - π/3 = 5π/3`."""
    parts = _STATEMENTS.split(text)
    if any(re.search(rf"(?<![A-Za-z\\]){re.escape(one)}(?![A-Za-z])", text) for one in question.names.symbols):
        return
    if len(parts) > 1 and all("=" in part for part in parts):
        yield f"{{{', '.join(part.rpartition('=')[2].strip(' $') for part in parts)}}}"


_STATEMENTS = re.compile(r"\s*[,;\n]\s*|\s+(?:and|und|et|y|e)\s+")


def _lists(question: Question, text: str) -> Iterator[str]:
    """Yield the lists that a text may be, whose members other signs part."""
    bare = _LEFT.sub("", text).strip()
    number, unit = bare, ""
    if question.unit is not None and (measured := _WITH_UNIT.fullmatch(bare)) is not None:
        number, unit = measured["numbers"], f" {measured['unit']}"
    yield from _oddly_parted(question, bare)
    yield from (
        f"{{{members}}}{unit}" if question.kind.is_set else f"[{members}]{unit}" for members in _slashed(number)
    )
    if question.kind.is_set:
        yield from _worked_out(question, text)
        yield from (_REPEATED.sub("", text),) if _REPEATED.search(text) else ()
        yield from _of_sets(question, bare)
        return
    if (multiple := _OF_UNIT_VECTOR.fullmatch(bare)) is not None:  # `3e1`, no thirty
        yield f"{multiple['number']} e_{multiple['place']}"
    if _PRODUCT.fullmatch(bare):
        yield f"[{', '.join(re.findall(_NUMBER, bare)).replace('−', '-')}]"
    if (summed := _SUM.fullmatch(bare)) is not None:
        yield from _summands(question, summed)
    yield from _said_of_each(text)
    if (called := _CALLED.fullmatch(text)) is not None:
        yield f"[{called['items']}]"
    if _ROWS.fullmatch(bare) and ";" in bare:  # `[[0,5; 0]; [0; 0,5]]`
        yield re.sub(r"(?<=\d),(?=\d)", ".", bare).replace(";", ",")
    if re.fullmatch(r"(?:[^=]*=)?\s*1", bare) and any(map(_is_identity, question.accepted)):
        size = len(next(tree for tree in question.accepted if isinstance(tree, Array)).items)
        rows = (", ".join("1" if row == place else "0" for place in range(size)) for row in range(size))
        yield f"[{', '.join(f'[{row}]' for row in rows)}]"


def _oddly_parted(question: Question, text: str) -> Iterator[str]:
    """Yield the members that a sign parts which parts nothing in mathematics, `0 • 2 • -2`."""
    for sign in _ODD_SIGNS:
        parts = [one.strip() for one in sign.split(text)]
        if len(parts) > 1 and all(parts):
            is_range = question.kind.is_set and any(one[0] in "([" and one[-1] in ")]" for one in parts)
            brackets = "{}" if question.kind.is_set else "[]"
            yield " union ".join(parts) if is_range else f"{brackets[0]}{', '.join(parts)}{brackets[1]}"


_ODD_SIGNS = (
    re.compile(r"\s{2,}|\t"),
    *(
        re.compile(rf"\s*+{sign}\s*+" if sign in "•#" else rf"\s{sign}\s++")
        for sign in ("•", "#", r"\|\|?", "[—–]", "---?", "&")
    ),
)
_REPEATED = re.compile(r"\s[×x]\s?\d{1,2}(?=\s*(?:[,;\n]|\Z))")  # how often a member is a root


def _slashed(text: str) -> Iterator[str]:
    """Yield the numbers that strokes part."""
    if _DECIMALS.fullmatch(text) is not None:
        yield ", ".join(one.strip().replace(",", ".") for one in text.split("/"))
    elif _SHARES.fullmatch(text) is not None:
        yield ", ".join(one.strip() for one in re.split(r"\s/\s", text))
    elif _SLASHED.fullmatch(text) is not None and "," not in text:
        yield ", ".join(one.strip() for one in text.split("/"))


def _of_sets(question: Question, text: str) -> Iterator[str]:
    """Yield the sets that a text may be: sets parted by strokes, divisors in pairs, residues by others of theirs."""
    text = text.replace("\\{", "{").replace("\\}", "}")
    if _SETS.fullmatch(text) is not None:
        yield f"{{{', '.join(_BRACES.findall(text))}}}"
    prompt = f"{question.lead} {question.prompt}"
    if _DIVISORS.search(prompt) and (paired := _PAIRS.fullmatch(text)) is not None:
        yield f"{{{', '.join(dict.fromkeys(_DIGITS.findall(paired['pairs'])))}}}"
    if (paired := _PAIRS.fullmatch(text)) is not None:  # `6 = 1·6 = 2·3`, each product as the pair of its factors
        digits = _DIGITS.findall(paired["pairs"])
        yield f"{{{', '.join(f'({one}, {other})' for one, other in zip(digits[::2], digits[1::2], strict=True))}}}"
    if _LABELLED.search(text) is not None:  # `min (2, 3), max (0, 7)`
        yield f"{{{_LABELLED.sub('(', text)}}}"
    moduli = {int(first or second) for first, second in _MODULUS.findall(prompt)}
    if len(moduli) == 1 and (residues := _RESIDUES.fullmatch(_listed(text))) is not None:
        yield from _reduced(moduli.pop(), re.split(r"[,;]", residues["members"]))


def _listed(text: str) -> str:
    """Return numbers that are said of a letter one by one, `x = 3 or x = -3`, as a list."""
    return _OR.sub(", ", _OF_LETTER.sub("", text))


_OR = re.compile(r"\s*(?:,\s*)?(?<!\w)(?:and|or|und|oder|et|ou|y|o|e)(?!\w)\s*|\s*[∨]\s*")
_OF_LETTER = re.compile(r"(?<![\w\\])[^\W\d_]\s*=\s*")


def _reduced(modulus: int, members: Sequence[str]) -> Iterator[str]:
    """Yield the residues from 0 on of numbers that are less than a modulus, none twice."""
    found = [(_BOTH.sub("", one.strip()).replace("−", "-"), _BOTH.match(one.strip())) for one in members]
    numbers = [sign * int(one) for one, both in found for sign in ((1, -1) if both else (1,))]
    residues = {one % modulus for one in numbers} if modulus else set()
    if len(residues) == len(numbers) and all(abs(one) < modulus for one in numbers):
        yield f"{{{', '.join(map(str, sorted(residues)))}}}"


def _summands(question: Question, summed: re.Match[str]) -> Iterator[str]:
    """Yield the summands of a sum that holds, of a total that the prompt gives."""
    numbers = re.findall(r"\d+", summed["sum"])
    total = str(sum(map(int, numbers)))
    told = {one for one in (summed["first"], summed["last"]) if one is not None}
    if told <= {total} and re.search(rf"(?<![\d.,]){total}(?![\d])", question.prompt) is not None:
        yield f"[{', '.join(numbers)}]"


def _said_of_each(text: str) -> Iterator[str]:
    """Yield the value at the end of a chain once for each of the things before it, `E[X] = Var(X) = 2`."""
    *things, value = text.split("=")
    if 1 < len(things) <= MAX_THINGS and all(map(_THING.fullmatch, things)):
        yield f"[{', '.join([value.strip()] * len(things))}]"


def _is_identity(tree: object) -> bool:
    """Whether a tree is a square matrix with 1 on its diagonal and 0 elsewhere."""
    if not isinstance(tree, Array) or len(tree.items) < 2:
        return False
    rows = [row.items if isinstance(row, Array) else () for row in tree.items]
    return all(
        len(row) == len(rows) and all(one == Num(Fraction(place == at)) for at, one in enumerate(row))
        for place, row in enumerate(rows)
    )
