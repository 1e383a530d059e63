"""Refuse files and functions that have grown too long to be read in one sitting."""

import ast
import sys
from pathlib import Path

FILE_CAP = 600
FUNCTION_CAP = 80
FOLDERS = ("app", "indexer", "nlp", "tests")


def too_long(path: Path) -> list[str]:
    source = path.read_text(encoding="utf-8")
    lines = source.count("\n")
    faults = [f"{path}: {lines} lines, the cap is {FILE_CAP}"] if lines > FILE_CAP else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_CAP:
                where = f"{path}:{node.lineno}: {node.name}"
                faults.append(f"{where} has {length} lines, the cap is {FUNCTION_CAP}")
    return faults


def main() -> int:
    faults = [
        f
        for folder in FOLDERS
        for path in sorted(Path(folder).rglob("*.py"))
        for f in too_long(path)
    ]
    print("\n".join(faults) or "Every file and function is within its size.")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
