#!/usr/bin/env python3
"""test_checker.py FILE: break one thing at a time of a good PDF, and see that the checker names it."""

import copy
import re
import sys

from check_pdf import check_model
from pdf_model import Pdf


class Broken:
    """A copy of the good PDF's objects, with ways to find the things that are broken."""

    def __init__(self, good):
        self.pdf = copy.copy(good)
        self.pdf.objects = copy.deepcopy(good.objects)
        self.pdf.trailer = copy.deepcopy(good.trailer)
        self.pdf.decoded = dict(good.decoded)

    def catalog(self):
        return self.pdf.catalog

    def all(self, key, value):
        for entry in self.pdf.objects.values():
            found = entry["stream"]["dict"] if "stream" in entry else entry.get("value")
            if isinstance(found, dict) and found.get(key) == value:
                yield found

    def element(self, role, number=0):
        return [e for e in self.all("/S", role) if "/P" in e][number]

    def link(self, kind="/A"):
        return next(link for link in self.all("/Subtype", "/Link") if kind in link)

    def page(self):
        return self.pdf.get(self.pdf.pages()[0])

    def replace(self, reference, old, new):
        data = self.pdf.stream(reference)
        assert old in data, "%r is not in the stream" % old
        self.pdf.decoded[reference] = data.replace(old, new, 1)

    def content(self, old, new):
        self.replace(self.page()["/Contents"], old, new)

    def lose_glyph(self):
        """The first character shown becomes code 0."""
        shown = re.search(rb"\[\(\0[^\\\0]", self.pdf.stream(self.page()["/Contents"]))
        self.content(shown[0], b"[(\0\0")

    def xmp(self, old, new):
        self.replace(self.catalog()["/Metadata"], old, new)

    def font(self):
        return next(self.all("/Subtype", "/Type0"))

    def cid_font(self):
        return next(self.all("/Subtype", "/CIDFontType2"))

    def shift_heading(self):
        self.element("/H2")["/S"] = "/H3"

    def drop_kid(self, role):
        self.element(role)["/K"].pop()

    def widen(self):
        widths = self.pdf.get(self.cid_font()["/W"])[1]
        widths[:] = [width + 5 for width in widths]

    def private_text(self):
        reference = self.font()["/ToUnicode"]
        first = re.search(rb"beginbfchar\n<....><....>", self.pdf.stream(reference))[0]
        self.replace(reference, first, first[:-5] + b"E000>")

    def swap_names(self):
        names = self.pdf.get(self.pdf.get(self.catalog()["/Names"])["/Dests"])["/Names"]
        names[0], names[2] = names[2], names[0]

    def swap_parents(self):
        root = self.pdf.get(self.catalog()["/StructTreeRoot"])
        array = self.pdf.get(self.pdf.get(root["/ParentTree"])["/Nums"][1])
        array[0], array[-1] = array[-1], array[0]


BREAKS = [
    ("A 6.1.3-1", lambda b: b.pdf.trailer.pop("/ID")),
    ("A 6.1.13", lambda b: b.catalog().update({"/X": "u:" + "x" * 40000})),
    ("A 6.1.13", lambda b: b.catalog().update({"/X": "/" + "x" * 200})),
    ("A 6.5", lambda b: b.catalog().update({"/OpenAction": {}})),
    ("A 6.5", lambda b: b.page().update({"/AA": {}})),
    ("UA 6.2-1", lambda b: b.catalog().pop("/MarkInfo")),
    ("UA 7.1-10", lambda b: b.catalog().pop("/ViewerPreferences")),
    ("UA 7.2-29", lambda b: b.catalog().update({"/Lang": "u:"})),
    ("UA 7.1-8", lambda b: b.catalog().pop("/Metadata")),
    ("A 6.2.3", lambda b: b.catalog().pop("/OutputIntents")),
    ("A 6.6.4", lambda b: b.xmp(b"<pdfaid:conformance>A", b"<pdfaid:conformance>B")),
    ("UA 5-1", lambda b: b.xmp(b"pdfuaid:part>1", b"pdfuaid:part>2")),
    ("A 6.6.2.3", lambda b: b.xmp(b"pdfaSchema:prefix>pdfuaid", b"pdfaSchema:prefix>other")),
    ("UA 7.1-9", lambda b: b.xmp(b"dc:title>", b"dc:tile>") or b.xmp(b"/dc:title>", b"/dc:tile>")),
    ("metadata", lambda b: b.xmp(b"2021-02-26", b"2021-02-27")),
    ("UA 7.1-3", lambda b: b.content(b"/H1<</MCID 0>>BDC", b"/H1 <<>> BDC")),
    ("UA 7.1-1", lambda b: b.content(b"BT\n", b"/Artifact BMC BT\n") or b.content(b"ET\n", b"ET EMC\n")),
    ("UA 7.1-2", lambda b: b.content(b"/Artifact<</Type/Layout>>BDC", b"/Artifact<</Type/Layout>>BDC /P<</MCID 99>>BDC EMC")),
    ("content", lambda b: b.content(b"EMC\n", b"\n")),
    ("content", lambda b: b.content(b"ET\n", b"\n")),
    ("A 6.2.4", lambda b: b.content(b" rg\n", b" 0 k\n")),
    ("A 6.2.2", lambda b: b.content(b"/F0 ", b"/F9 ")),
    ("A 6.2.2", lambda b: b.page().pop("/Resources")),
    ("UA 7.18.3-1", lambda b: b.page().pop("/Tabs")),
    ("ISO 32000-1, 14.7.4.4", lambda b: b.page().update({"/StructParents": 77})),
    ("ISO 32000-1, 14.7.4.4", lambda b: b.swap_parents()),
    ("UA 7.1-12", lambda b: b.element("/P").pop("/P")),
    ("UA 7.1-5", lambda b: b.element("/P").update({"/S": "/Paragraph"})),
    ("UA 7.4.2-1", lambda b: b.shift_heading()),
    ("UA 7.4.2-1", lambda b: b.element("/H1").update({"/S": "/P"})),
    ("UA 7.2", lambda b: b.element("/LBody").update({"/S": "/P"})),
    ("UA 7.2", lambda b: b.element("/TOCI").update({"/S": "/P"})),
    ("ISO 32000-1, 14.8.5.5", lambda b: b.element("/L")["/A"].update({"/ListNumbering": "/Roman"})),
    ("UA 7.3-1", lambda b: b.element("/Figure").pop("/Alt")),
    ("UA 7.2-41", lambda b: b.drop_kid("/TR")),
    ("UA 7.5-1", lambda b: [th.pop("/A", 0) for th in b.all("/S", "/TH")]),
    ("UA 7.18.5-1", lambda b: [link.update({"/S": "/Span"}) for link in b.all("/S", "/Link")]),
    ("UA 7.18.5-2", lambda b: b.link().pop("/Contents")),
    ("A 6.3.2-2", lambda b: b.link().pop("/F")),
    ("ISO 32000-1, 14.7.4.4", lambda b: b.link().pop("/StructParent")),
    ("A 6.5.1", lambda b: b.link()["/A"].update({"/S": "/Launch"})),
    ("links", lambda b: b.link("/Dest").update({"/Dest": "u:pkt-9-9"})),
    ("UA 7.21.4.1-1", lambda b: b.pdf.get(b.cid_font()["/FontDescriptor"]).pop("/FontFile2")),
    ("UA 7.21.3.2-1", lambda b: b.cid_font().pop("/CIDToGIDMap")),
    ("UA 7.21.5-1", lambda b: b.widen()),
    ("UA 7.21.7-1", lambda b: b.font().pop("/ToUnicode")),
    ("UA 7.21.8-1", lambda b: b.lose_glyph()),
    ("A 6.2.11.7.3-1", lambda b: b.private_text()),
    ("ISO 32000-1, 7.9.6", lambda b: b.swap_names()),
    ("ISO 32000-1, 12.3.3", lambda b: b.pdf.get(b.catalog()["/Outlines"]).update({"/Count": 99})),
    ("ISO 32000-1, 12.4.2", lambda b: b.catalog().pop("/PageLabels")),
    ("A 6.2.8", lambda b: next(b.all("/Subtype", "/Image")).update({"/Interpolate": True})),
]


def main():
    good = Pdf(sys.argv[1])
    if check_model(good):
        print("the good file has faults: %s" % check_model(good))
        return 1
    missed = 0
    for number, (rule, damage) in enumerate(BREAKS):
        broken = Broken(good)
        damage(broken)
        rules = {found for found, _ in check_model(broken.pdf)}
        if rule not in rules:
            missed += 1
            print("break %d: %s is not found; found: %s" % (number, rule, sorted(rules)))
    print("%d of %d breaks found" % (len(BREAKS) - missed, len(BREAKS)))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
