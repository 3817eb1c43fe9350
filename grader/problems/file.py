"""One problem file: a question, or parts that inherit what stands beside `parts`."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from unicodedata import category

from pydantic import ValidationError

from grader.errors import Diagnostic
from grader.problems import models
from grader.problems.complaints import complain, mended, type_named
from grader.problems.meaning import question_of
from grader.problems.question import Problem, Question
from grader.problems.questions.common import Place
from grader.problems.texts.faults import Faults
from grader.problems.texts.located import Damaged, Entry, Located, MappingNode, Path, SequenceNode, Text
from grader.problems.texts.typed import plain, shown
from grader.problems.types_named import typed_or_mended
from grader.records import dataclass, replace


@dataclass(frozen=True)
class FileProblem:
    """What came of a file: a problem or faults; `id` with its place also where there are faults."""

    problem: Problem | None = None
    id: str = ""
    line: int = 0
    column: int = 0
    faults: tuple[Diagnostic, ...] = ()


def read_problem(root: Located, file: str, damage: tuple[Diagnostic, ...] = ()) -> FileProblem:
    """Return the problem of a file as read, or its faults; `damage` are those that reading it has found."""
    if not isinstance(root, MappingNode):
        wrong = Diagnostic(file, root.line, root.column, "", "expected a mapping with `id` and `answer`, or `parts`")
        return FileProblem(faults=damage if isinstance(root, Damaged) else (wrong, *damage))
    if is_assignment(root):
        return FileProblem(faults=damage)
    faults = Faults(file, root)
    id_ = read_id(root, faults)
    key = root.key("id") or root
    read = _parted if root.get("parts") is not None else _whole
    problem, found = read(root, faults, file, id_)
    every = _once((*damage, *found))
    return FileProblem(problem if problem and not every else None, id_, key.line, key.column, every)


def is_assignment(root: MappingNode) -> bool:
    """Whether a file lists problems, and is none itself."""
    return root.get("problems") is not None and not any(root.get(key) for key in ("id", "answer", "parts"))


def _once(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each fault once, though several parts inherit it, in the order of the file."""
    seen: dict[tuple[int, int, str], Diagnostic] = {}
    for each in diagnostics:
        seen.setdefault((each.line, each.column, each.message), each)
    return tuple(sorted(seen.values(), key=lambda each: (each.line, each.column)))


UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})  # classes of characters that show nothing, such as a line break
MAX_ID = 100  # characters
ID_RULE = "expected a text without `.`, `/`, `:` and blanks at its ends"


def read_id(root: MappingNode, faults: Faults) -> str:
    """Return an id, empty where it is missing or wrong: it has no `.`, `/`, `:` and no blanks at its ends."""
    node = root.get("id")
    if not isinstance(node, Text):
        if node is not None:
            faults.add(("id",), ID_RULE)
        return ""
    why = _wrong_in_id(node.value)
    if why:
        named = f"the id {shown(node.value)}" if node.value else "the id"
        faults.add(("id",), f"{named} {why}; it is a text without `.`, `/`, `:` and blanks at its ends")
        return ""
    return node.value


def _wrong_in_id(id_: str) -> str:
    """Return why a text is no id: students type it, and files are named after it."""
    if not id_:
        return "is empty"
    if id_ != id_.strip():
        return "has blanks at its ends"
    wrong = next((character for character in id_ if character in "./:" or category(character) in UNSEEN), "")
    if wrong and wrong in "./:":
        return f"holds `{wrong}`"
    if wrong:
        return f"holds U+{ord(wrong):04X}, which nobody can see; delete it"
    return f"has more than {MAX_ID} characters (limit max_id)" if len(id_) > MAX_ID else ""


Found = tuple[Problem | None, tuple[Diagnostic, ...]]


def _whole(root: MappingNode, faults: Faults, file: str, id_: str) -> Found:
    question = _question(root, faults, Place(id_, file, _line(root)))
    if question is None:
        return None, tuple(faults.found)
    problem = Problem(id_, question.title, question.prompt, question.points, (question,), False, file, question.tags)
    return problem, tuple(faults.found)


def _line(root: MappingNode) -> int:
    key = root.key("id")
    return key.line if key else root.line


def _question(root: MappingNode, faults: Faults, place: Place) -> Question | None:
    """Return the question of a mapping without parts; None where there are faults."""
    standing = typed_or_mended(root, faults)
    if standing is root:
        return _validated_question(root, faults, place)
    if standing is not None:
        _look_further(standing, faults, place)
    return None


def _validated_question(root: MappingNode, faults: Faults, place: Place) -> Question | None:
    """Return the question, whose type is known; where keys are wrong, None, and faults beside them are looked for."""
    model = models.question_with(type_named(root))
    try:
        return question_of(model.model_validate(plain(root)), faults, place)
    except ValidationError as error:
        complain(error, faults)
        rest = mended(error, root)
    if rest is not None and rest != root:
        _look_further(rest, faults, place)
    return None


def _look_further(rest: MappingNode, faults: Faults, place: Place) -> None:
    """Add the faults that remain in a problem whose wrong keys were mended."""
    further = Faults(faults.file, rest, faults.prefix)
    _validated_question(rest, further, place)
    faults.found.extend(further.found)


# Parts


INHERITED = ("title", "mistakes", "examples", "reveal", "plot", "locate", "tags")


def _parted(root: MappingNode, faults: Faults, file: str, id_: str) -> Found:
    if root.get("id") is None:
        faults.add((), "`id` is missing")
    model = _validated(_shell(root), faults)
    node = root.get("parts")
    if not isinstance(node, SequenceNode) or not node.items:
        if model is not None and not isinstance(node, Damaged):
            faults.add(("parts",), "expected a list of parts, such as [{id: a, answer: …}, …]")
        return None, tuple(faults.found)
    found = list(faults.found)
    questions: list[Question] = []
    lines: dict[str, int] = {}
    for number, part in enumerate(node.items):
        question, wrong = _part(root, part, Place(id_, file, part.line), ("parts", number), lines)
        found.extend(wrong)
        questions.extend([question] if question else [])
    if model is None or found or len(questions) < len(node.items):
        return None, tuple(found)
    points = sum((question.points for question in questions), Fraction(0))
    if model.points is not None and model.points != points:
        faults.add(("points",), f"points are {model.points}, but the parts' points add up to {points}")
        return None, tuple(faults.found)
    led = (replace(question, lead=model.prompt) for question in questions)
    return Problem(id_, model.title, model.prompt, points, tuple(led), True, file, model.tags), ()


def _validated(root: MappingNode, faults: Faults) -> models.Parted | None:
    try:
        return models.Parted.model_validate(plain(root))
    except ValidationError as error:
        complain(error, faults)
        return None


def _shell(root: MappingNode) -> MappingNode:
    """Return what stands beside `parts` and is checked there; the rest is checked in each part."""
    kept = ("id", "title", "prompt", "points", "parts", "tags", "reveal", "plot", "locate")
    known = models.Parted.model_fields
    entries = [entry for entry in root.entries if entry.key.value in kept or entry.key.value not in known]
    return MappingNode(tuple(entries), root.line, root.column)


def _part(
    root: MappingNode, part: Located, place: Place, path: Path, lines: dict[str, int]
) -> tuple[Question | None, list[Diagnostic]]:
    """Return one part as a question of its own, or its faults; `lines` are those of the parts before it, by id."""
    if not isinstance(part, MappingNode):
        faults = Faults(place.file, part, path)
        faults.add((), "expected a mapping with `id` and `answer`")
        return None, faults.found
    merged = _merged(root, part)
    faults = Faults(place.file, merged, path)
    id_ = read_id(merged, faults)
    if id_ and lines.setdefault(id_, part.line) != part.line:
        faults.add(("id",), f"the id `{id_}` stands also in line {lines[id_]}")
    if part.get("parts") is not None:
        faults.add_key(("parts",), "a part has no parts")
    question = _question(merged, faults, Place(f"{place.id}.{id_}", place.file, _line(part)))
    return question, faults.found


def _merged(root: MappingNode, part: MappingNode) -> MappingNode:
    """Return a part with what it inherits: keys of its own come first, and those of `answer` one by one.

    What `locate` of the part lists is added to what its problem's lists.
    """
    part = _located(root, part)
    own = {entry.key.value for entry in part.entries}
    inherited = [entry for entry in root.entries if entry.key.value in INHERITED and entry.key.value not in own]
    entries = [entry for entry in part.entries if entry.key.value != "answer"]
    answer = _answer(root, part)
    return MappingNode((*entries, *inherited, *answer), part.line, part.column)


def _located(root: MappingNode, part: MappingNode) -> MappingNode:
    key, own, common = part.key("locate"), part.get("locate"), root.get("locate")
    if key is None or own is None or common is None:
        return part
    items = [item for node in (own, common) for item in (node.items if isinstance(node, SequenceNode) else (node,))]
    listed = Entry(key, SequenceNode(tuple(items), own.line, own.column))
    others = tuple(entry for entry in part.entries if entry.key.value != "locate")
    return MappingNode((*others, listed), part.line, part.column)


def _answer(root: MappingNode, part: MappingNode) -> list[Entry]:
    key, own, common = part.key("answer"), part.get("answer"), root.get("answer")
    if not isinstance(common, MappingNode) or not (own is None or isinstance(own, MappingNode)):
        return [entry for node in (part, root) for entry in node.entries if entry.key.value == "answer"][:1]
    kept = () if own is None else own.entries
    names = {entry.key.value for entry in kept}
    kind = (own.get("type") if own else None) or common.get("type")
    model = models.ANSWERS.get(getattr(kind, "value", ""))
    inherited = [
        entry for entry in common.entries if entry.key.value not in names and _goes_with(entry.key.value, model)
    ]
    place = own or part
    key = key or root.key("answer")
    assert key
    return [Entry(key, MappingNode((*kept, *inherited), place.line, place.column))]


def _goes_with(key: str, model: type[models.Model] | None) -> bool:
    """Return whether an inherited key belongs to the part's type; keys that belong to none are kept, and faults."""
    belongs = [kind for kind in models.ANSWERS.values() if key in kind.model_fields]
    return model is None or not belongs or model in belongs
