r"""Texts that are read where nothing else can be: steps of an iteration, and functions that a remark explains.

`θ -= ηg`, `\theta_{t+1} = \theta_t - \eta g`; `2x f(x), where f(x) = e^x`; `σ(x)^2, where σ is the sigmoid`.
"""

from __future__ import annotations

import re

from grader import marking
from grader.claims.chains import depths
from grader.language.limits import LIMITS
from grader.language.names import Names
from grader.language.spelling import canonical_name
from grader.language.tree import symbols
from grader.marking.asked.agreeing.other_kinds import is_of_other_kind
from grader.marking.texts.numbers.said_in_words import in_signs
from grader.marking.texts.sentences.gaps_said import with_said_gap
from grader.marking.texts.sentences.repeated_names import without_repeated_name
from grader.marking.texts.sets.compared_in_words import with_comparisons
from grader.marking.texts.sets.solution_texts import left_side
from grader.marking.texts.vectors.named_points import as_points, listed_pairs
from grader.marking.texts.vectors.named_vectors import as_vector
from grader.problems.declared.tree_kinds import holds_points
from grader.problems.question import Field, Question

_LETTER = r"(?:\\[A-Za-z]+|[A-Za-z]+|[α-ωΑ-Ω])"
_IN_PLACE = re.compile(
    rf"\s*+(?:\$\s*+)?(?P<name>{_LETTER}(?:_\{{?\w+\}}?)?)\s*(?P<sign>[-+*/−])=(?!=)(?P<rest>.+)", re.DOTALL
)
_NEXT = re.compile(
    rf"\s*+(?:\$\s*+)?(?P<name>{_LETTER})\s*+(?:(?P<script>[_^])\{{?\(?(?P<index>[a-z])\s*\+\s*1\)?\}}?"
    r"|_\{?(?:\\(?:text|mathrm)\{)?(?:new|neu)\}*)\s*(?::?=|←|\\(?:leftarrow|gets)\b)(?P<rest>.+)",
    re.DOTALL,
)
_JOINT = (
    r"(?<!\s)\s*+(?:[,;]\s*+)?(?:\\text\s*+\{\s*+)?(?<![\w\\])(?:where|with|wobei|mit|avec|où|donde|con|dove|onde|com|waarbij)\b"
    r"\s*+(?:\}\s*+)?(?:\$\s*+)?"
)
_OWN = re.compile(rf"{_JOINT}(?P<name>{_LETTER})\s*\(\s*(?P<by>[A-Za-z])\s*\)\s*:?=\s*(?P<body>.+)", re.DOTALL)
_KNOWN = re.compile(
    rf"{_JOINT}(?P<name>{_LETTER})(?:\(\w\))?\$?\s+(?:is|denotes|ist|bezeichnet)\s+"
    r"(?:the|die|der|den)\s+(?P<what>[\w-]++(?>(?: ++[\w-]++)*))[\s.$}]*+\Z"
)
_CALLED = re.compile(r"\s*+(?:\$\s*+)?(?P<name>[A-Za-z])\s*\(\s*(?P<by>[a-z])\s*\)\s*=(?P<value>[^<>]+)")
_CONSTANT = re.compile(
    r"(?<!\s)\s*+[,;(]\s*+(?:(?:where|with|wobei|mit)\s++)?(?P<letter>[A-Za-z](?:_\{?\d\}?|[₀-₉])?)\s+(?:(?:is|ist)\s+)?"
    r"(?:(?:any|an?|some|eine?|beliebige)\s+)?(?:(?:arbitrary|real|any|beliebige|reelle)\s+)*"
    r"(?:constant|real number|number|arbitrary|konstante|beliebig)[\s.)]*+\Z",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\A\s*(?:it['’]?s|(?:it|this|that)\s+(?:is|tends\s+to|goes\s+to|converges\s+to|approaches)|(?:tends|goes|converges)\s+to"
    r"|(?:(?:it|this|that)\s+)?diverges\s+to(?=\s*\$?\s*[-+−]?\s*(?:\\infty|∞|oo|inf))"
    r"|approaches|es\s+(?:ist|geht\s+gegen)|c['’]est)\s+(?=\S)",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\A\s*either\s+", re.IGNORECASE)
_SIGMOID = re.compile(r"(?:logistic\s+)?sigmoid(?:\s+function|funktion)?|logistic\s+function|logistische\s+funktion")
_LOGARITHM = re.compile(r"natural\s+log(?:arithm)?|natürliche[rn]?\s+logarithmus")
_MEANS = {"sigma": _SIGMOID, "log": _LOGARITHM, "ln": _LOGARITHM}
_SEVERAL = re.compile(r"[,;=]|\b(?:and|und|or|oder)\b")


def told_otherwise(question: Question, field: Field, text: str) -> str | None:
    """Return a text in signs that the reader knows, None where nothing changes; the rest of it means what it meant."""
    if len(text) > LIMITS.max_text:
        return None
    plain = _SAID.sub("", text, count=1)
    plain = with_comparisons(plain) if question.kind.is_solutions else plain
    if question.kind.is_expression:
        plain = with_said_gap(question, without_repeated_name(plain))
        plain = _without_constant(question, field.names, plain)
        plain = _with_function(field.names, _without_known(field.names, plain))
        plain = _with_prompts_function(question, field.names, plain)
        plain = as_vector(question, field.names, _next_value(question, field.names, plain))
        plain = _with_spelled_number(question, plain)
    elif any(map(holds_points, question.accepted)):
        plain = as_points(field.names, plain)
    elif question.kind.is_condition:
        plain = _as_line(question, field.names, _EITHER.sub("", _as_conditions(field.names, plain), count=1))
    return in_signs(question, field, plain) or (None if plain == text else plain)


def _with_spelled_number(question: Question, text: str) -> str:
    """Return a share or a number in words, `tre quarti`, in signs where one number is asked for."""
    if question.kind.is_one_number != "always":
        return text
    spelled = marking.texts.numbers.spelled
    text = spelled.shares.as_share(question, text)
    has_unit = question.unit is not None
    return spelled.whole_numbers.with_digits(question.prompt, text, has_unit=has_unit) or text


def _declared(names: Names, name: str) -> str | None:
    try:
        name = canonical_name(name)
    except ValueError:
        return None
    return name if name in names.symbols or name in names.functions else None


def _next_value(question: Question, names: Names, text: str) -> str:
    r"""Return what a symbol becomes: θ - (ηg) of `θ -= ηg`, and of `\theta_{t+1} = …` with `\theta_t` as θ.

    What is asked for depends on that symbol: the change of θ, -ηg, is not what θ becomes.
    """
    step = _IN_PLACE.fullmatch(text) or _NEXT.fullmatch(text)
    name = _declared(names, step["name"]) if step else None
    if step is None or name is None or not all(name in symbols(tree) for tree in question.accepted):
        return text
    rest = step["rest"].strip(" $.")
    if step.re is _IN_PLACE:
        return f"{step['name']} {step['sign']} ({rest})"
    index = step["index"]
    if index and _declared(names, index):
        return text
    old = index or r"(?:\\(?:text|mathrm)\{)?(?:old|alt)\}?"
    script = rf"\^(?:\{{\({old}\)\}}|\({old}\))" if step["script"] == "^" else rf"_(?:\{{{old}\}}|{old}(?!\w))"
    return re.sub(rf"(?<=[\w}}]){script}", " ", rest)  # `θ^t` is a power


def _as_conditions(names: Names, text: str) -> str:
    """Return `x = 1 and y = 2 or …` for `(1, 2), …` where x and y alone are declared, in the order of the alphabet."""
    known = [name for name in names.symbols if re.fullmatch("[a-z]", name)]
    points = listed_pairs(text) if len(known) == len(names.symbols) == 2 and known == sorted(known) else []
    return " or ".join(f"({known[0]} = {one} and {known[1]} = {other})" for one, other in points) or text


def _as_line(question: Question, names: Names, text: str) -> str:
    """Return `y = 3x - 2` for `t(x) = 3x - 2`, whose name neither the problem nor its prompt knows."""
    called, left = _CALLED.fullmatch(text), left_side(question)
    if called is None or left is None or left.name == called["by"] or not _declared(names, called["by"]):
        return text
    is_known = _declared(names, called["name"]) or re.search(
        rf"(?<![A-Za-z]){called['name']}(?![A-Za-z])", question.prompt
    )
    is_other = is_of_other_kind(question, f"{called['name']}({called['by']})")  # the normal for a tangent
    return text if is_known or is_other else f"{left.name} = {called['value'].strip(' $')}"


def _without_constant(question: Question, names: Names, text: str) -> str:
    """Return a formula without the remark that a letter of its own is any constant: `A e^x, with A any constant`."""
    said = _CONSTANT.search(text) if question.constants or question.up_to is not None else None
    is_own = said is not None and not _declared(names, said["letter"]) and said["letter"] in text[: said.start()]
    return text[: said.start()] if said is not None and is_own else text


def _with_function(names: Names, text: str) -> str:
    """Return a formula with a function of its own put in: `2x f(x), where f(x) = e^x` is 2x (e^x)."""
    said = next((match for match in _OWN.finditer(text) if match.start()), None)
    if said is None or depths(text)[said.start()] or _declared(names, said["name"]) or not _declared(names, said["by"]):
        return text
    body = said["body"].strip(" $.")
    call = re.compile(rf"(?<![\w\\']){re.escape(said['name'])}\s*\(\s*{said['by']}\s*\)")
    depth = depths(body)
    if call.search(body) or any(not depth[match.start()] for match in _SEVERAL.finditer(body)):
        return text
    formula = text[: said.start()]
    left, equals, value = formula.rpartition("=")
    return left + equals + call.sub(lambda _: f"({body})", value) + "$" * (formula.count("$") % 2)


_DEFINED = re.compile(r"\$+\s*(?P<name>[A-Za-z])\s*\(\s*(?P<by>[a-z])\s*\)\s*:?=\s*(?P<body>[^$=<>]{1,200}?)[\s.,;]*\$")


def _with_prompts_function(question: Question, names: Names, text: str) -> str:
    """Return a formula with the function that the prompt defines put in: `f(x) + 1` where it says `Let $f(x) = x^2$`.

    Only the last member of a chain, and only at the same letter.
    """
    found = list(_DEFINED.finditer(f"{question.lead}\n{question.prompt}"))
    if len(found) != 1 or _declared(names, found[0]["name"]) or not _declared(names, found[0]["by"]):
        return text
    name, by, body = found[0]["name"], found[0]["by"], found[0]["body"].replace("\\,", " ").strip(" $.")
    call = re.compile(rf"(?<![\w\\'^]){name}\s*\(\s*{by}\s*\)")
    if _SEVERAL.search(body) or call.search(body):
        return text
    left, equals, value = text.rpartition("=")
    return left + equals + call.sub(lambda _: f"({body})", value)


def _without_known(names: Names, text: str) -> str:
    """Return a formula without the remark that a known name means what it means: `…, where σ is the sigmoid`."""
    said = next((match for match in _KNOWN.finditer(text) if match.start()), None)
    if said is None or depths(text)[said.start()] or _declared(names, said["name"]):
        return text
    means = _MEANS.get(said["name"].removeprefix("\\").replace("σ", "sigma"))
    formula = text[: said.start()]
    is_so = means is not None and means.fullmatch(said["what"].casefold())
    return formula + "$" * (formula.count("$") % 2) if is_so else text
