"""HTML in a cell -> plain text; the only place that knows about markup."""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser

_LINE_ENDS = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6]|ul|ol)\s*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|br|span|ul|ol|li|b|i|u|a|strong|em|h[1-6]|table|tr|td|blockquote|font|img)\b[^>]*>",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\s*<(p|div|ul|ol|span|h[1-6]|table|blockquote)\b.*</\1\s*>\s*", re.IGNORECASE | re.DOTALL
)


def is_html(cell: str) -> bool:
    """Whether a whole cell is markup, from its first tag to the end of it."""
    return _WHOLE.fullmatch(cell) is not None


def plain_text(cell: str) -> str:
    """Lines where paragraphs and breaks were, tags dropped, entities decoded, empty lines dropped."""
    if not cell:
        return cell
    if _TAG.search(cell):
        tree = LexborHTMLParser(_LINE_ENDS.sub(lambda match: match[0] + "\n", cell))
        tree.strip_tags(["script", "style"])
        text = tree.body.text() if tree.body else ""
    else:
        text = html.unescape(cell)
    return "\n".join(line.strip() for line in re.split(r"\r\n|\r|\n", text) if line.strip())
