"""`grader export`: problems as they may be given away."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli import exits
from grader.cli.options import PROBLEMS, debug_option
from grader.cli.output import put
from grader.problems.load import load_problems
from grader.problems.publishing import public_text
from grader.reports.page_names import page_names
from grader.reports.texts import many


@click.command("export")
@click.argument("problems", type=PROBLEMS)
@click.option("--public", "is_public", is_flag=True, required=True, help="Without answers: what students may have.")
@click.option("-o", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), help="The new folder.")
@debug_option
def export(problems: Path, is_public: bool, folder: Path) -> int:
    """Write PROBLEMS newly, without their answers, one file each, named after its id.

    Nothing is ever overwritten: a folder that is not empty is an error.
    """
    found = load_problems(problems)
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty; nothing was written. Expected a new or an empty folder.")
    if problems.is_dir() and folder.resolve().is_relative_to(problems.resolve()):
        raise click.UsageError(f"{folder} lies among the problems in {problems}; choose a folder elsewhere.")
    texts = {name: public_text(found[id_]) for id_, name in page_names(found, ".yaml").items()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    put(f"{many(len(texts), 'public problem')} written to {folder}")
    return exits.DONE
