"""A yes or no with which the last sentence concludes: `So no, it is not.`, or a box of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.marking.choices.chosen_options import NO, NO_ALONE, YES, YES_ALONE
from grader.records import replace
from grader.submissions.extraction.paragraphs.said import WORD, Sentence
from grader.submissions.extraction.words import cues, phrases


def concluded(said: Sequence[Sentence]) -> Sentence | None:
    r"""Return the last sentence where it concludes with yes or no, `So no, it is not.`, or is a box of it."""
    last = said[-1]
    boxed = _BOXED.fullmatch(last.text.strip(" .$"))
    conclusion = phrases.THEREFORE.match(last.low) or _concluded_at_end(last.low)
    behind = boxed["answer"] if boxed else last.text[conclusion.end() :].lstrip(" ,:") if conclusion else ""
    word = WORD.search(behind.lower())
    is_answer = word is not None and word[0] in CORE_YES | CORE_NO and not behind[: word.start()].strip()
    is_unsure = any(phrases.words(cues.UNSURE).search(one.low) for one in said)
    if not is_answer or is_unsure or len(last.low) != len(last.text) or any(map(_gives_answer, said[:-1])):
        return None
    return replace(last, text=behind, low=behind.lower())


def _concluded_at_end(low: str) -> re.Match[str] | None:
    """Return what stands before a yes or no that ends a sentence as its conclusion: `P(A u B) = 0.7, so no`."""
    match = _AT_END.match(low)
    before = low[: match.end()] if match else ""
    said = WORD.findall(before)
    doubted = phrases.words(cues.UNSURE, cues.SUPPOSING, cues.RETRACTION).search(before)
    return match if match and not doubted and not any(word in YES | NO for word in said) else None


_AT_END = re.compile(
    r".*?[\w)$.\]}][,;]?\s+(?:so|thus|hence|therefore|also|daher|somit|donc|dus|quindi|dunque|luego|entonces|logo|portanto)\s*[,:]?\s+"
    r"(?:(?:the\s+answer\s+is|(?:ist\s+)?die\s+antwort(?:\s+ist)?|la\s+réponse\s+est|la\s+respuesta\s+es|la\s+risposta\s+è|"
    r"a\s+resposta\s+é|het\s+antwoord\s+is)\s*:?\s+)?"
    r"(?=(?:yes|no|ja|nein|oui|non|sí|sì|sim|não|nee)[\s.!]*$)"
)


def _gives_answer(one: Sentence) -> bool:
    """Whether a sentence begins with yes or no, or ends in it."""
    said = WORD.findall(one.low)
    return bool(said) and (said[0] in YES | NO or said[-1] in CORE_YES | CORE_NO)


_BOXED = re.compile(r"\\(?:boxed|fbox)\s*\{\s*(?:\\(?:text|textbf|mathrm)\s*\{)?\s*(?P<answer>[^\W\d_]{2,4})[\s.!]*\}*")


CORE_YES = YES_ALONE - {"yep", "yeah"} | {"true", "wahr", "vrai"}


CORE_NO = NO_ALONE - {"nope"} | {"false", "falsch", "faux"}
