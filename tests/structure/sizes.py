"""Reports what has outgrown its budget (files over 300 lines, functions over 50); told by `make lint`, no failure."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE_LINES, FUNCTION_LINES = 300, 50


def main() -> None:
    """Print one line for each file and function over its budget."""
    lengths: list[int] = []
    for path in sorted([*ROOT.glob("tracker/**/*.py"), *ROOT.glob("jobs/**/*.py"), ROOT / "config.py"]):
        text = path.read_text(encoding="utf-8")
        lines = text.count("\n")
        if lines > FILE_LINES:
            print(f"size: {path.relative_to(ROOT)} has {lines} lines (budget {FILE_LINES})")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                lengths.append(length)
                if length > FUNCTION_LINES:
                    print(f"size: {path.relative_to(ROOT)}:{node.lineno} {node.name} has {length} lines")
    lengths.sort()
    print(f"size: {len(lengths)} functions, 95th percentile {lengths[int(len(lengths) * 0.95)]} lines (budget 30)")


if __name__ == "__main__":
    main()
