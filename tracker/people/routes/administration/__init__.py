"""Administration of an office: its people, units, days off, own particulars, the ITA catalogue and the log."""

from tracker.people.routes.administration import catalogue, front, holidays, importing, log, office, posts, units, users

__all__ = ["catalogue", "front", "holidays", "importing", "log", "office", "posts", "units", "users"]
