"""The objects of a PDF that Qt has just written, to be replaced, added to and put together again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_OBJECT = re.compile(rb"(\d+) 0 obj\s")


@dataclass
class PdfObjects:
    """``head`` stands before the first object; ``objects`` by number, whole with their ``obj`` and ``endobj``;
    ``trailer`` names the roots (ISO 32000-1 7.5).

    Only for files as QPdfWriter makes them: one section of references, no compressed objects, no updates.
    """

    head: bytes
    objects: dict[int, bytes]
    trailer: bytes

    @classmethod
    def of(cls, pdf: bytes) -> PdfObjects:
        """The objects of a file, cut at the offsets of its reference table."""
        start = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
        count = int(pdf[start:].split(None, 3)[2])
        first = pdf.index(b"\n", pdf.index(b"\n", start) + 1) + 1
        entries = (pdf[first + 20 * n : first + 20 * n + 20] for n in range(count))
        offsets = {n: int(entry[:10]) for n, entry in enumerate(entries) if entry[17:18] == b"n"}
        ends = dict(pairwise(sorted({*offsets.values(), start})))
        objects = {n: pdf[offset : ends[offset]] for n, offset in offsets.items()}
        opening = _OBJECT.search(pdf)
        head = pdf[: opening.start() if opening else 0]
        return cls(head, objects, pdf[pdf.rindex(b"trailer") : pdf.rindex(b"startxref")])

    def root(self, name: bytes) -> int:
        """The number of the object that the trailer or an object calls ``name``; ValueError where none is."""
        return self.reference(self.trailer, name)

    @staticmethod
    def reference(text: bytes, name: bytes) -> int:
        """The number that ``name`` refers to in the dictionary ``text``; ValueError where it does not."""
        match = re.search(rb"/" + name + rb" (\d+) 0 R", text)
        if match is None:
            raise ValueError(f"no reference {name.decode()} in the PDF")
        return int(match.group(1))

    def put(self, number: int, body: bytes) -> None:
        """Make ``body`` the object of a number."""
        self.objects[number] = b"%d 0 obj\n%s\nendobj\n" % (number, body)

    def add(self, body: bytes) -> int:
        """Add an object; gives its number."""
        number = max(self.objects) + 1
        self.put(number, body)
        return number

    def extend(self, number: int, entries: bytes) -> None:
        """Write more entries at the end of a dictionary."""
        whole = self.objects[number]
        end = whole.rindex(b">>")
        self.objects[number] = whole[:end] + entries + b"\n" + whole[end:]

    def stream(self, text: bytes, entries: bytes = b"") -> bytes:
        """The body of an object that holds ``text`` as it is."""
        return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (entries, len(text), text)

    def assembled(self) -> bytes:
        """The file with its objects in their order and a new table of references."""
        pieces, offset, places = [self.head], len(self.head), dict[int, int]()
        for number, whole in self.objects.items():
            places[number] = offset
            pieces.append(whole)
            offset += len(whole)
        size = max(self.objects) + 1
        table = [b"0000000000 65535 f \n"]
        table += [
            b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 00000 f \n"
            for n in range(1, size)
        ]
        trailer = re.sub(rb"/Size \d+", b"/Size %d" % size, self.trailer)
        tail = b"xref\n0 %d\n" % size + b"".join(table) + trailer + b"startxref\n%d\n%%%%EOF\n" % offset
        return b"".join([*pieces, tail])
