"""Fetching: only the open web, only what was checked, never more than a bound, whatever the server does."""

from __future__ import annotations

import datetime as dt
import gzip
import socket
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.types import Document
from load.address import Policy, Unfetched, check, is_public
from load.articles import Unread, articles
from load.fetch import AGENT, Fetched, Limits, fetch
from tests.hostile_server import HostileServer, answer, for_ever, hostile_server, packed, silence

PAGE = "<html><body><article><p>تعرضت قاعدة حقل العمر النفطي لقصف بستة صواريخ.</p></article></body></html>".encode()


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


def get(server: HostileServer, path: str, **limits: float) -> Fetched:
    return fetch(server.url(path), policy=server.policy(), limits=Limits(**limits))  # type: ignore[arg-type]


def refused(server: HostileServer, path: str, **limits: float) -> str:
    with pytest.raises(Unfetched) as caught:
        get(server, path, **limits)
    line = str(caught.value)
    assert "\n" not in line
    return line


# --- which addresses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        *(
            "127.0.0.1",
            "127.8.8.8",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
        ),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *(
            "[::1]",
            "[::]",
            "[fe80::1]",
            "[fc00::1]",
            "[fd12::1]",
            "[ff02::1]",
            "[fec0::1]",
            "[2001:db8::1]",
            "[2001::1]",
        ),
        *("[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::127.0.0.1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]"),
    ],
)
def test_addresses_that_are_not_of_the_open_internet_are_refused(host: str) -> None:
    with pytest.raises(Unfetched, match=r"leads to .*: expected a host of the open internet"):
        check(f"http://{host}/")


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0x7f.1", "127.1", "0", "127.0.0.1.", "1.2.3.4.5"])
def test_numbers_that_mean_an_address_are_refused(host: str) -> None:
    with pytest.raises(Unfetched, match=r"expected a name, or an address like 192\.0\.2\.1"):
        check(f"http://{host}/", Policy(resolve=lambda host, port: ["8.8.8.8"]))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "expected an address with http:// or https://"),
        ("ftp://example.org/a", "expected an address with http:// or https://"),
        ("javascript:alert(1)", "expected an address with http:// or https://"),
        ("https://", "expected an address with http:// or https://"),
        ("http:///etc/passwd", "expected an address with http:// or https://"),
        ("http://user:word@example.org/", "holds a user name: expected an address without one"),
        ("http://example.org:22/", "port 22: expected 80 or 443"),
        ("http://example.org:8080/", "port 8080: expected 80 or 443"),
        ("http://0177.0.0.1/", "no web address: expected one like https://example.org/article"),
        ("http://exa\nmple.org/", "no web address: expected one like https://example.org/article"),
        ("http://example.org/" + "a" * 2000, "2019 characters: expected an address of at most 2000"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused(url: str, why: str) -> None:
    with pytest.raises(Unfetched) as caught:
        check(url, Policy(resolve=lambda host, port: ["8.8.8.8"]))
    assert str(caught.value).endswith(why)
    assert "word" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_host_with_one_private_address_among_others_is_refused() -> None:
    with pytest.raises(Unfetched, match=r"leads to 10\.0\.0\.5"):
        check("https://example.org/", Policy(resolve=lambda host, port: ["8.8.8.8", "10.0.0.5"]))


def test_an_unknown_host_is_said_to_be_unknown() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(Unfetched, match=r"host example\.org: no such host"):
        check("https://example.org/", Policy(resolve=unknown))


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_alike_in_every_dress(address: IPv4Address) -> None:
    number = int(address)
    dresses = [0xFFFF << 32 | number, 0x2002 << 112 | number << 80, 0x64FF9B << 96 | number, number]
    assert {is_public(IPv6Address(dress)) for dress in dresses} == {is_public(address)}


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_one_line(text: str) -> None:
    line = ""
    try:
        check(text, Policy(resolve=lambda host, port: ["8.8.8.8"]))
    except Unfetched as error:
        line = str(error)
    assert "\n" not in line
    line.encode()


# --- what comes back ---------------------------------------------------------------------------------------------


def test_a_page_comes_with_its_kind_and_we_say_who_asks(server: HostileServer) -> None:
    server.answers["/a"] = packed(PAGE, content_type="text/html; charset=utf-8", etag='"1"')
    fetched = get(server, "/a#part")
    assert (fetched.body, fetched.kind, fetched.unchanged) == (PAGE, "text/html", False)
    assert fetched.headers["etag"] == '"1"'
    assert fetched.url == server.url("/a")
    (request,) = server.requests
    assert f"User-Agent: {AGENT}\r\n" in request
    assert f"Host: news.example:{server.port}\r\n" in request


def test_a_condition_is_sent_and_unchanged_is_told(server: HostileServer) -> None:
    server.answers["/a"] = answer(status="304 Not Modified", content_type="")
    fetched = fetch(server.url("/a"), conditions={"If-None-Match": '"1"'}, policy=server.policy())
    assert (fetched.unchanged, fetched.body) == (True, b"")
    assert 'If-None-Match: "1"' in server.requests[0]


def test_redirects_are_followed_to_where_the_article_stands(server: HostileServer) -> None:
    server.answers["/a"] = answer(status="301 Moved", location="/b")
    server.answers["/b"] = answer(status="307 Moved", location=server.url("/c", "other.example"))
    server.answers["/c"] = answer(PAGE)
    assert get(server, "/a").url == server.url("/c", "other.example")


def test_an_address_is_read_like_a_file(server: HostileServer) -> None:
    server.answers["/a"] = answer(PAGE)
    today = dt.date(2026, 1, 1)
    (found,) = articles([server.url("/a")], None, today, partial(fetch, policy=server.policy()))
    assert isinstance(found, Document)
    assert (found.source, found.url) == (server.url("/a"), server.url("/a"))
    assert found.text.strip() == "تعرضت قاعدة حقل العمر النفطي لقصف بستة صواريخ."
    (none,) = articles([server.url("/b")], None, today, partial(fetch, policy=server.policy()))
    assert none == Unread(server.url("/b"), f"{server.url('/b')}: answered 404: expected 200")
    (never,) = articles(["file:///etc/passwd"], None, today)
    assert isinstance(never, Unread)
    assert len(server.requests) == 2


# --- a server that means harm ------------------------------------------------------------------------------------


def test_a_redirect_into_the_own_network_is_refused_before_it_is_asked(server: HostileServer) -> None:
    for path, goal in (
        ("/file", "file:///etc/passwd"),
        ("/private", server.url("/secret", "10.0.0.1")),
        ("/named", server.url("/secret", "inside.example")),
        ("/port", "http://news.example:22/"),
        ("/user", f"http://a:b@news.example:{server.port}/"),
    ):
        server.answers[path] = answer(status="302 Found", location=goal)
        with pytest.raises(Unfetched):
            fetch(server.url(path), policy=server.policy(inside_example="10.0.0.1"))
    assert len(server.requests) == 5


def test_a_name_that_changes_its_meaning_gains_nothing(server: HostileServer) -> None:
    said = iter(["127.0.0.1", "10.0.0.1", "10.0.0.1"])
    policy = server.policy()
    changing = Policy(lambda host, port: [next(said)], policy.allows, policy.ports)
    server.answers["/a"] = answer(PAGE)
    assert fetch(server.url("/a"), policy=changing).body == PAGE
    assert next(said) == "10.0.0.1"  # it was asked once, and the connection went where the check had been


def test_redirects_end(server: HostileServer) -> None:
    server.answers["/a"] = answer(status="302 Found", location="/a")
    assert "redirected more than 5 times" in refused(server, "/a")
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    "sent",
    [
        answer(bytes(100_000_000)),
        answer(b"", content_length="100000000000"),
        packed(bytes(100_000_000)),
        for_ever(answer(b"", content_length=""), b"<p>" * 20_000),
        for_ever(answer(b"", content_length="", transfer_encoding="chunked"), b"4000\r\n" + b"a" * 0x4000 + b"\r\n"),
        for_ever(answer(b"", content_length="", content_encoding="gzip"), gzip.compress(bytes(30_000_000))),
    ],
)
def test_a_body_without_bounds_is_left_and_never_held(server: HostileServer, sent: bytes) -> None:
    server.answers["/a"] = sent
    tracemalloc.start()
    try:
        line = refused(server, "/a", bytes=5_000_000, seconds=20)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000 + (100_000_000 if isinstance(sent, bytes) else 0)
    finally:
        tracemalloc.stop()
    assert "longer than 5 MB" in line or "cannot be fetched" in line


@pytest.mark.parametrize(
    "sent",
    [
        silence(b""),
        silence(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"),
        silence(answer(PAGE[:20], content_length="1000")),
        for_ever(b"HTTP/1.1 100 Continue\r\n\r\n", b""),
    ],
)
def test_a_slow_server_is_left_in_time(server: HostileServer, sent: bytes) -> None:
    server.answers["/a"] = sent
    assert refused(server, "/a", seconds=0.5).endswith("not there after 0.5 seconds")


def test_drops_that_never_end_are_left_in_time(server: HostileServer) -> None:
    """Every byte comes soon enough, so only the whole can be too slow."""

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-A: ")
        connection.settimeout(0.05)
        while True:
            connection.sendall(b"a")
            with suppress(TimeoutError):
                connection.recv(1)

    server.answers["/a"] = drip
    assert refused(server, "/a", seconds=1).endswith("not there after 1 seconds")


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (answer(PAGE, content_length=str(len(PAGE) + 9)), "cannot be fetched"),
        (answer(PAGE, content_length="-5"), "cannot be fetched"),
        (answer(PAGE, content_length="many"), "cannot be fetched"),
        (b"", "cannot be fetched"),
        (b"\x00\xff nothing\r\n\r\n", "cannot be fetched"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 50_000, "cannot be fetched"),
        (answer(PAGE, content_encoding="gzip"), "damaged on the way: expected gzip"),
        (packed(PAGE)[:-9], "cannot be fetched"),
        (answer(gzip.compress(PAGE)[:-9], content_encoding="gzip"), "damaged on the way: expected gzip"),
        (answer(gzip.compress(gzip.compress(PAGE)), content_encoding="gzip, gzip"), "packed as gzip, gzip"),
        (answer(PAGE, content_encoding="br"), "packed as br: expected gzip or nothing"),
        (answer(PAGE, content_type="image/png"), "content type image/png: expected text/html"),
        (answer(PAGE, content_type=""), "content type not said: expected text/html"),
        (answer(status="503 Busy", retry_after="120"), "answered 503: expected 200"),
        (answer(status="302 Found"), "answered 302: expected 200"),
        (answer(status="302 Found", location="http://[bad"), "expected"),
        (answer(status="302 Found", location="http://\x01/"), ""),
    ],
)
def test_an_answer_that_is_no_article_is_refused_in_one_line(server: HostileServer, sent: bytes, why: str) -> None:
    server.answers["/a"] = sent
    line = refused(server, "/a", seconds=10)
    assert line.startswith("http")
    assert why in line


def test_when_a_host_wants_to_be_asked_again_is_kept(server: HostileServer) -> None:
    server.answers["/a"] = answer(status="429 Slow", retry_after="120")
    with pytest.raises(Unfetched) as caught:
        get(server, "/a")
    assert caught.value.retry_after == "120"


def test_nobody_listening_is_one_line() -> None:
    with hostile_server() as gone:
        pass
    assert "cannot be fetched" in refused(gone, "/a")
