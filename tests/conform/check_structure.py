"""The structure tree: shape, kids, headings, lists, tables, links (ISO 14289-1, 7.1 to 7.7; ISO 32000-1, 14.7, 14.8)."""

from check_tables import check_table
from pdf_model import text_of

GROUPING = {"/Document", "/Sect", "/Div", "/BlockQuote", "/TOC", "/TOCI"}
HEADINGS = {"/H%d" % level for level in range(1, 7)}
STANDARD = GROUPING | HEADINGS | {
    "/P", "/L", "/LI", "/Lbl", "/LBody", "/Code", "/Span", "/Link", "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD",
    "/Caption", "/Reference", "/Figure", "/Note"}
# What may stand in what; None = anything but what asks for another parent.
CHILDREN = {
    "/L": {"/Caption", "/LI", "/L"}, "/LI": {"/Lbl", "/LBody"}, "/TOC": {"/Caption", "/TOC", "/TOCI"},
    "/Table": {"/Caption", "/TR", "/THead", "/TBody"}, "/THead": {"/TR"}, "/TBody": {"/TR"}, "/TR": {"/TH", "/TD"}}
PARENTS = {
    "/LI": {"/L"}, "/LBody": {"/LI"}, "/TOCI": {"/TOC"}, "/THead": {"/Table"}, "/TBody": {"/Table"},
    "/TR": {"/Table", "/THead", "/TBody"}, "/TH": {"/TR"}, "/TD": {"/TR"}}


class Element:
    def __init__(self, reference, value, parent):
        self.reference, self.value, self.parent = reference, value, parent
        self.role = value.get("/S", "?")
        self.children, self.marks, self.objects = [], [], []

    def attribute(self, pdf, key, default=None):
        owners = pdf.get(self.value.get("/A")) or {}
        for owner in owners if isinstance(owners, list) else [owners]:
            if key in (pdf.get(owner) or {}):
                return pdf.get(owner)[key]
        return default

    def walk(self):
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.children))


def _read(pdf, fault):
    """The elements below the root, without recursion: lists may be nested 100 deep."""
    root_reference = pdf.catalog.get("/StructTreeRoot")
    top = Element(root_reference, pdf.get(root_reference) or {}, None)
    stack, met = [top], set()
    while stack:
        element = stack.pop()
        kids = pdf.get(element.value.get("/K"))
        for kid in kids if isinstance(kids, list) else [] if kids is None else [element.value.get("/K")]:
            value = pdf.get(kid)
            if isinstance(value, int):
                element.marks.append((element.value.get("/Pg"), value))
            elif value is None:
                fault("tree", "a kid that is not there")
            elif value.get("/Type") == "/MCR":
                element.marks.append((value.get("/Pg", element.value.get("/Pg")), value.get("/MCID")))
            elif value.get("/Type") == "/OBJR":
                element.objects.append((value.get("/Pg", element.value.get("/Pg")), value.get("/Obj")))
            else:
                if kid in met:
                    fault("tree", "an element with two parents")
                    continue
                met.add(kid)
                if value.get("/P") != element.reference:
                    fault("UA 7.1-12", "%s does not name its parent" % value.get("/S"))
                child = Element(kid, value, element)
                element.children.append(child)
                stack.append(child)
    return top


def _check_shape(element, fault):
    role, parent = element.role, element.parent.role
    if role not in STANDARD:
        fault("UA 7.1-5", "%s is no standard structure type" % role)
    if role in PARENTS and parent not in PARENTS[role]:
        fault("UA 7.2", "%s inside %s" % (role, parent))
    if parent in CHILDREN and role not in CHILDREN[parent]:
        fault("UA 7.2", "%s inside %s" % (role, parent))
    roles = [child.role for child in element.children]
    if roles.count("/Caption") > 1 or ("/Caption" in roles and roles[0] != "/Caption" and role != "/Table"):
        fault("UA 7.2", "the caption of %s is not its first kid" % role)
    if role in CHILDREN and element.marks:
        fault("UA 7.2", "%s has text of its own" % role)
    if role in GROUPING and element.marks and role != "/BlockQuote":
        fault("ISO 32000-1, 14.8.4.2", "the grouping element %s has text of its own" % role)
    if role in HEADINGS | {"/P"} and any(
            child.role in GROUPING | HEADINGS | {"/P", "/L", "/Table"} for child in element.children):
        fault("ISO 32000-1, 14.8.4.3", "a block inside %s" % role)


def _check_one(pdf, element, fault):
    role = element.role
    if role == "/Figure":
        if not text_of(element.value.get("/Alt", "")) and not text_of(element.value.get("/ActualText", "")):
            fault("UA 7.3-1", "a figure without Alt")
        if element.attribute(pdf, "/BBox") is None:
            fault("ISO 32000-1, 14.8.5.4.3", "a figure without BBox")
    if role == "/Note" and not text_of(element.value.get("/ID", "")):
        fault("UA 7.9-1", "a note without ID")
    if role == "/L" and element.attribute(pdf, "/ListNumbering", "/None") not in ("/None", "/Disc", "/Decimal"):
        fault("ISO 32000-1, 14.8.5.5", "a list of another numbering")
    if role == "/Table":
        check_table(pdf, element, fault)


def _check_headings(top, fault):
    level = 0
    for element in top.walk():
        if element.role in HEADINGS:
            this = int(element.role[2:])
            if this > level + 1:
                fault("UA 7.4.2-1", "H%d follows %s" % (this, "H%d" % level if level else "nothing"))
            level = this


def _check_annotations(pdf, parents, elements, fault):
    """Every link annotation belongs to one Link element, which knows it and which it knows."""
    owners = {}
    for element in elements:
        for page, annotation in element.objects:
            if annotation in owners:
                fault("ISO 32000-1, 14.7.4.3", "an annotation in two elements")
            owners[annotation] = (element, page)
    for page in pdf.pages():
        for reference in pdf.get(pdf.get(page).get("/Annots")) or []:
            annotation = pdf.get(reference) or {}
            if annotation.get("/Subtype") != "/Link":
                fault("UA 7.18.1-1", "an annotation of kind %s" % annotation.get("/Subtype"))
            if not text_of(annotation.get("/Contents", "")).strip():
                fault("UA 7.18.5-2", "a link without Contents")
            if annotation.get("/F") != 4:
                fault("A 6.3.2-2", "a link that is hidden or not printed")
            element, named_page = owners.pop(reference, (None, None))
            if element is None or element.role != "/Link":
                fault("UA 7.18.5-1", "a link annotation outside a Link element")
                continue
            if named_page != page:
                fault("ISO 32000-1, 14.7.4.3", "an object reference names another page than the annotation's")
            if parents.get(annotation.get("/StructParent")) != element.reference:
                fault("ISO 32000-1, 14.7.4.4", "a link whose StructParent does not lead to its element")
    if owners:
        fault("ISO 32000-1, 14.7.4.3", "an object reference to what is on no page")


def _check_marks(pdf, parents, elements, page_marks, fault):
    """Marked content and elements know each other, both ways."""
    named = {}
    for element in elements:
        for mark in element.marks:
            if mark in named:
                fault("ISO 32000-1, 14.7.4.2", "marked content in two elements")
            named[mark] = element.reference
    for page, mcids in page_marks.items():
        value = pdf.get(page)
        array = pdf.get(parents.get(value.get("/StructParents"))) or []
        if sorted(mcids) != list(range(len(array))):
            fault("ISO 32000-1, 14.7.4.4", "the parent tree of a page does not fit its marked content")
            continue
        for mcid in mcids:
            if named.pop((page, mcid), None) != array[mcid]:
                fault("ISO 32000-1, 14.7.4.4", "marked content whose element does not know it")
    if named:
        fault("ISO 32000-1, 14.7.4.2", "an element has marked content that no page has")


def check_structure(pdf, fault, page_marks):
    top = _read(pdf, fault)
    elements = [element for element in top.walk() if element is not top]
    if [child.role for child in top.children] != ["/Document"]:
        fault("ISO 32000-1, 14.8.4.2", "the root does not hold one Document")
    if "/RoleMap" in top.value:
        fault("UA 7.1-7", "a role map, and all types are standard ones")
    for element in elements:
        _check_shape(element, fault)
        _check_one(pdf, element, fault)
        language = element.value.get("/Lang")
        if language is not None and not text_of(language):
            fault("UA 7.2-29", "an empty language")
    _check_headings(top, fault)
    keys = [key for key, _ in pdf.tree(top.value.get("/ParentTree"), "/Nums")]
    if keys != sorted(set(keys)):
        fault("ISO 32000-1, 7.9.7", "the parent tree is not in order")
    parents = dict(pdf.tree(top.value.get("/ParentTree"), "/Nums"))
    if keys and top.value.get("/ParentTreeNextKey", 0) <= keys[-1]:
        fault("ISO 32000-1, 14.7.2", "ParentTreeNextKey is used")
    _check_annotations(pdf, parents, elements, fault)
    _check_marks(pdf, parents, elements, page_marks, fault)
