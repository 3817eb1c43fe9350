"""Which problem, part or field a heading names: it ends in the id, or is one that the problem's `locate` lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from grader.problems.question import Problem, Question
from grader.submissions.forms.titles import cleaned
from grader.submissions.ledger.matching import Index, part_name

TITLE_CHARACTERS = 300  # of a heading that are looked at, from its end
_TASK = r"(?:(?:(?:problem|question|exercise|task|q)\s*)?(?:\d+\s*[.):]*\s*)?|(?:answer|solution)\s+(?:to|of)\s+)?"


@dataclass(frozen=True)
class Headings:
    """The problems by what headings may say: those of `tree` are all that there are, those of `index` are set."""

    index: Index
    tree: Index

    @cached_property
    def keys(self) -> dict[str, Question | Problem]:
        """Ids, and the headings that `locate` lists; those that several parts list stand for their problem."""
        found: dict[str, Question | Problem] = {}
        for question in sorted(self.tree.questions.values(), key=self.is_set):
            parent = self.parent(question)
            for other in question.locate:
                key = cleaned(other)
                earlier = found.get(key)
                several = parent is not None and (earlier is parent or earlier in parent.questions)
                found[key] = parent if parent and several else question
        return {**found, **self.tree.in_parts, **self.tree.questions}

    def is_set(self, target: Question | Problem) -> bool:
        """Whether a question, or some part of a problem, is set."""
        return target.id in self.index.targets

    def problem(self, title: str) -> Question | Problem | None:
        """Return the question or problem that a heading names by its complete id, or by a heading of `locate`."""
        text = cleaned(title)[-TITLE_CHARACTERS:]
        for one in (text, text.casefold()):
            near = {
                key: target for key, target in self.keys.items() if _ends(one, key if one is text else key.casefold())
            }
            longest = max(near, key=len, default="")
            same = {near[key].id for key in near if len(key) == len(longest)}
            if len(same) == 1:
                return near[longest]
        lettered = {key for key in self.keys if re.search("[^\\W\\d]", key)}
        starts = [key for key in lettered if _starts(text, key)]
        starts = starts or [key for key in lettered if _starts(text.casefold(), key.casefold())]
        same = {self.keys[key].id for key in starts if len(key) == max(map(len, starts))}
        return self.keys[max(starts, key=len)] if len(same) == 1 else None

    def parent(self, question: Question) -> Problem | None:
        """Return the problem that a question is a part of."""
        return self._parents.get(question.id)

    @cached_property
    def _parents(self) -> dict[str, Problem]:
        return {part.id: problem for problem in self.tree.in_parts.values() for part in problem.questions}


def part(problem: Problem, title: str) -> Question | None:
    """Return the part that a heading below its problem's names: `a`, `(a)`, `Part a`, `a) The shape`."""
    text = cleaned(title)[-TITLE_CHARACTERS:]
    names = {part_name(problem, one): one for one in problem.questions}
    ends = [name for name in names if _ends(text, name) or _tight(text) == _tight(name)]
    found = ends or [name for name in names if re.match(rf"\s*[(\[]?{re.escape(name)}(?:[)\]:]|\.(?=\s))", text)]
    return names[max(found, key=len)] if found else None


def _ends(text: str, key: str) -> bool:
    key = key.rstrip(" .:;,)]*#")
    return bool(key) and key in text and re.search(rf"(?<![\w./:>=<-]){re.escape(key)}$", text) is not None


def _starts(text: str, key: str) -> bool:
    return key in text and re.match(rf"(?i:{_TASK}){re.escape(key)}\s*(?:[:–—,]|\s-\s|\s[(\[])", text) is not None


def _tight(text: str) -> str:
    return "".join(text.split())
