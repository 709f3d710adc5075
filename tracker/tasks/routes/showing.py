"""One task: what it is, how it stands, its proof and history, and what the person may do with it."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.people import queries as people
from tracker.people.access import everyone, viewer
from tracker.people.viewer import Viewer
from tracker.tasks import queries
from tracker.tasks.forms import EvidenceForm, VerdictForm
from tracker.tasks.models import UpdateKind
from tracker.tasks.queries import TaskRow, UpdateRow
from tracker.tasks.routes.blueprint import blueprint
from tracker.tasks.service import TaskRights, task_rights


@blueprint.get("/<int:task_id>")
@everyone
def show(task_id: int) -> ResponseReturnValue:
    """Show a task the person may see."""
    return page_of(task_id, verdict=VerdictForm(prefix="verdict"), proof=EvidenceForm(prefix="proof"))


def page_of(task_id: int, *, verdict: VerdictForm, proof: EvidenceForm, status: int = 200) -> ResponseReturnValue:
    """Return the page of a task, with its two forms as they were filled in."""
    who = viewer()
    row = queries.task_row(task_id, asker=who)
    history = queries.history(task_id, asker=who)
    verdict.show(row.revision)
    page = render_template(
        "tasks/show.html",
        listed=queries.listed_task(row, today=g.today, calendar=people.working_calendar(who)),
        task=row,
        history=history,
        proofs=queries.evidence_of(task_id, asker=who),
        directives=queries.directives_about(row, asker=who),
        rights=rights_of(row, history, who),
        submission=newest_submission(history),
        verdict=verdict,
        proof=proof,
    )
    return page, status


def rights_of(row: TaskRow, history: list[UpdateRow], who: Viewer) -> TaskRights:
    """Return what the person may do with the task now."""
    plan = queries.year_plan(row.fiscal_year, asker=who)
    submission = newest_submission(history)
    return task_rights(
        row,
        who,
        submitted_by_id=submission.reported_by_id if submission else None,
        is_year_closed=plan is not None and plan.closed_at is not None,
    )


def newest_submission(history: list[UpdateRow]) -> UpdateRow | None:
    """Return the newest submission in a history, newest first."""
    return next((update for update in history if update.kind is UpdateKind.SUBMISSION), None)
