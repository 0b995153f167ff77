"""A web server on this machine that does what a server must not, for tests of fetching."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address

from load.address import Policy

Answer = bytes | Callable[[socket.socket], None]
"""What is sent, or what is done with the connection."""


def answer(body: bytes = b"", status: str = "200 OK", **fields: str) -> bytes:
    """Return an HTTP answer; field names are written with `_` for `-`, and a length is said where none is given."""
    lines = {"Content-Type": "text/html", "Content-Length": str(len(body)), "Connection": "close"}
    lines |= {name.replace("_", "-").title(): value for name, value in fields.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def packed(body: bytes, **fields: str) -> bytes:
    """Return an answer whose body is sent as gzip."""
    return answer(gzip.compress(body), content_encoding="gzip", **fields)


def for_ever(first: bytes, again: bytes) -> Callable[[socket.socket], None]:
    """Send something, and then something else until the other side has gone."""

    def send(connection: socket.socket) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(again)

    return send


def silence(first: bytes) -> Callable[[socket.socket], None]:
    """Send something and then nothing, until the other side has gone."""

    def send(connection: socket.socket) -> None:
        connection.sendall(first)
        connection.recv(1)

    return send


@dataclass
class HostileServer:
    """Answers by path; every request it gets is kept."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    """The head of each request."""
    scheme: str = "http"

    def url(self, path: str, host: str = "news.example") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def policy(self, trusts: ssl.SSLContext | None = None, /, **hosts: str) -> Policy:
        """Allow this server alone, under any name but `hosts`, which resolve as they say."""
        known: Mapping[str, str] = {name.replace("_", "."): address for name, address in hosts.items()}
        return Policy(
            resolve=lambda host, port: [known.get(host, "127.0.0.1")],
            allows=lambda address: address == ip_address("127.0.0.1"),
            ports=frozenset({self.port}),
            trusts=trusts,
        )


@contextmanager
def hostile_server(certificate: ssl.SSLContext | None = None) -> Iterator[HostileServer]:
    """Run a server on a free port of this machine until the block ends, over TLS where it has a certificate."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = HostileServer(listener.getsockname()[1], scheme="https" if certificate else "http")

    def serve(plain: socket.socket) -> None:
        plain.settimeout(20)
        try:
            connection = certificate.wrap_socket(plain, server_side=True) if certificate else plain
        except OSError:
            plain.close()  # the reader did not believe it
            return
        with connection:
            try:
                head = b""
                while b"\r\n\r\n" not in head and (piece := connection.recv(4096)):
                    head += piece
                text = head.decode("latin-1")
                server.requests.append(text)
                path = text.split(" ")[1] if text.count(" ") > 1 else ""
                found = server.answers.get(path, answer(status="404 Not Found"))
                if callable(found):
                    found(connection)
                else:
                    connection.sendall(found)
            except OSError:
                pass  # the reader had enough

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
