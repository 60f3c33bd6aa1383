"""Reports from files, folders and archives.

A file is taken for what it contains, not only for what it is called: plain text, Markdown, a web page, a PDF
with a text layer, a DOCX, an e-mail, JSON lines, CSV; and any of them gzipped or in a zip. What cannot be
read comes out too, in its place, with the reason.
"""

from sayso.sources.load import Loaded, load, size

__all__ = ["Loaded", "load", "size"]
