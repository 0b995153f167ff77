"""Fetching over TLS: only from a host that proves to be the one that was named, and where its name was checked."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
import trustme

from load.address import Policy, Unfetched
from load.fetch import fetch
from tests.hostile_server import HostileServer, answer, hostile_server
from ui.faults import fault_line

PAGE = "<html><body><article><p>تعرضت قاعدة حقل العمر النفطي لقصف بستة صواريخ.</p></article></body></html>".encode()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def named() -> list[str | None]:
    """The names that whoever connects says it wants, in order."""
    return []


@pytest.fixture
def server(authority: trustme.CA, named: list[str | None]) -> Iterator[HostileServer]:
    certificate = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(certificate)
    certificate.sni_callback = lambda _, name, __: named.append(name)
    with hostile_server(certificate) as running:
        running.answers["/a"] = answer(PAGE)
        yield running


def believing(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def refused(url: str, policy: Policy) -> str:
    with pytest.raises(Unfetched) as caught:
        fetch(url, policy=policy)
    line = str(caught.value)
    assert line.startswith(f"{url}: certificate not believed: ")
    assert "\n" not in line
    assert "شهادته" in fault_line(caught.value, "ar")
    return line


def test_a_host_with_a_certificate_of_its_own_is_read(
    server: HostileServer, authority: trustme.CA, named: list[str | None]
) -> None:
    asked: list[str] = []
    allowing = server.policy(believing(authority))

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1" if len(asked) == 1 else "10.0.0.1"]  # means another machine a moment later

    fetched = fetch(server.url("/a"), policy=Policy(resolve, allowing.allows, allowing.ports, allowing.trusts))
    assert fetched.body == PAGE
    assert asked == ["news.example"]  # once: the connection went to the address that was checked
    assert named == ["news.example"]
    assert f"Host: news.example:{server.port}" in server.requests[0]


def test_a_certificate_that_nobody_vouches_for_is_refused(server: HostileServer) -> None:
    for policy in (server.policy(), server.policy(believing(trustme.CA()))):
        assert "unable to get local issuer certificate" in refused(server.url("/a"), policy)
    assert server.requests == []  # nothing was said to it


def test_a_certificate_of_another_host_is_refused(server: HostileServer, authority: trustme.CA) -> None:
    url = server.url("/a", "other.example")
    assert "Hostname mismatch" in refused(url, server.policy(believing(authority)))
    assert "IP address mismatch" in refused(server.url("/a", "127.0.0.1"), server.policy(believing(authority)))
    assert server.requests == []


def test_a_redirect_to_a_host_that_proves_nothing_is_refused(server: HostileServer, authority: trustme.CA) -> None:
    server.answers["/moved"] = answer(status="302 Found", location=server.url("/a", "other.example"))
    with pytest.raises(Unfetched, match="certificate not believed: Hostname mismatch"):
        fetch(server.url("/moved"), policy=server.policy(believing(authority)))
    assert len(server.requests) == 1


def test_a_certificate_out_of_date_is_refused(authority: trustme.CA) -> None:
    certificate = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example", not_after=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)).configure_cert(certificate)
    with hostile_server(certificate) as late:
        assert "certificate has expired" in refused(late.url("/a"), late.policy(believing(authority)))


def test_a_host_that_does_not_speak_tls_is_one_line(authority: trustme.CA) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    def mumble() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + PAGE)

    threading.Thread(target=mumble, daemon=True).start()
    policy = Policy(lambda host, port: ["127.0.0.1"], lambda it: it == ip_address("127.0.0.1"), frozenset({port}))
    with listener, pytest.raises(Unfetched, match="cannot be fetched") as caught:
        fetch(f"https://news.example:{port}/a", policy=policy)
    assert "\n" not in str(caught.value)
