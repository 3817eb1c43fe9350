r"""Functions that a prompt gives, `v(t) = 6t`, and their derivatives: `v(t)`, `a(t)`, `\dot s` of a position."""

from __future__ import annotations

import re

from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.names.left_names import Name
from grader.problems.question import Question

_CALL = re.compile(r"(?<![A-Za-z\\])(?P<of>[A-Za-z])'*\s*\(\s*[-−]?\w{1,4}\s*\)")
# The letters of motion, and the words of each in the languages that are known.
_MOTION = (
    (
        frozenset("sxyrh"),
        re.compile(
            r"(?i)posit|posiz|displac|(?<!\w)(?:ort|weg|lage)(?!\w)|ortsfunktion|dépla|desplaz|spostament|height|höhe|hauteur"
            r"|altura|altezza"
        ),
    ),
    (frozenset("v"), re.compile(r"(?i)veloc|geschwind|vitesse|snelheid|(?<!\w)speed")),
    (frozenset("a"), re.compile(r"(?i)accel|accél|acel|beschleun|versnell")),
)
_DOTTED = re.compile(r"[\s$]*\\(?P<dots>d{1,2})ot\s*\{?\s*(?P<of>[A-Za-z])\s*\}?")


def is_other_function(question: Question, name: Name) -> bool:
    """Whether a name is of a function that the prompt gives, or of another one of a family, than is asked for."""
    asking = parts.asking_part(question.lead, question.prompt)
    if _order_asked(asking) is not None and name.of in {"s", "x", "v", "a"} and (name.at or question.names.symbols):
        return _is_other_motion(question, asking, name.of, name.order)
    if is_of_family(question, name) or _is_without_gradient(question, name, asking):
        return True
    if not question.kind.is_expression or not question.names.symbols or name.kind != "call":
        return False
    called = {match["of"] for match in _CALL.finditer(asking)}
    given = re.search(rf"(?<![A-Za-z\\]){re.escape(name.of)}\s*\(\s*\w\s*\)\s*=", parts.prompts(question))
    return given is not None and bool(called) and name.of not in called | parts.letters_in(asking)


def _is_without_gradient(question: Question, name: Name, asking: str) -> bool:
    """Whether the gradient of a function is asked for, and a name is that function's own."""
    if name.kind == "derivative" or len(name.of) != 1 or _GRADIENT.search(asking) is None:
        return False
    called = rf"(?<![A-Za-z\\]){re.escape(name.of)}\s*\(\s*\w\s*(?:,\s*\w\s*){{0,4}}\)"
    return question.kind.is_array and re.search(called, parts.prompts(question)) is not None


_GRADIENT = re.compile(r"(?i)(?<!\w)gradient[en]?(?!\w)(?!\s+(?:descent|step))|(?<!\w)gradiente(?!\w)")

# Functions that go together, by their letters, and the words of each.
_FAMILIES = (
    (
        (frozenset({"T"}), re.compile(r"(?i)time|zeit|temps|tiempo|tempo(?!r)|tijd")),
        (
            frozenset({"S", "M"}),
            re.compile(r"(?i)(?<!\w)space|memory|speicher|platz|espace|mémoire|espacio|memoria|spazio|ruimte"),
        ),
    ),
    (
        (frozenset({"C", "K", "TC"}), re.compile(r"(?i)(?<!\w)(?:cost|kosten|coût|coste|costo|custo)")),
        (frozenset({"R", "TR"}), re.compile(r"(?i)revenue|erlös|umsatz|recette|ingreso|ricav|receita")),
        (frozenset({"G", "π", "\\pi"}), re.compile(r"(?i)profit|gewinn|bénéfice|beneficio|lucro")),
    ),
    (
        (frozenset({"f"}), re.compile(r"(?i)densit|dichte|densidad|densité")),
        (
            frozenset({"F"}),
            re.compile(
                r"(?i)distribution\s+function|verteilungsfunktion|fonction\s+de\s+répartition|función\s+de\s+distribución|(?<!\w)cdf"
            ),
        ),
    ),
)


def is_of_family(question: Question, name: Name) -> bool:
    """Whether a part asks for one function of a family by its word, and a name is the letter of another one."""
    asking = parts.asking_part(question.lead, question.prompt)
    if name.kind == "derivative" or name.of in parts.letters_in(asking):
        return False
    plain, said = _asked_phrase(asking), parts.prompts(question)
    is_function = bool(name.at or question.names.symbols)
    for family in _FAMILIES:
        asked = [letters for letters, words in family if words.search(plain) is not None]
        own = [words for letters, words in family if name.of in letters]
        # By itself a letter is of a quantity that the prompt names.
        is_named = is_function or any(words.search(said) is not None for words in own)
        if len(asked) == 1 and name.of not in asked[0] and own and is_named:
            return True
    return False


def is_other_dotted(question: Question, left: str) -> bool:
    r"""Whether a left side is a derivative by time in dots, `\dot s`, and something else of a motion is asked for."""
    match = _DOTTED.match(left)
    if match is None:
        return False
    return _is_other_motion(
        question, parts.asking_part(question.lead, question.prompt), match["of"], len(match["dots"])
    )


def _order_asked(asking: str) -> int | None:
    """Return which one of motion a part asks for by its word, how often a position is differentiated for it."""
    found = [order for order, (_, words) in enumerate(_MOTION) if words.search(_asked_phrase(asking)) is not None]
    return found[0] if len(found) == 1 else None


def _asked_phrase(asking: str) -> str:
    """Return the words that ask, without what they say it of."""
    return re.sub(r"(?i)\b(?:from|of|aus|von|with|mit|if|when|for|at)\b[^.?!]*", " ", asking)


def _is_other_motion(question: Question, asking: str, letter: str, order: int) -> bool:
    asked = _order_asked(asking)
    own = next((place for place, (letters, _) in enumerate(_MOTION) if letter in letters), None)
    if asked is None or own is None or own + order == asked:
        return False
    return letter not in parts.letters_in(asking) or order > 0 or f"{letter}(" not in parts.folded(asking)
