"""Options that are yes and no, or true and false: `False, at test time all units are used.`

What an answer says that begins with such a word is what it would say where there were no options.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.wording import words
from grader.marking.choices.chosen_options import NO, YES, read_choice
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import Sentence
from grader.submissions.extraction.worded.choices.options import reads
from grader.submissions.extraction.worded.yes_or_no.yes_no import yes_or_no
from grader.submissions.kept import kept

_BEGINS = re.compile(r"[\s*_]*(?P<word>[^\W\d_]+)[*_]*(?:[,;:.!](?=\s)|\s+[(–—-])")


def begun_with_yes_or_no(question: Question, said: Sequence[Sentence], whole: Found) -> Found | None:
    """Return the option that an answer begins with where that is a yes or a no, None where it is none."""
    begins = _BEGINS.match(said[0].low)
    if begins is None or begins["word"] not in YES | NO:
        return None
    keys = _keys(question)
    if keys is None:
        return None
    plain = replace(question, options={}, spellings={})
    found = yes_or_no(plain, said, whole)
    if found.kind != "answer" or found.why or not reads(plain, found.text):
        return None
    return replace(found, text=keys["yes" in read_choice(plain, found.text)])


@kept
def _keys(question: Question) -> tuple[str, str] | None:
    """Return the keys of no and of yes where the two options are nothing else, or true and false."""
    told = {key: words(text) for key, text in question.options.items()}
    no, yes = ([key for key, text in told.items() if text in some] for some in (NO, YES))
    return (no[0], yes[0]) if len(told) == 2 and len(no) == len(yes) == 1 else None
