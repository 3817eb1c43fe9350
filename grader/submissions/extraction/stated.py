"""What a sentence states: the one formula that it gives as the answer, with what restricts it and what is left aside.

A formula is taken only where the words between the cue and it are neutral, and nothing in the sentence makes of it
something else. What cannot be told is doubtful, never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from grader.claims.chains import last_member
from grader.language.names.functions import FUNCTIONS
from grader.submissions.extraction import cues, formulas, phrases
from grader.submissions.extraction.around import ENDS, WORD, Around, is_clause
from grader.submissions.extraction.clause import Clause, parted
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.lexemes import Lexeme
from grader.submissions.extraction.naming import plain, symbol_named
from grader.submissions.extraction.phrases import NEGATED, F, singles, starting, words
from grader.submissions.extraction.prompts import Asked
from grader.submissions.extraction.restricted import (
    cased,
    is_bare,
    is_condition_text,
    is_membership,
    members_of,
    repeats_domain,
    solutions,
)
from grader.submissions.extraction.values import cleaned, unboxed
from grader.submissions.forms.texts import is_single
from grader.submissions.limits import SENTENCE_LEXEMES
from grader.verdict import Source


def stated(asked: Asked, sentence: Sequence[Lexeme], file: str, bindings: Collection[str] = ()) -> list[Found]:
    """Return what a sentence states for a question with one field."""
    source = Source(file, next((one.line for one in sentence if one.line), 0))
    whole = Clause(tuple(sentence))
    if len(sentence) > SENTENCE_LEXEMES:
        said = f"a sentence of more than {SENTENCE_LEXEMES} words, formulas and signs (limit SENTENCE_LEXEMES)"
        return [Found("doubtful", whole.raw(), source, said)]
    if any(lexeme.kind == "open" for lexeme in sentence):
        return [Found("open", whole.raw(), source)]
    clauses = parted(sentence)
    parts = [list(_Reader(asked, clause, file, source, bindings).found()) for clause in clauses]
    for n, following in enumerate(parts[1:]):
        if any(one.kind in {"formula", "answer"} for one in following):
            parts[n] = [_premise(one, clauses[n]) for one in parts[n]]
    found = [one for part in parts for one in part]
    strong = next((n for n, one in enumerate(found) if one.kind == "formula" and one.rank in STRONG), len(found))
    found[strong:] = [replace(one, rank="concluded") if one.rank == "inline" else one for one in found[strong:]]
    if any(one.kind == "doubtful" and one.rank == "against" for one in found):
        return [_doubted(one, "the sentence says something else of it") for one in found]
    return found


STRONG = ("concluded", "display")  # behind these in one sentence another formula stands as a conclusion, too


def _premise(one: Found, clause: Clause) -> Found:
    """Return what a clause before a conclusion states: of what nobody can tell there, only what it is concluded from."""
    against = words(cues.AGAINST).findall(words(cues.AMOUNT).sub(" ", clause.skeleton))
    if one.kind != "doubtful" or one.text.startswith("~~") or against or NEGATED.search(clause.skeleton):
        return one
    return Found("context", "", one.source, clause.raw())


def _doubted(one: Found, why: str) -> Found:
    if one.kind == "formula":
        return replace(one, kind="doubtful", name=why)
    return replace(one, why=why) if one.kind == "answer" and one.text else one


class _Reader:
    """Reads one clause, from both ends inwards."""

    def __init__(self, asked: Asked, clause: Clause, file: str, source: Source, bindings: Collection[str] = ()) -> None:
        self.bindings = bindings
        self.asked, self.question, self.clause = asked, asked.question, clause
        self.file, self.source = file, source
        self.around = Around(asked)
        self.concluded = self.means = False
        self.notes: list[str] = []

    def found(self) -> Iterator[Found]:
        """Yield what the clause states, one thing."""
        if not self.clause.formulas:
            yield from self._in_words()
            return
        boxed = next((box for one in self.clause.formulas if (box := unboxed(one.text)[1])), "")
        one = self._one()
        if boxed and one.kind in {"formula", "context", "doubtful"}:
            why = one.name if one.kind == "doubtful" and one.rank == "against" else ""
            text = one.text if one.kind == "formula" else boxed
            line = next(formula.line for formula in self.clause.formulas if unboxed(formula.text)[1])
            yield Found("answer", text, Source(self.file, line), why=why, note=one.note)
        elif one.kind == "formula" and "=" in one.text and self.asked.names_formula(one.text):
            yield Found("context", "", one.source, self.clause.raw())  # what the problem itself gives
        else:
            yield one

    def _in_words(self) -> Iterator[Found]:
        raw = self.clause.raw()
        label = phrases.label().match(self.clause.skeleton)
        if label is None:
            yield Found("context", "", self.source, raw)
            return
        rest = self.clause.raw(label.end()).strip(" :")
        yield Found("answer", rest.rstrip(".") if rest.strip(ENDS) else "", self.source)

    def _one(self) -> Found:
        """Return the one statement of a clause that holds formulas."""
        if (whole := self._mathematics()) is not None:
            return whole
        joined = _JOINED.match(self.clause.skeleton)
        start = joined.end() if joined else 0
        lead = starting(cues.CONCLUSION).match(self.clause.skeleton, start)
        while lead and lead.end() > start:
            self.concluded, start = True, lead.end()
            lead = starting(cues.CONCLUSION).match(self.clause.skeleton, start)
        start = self._behind_conclusion(start)
        start, premised = self._behind_premise(start)
        if start < 0:
            return Found("context", "", self.source, self.clause.raw())
        stop = self._before_reason(start)
        return self._main(start, stop, premised=premised)

    def _mathematics(self) -> Found | None:
        """Return the whole clause where a set or a condition is asked for and only words of mathematics stand in it."""
        if not self.question.kind.is_solutions or len(self.clause.formulas) < 2:
            return None
        said = [one.text for one in self.clause.lexemes if one.kind == "word"]
        if any(word not in {"or", "and", "oder", "und", "ou", "et", "o", "y"} for word in said):
            return None
        if self.question.kind.expects == "set" and (text := solutions([_cleaned(one) for one in self.clause.formulas])):
            return Found("formula", text, self.source, rank="display")
        text = self.clause.raw().strip(" .")
        return Found("formula", re.sub(r"[$`]|\\[()]", "", text), self.source, rank="display")

    # what stands around

    def _behind_conclusion(self, start: int) -> int:
        """Return where `…, so` ends before the first formula: what stands before it is a reason, if no condition."""
        skeleton = self.clause.skeleton
        concluded = phrases.concluded().search(skeleton, start, skeleton.find(F))
        if concluded is None or words(cues.TURNING, cues.RETRACTION).search(skeleton, start, concluded.start()):
            return start
        self.concluded = True
        self.notes.append(self.clause.raw(start, concluded.start()).strip(" ,;"))
        return concluded.end()

    def _behind_premise(self, start: int) -> tuple[int, bool]:
        """Return where the main clause begins, -1 where there is none, and whether a premise stands before it."""
        skeleton = self.clause.skeleton
        if counted := _COUNTED.match(skeleton, start):
            return counted.end(), False
        if (method := phrases.method().match(skeleton, start)) and not words(cues.AGAINST).search(method[0]):
            return method.end(), True
        premise = starting(cues.PREMISE).match(skeleton, start) or self._cause(start)
        if premise is None:
            return start, False
        last = skeleton.rfind(F)
        word = premise[0].strip(" ,:")
        if self._shows() and word not in singles(cues.CONDITION) and not starting(cues.SETTING).match(skeleton, start):
            return last, True
        comma = skeleton.rfind(",", start, last)
        while comma >= 0 and not self._is_main(comma + 1):
            comma = skeleton.rfind(",", start, comma)
        if comma >= 0:
            return comma + 1, True
        states = phrases.cue().search(skeleton, premise.end(), max(last, 0)) is not None
        if starting(cues.SETTING).match(skeleton, start) or not states:
            return (-1, True) if self._is_given(premise) else (start, True)
        return start, True

    def _shows(self) -> bool:
        """Whether a clause ends in a displayed formula, which is what it states: `By the chain rule`, and below it …."""
        return self.clause.formulas[-1].display and self.clause.lexemes[-1].kind != "word"

    def _cause(self, start: int) -> re.Match[str] | None:
        """Return the word that gives a reason where it stands before every formula: `this holds because …`."""
        cause = words(cues.CAUSE).search(self.clause.skeleton, start)
        return cause if cause is not None and F not in self.clause.skeleton[start : cause.start()] else None

    def _is_main(self, start: int) -> bool:
        """Whether behind a place a result is stated: a cue with a formula, or nothing but one formula."""
        rest = self.clause.skeleton[start:]
        if rest.strip(ENDS) == F:
            return True
        sign = rest.find(F)
        return sign >= 0 and words(cues.CUE).search(rest, 0, rest.rfind(F)) is not None

    def _is_given(self, premise: re.Match[str]) -> bool:
        """Whether a premise by itself states nothing: what it holds is given, a means, or a reason."""
        return (
            premise[0].strip(" ,:") not in singles(cues.CONDITION)
            or starting(cues.SETTING).match(premise[0]) is not None
        )

    def _before_reason(self, start: int) -> int:
        """Return where the clause ends when what closes it and the reason behind the formula are left aside."""
        skeleton = self.clause.skeleton
        stop = phrases.reason_behind(skeleton, skeleton.find(F, start))
        if stop < len(skeleton):
            self.notes.append(self.clause.raw(stop - 1).strip(" ,;()–—."))
        return stop

    # the formula

    def _main(self, start: int, stop: int, *, premised: bool) -> Found:
        skeleton = self.clause.skeleton
        main = skeleton[start:stop]
        first = skeleton.count(F, 0, start)
        inside = self.clause.formulas[first : first + main.count(F)]
        self.means = premised and (not starting(cues.CONDITION).match(skeleton) or self._is_binding())
        shape = self._shape(main, inside)
        if isinstance(shape, Found):
            return shape
        text, lead, tail, formula = shape
        raw = self.clause.raw()
        if (why := self.around.spoiled(lead, tail)) is not None:
            return self._doubt(raw, formula, why, inside)
        if self._ends_in_question(lead):
            return self._doubt(raw, formula, "a question", inside)
        labelled = self.around.label_before(lead)
        if not labelled and not formula.display and not self.around.leads(lead):
            return self._doubt(raw, formula, "the words before it lead to no answer", inside)
        if "≈" not in text and words(cues.ABOUT).search(lead[-20:].replace(F, "")):
            text = f"≈ {text}"
        source = Source(self.file, formula.line)
        note = "; ".join(self.notes)
        if own := self.around.own(text):
            return Found("answer", own, source, note=note)
        if labelled:
            return Found("answer", text, source, note=note)
        if "~~" in text:
            return Found("doubtful", text, source, "it is crossed out", rank="against")
        return Found("formula", text, source, note=note, rank=self._rank(lead, tail, formula))

    def _is_binding(self) -> bool:
        """Whether a clause begins with what letters stand for, `with $u = x$ we get …`, and no condition."""
        first = self.clause.formulas[0].text
        equation = formulas.assignment(first) is not None and not re.search(
            r"[<>≤≥]|\\(?:le|ge|leq|geq|ne|neq)(?![A-Za-z])", first
        )
        return equation and starting(cues.BINDING).match(self.clause.skeleton) is not None

    def _shape(self, main: str, inside: list[Lexeme]) -> Found | tuple[str, str, str, Lexeme]:
        """Return the value's text, the words before and behind it, and its formula; or what cannot be told."""
        spots = [match.start() for match in re.finditer(F, main)]
        if not spots:
            return Found("context", "", self.source, self.clause.raw())
        main, inside, spots = self._without_repeated(main, inside, spots)
        if (cases := self._cases(main, inside)) is not None:
            return cases, main[: spots[0]], "", inside[0]
        if (listed := self._listed(main, inside)) is not None:
            return listed, main[: spots[0]], "", inside[0]
        if len(inside) > 1 and inside[-1].text.startswith("="):  # `784*10 weights + 10 biases = 7850`
            lead = main[: spots[-1]] if words(cues.AGAINST).search(main) else ""
            return self._value(inside[-1]), lead, main[spots[-1] + 1 :], inside[-1]
        if (several := self._solutions(main, inside, spots)) is not None:
            return several
        if len(inside) > 1 and self._is_announced(main, spots):
            return self._value(inside[-1]), main[: spots[-1]], main[spots[-1] + 1 :], inside[-1]
        if len(inside) > 1 and (restricted := self._restricted(main, inside, spots)) is not None:
            return restricted
        values = [n for n, one in enumerate(inside) if not self._is_aside(one, main, spots[n])]
        at = values[0] if len(values) == 1 else len(inside) - 1
        if len(values) > 1 or any(n > at for n in range(len(inside)) if n != at):
            return self._doubt(self.clause.raw(), inside[-1], "several formulas stand in one sentence", inside)
        return self._value(inside[at]), main[: spots[at]], main[spots[at] + 1 :], inside[at]

    def _is_announced(self, main: str, spots: list[int]) -> bool:
        """Whether the last formula stands behind a colon, and those before it are only spoken of in the clause there."""
        lead = main[: spots[-1]].rstrip()
        before = lead[:-1]
        called = phrases.cue().search(before, 0, before.rfind(F)) is not None
        return (
            lead.endswith(":") and not called and (is_clause(before) or words(cues.METHOD).search(before) is not None)
        )

    def _value(self, formula: Lexeme) -> str:
        """Return the text of a formula; entries with commas between them become the list that is asked for."""
        text = _cleaned(formula)
        if self.question.kind.expects == "set" and (listed := solutions([text]) or members_of(text)):
            return listed
        if self.question.kind.written != "list" or is_single(text) or "=" in text or text.count(")") != text.count("("):
            return text
        return self._list([text])

    def _list(self, texts: list[str]) -> str:
        opening, closing = ("{", "}") if self.question.kind.expects == "set" else ("[", "]")
        return f"{opening}{', '.join(texts)}{closing}"

    def _is_aside(self, formula: Lexeme, main: str, spot: int) -> bool:
        """Whether a formula before the last one is only what is spoken of: a name, or what the problem itself names."""
        if spot == main.rfind(F) or formula.display:
            return False
        if self.means and phrases.cue().search(main, spot, main.rfind(F)) is not None:
            return True
        if plain(formula.text).removeprefix("\\") in FUNCTIONS:
            return False  # `log of $x$`
        return self.asked.names_formula(formula.text) or is_bare(formula.text)

    def _cases(self, main: str, inside: list[Lexeme]) -> str | None:
        """Return `a if b, c otherwise` as cases."""
        match = phrases.cases().search(main)
        if match is None or main[match.end() :].strip(ENDS) or main.count(F, 0, match.start()):
            return None
        texts = [last_member(text) or text if n % 2 == 0 else text for n, text in enumerate(map(_cleaned, inside))]
        pairs = list(zip(texts[0::2], [*texts[1::2], "\\text{otherwise}"], strict=False))
        return cased(pairs)

    def _listed(self, main: str, inside: list[Lexeme]) -> str | None:
        """Return several formulas with only commas between them as a list, where one is asked for."""
        if self.question.kind.written != "list" or len(inside) < 2:
            return None
        first, last = main.find(F), main.rfind(F)
        between = {part.strip() for part in main[first + 1 : last].split(F)}
        if not between <= {",", ", and", "and", "und", "et", "y"} or main[last + 1 :].strip(ENDS):
            return None
        texts = [_cleaned(one) for one in inside]
        return (solutions(texts) if self.question.kind.expects == "set" else "") or self._list(texts)

    def _without_repeated(
        self, main: str, inside: list[Lexeme], spots: list[int]
    ) -> tuple[str, list[Lexeme], list[int]]:
        """Return a clause without what at its end only repeats the problem: `where $x \\in \\mathbb{R}^n$`."""
        while len(inside) > 1 and repeats_domain(self.question, inside[-1].text):
            if not _WITH.fullmatch(main[spots[-2] + 1 : spots[-1]]):
                break
            main = main[: spots[-2] + 1] + main[spots[-1] + 1 :]
            inside, spots = inside[:-1], spots[:-1]
        return main, inside, spots

    def _solutions(self, main: str, inside: list[Lexeme], spots: list[int]) -> tuple[str, str, str, Lexeme] | None:
        """Return the values of one letter at the end of a clause as the set that is asked for."""
        if self.question.kind.expects != "set":
            return None
        first = len(inside) - 1
        while first and _BETWEEN_VALUES.fullmatch(main[spots[first - 1] + 1 : spots[first]]):
            first -= 1
        text = solutions([_cleaned(one) for one in inside[first:]]) if first < len(inside) - 1 else ""
        lead = main[: spots[first]]
        led = first == 0 or self.means or phrases.cue().search(lead, spots[first - 1]) is not None
        vanishing = words(cues.VANISHING).search(lead)
        if vanishing is not None and self.around.is_quiet(lead[vanishing.end() :]):
            lead, led = "", True
        return (text, lead, main[spots[-1] + 1 :], inside[-1]) if text and led else None

    def _restricted(
        self, main: str, inside: list[Lexeme], spots: list[int]
    ) -> Found | tuple[str, str, str, Lexeme] | None:
        """Return a value with the condition that stands behind it or before it, None where there is none."""
        between = main[spots[-2] + 1 : spots[-1]]
        behind = phrases.between().fullmatch(between)
        comma = not between.strip(" ,;") and is_condition_text(inside[-1].text)
        value, condition = inside[-2], inside[-1]
        lead, tail = main[: spots[-2]], main[spots[-1] + 1 :]
        if not behind and not comma:
            ahead = None if self.means else phrases.ahead().match(main)
            if ahead is None or self.asked.names_formula(inside[0].text):
                return None
            value, condition = inside[-1], inside[0]
            lead, tail = main[ahead.end() :].rsplit(F, 1)
            if len(inside) > 2:
                return None
        elif len(inside) > 2 and not all(self._is_aside(one, main, 0) for one in inside[:-2]):
            return None
        if self._is_place(between if behind else main[: spots[0]], condition.text):
            self.notes.append(f"at {condition.text}")
            return _cleaned(value), lead, tail, value
        if self.question.kind.is_solutions and is_bare(value.text) and is_condition_text(condition.text):
            return _cleaned(condition), "", tail, condition  # `all x with -2 < x < 2`
        every = (
            re.search(rf"(?<!\w)(?:{phrases.alternatives(cues.EVERY)})(?!\w)", between if behind else main[: spots[0]])
            is not None
        )
        if every and self._is_vacuous(condition.text):
            return _cleaned(value), lead, tail, value
        if self._restates(condition.text):
            return _cleaned(value), lead, tail, value
        binds = words(cues.BINDING).search(between) is not None if behind else False
        if binds and "=" in condition.text and self._stands_for(condition.text):
            return _cleaned(value), lead, tail, value
        if is_bare(condition.text) or not is_condition_text(condition.text) or (binds and "=" in condition.text):
            return self._doubt(self.clause.raw(), value, "what is said of its symbols is not part of it", inside)
        if self.question.kind.reads != "value" or self.question.kind.expects not in {"expression"}:
            return self._doubt(self.clause.raw(), value, "a condition stands beside it", inside)
        return cased([(last_member(_cleaned(value)) or _cleaned(value), _cleaned(condition))]), lead, tail, value

    def _is_place(self, said: str, text: str) -> bool:
        """Whether a condition only says where a number is found: `1/4 at x = 0`, where the question has no `x`."""
        row = formulas.assignment(text)
        letters = (*self.question.for_all, *self.question.given)
        is_free = row is not None and is_bare(row.left) and not letters and not self.question.define
        return is_free and re.search(rf"(?<!\w)(?:{phrases.alternatives(cues.PLACE)})(?!\w)", said) is not None

    def _stands_for(self, text: str) -> bool:
        """Whether `where …` says what an unknown name stands for, which is put in its place."""
        row = formulas.assignment(_cleaned_text(text))
        return row is not None and plain(row.left) in self.bindings

    def _restates(self, text: str) -> bool:
        """Whether `where …` only repeats what a declared symbol stands for, as the problem says it."""
        row = formulas.assignment(text)
        if row is None:
            return not is_bare(text) and self.asked.names_formula(text)
        known = {variable.name for variable in (*self.question.for_all, *self.question.given)} | set(
            self.question.define
        )
        named = symbol_named(self.question, row.left) in known
        return self.asked.names_formula(text) or (named and self.asked.names_formula(row.right))

    def _is_vacuous(self, text: str) -> bool:
        """Whether `for all …` only repeats which symbols are quantified."""
        name = plain(text.split("\\in", maxsplit=1)[0].split("∈", maxsplit=1)[0])
        known = {variable.name for variable in (*self.question.for_all, *self.question.given)}
        return (is_bare(text) and name.strip("\\ ") in known) or self.asked.names_formula(text)

    def _ends_in_question(self, lead: str) -> bool:
        return self.clause.skeleton.rstrip().endswith("?") and bool(WORD.search(lead))

    def _rank(self, lead: str, tail: str, formula: Lexeme) -> str:
        """Return how a formula stands: alone, as a conclusion, in a sentence, or said of something else."""
        if formula.display or not WORD.search(lead.replace(F, "") + tail):
            return "display"
        if self.means:
            return "concluded"
        if lead.rstrip().endswith(":") and is_clause(lead):
            return "inline"
        if not self.around.is_quiet(lead.replace(F, " ")):
            return "other"
        return "concluded" if self.concluded else "inline"

    def _doubt(self, raw: str, formula: Lexeme, why: str, inside: list[Lexeme]) -> Found:
        """Return a clause of which nobody can say what it gives, or what is only spoken of."""
        lead = self.around.label_before(self.clause.skeleton[: self.clause.skeleton.find(F)])
        if lead:
            return Found("answer", raw, self.source, why=why)
        is_changed = phrases.changed().search(self.clause.skeleton) is not None
        if not is_changed and all(is_bare(one.text) or is_membership(one.text) for one in inside):
            return Found("context", "", self.source, raw)
        rank = "against" if why.endswith("stands beside it") else ("display" if formula.display else "inline")
        return Found("doubtful", raw, Source(self.file, formula.line), why, rank=rank)


_JOINED = re.compile(rf"[\s,;]*(?:and|und|et|y)\s+(?=(?:{phrases.alternatives(cues.CONCLUSION)})(?!\w))")
# What stands between values of one letter: `and`, `und bei`.
_BETWEEN_VALUES = re.compile(
    r"\s*,?\s*(?:(?:and|or|und|oder|et|ou|y|o|sowie)(?:\s+(?:also|auch|at|bei|für|for|en|in|à|pour|para))?)?\s*|\s*,\s*"
)
_WITH = re.compile(rf"[\s,;(]*(?:(?:{phrases.alternatives(cues.BINDING, cues.CONDITION)}|and|und|et|y)(?:\s+all)?)?\s*")
_COUNTED = re.compile(rf"\s*(?:first|zuerst|erstens|d'abord|primero):\s*(?={F})")  # the first of several values


def _cleaned_text(text: str) -> str:
    return cleaned(text)


def _cleaned(formula: Lexeme) -> str:
    return cleaned(formula.text)
