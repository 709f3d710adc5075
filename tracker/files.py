"""The store of uploaded files: each is named by its content (SHA-256), so nothing is stored twice or overwritten."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore


class FileStore:
    """Bytes in, a key out; the key gives the bytes back."""

    def __init__(self, url: str) -> None:
        folder = Path(url2pathname(urlsplit(url).path))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._store = LocalStore(prefix=folder, mkdir=True)
        self.folder = folder

    def keep(self, content: bytes) -> str:
        """Store bytes and return their key; storing the same bytes again changes nothing."""
        key = hashlib.sha256(content).hexdigest()
        try:
            self._store.put(_path(key), content, mode="create")
        except AlreadyExistsError:
            return key
        return key

    def content(self, key: str) -> bytes:
        """Return the bytes stored under a key; raise FileNotFoundError when there are none."""
        return bytes(self._store.get(_path(key)).bytes())

    def remove(self, key: str) -> None:
        """Remove the bytes stored under a key, where nothing needs them any more; gone already is no error."""
        with suppress(FileNotFoundError):
            self._store.delete(_path(key))

    def keys(self) -> Iterator[str]:
        """Return every key there is."""
        for batch in self._store.list():
            for entry in batch:
                yield str(entry["path"]).rsplit("/", 1)[-1]


def _path(key: str) -> str:
    if len(key) != 64 or not all(letter in "0123456789abcdef" for letter in key):
        raise ValueError("a file's key is its SHA-256 in hexadecimal")
    return f"{key[:2]}/{key}"
