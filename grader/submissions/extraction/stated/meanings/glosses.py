"""What a remark says that a name stands for, where it means that anyway: `where $\\bar x$ is the sample mean`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from grader.records import dataclass
from grader.submissions.extraction.stated.words_around.around_words import WORD
from grader.submissions.extraction.words.phrases import F, quiet
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.kept import of_short

_MEAN = "sample mean average empirical arithmetic media muestral moyenne empirique mittelwert stichprobenmittel mittel"
_SIGMOID = (
    "sigmoid logistic function sigmoide sigmoïde fonction función logistique logística logistische funktion"
    " sigmoidfunktion"
)
_NOUNS = {"mean": frozenset(_MEAN.split()), "sigmoid": frozenset(_SIGMOID.split())}
_NAMES = (
    ("mean", re.compile(r"\\(?:bar|overline)\s*\{?\s*[A-Za-z]\s*\}?|[A-Za-z]\u0304")),
    ("sigmoid", re.compile(r"\\sigma|σ|sigma")),
)
_VERB = re.compile(r"(?:\(\s*\w\s*\))?\s*(?:is|denotes|means|are|ist|bezeichnet|sind|est|désigne|es|denota|son)(?!\w)")


def explains(asked: Asked, name: str, behind: str) -> Literal["", "surely", "perhaps"]:
    """Whether words behind a name say what it means in any case, or in the problem's own words what it is there.

    The problem's own words may be put together to mean something else: `the number of layers` of a problem that
    counts hidden layers, `the mean square`. So these explain it `perhaps`.
    """
    verb = _VERB.match(behind)
    if verb is None or F in behind:
        return ""
    said = WORD.findall(behind[verb.end() :].replace("l'", ""))
    nouns = next((_NOUNS[kind] for kind, pattern in _NAMES if pattern.fullmatch(name.strip())), frozenset[str]())
    telling = [word for word in said if word not in quiet() and not asked.says(word)]
    known = name.strip() in asked.question.names.symbols and _ARTICLE.match(behind, verb.end())  # no `is positive`
    is_named = any(word in nouns for word in said) if nouns else bool(known)
    if not is_named or not said or any(word not in nouns for word in telling):
        return ""
    is_sure = bool(nouns) and all(word in nouns or word in quiet() for word in said)
    return "surely" if is_sure else "perhaps"


_OWN = re.compile(
    rf"(?<!\w)(?:where|with|wobei|mit|où|avec|donde|con)\s+{F}\s*(?:is|denotes|ist|bezeichnet|est|désigne|es|denota)\s+"
    rf"(?P<what>[^.;:,]{{1,60}})"
)
_ARTICLE = re.compile(r"\s+(?:the|der|die|das|le|la|les|el|los|las)\s|\s+l'")
_FUNCTION = {
    "sigmoid": "\\sigma",
    "\\sigma": "\\sigma",
    "tanh": "\\tanh",
    "\\tanh": "\\tanh",
    "relu": "relu",
    "ReLU": "relu",
}
FUNCTIONS = frozenset(_FUNCTION.values())


@dataclass(frozen=True)
class OwnFunction:
    """A name that is said to be a known function: which formula it is, where that is said, the function as written."""

    place: int
    start: int
    end: int
    function: str


@of_short
def may_be_own(skeleton: str) -> bool:
    """Whether a sentence says what something is behind `where` or `with`."""
    return _OWN.search(skeleton) is not None


def own_function(skeleton: str, texts: Sequence[str]) -> OwnFunction | None:
    """Return the name of one's own for a known function, `where $s$ is the sigmoid`, None where there is none."""
    match = _OWN.search(skeleton) if may_be_own(skeleton) else None
    if match is None:
        return None
    place = skeleton.count(F, 0, match.start("what")) - 1
    named = texts[place + 1 : place + 1 + match["what"].count(F)]
    said = WORD.findall(match["what"].replace("l'", "").replace(F, " "))
    telling = [word for word in said if word not in quiet() and word not in _NOUNS["sigmoid"]]
    if len(named) == 1 and named[0] in _FUNCTION:
        function = _FUNCTION[named[0]]
    else:
        is_sigmoid = any(word.startswith(("sigmoid", "sigmoïd", "logisti", "logísti")) for word in said)
        function = "\\sigma" if is_sigmoid and not named else ""
    return OwnFunction(place, match.start(), match.end(), function) if function and not telling else None
