"""A stand-in for LINE on this machine: its Messaging API, its webhooks, and a phone for each person.

The application talks to it as it talks to LINE and cannot tell; it imports nothing of the application.
"""

from tracker.simulator.application import create_simulator
from tracker.simulator.server import RunningSimulator, serve, start

__all__ = ["RunningSimulator", "create_simulator", "serve", "start"]
