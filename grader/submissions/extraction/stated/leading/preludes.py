"""Parts of a sentence before or behind its answer that only lead to it, or say it once more of the rest.

An equation before its solution, `$1 - 2x = 0$, $x = 1/2$`; a value that is taken back in the same sentence, `$2$, oops,
should be $3$`; where a series does not converge, behind where it does.
"""

from __future__ import annotations

import re

from grader.claims.chains import depths
from grader.submissions.extraction.formulas.formulas import assignment
from grader.submissions.extraction.formulas.naming import symbol_named
from grader.submissions.extraction.formulas.restricted import is_bare
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.pieces.bounds_said import is_bound
from grader.submissions.extraction.stated.leading.steps import LETTER
from grader.submissions.extraction.words.phrases import F
from grader.submissions.extraction.words.prompts import Asked


def without_prelude(asked: Asked, whole: Clause) -> Clause:
    """Return a sentence without what only leads to its answer."""
    whole = _without_equation(asked, _without_complement(asked, _corrected(whole)))
    return _with_both_bounds(asked, _without_constants(asked, _without_multiples(asked, whole)))


# an equation before its solution


def _without_equation(asked: Asked, whole: Clause) -> Clause:
    """Return a sentence in which typed lists `1 - 2x = 0, x = 1/2` hold only the solution."""
    kind = asked.question.kind
    if kind.reads != "value" or kind.is_condition:
        return whole
    if not any(map(_may_solve, whole.formulas)):
        return whole
    lexemes = [one._replace(text=_solution(asked, one.text)) if _may_solve(one) else one for one in whole.lexemes]
    return Clause(tuple(lexemes)) if any(a is not b for a, b in zip(lexemes, whole.lexemes, strict=True)) else whole


def _may_solve(one: Lexeme) -> bool:
    return one.kind == "formula" and one.text.count("=") > 1 and "," in one.text


def _solution(asked: Asked, text: str) -> str:
    """Return what stands behind an equation that is not solved, where it is the value of a letter of that equation.

    `\\sigma^2 = 4, \\sigma = 2` gives two values: the root is the answer only where the problem speaks of its letter.
    """
    depth = depths(text)
    comma = next((place for place, sign in enumerate(text) if sign == "," and not depth[place]), 0)
    equation, rest = text[:comma].strip(), text[comma + 1 :].strip()
    first, solved = assignment(equation), assignment(rest)
    if not comma or first is None or solved is None or "," in rest or not LETTER.fullmatch(solved.left.strip()):
        return text
    letter = solved.left.strip()
    stands = re.compile(rf"(?<![A-Za-z\\]){re.escape(letter)}(?![A-Za-z])")
    is_unsolved = not is_bare(first.left) and stands.search(equation) and not stands.search(solved.right)
    is_power = _POWER.fullmatch(first.left) is not None and not re.search(r"[A-Za-z]", _COMMAND.sub("", first.right))
    return rest if is_unsolved and not (is_power and not _speaks_of(asked, letter)) else text


_POWER = re.compile(r"\s*\\?[^\W\d_]+(?:_(?:\{[^{}]*\}|\w))?\s*\^\s*(?:\{\s*\d+\s*\}|\d)\s*")
_COMMAND = re.compile(r"\\[A-Za-z]+")


def _speaks_of(asked: Asked, letter: str) -> bool:
    """Whether a letter is that of the field, or stands in a formula of the problem, and no power of it does."""
    question = asked.question
    own = {name for field in question.fields.values() for name in (field.name, field.symbol) if name}
    if letter.lstrip("\\") in own or symbol_named(question, letter) is not None:
        return True
    formulas = " ; ".join(f"{question.lead} {question.prompt}".split("$")[1::2])
    spelled = rf"(?<![A-Za-z\\]){re.escape(letter)}(?![A-Za-z])"
    return re.search(spelled, formulas) is not None and re.search(rf"{spelled}\s*\^", formulas) is None


# a value that is taken back


_CORRECTED = re.compile(
    rf"{F}\s*[,;.–—-]?\s*\(?\s*(?:oops|ups|hoppla|no,?\s+wait|wait|sorry|correction|pardon|perdón|entschuldigung)\s*[,:!.–—-]*\s*"
    r"(?:(?:it|that|this|es|das|ça|cela)\s+)?"
    r"(?:should\s+(?:be|have\s+been|read)|must\s+be|i\s+mean|i\s+meant|make\s+that|muss|soll(?:te)?(?:\s+heißen)?|ich\s+meine|"
    rf"je\s+veux\s+dire|debe\s+ser|debería\s+ser|quiero\s+decir)\s+(?={F})"
)
_WHY = re.compile(r"(?:\s*\(.*|[\s.!)]*)$", re.DOTALL)


def _corrected(whole: Clause) -> Clause:
    """Return a sentence without the value that it takes back right before another one, and without the mistake."""
    match = _CORRECTED.search(whole.skeleton) if len(whole.formulas) > 1 else None
    if match is None or whole.skeleton.count(F, 0, match.end() + 1) != 2:
        return whole
    is_closed = _WHY.match(whole.skeleton, match.end() + 1) is not None
    if not is_closed or not all(one.text.strip(").!").isalpha() for one in whole.formulas[2:]):  # `(forgot the sign)`
        return whole
    kept = [
        one
        for one, place in zip(whole.lexemes, whole.starts, strict=True)
        if place + 1 < match.start() or match.end() - 1 <= place <= match.end()
    ]
    return Clause(tuple(kept))


# where a series does not converge


_CONVERGES = re.compile(r"(?<!\w)[ck]onverg")
_COMPLEMENT = re.compile(
    rf"(?<={F})\s*[,;]?\s*(?:and|but|while|und|aber|et|mais|y|pero)\s+"
    r"(?:(?:it|the series|sie|die reihe|elle|la série|la serie)\s+)?(?:diverges|divergiert|diverge)"
    r"(?:\s+(?:otherwise|elsewhere|everywhere else|sonst|überall sonst|ailleurs|sinon|en otro caso"
    r"|(?:for|für|pour|para)\s+(?:all|every|any|alle|jedes|tout|tous les|todos los|toda)\s+"
    rf"(?:other|anderen?|übrigen|autres?|otros?)(?:\s+(?:values|werte|valeurs|valores))?(?:\s+(?:of|von|de))?(?:\s+{F})?))?"
    r"[\s.!]*$"
)


def _without_complement(asked: Asked, whole: Clause) -> Clause:
    """Return where a series converges, without the words that it diverges for all other values."""
    match = _COMPLEMENT.search(whole.skeleton) if asked.question.kind.is_set else None
    if match is None or not asked.says("converge") or not _CONVERGES.search(whole.skeleton, 0, match.start()):
        return whole
    others = [one for one, place in zip(whole.lexemes, whole.starts, strict=True) if place + 1 > match.start()]
    if any(one.kind == "formula" and not is_bare(one.text) for one in others):
        return whole
    return Clause(whole.lexemes[: len(whole.lexemes) - len(others)])


# what else would be right, where an answer is one of many

_MULTIPLES = re.compile(
    rf"(?<={F})\s*(?:[,;(]\s*)?(?:(?:or|oder|ou|o|u|and|und|et|y|but|aber|mais|pero)\s+)?(?:(?:any|every|each|all|jedes|alle|tout|tous|cualquier)\s+)"
    r"(?:(?:other|nonzero|non-zero|scalar|its|weitere|andere|skalare|les|sus|otro|autre)\s+)*"
    r"(?:(?:scalar|non-null)\s+)?(?:multiples?|vielfachen?|múltiplos?)(?:\s+(?:non\s+nul|no\s+nulo))?"
    r"(?:\s+(?:of\s+(?:it|this|that|these|this\s+vector)|thereof|davon|de\s+(?:celui-ci|este|ese)))?"
    r"(?:\s+(?:is|are|works?|ist|sind|geht|gehen|est|sont|convient|sirve|vale|es)(?!\w)(?:\s+(?:also|too|as\s+well|auch|aussi|también|"
    r"fine|ok|okay|possible|right|correct|good|allowed|möglich|richtig|possible|juste|válido)(?!\w)){0,2})?\s*\)?[\s.!]*$"
)


def _without_multiples(asked: Asked, whole: Clause) -> Clause:
    """Return a sentence without `, or any nonzero multiple of it`, where the problem asks for one of many answers."""
    is_one_of_many = asked.question.up_to == "factor" or bool(asked.question.require)
    match = _MULTIPLES.search(whole.skeleton) if is_one_of_many else None
    if match is None:
        return whole
    return Clause(
        tuple(one for one, place in zip(whole.lexemes, whole.starts, strict=True) if place + 1 <= match.start())
    )


# what letters of one's own are, where constants are free

_CONSTANTS = re.compile(
    rf"(?<={F})\s*[,;(]?\s*(?:with|where|mit|wobei|avec|où|con|donde|dove|com|onde|met|waarbij)\s+"
    rf"(?:(?:[^\W\d_]+\s+){{0,3}}{F}(?:\s*(?:,|and|und|et|y|e|en)\s*{F})*(?:\s+[^\W\d_]+){{0,4}})\s*\)?[\s.!]*$"
)
_NAMED_FREE = (
    "and arbitrary any real free constant constants is are an a number numbers of integration und beliebige beliebigen"
    " beliebig reelle reellen freie konstante konstanten ist sind eine zahlen et constante constantes arbitraires"
    " arbitraire quelconques réelles réels est sont une y arbitrarias arbitraria reales es son e costanti costante"
    " arbitrarie reali è sono arbitrárias reais é são en constanten willekeurige reële zijn"
)
_FREE = frozenset(_NAMED_FREE.split())
_ARE_CONSTANTS = re.compile(r"[ck]onstant|costant|arbitrar|beliebig|quelconque|willekeurig")


def _without_constants(asked: Asked, whole: Clause) -> Clause:
    """Return a sentence without `, where $A$ and $B$ are constants`, which restricts nothing where these are free."""
    match = _CONSTANTS.search(whole.skeleton)
    if (
        match is None
        or not (asked.question.constants or asked.question.up_to)
        or F not in whole.skeleton[: match.start()]
    ):
        return whole
    said = [one for one, place in zip(whole.lexemes, whole.starts, strict=True) if place + 1 > match.start()]
    spoken = [one.text for one in said if one.kind == "word"][1:]
    letters = [part.strip() for one in said if one.kind == "formula" for part in one.text.split(",")]
    known = asked.question.names.symbols.keys() - {*asked.question.constants}
    own = all(LETTER.fullmatch(part) and part not in known for part in letters)
    are_free = _ARE_CONSTANTS.search(" ".join(spoken)) is not None and _FREE.issuperset(spoken)
    if not own or not are_free:
        return whole
    return Clause(tuple(whole.lexemes[: len(whole.lexemes) - len(said)]))


# two bounds of one letter, of which one restricts the other

_RESTRICTS = frozenset(
    {"with", "where", "if", "when", "mit", "wobei", "falls", "wenn", "avec", "où", "si", "con", "donde", "cuando"}
)


def _with_both_bounds(asked: Asked, whole: Clause) -> Clause:
    """Return a sentence with `$x \\le 7$ with $x > 3$` as one condition, where a set is asked for."""
    if not asked.question.kind.is_set or len(whole.formulas) < 2:
        return whole
    lexemes: list[Lexeme] = []
    for one in _without_bracket(asked, whole.lexemes):
        if one.kind == "formula" and len(lexemes) > 1 and lexemes[-1].text in _RESTRICTS:
            before = lexemes[-2]
            if before.kind == "formula" and all(is_bound(asked.question, each.text) for each in (before, one)):
                raw = f"{before.raw} {lexemes[-1].raw} {one.raw}"
                lexemes[-2:] = [before._replace(text=f"{before.text} and {one.text}", raw=raw)]
                continue
        lexemes.append(one)
    return Clause(tuple(lexemes)) if len(lexemes) < len(whole.lexemes) else whole


def _without_bracket(asked: Asked, lexemes: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """Return lexemes with the bracket of a second bound as words before it: `$x < 2$ (and $x > 0$)`."""
    for place in range(1, len(lexemes) - 3):
        before, opened, word, bound, closed = lexemes[place - 1 : place + 4]
        is_one = (opened.text, closed.text) == ("(", ")") and word.text in _AND and word.kind == "word"
        are_bounds = is_one and before.kind == bound.kind == "formula" and is_bound(asked.question, before.text)
        if are_bounds and is_bound(asked.question, bound.text):
            return (*lexemes[:place], word._replace(text="with"), bound, *lexemes[place + 4 :])
    return lexemes


_AND = frozenset({"and", "und", "et", "y", "e", "en", "with", "mit", "avec", "con"})
