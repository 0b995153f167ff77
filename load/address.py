"""Which addresses may be fetched: pages of the open web, never what stands inside somebody's network.

An address is checked by what its host's name resolves to, and the connection goes to exactly the address that was
checked, so a name that means another machine a moment later gains nothing.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from incidents.errors import UnreadableArticle

IPAddress = IPv4Address | IPv6Address

_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\.?$", re.I)  # a host whose last label is one is an IPv4 address
_NAT64 = IPv6Network("64:ff9b::/96")
_LONGEST = 2_000


class Unfetched(UnreadableArticle):
    """What could not, or may not, be fetched. The line names its address."""

    def __init__(self, line: str, status: int | None = None, retry_after: str | None = None) -> None:
        """`status` is the host's answer, where it gave one; `retry_after` when to ask it again, in its own words."""
        super().__init__(line)
        self.status = status
        self.retry_after = retry_after


def system_addresses(host: str, port: int) -> Sequence[str]:
    """Return what the system's resolver says of a host. Raises `OSError` for an unknown one."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: IPAddress) -> bool:
    """Whether an address is one of the open internet, also behind what carries IPv4 inside IPv6."""
    if isinstance(address, IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if inside is None and (address in _NAT64 or int(address) < 1 << 32):
            inside = IPv4Address(int(address) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(inside)
        if address.is_site_local or address.teredo:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be fetched. The default is what a newsroom's machine needs; tests pass one for their own server."""

    resolve: Callable[[str, int], Sequence[str]] = system_addresses
    """Returns the addresses of a host and port; raises `OSError` for an unknown host."""
    allows: Callable[[IPAddress], bool] = is_public
    """Whether a connection to this address may be made."""
    ports: frozenset[int] = frozenset({80, 443})
    """Ports that may be asked for."""
    trusts: ssl.SSLContext | None = None
    """Whose certificates are believed; None for the authorities that browsers believe."""


PUBLIC = Policy()
"""The open web."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was checked."""

    url: httpx.URL
    """What was asked for."""
    address: IPAddress
    """The one machine to connect to."""

    @property
    def connection(self) -> httpx.URL:
        """The same request to the machine itself."""
        return self.url.copy_with(host=str(self.address))


def check(url: str, policy: Policy = PUBLIC) -> Target:
    """Return where to connect for an address. Raises `Unfetched` for one that may not be fetched or is unknown."""
    parsed = _parsed(url)
    port = parsed.port or (443 if parsed.scheme == "https" else 80)
    if port not in policy.ports:
        expected = " or ".join(map(str, sorted(policy.ports)))
        raise Unfetched(f"{shown(url)}: port {port}: expected {expected}")
    addresses = _addresses(url, parsed, port, policy)
    for address in addresses:
        if not policy.allows(address):
            raise Unfetched(f"{shown(url)}: leads to {address}: expected a host of the open internet")
    return Target(parsed, addresses[0])


def shown(url: str) -> str:
    """Return an address as one short line of text, whatever it holds, without a password."""
    without = re.sub(r"//[^/@]*@", "//…@", url[:_LONGEST])
    return "".join(letter if letter.isprintable() else f"%{ord(letter):02X}" for letter in without)[:300]


def _parsed(url: str) -> httpx.URL:
    if len(url) > _LONGEST:
        raise Unfetched(f"{shown(url)}: {len(url)} characters: expected an address of at most {_LONGEST}")
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise Unfetched(f"{shown(url)}: no web address: expected one like https://example.org/article") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise Unfetched(f"{shown(url)}: expected an address with http:// or https://")
    if parsed.userinfo or "@" in parsed.netloc.decode("ascii"):
        raise Unfetched(f"{shown(url)}: holds a user name: expected an address without one")
    return parsed.copy_with(fragment=None)


def _addresses(url: str, parsed: httpx.URL, port: int, policy: Policy) -> Sequence[IPAddress]:
    host = parsed.raw_host.decode("ascii")
    try:
        return [ip_address(host)]
    except ValueError:
        if _NUMBER.search(host.rpartition(".")[2] or host):
            raise Unfetched(f"{shown(url)}: host {host}: expected a name, or an address like 192.0.2.1") from None
    try:
        found = [ip_address(address) for address in policy.resolve(host, port)]
    except (OSError, UnicodeError) as error:
        raise Unfetched(f"{shown(url)}: host {host}: no such host") from error
    if not found:
        raise Unfetched(f"{shown(url)}: host {host}: no such host")
    return found
