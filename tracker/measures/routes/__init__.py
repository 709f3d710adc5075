"""The pages of measures, and those of documents that tell what was decided about them.

Addresses others link to:

- `measures.index` (`/measures?year=2569`), `measures.show` (`/measures/<measure_id>`), `measures.new`.
- `measures.workbook` (`/measures/2569/workbook`), `measures.template` and `measures.export`: Excel both ways.
- `documents.index` (`/documents`), `documents.show` (`/documents/<document_id>`, the review page). They belong to the
  documents' blueprint and stand here because verdicts are made of measures, a room documents do not know.
"""

from tracker.measures.routes import editing, listing, past_years, review_bulk, review_columns, reviewing, workbook
from tracker.measures.routes.blueprint import blueprint

blueprints = (blueprint,)

__all__ = [
    "blueprint",
    "blueprints",
    "editing",
    "listing",
    "past_years",
    "review_bulk",
    "review_columns",
    "reviewing",
    "workbook",
]
