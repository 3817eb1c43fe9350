"""How the texts of fields are read, each answer type in its own way: trees, chosen options, words."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from typing import NoReturn

from grader.claims.chains import chain, last_member
from grader.claims.wording import bare, words
from grader.errors import AnswerError, LimitError, Span
from grader.language import units
from grader.language.domains import REAL
from grader.language.names import Names, Symbol
from grader.language.reader import Expect, Reading, read
from grader.language.reader.growth import in_words
from grader.language.reader.numbers import read_numbers
from grader.language.reader.printed_arrays import as_list
from grader.language.spelling import canonical_name
from grader.language.tree import (
    Array,
    Call,
    Node,
    Num,
    Relation,
    SetOf,
    Sym,
    Tup,
    symbols,
    walk,
)
from grader.marking.field_spellings import (
    LETTER,
    bracketed,
    described,
    of_points,
    plainly_named,
    with_binomial,
    with_spelled_constant,
)
from grader.problems.question import Field, Question
from grader.problems.tree_kinds import holds_points, is_condition, is_reversed, is_set

MAX_OWN_CONSTANTS = 4  # letters for arbitrary constants that an answer may bring
_INDEXED = re.compile(r"[A-Za-z]_?\{?\d\}?")  # `C_1`, `K2`
YES = frozenset({"yes", "true", "correct", "right", "ja", "wahr", "richtig", "oui", "vrai", "sí", "sì", "verdadero"})
NO = frozenset({"no", "false", "incorrect", "wrong", "nein", "falsch", "non", "faux", "falso"})
_REASON = re.compile(
    r"(?<=\S)\s*[,;:.(–—-]?\s*\b(?:because|since|weil|denn|da|car|parce que|puisque|porque|pues|perch[eé])\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"^(?:(?:my|the) )?(?:(?:correct|right|final) )?(?:answer|option|choice)(?: is)?\s*:?\s+(?:(?:option|choice) )?"
)
_DRESS = re.compile(
    r"\\(?:text|textrm|textbf|textit|textsf|texttt|mathrm|mathbf|mathit|mathsf|operatorname|mbox|emph)\s*\{([^{}]*)\}"
)
_LETTERS = {"y": "yes", "t": "yes", "n": "no", "f": "no"}  # by themselves
_BEHIND = re.compile(  # what may follow yes or no: a mark, a reason, or a sentence of its own
    r"\s*(?:$|[,;:.!(]|\s[–—-]\s|[–—])|\s+(?:because|since|as|for|weil|denn|da|car|parce|puisque|porque|pues|perch[eé]"
    r"|it|this|that|they|these|those|we|i|you|there|always|never|definitely|indeed|of course|it's|that's)\b"
)
_AGAINST = re.compile(r"\b(?:but|however|unless|except|although|though|only|if|not always|aber|mais|pero|wenn|si)\b")


def read_value(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a field's text; raises AnswerError where there is none."""
    if question.kind.is_solutions:
        points = any(map(holds_points, question.accepted))
        return read_solutions(question.kind.expects, field, text, _left_side(question), points=points)
    if question.takes_words and (said := in_words(text, field.names)) is not None:
        return (Reading(said, text.strip()),)
    readings = _read_member(question, field, text) if question.unit is None else _read_quantity(question, field, text)
    is_pair = field.domain.shape == (Num(Fraction(2)),)
    is_pair = is_pair or (bool(question.accepted) and all(isinstance(tree, Array) for tree in question.accepted))
    if is_pair:
        return tuple(replace(reading, tree=_column(reading.tree)) for reading in readings)
    if not any(isinstance(part, Array) for reading in readings for part in walk(reading.tree)):
        return readings
    if not _wants_number(question):
        return readings
    numbers = [replace(reading, tree=with_binomial(bracketed(reading.tree), text)) for reading in readings]
    return tuple(reading for reading in numbers if not isinstance(reading.tree, Array)) or readings


def _read_quantity(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a value with a unit behind it.

    The longest unit counts, behind the shortest value that can be read; where a declared symbol spells a unit, shorter
    units and the value without one are readings, too, but those of another dimension fall out where one fits.
    """
    assert question.unit is not None
    found: list[Reading] = []
    is_clear = False
    for value, unit in units.reading.splits(text):
        with suppress(AnswerError):
            found += (replace(reading, unit=unit, typed=value) for reading in _read_member(question, field, value))
            is_clear = not any(name in question.names.symbols for name in re.findall(r"[A-Za-z]+", unit.text))
            if is_clear:
                break
    if not is_clear:
        with suppress(AnswerError):
            found += _read_member(question, field, text)
    fitting = [one for one in found if one.unit is None or one.unit.dimension == question.unit.unit.dimension]
    if any(one.unit is not None and one.unit.has_zero for one in fitting) and not question.unit.unit.has_zero:
        raise AnswerError("A temperature with a zero of its own is read only where the problem asks for one.")
    if not found:
        _refuse_quantity(question, field, text)
    return tuple(fitting or found)


_TIMES_TEN = r"(?:x|\*|·|×|\\cdot|\\times)\s*10\s*\^\s*\{?[+−-]?\d+\}?"
_VALUE = re.compile(rf"\s*\$?\s*(?:=\s*)?[+−-]?\s*(?:\d[\d.,]*|\.\d+)(?:\s*(?:[eE][+-]?\d+|{_TIMES_TEN}))?\$?")
_UNIT_BEGINS = re.compile(r"\s*(?:\\[,;:! ]|~|\$|\[|\\(?:mathrm|text|unit|si)\b|[A-Za-zµμΩ°])")


def _refuse_quantity(question: Question, field: Field, text: str) -> NoReturn:
    """Raise the error of a text that is no quantity: its unit is not known, or its value cannot be read."""
    plain = text.strip().strip("$")
    if not units.reading.unit_fault(plain):
        raise AnswerError("A number is missing before the unit.", text, Span(0, len(text)))
    value = _VALUE.match(text)
    rest = text[value.end() :] if value else ""
    if value is not None and _UNIT_BEGINS.match(rest):
        if why := units.reading.unit_fault(rest):
            raise AnswerError(why, text, Span(value.end(), len(text)))
        text = value[0]
    _read_member(question, field, text)
    raise AnswerError("Expected a value and its unit.", text, Span(0, len(text)))


def _read_member(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a text, or where it is a chain whose left members are not read of its last member."""
    try:
        return _read_formula(question, field, text, question.kind.expects)
    except LimitError:
        raise
    except AnswerError:
        last = last_member(text)
        if last is None:
            raise
        with suppress(AnswerError):
            return _read_formula(question, field, last, question.kind.expects)
        raise


def _read_formula(question: Question, field: Field, text: str, expect: Expect) -> tuple[Reading, ...]:
    own = field.symbol or field.name
    text = as_list(text)
    if question.up_to in {"constant", "factor"}:
        text = with_spelled_constant(text, field.names)
    numbers = read_numbers(text) if field.names.numbers == "plain" else None
    if numbers is not None:
        return (Reading(numbers, text.strip()),)
    names = field.names
    for _ in range(MAX_OWN_CONSTANTS if question.constants else 1 if question.up_to in {"constant", "factor"} else 0):
        try:
            return read(text, names, expect, own)
        except AnswerError as error:
            more = _with_arbitrary_constant(question, names, error)
            if more is None:
                raise
            names = more
    return read(text, names, expect, own)


def _wants_number(question: Question) -> bool:
    """Return whether the right answer is a number, and no array: then square brackets around an answer group."""
    if question.kind.is_one_number != "as expected":
        return question.kind.is_one_number == "always"
    trees = (*question.accepted, *(definition.body for definition in question.define.values()))
    arrays = any(isinstance(part, Array | Tup) for tree in trees for part in walk(tree))
    return not arrays and not any(symbol.domain.shape for symbol in question.names.symbols.values())


def _column(tree: Node) -> Node:
    r"""Return the column of two entries that `\binom{2}{1}` is where an array is asked for; any other tree itself."""
    return Array(tree.args) if isinstance(tree, Call) and tree.name == "binom" else tree


def _left_side(question: Question) -> Sym | None:
    """Return the symbol that all right answers of a relation define, `y = …`; None where there is none."""
    sides = {
        tree.operands[0] if isinstance(tree, Relation) and tree.ops == ("=",) else None for tree in question.accepted
    }
    side = sides.pop() if len(sides) == 1 else None
    return side if isinstance(side, Sym) else None


def read_solutions(
    expect: Expect, field: Field, text: str, left: Sym | None = None, *, points: bool = False
) -> tuple[Reading, ...]:
    """Return the readings of a set or a condition; one number in the place of a set is the set of it.

    A value in the place of an equation is what the symbol on its left side equals, where it does not occur itself.
    Where `points` are asked for, pairs are points, and no intervals.
    """
    readings = _read_solutions(expect, field, plainly_named(expect, field, text))
    if expect == "condition":
        readings = tuple(replace(one, tree=described(one.tree, field)) for one in readings)
    if points:
        readings = tuple(dict.fromkeys(replace(one, tree=of_points(one.tree)) for one in readings))
    if expect == "condition" and left is not None:
        readings = tuple(replace(one, tree=_completed(one.tree, left)) for one in readings)
    kept = tuple(reading for reading in readings if expect != "condition" or is_condition(reading.tree))
    if not kept:
        raise AnswerError("Expected an equation or an inequality, such as `y = 2 x + 1`.", text, Span(0, len(text)))
    for reading in kept if expect == "set" else ():
        if isinstance(reading.tree, Tup | Array) and len(reading.tree.items) != 2:
            raise AnswerError("Expected a set: `(a, b)` is an interval, `{a, b, c}` a set.", text, Span(0, len(text)))
        if is_reversed(reading.tree):
            message = (
                "The ends of this interval are in the wrong order. Expected the lower end first, or braces `{a, b}`."
            )
            raise AnswerError(message, text, Span(0, len(text)))
    if expect == "condition":
        return kept
    return tuple(replace(reading, tree=as_set(reading.tree)) for reading in kept)


def _read_solutions(expect: Expect, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a text; of a set with a name, as in `S = {0, 1}`, those of the set."""
    own = field.symbol or field.name
    try:
        return read(text, field.names, expect, own)
    except LimitError:
        raise
    except AnswerError:
        found = chain(text)
        if expect != "set" or len(found.members) != 2 or found.is_approximate or not _NAME.fullmatch(found.members[0]):
            raise
        with suppress(AnswerError):
            return read(found.members[1], field.names, expect, own)
        raise


def _completed(tree: Node, left: Sym) -> Node:
    """Return `y = 2x + 1` for the value 2x + 1."""
    if is_condition(tree) or is_set(tree) or left.name in symbols(tree):
        return tree
    return Relation(("=",), (left, tree))


# A letter with marks or an index, or a word: what a set is called.
_NAME = re.compile(r"(?:\\[A-Za-z]+\s*\{?\s*)?[^\W\d_]+\}?(?:_\{?\w+\}?)?'*")


def as_set(tree: Node) -> Node:
    """Return a value in the place of a set as the set that holds it."""
    return tree if is_set(tree) or is_condition(tree) else SetOf((tree,))


def _with_arbitrary_constant(question: Question, names: Names, error: AnswerError) -> Names | None:
    """Return the names with one more undeclared letter for an arbitrary constant, if that is the fault."""
    if error.span is None:
        return None
    letter = error.text[error.span.start : error.span.end]
    if question.constants and _INDEXED.fullmatch(letter):
        letter = canonical_name(letter)
    elif question.constants and len(letter) == 2 and letter[1] in names.symbols:  # `Bx`
        letter = letter[0]
    elif not LETTER.fullmatch(letter):
        return None
    if (name := canonical_name(letter)) in names.symbols:
        return None
    return replace(names, symbols={**names.symbols, name: Symbol(name, REAL)})


def read_choice(question: Question, text: str) -> frozenset[str]:
    """Return the options chosen in a text: keys of `options`, or `yes` or `no` where there are none.

    A key, an option's words, or both together (`B`, `(B)`, `piecewise-linear`, `B: piecewise-linear`) name it.
    A reason behind it is left aside. Raises AnswerError where the text names no option, or several where one is
    asked for.
    """
    text = undressed_words(text)
    if not question.options:
        letter = text.strip(" $.")
        if len(letter) == 1 and re.search(rf"\$\s*{re.escape(letter)}\s*\$", f"{question.lead}\n{question.prompt}"):
            raise AnswerError(f"`{letter}` is a letter of the question. Expected: yes or no.")
        return frozenset({_yes_or_no(text)})
    parts = re.split(r"[,;\n]|\band\b|&", text.strip().strip("[]{}")) if question.several else [text]
    return frozenset(_option(question, part) for part in parts if part.strip())


def undressed_words(text: str) -> str:
    r"""Return a text without the commands that dress words: `\text{Yes}` is Yes."""
    return _DRESS.sub(r"\1", text) if "\\" in text else text


def _yes_or_no(text: str) -> str:
    whole = words(text).strip("*_`\"' ")
    if whole in _LETTERS:
        return _LETTERS[whole]
    said = re.findall(r"[^\W\d_]+", whole)
    has_yes, has_no = any(word in YES for word in said), any(word in NO for word in said)
    first = said[0] if said else ""
    if has_yes and has_no:
        raise AnswerError("Both yes and no are said. Expected: yes or no.")
    if first not in YES | NO or not whole.startswith(first):
        raise AnswerError("The answer does not begin with yes or no. Expected: yes or no.")
    rest = whole[len(first) :]
    if not _BEHIND.match(rest) or _AGAINST.search(rest):
        raise AnswerError("What stands behind it may change what is said. Expected: yes or no, or a reason behind it.")
    return "yes" if first in YES else "no"


def _option(question: Question, text: str) -> str:
    options, text = question.options, text.strip().strip("*_`")
    named = _named(question, text)
    reason = _REASON.search(text)
    if not named and reason is not None and not _AGAINST.search(words(text[reason.start() :])):
        named = _named(question, text[: reason.start()])
    if len(named) == 1:
        return named.pop()
    mentioned = [key for key in options if re.search(rf"(?<!\w){re.escape(words(key))}(?!\w)", words(text))]
    listed = "; ".join(f"{key}: {phrase}" if phrase else key for key, phrase in options.items())
    why = "Several options are named." if named or len(mentioned) > 1 else "No option is named."
    raise AnswerError(f"{why} Expected one of: {listed}.")


def _named(question: Question, text: str) -> set[str]:
    """Return the keys of the options that a text may name."""
    return {
        key
        for key, phrase in question.options.items()
        if any(_names_option(key, said, text) for said in (phrase, *question.spellings.get(key, ())))
    }


def _names_option(key: str, phrase: str, text: str) -> bool:
    """Whether a text is a key, an option's words, or both; dashes, quotes and articles do not count in words."""
    said = _ANNOUNCED.sub("", words(text))
    key, folded = words(key), bare(phrase)
    if said.strip("()[] ") == key or (folded and bare(said) == folded):
        return True
    behind = re.search(r"\s*[(\[]" + re.escape(key) + r"[)\]]$", said)  # `piecewise-linear (B)`
    if behind and folded and bare(said[: behind.start()]) == folded:
        return True
    label = re.match(r"[(\[]?" + re.escape(key) + r"(?:[)\].:,=]+\s*|\s+[-–—:]*\s*)", said)
    return bool(label and folded and bare(said[label.end() :].strip("() ")) == folded)
