"""A real PostgreSQL of our own for the tests: one short-lived cluster, reached over a socket of the file system."""

import getpass
import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class PostgresMissing(Exception):
    """No PostgreSQL is installed on this machine."""


def installed_programs() -> Path:
    """Return the folder of the newest installed PostgreSQL's programs."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
    if folders:
        return Path(folders[-1])
    found = shutil.which("initdb")
    if found is None:
        raise PostgresMissing("PostgreSQL is not installed: apt-get install postgresql")
    return Path(found).parent


@contextmanager
def cluster() -> Iterator[str]:
    """Run a cluster and yield the URL of its server, to which `/database` can be added before the `?`."""
    programs = installed_programs()
    folder = Path(tempfile.mkdtemp(prefix="tracker-postgres-"))
    # PostgreSQL refuses to run as root: then it runs as the account Debian's package made for it.
    account = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    who = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    name = "postgres" if account else getpass.getuser()
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)

    def run(*command: str) -> None:
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=_plain(folder),
            **who,
        )

    data = folder / "data"
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off"
    try:
        run(str(programs / "initdb"), "-D", str(data), "-U", name, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        run(str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://{name}@/{{database}}?host={folder}"
        finally:
            run(str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _plain(folder: Path) -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": str(folder)}
