"""Tables: as wide in every row, and every data cell with a header (ISO 14289-1, 7.2, 7.5)."""

from pdf_model import text_of


def _rows(table):
    for part in table.children:
        if part.role == "/TR":
            yield part
        elif part.role in ("/THead", "/TBody"):
            yield from part.children


def _place(pdf, rows, fault):
    """(row, column) -> cell, spans filled in."""
    grid = {}
    for r, row in enumerate(rows):
        column = 0
        for cell in row.children:
            while (r, column) in grid:
                column += 1
            across = cell.attribute(pdf, "/ColSpan", 1)
            for dr in range(cell.attribute(pdf, "/RowSpan", 1)):
                for dc in range(across):
                    if (r + dr, column + dc) in grid:
                        fault("UA 7.2-37", "cells of a table overlap")
                    grid[r + dr, column + dc] = cell
            column += across
    return grid


def check_table(pdf, table, fault):
    roles = [part.role for part in table.children]
    if roles.count("/THead") > 1 or ("/THead" in roles and "/TBody" not in roles):
        fault("UA 7.2-11", "the head of a table is not alone or has no body")
    if "/Caption" in roles[1:-1]:
        fault("UA 7.2-16", "a caption in the middle of a table")
    rows = list(_rows(table))
    grid = _place(pdf, rows, fault)
    width = 1 + max((column for _, column in grid), default=-1)
    if not rows or len(grid) != width * len(rows):
        fault("UA 7.2-41", "the rows of a table are not equally wide")
        return
    ids = {text_of(cell.value.get("/ID", "")) for cell in grid.values() if cell.role == "/TH"}
    for (r, c), cell in sorted(grid.items(), key=lambda item: item[0]):
        if cell.role != "/TD":
            if cell.attribute(pdf, "/Scope") not in ("/Row", "/Column", "/Both"):
                fault("UA 7.5-1", "a header cell without Scope")
            continue
        named = cell.attribute(pdf, "/Headers", [])
        above = any(_heads(pdf, grid[i, c], "/Column") for i in range(r))
        before = any(_heads(pdf, grid[r, i], "/Row") for i in range(c))
        if not above and not before and not any(text_of(name) in ids for name in named):
            fault("UA 7.5-1", "a data cell that reaches no header")


def _heads(pdf, cell, scope):
    return cell.role == "/TH" and cell.attribute(pdf, "/Scope") in (scope, "/Both")
