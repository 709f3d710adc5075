"""Keeps what must be used but never shown: encrypts with a key derived from the installation's secret key."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class SecretUnreadable(Exception):
    """The secret was encrypted with another key: the installation's secret key has changed."""


class SecretBox:
    """Encrypts and decrypts short texts for the database."""

    def __init__(self, secret_key: str) -> None:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"tracker line channel").derive(
            secret_key.encode()
        )
        self._fernet = Fernet(base64.urlsafe_b64encode(derived))

    def close(self, text: str) -> str:
        """Encrypt a text."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, closed: str) -> str:
        """Decrypt a text; raise SecretUnreadable when it was closed with another key."""
        try:
            return self._fernet.decrypt(closed.encode()).decode()
        except InvalidToken as error:
            raise SecretUnreadable("a stored LINE secret cannot be read with this TRACKER_SECRET_KEY") from error

    def opened(self, closed: str) -> str | None:
        """Return the text, or None when it was closed with another key, or there is none."""
        try:
            return self.open(closed)
        except SecretUnreadable:
            return None
