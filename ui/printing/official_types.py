"""Which of the types that official papers are set in this machine lacks, and what stands in for each."""

from __future__ import annotations

from collections.abc import Callable

from ui.printing.type_faces import face_of

# By role the type of GB/T 9704-2012 (5.2.2, 7.3) and what the names of its families hold, in small letters.
_OFFICIAL = {
    "title": ("方正小标宋", ("小标宋", "xiaobiaosong")),
    "heading": ("黑体", ("黑体", "simhei")),
    "form": ("仿宋", ("仿宋", "fangsong")),
}
Face = Callable[[str], tuple[str, bool]]


def lacking_types(face: Face = face_of) -> str:
    """A sentence that names each type that is not installed and its stand-in; empty where all are.

    ``face`` gives the family that serves a role.
    """
    lacking = [
        f"{name}（用 {family} 代替）"
        for role, (name, marks) in _OFFICIAL.items()
        if not any(mark in (family := face(role)[0]).lower() for mark in marks)
    ]
    if not lacking:
        return ""
    return f"这台电脑没有装公文字体：{'、'.join(lacking)}。Word 文件里写的仍是公文字体，在装有的电脑上打开、打印就是规定的样子。"
