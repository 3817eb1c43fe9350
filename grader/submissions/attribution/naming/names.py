"""Which problem a title names: by its complete id, by a heading that `locate` lists, by its own title, by its label."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from grader.problems.assignment import Sheet
from grader.problems.labels import Label
from grader.problems.question import Problem, Problems, Question
from grader.records import dataclass, replace
from grader.submissions.attribution.naming.labels import CONTINUED, NUMERAL, Numbered, numbered
from grader.submissions.attribution.naming.numbering import Node, Target, distinct, numbering, scope_of
from grader.submissions.attribution.naming.own_text import lists_of, texts_of, tight
from grader.submissions.attribution.naming.spellings import Habits, in_digits, is_cued_number, number_of
from grader.submissions.attribution.naming.title_words import POINTS, is_points, prefixes, same_words, suffixes
from grader.submissions.forms.titles import bare, cleaned
from grader.submissions.kept import Same
from grader.submissions.ledger.matching import Index, index

TITLE_CHARACTERS = 300  # of a heading that are looked at, from its end
_CLOSE = " .:;,)]*#"
_SIGN = re.compile(r"[^\W_]")


_NUMERAL_BEHIND = re.compile(rf"\d\s?{NUMERAL}\Z", re.IGNORECASE)
_LETTERED = re.compile(r"[\s*_#(]*(?:[^\W\d_]+\.?\s*)?\d{1,3}[a-z]\s*[).:]", re.IGNORECASE)


@dataclass(frozen=True)
class Names:
    """The problems by what headings may say: those of `tree` are all that there are, those of `index` are set."""

    index: Index
    tree: Index
    sheet: Sheet | None = None
    prefix: str = ""  # the sheet's own number, where labels of a document begin with it: `7.2` for problem 2 of sheet 7
    habits: Habits = Habits()  # of the document

    def in_document(self, prefix: str, habits: Habits) -> Names:
        """Return the names as a document has them: with the sheet's number before its labels, or habits of its own."""
        if not prefix and habits == Habits():
            return self
        return self._in_documents.setdefault((prefix, habits), replace(self, prefix=prefix, habits=habits))

    @cached_property
    def _in_documents(self) -> dict[tuple[str, Habits], Names]:
        return {}

    @cached_property
    def sheet_texts(self) -> frozenset[str]:
        """The paragraphs, lines and blocks of the prompts, and the titles, as `tight` returns them."""
        problems = self.tree.problems.values()
        prompts = {problem.prompt for problem in problems}
        prompts |= {question.prompt for question in self.tree.questions.values()}
        found = {tight(problem.title) for problem in problems}
        found.add(tight(self.sheet.title if self.sheet else ""))
        return frozenset(found - {""}).union(*map(texts_of, prompts))

    @cached_property
    def sheet_lists(self) -> frozenset[str]:
        """The complete lists of the options of choices."""
        return lists_of(self.tree.questions.values())

    @cached_property
    def places(self) -> frozenset[str]:
        """The names of all fields, as `tight` returns them."""
        return frozenset(tight(name) for one in self.tree.questions.values() for name in one.fields)

    @cached_property
    def keys(self) -> dict[str, Target]:
        """Ids, and the headings that `locate` lists; those that several parts list stand for their problem."""
        found: dict[str, Target] = {}
        for question in sorted(self.tree.questions.values(), key=self.is_set):
            parent = self.parent(question)
            for other in question.locate:
                key = cleaned(other)
                earlier = found.get(key)
                several = parent is not None and (earlier is parent or earlier in parent.questions)
                found[key] = parent if parent and several else question
        return {**found, **self.tree.in_parts, **self.tree.questions}

    @cached_property
    def _exact(self) -> dict[str, Target]:
        return {stripped: target for key, target in self.keys.items() if (stripped := key.rstrip(_CLOSE))}

    @cached_property
    def _folded(self) -> dict[str, tuple[Target, ...]]:
        found: dict[str, tuple[Target, ...]] = {}
        for key, target in self._exact.items():
            found[key.casefold()] = distinct((*found.get(key.casefold(), ()), target))
        return found

    @cached_property
    def _titles(self) -> dict[str, tuple[Target, ...]]:
        """The titles of what is set, and the labels that begin with a letter, as they are compared."""
        found: dict[str, tuple[Target, ...]] = {}
        for id_ in self.index.targets:
            target = self.index.in_parts.get(id_) or self.index.questions[id_]
            key = same_words(target.title)
            if key and not (isinstance(target, Question) and self.parent(target)):
                found[key] = distinct((*found.get(key, ()), target))
        for literal in self.literals:
            key = same_words(literal)
            found[key] = distinct((*found.get(key, ()), *self.root.below[literal].targets))
        return found

    @cached_property
    def _title_signs(self) -> frozenset[str]:
        """The signs that titles begin with."""
        return frozenset(key[0] for key in self._titles)

    @cached_property
    def root(self) -> Node:
        """The labels of the sheet."""
        return numbering(self.index, self.sheet)

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """The first label of each problem of the sheet, in order."""
        return tuple(labels[0] for labels in self.sheet.labels.values()) if self.sheet else ()

    @cached_property
    def parted(self) -> tuple[tuple[str, str], ...]:
        """The parts of the problems of the sheet as a document may count them, `3.1`, in order."""
        found = []
        for label, node in self.root.below.items():
            for target in node.targets:
                parts = target.questions if isinstance(target, Problem) else ()
                found += [(label, str(place)) for place, _ in enumerate(parts, 1)]
        return tuple(found)

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """The labels that begin with a letter."""
        return tuple(step for step in self.root.below if not step[0].isdigit())

    @cached_property
    def _scopes(self) -> dict[str, Node]:
        return {}

    def scope(self, problem: Problem) -> Node:
        """Return a problem with its parts below it."""
        return self._scopes.setdefault(problem.id, scope_of(problem))

    def numbered(self, text: str) -> Numbered | None:
        """Return the label that a text begins with; without an assignment there are none."""
        if self.sheet is None:
            return None
        found = self._numbered(text)
        if found is not None and self.prefix and found.path[:1] == (self.prefix,) and len(found.path) > 1:
            found = replace(found, path=found.path[1:])
        if found is None or len(found.path) == 1 or self.root.find(found.path) is not None:
            return found
        if _NUMERAL_BEHIND.search(found.shown):
            return self._numbered(text, short=True)  # `4ii`, where 4 has no parts that are counted so
        whole = self.root.find(found.path[:1])
        if whole is None or whole.below:
            return found
        short = self._numbered(text, short=True)
        return found if short is None and _LETTERED.match(text) else short  # `6a:` of a problem without parts

    def labelled(self, text: str) -> Numbered | None:
        """Return the label that a text begins with as it stands, whatever it names."""
        return self._numbered(text) if self.sheet is not None else None

    def _numbered(self, text: str, *, short: bool = False) -> Numbered | None:
        """Return the label that stands in the first signs of a text; what follows it is the whole rest."""
        assert self.sheet is not None
        if self.habits.cued and is_cued_number(text):
            return None
        first = in_digits(text[:TITLE_CHARACTERS], self.habits, self.sheet.words, number_of(self.sheet.title))
        found = numbered(first, self.sheet.words, self.literals, short=short)
        further = text[TITLE_CHARACTERS:]
        return found and replace(found, rest=found.rest + further, behind=found.behind + further)

    def written_behind(self, number: Numbered) -> str:
        """Return what stands behind a label and its title; `(1, 0)` in `2b) (1, 0)` is no title."""
        title = number.title
        is_title = self.titled(title) or self.near_name(title) or is_points(title) or CONTINUED.fullmatch(title)
        return number.rest if not title or is_title else number.behind

    def is_set(self, target: Target) -> bool:
        """Whether a question, or some part of a problem, is set."""
        return target.id in self.index.targets

    def parent(self, question: Question) -> Problem | None:
        """Return the problem that a question is a part of."""
        return self._parents.get(question.id)

    @cached_property
    def _parents(self) -> dict[str, Problem]:
        return {part.id: problem for problem in self.tree.in_parts.values() for part in problem.questions}

    def exact(self, title: str) -> Target | None:
        """Return what a title names by its complete id, or by a heading of `locate`, in the same letters."""
        text = cleaned(title)[-TITLE_CHARACTERS:]
        for suffix in suffixes(text):
            if suffix in self._exact:
                return self._exact[suffix]
        return next((self._exact[one] for one in prefixes(text) if one in self._exact and _lettered(one)), None)

    def near(self, title: str) -> tuple[Target, ...]:
        """Return what a title names by an id in letters of another case."""
        text = cleaned(title)[-TITLE_CHARACTERS:].casefold()
        for suffix in suffixes(text):
            if suffix in self._folded:
                return self._folded[suffix]
        return next((self._folded[one] for one in prefixes(text) if one in self._folded and _lettered(one)), ())

    @cached_property
    def _located(self) -> dict[str, tuple[Target, ...]]:
        """What `locate` lists: of several parts their problem, of several problems all of them."""
        found: dict[str, tuple[Target, ...]] = {}
        for question in self.tree.questions.values():
            for key in {" ".join(cleaned(one).casefold().split()) for one in question.locate}:
                target = self.parent(question) or question
                target = target if key in found else question
                found[key] = distinct((*(one for one in found.get(key, ()) if self._top(one) != target), target))
        return found

    def _top(self, target: Target) -> Target:
        return target if isinstance(target, Problem) else self.parent(target) or target

    @cached_property
    def _begun(self) -> dict[str, list[tuple[str, tuple[Target, ...]]]]:
        """What `locate` lists, by its first sign in lower case, the longest first."""
        found: dict[str, list[tuple[str, tuple[Target, ...]]]] = {}
        for key in sorted(self._located, key=len, reverse=True):
            if key and any(map(self.is_set, self._located[key])):
                found.setdefault(key[0], []).append((key, self._located[key]))
        return found

    def begun(self, line: str) -> tuple[Target, ...]:
        """Return what is written where a line begins with words that `locate` lists."""
        if not self._begun:
            return ()
        text = " ".join(bare(line[:TITLE_CHARACTERS]).casefold().split())
        for key, targets in self._begun.get(text[:1], ()):
            if text.startswith(key) and not text[len(key) : len(key) + 1].isalnum():
                return targets
        return ()

    def exact_name(self, name: str) -> Target | None:
        """Return what a name by itself is the complete id of, or what `locate` lists."""
        return self._exact.get(cleaned(name)) if len(name) <= TITLE_CHARACTERS else None

    def near_name(self, name: str) -> tuple[Target, ...]:
        """Return what has a name by itself as its id, letter case aside."""
        return self._folded.get(cleaned(name).casefold(), ()) if len(name) <= TITLE_CHARACTERS else ()

    @cached_property
    def _alike(self) -> dict[Label, tuple[Target, ...]]:
        """What is set by the label that its id looks like: `q2` like question 2."""
        found: dict[Label, tuple[Target, ...]] = {}
        for id_ in self.index.targets:
            number = self.numbered(id_)
            target = self.index.in_parts.get(id_) or self.index.questions[id_]
            if number and number.lead and not number.rest:
                found[number.path] = distinct((*found.get(number.path, ()), target))
        return found

    def alike(self, path: Label) -> tuple[Target, ...]:
        """Return what is set under an id that looks like a label."""
        return self._alike.get(path, ())

    def titled(self, title: str) -> tuple[Target, ...]:
        """Return the problems that have this title."""
        begins = _SIGN.search(title)
        if begins is None or ("\\" not in title and begins[0].casefold()[0] not in self._title_signs):
            return ()
        return self._titles.get(same_words(title), ()) or self._titles.get(same_words(POINTS.sub("", title)), ())


def names_of(problems: Problems, tree: Problems, sheet: Sheet | None) -> Names:
    """Return the names of what is set; those of one class are made once."""
    return _names_of(Same(problems), Same(tree), Same(sheet))


@lru_cache(maxsize=4)
def _names_of(problems: Same[Problems], tree: Same[Problems], sheet: Same[Sheet | None]) -> Names:
    return Names(index(problems.value), index(tree.value), sheet.value)


def _lettered(key: str) -> bool:
    return re.search(r"[^\W\d]", key) is not None


def targets_of(names: Names, targets: Iterable[Target]) -> tuple[tuple[str, None], ...]:
    """Return the questions that targets stand for, as far as they are set."""
    found: dict[str, None] = {}
    for target in targets:
        for id_, _ in names.index.targets.get(target.id, ()):
            found[id_] = None
    return tuple((id_, None) for id_ in found)
