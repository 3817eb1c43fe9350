"""What a whole text says of its options that no sentence by itself does: labels, or that it takes them back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.errors import AnswerError
from grader.marking.choices.chosen_options import read_choice, told_in_full
from grader.marking.choices.crossed import why_crossed
from grader.marking.choices.per_key import told_by_key
from grader.marking.choices.typed_out import typed_out
from grader.problems.question import Question
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import Sentence
from grader.submissions.extraction.worded.choices.compared import compared_with_itself
from grader.submissions.extraction.worded.choices.other_subject import said_of_another
from grader.submissions.extraction.worded.choices.taken_back import taken_back
from grader.submissions.extraction.worded.things.said_of_things import said_of_things
from grader.wording import unreadable_answers


def told_as_whole(question: Question, said: Sequence[Sentence]) -> Found | None:
    """Return the options that a text chooses by labels, or, with why, that nobody can tell; None for any other text."""
    if question.kind.reads != "choice" or not said:
        return None
    if why := taken_back(question, said):
        return Found("answer", said[0].text, said[0].source, why=why)
    itself = next(filter(None, (compared_with_itself(question, one.low) for one in said)), "")
    if other := itself or said_of_another(question, said):
        why = unreadable_answers.SAID_OF_ANOTHER.format(shown=other)
        return Found("answer", said[0].text, said[0].source, why=why)
    if (either := _crossed(question, said)) is not None:
        return either
    if (of_things := said_of_things(question, said)) is not None:
        return of_things
    if (value := _reckoned(question, said)) is not None:
        why = unreadable_answers.KEY_WITH_A_VALUE.format(shown=value)
        return Found("answer", said[0].text, said[0].source, why=why)
    return labelled_keys(question, said)


def _crossed(question: Question, said: Sequence[Sentence]) -> Found | None:
    """Return a text as it stands that has a key which is another option's text; with why where it may mean either."""
    text = "\n".join(f"{one.text} {one.reason}".strip() for one in said)
    why = why_crossed(question, text)
    if not why:
        return None
    try:
        chosen = read_choice(question, text)
    except AnswerError:
        return Found("answer", text, said[0].source, why=why)
    return Found("answer", ", ".join(f"({key})" for key in sorted(chosen)), said[0].source)


def _reckoned(question: Question, said: Sequence[Sentence]) -> str | None:
    """Return a key with what it comes to, `A = 3*17, so B`, where several are to be chosen: it chooses nothing."""
    if not question.several or not question.options:
        return None
    keys = "|".join(map(re.escape, question.options))
    text = "\n".join(typed_out(one.text) for one in said)
    compared = re.search(rf"(?<![\w'])(?:{keys})\s?\([^()]{{0,60}}[<>=≤≥][^()]{{0,60}}\)", text)
    if compared is not None or _CONCLUDES.search(text) is None:
        return compared[0] if compared is not None else None
    found = re.search(rf"(?<![\w'])(?:{keys})(?:\s?[=:]\s?|\s(?:is|ist|est|es|è)\s)[-−(]?\d[^,;\n]{{0,60}}", text)
    return found[0].strip() if found else None


_CONCLUDES = re.compile(
    r"(?i)(?<!\w)(?:so|hence|therefore|thus|also|folglich|daher|somit|donc|luego|por\s+tanto|quindi|dunque|dus)(?!\w)|=>|[⇒→]|->"
)


def labelled_keys(question: Question, said: Sequence[Sentence]) -> Found | None:
    """Return the options that a text labels as chosen; with why where nobody can tell, None for no list."""
    if not question.options or any(one.reason for one in said):
        return None
    text = "\n".join(typed_out(one.text) for one in said)
    try:
        chosen = told_in_full(question, text) or told_by_key(question, text)
    except AnswerError as error:
        return Found("answer", text, said[0].source, why=error.message)
    listed = ", ".join(key for key in question.options if chosen is not None and key in chosen)
    return Found("answer", listed, said[0].source) if listed else None
