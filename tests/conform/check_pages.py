"""Pages: every mark tagged or an artifact, and each tag's way to its element (ISO 14289-1, 7.1, 7.18; ISO 19005-2, 6.2)."""

from check_fonts import check_font
from pdf_content import operators

PAINT = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "TJ", "Tj", "'", '"', "sh", "BI"}
FORBIDDEN = {"k", "K", "sh", "BI", "BX", "gs", "cs", "CS", "scn", "SCN"}
ARTIFACT_TYPES = {"/Pagination", "/Layout", "/Page", "/Background"}


class PageMarks:
    """What a page's content stream says: MCIDs in order, codes by font, faults on the way."""

    def __init__(self, pdf, page, fault):
        self.pdf, self.page, self.fault = pdf, page, fault
        self.mcids, self.codes = [], {}
        self.stack, self.font, self.saved, self.in_text = [], None, 0, False

    def begin(self, operands):
        tag, properties = operands if len(operands) == 2 else (operands[0], {})
        properties = properties if isinstance(properties, dict) else {}
        outside = [kind for kind, _ in self.stack]
        if tag == "/Artifact":
            if "tag" in outside:
                self.fault("UA 7.1-1", "an artifact inside tagged content")
            if properties.get("/Type", "/Layout") not in ARTIFACT_TYPES:
                self.fault("UA 7.1", "an artifact of type %s" % properties["/Type"])
            if properties.get("/Type") == "/Background" and "/BBox" not in properties:
                self.fault("ISO 32000-1, 14.8.2.2", "a background without BBox")
            self.stack.append(("artifact", None))
        elif "/MCID" in properties:
            if "artifact" in outside:
                self.fault("UA 7.1-2", "tagged content inside an artifact")
            if "tag" in outside:
                self.fault("UA 7.1", "tagged content inside tagged content")
            mcid = int(properties["/MCID"])
            self.mcids.append(mcid)
            self.stack.append(("tag", mcid))
        else:
            self.stack.append(("other", None))

    def paint(self, operator):
        if not any(kind in ("artifact", "tag") for kind, _ in self.stack):
            self.fault("UA 7.1-3", "%s paints what is neither tagged nor an artifact" % operator)

    def show(self, operands):
        if self.font is None:
            self.fault("fonts", "text without a font")
            return
        used = self.codes.setdefault(self.font, set())
        for item in operands[0] if isinstance(operands[0], list) else operands:
            if isinstance(item, bytes):
                used.update(int.from_bytes(item[i:i + 2], "big") for i in range(0, len(item), 2))

    def read(self, data):
        resources = self.pdf.get(self.pdf.get(self.page).get("/Resources")) or {}
        fonts = self.pdf.get(resources.get("/Font")) or {}
        images = self.pdf.get(resources.get("/XObject")) or {}
        for operator, operands in operators(data):
            if operator in ("BDC", "BMC"):
                self.begin(operands)
            elif operator == "EMC":
                if not self.stack:
                    self.fault("content", "EMC without a beginning")
                else:
                    self.stack.pop()
            elif operator in ("BT", "ET"):
                if self.in_text == (operator == "BT"):
                    self.fault("content", "%s where none may be" % operator)
                self.in_text = operator == "BT"
            elif operator in ("q", "Q"):
                self.saved += 1 if operator == "q" else -1
                if self.saved < 0 or self.saved > 28:
                    self.fault("A 6.1.13", "the graphics state is saved %d deep" % self.saved)
            elif operator == "Tf":
                self.font = fonts.get(operands[0])
                if self.font is None:
                    self.fault("A 6.2.2", "no font %s" % operands[0])
            elif operator == "Do":
                image = self.pdf.get(images.get(operands[0]))
                if image is None or image.get("/Subtype") != "/Image":
                    self.fault("A 6.2.2", "no image %s" % operands[0])
            if operator in PAINT:
                self.paint(operator)
            if operator in ("TJ", "Tj"):
                self.show(operands)
            if operator in ("re", "f") and self.in_text:
                self.fault("content", "a path inside a text object")
            if operator in FORBIDDEN:
                self.fault("A 6.2.4", "operator %s" % operator)
        if self.stack or self.saved or self.in_text:
            self.fault("content", "something is not closed at the end of the page")
        if len(set(self.mcids)) != len(self.mcids):
            self.fault("ISO 32000-1, 14.7.4", "a marked-content identifier is used twice")


def check_pages(pdf, fault):
    """Returns, by page reference, the MCIDs of its content."""
    marks, codes = {}, {}
    for number, page in enumerate(pdf.pages(), 1):
        def on_page(rule, text, number=number):
            fault(rule, "page %d: %s" % (number, text))

        value = pdf.get(page)
        box = pdf.inherited(page, "/MediaBox") or [0, 0, 0, 0]
        if not all(3 <= side <= 14400 for side in (box[2] - box[0], box[3] - box[1])):
            on_page("A 6.1.13", "the page has an impossible size")
        if "/Resources" not in value:
            on_page("A 6.2.2", "the page's resources are inherited")
        if pdf.get(value.get("/Annots")) and value.get("/Tabs") != "/S":
            on_page("UA 7.18.3-1", "annotations, and Tabs is not S")
        seen = PageMarks(pdf, page, on_page)
        contents = value.get("/Contents")
        for part in contents if isinstance(contents, list) else [contents]:
            seen.read(pdf.stream(part))
        marks[page] = seen.mcids
        for font, used in seen.codes.items():
            codes.setdefault(font, set()).update(used)
    for font, used in codes.items():
        check_font(pdf, font, used, fault)
    check_images(pdf, fault)
    return marks


def check_images(pdf, fault):
    for value in pdf.everything():
        if isinstance(value, dict) and value.get("/Subtype") == "/Image":
            if value.get("/Interpolate") is True or "/Alternates" in value or "/OPI" in value:
                fault("A 6.2.8", "an image with Interpolate, Alternates or OPI")
            space = value.get("/ColorSpace")
            if space not in ("/DeviceRGB", "/DeviceGray") and (pdf.get(space) or [None])[0] != "/Indexed":
                fault("A 6.2.4", "an image in the colours %s" % space)
