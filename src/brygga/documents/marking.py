"""What WeasyPrint leaves out: table headings that say what they head, and the mark of PDF/UA-1 on a PDF/A-3a document.

The mark stands in the metadata, with the extension schema that PDF/A asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

UA = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
END = "</rdf:RDF>"


def mark_as_accessible(document: bytes) -> bytes:
    """The same document, which says that it follows PDF/UA-1."""
    with pikepdf.open(BytesIO(document)) as pdf:
        for part, heading in _table_headings(pdf.Root.StructTreeRoot, within=""):
            heading.A["/Scope"] = pikepdf.Name("/Column" if part == "/THead" else "/Row")
        metadata = pdf.Root.Metadata
        xmp = metadata.read_bytes().decode()
        if END not in xmp:
            raise ValueError("The document has no metadata to mark.")
        metadata.write(xmp.replace(END, UA + END, 1).encode())
        marked = BytesIO()
        pdf.save(marked)
    return marked.getvalue()


def _table_headings(node: Any, within: str) -> Iterator[tuple[str, Any]]:
    """Every TH with the part of the table it stands in."""
    if not isinstance(node, pikepdf.Dictionary):
        return
    kind = str(node.get("/S", ""))
    if kind == "/TH":
        yield within, node
        return
    below = node.get("/K")
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        yield from _table_headings(child, kind if kind in ("/THead", "/TBody") else within)
