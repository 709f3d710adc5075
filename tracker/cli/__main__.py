"""Lets `python -m tracker.cli` stand for the console script, for the processes `tracker run` starts."""

from tracker.cli.main import main

main()
