"""Grammar of listed answers: `x = 1, x = 2`, `1, 2`, and phrases such as `no solution`."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Literal

from grader.language import grammar
from grader.language.grammar.ahead.alternatives import LISTS, NOTHING, as_members, completed, is_condition, is_set
from grader.language.grammar.ahead.lookahead import is_word
from grader.language.grammar.answers.conditions import condition
from grader.language.grammar.cases.worded_cases import CONDITIONED, worded_cases
from grader.language.grammar.state import Expect, State
from grader.language.tree import Const, Logic, Node, Num, Relation, SetOf, SetOp, Space, Sym, symbols
from grader.wording import unreadable

REALS = Space("R")
PHRASES: dict[str, Node] = {
    **dict.fromkeys(
        (
            "all real numbers",
            "all reals",
            "every real number",
            "any real number",
            "all real values",
            "the real numbers",
            "real numbers",
            "reals",
            "every value",
            "all values",
            "any value",
            "always",
            "always true",
        ),
        REALS,
    ),
    **dict.fromkeys(("alle reellen zahlen", "jede reelle zahl", "tous les réels", "tous les nombres réels"), REALS),
    **dict.fromkeys(("todos los reales", "todos los números reales", "todos os números reais"), REALS),
    **dict.fromkeys(("tutti i reali", "tutti i numeri reali", "ogni numero reale"), REALS),
    **dict.fromkeys(("all integers", "the integers", "integers", "every integer", "all whole numbers"), Space("Z")),
    **dict.fromkeys(
        ("no solution", "no solutions", "there is no solution", "there are no solutions", "no real solution"), NOTHING
    ),
    **dict.fromkeys(("no real solutions", "none", "empty", "empty set", "the empty set"), NOTHING),
    **dict.fromkeys(("dne", "does not exist", "none exist", "none exists", "it does not exist"), NOTHING),
    **dict.fromkeys(
        ("no solution exists", "no solutions exist", "no real number", "no real numbers", "never"), NOTHING
    ),
    **dict.fromkeys(("there is no real solution", "there are no real solutions", "no real roots"), NOTHING),
    **dict.fromkeys(("keine lösung", "keine lösungen", "keine reelle lösung", "keine reellen lösungen"), NOTHING),
    **dict.fromkeys(("es gibt keine lösung", "es gibt keine lösungen", "leere menge", "die leere menge"), NOTHING),
    **dict.fromkeys(("pas de solution", "aucune solution", "il n'y a pas de solution", "ensemble vide"), NOTHING),
    **dict.fromkeys(("no hay solución", "no hay soluciones", "sin solución", "no tiene solución"), NOTHING),
    **dict.fromkeys(("es gibt keine reelle lösung", "es gibt keine reellen lösungen", "keine lösung in r"), NOTHING),
    **dict.fromkeys(("pas de solutions", "pas de solution réelle", "pas de solutions réelles"), NOTHING),
    **dict.fromkeys(("aucune solution réelle", "il n'y a aucune solution", "il n'y a aucune solution réelle"), NOTHING),
    **dict.fromkeys(("il n'y a pas de solution réelle", "il n'y a pas de solutions réelles"), NOTHING),
    **dict.fromkeys(("no hay solución real", "no hay soluciones reales", "sin soluciones"), NOTHING),
    **dict.fromkeys(("sin solución real", "sin soluciones reales", "no tiene soluciones"), NOTHING),
    **dict.fromkeys(("no tiene solución real", "no tiene soluciones reales"), NOTHING),
    **dict.fromkeys(("nessuna soluzione reale", "non ha soluzioni reali", "non ci sono soluzioni reali"), NOTHING),
    **dict.fromkeys(("nenhuma solução real", "não tem solução real", "não há soluções reais"), NOTHING),
    **dict.fromkeys(("conjunto vacío", "l'ensemble vide", "el conjunto vacío", "insieme vuoto"), NOTHING),
    **dict.fromkeys(("nessuna soluzione", "non ha soluzioni", "l'insieme vuoto", "non ci sono soluzioni"), NOTHING),
    **dict.fromkeys(
        ("nothing", "there is none", "keine", "aucune", "ninguna", "ninguno", "nessuna", "nenhuma"), NOTHING
    ),
    **dict.fromkeys(("nenhuma solução", "sem solução", "não há solução", "não tem solução"), NOTHING),
}
_NO_SUCH = re.compile(
    r"(?:there (?:is|exists) |es gibt |il n'y a |no hay )?(?:no|kein|aucun|ningún|nessun)"
    r"(?: such| solches| tel| tal)? ([a-z])"
)


def phrase_of(text: str, letters: Container[str]) -> Node | None:
    """Return the set that a phrase in small letters is, `there is no x` of a declared letter; None for other texts."""
    none = _NO_SUCH.fullmatch(text)
    if none is not None and none[1] in letters:
        return NOTHING
    said = _HEAD.sub("", text, count=1)
    if _NONE.fullmatch(said) is not None or (said != text and PHRASES.get(said) is NOTHING):
        return NOTHING
    return PHRASES.get(text)


_HEAD = re.compile(
    r"(?:(?:the|die|les|las|le|de) )?(?:real |reelle )?(?:roots?|zeros?|solutions?(?: set)?|lösung(?:en|smenge)?"
    r"|nullstellen?|racines?|raíces|soluciones|radici|soluzioni|raízes|soluções|oplossingen)"
    r"(?: réelles| reales| reali| reais)?\s?[:?]\s?"
)
_NONE = re.compile(  # there are none of what solves an equation
    r"(?:(?:(?:it|this|the (?:equation|inequality|system|polynomial|function)) )?has |there (?:is|are) )?no (?:real )?"
    r"(?:roots?|zeros?|zeroes|solutions?)(?: at all| exists?)?"
    r"|(?:(?:(?:sie|es|die (?:gleichung|ungleichung|funktion)) )?hat |es gibt )?keine "
    r"(?:reellen? )?(?:lösung(?:en)?|nullstellen?)"
    r"|(?:(?:elle|l['’]équation|il) n['’](?:y )?a )?(?:pas de|aucune) (?:solutions?|racines?)(?: réelles?)?"
    r"|(?:(?:la ecuación )?no (?:tiene|hay) |sin )(?:soluci(?:ón|ones)|raíz|raíces)(?: real(?:es)?)?"
    r"|(?:(?:l['’]equazione )?non (?:ha|ci sono) |nessuna )(?:soluzion[ie]|radic[ei])(?: real[ie])?"
)


CONDITIONS: dict[str, Node] = {  # the same phrases where equations and inequalities are asked for
    said: Const("true" if tree == REALS else "false") for said, tree in PHRASES.items() if tree in {REALS, NOTHING}
}


_BY_CASES: frozenset[Expect] = frozenset({"expression", "condition"})
_CHAINS = frozenset({Relation, Logic})
_LEAST = 6  # tokens of `2 k, k in Z`, with the end


def _as_a_whole(state: State, expect: Expect) -> Node | None:
    """Return an answer in cases, or one for all integers; None for others."""
    if expect in _BY_CASES and not CONDITIONED.isdisjoint(state.words):
        return worded_cases(state)
    if expect == "set" and len(state.tokens) > _LEAST and any(token.value == "in" for token in state.tokens):
        return grammar.answers.general_solutions.with_integer(state)
    return None


def listed(state: State, expect: Expect) -> Node:
    """listed := condition ((',' | ';') ['and' | 'or'] condition)*."""
    state.expected = expect
    if (whole := _as_a_whole(state, expect)) is not None:
        return whole
    start = state.position
    first = condition(state)
    if type(first) in _CHAINS:
        first = _last_of_chain(state, first)
    if state.tokens[state.position].kind == "end":
        return first
    items = [first]
    grouped = state.tokens[start].value == "("
    begins = [0]  # where `, or` begins another alternative
    signs: list[str] = []
    while state.tokens[state.position].kind != "end" and _goes_on(state, first):
        signs.append(joint := state.tokens[state.position].value)
        state.position += 1
        if is_word(state, "or") or state.at("or"):
            begins.append(len(items))
        if state.at(",") or is_word(state, "and", "or") or state.at("and", "or"):
            state.position += 1
            joint = ""
        grouped |= state.at("(")
        items.append(_last_of_chain(state, completed(state, items[-1], condition(state), joint)))
    if len(items) > 1 and all(map(is_condition, items)):
        if not grouped and (node := _or_between_lists(state, items, begins)) is not None:
            return node
        if len(begins) == 1 and (node := _points(state, items, signs)) is not None:
            return node
        if len(begins) > 1:
            return _alternatives(state, items, begins)
    return items[0] if len(items) == 1 else _list(state, items)


def _or_between_lists(state: State, items: Sequence[Node], begins: Sequence[int]) -> Node | None:
    """Return `x = 1, y = 2 or x = 3, y = 4` as two points; None where `or` binds more than the commas.

    Of inequalities in one symbol, `x > 2, x < 3 or x < 0`, nobody can tell.
    """
    groups: list[list[Node]] = []
    for place, item in enumerate(items):
        first, *more = item.args if isinstance(item, Logic) and item.op == "or" else (item,)
        if place in begins:
            groups.append([])
        groups[-1].append(first)
        groups.extend([part] for part in more)
    if len(groups) == len(begins) or max(map(len, groups)) == 1:
        return None
    node = Logic("or", tuple(group[0] if len(group) == 1 else Logic("and", tuple(group)) for group in groups))
    names = [_defined(group) for group in groups]
    if names[0] and all(one == names[0] for one in names):
        return node
    is_one = len({name for item in items for name in symbols(item)}) == 1
    has_equation = any(isinstance(part, Relation) and "=" in part.ops for group in groups for part in group)
    return node if is_one and not has_equation and state.choose("list", ways=3) == 2 else None


def _points(state: State, items: Sequence[Node], signs: Sequence[str]) -> Node | None:
    """Return the points of `x = 1, y = 2; x = 3, y = 4`; with commas alone nobody can tell whether all are to hold."""
    sides = [part.operands[0] for part in items if isinstance(part, Relation) and part.ops == ("=",)]
    names = [side.name for side in sides if isinstance(side, Sym)]
    size = len({*names})
    if len(names) < len(items) or not 1 < size < len(names) or names != names[:size] * (len(names) // size):
        return None
    between = signs[size - 1 :: size]
    within = [sign for place, sign in enumerate(signs) if (place + 1) % size]
    if {*between}.isdisjoint(within) or state.choose("list") == 0:
        rows = (tuple(items[place : place + size]) for place in range(0, len(items), size))
        return Logic("or", tuple(Logic("and", row) for row in rows))
    return None


def _defined(group: Sequence[Node]) -> frozenset[str]:
    """Return the symbols that two equations or more define, each one; nothing where one of them defines none."""
    sides = [part.operands[0] for part in group if isinstance(part, Relation) and part.ops == ("=",)]
    names = frozenset(side.name for side in sides if isinstance(side, Sym))
    return names if 1 < len(names) == len(group) else frozenset()


def _alternatives(state: State, items: list[Node], begins: list[int]) -> Node:
    """Return `A, or B` as the one or the other; of `x = 1, y = 2, or x = 3, y = 4` each has two equations.

    Nobody can tell whether `x > 0, x < 1, or x > 2` lists three of them, or two.
    """
    groups = [tuple(items[start:stop]) for start, stop in zip(begins, [*begins[1:], len(items)], strict=True)]
    if any(len(group) > 1 and grammar.answers.listed_conditions.are_alternatives(state, group) for group in groups):
        return Logic("or", tuple(items))
    return Logic("or", tuple(group[0] if len(group) == 1 else Logic("and", group) for group in groups))


def _last_of_chain(state: State, item: Node) -> Node:
    """Return the last member of a chain of equalities in a set: of values, or behind the unknown, `x = a = b`.

    Of a condition only a chain of numbers behind a symbol is one, `x = 5 + 6 = 11`. Numbers that are not equal make no
    chain of values: `2 = 3` and `x = 2 = 3` may be false, as `0 = 0` may be true.
    """
    if state.expected not in LISTS:
        return item
    match item:
        case Relation(ops, (Sym() as first, *values)) if state.expected == "condition":
            is_chain = len(ops) > 1 and set(ops) == {"="} and not any(map(symbols, values))
            if not is_chain:
                return item
            return _truth(state, values) or Relation(("=",), (first, values[-1]))
        case _ if state.expected == "condition":
            return item
        case Logic("or" as op, parts):
            return _together([_last_of_chain(state, part) for part in parts], op)
        case Relation(ops, (first, *steps, last)) if set(ops) == {"="}:
            if isinstance(first, Sym) and first.name not in symbols(last):
                if any(first.name in symbols(step) for step in steps):
                    state.unsettled(unreadable.TWO_CONDITIONS_RUN, state.tokens[0])  # `x = 2 / x = 3`
                return (_truth(state, (*steps, last)) if steps else None) or Relation(("=",), (first, last))
            return (_truth(state, item.operands) or last) if not symbols(item) else item
        case _:
            return item


def _truth(state: State, members: Sequence[Node]) -> Node | None:
    """Return the truth of an equality of numbers where it is taken for a condition, which a calculation never is.

    A calculation comes to its last member, `6/2 = 3`.
    """
    values = [grammar.brackets.calculated.calculated(one) for one in members]
    is_true = len(set(values)) == 1
    if len(values) < 2 or None in values or (is_true and not all(isinstance(one, Num) for one in members)):
        return None
    return Const("true" if is_true else "false") if state.choose("equality") == 1 else None


def _together(parts: list[Node], op: Literal["or"]) -> Node:
    return Logic(op, tuple(parts)) if all(map(is_condition, parts)) else SetOf(tuple(parts))


def _goes_on(state: State, first: Node) -> bool:
    if state.expected not in LISTS or not state.at(",", ";", "quad") or state.ahead().kind == "end":
        return False
    if is_condition(first):
        return True
    before, after = state.tokens[state.position - 1], state.ahead()
    is_number = before.kind == after.kind == "num" and not after.gap
    return state.expected == "set" and (not is_number or _are_whole_numbers(state))


def _are_whole_numbers(state: State) -> bool:
    """Whether commas without blanks part whole numbers that are not one: `1,2,3`; `1,2` and `1,000` may be."""
    commas = [place for place, token in enumerate(state.tokens) if token.value == "," and token.kind == "op"]
    behind = [state.tokens[place + 1] for place in commas]
    return len(commas) > 1 and not any(token.gap or (token.kind == "num" and len(token.value) == 3) for token in behind)


def _list(state: State, items: list[Node]) -> Node:
    if all(map(is_condition, items)):
        return grammar.answers.listed_conditions.listed_conditions(state, items)
    if any(map(is_condition, items)):
        state.fail(unreadable.CONDITIONS_ONLY)
    if all(map(is_set, items)):
        return SetOp("union", tuple(items)) if state.choose("list") == 0 else SetOf(as_members(items))
    return SetOf(tuple(part for item in items for part in (item.items if isinstance(item, SetOf) else (item,))))
