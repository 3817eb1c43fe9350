"""A question in few words: what differs from an empty one, as texts."""

from grader.language.printing import show
from grader.language.tree import Node
from grader.problems.question import Definition, Example, Field, FormClaim, Mistake, Requirement, Tolerance


def summary(question):
    plain = {
        name: value
        for name in question.__dataclass_fields__
        if name not in {"id", "file", "line", "names", "fields"} and (value := getattr(question, name)) not in EMPTY
    }
    shown = {name: text(value) for name, value in plain.items()}
    if question.fields.keys() != {"answer"} or question.fields["answer"].symbol:
        shown["fields"] = text(question.fields)
    for name, usual in (
        ("points", "1"),
        ("reveal", "counterexample"),
        ("plot", "own"),
        ("credit", "all"),
        ("exists", "yes"),
    ):
        if shown.get(name) == usual:
            del shown[name]
    return shown


EMPTY = ("", None, (), {}, False)


def text(value):
    match value:
        case bool():
            return "yes" if value else "no"
        case Node():
            return show(value)
        case Field():
            default = f", default {show(value.default)}" if value.default else ""
            also = f", also {', '.join(value.spellings)}" if value.spellings else ""
            symbol = f", symbol {value.symbol}" if value.symbol else ""
            names = " ".join([*value.names.symbols, *(f"{name}()" for name in value.names.functions)])
            return f"{value.domain.text}{default}{also}{symbol}; may use: {names}"
        case Definition():
            return f"({', '.join(value.parameters)}) -> {show(value.body)}" if value.parameters else show(value.body)
        case Requirement():
            points = f" [{value.points}]" if value.points is not None else ""
            condition = " or ".join(" and ".join(map(show, one)) for one in value.alternatives)
            return f"{condition}{points}" + (f" | {value.feedback}" if value.feedback else "")
        case Tolerance():
            return {name: text(part) for name in value.__dataclass_fields__ if (part := getattr(value, name))}
        case Mistake():
            return f"{dict(value.when)} [{value.score}] {value.feedback}".strip()
        case Example():
            return f"{value.outcome}: {dict(value.fields) if value.whole is None else value.whole}"
        case tuple():
            return [text(item) for item in value]
        case dict():
            return {name: text(item) for name, item in value.items()}
        case _ if hasattr(value, "domain"):
            return f"{value.name}: {value.domain.text}"
        case _:
            return str(value.form.text if isinstance(value, FormClaim) else value)
