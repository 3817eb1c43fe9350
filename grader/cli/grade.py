"""`grader grade`: many submissions, all problems."""

from __future__ import annotations

import re
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from grader.batch.cache import usual_path
from grader.batch.cluster.crew import ClusterError
from grader.cli import exits
from grader.cli.options import FILE, OUTCOMES, PROBLEMS, debug_option, flattened, timing_option
from grader.cli.output import Stream, tell
from grader.cli.printed import gradebook, put_report
from grader.cli.progress import Progress
from grader.cli.tally import Tally
from grader.course.plan import Plan, ReportsAmongSubmissionsError
from grader.course.run import NothingToGradeError, Run, class_run
from grader.isolation.limits import LIMITS, RunLimits
from grader.records import dataclass
from grader.reports.class_forms import PRINTED
from grader.reports.classes import ClassReport, leaves
from grader.reports.platforms.gradebooks import Gradebook
from grader.reports.texts import many
from grader.submissions.discovery.class_folder import UnclearFolderError
from grader.submissions.discovery.platforms import BY_NAME, NONE
from grader.verdict import Outcome

SECONDS = click.FloatRange(0.1, 86_400)
BYTES = click.IntRange(100_000_000)
SHOWN_BELOW = 10  # submissions below `--fail-under` that are named


class Percentage(click.ParamType[Fraction]):
    """A share such as `60%`, as a fraction of 1."""

    name = "percentage"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        """Return the share; what is no percentage from 0% to 100% is a usage error."""
        match = re.fullmatch(r"\s*(\d{1,3}(?:\.\d{1,9})?)\s*%\s*", str(value))
        share = Fraction(match[1]) / 100 if match else None
        if share is None or share > 1:
            self.fail(f"{value}: expected a percentage from 0% to 100%, such as 60%", param, ctx)
        return share


@click.command("grade")
@click.argument("submissions", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--problems", "folder", required=True, type=PROBLEMS, help="The problems that are set.")
@click.option("--assignment", type=FILE, default=None, help="What is set, when it is due, and by which rules.")
@click.option("--roster", type=FILE, default=None, help="Who takes part: a CSV of student,email,extension,excused.")
@click.option("--metadata", type=FILE, default=None, help="When what was handed in: a CSV, or an export's file.")
@click.option("--trust-metadata", "trust", is_flag=True, help="Believe submission.yaml inside of submissions.")
@click.option("-o", "reports", type=click.Path(file_okay=False, path_type=Path), help="Folder for journals and pages.")
@click.option("--format", "form", type=click.Choice(list(PRINTED)), default="text", help="What is printed.")
@click.option("--jobs", type=click.IntRange(1, 256), default=None, help="Worker processes (one for each processor).")
@click.option("--fail-under", "floor", type=Percentage(), default=None, help="Exit with 1 below this share, as 60%.")
@click.option("--single", is_flag=True, help="Each path is one submission, whatever it looks like.")
@click.option(
    "--platform",
    type=click.Choice([*BY_NAME, NONE]),
    default=None,
    help="Where the class folder was downloaded (told by its names where they leave no doubt).",
)
@click.option(
    "--marks",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Marks that people gave (marks.csv in the folder of the journals).",
)
@click.option(
    "--fill", type=FILE, default=None, help="The platform's own export of grades, to be filled (canvas, moodle)."
)
@click.option(
    "--fail-on", "failing", type=OUTCOMES, multiple=True, help="Exit with 1 where an answer has such an outcome."
)
@click.option("--fresh", is_flag=True, help="Decide everything anew: forget the journal in the folder of reports.")
@click.option("--retry-open", is_flag=True, help="Decide again what a clock or a crash left open.")
@click.option("--no-cache", is_flag=True, help="Neither take verdicts from other runs nor keep any for them.")
@click.option("--wall-seconds", type=SECONDS, default=LIMITS.wall_seconds, help="For one answer, by the clock.")
@click.option("--memory-bytes", type=BYTES, default=LIMITS.memory_bytes, help="For one worker, beyond its own.")
@click.option("--executor", type=click.Choice(["local", "dask"]), default="local", help="Where answers are decided.")
@click.option("--scheduler", default=None, help="The address of the cluster's scheduler, as tcp://10.0.0.1:8786.")
@click.option("--wide", is_flag=True, help="A column for each problem, however wide the table.")
@timing_option
@debug_option
def grade(**options: Any) -> int:
    """Grade submissions.

    A submission is a file, or a folder that holds a file named answers.*; in any other folder each child is one.
    """
    shown = {name: options.pop(name) for name in ("form", "jobs", "floor", "wide", "failing")}
    shown["failing"] = flattened(shown["failing"])
    book = gradebook(shown["form"], options.pop("fill"))
    if (options.pop("executor") == "dask") != (options["scheduler"] is not None):
        raise click.UsageError("--executor dask and --scheduler ADDRESS belong together")
    cache = None if options.pop("no_cache") else usual_path()
    limits = RunLimits(options.pop("wall_seconds"), options.pop("memory_bytes"))
    return run(Plan(cache=cache, limits=limits, **options), Shown(**shown, book=book))


@dataclass(frozen=True)
class Shown:
    """What is shown of a run, in which form, and of which share or which outcomes the exit code tells.

    `book` is the export that the form fills in.
    """

    form: str = "text"
    jobs: int | None = None
    floor: Fraction | None = None
    wide: bool = False
    failing: tuple[str, ...] = ()
    book: Gradebook | None = None


def run(plan: Plan, shown: Shown) -> int:
    """Grade, report, and return the exit code."""
    stream = Stream(patient=plan.reports is not None)
    try:
        with class_run(plan) as running:
            tally = Tally()
            is_whole = _mark(running, shown, stream, tally)
            report = running.finish(is_whole=is_whole)
            for line in running.said():
                tell(line)
            if running.files and is_whole:
                tell(f"written: {', '.join(str(path) for path in running.files)}")
            for line in tally.ending(plan.reports) if is_whole else ():
                tell(line)
            stream.settle()
            put_report(shown.form, running.made, running.kept, wide=shown.wide, timing=plan.timing, book=shown.book)
            return _code(shown, report, running.journal)
    except ReportsAmongSubmissionsError as error:
        raise click.UsageError(f"-o {error}") from None
    except (UnclearFolderError, ClusterError) as error:
        raise click.UsageError(str(error)) from None
    except NothingToGradeError as error:
        for said in (*error.notices, error):
            tell(str(said))
        return exits.NOTHING


def _mark(running: Run, shown: Shown, stream: Stream, tally: Tally) -> bool:
    """Mark all submissions, and return whether that came to its end; what was done is kept where it did not."""
    has_begun = False
    try:
        with closing(running.marked(shown.jobs)) as marked, Progress(running.asked, tally) as progress:
            for step in marked:
                has_begun = True
                for said in step.said:
                    progress.clear()
                    tell(said)
                for line in step.lines if PRINTED[shown.form].as_it_goes else ():
                    progress.clear()
                    stream.put(line)
                progress.step(step)
    except ClusterError as error:
        if not has_begun:
            raise
        tell(str(error))
        return False
    except KeyboardInterrupt:  # what was done is reported, however often it is pressed: no signal counts any more
        return False
    return True


def _code(shown: Shown, report: ClassReport, journal: Path | None) -> int:
    below = [] if shown.floor is None else _below(report, shown.floor)
    if below:
        named = ", ".join(below[:SHOWN_BELOW]) + (", …" if len(below) > SHOWN_BELOW else "")
        tell(f"below --fail-under for certain: {many(len(below), 'submission')}: {named}")
    failed = report.outcomes().get(Outcome.FAILED, 0)
    if failed:
        tell(f"the grader itself failed on {many(failed, 'answer')}; they are open, and cost the students nothing")
    if report.asked is not None:
        kept = f"what was done is kept in {journal}: the same command goes on from there"
        tell(f"interrupted; {kept if journal else 'nothing is kept without -o'}")
        return exits.INTERRUPTED
    if failed:
        return exits.OPEN
    return exits.BELOW if below or _failing(shown, report) else exits.DONE


def _failing(shown: Shown, report: ClassReport) -> bool:
    """Whether an answer has an outcome that is to fail the run, which is said."""
    if not shown.failing:
        return False
    every = [
        leaf.outcome.value for one in report.students for verdict in one.verdicts.values() for leaf in leaves(verdict)
    ]
    found = {name: every.count(name) for name in shown.failing if name in every}
    for name, count in found.items():
        tell(f"--fail-on {name}: {many(count, 'answer')}")
    return bool(found)


def _below(report: ClassReport, floor: Fraction) -> list[str]:
    totals = [(student.name, report.total(student)) for student in report.students if not student.excused]
    return [f"{name} ({total})" for name, total in totals if total.below(floor)]
