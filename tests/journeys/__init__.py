import pytest

# The steps of a journey assert outside the test modules; what they found must be readable too.
_STEPS = ("bringing", "working", "closing", "over_line", "recorded", "office", "line_server")
pytest.register_assert_rewrite(*(f"tests.journeys.{steps}" for steps in _STEPS))
