"""`grader export`: problems as they may be given away, and autograders for other platforms."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from grader.cli import exits
from grader.cli.options import FILE, PROBLEMS, debug_option
from grader.cli.output import put, write_new
from grader.course.autograders.parts import Bundle
from grader.course.autograders.platforms import PLATFORMS
from grader.problems.assignment_file import load_assignment
from grader.problems.load import load_problems
from grader.problems.publishing import public_text
from grader.problems.question import Problems
from grader.reports.page_names import page_names
from grader.reports.texts import many


@click.command("export")
@click.argument("problems", type=PROBLEMS)
@click.option("--public", "is_public", is_flag=True, help="Without answers: what students may have.")
@click.option("--format", "form", type=click.Choice(list(PLATFORMS)), default=None, help="An autograder, with answers.")
@click.option("--assignment", type=FILE, default=None, help="What the autograder is to mark, and by which rules.")
@click.option("-o", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), help="The new folder.")
@debug_option
def export(problems: Path, is_public: bool, form: str | None, assignment: Path | None, folder: Path) -> int:
    """Write PROBLEMS newly: with --public without their answers, with --format as an autograder for a platform.

    Public problems are one file each, named after its id. Nothing is ever overwritten: a folder that is not empty is an
    error.
    """
    if is_public == (form is not None):
        raise click.UsageError(f"say either --public or --format {'|'.join(PLATFORMS)}")
    if is_public and assignment is not None:
        raise click.UsageError("--assignment belongs to --format; public problems are exported whatever is set")
    found = load_problems(problems)
    _check_folder(problems, folder)
    if form is None:
        return _written_public(found, folder)
    if assignment is not None:
        load_assignment(assignment, found)
    return _written(PLATFORMS[form](folder.name, problems, assignment), form, folder)


def _check_folder(problems: Path, folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty; nothing was written. Expected a new or an empty folder.")
    if problems.is_dir() and folder.resolve().is_relative_to(problems.resolve()):
        raise click.UsageError(f"{folder} lies among the problems in {problems}; choose a folder elsewhere.")


def _written_public(found: Problems, folder: Path) -> int:
    texts = {name: public_text(found[id_]) for id_, name in page_names(found, ".yaml").items()}
    _write(folder, {name: text.encode() for name, text in texts.items()})
    put(f"{many(len(texts), 'public problem')} written to {folder}")
    return exits.DONE


def _written(bundle: Bundle, form: str, folder: Path) -> int:
    _write(folder, bundle.files)
    for name in bundle.programs:
        (folder / name).chmod(0o755)
    put(f"an autograder for {form} written to {folder}; {folder / 'README.txt'} says how to use it")
    return exits.DONE


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        write_new(folder / name, data)
