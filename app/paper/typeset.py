"""A paper whose words come from many fields, set as papers have them: full-width signs beside Chinese."""

from __future__ import annotations

from dataclasses import replace

from app.domain.texts import full_width_signs
from app.paper.sheet import Block, Form, Paper, Paragraph, Spread, Table


def typeset(paper: Paper) -> Paper:
    """The same paper with the signs of each of its texts full-width; ledgers and forms are written so already."""
    return replace(
        paper,
        title=full_width_signs(paper.title),
        unit_line=tuple(map(full_width_signs, paper.unit_line)),
        blocks=tuple(map(_block, paper.blocks)),
    )


def _block(block: Block) -> Block:
    match block:
        case Table():
            return replace(block, rows=tuple(tuple(map(full_width_signs, row)) for row in block.rows))
        case Form():
            cells = tuple(replace(cell, text=full_width_signs(cell.text)) for cell in block.cells)
            return replace(block, cells=cells)
        case Paragraph():
            return replace(block, text=full_width_signs(block.text))
        case Spread():
            return replace(block, texts=tuple(map(full_width_signs, block.texts)))
    return block
