"""Read the markup of `content/`: front matter in YAML, then blocks, one kind a marker.

| marker | block |
|---|---|
| `# `, `## `, `### ` | heading; `{#key}` at its end names it for page references |
| `- ` | bullet |
| `+ ` | paragraph with the next number of the document |
| `1.2 `, `1. `, `(a) ` | paragraph behind that label |
| `> ` | quotation; ` -- ` parts it from who said it |
| `| a | b |` | table row; ` // ` breaks a paragraph in a cell |
| `@name arguments` | directive; `@boxes` and `@generate` run to `@end` |

Anything else is a paragraph; lines join until a blank one, and a closing backslash keeps
the line break. `**bold**` and `*italic*` work everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

LABEL = re.compile(r"(\d+(?:\.\d+)+|\d+\.|\([a-z]{1,4}\)|[A-Z]{1,2}\d+)\s+(?=\S)")
HEADING = re.compile(r"(#{1,4}) (.*?)(?: \{#([\w-]+)\})?$")
NESTING = ("boxes", "generate")


@dataclass(slots=True)
class Block:
    """One piece of a document, in order of reading.

    Attributes:
        kind: heading, bullet, numbered, labelled, quote, row, directive or paragraph.
        text: The words, markers taken off; for a directive its arguments.
        name: A heading's key, a label's text or a directive's name.
        level: A heading's level from 1.
        children: What stands between a nesting directive and its `@end`.
    """

    kind: str
    text: str
    name: str = ""
    level: int = 0
    children: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed content file: its front matter and its blocks."""

    meta: dict[str, Any]
    blocks: list[Block]


def read_source(path: Path) -> Source:
    """Read one content file.

    Raises:
        ValueError: The file does not begin with front matter between two `---` lines.
    """
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise ValueError(f"{path}: begin with front matter between two lines of ---")
    meta = yaml.safe_load(parts[1])
    return Source(meta=meta, blocks=parse_blocks(parts[2].splitlines()))


def parse_blocks(lines: list[str]) -> list[Block]:
    """Group lines into blocks, nesting what stands in `@boxes` or `@generate`."""
    stack: list[list[Block]] = [[]]
    is_open = False
    for line in lines:
        stripped = line.strip()
        if stripped == "@end":
            stack.pop()
            is_open = False
        elif not stripped:
            is_open = False
        else:
            block = start_block(stripped)
            if block.kind == "paragraph" and is_open:
                stack[-1][-1].text = join_lines(stack[-1][-1].text, stripped)
                continue
            stack[-1].append(block)
            is_open = block.kind not in {"heading", "row", "directive"}
            if block.kind == "directive" and block.name in NESTING:
                stack.append(block.children)
    return stack[0]


def join_lines(before: str, after: str) -> str:
    """Join two lines of a paragraph with a space, or a line break after a backslash."""
    return f"{before[:-1].rstrip()}\n{after}" if before.endswith("\\") else f"{before} {after}"


def start_block(line: str) -> Block:
    """Name the block that a non-blank line begins."""
    if match := HEADING.match(line):
        return Block("heading", match[2], match[3] or match[2], len(match[1]))
    if line.startswith("@"):
        name, _, arguments = line[1:].partition(" ")
        return Block("directive", arguments.strip(), name)
    if line.startswith("|"):
        return Block("row", line)
    for marker, kind in (("- ", "bullet"), ("+ ", "numbered"), ("> ", "quote")):
        if line.startswith(marker):
            return Block(kind, line[2:])
    if match := LABEL.match(line):
        return Block("labelled", line[match.end() :], match[1])
    return Block("paragraph", line)


def split_row(text: str) -> list[str]:
    """Return the cells of a table row."""
    return [cell.strip() for cell in text.strip().strip("|").split("|")]


def parse_options(text: str) -> dict[str, str]:
    """Return `key=value` arguments of a directive."""
    return dict(part.split("=", 1) for part in text.split() if "=" in part)
