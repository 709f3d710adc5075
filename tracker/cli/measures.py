"""Commands about the measures of a year: out to Excel, and in again after a look at what would change."""

import sys
from pathlib import Path

import click

from tracker import clock
from tracker.cli.door import application
from tracker.database import transaction
from tracker.errors import NotValid
from tracker.fiscal_year import FiscalYear
from tracker.measures.service import workbook
from tracker.measures.service.workbook import Confirmation, Preview
from tracker.measures.spreadsheet.child import read_workbook
from tracker.people import queries
from tracker.people.viewer import System

_GOVERNMENT = click.option("--government", "slug", required=True, help="The slug of the local government.")
_YEAR = click.option("--year", "buddhist_year", required=True, type=click.IntRange(2500, 2699), help="Such as 2569.")


@click.group()
def measures() -> None:
    """Write the measures of a year to Excel, and take an edited workbook in."""


@measures.command("export")
@_GOVERNMENT
@_YEAR
@click.option("--template", "is_template", is_flag=True, help="The empty form instead of the plan.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
def export(slug: str, buddhist_year: int, is_template: bool, output: Path) -> None:  # noqa: FBT001
    """Write the plan of a year, or the form to type one in, to OUTPUT."""
    with application():
        system = System(queries.government_called(slug).id)
        make = workbook.template_of if is_template else workbook.export_of
        output.write_bytes(make(FiscalYear(buddhist_year), asker=system))
    click.echo(str(output))


@measures.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_GOVERNMENT
@_YEAR
@click.option("--confirm", "is_confirmed", is_flag=True, help="Take it over; without this nothing is changed.")
@click.option(
    "--cancel", "cancelled", type=int, multiple=True, help="A measure without a row to cancel, by its number."
)
@click.option("--reason", default="", help="Why those are cancelled.")
def import_workbook(
    file: Path, slug: str, buddhist_year: int, *, is_confirmed: bool, cancelled: tuple[int, ...], reason: str
) -> None:
    """Show what FILE would change in the plan of a year; with --confirm, change it. Mistakes end with exit code 1."""
    year, sheet = FiscalYear(buddhist_year), read_workbook(file.read_bytes())
    with application():
        system = System(queries.government_called(slug).id)
        preview = workbook.compare(sheet, year, asker=system)
        _print(preview)
        if preview.faults:
            sys.exit(1)
        if is_confirmed and not preview.changes_nothing:
            confirmation = Confirmation(preview.mark, _gone(preview, cancelled), reason)
            with transaction():
                taken = workbook.take_over(sheet, confirmation, year, by=system, at=clock.now())
            click.echo(f"Taken over: {taken.added} added, {taken.changed} changed, {taken.cancelled} cancelled.")
        elif not preview.changes_nothing:
            click.echo("Nothing is changed yet; add --confirm to take it over.")


def _gone(preview: Preview, numbers: tuple[int, ...]) -> frozenset[int]:
    by_number = {gone.number: gone.measure_id for gone in preview.gone}
    unknown = [number for number in numbers if number not in by_number]
    if unknown:
        raise NotValid(f"มาตรการที่ {unknown[0]} มีแถวในไฟล์หรือไม่มีในแผน จึงไม่มีสิ่งใดให้ยกเลิก")
    return frozenset(by_number[number] for number in numbers)


def _print(preview: Preview) -> None:
    for fault in preview.faults:
        click.echo(f"{fault.place}: {fault.sentence}", err=True)
    for change in preview.changed:
        click.echo(f"~ {change.number}. {change.title}")
        for one in change.fields:
            click.echo(f"    {one.label}: {_short(one.before)} → {_short(one.after)}")
    for addition in preview.added:
        click.echo(f"+ {addition.approval.title}")
    for gone in preview.gone:
        click.echo(f"- {gone.number}. {gone.title} (stays unless --cancel {gone.number})")
    for caution in preview.cautions:
        click.echo(f"! {caution}", err=True)
    click.echo(
        f"{len(preview.added)} new, {len(preview.changed)} changed, {len(preview.gone)} without a row,"
        f" {preview.unchanged} unchanged, {len(preview.faults)} mistakes."
    )


def _short(text: str) -> str:
    return " / ".join(text.split("\n")) or "-"


commands = (measures,)
