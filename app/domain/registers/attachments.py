"""Which files are kept with which record; the bytes lie in the folder ``attachments`` by SHA-256.

A private file lies there encrypted: ``sha256`` and ``size`` are those of the bytes as they lie, ``file_key`` opens them.
With which record a file is kept, and what it is, nobody types: another record there took the file off its own in
silence, another hash reads as damage.
"""

from app.domain.fields import Field
from app.domain.kinds import Number, Text
from app.domain.register import Register

ATTACHMENTS = Register(
    key="attachments",
    label="附件",
    measure="个",
    retention="Y",
    identity=(("register", "row", "sha256"),),
    order=("register", "row", "name"),
    called=("name",),
    fields=(
        Field("register", "台账", Text(), required=True, by_program=True),
        Field("row", "记录", Number(), required=True, by_program=True),
        Field("name", "文件名", Text(longest=255), required=True),
        Field("sha256", "校验值", Text(), required=True, by_program=True),
        Field("size", "大小", Number(unit="字节"), required=True, by_program=True),
        Field("role", "用途", Text(longest=40), hint="photo 为登记表照片"),
        Field("file_key", "保密内容", Text(), private=True, by_program=True),
        Field("replaced", "更换原因", Text(longest=200), by_program=True),
    ),
)  # fmt: skip
