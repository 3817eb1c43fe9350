r"""Left sides that are a formula which is asked for with other bounds, or at another place or event.

`\int_0^2 f` where `\int_0^1 f` is asked for, `\nabla f(1, 1)` of the gradient at `(0, 1)`,
`P(TT)` of the probability of HH. Each rule needs the same sign in the prompt, so that steps of another kind stay.
"""

from __future__ import annotations

import re

from grader.marking.asked.asked_names import formulas_asked_by
from grader.marking.asked.given.asked_part import asking_words
from grader.marking.asked.names.plain_names import tightened
from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a left side that is looked into
_BOUND = r"(?:\{(?P<%s_held>[^{}]*)\}|(?P<%s>\\[A-Za-z]+|[-−]?\w|∞))"
_INTEGRAL = re.compile(
    rf"(?P<before>[-−]?)(?:\\int|∫)_{_BOUND % ('low', 'low')}\^{_BOUND % ('high', 'high')}"
    r"(?P<body>.*?)(?:\\mathrm\{?)?d(?P<by>[a-z])\}?"
)
_WITHOUT_LETTER = re.compile(
    rf"(?P<before>[-−]?)(?:\\int|∫)_{_BOUND % ('low', 'low')}\^{_BOUND % ('high', 'high')}(?P<body>[^d]*)"
)
_OF_FUNCTION = re.compile(r"(?P<of>[a-zA-Z])(?:\^\{?\d\}?)?(?:\((?P<at>[^()]*)\))?(?:\^\{?\d\}?)?")
_POINT = re.compile(
    r"(?i)(?<!\w)(?:at|in|im|an\s+der\s+stelle|au|en|nel|no)\s+(?:[^\W\d_]+\s+){0,3}?\$\s*(?:[A-Z]\s*=?\s*)?\((?P<at>[^()$]*)\)\s*\$"
)
_GRADIENT = re.compile(r"(?i)gradient|\\nabla|∇|grad(?![A-Za-z])")
_ASIDE = re.compile(r"(?i)direction|richtung|hess|partial|partiell")
_NABLA = re.compile(
    r"(?P<before>[-−]?)(?:\\nabla|∇|\\operatorname\{grad\}|grad)(?P<of>[a-zA-Z])(?:\((?P<at>[^()]*)\))?(?P<behind>.*)"
)
_PARTIAL = re.compile(r"(?:D_\{?[a-z]\}?)?(?P<of>[a-zA-Z])(?:_\{?[a-z]{1,2}\}?)?(?:\((?P<at>[^()]*)\))?")
_NUMBERS = re.compile(r"[-−]?\d+(?:[.,/]\d+)*(?:,[-−]?\d+(?:\.\d+)?)*")


def is_asked_otherwise(question: Question, left: str) -> bool:
    """Whether a left side is like the formula that is asked for, but with other bounds or another place."""
    if len(left) > MAX_CHARACTERS or not (left.strip() and question.kind.reads == "value"):
        return False
    tight = tightened(left)
    asked = formulas_asked_by(question)
    plain = frozenset(tightened(one) for one in asked)
    return (
        (bool(plain) and _is_other_integral(plain, tight))
        or (len(plain) == 1 and _is_other_function(next(iter(plain)), tight))
        or (question.kind.is_array and _is_other_gradient(question, tight))
        or _is_other_event(question, tight)
        or _is_other_part(question, tight)
    )


def _is_other_integral(asked: frozenset[str], tight: str) -> bool:
    """Whether one integral is asked for, and a left side has its sign with other bounds or another function."""
    wanted = [match for one in asked if (match := _INTEGRAL.fullmatch(one)) is not None]
    if len(wanted) != 1 or len(asked) != 1:
        return False
    of = _OF_FUNCTION.fullmatch(wanted[0]["body"])
    called = _OF_FUNCTION.fullmatch(tight)
    if called is not None and of is not None:
        return called["of"].casefold() == of["of"].casefold() and called["of"] != called["at"]
    said = _INTEGRAL.fullmatch(tight) or _WITHOUT_LETTER.fullmatch(tight)
    if said is None:
        return False
    bounds = [_bounds(one) for one in (said, wanted[0])]
    if said["before"] and bounds[0] == bounds[1]:
        return True  # `-\int_0^1`
    by = said.groupdict().get("by") or wanted[0]["by"]
    if bounds[0] != bounds[1] and by == wanted[0]["by"]:
        return not (said["before"] and bounds[0] == bounds[1][::-1])
    function = _OF_FUNCTION.fullmatch(said["body"])
    return of is not None and function is not None and said["body"] not in {wanted[0]["body"], of["of"]}


def _bounds(match: re.Match[str]) -> tuple[str, str]:
    low, high = (match[f"{end}_held"] or match[end] or "" for end in ("low", "high"))
    return low.replace("−", "-"), high.replace("−", "-")


# A function of one letter: `\\sin\\alpha`, `log_{10}(x)`.
_OF_LETTER = re.compile(
    r"\\?(?P<name>(?:arc)?(?:sin|cos|tan|cot)h?|ln|lg|log|exp)(?:_\{?(?P<base>\w{1,3})\}?)?"
    r"(?:\((?P<in_brackets>\\?[^\W\d_]+)\)|(?P<bare>\\[A-Za-z]+|[^\W\d_]))"
)
_GREEK = {
    "\\varphi": "\\phi",
    "φ": "\\phi",
    "α": "\\alpha",
    "β": "\\beta",
    "γ": "\\gamma",
    "θ": "\\theta",
    "ϕ": "\\phi",
}
_GREEK |= {name: f"\\{name}" for name in ("alpha", "beta", "gamma", "theta", "phi")}
_GREEK |= {"a": "\\alpha", "b": "\\beta"}  # as they are typed
_LOGARITHMS = frozenset({"ln", "lg", "log"})


def _is_other_function(asked: str, tight: str) -> bool:
    """Whether a function of a letter is asked for, and a left side is the letter, or another function or letter."""
    wanted = _OF_LETTER.fullmatch(asked)
    if wanted is None:
        return False
    letter = _letter(wanted["in_brackets"] or wanted["bare"])
    if _letter(tight) == letter:
        return True
    said = _OF_LETTER.fullmatch(tight)
    if said is None:
        return False
    if {said["name"], wanted["name"]} <= _LOGARITHMS:
        is_natural = "ln" in {said["name"], wanted["name"]} and wanted["base"] not in {None, "e"}
        return _letter(said["in_brackets"] or said["bare"]) != letter or is_natural
    return said["name"] != wanted["name"] or _letter(said["in_brackets"] or said["bare"]) != letter


def _letter(text: str) -> str:
    return _GREEK.get(text, text)


_PART = re.compile(r"\\?(?:mathrm\{|operatorname\{)?(?P<part>Re|Im)\}?(?=[(\\{]|[a-z]\Z|\Z)")
_REAL = re.compile(r"(?i)(?<!\w)(?:real|réelle|reale|reelle|reell)(?=\w*)")
_DENIED = re.compile(r"(?<!\w)(?:not|nicht|no|pas|non|niet|não)(?!\w)")
_IMAGINARY = re.compile(r"(?i)(?<!\w)imagin")


def _is_other_part(question: Question, tight: str) -> bool:
    """Whether a left side is the real part, and the imaginary one is asked for, or the other way round."""
    match = _PART.match(tight)
    if match is None:
        return False
    asking = _DENIED.split(asking_words(question.lead, question.prompt), maxsplit=1)[0]
    is_real, is_imaginary = _REAL.search(asking) is not None, _IMAGINARY.search(asking) is not None
    return is_real != is_imaginary and is_real != (match["part"] == "Re")


def _is_other_gradient(question: Question, tight: str) -> bool:
    """Whether the gradient at one point is asked for, and a left side is that elsewhere, or no gradient."""
    said = f"{question.lead} {question.prompt}"
    points = {re.sub(r"\s", "", match["at"]) for match in _POINT.finditer(said)}
    if len(points) != 1 or _GRADIENT.search(said) is None or _ASIDE.search(said) is not None:
        return False
    point = points.pop()
    if (match := _NABLA.fullmatch(tight)) is not None:
        at = match["at"] or ""
        is_elsewhere = _NUMBERS.fullmatch(at) is not None and at != point
        return is_elsewhere or bool(match["before"]) or _BEHIND.match(match["behind"]) is not None
    other = _PARTIAL.fullmatch(tight)
    functions = frozenset(re.findall(r"\$\s*([a-zA-Z])\s*\([a-z](?:\s*,\s*[a-z])+\)", said))
    return other is not None and other["of"] in functions


_BEHIND = re.compile(r"[·*/^]|\\cdot")

_EVENT = re.compile(r"\\?(?:mathbb\{)?Pr?\}?[(\[\\{]+(?:\\text\{|\\mathrm\{)?(?P<event>[A-Z]{1,4})\}?\\?[)\]}]")
_SPELLED = re.compile(r"(?i)(?:prob|chance|wahrscheinlich)[^.?!$]*?(?<!\w)(?-i:(?P<event>[A-Z]{2,4}))(?!\w)")
_REPEATED = re.compile(
    r"(?:prob|chance|wahrscheinlich)[^.?!]*?(?<!\w)(?P<count>two|three|2|3|zwei|drei|dos|deux|due)(?:mal|\s+times)?\s+"
    r"(?P<words>[^\W\d_]{3,}(?:\s+[^\W\d_]{3,}){0,2})"
)
_COUNTS = {"two": 2, "three": 3, "2": 2, "3": 3, "zwei": 2, "drei": 3, "dos": 2, "deux": 2, "due": 2}


def _is_other_event(question: Question, tight: str) -> bool:
    """Whether a left side is the probability of letters, and the problem asks for that of others: `P(TT)` of HH."""
    match = _EVENT.fullmatch(tight)
    if match is None:
        return False
    spelled = {one["event"] for one in _SPELLED.finditer(question.prompt)}
    if len(spelled) == 1:
        own = next(iter(spelled))
        return match["event"] != own and (len(match["event"]) > 1 or match["event"] in own)
    asking = asking_words(question.lead, question.prompt)
    repeated = _REPEATED.search(asking) if not spelled else None
    if repeated is None:
        return False
    count, letters = _COUNTS[repeated["count"]], {word[0].upper() for word in repeated["words"].split()}
    event = match["event"]
    is_own = len(event) == count and len(set(event)) == 1 and event[0] in letters  # `RR`, of two balls that are red
    return not is_own and (len(event) > 1 or event in letters)
