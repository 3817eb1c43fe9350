"""Accepted texts within others, and others within them, as whole words: a person looks whether they say the same."""

from __future__ import annotations

import re

from grader.language.texts.opposites import NEGATION


def without_said(text: str) -> str:
    """Return a text without the words at its beginning that only say that it is one: `It is called`."""
    return _SAID.sub("", text.strip(), count=1)


def is_held(accepted: str, said: str) -> bool:
    """Whether one of two texts stands in the other as whole words, which nothing but a negation is beside."""
    if accepted.casefold().replace("0", "o") == said.casefold().replace("0", "o"):
        return accepted.casefold() != said.casefold()
    if _LETTER.fullmatch(accepted) is not None:  # as it is written: the a of a sentence is an article
        beside = rf"(?<![^\s,;:„“\"«(])(?<!\w\(){accepted}(?![^\s,;:.!?)”“\"»])"
        found = re.search(beside, said)
    else:
        accepted, said = accepted.casefold(), said.casefold()
        if _WORDS.fullmatch(accepted) is None or _LONG.search(accepted) is None:
            return _stands_apart(accepted, said)
        found = re.search(rf"(?<![\w^\\]){re.escape(accepted)}(?![\w^+*′])", said)
    if found is not None:
        return not only_denies(f"{said[: found.start()]} {said[found.end() :]}")
    is_within = _LONG.search(said) is not None and _SMALL.fullmatch(said) is None
    return is_within and re.search(rf"(?<!\w){re.escape(said)}(?!\w)", accepted) is not None


def _stands_apart(accepted: str, said: str) -> bool:
    """Whether a number or a sign such as `C++` stands in a text, beside words and marks that make it no other one."""
    if accepted not in said:
        return False
    if _SHORT.fullmatch(accepted) is None:
        return _is_whole(accepted, said)
    for found in re.finditer(re.escape(accepted), said):
        before, behind = said[: found.start()], said[found.end() :]
        is_longer = re.search(r"\d \Z", before) and accepted[0].isdigit()
        is_longer = is_longer or (re.match(r" \d", behind) and accepted[-1].isdigit())
        if not is_longer and _AHEAD.search(before) and _BEHIND.match(behind):
            beside = before if _DIGIT.search(behind) else f"{before} {behind}"  # `443, not 80`
            return before.endswith(": ") or not only_denies(beside)  # `Ne: 1s2 2s2 2p6`
    return False


def _is_whole(accepted: str, said: str) -> bool:
    """Whether a formula with signs at its ends, `HCO3-` or `[Ne] 3s1`, stands between blanks or marks in a text."""
    if len(accepted) < MIN_FORMULA:
        return False
    ahead = _WORD_AHEAD if _REACTION.search(said) is None else rf"(?:{_WORD_AHEAD}|(?<=\+ ))"
    found = re.search(rf"{ahead}{re.escape(accepted)}(?=[.!?)”“\"»]*\Z|,? \(?[^\W\d_]{{2}})", said)
    return found is not None and not only_denies(f"{said[: found.start()]} {said[found.end() :]}")


def only_denies(rest: str) -> bool:
    """Whether what stands beside a text says no more than that it is not it: `it is not`, `non`."""
    left = _SAID.sub("", rest.casefold().strip() + " ")
    words = _LONG_OR_LETTER.findall(left)
    return any(map(NEGATION.fullmatch, words)) and all(
        NEGATION.fullmatch(one) or _SMALL.fullmatch(one) for one in words
    )


# The beginning, or a word or a sign that leads to a formula: `Na: `, `¬(A ∧ B) = `, `By De Morgan, `.
_WORD_AHEAD = r"(?:\A|(?<=[:=≡→>] )|(?<=[^\W\d_]{2} )|(?<=[^\W\d_]{2}, )|(?<=[(„“\"«]))"
_REACTION = re.compile(r"(?i)[a-z]\d?[+-]? ?(?:->|→|⇌)")  # of which a product is a formula by itself
MIN_FORMULA = 4  # characters of a formula that is looked for in a text
_LETTER = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[\w\s.,;:'’()/&]+")
_LONG = re.compile(r"[^\W\d_]{2}")
_SHORT = re.compile(r"\w(?:[\w\s.,:]|(?<=\w)-(?=\w))*[+#]{0,2}")
_DIGIT = re.compile(r"\d")
_AHEAD = re.compile(
    r"(?:\A|[^\W\d_]{2}/|(?<!\w)[(\[„“\"«'`]|(?:\w|[,;:.?)\]”\"»]) |[^\W\d_]{2} [-–—] "
    r"|(?:(?<![<>!~/:≠=])=|→|[-=]>|(?<!\d):) ?)\Z"
)
_BEHIND = re.compile(
    r"[.?]*\Z| (?=[\w(\[„“\"«])|[,;:.?)\]”\"»'`]+(?:\s|[^\W\d_]|\Z)"
    r"| ?(?:=(?![=<>])|→|[-=]>)|/[^\W\d_]{2}| [-–—] (?=[^\W\d_]{2})"
)
_LONG_OR_LETTER = re.compile(r"[^\W\d_]+")
_SMALL = re.compile(
    r"it|this|that|the|an|is|are|of|to|in|s|t|der|die|das|ein|eine|es|ist|le|la|les|un|une|est|ce|de|du|des|el|los|una|il|lo|di|do|het|een"
)
_SAID = re.compile(
    r"(?i)\A(?:(?:it|this|that)(?:['’]s|\s+is)(?:\s+(?:called|known\s+as))?|(?:we|they)\s+call\s+(?:it|this|that)"
    r"|(?:the\s+)?answer(?:\s+is|:)|(?:es|das|dies)\s+(?:ist|heißt|nennt\s+man)|man\s+nennt\s+(?:es|das|dies)|c['’]est"
    r"|on\s+l['’]appelle|(?:se\s+llama|si\s+chiama|chama-se|es|è|é|het\s+is|dit\s+is|dat\s+heet))\s+"
)
