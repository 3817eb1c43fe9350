r"""Answers of several formulas below or wide beside each other: `x = 2 ⏎ y = 1`, `$x = 2$ $y = 1$`, `3 ⏎ -1`.

Where several conditions, coordinates or members are asked for, a line break, a wide blank and the end of a formula
between two that are complete part them as a comma does: they are never factors of each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from grader import marking
from grader.claims.chains import depths
from grader.errors import Span, UnsettledError
from grader.language.limits import LIMITS
from grader.language.names.lexicon import Lexicon, lexicon_of
from grader.language.tree import Array, Logic, Relation, Sym
from grader.marking.asked.names.left_names import name_of
from grader.marking.texts.chains.aligned import lines_of
from grader.marking.texts.left_hand import prompt_names
from grader.problems.declared.tree_kinds import holds_points, holds_ranges
from grader.wording import unreadable

if TYPE_CHECKING:
    from grader.marking.texts.text_pieces import Piece
    from grader.problems.question import Field, Question

_FORMULAS = re.compile(r"(?<!\$)\$++\s++\$+|\$\$\$\$|\\\]\s*\\\[|\\\)\s*\\\(")
_GAP = re.compile(r"(?<!\s)\s*\n\s*|[ \t]{2,}")
_DOLLARS = re.compile(r"\$|\\[\[\]()]")
_RELATION = r"(?:[=<>≤≥≠∈]|!=|\\(?:leq?|geq?|lt|gt|neq?|in)(?![A-Za-z]))"
_HAS_RELATION = re.compile(_RELATION)
_OPERATOR = (
    r"\\(?:cdot|times|cup|cap|setminus|land|lor|wedge|vee|q?quad|text|[A-Za-z]*arrow|implies|iff|to|circ|odot|otimes"
    r"|right|end|pm|mp)(?![A-Za-z])|\\\\"
)
_GOES_ON = re.compile(rf"\s*(?:{_RELATION}|[*/^·×±∓,;:|)\]}}&⇒→⟹∪∩]|{_OPERATOR})")
_UNENDED = re.compile(rf"(?:{_RELATION}|[-+*/^·×±∓,;:(\[{{⇒→⟹∪∩−]|{_OPERATOR})\s*\Z")
_ADDED = re.compile(r"\s*(?:\+|[-−]\s)")  # what goes on with a sum, and is no sign of a number
_SIGNED = re.compile(r"\s*[-+−]")
_LETTER = r"(?:\\?[A-Za-z]+|[α-ωΑ-Ω])(?:_\{?\w+\}?)?"
_AND = r"(?:(?<![\w\\])and(?!\w)|∧|\\land(?![A-Za-z]))"
_ALL_AND = re.compile(rf"\s*{_LETTER}\s*=[^,;=∨⇔⇒→A-Za-z]+{_AND}\s*{_LETTER}\s*=[^,;=∨⇔⇒→A-Za-z]+")
_COUNTED = re.compile(r"\s*(?P<count>\d)[.)]\s+(?=[^\s\d])")  # `1. x = 2 ⏎ 2. y = 1`
_CONNECTIVES = re.compile(r"(?<![\w\\])(?:and|or|und|oder|et|ou)(?!\w)|[∧∨⇔⇒→]|\\(?:land|lor|wedge|vee|text)")
_WORDS = re.compile(r"\\?[^\W\d_]{2,}")
_NUMERIC = r"(?:[^,;=<>≤≥≠∈\nA-Za-z\\]|\\[td]?frac|\\sqrt|\\pi(?![A-Za-z]))"  # `x = A^{-1} b = 1` is a chain
_VALUE = re.compile(rf"(?P<name>{_LETTER})\s*=\s*{_NUMERIC}+(?:=\s*{_NUMERIC}+){{0,3}}")  # `y = 1 - 2 = -1`
_FORMULA = re.compile(r"(?P<name>[^=<>≤≥≠∈≈,;\n]{1,40})(?:=[^=<>≤≥≠∈≈,;\n]+){1,4}")  # `y = s - x = (s - d)/2`
_NAMED = re.compile(rf"\s*(?P<name>{_LETTER})\s*=(?!=)")
# `x = 2 y = 1`, `x - y = 0 z = 0`, and `x=y z=0` where the blank is wider than those beside the signs
_BESIDE = re.compile(
    rf"(?:\A|(?<=[,;]))\s*+{_LETTER}\s*{_RELATION}{_NUMERIC}*[\d)\]}}]\s(?={_LETTER}\s*{_RELATION})"
    rf"|{_RELATION}\s*0\s(?={_LETTER}\s*{_RELATION})"
    rf"|(?:\A|(?<=[,;]))\s*+{_LETTER}{_RELATION}[^\s,;=<>≤≥≠∈]+\s(?={_LETTER}{_RELATION}\S)"
)
_INDEXED = re.compile(rf"\s*(?P<base>\\?[^\W\d_]{{1,8}}?)_?\{{?(?P<index>[1-9]|[₁-₉])\}}?\s*=(?!=){_NUMERIC}+\Z")
_WIDE = re.compile(r"\\q?quad(?![A-Za-z])|\$")


def as_list_of_parts(question: Question, field: Field, text: str) -> str:
    """Return a text with commas between its formulas where several are asked for; any other text itself.

    Raises UnsettledError for conditions that one blank alone parts, which may be a product.
    """
    if len(text) > LIMITS.max_text or not _may_have_parts(question):
        return text
    text = _without_bullets(_without_label(question, text)) if "\n" in text else text
    letters = marking.texts.sets.joining_letters
    text = marking.texts.sets.named_sets.as_members(question, text) if question.kind.is_set else text
    if not question.kind.is_set:
        text = letters.joined(text, field.names.symbols, " and " if question.kind.is_condition else ", ")
        if not question.kind.is_condition and letters.otherwise_meant(text, field.names.symbols) is not None:
            raise UnsettledError(unreadable.TWO_CONDITIONS_RUN, text, Span(0, len(text)))
    parts = _parts(text, signed=question.kind.is_set)
    if question.kind.is_condition and len(parts) > 1 and all(map(_ALL_AND.fullmatch, parts)):
        return " or ".join(parts)  # each is a system of its own
    if _belong_together(question, field, parts):
        return ("; " if any("," in part for part in parts) else ", ").join(parts)
    if not question.kind.is_set and (beside := _BESIDE.search(_plain(text))) is not None:
        raise UnsettledError(unreadable.TWO_CONDITIONS_RUN, text, Span(beside.end() - 1, beside.end()))
    return text


def _without_label(question: Question, text: str) -> str:
    """Return lines without the label before the first, `Lösung:`, whose words say nothing."""
    label = _LABEL.match(text)
    return text[label.end() :] if label and not marking.asked.labels.other_word(question, label["words"]) else text


def _without_bullets(text: str) -> str:
    """Return lines without the dashes of a list; raises UnsettledError where these may be signs of numbers."""
    lines = [line.strip() for line in text.strip().split("\n")]
    if len(lines) < 2 or not all(map(_BULLET.match, lines)):
        return text
    plain = [_BULLET.sub("", line) for line in lines]
    if lines[0][0] in "-−–" and not any(line.startswith(("-", "−")) for line in plain):
        raise UnsettledError(unreadable.DASHES_BEFORE_LINES, text, Span(0, len(text)))
    return "\n".join(plain)


_LABEL = re.compile(r"\s*(?P<words>[^\W\d_]{2,}(?:[ ][^\W\d_]{2,}){0,3})\s*:(?!=)\s*")
_BULLET = re.compile(r"[-−–•*·]\s+")


def values_of_one_answer(question: Question, field: Field, texts: Sequence[str]) -> list[str]:
    """Return the texts that give different letters their values, where all together are asked for; else none."""
    if question.kind.is_set or not question.kind.is_solutions or not _may_have_parts(question):
        return []
    named = {text: match for text in texts if (match := _VALUE.fullmatch(text.strip(" $.\n\t"))) is not None}
    is_each = len({match["name"] for match in named.values()}) == len(named)
    return [*named] if is_each and _belong_together(question, field, [*named]) else []


def sizes_of_arrays(question: Question) -> frozenset[int]:
    """Return how many entries the arrays have that are right; none where a right answer is no array."""
    return frozenset(len(tree.items) for tree in question.accepted if isinstance(tree, Array))


def entries_of_one_array(question: Question, texts: Sequence[str], said: str) -> str:
    """Return the texts that give the entries that the prompt names their formulas, with commas; empty for others.

    Empty also where a word in what was `said` gives them as alternatives, or under conditions.
    """
    found = [_FORMULA.fullmatch(text.strip(" $.\n\t")) for text in texts]
    names = [one["name"].strip(" $") for one in found if one is not None]
    if len(texts) not in sizes_of_arrays(question) or len(names) < len(texts) or _ALTERNATIVE.search(said):
        return ""
    is_asked = _are_slopes(question, names) or (
        marking.texts.vectors.called_places.places_of(question, names) is not None
        and not _are_counted_of_another(question, names)
    )
    return ", ".join(text.strip(" $.\n\t") for text in texts) if is_asked else ""


def _are_counted_of_another(question: Question, names: Sequence[str]) -> bool:
    """Whether names are one letter with indices, `r_1` and `r_2`, and the answer has another letter."""
    bases, symbol = {_INDEX.sub("", name).strip() for name in names}, next(iter(question.fields.values())).symbol
    return bool(symbol) and len(bases) == 1 and bases != {symbol}


_INDEX = re.compile(r"_?\{?(?:\d+|[₀-₉]+)\}?\Z")


def _are_slopes(question: Question, names: Sequence[str]) -> bool:
    """Whether names are the first derivatives of a function of the prompt, by a letter each."""
    found = [one for name in names if (one := name_of(name)) is not None and one.kind == "derivative"]
    functions, by = {one.of for one in found}, {one.by for one in found}
    is_each = len(found) == len(by) == len(names) and all(one.order == 1 and one.by for one in found)
    return is_each and len(functions) == 1 and functions <= prompt_names.letters(question)


def together(question: Question, pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the values of all letters that are asked for, as one condition, where no `or` stands beside them."""
    parts = [one for tree in question.accepted if isinstance(tree, Logic) and tree.op == "and" for one in tree.args]
    firsts = [one.operands[0] for one in parts if isinstance(one, Relation)]
    asked = {first.name for first in firsts if isinstance(first, Sym)}
    given = [one for one in pieces if one.letter in asked and one.value]
    if len({one.letter for one in given}) > 1 and not any(_ALTERNATIVE.search(one.sentence) for one in given):
        yield " and ".join({one.letter: f"({one.text})" for one in given}.values())


_ALTERNATIVE = re.compile(r"(?<![\w\\])(?:or|oder|ou|o|u|if|wenn|falls|si|se|when)(?!\w)|∨|\\(?:lor|vee)(?![A-Za-z])")


def _plain(text: str) -> str:
    """Return a text with a comma for each wide blank, and without dollars around it."""
    return _WIDE.sub(lambda sign: " " if sign[0] == "$" else ",", text.strip(" $\n\t"))


def _may_have_parts(question: Question) -> bool:
    """Whether a right answer has several conditions, numbered entries or members."""
    accepted = question.accepted
    if question.kind.is_set:
        return not any(map(holds_ranges, accepted))
    return any(isinstance(tree, Logic | Array) for tree in accepted)


def _parts(text: str, *, signed: bool) -> list[str]:
    """Return the formulas of a text that line breaks, wide blanks and dollars part, what goes on put together.

    `signed`: whether one without a relation may begin with a sign, as members do; else it goes on with a sum.
    """
    lines = lines_of(text)
    if lines is None:
        plain = _DOLLARS.sub(" ", _FORMULAS.sub("\n", text)).strip()
        if "\\begin" in plain:
            return []
        depth = depths(plain)
        lines, start = [], 0
        for gap in _GAP.finditer(plain):
            if not depth[gap.start()]:
                lines.append(plain[start : gap.start()])
                start = gap.end()
        lines.append(plain[start:])
    lines = _without_counts(lines)
    parts: list[str] = []
    for line in lines:
        if parts and (_goes_on(parts[0], line, signed=signed) or _UNENDED.search(parts[-1])):
            parts[-1] = f"{parts[-1]} {line}"
        else:
            parts.append(line.strip())
    return parts


def _without_counts(lines: list[str]) -> list[str]:
    """Return lines without the numbers that count them, from 1."""
    counts = [int(counted["count"]) for line in lines if (counted := _COUNTED.match(line)) is not None]
    is_counted = len(lines) > 1 and counts == list(range(1, len(lines) + 1))
    return [_COUNTED.sub("", line) for line in lines] if is_counted else lines


def _goes_on(first: str, line: str, *, signed: bool) -> bool:
    """Whether a line is no formula by itself; `first` is where they begin."""
    if not line.strip() or _GOES_ON.match(line):
        return True
    if _ADDED.match(line):
        return not (signed and _ADDED.match(first))
    return not signed and _HAS_RELATION.search(line) is None and _SIGNED.match(line) is not None


def _are_known(part: str, lexicon: Lexicon) -> bool:
    """Whether no word stands in a formula that is none of its names and functions, or joins conditions."""
    if _CONNECTIVES.search(part):
        return False
    words = (word for word in _WORDS.findall(part) if not word.startswith("\\"))
    return all(lexicon.known_function(word) or lexicon.splits(word, frozenset()) for word in words)


def _belong_together(question: Question, field: Field, parts: list[str]) -> bool:
    """Whether formulas are what the problem asks for several of, and no sentences."""
    if len(parts) < 2 or not all(_are_known(part, lexicon_of(field.names)) for part in parts):
        return False
    return _are_members(question, parts) or _are_conditions(question, parts)


def _are_members(question: Question, parts: list[str]) -> bool:
    """Whether all formulas are values, the first perhaps behind its name, or each behind its own with an index."""
    if not question.kind.is_set or any(map(holds_points, question.accepted)):
        return question.kind.is_set and not any(map(_HAS_RELATION.search, parts[1:]))
    counted = [_INDEXED.match(part) for part in parts]
    bases = {one["base"] for one in counted if one is not None}
    indices = {one["index"] for one in counted if one is not None}
    if len(indices) == len(parts) and len(bases) == 1:
        return True  # `x_1 = 4 ⏎ x_2 = -2`
    return not any(map(_HAS_RELATION.search, parts[1:]))


def _are_conditions(question: Question, parts: list[str]) -> bool:
    """Whether all formulas are conditions that are to hold together, or give the coordinates one by one."""
    if not all(map(_HAS_RELATION.search, parts)):
        return False
    if question.kind.is_condition:
        return True
    names = [named["name"] for part in parts if (named := _NAMED.match(part)) is not None]
    sizes = [len(tree.items) for tree in question.accepted if isinstance(tree, Array)]
    return len({*names}) == len(parts) and len(parts) in sizes


def either(question: Question, pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the equations of a text as alternatives: `y = x and y = -x` may list two lines, not where they meet."""
    whole = [one.text for one in pieces if not one.text.lstrip().startswith("=")]  # `y` may be a letter or a word
    parts = dict.fromkeys(part.strip(" $") for text in whole for part in _JOINED_BY_AND.split(text))
    if len(parts) > 1:
        yield " or ".join(parts)


_JOINED_BY_AND = re.compile(r"(?<![\w\\])(?:and|und|et)(?!\w)|∧|\\(?:land|wedge)(?![A-Za-z])")
