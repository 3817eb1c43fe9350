"""Labels of values, `the area is`, `area:`: whether each of their words leaves the value what is asked for.

Neutral are words for an answer as such, `result`, with what any prompt may have beside it, the nouns of the type of the
answer, `roots` of a set, and the nouns that the problem asks for. Any other word may name another quantity or make
something else of this one, so a label with it says nothing of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader import marking
from grader.errors import LeftSideError, Span
from grader.language.spelling.greek import GREEK_NAMES
from grader.marking.asked.about.objects import said_of_other
from grader.marking.asked.about.places import arguments, asks_for_extremum, is_value_for_place
from grader.marking.asked.foreign_words import foreign_word
from grader.marking.asked.given.asked_not import lost_denial
from grader.marking.asked.wanted import LABELS, Wanted, wanted, words_of
from grader.marking.asked.words.glossary import COMPOUNDS, synonyms
from grader.marking.asked.words.phrases import asks_how_many
from grader.marking.asked.words.quantities import same_quantity
from grader.problems.question import Question
from grader.wording import unreadable_answers

MIN_LABEL = 3  # letters of a word; fewer are names
MAX_CHARACTERS = 400  # of a label that is looked into


def other_word(question: Question, label: str) -> str:
    """Return the first word of a label that may make its value something else than is asked for; empty for none."""
    if len(label) > MAX_CHARACTERS:
        return label[:20]
    asked = wanted(question)
    if foreign := foreign_word(question, label):
        return foreign
    return next(_Label(question, asked).others(_parts(without_method(label), asked)), "")


def is_noun(word: str) -> bool:
    """Whether a word is known to name a quantity or an object."""
    return bool(synonyms(word) or same_quantity(word)) or word in LABELS["noun"]


def without_method(label: str) -> str:
    """Return a label without how the value was found: of `Mit der Produktregel` nothing is left."""
    begins = _METHOD.match(label)
    words = words_of(label[begins.end() :].casefold()) if begins is not None else []
    is_method = bool(LABELS["method"].intersection(words))
    return "" if is_method and LABELS["method"].union(LABELS["article"]).issuperset(words) else label


_METHOD = re.compile(r"(?i)(?:by|using|with|via|nach|mit|mittels|durch|par|avec|d['’]après|por|con|según|per)\s+")


def _parts(label: str, asked: Wanted) -> list[list[str]]:
    """Return the words between the prepositions of a label: of `the sum of the areas` the nouns on either side.

    A German compound that the problem does not say is its parts: `Taylorpolynom`.
    """
    parts: list[list[str]] = [[]]
    said = [
        part
        for word in words_of(label.casefold())
        for part in ((word,) if word in asked.said or asked.is_asked(word) else COMPOUNDS.get(word, (word,)))
    ]
    for word in said:
        if word in LABELS["of"] and parts[-1]:
            parts.append([])
        elif word not in LABELS["function"] | LABELS["of"] and (len(word) > 1 or len(parts) > 1):
            parts[-1].append(word)
    return parts


class _Label:
    """The words of a label by what they say to one question."""

    def __init__(self, question: Question, asked: Wanted) -> None:
        self.question, self.asked = question, asked
        is_number = asks_how_many(question.lead, question.prompt) or not asked.nouns.isdisjoint(LABELS["number"])
        self.counted = LABELS["number"] | LABELS["count"] if is_number else frozenset()
        self.of_kind = _of_kind(question) | self.counted
        self.generic = LABELS["answer"] | LABELS["plain"] | self.of_kind | set(question.names.symbols)
        self.counts = LABELS["number"] | LABELS["count"]

    def others(self, parts: Sequence[Sequence[str]]) -> Iterator[str]:
        """Yield the words that are not known to leave the value what is asked for."""
        place, is_counted, is_worth = 0, False, False
        while place < len(parts) - 1 and all(word in self.generic for word in parts[place]):
            numbers = self.counts.intersection(parts[place]) - LABELS["answer"]
            yield from (word for word in numbers if word not in self.counted and not self.asked.is_said(word))
            is_worth = is_worth or not LABELS["worth"].isdisjoint(parts[place])
            place, is_counted = place + 1, is_counted or bool(numbers)
        head, is_named = parts[place], place > 0 and not is_counted
        if any(map(self.asked.is_asked, head)):
            yield from (word for word in head if not (self._is_known(word) or self.asked.is_said(word)))
        elif not self.of_kind.isdisjoint(head):
            yield from (word for word in head if not (word in self.generic or self.asked.is_said(word)))
        elif is_named and is_worth:  # `the value of the function`
            known = self.generic | LABELS["expression"]
            yield from (word for word in head if not (word in known or (len(word) == 1 and self._is_letter(word))))
        elif is_named:
            yield from (word for word in head if not self._is_operand(word))
        else:
            yield from (word for word in head if word not in self.generic)
        for part in parts[place + 1 :]:
            yield from (word for word in part if not (self._is_operand(word) or self.asked.is_asked(word)))

    def _is_known(self, word: str) -> bool:
        return word in self.generic or self.asked.is_asked(word)

    def _is_operand(self, word: str) -> bool:
        """Whether a word names what the problem itself speaks of: `of the triangle`, `of the equation`, `of $x$`."""
        if len(word) == 1:
            return self._is_letter(word)
        return word in self.generic or word in LABELS["operand"] or self.asked.is_said(word)

    def _is_letter(self, letter: str) -> bool:
        """Whether a letter stands in the problem, where that is not asked for the value of a function of it."""
        if asks_for_extremum(self.question) and letter in arguments(self.question):
            return False
        said = f"{self.question.lead} {self.question.prompt}".casefold()
        is_declared = letter in {name.casefold() for name in self.question.names.symbols}
        return is_declared or not said.strip() or re.search(rf"(?<![a-z]){letter}(?![a-z])", said) is not None


# Shapes that a problem speaks of where it asks for their equation.
_SHAPES = frozenset({"circle", "plane", "kreis", "ebene", "cercle", "círculo", "plano", "piano"})


def _of_kind(question: Question) -> frozenset[str]:
    """Return the nouns that an answer of its type may be called, whatever the problem calls it."""
    kind = question.kind
    if kind.is_set:
        return LABELS["set"]
    if kind.is_shape:
        return LABELS["shape"]
    if kind.is_growth:
        return LABELS["growth"]
    if kind.is_array:
        return LABELS["tensor"]
    if kind.is_condition:
        said = wanted(question)
        is_line = said.is_said("line") or said.is_said("tangent")  # then it is of no circle
        others = _SHAPES & LABELS["relation"] if is_line else frozenset()
        return LABELS["relation"] - frozenset(one for one in others if not said.is_said(one))
    if len(question.fields) == 1 and next(iter(question.fields.values())).domain.shape:
        return LABELS["tensor"]
    if len(question.fields) > 1:
        return LABELS["tensor"] | LABELS["number"]
    return LABELS["number"] if kind.is_one_number == "always" else LABELS["expression"]


_COPULA = (
    r"[:=≔≈∈]|\\(?:in|approx|coloneqq)(?![A-Za-z])|(?<!\w)(?:is|are|equals|ist|sind|lautet|beträgt|est|sont|vaut|es|son|vale|è|sono"
    r"|é|são|has|have|hat)(?!\w)"
)
_LABEL = re.compile(rf"[\s$*_]*(?P<label>[^\W\d_][^\W_'’.-]*(?:[\s'’.-]+[^\W_]+)*?)[\s$*_]*(?:{_COPULA})")


def label_of(text: str) -> str:
    """Return the words before the first copula, colon or sign of equality of a text; empty where there are none."""
    match = _LABEL.match(text)
    return match["label"] if match else ""


def behind_label(question: Question, left: str) -> str:
    """Return what stands behind words that are neutral, `The area is 2 · 3`; the text itself behind others."""
    match = _LABEL.match(left)
    is_neutral = match is not None and any(map(_is_word, words_of(match["label"])))
    if match is None or not is_neutral or other_word(question, match["label"]):
        return left
    return left[match.end() :].strip(" $")


def _is_word(word: str) -> bool:
    """Whether letters are a word, and no product of names, `mgh`, nor a letter that is spelled, `lambda`."""
    is_spoken = len(word) >= MIN_LABEL and _VOWEL.search(word) is not None and word.casefold() not in GREEK_NAMES
    return is_spoken or (len(word) >= MIN_LABEL and is_noun(word.casefold()) and word.casefold() not in GREEK_NAMES)


_VOWEL = re.compile(r"(?i)[aeiouyäöüáéíóúàèùâêîôû]")


def check_label(question: Question, text: str) -> None:
    """Refuse a value with a label that may be of something else than what the prompt asks for, `the volume is 3`."""
    if "H" in text and (told := marking.asked.agreeing.hypotheses.other_hypothesis(question, text)):
        raise _other(text, told, told)
    if question.kind.reads != "value" or question.kind.has_weights:
        return
    calculated = _CALCULATED.match(text)
    if calculated is not None and (calculated["before"] or calculated["behind"]):
        said, told = wanted(question), calculated[0].rstrip(" =")
        if any(word in LABELS["answer"] or said.is_asked(word) for word in words_of(told.casefold())):
            raise _other(text, told, told)
    if (tending := _TENDS.match(text)) is not None and (other := _other_subject(question, tending["subject"])):
        raise _other(text, tending["subject"], other)
    label = label_of(text)
    if is_value_for_place(question, text):
        raise _other(text, text.strip(), text.strip())
    if _PLACE.match(label) and asks_for_extremum(question):
        raise _other(text, label, label)
    if of_other := said_of_other(question, label) or _without_denial(question, text):
        raise _other(text, label, of_other)
    own = {field.symbol or field.name for field in question.fields.values()}
    spoken = label.split()
    is_word = any(map(_is_word, words_of(label))) and LABELS["introducing"].isdisjoint(spoken)
    if not is_word or question.names.symbols.keys() & {label, *spoken} or spoken[-1] in own:
        return
    if other := other_word(question, label):
        raise _other(text, label, other)


def _without_denial(question: Question, text: str) -> str:
    """Return the word of a label of which the prompt asks for the contrary, `defective: 90%`."""
    before = re.split("[=:]", text, maxsplit=1)
    return lost_denial(question.lead, question.prompt, before[0]) if len(before) > 1 else ""


# A calculation with a value that is called by a word: `2 area = 6`, `minimum value - 1 = 3`.
_CALCULATED = re.compile(
    r"[\s$]*(?P<before>\d[\d.,/]*\s*[*·×]?\s*|[-+−]\s*)?(?P<words>[^\W\d_]{3,}(?:\s+[^\W\d_]{2,})*)"
    r"(?P<behind>\s*(?:[+*/^·×]|\s[-−])\s*[\d.]+)?\s*="
)
_TENDS = re.compile(
    r"(?i)[\s$]*(?P<subject>[^\W\d_]{2,}(?:\s+[^\W\d_]+){0,3}?)\s+(?:(?:con|kon)verg\w+|tend[se]?|tiende|goes|geht|strebt)\s+"
    r"(?:to|towards?|gegen|vers|a|hacia|para)\s"
)
_SEQUENCES = frozenset(
    {"sequence", "sequences", "suite", "folge", "sucesión", "successione", "limit", "grenzwert", "limite", "límite"}
    | {"expression", "ausdruck", "expresión", "term", "terms", "quotient", "ratio", "bruch", "function", "funktion"}
    | {
        "fonction",
        "función",
        "funzione",
        "answer",
        "value",
        "wert",
        "clearly",
        "obviously",
        "offenbar",
        "donc",
        "alors",
    }
)


def tends_otherwise(question: Question, text: str) -> bool:
    """Whether a text says that something tends to a value of which the problem does not speak: `the series`."""
    tending = _TENDS.match(text)
    return tending is not None and bool(_other_subject(question, tending["subject"]))


def _other_subject(question: Question, subject: str) -> str:
    """Return the word of what tends to a value where the problem does not speak of it: `the series`; else empty."""
    words = [word for word in words_of(subject.casefold()) if word not in LABELS["function"] and len(word) > 1]
    return next((word for word in words if word not in _SEQUENCES and not wanted(question).is_said(word)), "")


_PLACE = re.compile(r"(?i)(?:at|where|bei|an|en|à|para)\s")


def _other(text: str, label: str, word: str) -> LeftSideError:
    start = max(0, text.casefold().find(word.casefold()))
    message = unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=label)
    return LeftSideError(message, text, Span(start, start + len(word)))
