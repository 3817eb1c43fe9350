"""How many digits a number is typed with, and in which notation. The tree has the value, `asked.typed` the digits."""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import HasForm
from grader.evidence.errors import UnclearError
from grader.evidence.forms.views import literal
from grader.language.printing import show
from grader.language.reader.typed_numbers import Typed, TypedNumber
from grader.language.tree import Add, Div, Mul, Neg, Node, Num, Pow
from grader.wording import reasons

TEN = Num(Fraction(10))
QUOTIENTS = frozenset({"/", "frac", "dfrac", "tfrac", "cfrac", "sfrac", "nicefrac", "½"})
# The signs and words for it in small letters, also `per cent`.
PERCENT = frozenset({"%", "percent", "pct", "cent", "cento", "ciento", "prozent", "pourcent", "procent"})
MAX_SHIFT = 2000  # of the power of ten behind a number


def significant_figures(asked: HasForm, tree: Node) -> str | None:
    """So many digits are typed, from the first one that is not 0."""
    number, _ = _numeral(asked, tree)
    if number is None:
        return _no_decimal(tree)
    return _counted(asked, number, number.figures, "significant figure")


def decimal_places(asked: HasForm, tree: Node) -> str | None:
    """So many digits are typed behind the decimal point."""
    number, shift = _numeral(asked, tree)
    if number is None:
        return _no_decimal(tree)
    places = max(number.places - shift, 0)
    return _counted(asked, number, (places, places), "decimal place")


def decimal(asked: HasForm, tree: Node) -> str | None:
    """A decimal number, written out; digits that repeat are some."""
    signs = _typed(asked).signs
    is_repeating = bool(signs & {"bar", "dot", "("}) and not signs & QUOTIENTS and literal(tree) is not None
    is_decimal = is_repeating or isinstance(_unsigned(tree), Num)
    return typed_in_percent(asked) if is_decimal else _no_decimal(tree)


def typed_in_percent(asked: HasForm) -> str | None:
    """Return why a number with a percent sign is refused, `37.5%` for 0.375: it is not written out."""
    signs = frozenset[str]().union(*(typed.signs for typed in asked.typed))
    return reasons.GIVEN_IN_PERCENT if _has_percent(signs) else None


def _has_percent(signs: frozenset[str]) -> bool:
    return not PERCENT.isdisjoint(map(str.casefold, signs))


def scientific(asked: HasForm, tree: Node) -> str | None:
    """A number from 1 up to 10, times a power of ten."""
    bare = _unsigned(tree)
    number, _ = _numeral(asked, tree)
    if number is None:
        return reasons.NO_NUMBER_SCIENTIFIC_NOTATION.format(formula=show(tree))
    is_power = isinstance(bare, Pow) or bare == Num(Fraction(0))
    if not is_power and isinstance(bare, Num) and "e" not in _typed(asked).signs:
        return reasons.NOT_WRITTEN_WITH_POWER.format(text=number.text)
    if not is_power and not 1 <= number.value < 10:
        return reasons.BEFORE_POWER_TEN_NOT.format(text=number.text)
    return None


def percent(asked: HasForm, tree: Node) -> str | None:
    """A number with a percent sign."""
    match _unsigned(tree):
        case Num():
            is_number = True
        case Div(Num(), Num(below)):  # `75/2 %` is read as 75/200
            is_number = below % 100 == 0
        case _:
            is_number = False
    is_percent = is_number and _has_percent(_typed(asked).signs)
    return None if is_percent else reasons.NOT_GIVEN_PERCENT.format(formula=show(tree))


def mixed_number(asked: HasForm, tree: Node) -> str | None:
    """A whole number, or one and a fraction between 0 and 1, or such a fraction alone."""
    match _unsigned(tree):
        case Num(whole) if whole.denominator == 1:
            return None
        case Add((Num(), fraction)) if "+" not in _typed(asked).signs and _is_proper(fraction):
            return None
        case fraction if _is_proper(fraction):
            return None
        case _:
            return reasons.NO_MIXED_NUMBER.format(formula=show(tree))


def ratio(asked: HasForm, tree: Node) -> str | None:
    """Two sides with a colon between them."""
    is_ratio = isinstance(_unsigned(tree), Div) and ":" in _typed(asked).signs
    return None if is_ratio else reasons.NOT_WRITTEN_RATIO.format(formula=show(tree))


def _is_proper(tree: Node) -> bool:
    match tree:
        case Div(Num(above), Num(below)):
            return above.denominator == below.denominator == 1 and above < below
        case _:
            return False


def _unsigned(tree: Node) -> Node:
    return tree.arg if isinstance(tree, Neg) else tree


def _no_decimal(tree: Node) -> str:
    return reasons.NO_DECIMAL_NUMBER_WRITTEN.format(formula=show(tree))


def _typed(asked: HasForm) -> Typed:
    if len(asked.typed) != 1 or not asked.typed[0].numbers:
        raise UnclearError("how its numbers are typed is not seen")
    return asked.typed[0]


def _numeral(asked: HasForm, tree: Node) -> tuple[TypedNumber | None, int]:
    """Return the digits that a tree was typed with and the power of ten behind them; None where it is no decimal."""
    value = _decimal_value(_unsigned(tree))
    if value is None:
        return None, 0
    typed = _typed(asked)
    number = typed.numbers[0]
    if isinstance(_unsigned(tree), Pow):
        return TypedNumber("1"), 0
    if value == 0 or number.value == 0:
        return (number, 0) if value == number.value else _unseen()
    shift = _power_of_ten(value / number.value)
    return number, shift + 2 if _has_percent(typed.signs) else shift


def _unseen() -> tuple[TypedNumber | None, int]:
    raise UnclearError("how its digits are typed is not seen")


def _decimal_value(tree: Node) -> Fraction | None:
    """Return the value of `2.30`, `2.3*10^5`, `10^5`; None for any other tree."""
    match tree:
        case Num(value):
            return value
        case Pow(base, exp) if base == TEN:
            power = literal(exp)
            is_whole = power is not None and power.denominator == 1 and abs(power) <= MAX_SHIFT
            return Fraction(10) ** int(power) if is_whole and power is not None else None
        case Mul((first, Pow() as power)):
            mantissa, scale = literal(first), _decimal_value(power)
            is_decimal = isinstance(_unsigned(first), Num)
            return abs(mantissa) * scale if is_decimal and mantissa is not None and scale is not None else None
        case _:
            return None


def _power_of_ten(ratio: Fraction) -> int:
    above, below = str(ratio.numerator), str(ratio.denominator)
    if above.rstrip("0") != "1" or below.rstrip("0") != "1":
        _unseen()
    return len(above) - len(below)


def _counted(asked: HasForm, number: TypedNumber, typed: tuple[int, int], what: str) -> str | None:
    """Return why none of the counts that a number may have is asked for."""
    least, most = asked.form.digits
    if typed[1] >= least and (most is None or typed[0] <= most):
        return None
    count = typed[1] if typed[1] < least else typed[0]
    counted = f"{count or 'no'} {what}{'' if count == 1 else 's'}"
    return reasons.TYPED_WITH.format(text=number.text, counted=counted, text_2=asked.form.text)
