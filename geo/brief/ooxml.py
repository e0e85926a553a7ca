"""What python-pptx has no words for: alternative texts, themes, rules, files without dates."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.table import Table, _Cell
from pptx.util import Emu, Length, Pt

_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def describe(shape: BaseShape, alt: str) -> None:
    """Give a picture or a table its alternative text."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", _clean(alt))


def _clean(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n")


def resize(file: Presentation, width: Length, height: Length) -> None:
    """Change the shape of the slides; what stands on master and layouts widens along."""
    ratio = width / (file.slide_width or width)
    file.slide_width, file.slide_height = width, height
    for page in (file.slide_master, *file.slide_layouts):
        for shape in page.shapes:
            if shape._element.xpath(".//a:xfrm"):
                shape.left, shape.width = Emu(shape.left * ratio), Emu(shape.width * ratio)


def dress(file: Presentation, serif: str, sans: str) -> None:
    """Set the theme in the type of the page: headings in serif, all else in sans serif."""
    for part in file.part.package.iter_parts():
        if part.content_type.endswith("theme+xml"):
            blob = part.blob.decode()
            for kind, family in (("major", serif), ("minor", sans)):
                pattern = rf'(<a:{kind}Font>\s*<a:latin typeface=")[^"]*'
                blob = re.sub(pattern, rf"\g<1>{family}", blob)
            part._blob = blob.encode()


def undate(file: Presentation) -> None:
    """Leave out when the presentation was made."""
    core = file.core_properties._element
    for element in list(core):
        if etree.QName(element).localname in ("created", "modified"):
            core.remove(element)


def plain(table: Table) -> None:
    """Take the colours of the template from a table."""
    properties = table._tbl.tblPr
    assert properties is not None  # noqa: S101 - a new table has them
    properties.find(qn("a:tableStyleId")).text = _PLAIN_TABLE
    table.horz_banding = False


def rule(cell: _Cell, colour: str) -> None:
    """Draw a fine line beneath a cell; the colour is written ``#RRGGBB``."""
    properties = cell._tc.get_or_add_tcPr()
    line = etree.SubElement(properties, qn("a:lnB"), w=str(Pt(0.75)))
    fill = etree.SubElement(line, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=colour.removeprefix("#"))


def undated(raw: bytes) -> bytes:
    """Write a zip file anew, its entries all of one date."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()
