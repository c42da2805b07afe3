"""Pictures among the files of a record: seen small where they are kept, and large on a click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImageIOHandler, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.fields import Row
from app.domain.site_standard.judgement import PICTURES
from app.storage.lists.record_files import is_private
from ui.look import icons
from ui.look.picture_claims import claims_too_much, picture_reader
from ui.look.theme import COLOURS, dp

SHARE = 0.86  # of the window that a picture seen large may take
_ON_ITS_SIDE = {
    QImageIOHandler.Transformation.TransformationRotate90,
    QImageIOHandler.Transformation.TransformationRotate270,
    QImageIOHandler.Transformation.TransformationMirrorAndRotate90,
    QImageIOHandler.Transformation.TransformationFlipAndRotate90,
}
Open = Callable[[QWidget, Row], None]


def is_picture(file: Row) -> bool:
    """Whether a file can be shown, by its name; a private one is not: it is opened one by one, and that is kept."""
    return str(file["name"]).lower().endswith(PICTURES) and not is_private(file)


def picture_of(file: Row, room: QSize, ratio: float = 1.0) -> QPixmap:
    """A picture that fits ``room``, in logical pixels; a null one where it cannot be read.

    It is decoded small: a photo of a telephone would take forty megabytes.
    """
    reader = picture_reader(Path(str(file["path"])))
    reader.setAutoTransform(True)
    size, pixels = reader.size(), room * ratio
    if claims_too_much(Path(str(file["path"])), reader):
        return QPixmap()
    if size.isValid():
        on_its_side = reader.transformation() in _ON_ITS_SIDE
        bound = pixels.transposed() if on_its_side else pixels
        reader.setScaledSize(size.scaled(bound, Qt.AspectRatioMode.KeepAspectRatio))
    pixmap = QPixmap.fromImage(reader.read())
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class PictureTile(QToolButton):
    """A file as a small picture with its name; ``files`` are those that can be leafed through from it.

    What is no picture shows an icon and is handed to ``open_file``.
    """

    room = (88, 58)  # points of the picture

    def __init__(self, file: Row, files: Sequence[Row], words: str, open_file: Open) -> None:
        super().__init__()
        self.setProperty("role", "tile")
        width, height = (dp(side) for side in self.room)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(width, height))
        self.setFixedWidth(width + dp(10))
        picture = picture_of(file, self.iconSize(), 3.0) if is_picture(file) else QPixmap()
        self.setIcon(icons.icon("file", COLOURS["quiet"]) if picture.isNull() else QIcon(picture))
        self.setText(self.fontMetrics().elidedText(str(file["name"]), Qt.TextElideMode.ElideMiddle, width))
        is_shown = not picture.isNull()
        unshown = "图片太大或读不出来，点开查看副本" if is_picture(file) else "点开查看副本"
        self.setToolTip(f"{words}，{'点开放大' if is_shown else unshown}")
        self.setAccessibleName(str(file["name"]))
        self.clicked.connect(lambda: self._open(file, files, is_shown, open_file))

    def _open(self, file: Row, files: Sequence[Row], is_shown: bool, open_file: Open) -> None:
        if not is_shown:
            open_file(self, file)
            return
        pictures = [other for other in files if is_picture(other)]
        PictureWindow(self, pictures, pictures.index(file), open_file).open()


class Portrait(PictureTile):
    """The photo of a person, upright and without its name."""

    room = (84, 112)

    def __init__(self, file: Row, words: str, open_file: Open) -> None:
        super().__init__(file, [file], words, open_file)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)


class PictureWindow(QDialog):
    """One picture large; the arrow keys leaf through the others, Esc closes."""

    def __init__(self, parent: QWidget, files: Sequence[Row], number: int, open_file: Open) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("镇人大台账")
        self._files, self.number = files, number
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(dp(200), dp(120))
        self.name = QLabel()
        self.name.setProperty("role", "quiet")
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout()
        row.setSpacing(dp(10))
        row.addWidget(self.name, 1)
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("上一张", lambda: self.leaf(-1)),
            ("下一张", lambda: self.leaf(1)),
            ("用其他程序打开", lambda: open_file(self, self._files[self.number])),
            ("关闭", self.close),
        )
        for words, act in acts:
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.setVisible(len(files) > 1 or "一张" not in words)
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(14), dp(14), dp(14), dp(12))
        column.addWidget(self.picture, 1)
        column.addLayout(row)
        self.resize(parent.window().size() * SHARE)

    def leaf(self, step: int) -> None:
        """Show the picture ``step`` further, in a ring."""
        self.number = (self.number + step) % len(self._files)
        self._show()

    def _show(self) -> None:
        file = self._files[self.number]
        picture = picture_of(file, self.picture.size(), self.devicePixelRatioF())
        self.picture.setPixmap(picture)
        if picture.isNull():
            self.picture.setText("这张照片打不开。可以用其他程序打开试试，或从备份中找回。")
        self.name.setText(f"{file['name']}（{self.number + 1}/{len(self._files)}）")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture follows the window."""
        super().resizeEvent(event)
        self.layout().activate()
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right leaf."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.leaf(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
