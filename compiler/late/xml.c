#include "late/xml.h"

LATE_DEFINE(late_xml, LATE_XML, LATE_XML_FILE)
