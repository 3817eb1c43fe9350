"""Keys that are found in sentences, apart from texts that say the same: a key may be all that another option says.

A text that has such a key and does not tell which of the two it means is left to a person before anything is looked
for in it, so that what is found afterwards is a key.
"""

from __future__ import annotations

from grader.marking.choices import chosen_options
from grader.marking.choices.crossed import crossed
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.found import Found


def read_choice(question: Question, text: str) -> frozenset[str]:
    """Return the options that a text or a key names; raises AnswerError where it names none."""
    if text in question.options:
        return frozenset({text})
    return chosen_options.read_choice(question, text)


def in_brackets(question: Question, found: Found) -> Found:
    """Return what is found with its keys in brackets where another option says one of them."""
    keys = found.text.split(", ")
    if not all(key in question.options for key in keys) or not crossed(question):
        return found
    return replace(found, text=", ".join(f"({key})" for key in keys))
