"""One page from the open web, because a person asked for it: bounded in size, time and redirects, every hop checked."""

from __future__ import annotations

import asyncio
import ssl
import zlib
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import version

import httpx

from load.address import PUBLIC, Policy, Unfetched, check, shown
from load.decode import MAX_BYTES

ARTICLE_KINDS: Mapping[str, str] = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""Content types of articles, and what files of them end with."""

AGENT = f"Rasid/{version('rasid')} (incident map for newsrooms)"
"""As whom we ask."""

_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may take."""

    seconds: float = 30
    """From the first look-up to the last byte, all redirects included."""
    bytes: int = MAX_BYTES
    """Of the body, as sent and unpacked."""
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a host answered."""

    url: str
    """Where it was found after redirects."""
    body: bytes
    """Unpacked; empty where nothing has changed since the request's condition."""
    kind: str
    """Its content type without parameters, lower case; empty where nothing has changed."""
    unchanged: bool = False
    """Whether the host says that nothing has changed since the request's condition."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """The answer's header fields by their names in lower case."""


def fetch(
    url: str,
    kinds: Collection[str] = tuple(ARTICLE_KINDS),
    *,
    conditions: Mapping[str, str] | None = None,
    policy: Policy = PUBLIC,
    limits: Limits = Limits(),
) -> Fetched:
    """Return what stands at an address, of one of the content types `kinds`.

    `conditions` are header fields such as `If-None-Match`. Raises `Unfetched` with one line naming the address for
    one that may not be fetched, does not answer with 200, or goes beyond the limits. No proxy of the environment is
    used: it would look the host up itself.
    """
    # In a thread of its own, since whoever asks may already be inside an event loop.
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, _within(url, kinds, conditions or {}, policy, limits)).result()


async def _within(
    url: str, kinds: Collection[str], conditions: Mapping[str, str], policy: Policy, limits: Limits
) -> Fetched:
    try:
        async with asyncio.timeout(limits.seconds):
            return await _follow(url, kinds, conditions, policy, limits)
    except (TimeoutError, httpx.TimeoutException) as error:
        raise Unfetched(f"{shown(url)}: not there after {limits.seconds:g} seconds") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        if (fault := _fault_of_certificate(error)) is not None:
            raise Unfetched(
                f"{shown(url)}: certificate not believed: {shown(fault)}: expected the host's own"
            ) from error
        reason = " ".join(str(error).split()) or type(error).__name__
        raise Unfetched(f"{shown(url)}: cannot be fetched: {shown(reason)}") from error


def _fault_of_certificate(error: BaseException | None) -> str | None:
    """Return why a host's certificate was not believed; None where something else went wrong."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return str(error.verify_message)
        error = error.__cause__ or error.__context__
    return None


async def _follow(
    url: str, kinds: Collection[str], conditions: Mapping[str, str], policy: Policy, limits: Limits
) -> Fetched:
    here = url
    fields = {"User-Agent": AGENT, "Accept": ", ".join(kinds), "Accept-Encoding": "gzip", **conditions}
    trusted = True if policy.trusts is None else policy.trusts
    async with httpx.AsyncClient(trust_env=False, timeout=limits.seconds, verify=trusted) as client:
        for _ in range(limits.redirects + 1):
            target = await asyncio.to_thread(check, here, policy)
            request = client.build_request(
                "GET",
                target.connection,
                headers={**fields, "Host": target.url.netloc.decode("ascii")},
                # The certificate must be the named host's, though the connection goes to the address checked.
                extensions={"sni_hostname": target.url.raw_host.decode("ascii")},
            )
            response = await client.send(request, stream=True)
            try:
                moved = response.headers.get("location") if response.status_code in _REDIRECTS else None
                if moved is None:
                    return await _answer(str(target.url), response, kinds, limits)
                here = str(target.url.join(moved))
            finally:
                await response.aclose()
            client.cookies.clear()
    raise Unfetched(f"{shown(url)}: redirected more than {limits.redirects} times")


async def _answer(url: str, response: httpx.Response, kinds: Collection[str], limits: Limits) -> Fetched:
    headers = {name.lower(): value for name, value in response.headers.items()}
    if response.status_code == httpx.codes.NOT_MODIFIED:
        return Fetched(url, b"", "", True, headers)
    if response.status_code != httpx.codes.OK:
        raise Unfetched(
            f"{shown(url)}: answered {response.status_code}: expected 200",
            response.status_code,
            headers.get("retry-after"),
        )
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in kinds:
        raise Unfetched(f"{shown(url)}: content type {shown(kind) or 'not said'}: expected {', '.join(kinds)}")
    return Fetched(url, await _body(url, response, limits), kind, False, headers)


async def _body(url: str, response: httpx.Response, limits: Limits) -> bytes:
    """Return the body, unpacked no further than the limit: a few kilobytes may stand for gigabytes."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise Unfetched(f"{shown(url)}: packed as {shown(packing)}: expected gzip or nothing")
    gzip = zlib.decompressobj(wbits=31) if "gzip" in packing else None
    body = bytearray()
    async for chunk in response.aiter_raw():
        try:
            body += gzip.decompress(chunk, limits.bytes + 1 - len(body)) if gzip else chunk
        except zlib.error as error:
            raise Unfetched(f"{shown(url)}: damaged on the way: expected gzip") from error
        if len(body) > limits.bytes:
            raise Unfetched(f"{shown(url)}: longer than {limits.bytes // 1_000_000} MB: expected one article")
    if gzip and (not gzip.eof or gzip.unused_data):
        raise Unfetched(f"{shown(url)}: damaged on the way: expected gzip")
    return bytes(body)
