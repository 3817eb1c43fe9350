"""Problems without their answers, newly written: what is not named here is in no public file.

A public problem holds its id, title, prompt and points, the type of its answer, options, fields, and the declared
symbols with their domains; of definitions the names and shapes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from grader.language.code.program import Frame
from grader.language.domains import Domain, Variable
from grader.language.printing import show_domain
from grader.problems.declared.forms import NOTATIONS
from grader.problems.declared.shapes import Shape, shape_of
from grader.problems.question import Field, Problem, Question

Document = dict[str, Any]
UNKNOWN = "unknown"  # stands for the shape of a definition that its formula does not show
ENDLESS = 1 << 30  # columns: no line is folded


def public_text(problem: Problem) -> str:
    """Return the file of a problem without its answer."""
    return yaml.dump(
        public_body(problem),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=ENDLESS,
    )


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and nothing twice by reference."""

    def ignore_aliases(self, data: Any) -> bool:
        """Return that everything is written out."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else "'" if text != text.strip() or not text.isalnum() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def public_body(problem: Problem) -> Document:
    """Return what is public of a problem."""
    head: Document = {"id": problem.id} | _words(problem.title, problem.prompt)
    if not problem.has_parts:
        return head | _asked(problem.questions[0])
    return head | {"parts": [_part(problem, part) for part in problem.questions]}


def _words(title: str, prompt: str) -> Document:
    return {key: text for key, text in (("title", title), ("prompt", prompt)) if text.strip()}


def _part(problem: Problem, part: Question) -> Document:
    title = "" if part.title == problem.title else part.title
    return {"id": part.id.removeprefix(f"{problem.id}.")} | _words(title, part.prompt) | _asked(part)


def _asked(question: Question) -> Document:
    return {"points": str(question.points), "answer": _answer(question)}


def _answer(question: Question) -> Document:
    body: Document = {"type": question.type}
    body |= {"options": dict(question.options)} if question.options else {}
    body |= _fields(question)
    body |= {key: found for key, some in _symbols(question) if (found := _declared(question, some))}
    body |= _given_to_code(question.frame) if question.frame is not None else {}
    body |= {"functions": _functions(question.functions)} if question.functions else {}
    body |= {"unit": question.unit.unit.text} if question.unit else {}
    body |= {"form": [one.form.text for one in question.forms]} if question.forms else {}
    body |= {"allow": read} if (read := [one for one in question.allow if one in NOTATIONS]) else {}
    body |= {"up_to": question.up_to} if question.up_to else {}
    body |= {"constants": list(question.constants)} if question.constants else {}
    body |= {"numbers": question.names.numbers} if question.names.numbers != "plain" else {}
    body |= {"spellings": dict(question.names.spellings)} if question.names.spellings else {}
    return body | ({"define": found} if (found := dict(_defined(question))) else {})


def _given_to_code(frame: Frame) -> Document:
    """Return what code is given; what a problem's own code does is not public, the names that it makes are."""
    inputs = {one.path: show_domain(one.domain) for one in frame.inputs}
    others = sorted(frame.names - {str(one.steps[0]) for one in frame.inputs})
    return {"inputs": inputs, "library": frame.library} | ({"names": others} if others else {})


def _symbols(question: Question) -> Iterable[tuple[str, Iterable[Variable]]]:
    return ("given", question.given), ("for_all", question.for_all)


def _declared(question: Question, variables: Iterable[Variable]) -> Document:
    known = question.names.symbols
    return {one.name: _domain(one.domain, known[one.name].spellings if one.name in known else ()) for one in variables}


def _domain(domain: Domain, spellings: Iterable[str], **more: Any) -> Document | str:
    """Return a domain, written out where there is more to say of the symbol."""
    said = {"also": list(spellings), **more}
    kept = {key: value for key, value in said.items() if value}
    return {"domain": show_domain(domain), **kept} if kept else show_domain(domain)


def _fields(question: Question) -> Document:
    """Return the fields that an author declared, or the layers in their place, or the name of the one field."""
    if question.layers is not None:
        layers = question.layers
        body: Document = {"inputs": str(len(layers.inputs)), "outputs": str(layers.outputs)}
        body |= {"concatenate": "allowed"} if layers.concatenate else {}
        body |= {"max_layers": str(layers.max_layers)}
        return {"layers": body | ({"width": str(layers.width)} if layers.width is not None else {})}
    if list(question.fields) == ["answer"] and not question.kind.may_be_none:
        symbol = question.fields["answer"].symbol
        return {"symbol": symbol} if symbol else {}
    return {"fields": {name: _field(question, field) for name, field in question.fields.items()}}


def _field(question: Question, field: Field) -> Document | str:
    allowed = [one.name for one in question.for_all if one.name in field.names.symbols]
    more: Document = {"optional": "yes"} if field.default is not None else {}
    more |= {"free": "yes"} if field.free else {}
    return _domain(field.domain, field.spellings, **{"in": allowed}, **more)


def _functions(functions: Mapping[str, int]) -> Document:
    return {name: f"{', '.join(['real'] * arity)} -> real" for name, arity in functions.items()}


def _defined(question: Question) -> Iterable[tuple[str, str]]:
    """Yield the definitions that an answer may use, each with its shape."""
    shapes: dict[str, Shape | None] = {one.name: one.domain.shape for one in (*question.given, *question.for_all)}
    shapes |= {field.name: field.domain.shape for field in question.fields.values()}
    usable = {name for field in question.fields.values() for name in (*field.names.symbols, *field.names.functions)}
    for name, definition in question.define.items():
        inner = {key: shape for key, shape in shapes.items() if key not in definition.parameters}
        shape = shape_of(definition.body, inner)
        if not definition.parameters:
            shapes[name] = shape
        if name in usable:
            heading = f"{name}({', '.join(definition.parameters)})" if definition.parameters else name
            yield heading, UNKNOWN if shape is None else show_domain(Domain(shape=shape))
