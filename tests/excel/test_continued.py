"""A text too tall for a row goes on in further rows, and put together again it is the text."""

import pytest

from app.excel.writing.continued import MOST_LINES, in_pieces, line_count

LONG = "请核对田头水利渠道清淤和村道路灯维修的进展情况，\n" * 90


@pytest.mark.parametrize("text", [LONG, "字" * 5_000, "a b" * 3_000, "\n" * 200, "短", ""])
@pytest.mark.parametrize("width", [6.0, 20.0, 61.5])
def test_a_text_in_pieces_is_the_whole_text(text: str, width: float) -> None:
    pieces = in_pieces(text, width)
    assert "".join(pieces) == text
    assert all(line_count(piece.removesuffix("\n"), width) <= MOST_LINES + 1 for piece in pieces)
