"""A paper whose words come from many fields, set as papers have them: full-width signs beside Chinese."""

from __future__ import annotations

from dataclasses import replace

from app.domain.texts import full_width_signs, single_signs
from app.paper.sheet import Block, Form, Paper, Paragraph, Spread, Table


def typeset(paper: Paper) -> Paper:
    """The same paper with full-width signs, one where the texts put together bring two; ledgers are written so already."""
    return replace(
        paper,
        title=_set(paper.title),
        unit_line=tuple(map(_set, paper.unit_line)),
        blocks=tuple(map(_block, paper.blocks)),
    )


def _set(text: str) -> str:
    return single_signs(full_width_signs(text))


def _block(block: Block) -> Block:
    match block:
        case Table():
            return replace(block, rows=tuple(tuple(map(_set, row)) for row in block.rows))
        case Form():
            cells = tuple(replace(cell, text=_set(cell.text)) for cell in block.cells)
            return replace(block, cells=cells)
        case Paragraph():
            return replace(block, text=_set(block.text))
        case Spread():
            return replace(block, texts=tuple(map(_set, block.texts)))
    return block
