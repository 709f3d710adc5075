"""Commands about a fiscal year: opening it, running its jobs, writing its report."""

import sys
from datetime import date, datetime
from pathlib import Path

import click

from jobs import runner, schedule
from tracker import clock
from tracker.cli.door import application
from tracker.database import transaction
from tracker.documents import queries as document_queries
from tracker.errors import NotValid
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries as measure_queries
from tracker.measures import service as measure_service
from tracker.people import queries
from tracker.people.viewer import System
from tracker.reports import service as report_service
from tracker.tasks import service as task_service
from tracker.web.machinery import machinery

_YEARS = click.IntRange(2500, 2699)
_FORMATS = ("docx", "pdf", "xlsx", "json")


@click.group()
def year() -> None:
    """Open a fiscal year, or put a past one on record."""


@year.command("open")
@click.option("--government", "slug", required=True, help="The slug of the local government.")
@click.option("--year", "buddhist_year", required=True, type=_YEARS, help="Such as 2569.")
def open_year(slug: str, buddhist_year: int) -> None:
    """Make the tasks of the year, or list what must be decided first and exit 1."""
    with application():
        system = System(queries.government_called(slug).id)
        fiscal_year = FiscalYear(buddhist_year)
        problems = task_service.opening_problems(fiscal_year, asker=system)
        if problems:
            click.echo(
                f"{len(problems)} things must be decided before {fiscal_year.buddhist_year} can be opened:", err=True
            )
            for problem in problems:
                click.echo(f"  {problem.sentence} → {problem.what_to_do}", err=True)
            sys.exit(1)
        with transaction():
            opened = task_service.open_year(fiscal_year, by=system, at=clock.now())
        undecided = measure_queries.undecided_count(fiscal_year, asker=system)
        click.echo(f"Opened {buddhist_year}: {opened.measures} measures, {opened.new_tasks} new tasks.")
        if undecided:
            click.echo(
                f"{undecided} measures read in documents are still to be approved or set aside on the review page."
            )


@year.command("record")
@click.argument("document_id", type=int)
@click.option("--government", "slug", required=True, help="The slug of the local government.")
@click.option("--year", "buddhist_year", type=_YEARS, help="The year reported on; the document's own if not given.")
@click.option("--score-year", type=_YEARS, help="The ITA year of a score the report states without one.")
@click.option("--as-read", is_flag=True, help="Confirm every row still undecided as it was read, doubtful ones too.")
def record_year(
    document_id: int, slug: str, buddhist_year: int | None, score_year: int | None, *, as_read: bool
) -> None:
    """Put the year of a result report on record: measures, results, outcomes, closed; nobody is given a task."""
    with application():
        system = System(queries.government_called(slug).id)
        document = document_queries.document(document_id, asker=system)
        chosen = None if buddhist_year is None else FiscalYear(buddhist_year)
        with transaction():
            if as_read:
                measure_service.confirm_rest(document, by=system, at=clock.now())
            done = task_service.record_past_year(document, chosen, by=system, at=clock.now(), score_year=score_year)
        scores = f", scores of {', '.join(map(str, done.score_years))}" if done.score_years else ""
        click.echo(f"Recorded {int(done.fiscal_year)} as a past year: {done.measures} measures{scores}.")


@year.command("take-back")
@click.argument("document_id", type=int)
@click.option("--government", "slug", required=True, help="The slug of the local government.")
@click.option("--reason", required=True, help="Why; it is kept in the log.")
def take_back_year(document_id: int, slug: str, reason: str) -> None:
    """Take a past year off the record; the rows stay confirmed, to be put right on the review page."""
    with application():
        system = System(queries.government_called(slug).id)
        document = document_queries.document(document_id, asker=system)
        with transaction():
            taken = task_service.take_back_past_year(document, reason, by=system, at=clock.now())
        click.echo(f"Took {int(taken)} off the record.")


@click.group()
def jobs() -> None:
    """Run a job by hand."""


@jobs.command("list")
def list_jobs() -> None:
    """List the jobs and when each runs."""
    for job in schedule.JOBS:
        click.echo(f"{job.name:<20} {job.when:<32} {job.description}")


@jobs.command("run")
@click.argument("name")
@click.option("--at", "at_text", metavar="ISO-INSTANT", help="As if it were then, such as 2026-10-01T00:30+07:00.")
def run_job(name: str, at_text: str | None) -> None:
    """Run one job once."""
    if name not in {job.name for job in schedule.JOBS}:
        raise NotValid(f"There is no job called {name!r}; see: tracker jobs list")
    with application() as app:
        done = runner.run_job(app, name, at=None if at_text is None else _instant(at_text))
        facts = " ".join(f"{key}={value}" for key, value in done.summary.items())
        click.echo(f"{name}: {'done' if done.succeeded else 'FAILED'} {facts} {done.error}".strip())
        if not done.succeeded:
            sys.exit(1)


@click.command()
@click.option("--government", "slug", required=True, help="The slug of the local government.")
@click.option("--year", "buddhist_year", required=True, type=_YEARS, help="Such as 2569.")
@click.option(
    "--as-of", "as_of", metavar="DATE", help="The day it speaks of (ISO); the last day of the year if not given."
)
@click.option("--format", "formats", default="docx,pdf,xlsx,json", show_default=True)
@click.option(
    "--output", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write into."
)
def report(slug: str, buddhist_year: int, as_of: str | None, formats: str, output: Path) -> None:
    """Write the result report of a year, as of any day."""
    wanted = [name.strip().lower() for name in formats.split(",") if name.strip()]
    if not wanted or set(wanted) - set(_FORMATS):
        raise NotValid(f"--format takes {', '.join(_FORMATS)}, separated by commas")
    with application():
        system = System(queries.government_called(slug).id)
        day = _day(as_of) if as_of else None
        written = report_service.report_as_of(FiscalYear(buddhist_year), day, asker=system, at=clock.now())
        output.mkdir(parents=True, exist_ok=True)
        for name in wanted:
            path = output / f"report-{slug}-{buddhist_year}.{name}"
            path.write_bytes(report_service.file_of(written, name, font_cache=machinery().cache))
            click.echo(str(path))


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise NotValid(f"--at takes an instant such as 2026-10-01T00:30+07:00, not {text!r}") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=clock.BANGKOK)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotValid(f"--as-of takes a day such as 2026-03-31, not {text!r}") from None


commands = (year, jobs, report)
