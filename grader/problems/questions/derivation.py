"""Questions whose answers are derivations."""

from __future__ import annotations

from grader.language.domains import REAL
from grader.language.tree import Node, Relation
from grader.problems import models
from grader.problems.declared.answer_names import symbol_of
from grader.problems.declared.declarations import declare
from grader.problems.declared.definitions import define
from grader.problems.declared.readings import read_condition, read_one
from grader.problems.declared.scope import Scope
from grader.problems.declared.tolerance import read_tolerance
from grader.problems.kinds import KINDS
from grader.problems.question import Field, Question, Waypoint
from grader.problems.questions.common import Place, common, with_scope
from grader.problems.texts.faults import Faults
from grader.problems.texts.located import Path
from grader.records import replace


def derivation_question(
    model: models.Question, answer: models.DerivationAnswer, faults: Faults, place: Place
) -> Question:
    """Return the question of a derivation."""
    scope = declare(answer, faults, KINDS[answer.type])
    symbol = symbol_of(scope, answer.symbol)
    define(scope, answer.define)
    _check(model, answer, faults)
    fields = {"answer": Field("answer", REAL, scope.names, symbol=symbol, authored_symbol=answer.symbol)}
    question = with_scope(common(model, faults, place, fields, scope.names), answer, scope)
    start, end = (_read(getattr(answer, key), scope, ("answer", key)) for key in ("start", "end"))
    called = {
        _bare(text): tree
        for named, tree in ((answer.called.get("start", ()), start), (answer.called.get("end", ()), end))
        for text in named
        if tree is not None
    }
    show = None if answer.show is None else read_condition(answer.show, scope.names, faults, ("answer", "show"))
    return replace(
        question,
        start=start,
        start_text=answer.start or "",
        end=end,
        end_text=answer.end or "",
        show=show,
        show_text=answer.show or "",
        through=tuple(
            _waypoint(one, scope, ("answer", "through", number)) for number, one in enumerate(answer.through)
        ),
        identities=_identities(answer, scope),
        called=called,
        tolerance=None if answer.tolerance is None else read_tolerance(answer.tolerance, scope, ()),
    )


def _check(model: models.Question, answer: models.DerivationAnswer, faults: Faults) -> None:
    if model.mistakes:
        faults.add_key(("mistakes",), "a derivation has no `mistakes`: its first wrong step is found")
    if answer.start is None and answer.show is None:
        faults.add(("answer",), "`start` is missing: what the derivation begins with; or `show`, what it shows")
    if answer.show is not None:
        for key in ("start", "end"):
            if getattr(answer, key) is not None:
                faults.add_key(("answer", key), "`show` stands in place of `start` and `end`")


def _identities(answer: models.DerivationAnswer, scope: Scope) -> tuple[Node, ...]:
    found = []
    for number, text in enumerate(answer.identities):
        path: Path = ("answer", "identities", number)
        tree = read_condition(text, scope.names, scope.faults, path)
        if isinstance(tree, Relation) and tree.ops == ("=",):
            found.append(tree)
        elif tree is not None:
            scope.faults.add(path, "expected an equation, such as 'sum_{i=1}^n k_{ij} = 1'")
    return tuple(found)


def _bare(text: str) -> str:
    return "".join(text.split())


def _read(text: str | None, scope: Scope, path: Path) -> Node | None:
    return None if text is None else read_one(text, scope.names, scope.faults, path, "condition")


def _waypoint(one: models.ThroughLine, scope: Scope, path: Path) -> Waypoint:
    texts = [((*path, "line"), one.line), *(((*path, "also", number), text) for number, text in enumerate(one.also))]
    trees = [_read(text, scope, place) for place, text in texts]
    return Waypoint(one.line, tuple(tree for tree in trees if tree is not None), one.points, one.feedback)
