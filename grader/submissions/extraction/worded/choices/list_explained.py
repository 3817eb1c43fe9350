"""A list of keys with an explanation behind it: `A and C, since chlorine is a halogen`, `A, C; B and D are scalars`.

What is said of other options behind the list may explain why they are not chosen; it may not say that they are, nor
doubt, except or take back anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.question import Question
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import AROUND, WORD, Sentence
from grader.submissions.extraction.worded.choices.begun_with import refuses_or_turns
from grader.submissions.extraction.worded.choices.options_refused import ALSO, behind_options
from grader.submissions.extraction.worded.meanings.asked_property import (
    TRUE,
    UNTRUE,
    denials_in,
    property_of,
    says_asked,
)
from grader.submissions.extraction.worded.meanings.named_options import without_options
from grader.submissions.extraction.words import cues, phrases

MAX_CHARACTERS = 300  # of a text that is looked into
_JOINED = r"\s*(?:(?:,|&|\+|(?<!\w)(?:and|und|et|y|e|en)(?!\w))\s*)+"
_CAUSE = r"(?:as|since|for|because|da|denn|weil|car|puisque|porque|perché|while|whereas|während|omdat|want)"
_PARTED = re.compile(rf"\s*(?:[,;:.](?=\s)|\s[–—-](?=\s)|\s(?=\()|\s(?={_CAUSE}\s))")
_BEGINS = re.compile(rf"[\s,;:.(–—-]*(?:(?P<cause>{_CAUSE})\s|(?:the\s|die\s|les\s)?)")
_NOT = re.compile(r"\s*[,;(]\s*(?:(?:but|aber|mais|pero|ma)\s+)?(?:not|nicht|pas|no|non)\s+(?P<keys>[^()]+?)\)?[\s.]*")
_ARE = re.compile(r"\s+(?:are|sind|sont|son|sono|zijn)\s+(?P<said>[^,;.:()]{1,40})(?=[,;.])")
_CONDITION = re.compile(
    r"(?<!\w)(?:if|unless|provided|assuming|suppos\w*|except|when|where|wenn|falls|sofern|angenommen|si|sauf|cuando|quand|se|als|mits)(?!\w)"
)
_SAYS, _FORMULA = re.compile(r"\s+[^\W\d_]{2}|\s*[=:]"), re.compile(r"\d\s*[=<>:*/+]|[=<>≠]\s*\d")
# What says of others that they are chosen as well, or counts them all, or makes what is said less.
_CHOOSES = re.compile(
    r"(?<!\w)(?:qualif\w*|count\w*|belong\w*|satisf\w*|suit\w*|fit\w*|appl(?:y|ies)|works?|holds?|ok(?:ay)?|fine|possible|chosen"
    r"|answers?|gelten|gilt|gehör\w*|passen|passt|stimm\w*|conviennent|all|both|every\w*|alle|beide|toutes?|tous|todos|todas"
    r"|tutti|tutte|maybe|perhaps|sometimes|often|partly|usually|might|may|could|should|would|only(?=\s+(?:for|if|when|in|at|on|where))|nur(?=\s+(?:für|wenn|falls|bei|in|auf))|seulement|sólo|solo"
    r"|manchmal|teilweise|könnten?|parfois|peut|peuvent|yes|i|we|my|ich|wir|je|j|yo|doubt\w*|zweifel\w*|frag\w*|unklar\w*|unclear|douteu\w*|dudos\w*|include\w*|including)(?!\w)"
)


def listed_and_explained(question: Question, said: Sequence[Sentence]) -> Found | None:
    """Return the options that a text lists by their keys where all behind only explains it; None for other texts."""
    text = " ".join(f"{one.text} {one.reason}".strip() for one in said)
    if property_of(question).denial or len(text) > MAX_CHARACTERS or "?" in text:
        return None
    head = _keys(question).match(text)
    if head is None or any(key.isdigit() and len(key) > 1 for key in question.options):
        return None
    keys = {key for key in re.findall(r"\w+", head[0]) if key in question.options}
    behind = text[head.end() :]
    if (refused := _NOT.fullmatch(behind)) is not None:
        others = set(re.findall(r"\w+", refused["keys"])) - {"and", "or", "und", "oder", "et", "ou", "y", "o", "e"}
        is_alone = len(others) == 1 or behind.lstrip()[0] in "(;" or " or " in behind or " oder " in behind
        is_parted = bool(others) and others <= question.options.keys() - keys and is_alone  # no `A, not B and C`
        return _listed(question, keys, said[0], behind) if is_parted and len(keys) > 1 else None
    if (stated := _ARE.match(behind)) is not None and says_asked(question, stated["said"].casefold()) is True:
        behind = behind[stated.end() :]
    if len(keys) < 2 or _PARTED.match(behind) is None or not _explains(question, keys, behind):
        return None
    return _listed(question, keys, said[0], behind)


def _listed(question: Question, keys: set[str], first: Sentence, behind: str) -> Found:
    listed = ", ".join(key for key in question.options if key in keys)
    return Found("answer", listed, first.source, note=behind.strip(AROUND))


def in_their_case(question: Question, text: str) -> str:
    """Return a list of the keys alone that is typed in the other case, `B und C`, in theirs; empty for another text."""
    keys = "".join(question.options)
    if not keys.isalpha() or any(len(key) > 1 for key in question.options) or not (keys.islower() or keys.isupper()):
        return ""
    swapped = rf"[(\[]?[{keys.swapcase()}][)\]]?"
    if re.fullmatch(rf"\s*{swapped}(?:{_JOINED}{swapped})+[\s.!]*", text) is None:
        return ""
    said = set(re.findall(rf"(?<!\w)[{keys.swapcase()}](?!\w)", text))
    return ", ".join(key for key in question.options if key.swapcase() in said)


def _keys(question: Question) -> re.Pattern[str]:
    """Return the pattern of several keys at the beginning of a text."""
    one = rf"[(\[]?(?:{'|'.join(map(re.escape, question.options))})[)\]]?(?!\w)"
    return re.compile(rf"\s*(?:options?\s+)?{one}(?:{_JOINED}{one})+")


def _explains(question: Question, keys: set[str], behind: str) -> bool:
    """Whether a text only explains: it has words or numbers of its own, and no verdict on an option."""
    low = behind.casefold()
    if refuses_or_turns(low.lstrip(" ,;:.(–—-")) or ALSO.search(low) or _CHOOSES.search(low):
        return False
    begins = _BEGINS.match(low)
    doubted = _CONDITION.search(low, begins.end() if begins else 0) or phrases.words(cues.TURNING).search(low)
    if TRUE.search(low) or UNTRUE.search(low) or denials_in(low) or doubted:
        return False
    rest, named = without_options(question, behind, low)
    if named or says_asked(question, rest) is True or not _is_of_the_others(question, behind, named):
        return False
    spoken = set(WORD.findall(rest)) - phrases.quiet()
    return bool(spoken) or re.search(r"\d", rest) is not None


def _is_of_the_others(question: Question, behind: str, named: set[str]) -> bool:
    """Whether a text is a reason, or says something of other options at its beginning, or is a formula."""
    begins = _BEGINS.match(behind)
    rest = behind[begins.end() :] if begins else behind
    if begins is not None and begins["cause"]:
        return True
    end = behind_options(question, rest.casefold())
    return _SAYS.match(rest, end) is not None if end else not named and _FORMULA.search(rest) is not None
