"""Receiving documents, taking turns at reading them, and writing down what the machine read."""

from tracker.documents.service.choosing import choose_columns
from tracker.documents.service.receiving import AlreadyReceived, Upload, receive_document, refuse_unfit
from tracker.documents.service.recording import forget_reading, record_reading, record_unreadable
from tracker.documents.service.removing import remove_unreadable
from tracker.documents.service.turns import Taken, put_back, read_received, take, take_next, wait_again

__all__ = [
    "AlreadyReceived",
    "Taken",
    "Upload",
    "choose_columns",
    "forget_reading",
    "put_back",
    "read_received",
    "receive_document",
    "record_reading",
    "record_unreadable",
    "refuse_unfit",
    "remove_unreadable",
    "take",
    "take_next",
    "wait_again",
]
