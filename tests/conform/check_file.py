"""The file, its metadata and its catalog (PDF/A-2: ISO 19005-2, 6.1, 6.2, 6.6; PDF/UA-1: ISO 14289-1, 5, 6, 7.1)."""

import re
import xml.etree.ElementTree as xml

from pdf_model import bytes_of, is_name, is_string, text_of

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
LANGUAGE = re.compile(r"^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$")


def check_file(pdf, fault):
    if pdf.check.returncode != 0 or "WARNING" in pdf.check.stderr:
        fault("qpdf", pdf.check.stderr.strip() or pdf.check.stdout.strip())
    if not re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", pdf.bytes):
        fault("A 6.1.2", "the header is not %PDF-1.7 with a line of four high bytes")
    if not pdf.bytes.endswith(b"%%EOF\n"):
        fault("A 6.1.3-3", "something follows the end of the file")
    ids = pdf.get(pdf.trailer.get("/ID"))
    if not isinstance(ids, list) or len(ids) != 2 or len(bytes_of(ids[0])) < 16:
        fault("A 6.1.3-1", "the trailer has no ID")
    if "/Encrypt" in pdf.trailer:
        fault("A 6.1.3-2", "the file is encrypted")


def check_limits(pdf, fault):
    for value in pdf.everything():
        if is_string(value) and len(bytes_of(value)) > 32767:
            fault("A 6.1.13", "a string of over 32,767 bytes")
        elif is_name(value) and len(value) > 128:
            fault("A 6.1.13", "a name of over 127 bytes")
        elif isinstance(value, int) and abs(value) > 2147483647:
            fault("A 6.1.13", "an integer of over 31 bits")
        elif isinstance(value, dict):
            if "/Filter" in value and "LZW" in str(value["/Filter"]):
                fault("A 6.1.7", "LZW compression")
            for key in ("/AA", "/JS", "/EF"):
                if key in value:
                    fault("A 6.5", "a dictionary with %s" % key)


def check_catalog(pdf, fault):
    catalog = pdf.catalog
    marked = pdf.get(catalog.get("/MarkInfo")) or {}
    if marked.get("/Marked") is not True:
        fault("UA 6.2-1", "MarkInfo does not say Marked")
    if marked.get("/Suspects") is True:
        fault("UA 7.1-4", "Suspects")
    view = pdf.get(catalog.get("/ViewerPreferences")) or {}
    if view.get("/DisplayDocTitle") is not True:
        fault("UA 7.1-10", "DisplayDocTitle is not true")
    if "/StructTreeRoot" not in catalog:
        fault("UA 7.1-11", "no structure tree")
    if not LANGUAGE.match(text_of(catalog.get("/Lang"))):
        fault("UA 7.2-29", "the document's language is not valid: %r" % text_of(catalog.get("/Lang")))
    for key in ("/OpenAction", "/Requirements", "/Perms", "/AcroForm", "/OCProperties"):
        if key in catalog:
            fault("A 6.5", "the catalog has %s" % key)
    for key in pdf.get(catalog.get("/Names")) or {}:
        if key != "/Dests":
            fault("A 6.5", "the name dictionary has %s" % key)


def check_output_intent(pdf, fault):
    intents = pdf.get(pdf.catalog.get("/OutputIntents")) or []
    ours = [intent for intent in map(pdf.get, intents) if intent.get("/S") == "/GTS_PDFA1"]
    if len(ours) != 1:
        fault("A 6.2.3", "%d output intents for PDF/A" % len(ours))
        return
    reference = ours[0].get("/DestOutputProfile")
    profile = pdf.stream(reference)
    if (pdf.get(reference) or {}).get("/N") != 3 or profile[36:40] != b"acsp" or profile[16:20] != b"RGB ":
        fault("A 6.2.3", "the output intent has no RGB profile")


def _packet(pdf, fault):
    reference = pdf.catalog.get("/Metadata")
    dictionary = pdf.get(reference)
    if not pdf.is_stream(reference) or dictionary.get("/Subtype") != "/XML":
        fault("UA 7.1-8", "no metadata stream")
        return None
    data = pdf.stream(reference)
    head = data.split(b"?>")[0]
    if b"bytes=" in head or b"encoding=" in head:
        fault("A 6.6.2.1", "the packet header has an attribute that is no longer allowed")
    try:
        return xml.fromstring(data.decode("utf-8"))
    except (xml.ParseError, UnicodeDecodeError) as error:
        fault("A 6.6.2.1", "the metadata can't be read: %s" % error)
        return None


def check_metadata(pdf, fault):
    packet = _packet(pdf, fault)
    if packet is None:
        return

    def value(name):
        element = packet.find(".//" + name)
        return "" if element is None else "".join(element.itertext()).strip()

    if (value(PDFA + "part"), value(PDFA + "conformance")) != ("2", "A"):
        fault("A 6.6.4", "the metadata does not say PDF/A-2a")
    if value(PDFUA + "part") != "1":
        fault("UA 5-1", "the metadata does not say PDF/UA-1")
    schema = "{http://www.aiim.org/pdfa/ns/schema#}"
    if value(schema + "namespaceURI") != PDFUA[1:-1] or value(schema + "prefix") != "pdfuaid":
        fault("A 6.6.2.3", "the schema of pdfuaid is not described")
    if not value(DC + "title"):
        fault("UA 7.1-9", "no dc:title")
    info = pdf.get(pdf.trailer.get("/Info")) or {}
    if "/Title" in info and text_of(info["/Title"]) != value(DC + "title"):
        fault("metadata", "the two titles differ")
    for key, name in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        digits = re.sub(r"\D", "", text_of(info.get(key, "")))
        if digits != re.sub(r"\D", "", value(XMP + name)):
            fault("metadata", "%s and %s differ" % (key, name))


CHECKS = (check_file, check_limits, check_catalog, check_output_intent, check_metadata)
