"""The one exception of the reading room: a file that cannot be read, with a sentence for the clerk."""

SENTENCES = {
    "missing": "找不到这个文件，它可能已被移动、改名，或所在的U盘已拔出。请重新选择文件。",
    "no_permission": "这个文件现在打不开，可能正被WPS等程序占用，或没有读取权限。请关闭它，或复制到桌面后再选。",
    "empty": "这是一个空文件，里面没有任何内容。请确认选对了文件，或向提供的人再要一份。",
    "encrypted": "这个文件设有打开密码。请先在WPS中打开它，取消密码（文件 → 文档加密）并保存，再来导入。",
    "truncated": "这个文件不完整或已损坏，可能没有复制完。请用WPS打开看看，另存为 .xlsx 后再导入，或再要一份。",
    "not_a_workbook": "这不是电子表格文件。请选择 .xlsx、.xls、.ods 或 .csv 格式的名册。",
    "too_large": "这个文件展开后过大，不像一份名册。请在WPS中删去多余的空行空列，另存为新的 .xlsx 后再导入。",
    "timeout": "读取这个文件用时过长，已停止。请在WPS中把需要的表复制到一个新的工作簿，保存后再导入。",
}
"""What it is and what to do next, by code; nothing was changed or written in any of these cases."""


class UnreadableFile(Exception):
    """A file that cannot be read at all: `code` is a key of SENTENCES, `sentence` is what the clerk reads."""

    def __init__(self, code: str, sentence: str | None = None) -> None:
        self.code = code
        self.sentence = sentence or SENTENCES[code]
        super().__init__(self.sentence)
