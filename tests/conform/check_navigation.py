"""Links, destinations, bookmarks, page labels (ISO 32000-1, 12.3, 12.4.2, 12.6; ISO 19005-2, 6.5)."""

from pdf_model import bytes_of, is_string, text_of

ACTIONS = {"/URI", "/GoTo", "/GoToR"}


def _destinations(pdf, fault):
    names = {}
    pages = set(pdf.pages())
    previous = None
    for name, place in pdf.tree((pdf.get(pdf.catalog.get("/Names")) or {}).get("/Dests"), "/Names"):
        key = bytes_of(name)
        if previous is not None and key <= previous:
            fault("ISO 32000-1, 7.9.6", "the names of destinations are not in order")
        previous = key
        names[key] = place
        place = pdf.get(place)
        if place[0] not in pages or place[1] != "/XYZ":
            fault("ISO 32000-1, 12.3.2", "a destination that is on no page")
    return names


def _check_limits(pdf, root, key, fault):
    for kid in (pdf.get(root) or {}).get("/Kids") or []:
        limits = pdf.get(kid).get("/Limits")
        keys = [k for k, _ in pdf.tree(kid, key)]
        if not limits or not keys or limits[0] != keys[0] or limits[1] != keys[-1]:
            fault("ISO 32000-1, 7.9.6", "the limits of a tree's node are wrong")
        _check_limits(pdf, kid, key, fault)


def _check_links(pdf, names, fault):
    for page in pdf.pages():
        for reference in pdf.get(pdf.get(page).get("/Annots")) or []:
            link = pdf.get(reference) or {}
            action = pdf.get(link.get("/A"))
            if action is None:
                if bytes_of(link.get("/Dest", "")) not in names:
                    fault("links", "a link to %r, which is no destination" % text_of(link.get("/Dest", "")))
                continue
            kind = action.get("/S")
            if kind not in ACTIONS:
                fault("A 6.5.1", "an action of kind %s" % kind)
            elif kind == "/URI" and (not bytes_of(action.get("/URI", "")) or not bytes_of(action["/URI"]).isascii()):
                fault("ISO 32000-1, 12.6.4.7", "an address that is not ASCII")
            elif kind == "/GoToR":
                file = pdf.get(action.get("/F")) or {}
                if not text_of(file.get("/UF", "")) or text_of(file["/UF"]).startswith("/"):
                    fault("links", "a link to another document that is not relative")
                if "/D" not in action:
                    fault("ISO 32000-1, 12.6.4.3", "a link to another document without a place in it")


def _check_outline(pdf, names, fault):
    def shown(node):
        count, at, previous = 0, node.get("/First"), None
        while at:
            item = pdf.get(at)
            if item.get("/Prev") != previous or not text_of(item.get("/Title", "")):
                fault("ISO 32000-1, 12.3.3", "a bookmark without title or with a wrong neighbour")
            if is_string(item.get("/Dest")) and bytes_of(item["/Dest"]) not in names:
                fault("ISO 32000-1, 12.3.3", "a bookmark to no destination")
            below = shown(item)
            count += 1 + (below if item.get("/Count", 0) > 0 else 0)
            previous, at = at, item.get("/Next")
        if node.get("/Last") != previous:
            fault("ISO 32000-1, 12.3.3", "the last bookmark is another")
        if abs(node.get("/Count", 0)) != count:
            fault("ISO 32000-1, 12.3.3", "bookmarks are counted wrong")
        return count

    if "/Outlines" in pdf.catalog:
        shown(pdf.get(pdf.catalog["/Outlines"]))


def _check_labels(pdf, fault):
    labels = list(pdf.tree(pdf.catalog.get("/PageLabels"), "/Nums"))
    if not labels or labels[0][0] != 0:
        fault("ISO 32000-1, 12.4.2", "the first page has no label")


def check_navigation(pdf, fault):
    names = _destinations(pdf, fault)
    _check_limits(pdf, (pdf.get(pdf.catalog.get("/Names")) or {}).get("/Dests"), "/Names", fault)
    structure = pdf.get(pdf.catalog.get("/StructTreeRoot")) or {}
    _check_limits(pdf, structure.get("/ParentTree"), "/Nums", fault)
    _check_links(pdf, names, fault)
    _check_outline(pdf, names, fault)
    _check_labels(pdf, fault)
