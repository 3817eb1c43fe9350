"""What takes a choice back in its own reason, or makes its label of it: `C because it is wrong`, `wrong: no`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from grader.marking.choices.chosen_options import NO, YES
from grader.problems.question import Question
from grader.submissions.extraction.paragraphs.said import WORD, Sentence
from grader.submissions.extraction.words.prompts import asked_of
from grader.wording import writing_notices

_FALSE = r"wrong|false|incorrect|mistaken|falsch|faux|fausse|falso|falsa|sbagliat[oa]|errad[oa]|fout"
_IS_WRONG = re.compile(
    r"\W*(?:(?:it|this|that|she|he|they|the\s+answer|es|das|dies|sie|c['’]|elle?|il|eso|esto)\s*)?"
    rf"(?:is|are|was|were|ist|sind|est|sont|es|son|è|é)\s+(?:not\s+(?:right|correct|true)|(?P<false>{_FALSE}))\W*"
)
_MEANT = re.compile(
    r"(?<!\w)(?:i|we|ich|wir|je|j['’]|yo|io|eu|ik)\s*(?:really\s+|actually\s+|eigentlich\s+)?"
    r"(?:meant|mean|intended|wanted|meinte|meine|wollte|voulais|pensais|quería|quise|volevo|queria|bedoelde)(?!\w)"
)
_ALSO = re.compile(
    r"(?:\A|[,;.])\s*[(\[]?(?P<key>\w{1,3})[)\]]?\s+(?:also|too|as\s+well|likewise|auch|ebenfalls|aussi|también)[\s.!]*\Z"
)
_SAID_OF = re.compile(
    r"\W*(?P<label>[^\W\d_]+)\s*:\s*[*_]*(?P<answer>yes|no|ja|nein|oui|non|sí|si|sì|sim|não|nee)(?!\w)"
)


def taken_back(question: Question, said: Sequence[Sentence]) -> str:
    """Return why nobody can tell whether sentences choose what they name, empty where no words take that back."""
    reasons = (_of_reason(question, one) for one in said)
    clauses = (_of_clause(question, one, is_first=place == 0) for place, one in enumerate(said))
    back = next(filter(None, chain(reasons, clauses)), "")
    return writing_notices.NOBODY_CAN_TELL_BESIDE.format(said_there=back) if back else ""


def _of_reason(question: Question, one: Sentence) -> str:
    """Return a reason that calls the choice itself wrong, unless that is asked for, or says what was meant instead."""
    low = re.sub(r"\A\W*(?:because|since|as|weil|da|denn|car|parce\s+que?|porque|pues)(?!\w)", "", one.reason.lower())
    wrong = _IS_WRONG.fullmatch(low)
    if wrong is not None and not asked_of(question).says(wrong["false"] or "not"):
        return one.reason.strip()
    meant = _MEANT.search(low)
    return one.reason.strip() if meant is not None else ""


def _of_clause(question: Question, one: Sentence, *, is_first: bool) -> str:
    """Return another option of which the same is said, what was meant instead, or a label that is an answer itself."""
    if not is_first and _MEANT.search(one.low):
        return one.text.strip()
    also = _ALSO.search(one.text) if question.options and not question.several else None
    if also is not None and also["key"] in question.options and not (is_first and also.start() == 0):
        return also[0].strip(" ,;.")
    label = _SAID_OF.match(one.low) if not question.options else None
    is_answer = label is not None and label["label"] in YES | NO
    is_same = label is not None and label["label"] in YES and label["answer"] in YES
    return WORD.findall(one.low)[0] if is_answer and not is_same else ""
