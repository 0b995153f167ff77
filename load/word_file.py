"""A Word file (.docx) to its words, by python-docx: paragraphs in their order, tables' cells among them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from incidents.errors import UnreadableArticle
from load.content import Content

MAX_UNPACKED = 100_000_000
"""Bytes that all parts of a file may take unpacked; pictures count, an article's words are a small part of it."""

_OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0"  # the container of .doc, and of .docx with a password
_MACROS = "vbaproject.bin"
_TEXT = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# What a reader does not see: words that were moved away, and a second copy of a text box for older programs.
_UNSEEN = {qn("w:moveFrom"), qn("w:del"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}


def read_word(data: bytes, name: str) -> Content:
    """Return the words of a .docx file as a reader sees them, insertions that await approval included.

    Raises `UnreadableArticle`, naming `name`, for what is no such file, has a password or macros, is damaged, unpacks
    to more than `MAX_UNPACKED` bytes, or holds no words.
    """
    _check(data, name)
    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        SyntaxError,
        LookupError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise UnreadableArticle(f"{name}: damaged: expected a Word file (.docx)") from error
    paragraphs = ("".join(_words(paragraph)).strip() for paragraph in body.iter(qn("w:p")) if not _unseen(paragraph))
    text = "\n".join(paragraph for paragraph in paragraphs if paragraph)
    if not text:
        raise UnreadableArticle(f"{name}: empty: expected an article")
    return Content(text)


def _check(data: bytes, name: str) -> None:
    """Look at the list of parts before anything is unpacked."""
    if data.startswith(_OLD_OR_ENCRYPTED):
        raise UnreadableArticle(f"{name}: encrypted, or an old Word file (.doc): expected a .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            listed = parts.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableArticle(f"{name}: damaged: expected a Word file (.docx)") from error
    if any(part.filename.lower().endswith(_MACROS) for part in listed):
        raise UnreadableArticle(f"{name}: holds macros: expected a .docx without them")
    if sum(part.file_size for part in listed) > MAX_UNPACKED:
        raise UnreadableArticle(f"{name}: unpacks to more than {MAX_UNPACKED // 1_000_000} MB: expected one article")


def _words(paragraph: Any) -> Iterator[str]:
    """Yield the words of a paragraph, without those of paragraphs inside it (a text box), which follow it."""
    for node in paragraph.iterchildren("*"):
        if node.tag == qn("w:t"):
            yield node.text or ""
        elif node.tag in _TEXT:
            yield _TEXT[node.tag]
        elif node.tag != qn("w:p") and node.tag not in _UNSEEN:
            yield from _words(node)


def _unseen(paragraph: Any) -> bool:
    return any(ancestor.tag in _UNSEEN for ancestor in paragraph.iterancestors())
