"""What helps after a wrong network of one real input: kinks, idle units; for staff, where it leaves the function."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, localcontext
from fractions import Fraction

from grader.claims.builders.setting import setting_of
from grader.claims.definitions import expand
from grader.claims.networks.built import built
from grader.claims.statements import Setting
from grader.errors import AnswerError
from grader.evidence import deviation, idle_units, outline_of
from grader.language.tree import Node
from grader.marking.facts.outputs import output_there
from grader.marking.judging.judged import Judged, budget_of
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback
from grader.wording import reasons, sentences

MAX_SHOWN = 6  # kinks, units or intervals that a sentence lists
SHORT = 40  # bits of a numerator or denominator that is written out
DIGITS = 6  # of a decimal in place of a longer fraction


def with_network_facts(question: Question, values: Mapping[str, Node], judged: Judged) -> Judged:
    """Return what was judged of a network that was refuted, with sentences on its output and its pieces."""
    try:
        output = built(question, values).output
    except AnswerError:
        return judged
    if output is None:
        return judged
    points = (output_there(question, claim, output) for claim in judged.claims)
    said = [one for one in points if one is not None]
    if len(question.for_all) == 1:
        said += _of_line(question, output, judged)
    return replace(judged, feedback=(*judged.feedback, *said))


def _of_line(question: Question, output: Node, judged: Judged) -> list[Feedback]:
    """Return what is to be said of a network of one real input."""
    setting, (variable,) = setting_of(question), question.for_all
    said = _units(question, output, setting)
    if not any(one.code in {"kinks", "convex"} for one in judged.feedback):  # a claim was about them
        bends = _kinks(question, output, setting)
        if not bends:
            return said  # too long, or no such function: then nothing can be said of its differences either
        said += bends
    if len(question.accepted) == 1 and question.tolerance is None and question.up_to is None:
        expected = expand(question.accepted[0], question.define)
        said += _differences(question, (output, expected), setting, variable.name)
    return said


# What an answer does itself.


def _units(question: Question, output: Node, setting: Setting) -> list[Feedback]:
    said = []
    several = question.layers is not None
    (variable,) = question.for_all
    bounded = variable.domain.low is not None or variable.domain.high is not None
    for unit in idle_units(output, setting, budget_of(question))[:MAX_SHOWN]:
        name = reasons.UNIT.format(number=unit.number) + (
            reasons.LAYER.format(layer=unit.layer) if several or unit.layer > 1 else ""
        )
        what = reasons.OUTGOING_WEIGHT
        if unit.why == "inactive":
            where = reasons.DOMAIN if bounded else ""
            what = reasons.NEVER_ACTIVE.format(name=variable.name, where=where)
        said.append(_own("unit", f"{name} {what}."))
    return said


def _kinks(question: Question, output: Node, setting: Setting) -> list[Feedback]:
    outline = outline_of(output, setting, budget_of(question))
    if outline is None:
        return []
    (variable,) = question.for_all
    kinks, jumps = outline.kinks, outline.jumps
    said = [_own("jumps", sentences.JUMPS.format(places=_at(variable.name, jumps)))] if jumps else []
    if kinks:
        told = sentences.KINKS if len(kinks) > 1 else sentences.ONE_KINK
        said.append(_own("kinks", told.format(count=len(kinks), places=_at(variable.name, kinks))))
    elif not jumps:
        said.append(_own("kinks", sentences.NO_KINK))
    return said


def _own(code: str, text: str) -> Feedback:
    return Feedback(code, text, text)


def _at(variable: str, places: tuple[Fraction, ...]) -> str:
    listed = [_place(variable, place) for place in places[:MAX_SHOWN]]
    if len(places) > MAX_SHOWN:
        return f"{', '.join(listed)}, …"
    *first, last = listed
    return f"{', '.join(first)} and {last}" if first else last


# Where it leaves the function.


def _differences(question: Question, trees: tuple[Node, Node], setting: Setting, variable: str) -> list[Feedback]:
    found = deviation(*trees, setting, budget_of(question))
    if found is None:
        return []
    said = []
    if found.agree and found.differ:
        spans = [_where(low, high, variable) for low, high in found.agree]
        said.append(reasons.YOUR_NETWORK_AGREES_WITH.format(listed=_listed(spans)))
    if found.missing:
        what = reasons.KINK if len(found.missing) == 1 else reasons.KINKS
        said.append(reasons.KINKS_MISSING.format(what=what, at=_at(variable, found.missing)))
    if found.extra:
        said.append(reasons.NO_KINK_AT.format(at=_at(variable, found.extra)))
    for low, high, slope, wanted in found.slopes:
        where = _where(low, high, variable)
        start = reasons.SLOPE_YOUR_NETWORK.format(upper=where[0].upper(), some=where[1:])
        said.append(reasons.SLOPE.format(start=start, text=_text(slope), text_2=_text(wanted)))
    return [Feedback("pieces", text, "", "answer") for text in said]


def _where(low: Fraction | None, high: Fraction | None, variable: str) -> str:
    if low is None:
        return "everywhere" if high is None else reasons.FOR_BELOW.format(variable=variable, text=_text(high))
    if high is None:
        return reasons.FOR_ABOVE.format(variable=variable, text=_text(low))
    return reasons.BETWEEN.format(place=_place(variable, low), text=_text(high))


def _place(variable: str, place: Fraction) -> str:
    return f"{variable} {'=' if _is_short(place) else 'near'} {_text(place).removeprefix('about ')}"


def _text(value: Fraction) -> str:
    """Return a number as a person reads it: a long fraction is shown as a decimal."""
    if _is_short(value):
        return str(value)
    with localcontext(prec=DIGITS):
        return f"about {(Decimal(value.numerator) / Decimal(value.denominator)).normalize():g}"


def _is_short(value: Fraction) -> bool:
    return value.numerator.bit_length() <= SHORT and value.denominator.bit_length() <= SHORT


def _listed(parts: list[str]) -> str:
    shown = parts[:MAX_SHOWN]
    if len(parts) > MAX_SHOWN:
        return f"{', '.join(shown)}, …"
    *first, last = shown
    return f"{', '.join(first)} and {last}" if first else last
