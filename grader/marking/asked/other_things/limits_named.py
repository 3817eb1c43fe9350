r"""Limits: which left sides are no limit of what the problem asks for, `a_1 = 2`, `a_n = 2`, `\lim_{n \to 0} a_n`."""

from __future__ import annotations

import re

from grader.claims.chains import chain
from grader.marking.asked.names.left_names import letters_in, name_of
from grader.marking.asked.other_things.sums_named import is_no_sum
from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Question


def is_no_limit(question: Question, left: str) -> bool:
    """Whether the limit of a sequence is asked for, and a left side is one of its terms or a bound of it."""
    if phrase_asked(question.lead, question.prompt).isdisjoint(_LIMIT):
        return False
    name = name_of(left)
    term = _TERM.fullmatch(name.of) if name is not None and name.kind == "bare" else None
    is_term = (
        term is not None and re.search(rf"(?<![A-Za-z]){re.escape(term[1])}_\{{?[a-z]", question.prompt) is not None
    )
    is_index = name is not None and name.kind == "bare" and _is_index(question.prompt, name.of)
    return is_term or is_index or _BOUND.match(left) is not None or _is_of_other_terms(question.prompt, left)


def _is_index(prompt: str, letter: str) -> bool:
    """Whether a letter counts the terms of the sequence of a prompt: `n` of `a_n`."""
    return (
        letter.isalpha()
        and re.search(rf"(?<![A-Za-z])[A-Za-z]_\{{?{re.escape(letter)}(?![A-Za-z])", prompt) is not None
    )


def _is_of_other_terms(prompt: str, left: str) -> bool:
    r"""Whether a left side is the limit of a calculation with the sequence, `\lim a_n/n`, or of another, `\lim b_n`."""
    taken = _TAKEN.match(left)
    of = left[taken.end() :].strip(" ${}") if taken is not None else ""
    named = [match[0] for match in _APPLIED.finditer(of)]
    known = [match[0] for match in _APPLIED.finditer(prompt)]
    if not named or not known or re.search(_spaced(of), prompt):
        return False
    return re.sub(r"[\s{}]", "", of) not in {re.sub(r"[\s{}]", "", one) for one in known}


def is_constant_term(question: Question, text: str) -> bool:
    """Whether the limit of a sequence is asked for, and a chain says that its terms are a number: `a_n = 2`."""
    members = chain(text).members
    name = name_of(members[0]) if len(members) > 1 else None
    term = _TERM_OF.fullmatch(name.of) if name is not None and name.kind == "bare" else None
    if term is None or phrase_asked(question.lead, question.prompt).isdisjoint(_LIMIT):
        return False
    return not any(term[1] in letters_in(one) for one in members[1:]) and _TENDS.search(text) is None


_TERM_OF = re.compile(r"[A-Za-z]_\{?([a-z])\}?")
_TENDS = re.compile(r"\\(?:to|rightarrow|longrightarrow|approx|lim)(?![A-Za-z])|→|->|≈")
_LIMIT = frozenset(["limit", "grenzwert", "limite", "límite"])
_TERM = re.compile(r"([A-Za-z])_\{?\d+\}?")
_BOUND = re.compile(r"[\s$]*\\(?:sup|inf|max|min)(?![A-Za-z])")


def is_other_limit(question: Question, left: str) -> bool:
    r"""Whether a left side is a limit at another place than the problem's: `\lim_{n \to 0}`."""
    taken = _LIMIT_AT.match(left)
    if taken is None:
        return False
    prompts = f"{question.lead} {question.prompt}"
    places = [_tight(match["place"]) for match in _TENDING.finditer(prompts) if match["letter"] == taken["letter"]]
    places = places or _told_in_words(prompts)
    if _is_from_other_side(prompts, taken["place"]):
        return True
    return bool(places) and _tight(taken["place"]) not in places


def body_of(left: str) -> str:
    """Return of what a left side is the limit; empty where it is none."""
    taken = _TAKEN.match(left)
    return left[taken.end() :].strip(" $") if taken is not None else ""


def places_told(text: str) -> list[str]:
    """Return the places of the limits of a text, by signs or in words."""
    return [_tight(match["place"]) for match in _TENDING.finditer(text)] or _told_in_words(text)


def _told_in_words(prompts: str) -> list[str]:
    if _LIMITS.search(prompts) is None:
        return []
    return ["∞" if _INFINITE.match(match["place"]) else match["place"] for match in _TOLD.finditer(prompts)]


# Where the place of a limit is told in words: `as x approaches 1`, `the limit at 2`.
_TOLD = re.compile(
    r"(?i)(?<!\w)(?:approach\w*|tends?|goes|tending|going|gegen|near|at|for|an\s+der\s+stelle|bei|tend|tende|tiende|en|quand|cuando)"
    r"\s+(?:(?:to|vers|a|à)\s+)?\$?(?:[a-z]\$?\s*(?:=|→|->|\\to|to\s)\s*\$?)?(?P<place>[-−]?\d+(?:\.\d+)?|∞|\\infty|infinity|unendlich|l['’]infini|infini\w*)"
)
_INFINITE = re.compile(r"(?i)∞|\\infty|infinity|unendlich|(?:l['’])?infini")
_LIMITS = re.compile(r"(?i)limit|grenzwert|límite|\\lim(?![a-z])")


def is_around(question: Question, left: str) -> bool:
    """Whether what tends to a value is a calculation with a sequence or function of the prompt: `1/a_n`."""
    prompts = f"{question.lead} {question.prompt}"
    named = [match[0] for match in _APPLIED.finditer(left) if re.search(_spaced(match[0]), prompts)]
    name = name_of(left)
    is_name = name is not None and not name.above
    if is_name and not named and _APPLIED.fullmatch(left.strip(" $")) and _APPLIED.search(prompts):
        return True  # `b_n → 2` of `a_n`
    return (
        is_no_sum(question, left)
        or _VANISHING.fullmatch(left) is not None
        or (bool(named) and not is_name and not re.search(_spaced(left.strip(" $")), prompts))
    )


# A null sequence, which tends to nothing but 0.
_VANISHING = re.compile(
    r"[\s$]*[-−]?\s*\d*\s*(?:/\s*\(?\s*\d*n(?:\s*\^\s*\{?\d\}?|²|!)?\s*\)?|/\s*\(?\s*\d+\s*\^\s*\{?n\}?\s*\)?)[\s$]*"
)
_APPLIED = re.compile(r"(?<![A-Za-z\\])[A-Za-z](?:_(?:[a-z]|\{[a-z]\})|\([a-z]\))")  # `a_n`, `f(x)`


def _spaced(text: str) -> str:
    return r"\s*".join(re.escape(sign) for sign in re.sub(r"\s", "", text))


def _tight(place: str) -> str:
    """Return a place without blanks, braces and the side from which it is approached."""
    bare = re.sub(r"[\s{}]", "", place)
    return re.sub(r"\^?[+-]$|^\+", "", bare).replace("\\infty", "∞").replace("oo", "∞")


def _is_from_other_side(prompts: str, place: str) -> bool:
    """Whether a place is approached from one side, `0^+`, and the prompt speaks only of the other one."""
    side = re.sub(r"[\s{}]", "", place)[-1:]
    asked = {sign for sign, words in _SIDES.items() if words.search(prompts) is not None}
    return side in _SIDES and len(asked) == 1 and side not in asked


_SIDES = {
    "-": re.compile(r"(?i)(?<!\w)(?:left|links\w*|below|gauche|izquierda|sinistra)(?!\w)|\d\s*\^?\s*\{?\s*-\s*\}"),
    "+": re.compile(r"(?i)(?<!\w)(?:right|rechts\w*|above|droite|derecha|destra)(?!\w)|\d\s*\^?\s*\{?\s*\+\s*\}"),
}


_TENDING = re.compile(
    r"(?<![A-Za-z\\])(?P<letter>[A-Za-z])\s*(?:\\(?:to|rightarrow|longrightarrow)(?![A-Za-z])|→|->)\s*"
    r"(?P<place>[-+]?\s*(?:\d+(?:\.\d+)?|\\?[A-Za-z]+|∞)(?:\^\{?[+-]\}?)?)"
)
_TAKEN = re.compile(r"[\s$]*\\?lim\s*(?:\\limits)?\s*(?:_\s*(?:\{[^{}]*\}|[A-Za-z]\s*(?:→|->|\\to)\s*\S+))?")
_LIMIT_AT = re.compile(rf"[\s$]*\\?lim\s*(?:\\limits)?\s*_?\s*\{{?\s*{_TENDING.pattern}")


def tends_to_another(question: Question, text: str) -> str:
    r"""Return a text that says of a null sequence, or of a term where a sum is asked for, that it tends to a number.

    `1/n → 2`, `a_n \to 2`; empty for any other text.
    """
    match = _TENDS_TO.fullmatch(text) if "→" in text or "->" in text or "\\" in text else None
    if match is None or not match["number"].strip("-−0."):
        return ""
    left = _BAR_OF.sub(r"\1/(\2)", match["left"]).strip(" $")
    is_null = _VANISHING.fullmatch(left) is not None
    return text.strip() if is_null or is_no_sum(question, left) or _is_term(question, left) else ""


def _is_term(question: Question, left: str) -> bool:
    """Whether a name with an index is no partial sum, and the sum of a series is asked for."""
    is_sum = re.search(r"\\sum(?![A-Za-z])|∑|(?i:\bseries\b|reihe|série|serie)", question.prompt) is not None
    return is_sum and re.fullmatch(r"[a-rt-z]_\{?[a-z]\}?", left) is not None


_TENDS_TO = re.compile(
    r"[\s$]*(?P<left>[^→=<>]{1,60}?)[\s$]*(?:→|->|\\(?:to|rightarrow|longrightarrow)(?![A-Za-z]))[\s$]*(?P<number>[-−]?\d+(?:[./]\d+)?)[\s.$]*"
)
_BAR_OF = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
