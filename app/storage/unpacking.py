"""What zipfile raises while it reads a damaged or hostile archive: its unpackers' own complaints come through bare."""

import lzma
import zipfile
import zlib

BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)
