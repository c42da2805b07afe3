"""A workbook of which a part is missing is found out before it has its name."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from app.excel.writing.whole_book import refuse_cut_off, save_book


def test_a_workbook_that_was_cut_off_is_refused_as_a_disk_without_room() -> None:
    whole, cut = io.BytesIO(), io.BytesIO()
    save_book(Workbook(), whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(cut, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[:-9] if "sheet1" in name else content)
    with pytest.raises(OSError, match="cut off"):
        refuse_cut_off(cut)
