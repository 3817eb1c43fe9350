"""Puts the named expressions and functions of a problem's `define` in place of their names."""

from __future__ import annotations

from collections.abc import Mapping

from grader.errors import AnswerError, LimitError
from grader.language.tree import Apply, Bind, Builder, Node, Sym, children, rebuild, substitute
from grader.problems.question import Definition
from grader.wording import reasons

MAX_EXPANDED_NODES = 20_000  # nodes of a tree after its definitions were put in


def expand(node: Node, definitions: Mapping[str, Definition]) -> Node:
    """Return `node` with every defined name and function replaced by what it stands for.

    Raises LimitError where the result would have more than `MAX_EXPANDED_NODES` nodes, AnswerError where a
    function is used with the wrong number of arguments.
    """
    if not definitions:
        return node
    size = [0]
    return _expand(node, definitions, size)


def _expand(node: Node, definitions: Mapping[str, Definition], size: list[int]) -> Node:
    size[0] += 1
    if size[0] > MAX_EXPANDED_NODES:
        limit = f"max_expanded_nodes = {MAX_EXPANDED_NODES}"
        raise LimitError(reasons.ANSWER_TOO_LONG_ONCE.format(limit=limit))
    match node:
        case Sym(name=name) if name in definitions and not definitions[name].parameters:
            return _expand(definitions[name].body, definitions, size)
        case Apply(name=name, args=args, primes=0) if name in definitions:
            arguments = tuple(_expand(argument, definitions, size) for argument in args)
            return _applied(name, definitions, arguments, size)
        case Bind(var=var) if var in definitions:
            inner = {name: definition for name, definition in definitions.items() if name != var}
            return rebuild(node, lambda child: _expand(child, inner, size))
        case Builder(names=names):
            return rebuild(node, lambda child: _expand(child, _without(definitions, names), size))
        case _:
            return rebuild(node, lambda child: _expand(child, definitions, size))


def _applied(name: str, definitions: Mapping[str, Definition], arguments: tuple[Node, ...], size: list[int]) -> Node:
    definition = definitions[name]
    if len(arguments) != len(definition.parameters):
        raise AnswerError(
            reasons.TAKES_ARGUMENTS.format(name=name, count=len(definition.parameters), count_2=len(arguments))
        )
    body = _expand(definition.body, _without(definitions, definition.parameters), size)
    size[0] += sum(_count(argument) for argument in arguments)
    return substitute(body, dict(zip(definition.parameters, arguments, strict=True)))


def _without(definitions: Mapping[str, Definition], names: tuple[str, ...]) -> Mapping[str, Definition]:
    return {name: definition for name, definition in definitions.items() if name not in names}


def _count(node: Node) -> int:
    return 1 + sum(_count(child) for child in children(node))
