"""Exceptions and restrictions behind yes or no, which may make it the other: `no, unless …`, `yes, on open sets`."""

from __future__ import annotations

import re

from grader.problems.question import Question

_EXCEPTION = (
    r"unless|except\w*|apart\s+from|other\s+than|save\s+for|barring|provided|only\s+(?:if|when)|when|außer|abgesehen\s+von|"
    r"es\s+sei\s+denn|ausnahmen?|sofern|sauf|hormis|à\s+moins|excepto|excepción|salvo|a\s+menos|eccetto|tranne|exceto"
)
_EXCEPTED = re.compile(rf"(?<!\w)(?:{_EXCEPTION})(?!\w)")
# A place right behind yes, which the question does not name: nothing is said of the rest.
_PLACE = re.compile(
    r"\s*+(?:[,(:–—-]\s*+)?(?:but\s++)?(?:on|in|within|inside|near|locally|at\s+least\s+(?:on|in)|auf|im|lokal|sur|localement|dans|en)\s+"
    r"(?P<place>[^,;.:]*)"
)
# What makes a yes less than one where it stands right behind it.
_LESS = re.compile(
    r"\s*+(?:[,(:;–—-]\s*+)?(?:but\s++)?(?:as\s+long(?:\s+as)?|assuming|supposing|granted|provided|given\s+(?:that\s+)?[a-z]\s*[<>=≠]|while\s+[a-z]\s*[<>=≠]"
    r"|once\s+[a-z]\s*[<>=≠]|iff|only\s+(?:if|for|at|on|in|when|where)|restricted|sometimes|often|usually|mostly|mainly|typically"
    r"|generically|partly|partially|almost\s+(?:everywhere|surely)|a\.\s?e\.|asymptotically|approximately|numerically|eventually"
    r"|conditionally|weakly|probably|perhaps|i\s+(?:think|guess)|kind\s+of|sort\s+of|to\s+some\s+extent|up\s+to|modulo|away\s+from"
    r"|outside|with\s+probability|depending|in\s+one\s+direction|one\s+way|at\s+least|under\s+some|for\s+(?:most|many|some|large|small|[a-z]\s*[<>=≠]"
    r"|[a-z]\s+(?:even|odd)|one)|crossed\s+out|deleted|struck|old\s+answer|half|50\s*(?:%|/)|it\s+(?:fails|diverges\s+for)|(?:not|no)[.!,\s]*$"
    r"|[a-z]\s*(?:[<>≤≥≠]=?|!=|=)\s*[-−]?[\d.]+\s*\)?\s*\.?\s*$)"
)
_WHOLE = re.compile(
    r"(?<!\w)(?:fact|general|particular|all|every|each|any|its|whole|entire|everywhere|both|this|that|case|view|short|"
    r"principle|theory|contrast|other|addition|light|virtue|order|account|the\s+(?:basis|grounds?|other|contrary)|"
    r"allgemeinen|prinzip|grunde|jede\w*|alle\w*|ganz\w*|effet|général|fait|tout\w*|efecto|general|realidad|tod[oa]s?)(?!\w)"
)
_OF_ALL = re.compile(
    r"(?<!\w)(?:always|every|all|each|general|necessarily|immer|stets|jede\w*|alle\w*|toujours|tou(?:te)?s|chaque|siempre"
    r"|tod[oa]s|cada)(?!\w)"
)
_OF_SOME = re.compile(
    r"(?<!\w)(?:can|could|may|might|possible|ever|exists?|some|there|kann|können|gibt|peut|peuvent|existe|puede|pueden|hay|possibly|any)(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
# The reason for a yes where a test is asked about, and no condition: `yes, p < 0.05`.
_P_VALUE = re.compile(r"[\s,;:(–—-]*\$?p(?:\s*=\s*0?[.,]\d{1,9})?\s*[<≤]\s*(?:0?[.,]\d|\\?alpha|α)")
_TESTS = re.compile(r"reject|significan|hypothes|signifikan|verworfen|abgelehnt|rejet|rechaz|rifiut|rejeit|verwerp")


def limitation(question: Question, answer: str, behind: str) -> str:
    """Return the words behind yes or no that except a case from it or restrict it to a place; empty for none.

    To `is every …?` an exception behind no gives its reason, and to `can it …?` a place behind yes does.
    """
    prompt = f"{question.lead}\n{question.prompt}".casefold()
    low = behind.casefold()
    if answer == "no":
        match = None if _OF_ALL.search(prompt) and not _OF_SOME.search(prompt) else _EXCEPTED.search(low)
        return match[0] if match else ""
    less = None if _OF_SOME.search(prompt) or (_P_VALUE.match(low) and _TESTS.search(prompt)) else _LESS.match(low)
    if less is not None and less[0].strip(" ,(:;–—-") not in prompt:
        return less[0].strip()
    match = None if _OF_SOME.search(prompt) else _PLACE.match(low)
    if match is None or _WHOLE.search(match["place"]):
        return ""
    said = _WORD.findall(match["place"])
    return match[0].strip() if said and not set(said) <= set(_WORD.findall(prompt)) else ""
