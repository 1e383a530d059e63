"""Set a content file as a web page or as plain text."""

from __future__ import annotations

import html
import textwrap

from tests.samplecorpus.inline import BOLD, ITALIC, curl, to_plain
from tests.samplecorpus.markup import Block, Source, split_row

PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>{title}</title>
<meta name="date" content="{date}"></head>
<body>
<header><nav><ul><li>Home</li><li>Children and families</li><li>Working for us</li></ul></nav>
<p>{header}</p></header>
<main>
{body}
</main>
<footer><p>{footer}</p></footer>
</body>
</html>
"""


def build_html(source: Source) -> bytes:
    """Return the source as a web page with a navigation bar, a main part and a footer."""
    body, index, blocks = [], 0, source.blocks
    while index < len(blocks):
        kind, end = blocks[index].kind, index + 1
        while end < len(blocks) and blocks[end].kind == kind:
            end += 1
        body.append(render_run(kind, blocks[index:end]))
        index = end
    meta = {
        key: html.escape(str(source.meta.get(key, "")))
        for key in ("title", "date", "header", "footer")
    }
    return PAGE.format(body="\n".join(body), **meta).encode()


def render_run(kind: str, blocks: list[Block]) -> str:
    """Return the elements of neighbouring blocks of one kind."""
    if kind == "bullet":
        items = "".join(f"<li>{render_inline(block.text)}</li>\n" for block in blocks)
        return f"<ul>\n{items}</ul>"
    if kind == "row":
        return render_table([split_row(block.text) for block in blocks])
    if kind == "heading":
        return "\n".join(f"<h{b.level}>{render_inline(b.text)}</h{b.level}>" for b in blocks)
    tag = "blockquote" if kind == "quote" else "p"
    return "\n".join(f"<{tag}>{render_inline(block.text)}</{tag}>" for block in blocks)


def render_table(rows: list[list[str]]) -> str:
    """Return a table whose first row is its header."""
    lines = []
    for index, row in enumerate(rows):
        tag = "td" if index else "th"
        lines.append("".join(f"<{tag}>{render_inline(cell)}</{tag}>" for cell in row))
    return "<table>\n" + "\n".join(f"<tr>{line}</tr>" for line in lines) + "\n</table>"


def render_inline(text: str) -> str:
    """Return words with their bold and italic marks as elements."""
    text = html.escape(curl(text), quote=False)
    return ITALIC.sub(r"<em>\1</em>", BOLD.sub(r"<strong>\1</strong>", text))


def build_text(source: Source) -> bytes:
    """Return the source as plain text, wrapped at 78 columns."""
    parts = []
    for block in source.blocks:
        text = to_plain(block.text)
        if block.kind == "heading":
            parts.append(f"\n{text.upper()}\n")
        elif block.kind == "bullet":
            parts.append(textwrap.fill(text, 78, initial_indent="  - ", subsequent_indent="    "))
        elif block.kind == "labelled":
            parts.append(
                "\n" + textwrap.fill(f"{block.name} {text}", 78, subsequent_indent="   ") + "\n"
            )
        elif block.kind == "paragraph":
            lines = (textwrap.fill(line, 78) for line in text.split("\n"))
            parts.append("\n" + "\n".join(lines) + "\n")
    return ("\n".join(parts).strip() + "\n").encode()
