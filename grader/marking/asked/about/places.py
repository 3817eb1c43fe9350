r"""Where a function has its extremum, and what that is: `x = 3` is no maximal value, and `f(3) = 5` no place."""

from __future__ import annotations

import re

from grader.marking.asked.names.left_names import name_of
from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Question

_NAMED_EXTREMA = (
    "maximum maximal minimum minimal extremum maximale minimale maximaler minimaler maximalen minimalen maximalwert"
    " minimalwert máximo mínimo máxima mínima largest smallest greatest größte kleinste größten kleinsten"
)
_EXTREMA = frozenset(_NAMED_EXTREMA.split())
_NAMED_BESIDE = "possible local global absolute globale lokale globales lokales absolu absoluto locale"
_BESIDE = frozenset(_NAMED_BESIDE.split())
# At which value of a letter something is so: `At which $x$ does …?`
_AT_WHICH = re.compile(
    r"(?<!\w)(?:(?:at|for)\s+(?:which|what)|(?:an\s+welcher\s+stelle|für\s+welche[ns]?|bei\s+welche[mr])|"
    r"(?:pour|en)\s+quel(?:le)?|(?:para|en)\s+(?:qué|cuál))\s+"
    r"(?:(?:real|positive|value|values|of|point|wert|von|valeur|de|valor|punto)\s+){0,4}\$\s*(?P<letter>[A-Za-z])\s*\$",
    re.IGNORECASE,
)
_ARGUMENT = re.compile(r"(?<![A-Za-z])([A-Za-z])\s*\(\s*([A-Za-z])\s*\)")
_VALUE_OF = re.compile(
    r"(?:maxim|minim|máxim|mínim|largest|smallest|größte|kleinste)\w*\s+(?:value\s+|wert\s+|valor\s+)?(?:of|von|de)\s+"
    r"\$(?P<formula>[^$(]{2,40})\$",
    re.IGNORECASE,
)
_EXTREMAL = re.compile(r"[\s$]*(?P<arg>\\?(?:operatorname\*?\s*\{\s*)?arg\s*(?:\\[,!]\s*)?)?\\?(?:max|min)(?![A-Za-z])")
_SCRIPT = re.compile(r"_.*|\d+", re.DOTALL)


def is_place(question: Question, left: str) -> bool:
    """Whether a left side is of a place where a value is asked for, or of a value where a place is."""
    asked, extremal = _asked_place(question), _EXTREMAL.match(left)
    if asked:
        if extremal is not None:
            return extremal["arg"] is None
        name = name_of(left)
        if name is None or name.of.removeprefix("\\") == asked:
            return False
        return name.kind != "bare" or _SCRIPT.sub("", name.of) in _functions(question)
    if not asks_for_extremum(question):
        return False
    if extremal is not None:
        return extremal["arg"] is not None
    name = name_of(left)
    if name is None or name.kind != "bare":
        return False
    return _SCRIPT.sub("", name.of) in arguments(question) or _is_multiplier(question, name.of)


def is_at_asked_place(question: Question, name: str, left: str) -> bool:
    """Whether a left side is the value of a name where the last sentence gives its argument: `y(15)` of `x = 15`."""
    match = _AT_NUMBER.fullmatch(left)
    if match is None or match["of"] != name:
        return False
    given = {(one["of"], one["number"]) for one in _GIVEN.finditer(_SENTENCE.split(question.prompt.strip())[-1])}
    if len(given) != 1:
        return False
    ((letter, number),) = given
    return number == match["number"] and (match["argument"] or letter) == letter != name


_PLACE = r"[-−]?\d+(?:\.\d+)?"
_AT_NUMBER = re.compile(rf"(?P<of>\\?[^\W\d_]+)\s*\(\s*(?:(?P<argument>[A-Za-z])\s*=\s*)?(?P<number>{_PLACE})\s*\)")
_GIVEN = re.compile(rf"(?<![\w\\])(?P<of>[A-Za-z])\s*=\s*(?P<number>{_PLACE})(?![\w.,])")
_SENTENCE = re.compile(r"(?<=[.?!])\s+")


def _is_multiplier(question: Question, letter: str) -> bool:
    """Whether a letter is usual for a multiplier of Lagrange, and the problem has a constraint and no such letter."""
    prompts = f"{question.lead} {question.prompt}"
    is_told = re.search(r"\\(?:lambda|mu)(?![A-Za-z])|[λμ]", prompts) is not None
    return letter in {"λ", "μ", "\\lambda", "\\mu"} and not is_told and _CONSTRAINED.search(prompts) is not None


_CONSTRAINED = re.compile(
    r"(?<!\w)(?:subject\s+to|under\s+the\s+constraint|nebenbedingung|unter\s+der\s+bedingung|sous\s+(?:la\s+)?contrainte"
    r"|sujet[oa]\s+a|con\s+la\s+restricción|soggett[oa]\s+a|vincolo|sujeit[oa]\s+a|onder\s+de\s+voorwaarde)(?!\w)",
    re.IGNORECASE,
)


def asks_for_extremum(question: Question) -> bool:
    """Whether a problem asks for the largest or least value, and for nothing else."""
    noun = phrase_asked(question.lead, question.prompt)
    return len(question.fields) == 1 and not noun.isdisjoint(_EXTREMA) and noun <= _EXTREMA | _BESIDE


def is_value_for_place(question: Question, said: str) -> bool:
    """Whether it is asked where something is largest, and a sentence says how large it is: `The maximum is 1`."""
    return (
        len(said) <= MAX_CHARACTERS
        and _VALUE_SAID.fullmatch(said) is not None
        and _WHERE.search(question.prompt) is not None
    )


MAX_CHARACTERS = 80  # of a sentence that may say nothing else
_WHERE = re.compile(
    r"(?i)(?<!\w)(?:where|wo|où|dónde|(?:at|for)\s+(?:which|what)|(?:an|für|bei)\s+welche\w*|(?:en|pour)\s+quel\w*"
    r"|(?:en|para)\s+qué)\b[^.?!]*(?:max|min|extrem|larg|small|great|größ|klein|highest|lowest|grand|petit|máx|mín)"
)
_VALUE_SAID = re.compile(
    r"(?i)\W*(?:(?:the|its|das|der|die|le|la|el|il)\s+)?(?:(?:function|maximal|minimal|maximum|minimum|largest|smallest"
    r"|greatest|highest|lowest|global|local)\s+)?(?:max(?:imum|imal)?|min(?:imum|imal)?|extremum|value|(?:funktions)?wert"
    r"|maximalwert|minimalwert|valeur|valor|máximo|mínimo)\s*(?:is|[:=]|ist|beträgt|est|es|è)?\s*\$?\s*[-−]?\d[\d./]*\s*\W*"
)


def _asked_place(question: Question) -> str:
    """Return the letter of which the value is asked for at which something is so; empty where that is not known."""
    is_one = len(question.fields) == 1 and not phrase_asked(question.lead, question.prompt)
    found = {match["letter"] for match in _AT_WHICH.finditer(question.prompt)} if is_one else set()
    return found.pop() if len(found) == 1 else ""


def arguments(question: Question) -> frozenset[str]:
    """Return the letters that the functions of a problem are of: `x` of `f(x)`."""
    prompts = f"{question.lead} {question.prompt}"
    held = " ".join(match["formula"] for match in _VALUE_OF.finditer(prompts))
    alone = re.findall(r"(?<!\\)[A-Za-z]", held) if re.fullmatch(r"[A-Za-z\s\d+*^{}/()-]*", held) else []
    return frozenset(argument for _, argument in _ARGUMENT.findall(prompts)) | frozenset(alone)


def _functions(question: Question) -> frozenset[str]:
    """Return the letters of the functions of a problem: `f` of `f(x)`."""
    return frozenset(letter for letter, _ in _ARGUMENT.findall(f"{question.lead} {question.prompt}"))


def is_other_end(question: Question, left: str) -> bool:
    r"""Whether the largest one is asked for, and a left side is of the least, `\lambda_{\min}`, or the other way."""
    noun = phrase_asked(question.lead, question.prompt)
    name = name_of(left)
    script = _SCRIPTED.search(name.of) if name is not None and noun else None
    is_least, is_largest = not noun.isdisjoint(_LEAST), not noun.isdisjoint(_LARGEST)
    return script is not None and is_least != is_largest and is_least == (script[1] == "max")


_SCRIPTED = re.compile(r"_\{?\\?(min|max)")
_LARGEST = frozenset(
    [
        "larger",
        "greater",
        "bigger",
        "maximum",
        "maximal",
        "largest",
        "greatest",
        "größte",
        "größten",
        "maximale",
        "máximo",
        "máxima",
    ]
)
_LEAST = frozenset(
    [
        "smaller",
        "lesser",
        "minimum",
        "minimal",
        "smallest",
        "least",
        "kleinste",
        "kleinsten",
        "minimale",
        "mínimo",
        "mínima",
    ]
)
