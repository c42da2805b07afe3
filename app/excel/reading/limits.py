"""How much a foreign file may hold before it is refused: a clerk's largest roster stays far below."""

UNPACKED_BYTES = 400 * 1024 * 1024
"""Bytes of XML that may be unpacked from one archive, by its own word and by count."""

BOMB_RATIO = 200
BOMB_RATIO_FROM = 50 * 1024 * 1024
"""Packed more than 200 times from 50 MB on; a real sheet of a million empty rows stays below 60 times."""

ARCHIVE_MEMBERS = 5_000
ARCHIVE_DIRECTORY_BYTES = 2 * 1024 * 1024
"""The directory of an archive is read in the program itself, so its size is looked at first."""

ANSWER_BYTES = 150 * 1024 * 1024
"""The longest answer of the child process: the parent holds it twice for a moment."""

TEXT_BYTES = 100 * 1024 * 1024
"""The longest text, HTML or XML file, and the longest .xls: that format itself ends at about this size."""

FILLED_ROWS = 200_000
FILLED_CELLS = 4_000_000
"""Cells with a value: 100,000 people with 40 columns; more would not fit into 1 GB on both sides."""

GRID_CELLS = 20_000_000
"""Positions from column A to the last filled cell of each row, empty ones included."""

XLS_RECTANGLE = 6_000_000
"""Positions in the rectangle around all values of an .xls sheet: calamine takes 40 bytes for each of them."""

CELL_CHARACTERS = 200_000
"""Characters of one cell; spreadsheet programs themselves end at 32,767."""

MERGES = 100_000
SHEETS = 500
