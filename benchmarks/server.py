"""A Streamlit server of our own for a measurement or a test, and what it holds in memory."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str
    """`http://localhost:port`."""
    process: int
    """Its process id."""

    def peak_mb(self) -> float:
        """Return the most memory it has held since it began, in megabytes (Linux)."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return round(int(status.split("VmHWM:")[1].split()[0]) / 1024, 1)

    def seconds(self) -> float:
        """Return the processor time it has taken since it began (Linux)."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(script: str, record: str) -> Iterator[Server]:
    """Run a script of this repository on a record, by its database URL, and a free port.

    RuntimeError where it does not start.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, "--server.headless=true", f"--server.port={port}"],
        cwd=ROOT,
        env=os.environ | {"RASID_DATABASE_URL": record, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if "URL:" in line:
            break
    else:
        raise RuntimeError(f"{script} did not start:\n{''.join(said)}")
    try:
        yield Server(f"http://localhost:{port}", process.pid)
    finally:
        process.terminate()
        process.communicate(timeout=60)
