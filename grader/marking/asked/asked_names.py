"""What a prompt asks for by a formula, `Compute $dL/dw$`, and whether a left side names that or something else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from grader.claims.chains import chain
from grader.marking.asked.about.objects import is_of_other_object
from grader.marking.asked.names.left_names import Name, differ, head_of, name_of
from grader.marking.asked.prompt_formulas import with_calls
from grader.marking.asked.words.nouns import asked_by_noun
from grader.marking.asked.words.phrases import PLACES, phrase_asked
from grader.marking.asked.words.quantities import are_others, quantities_called, quantities_of, usual_names
from grader.problems.question import Question
from grader.records import replace

KEPT = 2_000  # prompts of which it is kept what they ask for
Naming = Literal["asked", "other", "unknown"]
_PREPOSITIONS = (
    "of|for|with|in|on|from|such|that|where|if|at|to|by|as|after|between|over|under|around|into|within|per|when|using|von|"
    r"für|mit|auf|aus|bei|wenn|an(?=\s+(?:de[mnr]|die|das|\$))|am|um|zum|zur|über|unter|nach|durch|bis|im|de|du|des|del|para|pour|con|en|sur|dans|si|"
    r"à|au|aux|par|sous|entre|avec|a(?=\s+(?:la|los|las|\$))|al|por|sobre|hasta|cuando|di|dell[aoe]|dei|degli|dal|dalla|ai|nel|nella|"
    rf"su|sul|sulla|per|tra|fra|do|da|dos|das|em|no|na|van|voor|op|door|tussen|bij|{PLACES}"
)
_ASKED_FOR = re.compile(
    r"(?<!\w)(?:give|find|compute|determine|calculate|evaluate|state|simplify|derive|express|what\s+is|what\s+are|(?P<solve>solve)|"
    r"bestimmen?|berechnen?|geben|gib|vereinfachen?|was\s+ist|calculer|calculez|déterminer|déterminez|trouver|trouvez|"
    r"donner|donnez|que\s+vaut|calcule|calcula|halle|halla|determine|determina|encuentre|encuentra|dé|"
    r"calcolar?e?|calcolate|trovar?e?|trovate|determinare|determinate|scrivi|bereken|bepaal|geef|vind|determine|ache)(?!\w)"
    rf"(?:\s+(?!(?:{_PREPOSITIONS})\s)[^\s$.?!:;]+){{0,6}}\s*\$(?P<formula>[^$]{{1,200}})\$"
    r"(?P<more>(?:\s*(?:,|and|und|et|y)+\s*\$[^$]{1,200}\$){0,8})(?:\s+for\s+\$(?P<unknown>[^$]{1,40})\$)?",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"\$([^$]{1,200})\$")
_ALONE = re.compile(r"\s*\$(?P<formula>[^$]{1,60})\$\s*[.:?]?\s*")  # a part whose prompt is `$w_1$`
_BY = re.compile(
    r"(?:with\s+respect\s+to|w\.?\s?r\.?\s?t\.?|nach|bezüglich|par\s+rapport\s+à|respecto\s+(?:a|de)|rispetto\s+a)\s+\$(?P<by>[^$]{1,40})\$",
    re.IGNORECASE,
)


def formulas_asked_by(question: Question) -> frozenset[str]:
    """Return the formulas that a question's own prompt asks for; of one that asks for none, those before its parts."""
    return formulas_asked_for(question.prompt) or formulas_asked_for(question.lead)


@lru_cache(maxsize=KEPT)
def formulas_asked_for(*prompts: str) -> frozenset[str]:
    """Return the formulas that prompts ask for, right behind a verb: `Compute $f'(x)$`, `Give the estimate $…$`."""
    prompts = tuple(map(with_calls, prompts))
    found = [match for prompt in prompts for match in _ASKED_FOR.finditer(prompt) if not _is_solved(match)]
    alone = [match["formula"] for prompt in prompts if (match := _ALONE.fullmatch(prompt))]
    behind = (text for match in found for text in (match["formula"], *_FORMULA.findall(match["more"])))
    unknowns = [match["unknown"] for prompt in prompts for match in _ASKED_FOR.finditer(prompt) if _is_solved(match)]
    unknowns += [match["unknown"] or match["auf"] for prompt in prompts for match in _SOLVED_FOR.finditer(prompt)]
    return frozenset((*alone, *behind, *filter(None, unknowns)))


_SOLVED_FOR = re.compile(
    r"(?<!\w)solve\s+for\s+\$(?P<unknown>[^$]{1,40})\$|(?<!\w)nach\s+\$(?P<auf>[^$]{1,40})\$\s+(?:auf|um)(?![^\W_])",
    re.IGNORECASE,
)


def _is_solved(match: re.Match[str]) -> bool:
    """Whether a formula is an equation, whose left side is not what is asked for: `Solve $y' = 2y$`, `Solve $x^3 = 8$`.

    It may be where the equation gives a letter or a function by itself and no unknown is named: `Solve $y = 2 + 5$`.
    """
    if not match["solve"] or "=" not in match["formula"]:
        return False
    if match["unknown"]:
        return True
    name = name_of(chain(match["formula"]).members[0])
    return name is not None and (
        name.kind == "derivative" or bool(name.above) or _SHIFTED.fullmatch(name.of) is not None
    )


def asked_names(question: Question) -> frozenset[Name]:
    """Return what a question asks for by name, empty where that is not known."""
    is_one = len(question.fields) == 1
    symbols = tuple(field.symbol or ("" if is_one else field.name) for field in question.fields.values())
    return _asked_names(question.lead, question.prompt, symbols)


@lru_cache(maxsize=KEPT)
def _asked_names(lead: str, prompt: str, symbols: tuple[str, ...]) -> frozenset[Name]:
    for text in (prompt, lead):
        found = {name for one in formulas_asked_for(text) if (name := _defined(one)) is not None}
        found = found or set(asked_by_noun(lead, prompt).sure if text is prompt else ())
        if not found:
            found = {Name("derivative", "", by=match["by"].strip(), order=1) for match in _BY.finditer(text)}
        if found:
            found |= {name for one in symbols if one and (name := name_of(one)) is not None}
            return frozenset(found | _derivatives(found, f"{lead} {prompt}"))
    indexed = _derivatives(filter(None, map(name_of, symbols)), f"{lead} {prompt}")
    return frozenset(indexed | {name for one in symbols if indexed and (name := name_of(one)) is not None})


def _derivatives(names: Iterable[Name], said: str) -> set[Name]:
    """Return the derivatives that names with an index are, `f_x` and `f_{xy}`, where derivatives are spoken of."""
    return _derivative(names) if _DERIVATIVES.search(said) is not None else set()


def _derivative(names: Iterable[Name]) -> set[Name]:
    matches = [_INDEXED.fullmatch(one.of) for one in names if one.kind == "bare" and not one.above]
    found = [(one["of"], "".join(sorted(one["by"].strip("{}")))) for one in matches if one is not None]
    return {Name("derivative", of, "", by, len(by)) for of, by in found}


_INDEXED = re.compile(r"(?P<of>[^\W\d_])_(?P<by>[xyztuvw]|\{[xyztuvw]{2,3}\})")
_DERIVATIVES = re.compile(r"(?i)derivativ|ableitung|dérivée|derivad|derivat[ae]")


def _defined(formula: str) -> Name | None:
    r"""Return what a formula that is asked for names: of `y = Wx + b` it is y, of `f(x) = x^2` f at any place."""
    members = chain(formula).members
    found = name_of(members[0])
    if found is None or len(members) < 2 or found.kind == "bare":
        return found
    return Name(found.kind, found.of, "", found.by, found.order)


def naming(question: Question, text: str) -> Naming:
    """Return what the members of a chain before its last one name: what is asked for, something else, or neither."""
    if "=" not in text or question.kind.is_solutions:
        return "unknown"
    asked = asked_names(question)
    noun = asked_by_noun(question.lead, question.prompt).other if len(question.fields) == 1 else frozenset()
    lefts = chain(text).members[:-1]
    found = [name for left in lefts if (name := name_of(left)) is not None] if asked or noun else []
    found = [_in_case(one, asked, f"{question.lead} {question.prompt}") for one in found]
    ends_as_asked = len(lefts) > 1 and any(not differ(one, other) for one in found[-1:] for other in asked | noun)
    if lefts and is_of_other_object(question, lefts[0]) and not ends_as_asked:  # `\det A^T = \det A = 5`
        return "other"
    if not found:
        return "unknown"
    if any(one.kind == other.kind and not differ(one, other) for one in found for other in asked | noun):
        return "asked"
    indexed = frozenset(one for one in asked if one.kind == "bare" and not asked.isdisjoint(_derivative({one})))
    is_other = any(
        asked and all(differ(one, other) for other in (asked - indexed if one.kind == "derivative" else asked))
        for one in found
    )
    return (
        "other" if is_other or any(one.kind == "call" and is_other_quantity(one, noun) for one in found) else "unknown"
    )


def _in_case(name: Name, asked: frozenset[Name], said: str) -> Name:
    """Return a name in the case of the one that is asked for, `F_{10}` for `f_{10}`, where the prompt has no such f."""
    swapped = name.of[:1].swapcase() + name.of[1:]
    is_one = name.kind == "bare" and _NUMBERED.fullmatch(name.of) is not None and swapped in {one.of for one in asked}
    is_free = is_one and re.search(rf"(?<![A-Za-z\\]){name.of[0]}(?![A-Za-z])", said) is None
    return replace(name, of=swapped) if is_free else name


_NUMBERED = re.compile(r"[A-Za-z]_\{?\d{1,4}\}?")
_SHIFTED = re.compile(r"[A-Za-z]_\{[a-z][-+−]\d\}")


def is_called_as_asked(question: Question, text: str) -> bool:
    """Whether a chain is for what is asked for by its name, or by the letter that it usually has: `h = 5 m`."""
    said = naming(question, text)
    if said != "unknown" or "=" not in text or question.kind.is_solutions:
        return said == "asked"
    name = name_of(chain(text).members[0])
    words = phrase_asked(question.lead, question.prompt) if name is not None else frozenset()
    usual = usual_names(words)
    if name is not None and len(name.of) > 1 and are_others(quantities_of(name), quantities_called(words)):
        return False  # `Var` is no way to write `σ`
    is_asked_otherwise = usual and asked_names(question)
    return not is_asked_otherwise and any(name and one.kind == name.kind and not differ(one, name) for one in usual)


def is_declared(question: Question, left: str) -> bool:
    """Whether a left side is the letter that the problem declares for its answer: `symbol: R_0`."""
    name = name_of(left)
    symbols = [name_of(field.symbol) for field in question.fields.values() if field.symbol]
    return name is not None and any(one is not None and not differ(name, one) for one in symbols)


_QUANTITIES = frozenset({"E", "Var", "V", "Cov", "det", "tr", "rank", "P"})


def is_other_quantity(one: Name, noun: frozenset[Name]) -> bool:
    """Whether a name is of another quantity than the noun that the prompt asks for: `E[X]` of the variance."""
    return bool(noun) and head_of(one.of) in _QUANTITIES and all(differ(one, other) for other in noun)
