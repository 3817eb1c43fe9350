"""Clauses behind a value that make another one of it: `10; the sign is negative`, `3, -2; only the first counts`.

A reason leaves a value what it is. What turns its sign, multiplies it, restricts or denies it, adds to it, or chooses
among several does not: with it neither the value is right nor what is wrong is known, and the answer is for a person.
Behind a comma or in brackets such words are seen by the rules for words beside a value; here they stand behind a
semicolon, in the next sentence or line, or in another paragraph. Those that no rule knows are seen by `words_behind`,
as far as they stand in the paragraph of the value.
"""

from __future__ import annotations

import re

from grader.language import units
from grader.problems.question import Question

MAX_CHARACTERS = 300  # of a text that is looked into
_PARTS = re.compile(r"\s*;\s*|(?<!\b[A-Z])\.\s+(?=[^\W\d_]|\d+\s+[^\W\d_]{2})|\s*\n\s*|!\s+")
HAS_VALUE = re.compile(r"\d|[=∞√πθλ\\^]|(?<![^\W\d_])[a-zA-Z](?![^\W\d_])|\b(?:sin|cos|tan|ln|log|exp)\b")
_REASON = re.compile(
    r"(?i)(?:because|since|as|by|for\s+example|check|proof|due|denn|weil|da|wegen|probe|nach|car|puisque|parce|porque|perché)\b"
)
_THING = r"(?:it|this|that|value|result|answer|number|sign|direction|es|das|dies|ergebnis|vorzeichen|wert|richtung)"
_MUST = r"(?:is|are|was|must\s+be|has\s+to\s+be|should\s+be|ist|muss)"
_TURNED = re.compile(
    rf"(?i)(?:(?P<thing>[^\W\d_]+)\s+{_MUST}|but|and|aber|und|\A)\s*(?:still\s+)?(?:negativ\w*|minus|reversed|opposite|wrong|falsch)\b"
    r"(?!\s+(?:root|solution|value|one|number|zahl|lösung|wurzel))"
    r"|\bopposite\s+(?:of|sign|direction)|\bsign\s+removed|\b(?:the\s+)?absolute\s+value\s+of\b.*\bis\s+meant"
)
_MULTIPLIED = re.compile(
    r"(?i)\b(?:twice|double|half|thrice|(?:two|three|four)\s+times)\s+(?:of\s+)?(?:that|this|it)\b|\A(?:and\s+|then\s+|now\s+)?(?:multiply|divide)\s+(?:(?:it|this|that)\s+)?by\b"
    r"|\b(?:must|has\s+to|should|needs\s+to)\s+be\s+(?:doubled|halved|squared|cubed|multiplied|divided|differentiated|integrated|negated|inverted)"
    r"|\A(?:and\s+|then\s+)?(?:doubled|halved|squared|cubed|negated|times\s+[^.;]{1,30}|multiplied\s+by\s+[^.;]{1,30}|(?:two|three|four)\s+times|twice)\W*\Z"
    r"|\bdas\s+doppelte\b|\bhälfte\s+davon\b|\Amal\s+\w+\W*\Z|\bverdoppel\w*|\bthere\s+and\s+back\b"
    r"|\A(?:per|for\s+each|for\s+both|for\s+every|pro|je)\s+\w+\s*(?:,|\Z)|\bthere\s+are\s+(?:two|three|four|\w)\s+[^\W\d_]+|\beach\W*\Z"
    r"|\bhalves\b|\bdoubles\b"
)
_DENIED = re.compile(
    r"(?i)\A(?:(?:so|thus|hence|but|also|aber|donc)\s+)?(?:(?:it|this|that|es|das)\s+|(?:the|der|die|das)\s+\w+\s+)?(?:diverges|does\s+not\s+exist"
    r"|doesn['’]?t\s+exist|do\s+not\s+exist|divergiert|existiert\s+nicht|n['’]existe\s+pas|no\s+existe)\W*\Z"
    r"|\b(?:not\s+possible|impossible|unmöglich)\b|\b(?:is\s+)?not\s+the\s+(?:answer|result|solution|value)\b"
    r"|\b(?:can['’]?t|cannot|can\s+not)\s+be\s+(?:right|correct|true)\b|\breal\s+value\s+is\b|\binner\s+derivative\b"
    r"|\A(?:no|nein|non)\s*,\s*[^\W\d_]{2,}\s[^\d=^\\]*\Z"
)
_RESTRICTED = re.compile(
    r"(?i)\A(?:but\s+)?(?:(?:defined|valid|true)\s+)?only\s+(?:for|on|if|when|in|where)\b|\A(?:but\s+)?(?:for|if|when|at|für|falls)\s+"
    r"(?:negative|positive|\$?\\?[^\W\d_]\w?\s*(?:[<>≤≥=]|\\[lgn]e))|\A(?:except|unless|außer|nur\s+(?:für|wenn|falls))\b"
)
_ADDED = re.compile(
    r"(?i)\bin\s+addition\b(?!\s+to)|\badditionally\b|\bas\s+well\b(?!\s+as)|\A(?:and|also)\s+(?:at\s+)?the\s+(?:\w+\s+)?(?:point|value|origin)s?\b"
)
_ADDED_ANYWHERE = re.compile(
    r"(?i)\bin\s+addition\b(?!\s+to).*|\bby\s+symmetry,?\s+also\b.*|\bas\s+well\b\W*\Z|\b(?:and|also)\s+(?:at\s+)?the\s+(?:\w+\s+)?(?:point|origin)\b.*"
    r"|\b(?:converges|holds|defined|continuous)\s+(?:also\s+)?at\s+(?:both\s+)?(?:the\s+)?ends\b.*"
)
_ENDS = re.compile(
    r"(?i)\b(?:converges|diverges)\s+(?:also\s+)?at\b|\bend\s?points?\b|\bbelongs?\b|\b(?:ex|in)cluded\b|\btaken\s+out\b"
    r"|\A(?:and\s+|but\s+)?without\b|\badditionally\b|\bby\s+symmetry\s+also\b|\bauch\b|\bausgenommen\b|\bgehört\b|\Aohne\b"
)
_RESHAPED = re.compile(
    r"(?i)\b(?:summed|averaged|flattened|transposed|doubled|halved|halves|doubles|adds?|added|concatenated|permuted)\b|\A(?:but\s+)?without\b"
)
_OWN_E = re.compile(r"(?<![A-Za-z\\_])e\s*:?=(?!=)")  # `Let e = w x - y. Then 2 e`, which is no number
_APART = r"(?:[^\S\n]|\\[;,:! ]|\\hspace\{[^{}]*\})+(?:[•∙&–—~@#∵][^\S\n]+)?"
_RUN_ON = re.compile(  # `p = 1/4 q = 3/4`, `E = 7 • V = 12`: two values, or a chain
    rf"=[^\S\n]*(?:[-−+]?\d(?:[\d.,/]*\d)?%?|[OΘ]\([^=]*\)){_APART}"
    r"(\\?[A-Za-z]\w{0,8}(?=[^\S\n]*=)|[A-Za-z]\w{0,8}\([^()]{1,12}\)(?==))[^\S\n]*=(?!=)"
)
_GIVEN = re.compile(r"(?i)\s*(?:let|with|define|for|where|sei|mit)\b|[^=]*=[^=,]*,[^=]*=[^=,]*,")
_LETTER_E = re.compile(r"(?<![A-Za-z\\])(?:[a-zA-Z]?e|e[a-zA-Z])(?![A-Za-z])")
_WITH_REASON = re.compile(
    r"(?i)\b(?:because\s+of|due\s+to|wegen)\b.*(?:[,;.]|\b(?:and|und)\b)\s*\$?(?:\\?[^\W\d_]\w?\s*(?:[<>≤≥≠=]|\\[lgn]e)|\d+\s+(?:because|due|wegen)\b)"
)
_EACH = re.compile(
    r"(?i)\beach\b|\bper\s+\w+|\bjeweils\b|\bpro\s+\w+|\bfor\s+every\b"
)  # how many, a growth does not say
_CHOSEN = re.compile(
    r"(?i)\b(?:only|nur)\b(?!\s+(?:these|those|two|three|one|\d|diese|zwei|drei))|\b(?:discard|reject|exclud|invalid|extraneous)\w*"
    r"|(?:\A|\bthe\s+)(?:first|second|third|latter|former|last|other|negative|positive)(?:\s+(?:one|root|solution|value))?\s+(?:is\s+(?:not|in|out"
    r"|negative|positive|valid|wrong|right|the)|counts|does|works|can|must|holds|fails)|\bone\s+(?:of\s+(?:them|these|those)\s+)?is\b|\bnot\s+(?:allowed|valid)\b"
)
_COUNTED = re.compile(r"(?i)\b(?:but\s+)?one\s+(?:of\s+(?:them|these|those)\s+)?is\b|\Awith\s+the\s+(?:\w+\s+){1,2}\d")
_SEVERAL = re.compile(r"[,;±]|\\pm|\b(?:and|or|und|oder|et|ou|y|o)\b|=.*=")
_MINUS = re.compile(r"[-−]|\\neg|\bminus\b")


def changed_behind(question: Question, text: str, *, is_right: bool, by_cases: bool) -> str:
    """Return a clause that makes another value of the one before it; empty where none is known to.

    What each of several things costs may explain a right growth, and only part of a wrong one may be it. A condition
    behind a value is one of its cases where it was read so.
    """
    if len(text) > MAX_CHARACTERS:
        return ""
    if question.kind.reads == "value" and (added := _ADDED_ANYWHERE.search(text)) is not None:
        return added[0].strip(" ,;")
    name = _RUN_ON.search(text) if _is_one_value(question) else None
    if name is not None and _may_be_name(question, name[1]):
        return name[1]
    if question.kind.reads == "value" and not is_right and _defines_e(question, text):
        return "e"
    if question.kind.reads == "value" and (second := _WITH_REASON.search(text)) is not None:
        return second[0]
    if question.kind.is_growth and not is_right and (each := _EACH.search(text)) is not None:
        is_asked = " " in each[0] and each[0].casefold() in question.prompt.casefold()
        return "" if is_asked else each[0]
    if _PARTS.search(text) is None:
        return ""
    head, *tails = [one for one in _PARTS.split(text.strip(" $.")) if one] or [""]
    while question.kind.reads == "value" and tails and HAS_VALUE.search(head) is None:
        head, *tails = tails
    return next((one for one in tails if _changes(question, head, one, by_cases=by_cases)), "")


def _may_be_name(question: Question, name: str) -> bool:
    """Whether a word between two signs of equality is no symbol of a product, nor a unit: `t = √4 s = 2 s`."""
    plain = name.strip("\\|")
    is_unit = question.unit is not None and units.reading.known_unit(plain) is not None
    return plain not in question.names.symbols and not is_unit


def _is_one_value(question: Question) -> bool:
    return (question.kind.is_expression and not question.kind.is_array) or question.kind.is_growth


def _defines_e(question: Question, text: str) -> bool:
    """Whether a text gives the letter e a value of its own and uses it."""
    is_defined = _OWN_E.search(text) is not None and "e" not in question.names.symbols
    if _PARTS.search(text) is None and _GIVEN.match(text) is None:
        return False  # `e = x - 1, so 2e` has both readings
    return is_defined and len(_LETTER_E.findall(text)) > 1


def _changes(question: Question, head: str, clause: str, *, by_cases: bool) -> bool:
    is_several = _SEVERAL.search(head) is not None and question.kind.is_solutions
    if is_several and _CHOSEN.search(clause) is not None:
        return True
    if _REASON.match(clause) is not None:
        return False
    if question.kind.reads == "choice":
        return not question.options and _RESTRICTED.match(clause) is not None
    if question.kind.is_one_number == "always" and _COUNTED.search(clause) is not None:
        return True
    rules = [_MULTIPLIED, _DENIED, _ADDED, *([] if by_cases else [_RESTRICTED])]
    rules += [_ENDS] if question.kind.is_solutions else [_RESHAPED] if question.kind.is_shape else []
    return _turns(question, head, clause) or any(rule.search(clause) is not None for rule in rules)


def _turns(question: Question, head: str, clause: str) -> bool:
    """Whether a clause turns the sign of a value that has none: it speaks of it, or of what the prompt asks for."""
    found = _TURNED.search(clause)
    if found is None or _MINUS.search(head) is not None:
        return False
    thing = found["thing"]
    if thing is None or re.fullmatch(_THING, thing, re.IGNORECASE):
        return True
    return re.search(rf"(?i)(?<!\w){re.escape(thing)}(?!\w)", f"{question.lead} {question.prompt}") is not None
