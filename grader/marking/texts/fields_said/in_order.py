"""Values without names for all fields, `3, 2, 1`, `(3, 2, 1)`, `3 and 5`: those of the fields in the prompt's order.

The prompt names each field by itself, in the order in which the fields stand, wherever it names all of them. Another
order may be meant all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.claims.chains import depths
from grader.language.names import lexicon
from grader.marking.texts.beside.words import WORDS, any_of
from grader.marking.texts.fields_said.named_values import MAX_CHARACTERS, undressed
from grader.marking.texts.fields_said.nouns import coordinated, mentioned
from grader.problems.question import Question

_AND = any_of(WORDS["and"] - {"but", "aber", "while"})
_PARTING = re.compile(
    rf"\s*(?:[;\n,&]|\\\\|\\q?quad(?![A-Za-z]))\s*(?:(?:{_AND})(?!\w)\s*)?|(?<!\S)(?:{_AND})(?!\w)\s*", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.?!](?=\s)")
_WORD = re.compile(r"(?<![\w\\{])[^\W\d_]{2,}")
_LETTER = re.compile(r"(?<![\w\\{])[^\W\d_](?![^\W_])")
_OTHER = re.compile(
    r"[=≈<>≤≥≠≡±∓?!:|~]|\\(?:pm|mp|neq?|leq?|geq?|approx|mid)(?![A-Za-z])|\A\s*\Z|(?<=[\d)\]])\s+(?=[\d(\[])"
)


def values_of(question: Question, text: str) -> dict[str, str]:
    """Return the values of a text by field where there is one for each, by itself; else none."""
    names = list(question.fields)
    if len(names) < 2 or len(text) > MAX_CHARACTERS or (plain := undressed(text)) is None:
        return {}
    values = next((one for one in _lists(plain.strip(" \t\n.")) if len(one) == len(names)), [])
    is_plain = bool(values) and all(_is_value(question, *one) for one in zip(names, values, strict=True))
    return dict(zip(names, values, strict=True)) if is_plain and _are_in_order(question, names) else {}


def _lists(text: str) -> Iterator[list[str]]:
    """Yield the values that a text lists, those within the brackets around all of it too."""
    yield _parted(text)
    depth = depths(text)
    if text[:1] + text[-1:] in {"()", "[]"} and all(depth[1:-2]):
        yield _parted(text[1:-1])


def _parted(text: str) -> list[str]:
    depth, values, start = depths(text), [], 0
    for match in _PARTING.finditer(text):
        if not depth[match.start()]:
            values.append(text[start : match.start()].strip())
            start = match.end()
    return [*values, text[start:].strip()]


def _is_value(question: Question, name: str, value: str) -> bool:
    """Whether a text is a value by itself, without a word, a sign of comparison or a letter that nobody knows."""
    symbols = question.fields[name].names.symbols
    is_known = all(one in symbols or one in "eiπ√" for one in _LETTER.findall(value))
    return is_known and _OTHER.search(value) is None and all(map(lexicon.is_function, _WORD.findall(value)))


def _are_in_order(question: Question, names: Sequence[str]) -> bool:
    """Whether a sentence of the prompt names all fields in their order, and none names them in another one."""
    orders = {order for said in _sentences(question) for order in _runs(said, len(names))}
    return orders == {tuple(names)} or (not orders and list(coordinated(question)) == list(names))


def _runs(said: Sequence[str], count: int) -> Iterator[tuple[str, ...]]:
    """Yield the orders in which all fields are named after each other."""
    for start in range(len(said) - count + 1):
        run = tuple(said[start : start + count])
        if len({*run}) == count:
            yield run


def _sentences(question: Question) -> Iterator[list[str]]:
    """Yield the fields that each sentence of a prompt names, by their symbols or by words that are their names."""
    said = [(place, name, before) for name, before, place in mentioned(question)]
    sentences: dict[int, list[tuple[int, str]]] = {}
    for place, name, before in said:
        sentences.setdefault(len(_SENTENCE.findall(before)), []).append((place, name))
    prompt = f"{question.lead}\n{question.prompt}"
    for name in question.fields if not said else ():
        for match in re.finditer(rf"(?<![\w$\\]){re.escape(name)}(?![\w$])", prompt, re.IGNORECASE):
            if len(name) > 2:
                number = len(_SENTENCE.findall(prompt[: match.start()]))
                sentences.setdefault(number, []).append((match.start(), name))
    yield from ([name for _, name in sorted(one)] for one in sentences.values())
