"""How the texts of fields are read, each answer type in its own way: trees, chosen options, words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from grader.claims.chains import chain, last_member
from grader.claims.wording import words
from grader.errors import AnswerError, LimitError, Span
from grader.language.domains import REAL
from grader.language.names import Names, Symbol
from grader.language.reader import Expect, Reading, read
from grader.language.reader.growth import in_words
from grader.language.reader.numbers import read_numbers
from grader.language.reader.printed_arrays import as_list
from grader.language.tree import Array, Node, SetOf, Tup, walk
from grader.problems.question import Field, Question
from grader.problems.tree_kinds import is_condition, is_set

YES = frozenset({"yes", "true", "correct", "right", "ja", "wahr", "richtig", "oui", "vrai", "sí", "sì", "verdadero"})
NO = frozenset({"no", "false", "incorrect", "wrong", "nein", "falsch", "non", "faux", "falso"})
_LETTERS = {"y": "yes", "t": "yes", "n": "no", "f": "no"}  # by themselves
_BEHIND = re.compile(  # what may follow yes or no: a mark, a reason, or a sentence of its own
    r"\s*(?:$|[,;:.!(]|\s[–—-]\s|[–—])|\s+(?:because|since|as|for|weil|denn|da|car|parce|puisque|porque|pues|perch[eé]"
    r"|it|this|that|they|these|those|we|i|you|there|always|never|definitely|indeed|of course|it's|that's)\b"
)
_AGAINST = re.compile(r"\b(?:but|however|unless|except|although|though|only|if|not always|aber|mais|pero|wenn|si)\b")


def read_value(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a field's text; raises AnswerError where there is none."""
    if question.kind.is_solutions:
        return read_solutions(question.kind.expects, field, text)
    if question.takes_words and (said := in_words(text, field.names)) is not None:
        return (Reading(said, text.strip()),)
    readings = _read_member(question, field, text)
    if not any(isinstance(reading.tree, Array) for reading in readings) or not _wants_number(question):
        return readings
    numbers = [replace(reading, tree=_bracketed(reading.tree)) for reading in readings]
    return tuple(reading for reading in numbers if not isinstance(reading.tree, Array)) or readings


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
    numbers = read_numbers(text) if field.names.numbers == "plain" else None
    if numbers is not None:
        return (Reading(numbers, text.strip()),)
    try:
        return read(text, field.names, expect, own)
    except AnswerError as error:
        names = _with_arbitrary_constant(question, field.names, error)
        if names is None:
            raise
        return read(text, names, expect, own)


def _wants_number(question: Question) -> bool:
    """Return whether the right answer is a number, and no array: then square brackets around an answer group."""
    if question.kind.is_one_number != "as expected":
        return question.kind.is_one_number == "always"
    trees = (*question.accepted, *(definition.body for definition in question.define.values()))
    arrays = any(isinstance(part, Array | Tup) for tree in trees for part in walk(tree))
    return not arrays and not any(symbol.domain.shape for symbol in question.names.symbols.values())


def _bracketed(tree: Node) -> Node:
    """Return the one formula in square brackets; any other tree itself."""
    match tree:
        case Array((entry,)) if not isinstance(entry, Array):
            return entry
        case _:
            return tree


def read_solutions(expect: Expect, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a set or a condition; one number in the place of a set is the set of it."""
    readings = _read_solutions(expect, field, text)
    kept = tuple(reading for reading in readings if expect != "condition" or is_condition(reading.tree))
    if not kept:
        raise AnswerError("Expected an equation or an inequality, such as `y = 2 x + 1`.", text, Span(0, len(text)))
    for reading in kept if expect == "set" else ():
        if isinstance(reading.tree, Tup | Array) and len(reading.tree.items) != 2:
            raise AnswerError("Expected a set: `(a, b)` is an interval, `{a, b, c}` a set.", text, Span(0, len(text)))
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


# A letter with marks or an index, or a word: what a set is called.
_NAME = re.compile(r"(?:\\[A-Za-z]+\s*\{?\s*)?[^\W\d_]+\}?(?:_\{?\w+\}?)?'*")


def as_set(tree: Node) -> Node:
    """Return a value in the place of a set as the set that holds it."""
    return tree if is_set(tree) or is_condition(tree) else SetOf((tree,))


def _with_arbitrary_constant(question: Question, names: Names, error: AnswerError) -> Names | None:
    """Return the names with the one undeclared letter that stands for an arbitrary constant, if that is the fault."""
    if question.up_to not in {"constant", "factor"} or error.span is None:
        return None
    letter = error.text[error.span.start : error.span.end]
    if not (len(letter) == 1 and letter.isalpha()) or letter in names.symbols:
        return None
    return replace(names, symbols={**names.symbols, letter: Symbol(letter, REAL)})


def read_choice(question: Question, text: str) -> frozenset[str]:
    """Return the options chosen in a text: keys of `options`, or `yes` or `no` where there are none.

    A key, an option's words, or both together (`B`, `(B)`, `piecewise-linear`, `B: piecewise-linear`) name it.
    Raises AnswerError where the text names no option, or several where one is asked for.
    """
    if not question.options:
        return frozenset({_yes_or_no(text)})
    parts = re.split(r"[,;\n]|\band\b|&", text.strip().strip("[]{}")) if question.several else [text]
    return frozenset(_option(question.options, part) for part in parts if part.strip())


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


def _option(options: Mapping[str, str], text: str) -> str:
    named = {key for key, phrase in options.items() if _names_option(key, phrase, text)}
    if len(named) == 1:
        return named.pop()
    mentioned = [key for key in options if re.search(rf"(?<!\w){re.escape(words(key))}(?!\w)", words(text))]
    listed = "; ".join(f"{key}: {phrase}" if phrase else key for key, phrase in options.items())
    why = "Several options are named." if named or len(mentioned) > 1 else "No option is named."
    raise AnswerError(f"{why} Expected one of: {listed}.")


def _names_option(key: str, phrase: str, text: str) -> bool:
    said = re.sub(r"^(answer|option|choice)\s*:?\s+", "", words(text))
    key, phrase = words(key), words(phrase)
    bare = said.strip("()[] ")
    if bare == key or (phrase and said == phrase):
        return True
    label = re.match(r"[(\[]?" + re.escape(key) + r"(?:[)\].:,=]+\s*|\s+[-–—:]*\s*)", said)
    return bool(label and phrase and words(said[label.end() :].strip("() ")) == phrase)
