"""Fonts: embedded, every code with a glyph, a width and a text (ISO 14289-1, 7.21; ISO 19005-2, 6.2.11)."""

import re
import struct


def _texts(data):
    """Code -> text of a ToUnicode CMap with bfchar blocks."""
    texts = {}
    for count, block in re.findall(rb"(\d+) beginbfchar(.*?)endbfchar", data, re.S):
        pairs = re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block)
        if len(pairs) != int(count) or len(pairs) > 100:
            raise ValueError("a block says %s entries and has %d" % (count.decode(), len(pairs)))
        for code, text in pairs:
            texts[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "surrogatepass")
    return texts


def _widths(pdf, array):
    widths, items = {}, pdf.get(array) or []
    i = 0
    while i + 1 < len(items):
        row = pdf.get(items[i + 1])
        if isinstance(row, list):
            for k, width in enumerate(row):
                widths[items[i] + k] = width
            i += 2
        else:
            for code in range(items[i], row + 1):
                widths[code] = items[i + 2]
            i += 3
    return widths


class TrueType:
    def __init__(self, data):
        count = struct.unpack(">H", data[4:6])[0]
        self.tables = {}
        for i in range(count):
            tag, _, offset, length = struct.unpack(">4sIII", data[12 + 16 * i:28 + 16 * i])
            self.tables[tag] = data[offset:offset + length]
        self.units = struct.unpack(">H", self.tables[b"head"][18:20])[0]
        self.glyphs = struct.unpack(">H", self.tables[b"maxp"][4:6])[0]
        self.metrics = struct.unpack(">H", self.tables[b"hhea"][34:36])[0]
        for tag in (b"glyf", b"loca", b"hmtx"):
            self.tables[tag]

    def width(self, glyph):
        at = 4 * min(glyph, self.metrics - 1)
        return struct.unpack(">H", self.tables[b"hmtx"][at:at + 2])[0] * 1000 / self.units


def check_font(pdf, reference, used, fault):
    font = pdf.get(reference)
    name = font.get("/BaseFont", "?")

    def wrong(rule, text):
        fault(rule, "%s: %s" % (name, text))

    if font.get("/Subtype") != "/Type0" or font.get("/Encoding") != "/Identity-H":
        wrong("A 6.2.11.3", "not a Type 0 font with Identity-H")
        return
    cid = pdf.get((pdf.get(font.get("/DescendantFonts")) or [None])[0]) or {}
    descriptor = pdf.get(cid.get("/FontDescriptor")) or {}
    if not re.match(r"^/[A-Z]{6}\+", name) or name != cid.get("/BaseFont") or name != descriptor.get("/FontName"):
        wrong("A 6.2.11.4", "the names of the subset differ")
    try:
        texts = _texts(pdf.stream(font.get("/ToUnicode")))
    except ValueError as error:
        wrong("UA 7.21.7-1", str(error))
        return
    widths = _widths(pdf, cid.get("/W"))
    for code in sorted(used):
        text = texts.get(code, "")
        if not text:
            wrong("UA 7.21.7-1", "code %d has no text" % code)
        if any(c in text for c in "\0\ufeff\ufffe"):
            wrong("UA 7.21.7-2", "code %d has a text that is none" % code)
        if any("\ue000" <= c <= "\uf8ff" or c >= "\U000f0000" for c in text):
            wrong("A 6.2.11.7.3-1", "code %d is a private character" % code)
        if code == 0:
            wrong("UA 7.21.8-1", ".notdef is shown")
    if cid.get("/Subtype") == "/CIDFontType2":
        _check_truetype(pdf, cid, descriptor, used, widths, wrong)
    elif not pdf.stream(descriptor.get("/FontFile3")):
        wrong("UA 7.21.4.1-1", "not embedded")


def _check_truetype(pdf, cid, descriptor, used, widths, wrong):
    try:
        program = TrueType(pdf.stream(descriptor.get("/FontFile2")))
    except (struct.error, KeyError):
        wrong("UA 7.21.4.1-1", "no usable program is embedded")
        return
    gid_map = cid.get("/CIDToGIDMap")
    if gid_map != "/Identity" and not pdf.is_stream(gid_map):
        wrong("UA 7.21.3.2-1", "no map from codes to glyphs")
        return
    table = None if gid_map == "/Identity" else pdf.stream(gid_map)
    for code in sorted(used):
        glyph = code if table is None else int.from_bytes(table[2 * code:2 * code + 2], "big")
        if glyph == 0:
            wrong("UA 7.21.8-1", "code %d shows .notdef" % code)
        elif glyph >= program.glyphs:
            wrong("UA 7.21.4.1-2", "code %d has no glyph in the program" % code)
        elif abs(widths.get(code, cid.get("/DW", 1000)) - program.width(glyph)) > 1:
            wrong("UA 7.21.5-1", "the widths of code %d differ" % code)
