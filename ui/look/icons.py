"""Icons from resources/icons, in any colour and sharp at any scaling."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.resources import resource
from ui.look.theme import COLOURS


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The icon ``name`` drawn in a colour (``#rrggbb``) on ``side`` logical pixels."""
    path = resource("icons") / f"{name}.svg"
    if not path.exists():
        path = resource("icons") / "register.svg"
    drawing = path.read_text(encoding="utf-8").replace(COLOURS["ink"], colour)
    image = QPixmap(round(side * ratio), round(side * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=128)
def icon(name: str, colour: str = COLOURS["ink"]) -> QIcon:
    """An icon for buttons and menus."""
    icon = QIcon()
    for ratio in (1.0, 1.5, 2.0):
        icon.addPixmap(pixmap(name, colour, 20, ratio))
    return icon


def program_icon() -> QIcon:
    """The program's own icon."""
    return QIcon(str(resource("icons") / "app.svg"))
