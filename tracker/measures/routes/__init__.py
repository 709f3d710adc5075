"""The pages of measures, and those of documents that tell what was decided about them.

Addresses others link to:

- `measures.index` (`/measures?year=2569`), `measures.show` (`/measures/<measure_id>`), `measures.new`.
- `documents.index` (`/documents`), `documents.show` (`/documents/<document_id>`, the review page). They belong to the
  documents' blueprint and stand here because verdicts are made of measures, a room documents do not know.
"""

from tracker.measures.routes import editing, listing, review_bulk, review_columns, reviewing
from tracker.measures.routes.blueprint import blueprint

blueprints = (blueprint,)

__all__ = ["blueprint", "blueprints", "editing", "listing", "review_bulk", "review_columns", "reviewing"]
