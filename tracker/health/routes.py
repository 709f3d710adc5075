"""Is the machinery well: a page for those who look after an office, and an answer for a monitor outside."""

from datetime import timedelta
from importlib.metadata import version

from flask import Blueprint, g, jsonify, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from tracker import clock
from tracker.health import queries
from tracker.people import queries as people_queries
from tracker.people.access import allow, public, viewer
from tracker.people.roles import Role
from tracker.reminders.models import MessageState
from tracker.reminders.service.alarms import open_alarms
from tracker.reminders.wording.alarms import advice
from tracker.web.machinery import machinery

blueprint = Blueprint("health", __name__)
blueprints = (blueprint,)

_SHOWN_STATES = (MessageState.WAITING, MessageState.HELD, MessageState.FAILED, MessageState.UNKNOWN)


@blueprint.get("/health")
@public
def monitor() -> ResponseReturnValue:
    """Tell a monitor whether all is well: 200, or 503 with the reasons; no secret and no office's name."""
    try:
        # The one page that answers without the database asks it for the time itself.
        clock.run_ahead_by(people_queries.demo_offset() or timedelta(0))
        reasons = queries.reasons_not_well(at=clock.now())
    except SQLAlchemyError:
        reasons = ["database: does not answer"]
    answer = jsonify({"well": not reasons, "reasons": reasons, "version": version("ita-measure-tracker")})
    answer.headers["Cache-Control"] = "no-store"
    return answer, 503 if reasons else 200


@blueprint.get("/administration/health")
@allow(Role.ADMINISTRATOR, Role.COORDINATOR)
def show() -> ResponseReturnValue:
    """Show how each part is, and what to do about it."""
    who, parts = viewer(), machinery()
    jobs = queries.job_states(at=g.now)
    outbox = queries.outbox(at=g.now, asker=who)
    channel = next(iter(queries.channels(who)), None)
    storage = queries.storage(parts.files)
    judged = {
        "messages": queries.judged_outbox(outbox, at=g.now),
        "channel": queries.judged_channel(channel, parts.secrets),
        "storage": queries.judged_storage(storage),
    }
    return render_template(
        "health/show.html",
        jobs=jobs,
        outbox=outbox,
        shown_states=_SHOWN_STATES,
        storage=storage,
        judged=judged,
        alarms=[(alarm, advice(alarm.kind.value)) for alarm in open_alarms(who)],
        overall=queries.worst([*(job.verdict for job in jobs), *(one.verdict for one in judged.values())]),
        version=version("ita-measure-tracker"),
    )
