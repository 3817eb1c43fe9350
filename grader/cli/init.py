"""`grader init`: a small working problem set, an assignment over it and a class folder, to start from."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from grader.cli import exits
from grader.cli.options import debug_option
from grader.cli.output import put, write_new

STARTER = "starter"  # the folder beside this module that is copied


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default="homework")
@debug_option
def init(folder: Path) -> int:
    """Write a small working homework into FOLDER (by default `homework`): problems, an assignment, submissions.

    Nothing is ever overwritten: a folder that is not empty is an error.
    """
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty; nothing was written. Expected a new or an empty folder.")
    written = [_copied(source, folder / name) for name, source in _sources(files("grader.cli") / STARTER)]
    put("\n".join([*(str(path) for path in written), "", *_advice(folder)]))
    return exits.DONE


def _sources(root: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    """Yield the files below a folder, each with its name relative to it."""
    for entry in sorted(root.iterdir(), key=lambda entry: (entry.is_dir(), entry.name)):
        if entry.is_dir():
            yield from _sources(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry


def _copied(source: Traversable, target: Path) -> Path:
    write_new(target, source.read_bytes())
    return target


def _advice(folder: Path) -> list[str]:
    lines = [] if folder == Path() else [f"  cd {shlex.quote(str(folder))}"]
    return [
        "Next:",
        *lines,
        "  grader lint problems",
        "  grader grade submissions --problems problems --assignment assignment.yaml --roster roster.csv -o reports",
        "  grader queue reports",
    ]
