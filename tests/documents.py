"""Word files and PDFs of our own making, from words: for tests, and for what is mutated in `tests/faults/`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import docx


def word_file(paragraphs: Sequence[str], cells: Sequence[str] = ()) -> bytes:
    """Return a .docx of paragraphs, and after them a table of one row where there are cells."""
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    if cells:
        row = made.add_table(rows=1, cols=len(cells)).rows[0]
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    file = io.BytesIO()
    made.save(file)
    with zipfile.ZipFile(file) as parts:
        return zip_file({name: parts.read(name) for name in parts.namelist()})


def zip_file(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of these parts, the same bytes at any time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def pdf_file(lines: Sequence[str], columns: Sequence[str] = ()) -> bytes:
    """Return a PDF of one page whose lines are drawn from left to right as given, and `columns` beside them.

    Its letters have no shapes; a reader that takes words out of it sees the same as in one with a real font.
    """
    letters = sorted(set("".join((*lines, *columns))))
    codes = {letter: index + 1 for index, letter in enumerate(letters)}

    def shown(text: str, left: int, top: int) -> str:
        return f"BT /F 12 Tf {left} {top} Td <{''.join(f'{codes[letter]:04x}' for letter in text)}> Tj ET"

    drawn = [shown(line, 30, 800 - 20 * index) for index, line in enumerate(lines)]
    drawn += [shown(line, 400, 800 - 20 * index) for index, line in enumerate(columns)]
    mapped = "".join(f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>\n" for letter, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{mapped}endbfchar endcmap end end"
    )
    system = "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    return _pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 842] /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>",
        _stream("\n".join(drawn)),
        "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /ToUnicode 7 0 R "
        "/DescendantFonts [6 0 R] >>",
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo {system} /DW 500 >>",
        _stream(cmap),
    )


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _pdf(*objects: str) -> bytes:
    body = b"%PDF-1.7\n"
    offsets = []
    for number, written in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{written}\nendobj\n".encode("ascii")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return body + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Root 1 0 R /Size {len(objects) + 1} >>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode("ascii")
