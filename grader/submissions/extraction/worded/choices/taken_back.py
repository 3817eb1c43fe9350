"""What takes a choice back in its own reason, or makes its label of it: `C because it is wrong`, `wrong: no`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from grader.marking.choices.chosen_options import NO, YES
from grader.problems.question import Question
from grader.submissions.extraction.paragraphs.said import WORD, Sentence
from grader.submissions.extraction.words.phrases import label, takes_its_place
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
    back = next(filter(None, chain(reasons, clauses, _behind_answer(question, said))), "")
    return writing_notices.NOBODY_CAN_TELL_BESIDE.format(said_there=back) if back else ""


def _behind_answer(question: Question, said: Sequence[Sentence]) -> Iterator[str]:
    """Yield a short sentence behind what is called the answer that gives another option in its place: `No, A`."""
    called = max((n for n, one in enumerate(said) if label().match(one.low)), default=len(said))
    for one in said[called + 1 :]:
        if len(one.text) > SHORT or not takes_its_place(one.low):
            continue
        words = frozenset(WORD.findall(one.text))
        is_option = any(key in words or text.casefold() in one.low for key, text in question.options.items())
        first, *others = WORD.findall(one.low) or [""]
        is_other = not question.options and first not in YES | NO and not (YES | NO).isdisjoint(others)
        yield one.text.strip() if is_option or is_other else ""


SHORT = 40  # signs of a sentence that gives another option


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
    named = _SAID_OF.match(one.low) if not question.options else None
    is_answer = named is not None and named["label"] in YES | NO
    is_same = named is not None and named["label"] in YES and named["answer"] in YES
    return WORD.findall(one.low)[0] if is_answer and not is_same else ""
