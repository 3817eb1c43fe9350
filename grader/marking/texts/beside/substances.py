"""The substance behind an amount of it, `2 mol H2O`, `12 L of oxygen`: left aside where the prompt asks for one of it.

That is the substance behind the measure that is asked for, `How many moles of CO2`, or the only one of the prompt. It
may have its formula there or one of its names. Another substance stays.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader import marking
from grader.marking.asked.given.asked_part import asking_and_rest
from grader.marking.asked.tables import rows
from grader.marking.texts.beside.words import WORDS, any_of, pattern
from grader.problems.question import Field, Question

MAX_CHARACTERS = 200  # of a text that is looked into
KEPT = 2_000  # prompts of which it is kept of which substances they speak
_TABLE = rows("words/substances")  # the names of a substance by its formula
_NAMES: dict[str, str] = {}  # the first formula of each name
for _formula, _called in _TABLE.items():
    for _name in _called:
        _NAMES.setdefault(_name.replace("_", " "), _formula)
_ELEMENT = r"(?:[A-Z][a-z]?)"
_FORMULA = (
    rf"(?<![\w\\])(?:{_ELEMENT}\d{{0,2}}|\({_ELEMENT}\d{{0,2}}(?:{_ELEMENT}\d{{0,2}}){{0,3}}\)\d?){{1,8}}[+-]?(?![\w])"
)
_NAME = rf"(?<!\w)(?i:{any_of(_NAMES).replace(chr(92) + ' ', chr(92) + 's+')})(?!\w)"
_ONE = rf"(?:{_NAME}|{_FORMULA})"
_FOUND = re.compile(_ONE)
_WHOLE = re.compile(_FORMULA)
_ONE_ATOM = re.compile(r"(?<!\d)1(?!\d)")  # is never written: `F_1` is a force
# What makes another substance of a name, `iron(II) chloride, FeCl2`, and what makes it one of single atoms.
_COMPOUND = re.compile(rf"\s*\([IV]{{1,4}}\)(?:\s*[^\W\d_]+)?(?:\s*[,(]\s*(?P<of>{_FORMULA}))?")
_ATOMS = re.compile(r"(?i)\s+(?:atom|átomo)")
_BEHIND = re.compile(
    rf"(?P<amount>.*\d[\s$)}}]*[^\s\d().,]\S{{0,11}})\s+(?:(?i:{pattern('amount-of')})\s+|d['’]\s?)?(?P<what>{_ONE})"
    r"(?:\s*\((?:aq|g|l|s)\)|\s+gas)?[\s.]*",
    re.DOTALL,
)
_MEASURED = re.compile(
    rf"(?<!\w)(?i:{pattern('measure')})\s+(?:(?:(?i:{pattern('amount-of')})\s+|d['’]\s?)(?:(?i:the|dem|der)\s+)?(?:\d[\d.,]*\s?\S{{1,12}}\s+(?:(?i:{pattern('amount-of')})\s+)?)?(?P<what>{_ONE}|\S+)"
    rf"|(?P<beside>{_ONE}))"
)
_ASKS = re.compile(
    r"(?i)(?<!\w)(?:what|which|how\s+(?:many|much)|welche[rsnm]?|wie\s*viele?|quell?e?s?|combien|qué|cuál|cuánt[oa]s?|quale?|quant[oiea]|qual|hoeveel)(?!\w)"
)
_ORDERS = re.compile(
    r"(?i)(?<!\w)(?:find|calculate|compute|determine|give|berechne\w*|bestimme\w*|calcul\w*|calcol\w*|trova|halla)(?!\w)"
)
MAX_BETWEEN = 30  # characters between what asks and the measure that is asked for
_DRESS = re.compile(r"[${}_\\~]|mathrm|text|\bce(?=\{)")
_SET = re.compile(r"\\(?:mathrm|text|ce)\s*(?=\{)")
_SCALE = re.compile(
    r"(?:°|\^\s*\{?\s*\\circ\s*\}?|\\degree(?![A-Za-z]))\s*(?:\\(?:mathrm|text)\s*\{)?[CFK](?![A-Za-z])"
)
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁺⁻", "0123456789+-")


def without_substance(question: Question, field: Field, text: str) -> str:
    """Return an amount without the substance that it is of, where it is asked for; the text where it is another one."""
    if len(text) > MAX_CHARACTERS or question.kind.is_one_number == "never":
        return text
    found = _BEHIND.fullmatch(_plain(text))
    of = _formula_of(found["what"]) if found is not None else ""
    if found is None or not of or of != _asked(question.lead, question.prompt):
        return text
    amount = found["amount"]
    return amount if question.unit else marking.texts.quantities.units_asked.without_asked_unit(question, amount)


def other_substance(question: Question, text: str) -> str:
    """Return the substance behind an amount, where the prompt asks for one of another substance."""
    found = _BEHIND.fullmatch(_plain(text)) if len(text) <= MAX_CHARACTERS else None
    said = _formula_of(found["what"]) if found is not None else ""
    asked = _asked(question.lead, question.prompt) if said else ""
    if asked:
        is_named = found is not None and found["what"].casefold() in _NAMES
        is_alike = {said, asked} <= _alike(said) and (is_named or not _asks_atoms(question))
        return said if said != asked and not is_alike else ""
    told = _told(question.lead, question.prompt) if said else set()
    return said if told and told.isdisjoint(_alike(said) | {said}) else ""


def _asks_atoms(question: Question) -> bool:
    """Whether atoms are counted, of which a molecule has several."""
    return re.search(r"(?i)(?<!\w)(?:atom|átomo)", asking_and_rest(question.lead, question.prompt)[0]) is not None


def _alike(formula: str) -> set[str]:
    """Return the formulas of what has a common name, O and O2 of oxygen."""
    named = _TABLE.get(formula, frozenset())
    return {one for one, names in _TABLE.items() if not names.isdisjoint(named)}


def _plain(text: str) -> str:
    """Return a text with its formulas of chemistry in plain letters, `H2O` for `$\\mathrm{H_2O}$`."""
    return _DRESS.sub("", _SET.sub("", _SCALE.sub("°", text))).translate(_SUBSCRIPTS)


def _formula_of(what: str) -> str:
    """Return the formula of a substance, empty for what is none."""
    name = " ".join(what.casefold().split())
    if name in _NAMES and not (len(what) < 3 and what != what.casefold()):
        return _NAMES[name]
    elements = re.findall(_ELEMENT, what)
    is_known = bool(elements) and all(one in WORDS["element"] for one in elements) and _ONE_ATOM.search(what) is None
    return (
        what
        if is_known and _WHOLE.fullmatch(what) and (what in _TABLE or len(elements) > 1 or not what.isalpha())
        else ""
    )


@lru_cache(maxsize=KEPT)
def _asked(lead: str, prompt: str) -> str:
    """Return the formula of the substance of which a prompt asks for an amount, empty where nobody can tell."""
    asking = _plain(asking_and_rest(lead, prompt)[0])
    behind = _ASKS.search(asking) or _ORDERS.search(asking)
    measured = _MEASURED.search(asking, behind.end()) if behind is not None else None
    if behind is not None and measured is not None:
        between = asking[behind.end() : measured.start()]
        is_asked = len(between) <= MAX_BETWEEN and re.search(r"\d", between) is None
        if is_asked or measured["what"] is None:
            return _measured(asking, measured) if is_asked else ""
    every = _told(lead, prompt)
    return next(iter(every)) if len(every) == 1 else ""


def _measured(asking: str, measured: re.Match[str]) -> str:
    """Return the formula of what is measured: its name may be longer, `iron(II) chloride`, or of single atoms."""
    what = measured["what"] or measured["beside"]
    name = what.partition("(")[0] if _COMPOUND.search(what) else what
    start = measured.start("what" if measured["what"] else "beside") + len(name)
    if (compound := _COMPOUND.match(asking, start)) is not None:
        return compound["of"] or ""
    of = _formula_of(what)
    is_atoms = _ATOMS.match(asking, measured.end()) is not None and len(re.findall(_ELEMENT, of)) == 1
    return of.rstrip("0123456789") if is_atoms else of


def _told(lead: str, prompt: str) -> set[str]:
    """Return the formulas of all substances of a prompt."""
    return {of for one in _FOUND.findall(_plain(f"{lead}\n{prompt}")) if (of := _formula_of(one))}
