"""Write the expected readings anew: `python -m tests.samples`; review the difference before committing it."""

import json

from tests import samples
from tracker.documents.analysis import analyse

for document in samples.DOCUMENTS:
    reading = analyse(document.read_bytes(), document.name).as_json()
    text = json.dumps(reading, ensure_ascii=False, indent=1) + "\n"
    samples.expected_path(document).write_text(text, encoding="utf-8")
