r"""The new value of a letter where a prompt asks for it, `the new value of $w$ after one step`: `w'`, `w_{\text{new}}`.

Of one step only: behind two of them nobody knows whether the value is that of the first.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept what they ask for
MAX_CHARACTERS = 60  # of a left side with its marks
_NEW = (
    r"new|updated|next|neue[nrs]?|aktualisierte[nrs]?|nächste[nrs]?|nouvelle|nouveau|nouvel|nuev[oa]|actualizad[oa]|nuov[oa]|"
    r"nov[oa]|nieuwe"
)
_STEP = r"(?:steps?|iterations?|updates?|schritt[es]?|étape|itération|pas|paso|iteración|passo|iterazione|stap)(?!\w)"
_ONE = r"(?:one|an?|a\s+single|1|the\s+first|einem|einer|dem\s+ersten|une?|un[ao]?|uma?|één|een)"
_AFTER = rf"\s+(?:after|nach|après|después\s+de|tras|dopo|após|na)\s+{_ONE}\s+(?:[^\W\d_]+\s+){{0,3}}?{_STEP}"
_MARKED = re.compile(
    r"[\s${]*(?:\\(?:mathbf|boldsymbol|vec)\s*)?\{?\s*(?P<letter>\\?[A-Za-z]+?)\s*\}?\s*(?:"
    r"(?P<primes>'|’|′|\^\s*\{?\s*\\prime\s*\}?|\^\s*\{?\s*\+\s*\}?)"
    r"|[_^]\s*\{?\s*(?:\\(?:text|mathrm|textrm|rm|mbox|operatorname)\s*)?\{?\s*\(?\s*"
    r"(?:new|neu|next|updated|nouv|nouveau|nouvelle|nuev[oa]|nuov[oa]|nieuw|[tkn]\s*\+\s*1)\s*\)?\s*\}?\s*\}?)[\s$}]*"
)
_COUNTED = re.compile(r"(?i)(?<![\w.])(?:[2-9]|two|second|three|zwei\w*|drei\w*|deux\w*|trois\w*|dos|tres|segund\w*)\s")
ARROW = re.compile(r"←|\\(?:leftarrow|gets)(?![A-Za-z])")
_ASSIGNED = re.compile(rf"[\s${{]*(?P<letter>\\?[A-Za-z]+)\s*\}}?\s*(?:{ARROW.pattern})")


def is_new_value(question: Question, left: str) -> bool:
    """Whether a left side is a letter with a mark for its new value, and the prompt asks for that."""
    match = _MARKED.fullmatch(left) if len(left) <= MAX_CHARACTERS else None
    if match is None or not asks_for_new(question, match["letter"]):
        return False
    return not (match["primes"] and _PRIMED.search(f"{question.lead} {question.prompt}"))


_PRIMED = re.compile(r"['’′]|\\prime|\^\s*\{?\s*\+")  # which mean something else there


def asks_for_new(question: Question, letter: str) -> bool:
    """Whether a prompt asks for the value that a letter has after one step."""
    return letter in _wanted(question.prompt)


def _asks_for_new(said: str, letter: str) -> bool:
    sign = rf"\$\s*{re.escape(letter)}\s*\$"
    if re.search(sign, said) is None or _COUNTED.search(re.sub(r"\$[^$]*\$", "$", said)):
        return False
    new = rf"(?i)(?<!\w)(?:{_NEW})\s+(?:[^\W\d_]+\s+){{0,3}}?{sign}"
    return re.search(new, said) is not None or re.search(rf"(?i){sign}{_AFTER}", said) is not None


def is_of_another(question: Question, left: str) -> bool:
    """Whether a left side is a letter with a value in the problem, `b`, where the new value of another is asked for."""
    letter, wanted = left.strip(" ${}"), _wanted(question.prompt)
    if not wanted or letter in wanted or _LETTER.fullmatch(letter) is None:
        return False
    return re.search(rf"(?<![\w\\^]){re.escape(letter)}\s*=", f"{question.lead} {question.prompt}") is not None


@lru_cache(maxsize=KEPT)
def _wanted(prompt: str) -> frozenset[str]:
    """Return the letters of which a prompt asks for the new value."""
    if re.search(_ANY_NEW, prompt) is None and re.search(_ANY_STEP, prompt) is None:
        return frozenset()
    letters = {match[1].strip() for match in re.finditer(r"\$([^$]{1,20})\$", prompt)}
    return frozenset(one for one in letters if _LETTER.fullmatch(one) and _asks_for_new(prompt, one))


_LETTER = re.compile(r"\\?[A-Za-z]+")
_ANY_NEW, _ANY_STEP = re.compile(rf"(?i)(?<!\w)(?:{_NEW})(?!\w)"), re.compile(rf"(?i){_AFTER}")


def said_equal(declared: Container[str], text: str) -> str:
    """Return a text with arrows as equations of what stands left of them; a declared symbol may become anything."""
    match = _ASSIGNED.match(text)
    is_declared = match is not None and match["letter"].removeprefix("\\") in declared
    return text if is_declared else ARROW.sub("=", text)


def as_equation(question: Question, text: str) -> str:
    """Return an assignment of a new value, `w \\leftarrow 2 - 0.6 = 1.4`, as an equation; any other text itself."""
    match = _ASSIGNED.match(text)
    is_asked = match is not None and len(ARROW.findall(text)) == 1 and asks_for_new(question, match["letter"])
    return ARROW.sub("=", text) if is_asked else text
