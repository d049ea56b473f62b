#include "late/xml.h"

static void prepare(void);

LATE_DEFINE(late_xml, LATE_XML, LATE_XML_FILE, prepare)

/* libxml2 is not ready by itself when two threads write their first document at once. */
static void prepare(void)
{
    late_xml_functions.xmlInitParser();
}
