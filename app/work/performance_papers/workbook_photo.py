"""A photo on a sheet: openpyxl wants Pillow only to learn a picture's size, which the file's own head says."""

from __future__ import annotations

from docx.image.image import Image as PictureHead
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import pixels_to_EMU, points_to_pixels

from app.paper.word_grid import UNREADABLE

_FORMATS = {"image/jpeg": "jpeg", "image/png": "png"}


class WorkbookPhoto(Image):  # type: ignore[misc]  # openpyxl says no types
    """A photo in the middle of a box: ``row`` and ``column`` from 1 of its first cell, its sides in points."""

    def __init__(self, content: bytes, kind: str) -> None:
        self.format, self._content = kind, content

    def _data(self) -> bytes:
        return self._content

    def place(self, row: int, column: int, size: tuple[float, float], offset: float) -> None:
        """Let it begin in that cell, ``offset`` points from the left, with that width and height."""
        width, height = (pixels_to_EMU(points_to_pixels(side)) for side in size)
        begin = AnchorMarker(col=column - 1, colOff=pixels_to_EMU(points_to_pixels(offset)), row=row - 1)
        self.anchor = OneCellAnchor(_from=begin, ext=XDRPositiveSize2D(width, height))


def photo_for_box(content: bytes, row: int, column: int, box: tuple[float, float]) -> WorkbookPhoto | None:
    """The photo of those bytes as large as the box of that width and height allows.

    None where they are no JPEG or PNG: the words of the box stay.
    """
    try:
        head = PictureHead.from_blob(content)
    except UNREADABLE:
        return None
    kind = _FORMATS.get(head.content_type)
    if kind is None or not head.px_width or not head.px_height:
        return None
    scale = min(box[0] / head.px_width, box[1] / head.px_height)
    size = (head.px_width * scale, head.px_height * scale)
    photo = WorkbookPhoto(content, kind)
    photo.place(row, column, size, (box[0] - size[0]) / 2)
    return photo
