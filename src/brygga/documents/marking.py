"""The mark that a PDF/A-3a document is PDF/UA-1 too, with the extension schema that PDF/A asks for (ISO 19005-3, 6.6.2.3)."""

from __future__ import annotations

from io import BytesIO

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
        metadata = pdf.Root.Metadata
        xmp = metadata.read_bytes().decode()
        if END not in xmp:
            raise ValueError("The document has no metadata to mark.")
        metadata.write(xmp.replace(END, UA + END, 1).encode())
        marked = BytesIO()
        pdf.save(marked)
    return marked.getvalue()
