"""One task: what it is, how it stands, its proof and history, and what the person may do with it."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.people import queries as people
from tracker.people.access import everyone, viewer
from tracker.people.viewer import Viewer
from tracker.tasks import queries, service
from tracker.tasks.forms import DecisionForm, EvidenceForm, PromiseForm, VerdictForm
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
        undone={update.undoes_id for update in history},
        undoable=undoable(history, who),
        **_about_time(row, who),
        verdict=verdict,
        proof=proof,
    )
    return page, status


def _about_time(row: TaskRow, who: Viewer) -> dict[str, object]:
    """Return what the page says of more time: the request that waits, whose it is, and what was promised."""
    waiting = next((one for one in queries.extensions_of(row.id, asker=who) if one.state.value == "waiting"), None)
    return {
        "waiting": waiting,
        "may_decide": waiting is not None and service.may_decide(waiting, row.unit_id, who),
        "promised_on": queries.promised_on(row.id, asker=who),
        "decision": DecisionForm(formdata=None),
        "promise": PromiseForm(formdata=None),
    }


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
    """Return the newest submission in a history, newest first, that was not taken back."""
    undone = {update.undoes_id for update in history}
    kept = (update for update in history if update.id not in undone)
    return next((update for update in kept if update.kind is UpdateKind.SUBMISSION), None)


def undoable(history: list[UpdateRow], who: Viewer) -> UpdateRow | None:
    """Return the newest entry, while the person may still take it back."""
    newest = history[0] if history else None
    if newest is None or newest.reported_by_id != who.person_id or newest.kind not in service.UNDOABLE:
        return None
    return newest if g.now <= newest.reported_at + service.UNDO_FOR else None
