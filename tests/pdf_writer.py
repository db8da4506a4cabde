"""PDF files written by hand, object by object: small, and as hostile as a test needs them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

_FONT = ("<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 "
         "/BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>] >>")


def write_pdf(pages: Sequence[Sequence[tuple[float, float, str]]], size: float = 14.0, encrypted: bool = False, scanned: bool = False,
              font: str = _FONT, padding: int = 0) -> bytes:
    """A PDF whose pages hold lines `(x, y, words)`, y from the bottom, on A4.

    `scanned` puts a picture over each page, `encrypted` asks for a password nobody has, `padding` blanks pack to nothing.
    """
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    picture = _stream(b"\xff" * 12, "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceRGB /BitsPerComponent 8")
    objects += [font, picture]
    for lines in pages:
        content = "".join(f"BT /F1 {size} Tf {x} {y} Td <{words.encode('utf-16-be').hex()}> Tj ET\n" for x, y, words in lines)
        if scanned:
            content += "q 595 0 0 842 0 0 cm /Im1 Do Q\n"
        objects.append(_stream(content.encode() + b" " * padding, "", packed=True))
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >> "
                       f"/Contents {len(objects)} 0 R >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    trailer = ""
    if encrypted:
        trailer = f"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >> /ID [<{'01' * 16}> <{'01' * 16}>]"
    return _file(objects, trailer)


def _stream(data: bytes, keys: str, packed: bool = False) -> str:
    body = zlib.compress(data, 9) if packed else data
    return f"<< /Length {len(body)} {keys} {'/Filter /FlateDecode' if packed else ''} >>\nstream\n{body.decode('latin-1')}\nendstream"


def _file(objects: list[str], trailer: str) -> bytes:
    made = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    made += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(made)
