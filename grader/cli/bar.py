"""The bar of a run on a terminal, drawn by Rich, without its thread."""

from __future__ import annotations

import shutil
import sys

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn


class RichBar:
    """A bar that is drawn when it is called."""

    def __init__(self, total: int) -> None:
        columns, lines = shutil.get_terminal_size()  # Rich itself takes `COLUMNS=²` for a number
        console = Console(file=sys.stderr, width=columns, height=lines, highlight=False)
        said = TextColumn("{task.description}", markup=False)
        self._progress = Progress(BarColumn(24), said, console=console, auto_refresh=False, transient=True)
        self._task = self._progress.add_task("", total=total)
        self._is_drawn = False

    def __call__(self, answers: int | None, said: str) -> None:
        """Draw so many answers with what is said of them; take the bar away for None."""
        if answers is None:
            if self._is_drawn:
                self._progress.stop()
            self._is_drawn = False
            return
        if not self._is_drawn:
            self._progress.start()
            self._is_drawn = True
        self._progress.update(self._task, completed=answers, description=said, refresh=True)
