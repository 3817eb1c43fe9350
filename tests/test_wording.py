"""The catalogue of what students read: nothing but texts by name, each of them said, with all its places filled."""

import ast
import re
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
