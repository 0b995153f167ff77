"""An explanation as one web page that asks nothing of any other: no script, no address, everything escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from string import Template

from evaluation.explanation import Explanation, ReportExplained, Row
from evaluation.passages import Piece, pieces
from geo.palette import EVIDENCE_COLOURS
from language.terms import term, terms

# Behind marked words stands their kind, drawn by the style sheet: colour is never alone, and copied text stays clean.
_PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>$title</title>
<style>
:root { color-scheme: light dark; --soft: light-dark(#f6f4ee, #22262c); --quiet: light-dark(#5b5f66, #b3bac2); }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem;
  color: light-dark(#1f2328, #f1f3f5); background: light-dark(#fff, #15181c); }
h1 { font-size: 1.25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.08rem; margin: 2rem 0 0.5rem; }
.ar { direction: rtl; unicode-bidi: isolate; text-align: right; font-size: 1.1rem; line-height: 2.1;
  white-space: pre-wrap; overflow-wrap: anywhere; margin: 0.4rem 0; padding: 0.2rem 0.8rem; background: var(--soft); }
.ltr { direction: ltr; text-align: left; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.8rem 0.3rem 0; border-top: 1px solid var(--soft); }
th { font-weight: 600; white-space: nowrap; color: var(--kind); }
td { overflow-wrap: anywhere; }
.proof { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
.proof .ar { flex: 1; font-size: 1rem; line-height: 1.7; margin: 0.1rem 0; }
code, .quiet { color: var(--quiet); }
code { font-size: 0.8rem; unicode-bidi: isolate; }
mark { color: inherit; background: color-mix(in srgb, var(--kind) 17%, transparent);
  border-bottom: 2px solid var(--kind); }
mark::after { content: attr(data-kind); font-size: 0.6rem; color: var(--kind); margin-inline: 0.3em;
  unicode-bidi: isolate; }
.act { text-decoration: underline dotted; text-underline-offset: 0.4em; }
$colours
</style>
</head>
<body>
<h1><bdi>$title</bdi></h1>
$body
</body>
</html>
""")


def as_page(explanation: Explanation) -> str:
    """Return the explanation as a whole HTML page: each report with its sentences, fields and rules, then the rest."""
    document = explanation.document
    side = "rtl" if document.language == "ar" else "auto"
    parts = [f"<p>Published {escape(explanation.published)}</p>"]
    if explanation.published_words:
        parts.append(_words(escape(explanation.published_words), side))
    if not explanation.reports:
        parts.append("<p>No incident told.</p>")
    parts += [_report(number, one, document.text, side) for number, one in enumerate(explanation.reports, 1)]
    if explanation.tallies:
        parts.append("<h2>Tallies</h2>")
    for told, tally in explanation.tallies:
        parts.append(f"<p>{escape(told)}</p>")
        parts += [_proof(one.quote, one.rule, side) for one in tally.evidence]
    if explanation.rejected:
        parts.append("<h2>Rejected passages</h2>")
    for kind, rejected in explanation.rejected:
        parts.append(f"<p>{escape(kind)}</p>{_proof(rejected.quote, rejected.rule, side)}")
    if explanation.candidates:
        parts.append("<h2>Names of targets that the gazetteer lacks</h2>")
    parts += [_words(escape(name), side) for name in explanation.candidates]
    colours = "\n".join(
        f".{field} {{ --kind: light-dark({light}, {dark}); }}" for field, (light, dark) in EVIDENCE_COLOURS.items()
    )
    title = escape(document.title or document.source)
    return _PAGE.substitute(title=title, colours=colours, body="\n".join(parts))


def _report(number: int, report: ReportExplained, text: str, side: str) -> str:
    marked = [_words(_marked(pieces(text, passage, report.marks)), side) for passage in report.passages]
    rows = "\n".join(_row(row, side) for row in report.rows)
    return (
        f"<section>\n<h2>{number}. {escape(report.summary)}</h2>\n{''.join(marked)}\n"
        f'<p class="quiet">Certainty: {escape(report.certainty)}</p>\n<table>\n{rows}\n</table>\n</section>'
    )


def _row(row: Row, side: str) -> str:
    name = escape(term("field", row.field, "en"))
    proofs = "".join(_proof(one.quote, one.rule, side) for one in row.proofs)
    return f'<tr><th class="{row.field}" scope="row">{name}</th><td><bdi>{escape(row.value)}</bdi>{proofs}</td></tr>'


def _proof(quote: str, rule: str, side: str) -> str:
    return f'<div class="proof"><code>{escape(rule)}</code>{_words(escape(quote), side)}</div>'


def _words(html: str, side: str) -> str:
    """Return the article's words, already escaped, as a paragraph of their own direction."""
    kind = "ar" if side == "rtl" else "ar ltr"
    return f'<p class="{kind}" dir="{side}">{html}</p>'


def _marked(found: Iterable[Piece]) -> str:
    names = terms("field", "en")
    html = []
    for piece in found:
        words = escape(piece.words)
        if piece.field == "act":
            words = f'<span class="act">{words}</span>'
        elif piece.field is not None:
            act = " act" if piece.in_act else ""
            words = f'<mark class="{piece.field}{act}" data-kind="{escape(names[piece.field])}">{words}</mark>'
        html.append(words)
    return "".join(html)
