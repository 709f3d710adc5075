"""Plain text and Markdown: paragraphs, tables of tabs, tables of pipes, and HTML tables between them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker import thai
from tracker.documents.blocks import Block, Paragraph, Row, Table
from tracker.documents.readers import markup
from tracker.documents.readers.wrapped_lines import TypedLines
from tracker.errors import UnreadableDocument

_RULE_CELL = re.compile(r"^\s*:?-{2,}:?\s*$")
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")
_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*\)")
_LINK = re.compile(r"\[([^\[\]]+)\]\((?:https?:|mailto:|www\.|[/#])[^()\s]*\)")
_THAI = re.compile("[ก-๛]")
_MOSTLY = 0.8  # The rest are quotation marks and dashes.
_QUOTED_LINES = 40  # A quoted cell of a spreadsheet that runs on longer is a stray quotation mark.


def decode(content: bytes) -> str:
    """Decode a text file: UTF-8, UTF-16 with its mark, or the older Thai code page."""
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp874")
    except UnicodeDecodeError:
        text = ""
    beyond_ascii = len(re.findall(r"[^\x00-\x7f]", text))
    if not beyond_ascii or len(_THAI.findall(text)) < _MOSTLY * beyond_ascii:
        raise UnreadableDocument("อ่านตัวอักษรในไฟล์นี้ไม่ได้ ให้เปิดไฟล์แล้วบันทึกใหม่โดยเลือกรหัสอักขระ UTF-8 หรือบันทึกเป็น Word (.docx)")
    return text


def read(text: str) -> tuple[Block, ...]:
    """Read a text file's paragraphs and tables with their lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(_blocks(lines))


def _blocks(lines: list[str]) -> Iterator[Block]:
    typed = TypedLines(tuple(lines))
    yield from (Paragraph(_plain(lines[at]), at + 1) for at in typed.headers)
    lines = ["" if at in typed.furniture or at in typed.headers else line for at, line in enumerate(lines)]
    index = 0
    while index < len(lines):
        if "<table" in lines[index].lower():
            end = _end_of_table(lines, index)
            yield from markup.fragment("\n".join(lines[index:end]), first_line=index + 1)
        elif _is_pipe_row(lines, index):
            end = _end_while(lines, index, lambda at: "|" in lines[at] and bool(lines[at].strip()))
            yield Table(_with_groups(list(_pipe_rows(lines, index, end))))
        elif _is_tab_row(lines, index):
            rows, end = _tab_rows(lines, index)
            yield from _table_or_paragraphs(rows)
        else:
            text, last = typed.paragraph(index) if lines[index] else ("", index)
            end = last + 1
            paragraph = _plain(text)
            if paragraph:
                yield Paragraph(paragraph, index + 1, last_line=end)
        index = end


def _end_of_table(lines: list[str], start: int) -> int:
    depth = 0
    for at in range(start, len(lines)):
        depth += len(re.findall("<table", lines[at], re.IGNORECASE)) - len(
            re.findall("</table", lines[at], re.IGNORECASE)
        )
        if depth <= 0:
            return at + 1
    return len(lines)


def _end_while(lines: list[str], start: int, belongs: object) -> int:
    at = start
    while at < len(lines) and callable(belongs) and belongs(at):
        at += 1
    return at


def _is_pipe_row(lines: list[str], at: int) -> bool:
    """A row of a Markdown table: it begins with a pipe, or a rule of dashes stands under it."""
    line = lines[at].strip()
    if "|" not in line:
        return False
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    return (line.startswith("|") and len(_pipe_cells(line)) > 1) or ("|" in below and _is_rule(below))


def _pipe_cells(line: str) -> list[str]:
    line = line.strip()
    line = line[1:] if line.startswith("|") else line
    line = line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
    return _UNESCAPED_PIPE.split(line)


def _is_rule(line: str) -> bool:
    return all(_RULE_CELL.match(cell) for cell in _pipe_cells(line))


def _pipe_rows(lines: list[str], start: int, end: int) -> Iterator[Row]:
    for at in range(start, end):
        if not _is_rule(lines[at]):
            yield Row(tuple(_cell(cell.replace("\\|", "|")) for cell in _pipe_cells(lines[at])), at + 1)


def _tab_rows(lines: list[str], start: int) -> tuple[list[Row], int]:
    rows, at = [], start
    while at < len(lines) and _is_tab_row(lines, at):
        whole, after = _join_quoted(lines, at)
        rows.append(
            Row(
                tuple(_cell(_unquoted(cell)) for cell in whole.split("\t")),
                at + 1,
                last_line=after if after > at + 1 else None,
            )
        )
        at = after
    return rows, at


def _is_tab_row(lines: list[str], at: int) -> bool:
    """A row of a table of tabs; the first tab may stand behind the line breaks of a quoted cell."""
    return bool(lines[at].strip()) and "\t" in _join_quoted(lines, at)[0].strip(" \r")


def _join_quoted(lines: list[str], at: int) -> tuple[str, int]:
    """Join the lines of a row whose quoted cell, as spreadsheets copy it, holds line breaks."""
    whole, after = lines[at], at + 1
    while _has_open_quote(whole) and after < min(len(lines), at + _QUOTED_LINES):
        whole, after = f"{whole}<br>{lines[after]}", after + 1
    return (lines[at], at + 1) if _has_open_quote(whole) else (whole, after)


def _has_open_quote(row: str) -> bool:
    return any(cell.startswith('"') and cell.count('"') % 2 == 1 for cell in row.split("\t"))


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"') and ("<br>" in cell or '""' in cell):
        return cell[1:-1].replace('""', '"')
    return cell


def _table_or_paragraphs(rows: list[Row]) -> Iterator[Block]:
    """One line with a tab in it is a typed line (ที่ … วันที่ …), not a table; two such lines are one.

    Lines that tabs only indent are paragraphs, unless a row of several cells stands above them.
    """
    begin = next((at for at, row in enumerate(rows) if not _is_indented(row)), len(rows))
    is_table = len(rows) - begin > 1
    for row in rows[:begin] if is_table else rows:
        paragraph = thai.tidy_line(" ".join(cell for cell in row.cells if cell))
        if paragraph:
            yield Paragraph(paragraph, row.line)
    if is_table:
        yield Table(_with_groups(rows[begin:]))


def _is_indented(row: Row) -> bool:
    """Tell a line whose tabs all stand before its words."""
    return bool(row.cells[-1]) and not any(row.cells[:-1])


def _with_groups(rows: list[Row]) -> tuple[Row, ...]:
    """Let a row that says something in its first column alone be one cell: it is a heading of a group."""
    return tuple(
        replace(row, cells=row.cells[:1] * len(row.cells), is_one_cell=True) if at and _is_heading(row) else row
        for at, row in enumerate(rows)
    )


def _is_heading(row: Row) -> bool:
    first, *others = row.cells
    return len(others) > 1 and not any(others) and not first.strip(" .)(").isdecimal() and bool(first)


def _cell(text: str) -> str:
    return markup.cell(_without_emphasis(text))


def _plain(line: str) -> str:
    """Write one line without the marks of Markdown and HTML."""
    line = re.sub(r"^\s*#{1,6}\s+", "", line)
    line = re.sub(r"^\s*>\s+", "", line)
    return thai.tidy_line(markup.cell(_without_emphasis(line)))


def _without_emphasis(text: str) -> str:
    text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"\\([\\*_#\[\]().+\-])", r"\1", text)
    return "" if re.fullmatch(r"\s*(?:\*\s*){3,}|\s*(?:-\s*){3,}|\s*(?:_\s*){3,}", text) else text
