r"""Places that are asked for, `At what time t is h maximal?`: a left side that is a function there says its value.

What a prompt gives as a function of the letter that it asks for, `h` and `s_1` of $h(t) = …$ and $s_1(t) = …$, and any
function of that letter, is another thing than the place, and so is the other coordinate of a point. A letter that the
prompt does not use is the student's own name, and where a function is asked for as well nobody knows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.left_sides.given_letters import is_own, printed
from grader.marking.asked.names.left_names import Name
from grader.problems.question import Question

_HEAD = r"\\?[A-Za-zα-ωΑ-Ω](?:_(?:\w|\{\w{1,6}\}))?"
_GIVEN = re.compile(
    rf"(?<![\w\\^}}'(=+*/-])(?P<of>{_HEAD})\s*(?:\((?P<at>[^()=]{{1,20}})\)\s*)?=(?P<body>[^=$,;.?!]{{1,80}})"
)
_LETTERS = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{1,2}(?![A-Za-z])")  # `kx` is a product
_ARTICLE = r"a\s+(?!(?:such|so|with|for|if|where|and)(?!\w))(?=[^\W\d_]{2,})"
_PREPOSITIONS = "of|at|for|in|on|by|as|is|with|when|where|over|if|von|bei|für|im|de|en|di"
_OWN_WORD = rf"(?:{_ARTICLE}|(?!(?:{_PREPOSITIONS})(?!\w))[^\W\d_]{{2,}}\s+)"
_VERBS = (
    "which|what|find|determine|give|compute|welche[mnrs]?|bestimme|berechne|gib|quel(?:le)?s?|trouver|qué|cuáles?"
    "|halla|quale|qual"
)
_LETTER_ASKED = (
    rf"(?:(?<!\w)(?:{_VERBS})\s+(?:{_OWN_WORD}){{0,3}}(?!{_ARTICLE})"
    r"|(?<!\w)(?:the|what|which|each|der|den|la|el|il)\s+(?:values?|wert|valeurs?|valore?)\s+(?:of|von|de|di)\s+"
    r"|(?<!\w)solve\s[^.?!]{1,80}?\sfor\s+)"
    r"\$?\s*(?P<letter>[A-Za-z])(?=\s*(?:\$|[^\w\s(='’′^+*/_-]|\s[^=(+]|\Z))"
)
_COORDINATE = (  # and none that is given, `at the x-value 2`
    r"(?<![\w$])\$?(?P<axis>[xyz])\$?\s?-\s?(?:coord|koord|value|wert|compon|kompon|intercept|achsenab)\w*"
    r"(?!\w)(?!\s+(?:(?:is|of|ist|von)\s+)?\$?(?:[a-z]\s*=\s*)?[-−]?\d)"
)
_TIME = re.compile(  # behind another word `when` begins a condition
    r"(?i)(?<!\w)(?:when\s+(?:is|are|do|does|did|will|was|were|has|have)|(?:find|determine|compute|calculate|decide)\s+when"
    r"|at\s+(?:what|which)\s+time|how\s+long|after\s+how\s+many|wann|wie\s+lange|nach\s+wie|quand\s+est|cuándo)(?!\w)"
)
_AXES = frozenset("xyz")
_OPTIMAL = frozenset({"", "^*", "^{*}", "^\\ast", "^{\\ast}"})
_ASKED = re.compile(f"(?i:{_LETTER_ASKED}|{_COORDINATE})")


def is_extremum(question: Question, left: str) -> bool:
    """Whether a place is asked for, and a left side is the maximum or minimum of a function of it: `max h`."""
    match = _EXTREMUM.fullmatch(left)
    return match is not None and is_at_asked_place(question, Name("bare", match["of"]))


_EXTREMUM = re.compile(
    r"[\s$]*\\?(?:max|min)(?![A-Za-z])\s*[({]?\s*(?P<of>[A-Za-z])(?:\s*\([^()]{1,8}\))?\s*[)}]?[\s$]*"
)


def is_at_asked_place(question: Question, name: Name) -> bool:
    """Whether a name is of a function of the letter that a prompt asks for, or of another coordinate than that."""
    if question.kind.is_one_number != "always" or question.names.symbols or len(question.fields) > 1:
        return False
    asking, said = parts.asking_part(question.lead, question.prompt), parts.prompts(question)
    asked, of = letters_asked(asking), printed(name.of)
    if (
        not asked
        or name.kind == "derivative"
        or name.above not in _OPTIMAL
        or {of, of[:1]} & asked
        or is_own(question, of)
    ):
        return False
    if name.kind == "call" and name.at in asked:
        return True
    if asked == {one["axis"] for one in _ASKED.finditer(asking)} and of in _AXES:
        return of in parts.letters_in(said)
    given = _functions(said, asked)
    is_given = of[:1] in given and (of in given or _is_extremal(of))
    return (
        is_given and not is_own(question, of[:1]) and not ("y" in asked and len(asked) > 1)
    )  # which a function may be


@lru_cache(maxsize=parts.KEPT)
def letters_asked(asking: str) -> frozenset[str]:
    """Return the letters that a part asks for; the time is one where it asks when something is."""
    found = {match["letter"] or match["axis"] for match in _ASKED.finditer(asking)}
    return frozenset(found | ({"t"} if _TIME.search(asking) is not None else set()))


@lru_cache(maxsize=parts.KEPT)
def _functions(said: str, asked: frozenset[str]) -> frozenset[str]:
    """Return the letters of what prompts give as formulas with asked letters, with their indices and without."""
    found = {
        printed(match["of"])
        for match in _GIVEN.finditer(said)
        if asked & set("".join(_LETTERS.findall(f"{match['at'] or ''} {match['body']}")))
    }
    return frozenset(one for of in found for one in (of, of.partition("_")[0])) - asked


def _is_extremal(of: str) -> bool:
    """Whether a letter has an index in letters, `C_{min}`, which says no other thing of it."""
    return re.fullmatch(r"[^_]+_(?:max|min|opt|ext)\w*", of) is not None
