"""Paper descriptions become pages: one engine for preview, printer and PDF."""

from ui.printing.painting import Painted, paint

__all__ = ["Painted", "paint"]
