"""The words of remarks: which texts are words alone, and which of them may change what is meant."""

from __future__ import annotations

import re

from grader.claims.derivations.lines import KNOWN

CAUSES = r"by|since|because|using|as|due\s+to|thanks\s+to|owing\s+to|according\s+to|via|weil|wegen|denn|laut|gemäß"
TEXT = re.compile(r"\\(?:text(?:rm|it|bf|normal)?|mbox|intertext)\s*\{(?P<said>[^{}]*)\}")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_JOINED = re.compile(r"['’-]")
_GREEK = re.compile(r"[\u0370-\u03ff]")
_SMALL = frozenset(
    {"and", "or", "not", "of", "in", "at", "to", "the", "a", "an", "is", "on", "sum", "by", "for", "max", "min"}
)
_STEP = re.compile(  # what a step is called by one word alone
    r"def(?:n|inition)?|linearity|symmetry|associativ(?:e|ity)|distributiv(?:e|ity)|commutativ(?:e|ity)"
    r"|insert(?:ed|ing)?|rearrang(?:e|ed|ing)|collect(?:ed|ing)?|combin(?:e|ed|ing)|commut(?:e|ed|ing)|distribut(?:e|ed|ing)"
    r"|expan(?:d|ded|ding|sion)|simplif(?:y|ied|ying)|cancel(?:l?ing)?|factor(?:ing)?|substitut(?:e|ion)"
    r"|algebra|arithmetic|trivial(?:ly)?|clear(?:ly)?|obvious(?:ly)?|induction|telescoping|fubini|jensen|cauchy-schwarz|leibniz|monotonicity"
    r"|transitivity|identity"
)
_RULE = re.compile(
    r"(?:rule|formula|law|theorem|lemma|identity|property|inequality|definition|derivative|expansion|series|trick)s?"
)
_OPEN = re.compile(
    r"\b(?:if|for|when|whenever|case|where|with|provided|unless|except|assum\w*|suppos\w*|only|otherwise|or"
    r"|no|not|never|wrong|false|maybe|perhaps|probably|guess\w*|unsure|sure|almost|nearly|approx\w*|about|roughly"
    r"|should|must|would|could|might|ought|instead|actually|in fact|mistaken?|typo|incorrect"
    r"|correct(?=\s*:|\s+(?:is|value|result|answer|solution|would|one)\b)|(?:I|we) (?:get|got|have|think|had|believe)"
    r"|(?:it|this|that|which|result|answer|solution|value) (?:is|was|equals?|gives?) (?=\S*[\d^*/+])"
    r"|up to|at (?:most|least)|times|plus|minus|half|twice|double|limit|tends?|goes|infinity|contradiction)\b"
    r"|\w+n['’]t\b|[?→]|->|\\(?:to|rightarrow|infty)\b|(?<!is )(?<!are )(?<!be )"
    r"\b(?:positive|negative|non-?zero|non-negative|large|small|even|odd|big|constant|invertible)\b",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"\b(?:(?:do(?:es)?|did)\s+not\s+(?:depend|change|matter)|(?:double|half)[- ](?:angles?|arguments?)"
    r"|outer\s+times\s+inner)\b",
    re.IGNORECASE,
)
GOAL = re.compile(  # what is still to be shown, or given
    r"\b(?:show|want\w*|need\w*|claim\w*|goal|prove|verify|would|could|given|hypothesis|premise|let|consider|say|example"
    r"|e\.g|must|should|try|attempt|task|question)\b",
    re.IGNORECASE,
)
CAUSE_OPEN = re.compile(
    r"\b(?:if|when|whenever|assum\w*|suppos\w*|provided|unless|only|maybe|perhaps|probably|guess\w*|contradiction)\b"
    r"|\bas\b.*(?:→|->|\\to\b|\\rightarrow\b|\b(?:tends?|goes|approaches|grows)\b)",
    re.IGNORECASE | re.DOTALL,
)
FOR_EACH = re.compile(r"(?<!\s)\s+for\s+(?:all|every|any|each)\s+\$?\\?[A-Za-z](?:_\w+)?\$?\s*$")


def is_prose(text: str, names: frozenset[str], *, alone: bool = False) -> bool:
    """Whether a text is words: two that follow each other, or what a step is called; any word where it is `alone`."""
    text = TEXT.sub(lambda match: f" {match['said']} ", text).strip(" $.,;:()[]")
    spelled = list(WORD.finditer(text))
    unknown = [is_word(match[0], names) for match in spelled]
    if len(spelled) == 1 and spelled[0][0] == re.sub(r"[\s\d.]+", "", text):
        return _STEP.fullmatch(spelled[0][0].casefold()) is not None or (
            alone and unknown[0] and len(spelled[0][0]) > 2
        )
    if any(_RULE.fullmatch(match[0].casefold()) for match in spelled[1:]):
        return len(spelled[0][0]) > 2 and spelled[0][0] not in names
    near = zip(spelled, spelled[1:], unknown, unknown[1:], strict=False)
    return any(
        one and other and not text[first.end() : second.start()].strip(" -")
        for first, second, one, other in near
        if first[0].casefold() not in _SMALL or second[0].casefold() not in _SMALL
    )


def is_word(word: str, names: frozenset[str]) -> bool:
    """Whether a word is none of the problem's names, no function, and no formula of its letters.

    Of what is joined by a hyphen or an apostrophe, `a-b`, `f'g` and `Cauchy-Schwarz`, a part must be a word.
    """
    if (parts := _JOINED.split(word))[1:]:
        return any(len(part) > 2 and is_word(part, names) for part in parts)
    if word.casefold() in _SMALL:
        return not (len(word) == 1 and word in names)
    if len(word) < 2 or word in KNOWN | names or word.casefold() in KNOWN:
        return False
    if _GREEK.search(word) is not None:
        return False  # `aγ` is a product, and a comment in Greek is left as it stands
    bare = next((word[size:] for size in range(len(word) - 1, 1, -1) if word[:size] in KNOWN), word)  # `lnx`
    return not all(letter in names for letter in bare)


def is_open(said: str) -> bool:
    """Whether words beside a formula hold a condition, doubt, or a change."""
    return _OPEN.search(_HARMLESS.sub("", FOR_EACH.sub("", said))) is not None
