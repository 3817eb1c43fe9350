"""What a text in signs is made of: names of options, verdicts, joints and pauses, without what only explains it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from grader.language.texts.opposites import NEGATION, stem
from grader.marking.choices.whole.altered import is_altered
from grader.marking.choices.whole.asked import Prompt, prompt_of
from grader.marking.choices.whole.signs import SIGN
from grader.marking.choices.whole.words import COUNTED, KINDS, NOT, NUMBERS, QUANTIFIED, RIGHT, TRUE, UNTRUE
from grader.problems.question import Question
from grader.records import dataclass

PAUSES = frozenset({"comma", "stop", "turn", "colon"})
VERDICTS = frozenset({"yes", "no", "tick", "cross"})
MAX_LABEL = 3  # words, or numbers and signs, behind options that may be a label; more explain why they are chosen
MAX_VALUE = 2  # numbers, signs and words behind options that may be a value of theirs
_TOLD = VERDICTS | {"sign", "except", "others", "only"}
_TOKEN = re.compile(
    "|".join(f"(?P<k{place}>{pattern})" for place, (_, pattern) in enumerate((("sign", SIGN), *KINDS))), re.IGNORECASE
)
_KINDS = ("sign", *(kind for kind, _ in KINDS))
_EVIDENCE = re.compile(r"[\d=<>≤≥≠∈∞√∑∫→⇒|^$\\+*/]")


@dataclass(frozen=True)
class Token:
    """A piece of a text, and what it may do in a list."""

    kind: str
    text: str


def without_count(text: str) -> tuple[int | None, str]:
    """Return how many options a text says that it names, `There are 2: …`, and the text without that."""
    match = COUNTED.match(text)
    if match is None:
        return None, text
    said = (match["count"] or match["some"]).casefold()
    return NUMBERS.get(said) or int(said), text[match.end() :]


def tokens_of(question: Question, signed: str) -> tuple[list[Token], str]:
    """Return the pieces of a text in signs without what explains it, and its reasons.

    What nobody knows is of the kind `unknown`.
    """
    kept, reasons = _without_reasons(pieces_of(question, signed))
    return _without_explanations(question, kept), reasons


def pieces_of(question: Question, signed: str) -> list[Token]:
    """Return all pieces of a text in signs, its explanations and reasons among them."""
    prompt = prompt_of(question)
    return _turned(prompt, [_said(prompt, one) for one in _pieces(signed)])


def _pieces(signed: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(signed):
        kind = _KINDS[int((match.lastgroup or "k0")[1:])]
        if match[0] == "=" and (before := signed[: match.start()].rstrip(" )]")) and re.fullmatch(SIGN, before[-1]):
            kind = "colon"
        if match[0] == "A" and re.search(r"[^\W\d_]\s\Z", signed[: match.start()]):
            kind = "word"  # what something is called, and no article
        if kind != "space":
            yield Token("unknown" if kind in {"word", "other"} else kind, match[0])
        elif "\n" in match[0]:
            yield Token("stop", "\n")


def _said(prompt: Prompt, token: Token) -> Token:
    """Return a piece, a word of the prompt as one."""
    if token.kind != "unknown":
        return token
    word = stem(token.text.casefold())
    return Token("asked" if word in prompt.asked else "lead" if word in prompt.neutral else "unknown", token.text)


def _turned(prompt: Prompt, tokens: Sequence[Token]) -> list[Token]:
    """Return pieces with the verdicts that they are where a prompt asks by a denial: `not soluble` is yes there.

    Yes, no and marks may be said there of what is asked, or of what it denies.
    """
    if not prompt.denies:
        return list(tokens)
    found: list[Token] = []
    is_denied = False  # within a clause
    for place, one in enumerate(tokens):
        kind = one.kind
        if kind in VERDICTS:
            kind = _by_truth(one) if prompt.denies == "untrue" else "yes" if RIGHT.fullmatch(one.text) else "unknown"
            if prompt.denies == "not" and NOT.fullmatch(one.text):
                behind = next((other.kind for other in tokens[place + 1 :] if other.kind != "lead"), "")
                are_others_so = any(other.kind == "no" for other in found) and one.text.casefold() not in ANSWERS
                kind = "yes" if behind == "asked" or (are_others_so and behind != "sign") else "unknown"
            is_denied = is_denied or (prompt.denies == "not" and kind == "yes")
        elif kind == "asked":
            kind = "lead" if is_denied else "no"
        elif kind in PAUSES | {"sign"}:
            is_denied = False
        found.append(Token(kind, one.text))
    return found


ANSWERS = frozenset({"no", "nein", "non", "não", "nee"})  # by themselves they answer, and deny nothing before them


def _by_truth(token: Token) -> str:
    return "yes" if UNTRUE.fullmatch(token.text) else "no" if TRUE.fullmatch(token.text) else "unknown"


def _without_reasons(tokens: Sequence[Token]) -> tuple[list[Token], str]:
    """Return pieces without those from the word for a cause to the end of its sentence, and these as a text."""
    kept: list[Token] = []
    reasons: list[str] = []
    is_within = False
    for place, one in enumerate(tokens):
        if one.kind == "stop" or (one.kind == "comma" and is_within and _is_of_all(tokens[place + 1 :])):
            is_within = False
        elif one.kind == "cause" and any(before.kind == "sign" for before in kept):
            is_within = True
        if is_within:
            reasons.append(one.text)
        else:
            kept.append(Token("unknown", one.text) if one.kind == "cause" else one)
    return kept, " ".join(reasons)


def _is_of_all(behind: Sequence[Token]) -> bool:
    """Whether a clause says nothing but how many are meant: `A and C, since they have hair, and all four`."""
    clause = list(takewhile(lambda one: one.kind not in PAUSES, behind))
    is_told = [QUANTIFIED.fullmatch(one.text.casefold()) is not None for one in clause if one.kind == "unknown"]
    return bool(is_told) and all(is_told)


def _without_explanations(question: Question, tokens: Sequence[Token]) -> list[Token]:
    """Return pieces without the clauses behind a name that only explain it.

    They have no names nor verdicts, deny and doubt nothing, and are no text of an option that was changed. A few words
    behind several names may be a label, which says something else of them.
    """
    kept: list[Token] = []
    for is_pause, clause in groupby(tokens, lambda one: one.kind in PAUSES):
        pieces = list(clause)
        unknown = [one for one in pieces if one.kind == "unknown"]
        said = " ".join(one.text for one in pieces).casefold()
        is_told = any(one.kind in _TOLD for one in pieces) or NEGATION.search(said) or QUANTIFIED.search(said)
        if is_pause or is_told or not any(one.kind == "sign" for one in kept):
            kept += pieces
        elif is_altered(question, said):
            kept.append(Token("altered", said))
        elif not unknown or (not _is_judged(kept) and _may_be_label(unknown, said)):
            kept += pieces
    return kept


def _may_be_label(unknown: Sequence[Token], said: str) -> bool:
    """Whether words behind options are so few that they may say something else of them."""
    return len(unknown) <= (MAX_VALUE if _EVIDENCE.search(said) else MAX_LABEL)


def _is_judged(tokens: Sequence[Token]) -> bool:
    """Whether the last word of a text is a verdict, which a few words behind it only explain."""
    last = next((one.kind for one in reversed(tokens) if one.kind not in PAUSES), "")
    return last in VERDICTS
