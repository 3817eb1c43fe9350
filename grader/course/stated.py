"""What the words of an answer state that stands by itself, in no document."""

from __future__ import annotations

import re

from grader import marking
from grader.claims.chains import depths
from grader.language import units
from grader.language.reader.lines import in_lines
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.asked.agreeing.other_kinds import is_of_other_kind
from grader.marking.texts.left_hand.known_lefts import is_known, is_worded_name
from grader.marking.texts.left_hand.left_sides import left_fault, left_of
from grader.marking.texts.left_hand.prompt_names import close, plain
from grader.marking.texts.sentences.answers_said import EXAMPLE
from grader.problems.question import Field, Question
from grader.records import replace
from grader.submissions.extraction.keyed import choice_taken_back, doubt_in, fields_stated_by, stated_by
from grader.submissions.extraction.worded.named_texts import is_said
from grader.submissions.limits import BLOCK_CHARACTERS

# What may begin another formula than the first: a comma, an arrow, a word.
_GOES_ON = re.compile(r"[,;:⇒→]|=>|\\(?:implies|iff|Rightarrow|to)(?![A-Za-z])|(?<![\\A-Za-z])[^\W\d_]{3,}")

# A value that goes over into another one, or to it, `x = 2 → 3`: which of them is meant, nobody can tell.
_ARROW = re.compile(r"→|->|\\(?:to|rightarrow)(?![A-Za-z])")
_VALUE = re.compile(r"\\?[^\W\d_]+[\s$]*(?:=[^=A-Za-z]*)?|[^=A-Za-z]+")
# A share as a whole, `8 out of 36`, which is read as the fraction that it is.
_SHARE = re.compile(r"[\s$]*\d{1,9}[\s$]+(?:out\s+of|in|aus|von|sur|su|de|em|op)[\s$]+\d{1,9}[\s$.]*")
_DOTTED = re.compile(r"\d\s*[,;]\s*(?:\.{2,3}|…|\\[lc]?dots(?![A-Za-z]))\s*[,;]\s*[-−+]?\d")  # `1, ..., 6`
_LIMIT = re.compile(r"(?i)lim|grenzw|tend|approach|converg|konverg")

# `for x > 2, 3`, where 3 is no member by itself.
_LISTED_BOUNDS = re.compile(
    r"(?i)\s*(?:for|if|when|at|für|wenn|falls|bei|pour|si|para|en|per|se)\s+\$?\\?[^\W\d_]{1,8}\s*(?:[<>≤≥]|\\[lg](?:t|eq?)(?![A-Za-z]))"
    r"[^,;:=]{1,60}[,;]\s*\$?\s*[-−]?\d"
)

# Conditions behind dashes, which may be signs: each by itself is no answer.
_DASHED = re.compile(
    r"\s*[-−–](?>\s+)(?>(?:(?![^\W\d_]{3})[^\n])+)(?:\n\s*[-−–](?>\s+)(?>(?:(?![^\W\d_]{3})[^\n])+))+\s*"
)


def stated_in(question: Question, answer: Answer) -> Answer | None:
    """Return an answer with what the words of its only field state; None where they state nothing, or not one thing.

    A text for all fields, `s = 2, p = 3`, is read where it gives some of them and says nothing else.
    """
    if answer.whole is not None:
        return None if answer.fields else _by_field(question, answer.whole)
    if len(question.fields) != 1 or len(answer.fields) != 1:
        return None
    ((name, written),) = answer.fields.items()
    if (
        "?" in written.text
        or written.error is not None
        or written.candidates is not None
        or len(written.text) > BLOCK_CHARACTERS
    ):
        return None
    if question.kind.reads == "value" and _says_something(question, name, written.text):
        return None
    if question.kind.reads == "value" and _is_of_another(question, question.fields[name], written.text):
        return None
    if question.kind.is_solutions and "=" in written.text and _is_rounded(question, name, written.text):
        return None
    if question.kind.is_set and _LISTED_BOUNDS.match(written.text):
        return None
    if question.kind.is_condition and _DASHED.fullmatch(written.text):
        return None
    if question.kind.reads == "words" and not is_said(written.text):
        return None
    if "H" in written.text and marking.asked.agreeing.hypotheses.other_hypothesis(question, written.text):
        return None
    if _SHARE.fullmatch(written.text) or _DOTTED.search(written.text):
        return None  # one of its numbers is no answer
    stated = stated_by(question, in_lines(_as_said(question, written.text)))
    return None if stated is None or stated.error is not None else Answer({name: _placeless(stated)})


def _as_said(question: Question, text: str) -> str:
    if question.kind.is_set:
        text = marking.texts.chains.statements_beside.as_members(question, text)
        text = marking.texts.sets.any_integer.with_integers(question, text)
    return with_unit_beside(question, marking.texts.numbers.currencies.with_dollars_said(question, text))


def without_asked_unit(question: Question, answer: Answer) -> Answer | None:
    """Return a number without the unit behind it that the prompt asks it in; None where no such unit stands there."""
    if answer.whole is not None or len(answer.fields) != 1 or question.kind.is_one_number != "always":
        return None
    ((name, one),) = answer.fields.items()
    if one.error is not None or one.candidates is not None:
        return None
    plain = marking.texts.quantities.units_asked.without_asked_unit(question, one.text)
    return None if plain == one.text else replace(answer, fields={name: replace(one, text=plain)})


_UNIT_LINE = re.compile(
    r"(?P<value>\d[\s$]*)\n\s*(?P<label>(?:units?|einheit|unité|unidad|unità|eenheid|unidade)\s*[:=]\s*)?(?P<unit>[^\n=:]{1,20})\Z",
    re.IGNORECASE,
)


def with_unit_beside(question: Question, text: str) -> str:
    """Return a text with a unit that stands on a line of its own beside the value above: `Answer: 5`, `Unit: m`."""
    below = _UNIT_LINE.search(text.rstrip()) if question.unit is not None and "\n" in text else None
    if below is None or (not below["label"] and units.reading.unit_fault(below["unit"])):
        return text
    return f"{text[: below.start()]}{below['value']} {below['unit']}"


def _is_rounded(question: Question, name: str, text: str) -> bool:
    """Whether a solution is said to equal what it is only rounded to: neither of them is what the words state."""
    return marking.ways.chains.rounded_solutions.has_equal_decimal(question, question.fields[name], text)


def without_doubtful(question: Question, answer: Answer) -> Answer:
    """Return an answer, with each text of it of which nobody can tell what it means as one that cannot be read."""
    whole = None if answer.whole is None else _with_doubt(question, answer.whole)
    fields = {name: _with_doubt(question, one) for name, one in answer.fields.items()}
    is_one_choice = question.kind.reads == "choice" and whole is None and len(fields) == 1
    if is_one_choice:
        fields = {name: _with_doubt(question, one, is_taken_back=True) for name, one in fields.items()}
    return replace(answer, fields=fields, whole=whole)


def _with_doubt(question: Question, one: FieldAnswer, *, is_taken_back: bool = False) -> FieldAnswer:
    """Return a text, as unreadable where its own words take it back, or its values stand beside others."""
    if one.error is not None or one.candidates is not None or len(one.text) > BLOCK_CHARACTERS:
        return one
    if is_taken_back:
        why = choice_taken_back(question, one.text)
    else:
        why = "" if _SHARE.fullmatch(one.text) else doubt_in(question, one.text)
    return replace(one, error=why) if why else one


def _says_something(question: Question, name: str, text: str) -> bool:
    """Whether what stands before the first sign speaks about the answer, `y dx = …`: no words to leave aside."""
    if question.kind.expects == "expression" and _LIMIT.search(question.prompt) is None and _goes_over(text):
        return True
    first = left_of(text)
    if not first or _goes_on(text[text.find(first) + len(first) :]):
        return False
    field = question.fields[name]
    if _GOES_ON.search(first) is None and left_fault(question, field, first):
        return True
    is_value = not question.kind.is_solutions and question.kind.expects != "condition"
    return is_value and not is_worded_name(first) and not is_known(question, field, text, first)


def _is_of_another(question: Question, field: Field, text: str) -> bool:
    """Whether a value is said of something else: by its name, beside one called as asked, or in what tends to it."""
    if marking.asked.labels.tends_otherwise(question, text):
        return True
    if "=" not in text:
        return False
    facts = marking.texts.chains.facts_beside
    is_other = text.count("=") == 1 and is_of_other_kind(question, close(plain(left_of(text))))
    if question.kind.is_set and marking.asked.other_things.calculations.is_other_calculation(question, left_of(text)):
        return True
    return is_other or facts.names_another_last(question, field, text, is_asked_before=True)


def _goes_over(text: str) -> bool:
    """Whether a value or a name stands before an arrow by itself."""
    arrow = _ARROW.search(text)
    return arrow is not None and _VALUE.fullmatch(text[: arrow.start()].strip(" $\n\t")) is not None


def _goes_on(behind: str) -> bool:
    """Whether another formula may begin outside of brackets."""
    depth = depths(behind)
    return any(not depth[match.start()] for match in _GOES_ON.finditer(behind))


def _by_field(question: Question, whole: FieldAnswer) -> Answer | None:
    if "?" in whole.text or whole.error is not None or whole.candidates is not None:
        return None
    text = EXAMPLE.sub("", whole.text, count=1) if question.kind.takes_any else whole.text
    fields = fields_stated_by(question, text)
    if not fields or any(one.error is not None for one in fields.values()):
        return None
    return Answer({name: _placeless(one) for name, one in fields.items()})


def _placeless(found: FieldAnswer) -> FieldAnswer:
    """Return an answer that stands in no file."""
    several = found.candidates
    if several is not None:
        several = replace(several, texts=tuple(map(_placeless, several.texts)))
    return replace(found, source=None, candidates=several)
