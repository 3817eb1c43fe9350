r"""What stands below a letter of the prompt and leaves it what is asked for: `x_{\max}`, `w_1` of one step."""

from __future__ import annotations

import re

from grader.marking.asked.about.places import is_place
from grader.marking.asked.asked_names import asked_names
from grader.marking.asked.names.new_values import asks_for_new
from grader.marking.asked.wanted import wanted
from grader.marking.asked.words.nouns import asked_by_noun
from grader.marking.texts.left_hand import said_marks
from grader.problems.question import Question

_MAXIMUM = re.compile(r"(?i)max|largest|greatest|highest|longest|most\b|größt|höchst|längst|mayor|grand|plus\s+haut")
_MINIMUM = re.compile(r"(?i)min(?!ut)|smallest|least|lowest|shortest|kleinst|kürzest|niedrigst|menor|petit|bas\b")
_EXTREMES = {"max": (_MAXIMUM, _MINIMUM), "min": (_MINIMUM, _MAXIMUM)}
# What says that it is the answer.
_OWN = frozenset(
    {"opt", "optimal", "best", "sol", "ans", "res", "erg", "final", "end", "tot", "total", "ges", "gesamt"}
    | {"allg", "gen", "general", "allgemein"}
)
# Short scripts with the words of a prompt that make them ones of what is asked for.
_SHORT = (
    (frozenset({"ml", "mle"}), re.compile(r"(?i)likelihood|vraisemblance|verosimilitud|\bmle?\b")),
    (frozenset({"map"}), re.compile(r"(?i)\bmap\b|posteriori")),
    (frozenset({"0", "e", "eq", "s"}), re.compile(r"(?i)equilib|équilib|gleichgewicht|ruhelage|steady|stationary")),
)
_HOMOGENEOUS = re.compile(r"\$[^$=]*'[^$=]*=\s*0\s*\$")
_NEXT = frozenset({"new", "neu", "next", "nouveau", "nueva", "nuevo", "t+1", "n+1", "k+1"})
_STEP = re.compile(
    r"(?i)(?<![\w.])(?P<count>\d|one|an?|single|first|next|two|second|three|third|eine[ns]?|ersten?|zwei|zweiten?|drei|une?"
    r"|premi[eè]re?|deux|trois|un[ao]?|primer[ao]?|dos|tres)\s+(?:[^\W\d_]+\s+){0,3}?"
    r"(?:steps?|iterations?|updates?|schritte?[ns]?|iterationen?|étapes?|itérations?|pasos?|iteraci[oó]n(?:es)?)(?!\w)"
)
_COUNTS = {"two": "2", "second": "2", "zwei": "2", "zweite": "2", "zweiten": "2", "deux": "2", "dos": "2"}
_COUNTS |= {"three": "3", "third": "3", "drei": "3", "trois": "3", "tres": "3"}
_VARIABLES = frozenset("XYZ")


def steps_said(question: Question) -> str:
    """Return after how many steps a prompt asks for a value, as a digit; empty where that is not one number."""
    found = {match["count"].casefold() for match in _STEP.finditer(said_marks.said_in(question))}
    counts = {one if one.isdigit() else _COUNTS.get(one, "1") for one in found}
    return counts.pop() if len(counts) == 1 else ""


def is_of_other_extreme(question: Question, script: str) -> bool:
    """Whether a script says that a value is the least one where a prompt speaks only of the greatest, or so."""
    ends = _EXTREMES.get(_bare(script))
    said = said_marks.said_in(question)
    return ends is not None and ends[0].search(said) is None and ends[1].search(said) is not None


def is_step(question: Question, base: str, count: str) -> bool:
    """Whether a count is that of the steps which a prompt takes: `Start from $w = 3$`, `the new $w$`."""
    steps, letter = steps_said(question), re.escape(base)
    begun = rf"(?i)(?:start|begin|initial|anfang|ausgehend|part(?:ant|ir)|inici|empez)[^$.]{{0,30}}\$\s*{letter}"
    said = said_marks.said_in(question)
    is_begun = re.search(rf"{begun}\s*(?:_\s*\{{?0\}}?|\^\{{?\(0\)\}}?)?\s*=", said) is not None
    is_begun = is_begun or asks_for_new(question, base)
    return is_begun and steps != "" and (count == steps or (count in _NEXT and steps == "1"))


def is_script_said(
    question: Question, base: str, written: str, others: frozenset[str], declared: frozenset[str]
) -> bool:
    """Whether a subscript at a letter of the prompt is one that it speaks of: `σ_X`, `λ_{MLE}`, `x_{\\max}`."""
    script = _bare(written)
    if script in _EXTREMES:
        return _EXTREMES[script][0].search(said_marks.said_in(question)) is not None and not is_place(question, base)
    said = said_marks.said_in(question)
    if any(script in short and words.search(said) for short, words in _SHORT) and not _is_begun(said, base):
        return True
    if script in {"h", "hom"}:  # the solution of a homogeneous equation is its general one
        return len(_HOMOGENEOUS.findall(said)) == 1 == said.count("=")
    if script.isdigit() and _is_term_said(said, script):
        return True
    if script in _NEXT or script.isdigit():
        return is_step(question, base, script)
    if script.isalpha() and len(script) > 2:
        asked = wanted(question)
        return script in _OWN or asked.is_asked(script) or asked.is_said(script)
    if script.upper() in _VARIABLES and said_marks.is_random(question):
        return True
    plain = written.strip(" _{}\\")
    if set(plain) <= declared and said_marks.is_mark_said(question, "'"):
        return True
    return plain in others and plain not in declared


def _is_term_said(said: str, count: str) -> bool:
    """Whether a prompt speaks of the term of a sequence with a number: `the first term`, `the 20th term`."""
    ordinal = rf"{count}(?:st|nd|rd|th|\.|er?|ème|º|ª|o)?" + (f"|{_ORDINALS[count]}" if count in _ORDINALS else "")
    return re.search(rf"(?i)(?<![\w.])(?:{ordinal})\s+(?:{_TERM})(?!\w)", said) is not None


_TERM = "term|(?:folgen)?glied(?:es)?|terme|término|termine|termo|element|number|zahl"
_ORDINALS = {
    "1": r"first|erste[ns]?|premier|primer[ao]?|primo",
    "2": r"second|zweite[ns]?|deuxième|segundo|secondo",
    "3": r"third|dritte[ns]?|troisième|tercer[ao]?|terzo",
    "4": r"fourth|vierte[ns]?|quatrième|cuarto|quarto",
    "5": r"fifth|fünfte[ns]?|cinquième|quinto",
}


def _is_begun(said: str, base: str) -> bool:
    """Whether a problem writes a letter with the script 0, or at 0, where it begins."""
    return re.search(rf"(?<![A-Za-z]){re.escape(base)}\s*(?:_\s*\{{?\s*0|\(\s*0)", said) is not None


def _bare(script: str) -> str:
    return re.sub(r"[\s_{}\\]", "", script).casefold()


def is_of_other_order(question: Question, mark: str) -> bool:
    """Whether dots above a letter are of another order than the derivative that the prompt asks for."""
    order = {"\\dot": 1, "\\ddot": 2, "\u0307": 1, "\u0308": 2}.get(mark)
    names = asked_names(question) | asked_by_noun(question.lead, question.prompt).sure
    orders = {one.order for one in names if one.kind == "derivative"}
    return order is not None and bool(orders) and order not in orders


def is_place_said(question: Question, text: str) -> bool:
    """Whether a number is where the prompt asks for the value: `at $x = 3$`, `Evaluate $f$ at 3`."""
    is_number = not question.for_all and re.fullmatch(r"[-−]?\d+(?:\.\d+)?", text) is not None
    said = f"{question.lead} {question.prompt}"
    return is_number and re.search(rf"(?:[A-Za-z]\s*=|{_AT})\s*\$?{re.escape(text)}(?![.,/^]?\w)", said) is not None


_AT = (
    r"(?i:(?<!\w)(?:at|bei|(?:an\s+der|zur)\s+stelle|im\s+punkt|au\s+point|en\s+el\s+punto|en|nel\s+punto"
    r"|in\s+het\s+punt)\s)"
)
