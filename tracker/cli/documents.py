"""Commands that read documents: to look at what the machine finds, and into the database."""

import json
from pathlib import Path

import click

from tracker import clock, thai
from tracker.cli.door import application
from tracker.database import transaction
from tracker.documents import service as document_service
from tracker.documents.parsing.offices import likeness
from tracker.documents.reading import Reading
from tracker.documents.sandbox import read_safely
from tracker.errors import UnreadableDocument
from tracker.measures import queries as measure_queries
from tracker.measures import service as measure_service
from tracker.people import queries
from tracker.people.viewer import System
from tracker.web.machinery import machinery

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def documents() -> None:
    """Read analyses and result reports."""


@documents.command("read")
@click.argument("file", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON object.")
def read(file: Path, as_json: bool) -> None:  # noqa: FBT001 (an option of the command line)
    """Read FILE and print what was found; touches no database."""
    reading = read_safely(file.read_bytes(), file.name)
    if as_json:
        click.echo(json.dumps(reading.as_json(), ensure_ascii=False, indent=2))
    else:
        _print(reading)


@documents.command("import")
@click.argument("file", type=_FILE)
@click.option("--government", "slug", required=True, help="The slug of the local government.")
@click.option(
    "--approve-clean",
    is_flag=True,
    help="Approve every measure that has nothing to decide; of a result report, confirm it.",
)
def import_document(file: Path, slug: str, approve_clean: bool) -> None:  # noqa: FBT001
    """Read FILE into the database, where a coordinator reviews it."""
    with application():
        system = System(queries.government_called(slug).id)
        upload = document_service.Upload(file.name, file.read_bytes())
        with transaction():
            document = document_service.receive_document(upload, files=machinery().files, by=system, at=clock.now())
            document_service.take(document, at=clock.now())
        try:
            reading = document_service.read_received(document, files=machinery().files)
        except UnreadableDocument as refusal:
            with transaction():
                document_service.record_unreadable(document, str(refusal), at=clock.now())
            raise
        with transaction():
            document_service.record_reading(document, reading, at=clock.now())
        is_past = document.doc_type == measure_queries.RESULT_REPORT
        approved = 0
        if approve_clean:
            decide = measure_service.confirm_clean if is_past else measure_service.approve_clean
            with transaction():
                approved = len(decide(document, by=system, at=clock.now()))
        own_name = queries.government(system).name
        if likeness([document.organisation, *reading.organisation_aliases], own_name) == "other":
            click.echo(f"  note: the document is of {document.organisation}, not of {own_name}", err=True)
        measures, flags = len(reading.measures), len(reading.flags)
        click.echo(f"Document {document.id}: {measures} measures, {flags} flags, {approved} approved.")
        to_decide = measure_queries.rows_to_confirm if is_past else measure_queries.proposals_to_review
        for proposal in to_decide(document, asker=system):
            click.echo(f"  to decide: {proposal.seq}. {thai.one_line(proposal.title)}")
        if is_past:
            click.echo(
                f"A result report. To put its year on record: tracker year record {document.id} --government {slug}"
            )


def _print(reading: Reading) -> None:
    as_json = reading.as_json()
    click.echo(f"{as_json['doc_type']}: {as_json['organisation'] or '-'}")
    click.echo(
        f"year assessed {as_json['fiscal_year'] or '-'}, measures of {as_json['measures_fiscal_year'] or '-'},"
        f" overall {as_json['overall_score'] or '-'} {as_json['grade'] or ''}"
    )
    for measure in as_json["measures"]:
        owners = ", ".join(measure["owners"]) or "-"
        period = f"{measure['start'] or '?'} – {measure['end'] or '?'}"
        click.echo(f"{measure['seq']:>3}. {measure['title']}  [{owners}]  {period}  steps: {len(measure['steps'])}")
    for flag in as_json["flags"]:
        where = f"line {flag['line']}" if flag["line"] else flag["where"]
        click.echo(f"  {flag['severity']:<5} {flag['kind']} ({where}): {flag['message']}")


commands = (documents,)
