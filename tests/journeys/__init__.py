import pytest

# The steps of a journey assert outside the test modules; what they found must be readable too.
pytest.register_assert_rewrite("tests.journeys.bringing", "tests.journeys.working", "tests.journeys.closing")
