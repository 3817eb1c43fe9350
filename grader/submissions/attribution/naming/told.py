"""Labels behind which the sheet's own words of that problem, or a word for answer, stand: `Task 4 Compute …`.

No sign ends such a label, and the word before it may be one for sheets, too: `Übung 4: Vectors` where the fourth
problem is called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.records import replace
from grader.submissions.attribution.naming.labels import ANSWER, NO_PROBLEM, Numbered
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.numbering import Target
from grader.submissions.attribution.naming.own_text import texts_of, tight
from grader.submissions.attribution.naming.title_words import same_words, without_points

MIN_TOLD = 10  # signs of a prompt that is told from words of a sentence
_ANSWERED = re.compile(rf"[\s*_(\[]*(?:{ANSWER})[\s*_]*:", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s+")
_OF_SHEET = re.compile(rf"(?P<before>[\s*_#]*)(?P<word>{NO_PROBLEM})(?=\s*[#№]?\s*\d)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")


def is_told(targets: Iterable[Target], number: Numbered) -> bool:
    """Whether what stands behind a label is the prompt of its problem, or an answer behind a word for that.

    A number without a word before it needs a stroke before the word for answer: `4/ Answer: 3`.
    """
    stroke = _SLASH.match(number.rest) if not number.lead else None
    rest = number.rest[stroke.end() :] if stroke else number.rest
    if (number.lead or stroke) and _ANSWERED.match(rest):
        return True
    return any(_begins(tight(rest), one.prompt) for one in targets)


def _begins(said: str, prompt: str) -> bool:
    """Whether a text begins with a paragraph or a line of a prompt."""
    texts = (text.rstrip(".:?!") for text in texts_of(prompt) if _WORD.search(text))
    return any(len(text) >= MIN_TOLD and said.startswith(text) for text in texts)


def told_by_sheet_word(names: Names, line: str) -> Numbered | None:
    """Return the label behind a word for sheets where the title or the prompt of that very problem follows it."""
    match = _OF_SHEET.match(line)
    number = names.labelled(f"{match['before']}Problem{line[match.end() :]}") if match is not None else None
    node = names.root.find(number.path) if number is not None else None
    if number is None or node is None or not node.targets:
        return None
    said = same_words(without_points(number.rest))
    is_titled = bool(said) and any(said == same_words(one.title) for one in node.targets)
    if not is_titled and not any(_begins(tight(number.rest), one.prompt) for one in node.targets):
        return None
    return replace(number, shown=line[: len(line) - len(number.behind)].strip(" *_:.)–—-"))
