"""The catalogue of what students read: nothing but texts by name, each of them said, with all its places filled."""

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from grader import wording

FOLDER = Path(wording.__file__).parent
FILES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
SOURCES = {path: path.read_text(encoding="utf-8") for path in FOLDER.parent.rglob("*.py") if path.parent != FOLDER}
FILLS = {"format", "filled", "fill"}  # what fills the places of a sentence


def texts(file):
    """Return the sentences of a file of the catalogue by name."""
    tree = ast.parse((FOLDER / f"{file}.py").read_text(encoding="utf-8"))
    return {
        one.target.id: ast.literal_eval(one.value)
        for one in tree.body
        if isinstance(one, ast.AnnAssign) and not isinstance(one.value, ast.Dict)
    }


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("file", FILES)
def test_a_file_holds_nothing_but_texts(file):
    docstring, *rest = ast.parse((FOLDER / f"{file}.py").read_text(encoding="utf-8")).body
    assert isinstance(docstring, ast.Expr)
    assert {type(one) for one in rest} <= {ast.ImportFrom, ast.AnnAssign}
    assert all(isinstance(text, str) and text for text in texts(file).values())


@pytest.mark.parametrize("file", FILES)
def test_every_sentence_is_said(file):
    used = set(re.findall(rf"\b{file}(?:\.| import )([A-Z_0-9]+)\b", "\n".join(SOURCES.values())))
    assert sorted(texts(file).keys() - used) == []


def said():
    """Yield each sentence that is filled where it is named, with the names that are given to it."""
    for path, source in SOURCES.items():
        if "grader.wording" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if not (isinstance(node, ast.Call) and not any(one.arg is None for one in node.keywords)):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            sentence = node.func.value if name == "format" else node.args[0] if name in FILLS and node.args else None
            match sentence:
                case ast.Attribute(ast.Name(file), key) if file in FILES:
                    yield path, file, key, {one.arg for one in node.keywords}


def test_every_place_is_filled():
    catalogue = {file: texts(file) for file in FILES}
    filled = list(said())
    assert len(filled) > 150
    wrong = [(path.name, key) for path, file, key, given in filled if places(catalogue[file][key]) != given]
    assert wrong == []


# Rooms whose texts students read: no sentence stands there but in the catalogue, and in what is listed below.
ROOMS = ("language", "marking", "claims", "comparing", "submissions", "reports/pages")
WORDS_OF_SENTENCE = 4
STAYS = {  # files and folders whose sentences no student reads as such, and why
    "comparing/logic/signs.py": "signs of answers that are read",
    "language/grammar/answers/answers.py": "words of answers that are read",
    "language/reader/domains.py": "the domains that an author may write",
    "language/units/loose_names.py": "words of answers that are read",
    "language/reader/readings.py": "an error of the program itself",
    "language/texts/patterns.py": "for authors of problems",
    "marking/asked/beside/another_beside.py": "words of answers that are read",
    "marking/asked/left_sides/scripts.py": "words of prompts and answers that are read",
    "marking/asked/foreign_words.py": "words of prompts and answers that are read",
    "marking/asked/agreeing": "words of prompts",
    "marking/asked/in_words/terms.py": "words of prompts that are read",
    "language/texts/akin.py": "endings of words of answers",
    "language/texts/counted.py": "words of answers that are read",
    "language/texts/near.py": "words of answers that are read",
    "language/texts/notations/initials.py": "words of answers that are read",
    "language/texts/opposites.py": "words of answers that are read",
    "language/texts/turning.py": "words of answers that are read",
    "language/texts/subjects.py": "words of answers that are read",
    "claims/builders/restated.py": "words of prompts and answers that are read",
    "claims/turned.py": "words of answers that are read",
    "language/tree/substitute.py": "caught where a formula is put in",
    "marking/examples.py": "for authors of problems",
    "marking/probes": "for authors of problems",
    "marking/regrets.py": "for authors of problems",
    "marking/texts/numbers/said_in_words.py": "words of answers that are read",
    "marking/texts/numbers/spelled": "words of answers that are read",
    "marking/synthesis": "for authors of problems",
    "marking/texts/vectors/called_places.py": "words of answers that are read",
    "marking/judging/unformed.py": "for authors of problems",
    "marking/ways/chains/rounded_members.py": "the text of a claim",
    "marking/ways/chains/going_on.py": "the text of a claim",
    "marking/choices/asked_of.py": "words of prompts and answers that are read",
    "marking/choices/contradictions.py": "words of answers that are read",
    "marking/choices/determiners.py": "words of answers that are read",
    "marking/choices/framed.py": "words of answers that are read",
    "marking/choices/labels.py": "words of answers that are read",
    "marking/choices/marks_beside.py": "words of answers that are read",
    "marking/choices/other_predicate.py": "words of answers that are read",
    "marking/choices/whole": "words of prompts and answers that are read",
    "marking/texts/sentences/years_said.py": "words of answers that are read",
    "marking/ways/code.py": "the text of a claim",
    "marking/equal_answers.py": "the text of a claim",
    "marking/ways/values.py": "the text of a claim",
    "marking/hand.py": "what is wrong with a mark that staff gave",
    "claims/builders": "the texts of claims",
    "submissions/discovery/class_folder.py": "for staff: what a class folder may be",
    "submissions/discovery/platforms.py": "for staff: what a class folder may be",
    "submissions/extraction/stated/beside/asides.py": "words of answers that are read",
    "submissions/extraction/stated/meanings/glosses.py": "words of answers that are read",
    "submissions/extraction/stated/leading/preludes.py": "words of answers that are read",
    "submissions/extraction/worded/meanings/senses.py": "words of answers that are read",
    "submissions/extraction/worded/choices/translated.py": "words of answers that are read",
    "submissions/extraction/worded/choices/other_subject.py": "words of answers that are read",
    "submissions/extraction/worded/things": "words of prompts and answers that are read",
    "submissions/extraction/worded/meanings/named_options.py": "words of answers that are read",
    "submissions/extraction/worded/beside/foreign_properties.py": "words of answers that are read",
    "submissions/not_done.py": "words of answers that are read",
    "submissions/extraction/worded/beside/told_beside.py": "words of answers that are read",
    "submissions/extraction/worded/beside/heads_said.py": "words of answers that are read",
    "submissions/extraction/worded/beside/labels_above.py": "words of answers that are read",
    "marking/asked/other_things/another.py": "words of prompts that are read",
    "marking/asked/about/places.py": "words of prompts that are read",
    "marking/asked/given/asked_not.py": "words of prompts that are read",
    "marking/asked/given/asked_part.py": "words of prompts that are read",
    "marking/asked/words/quantities.py": "words of prompts that are read",
    "submissions/extraction/words/prompts.py": "words of prompts that are read",
    "submissions/forms/html/colours.py": "the names of colours",
    "submissions/forms/words.py": "words of answers that are read",
    "marking/texts/fields_said/nouns.py": "words of prompts that are read",
    "submissions/forms/html/styles.py": "the names of properties",
    "submissions/extraction/paragraphs/units_said.py": "words of answers that are read",
    "submissions/marks_file.py": "for staff: marks.csv",
    "submissions/metadata.py": "for staff: what platforms say of submissions",
    "submissions/number_words.py": "words of answers that are read",
    "submissions/people.py": "for staff: who handed in what and when",
    "submissions/roster.py": "for staff: the roster",
    "submissions/spreadsheets.py": "for staff: tables",
    "submissions/tables.py": "for staff: tables",
    "reports/pages/html.py": "no words: what a page allows itself",
    "reports/pages/overview.py": "the page of the class, for staff",
}
PATTERNS = {"compile", "fullmatch", "match", "search"}  # what takes a regular expression


def is_sentence(text):
    """Whether a text has so many words; markup and regular expressions are none."""
    return len(re.findall(r"[^\W\d_]{2,}", text)) >= WORDS_OF_SENTENCE and not re.search(r"[|\\<>]", text)


def text_of(node):
    match node:
        case ast.Constant(str(text)):
            return text
        case ast.JoinedStr(values):
            return "".join(one.value if isinstance(one, ast.Constant) else "…" for one in values)
    return ""


def written(source):
    """Return the sentences that stand in a program: no docstrings, no patterns."""
    tree = ast.parse(source)
    left_out = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value):
                left_out |= {value} if isinstance(value, ast.Constant) else set()
            case ast.JoinedStr():
                left_out |= set(ast.walk(node)) - {node}
            case ast.Call(func) if getattr(func, "attr", "") in PATTERNS:
                left_out |= set(ast.walk(node))
    return [text for node in ast.walk(tree) if node not in left_out and is_sentence(text := text_of(node))]


@cache
def outside():
    """Return the sentences of these rooms, by their files."""
    names = {path: path.relative_to(FOLDER.parent).as_posix() for path in SOURCES}
    rooms = tuple(f"{room}/" for room in ROOMS)
    found = {name: written(SOURCES[path]) for path, name in names.items() if name.startswith(rooms)}
    return {name: texts for name, texts in found.items() if texts}


def test_no_sentence_stands_outside():
    assert {name: said for name, said in outside().items() if not any(is_in(name, one) for one in STAYS)} == {}


def test_what_stays_is_there():
    assert [one for one in STAYS if not any(is_in(name, one) for name in outside())] == []


def is_in(name, one):
    return name == one or name.startswith(f"{one}/")


@pytest.mark.parametrize(
    "line",
    [
        'state.wrong("Expected a number behind this sign.", token)',
        'raise AnswerError(f"`{name}` is no name that is known here.")',
        'message = "what stands here is not read"',
        'WHY = Unknown(f"{one}: nothing was found there" if one else "")',
    ],
)
def test_a_new_sentence_is_seen(line):
    assert len(written(line)) == 1


@pytest.mark.parametrize(
    "line", ['"""What stands here is a docstring."""', 're.compile("is not what it was")', 'f(".*")']
)
def test_what_is_no_sentence(line):
    assert written(line) == []
