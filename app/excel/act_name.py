"""The word that the name of an import's act begins with; alone here, for whoever asks about acts and reads no workbook."""

IMPORTING = "导入"
