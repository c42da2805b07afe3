"""说明文件.TXT: what the package is, how it was made, and how to read and check it without this program."""

from __future__ import annotations

from typing import Any

from app.yearend.making import Making

NAME = "说明文件.TXT"


def explanation(making: Making, facts: dict[str, Any]) -> bytes:
    """The text in UTF-8 with a mark at its start, lines ended as Windows has them."""
    office = making.ledger.office
    organ = f"{office.get('county') or ''}{office.get('town') or ''}人民代表大会主席团"
    private = "包含，为明文" if making.include_private else "不包含，相应的单元格为空"
    lines = [
        f"{organ}{making.year}年度移交包",
        "",
        f"移交单位：{organ}",
        f"全宗号：{office.get('fonds_no') or '（尚未取得）'}",
        f"年度：{making.year}",
        f"制作日期：{making.ledger.today.isoformat()}",
        "制作软件：镇人大台账（Presidium Ledger）",
        f"身份证号、电话、住址：{private}",
        "加密和压缩：没有",
        "校验算法：SHA-256",
        f"数据库结构版本：{facts['schema']}",
        f"数据核验值：{facts['digest']}",
        f"历史码：{facts['history_head']}",
        "",
        "一、内容",
        "台账：本年度各本台账，每本一份工作簿（xlsx）、一份 PDF（PDF/A-1b）。",
        "数据：全部记录，每种一个 CSV 文件（UTF-8，逗号分隔）；各列的含义见“数据字典.csv”。",
        "数据库：台账数据库的副本（SQLite 3，没有加密），修改历史在表 changes 里。",
        "归档：归档文件目录（每个保管期限一份）和四性检测报告。",
        "文件：本年度记录的附件原件，已编档号的按“年度-保管期限-件号”、其余按台账和记录号存放；真实文件名见“文件目录.XML”。",
        "文件目录.XML：包内每个文件的题名、路径、大小和 SHA-256。",
        "",
        "二、核对",
        "请先看上一级文件夹里的“请先看我.txt”。核验码印在移交清单上。",
        "",
        "三、记录数",
        *(f"{label}：{count} 条" for label, count in making.counts.items()),
    ]
    if making.left_out:
        lines += ["", f"没有放入的保密附件 {len(making.left_out)} 个：{'；'.join(making.left_out)}。"]
    if making.empty:
        lines += ["", f"本年度没有记录的台账：{'、'.join(making.empty)}。"]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()
