/* libxml2: its writer of markup (late/late.h). */
#ifndef LATE_XML_H
#define LATE_XML_H

#include "late/late.h"

#include <libxml/entities.h>
#include <libxml/parser.h>
#include <libxml/xmlwriter.h>

#define LATE_XML(F)                                                                                                    \
    F(xmlBufferContent)                                                                                                \
    F(xmlBufferCreate)                                                                                                 \
    F(xmlBufferFree)                                                                                                   \
    F(xmlEncodeSpecialChars)                                                                                           \
    F(xmlFree)                                                                                                         \
    F(xmlFreeTextWriter)                                                                                               \
    F(xmlInitParser)                                                                                                   \
    F(xmlNewTextWriter)                                                                                                \
    F(xmlNewTextWriterMemory)                                                                                          \
    F(xmlOutputBufferCreateIO)                                                                                         \
    F(xmlTextWriterEndAttribute)                                                                                       \
    F(xmlTextWriterEndDocument)                                                                                        \
    F(xmlTextWriterEndElement)                                                                                         \
    F(xmlTextWriterFlush)                                                                                              \
    F(xmlTextWriterFullEndElement)                                                                                     \
    F(xmlTextWriterSetIndent)                                                                                          \
    F(xmlTextWriterStartAttribute)                                                                                     \
    F(xmlTextWriterStartDocument)                                                                                      \
    F(xmlTextWriterStartElement)                                                                                       \
    F(xmlTextWriterWriteAttribute)                                                                                     \
    F(xmlTextWriterWriteElement)                                                                                       \
    F(xmlTextWriterWriteFormatAttribute)                                                                               \
    F(xmlTextWriterWriteRaw)                                                                                           \
    F(xmlTextWriterWriteRawLen)                                                                                        \
    F(xmlTextWriterWriteString)

LATE_DECLARE(late_xml, LATE_XML)

#define xmlBufferContent                  LATE(late_xml, xmlBufferContent)
#define xmlBufferCreate                   LATE(late_xml, xmlBufferCreate)
#define xmlBufferFree                     LATE(late_xml, xmlBufferFree)
#define xmlEncodeSpecialChars             LATE(late_xml, xmlEncodeSpecialChars)
#define xmlFree                           LATE(late_xml, xmlFree)
#define xmlFreeTextWriter                 LATE(late_xml, xmlFreeTextWriter)
#define xmlNewTextWriter                  LATE(late_xml, xmlNewTextWriter)
#define xmlNewTextWriterMemory            LATE(late_xml, xmlNewTextWriterMemory)
#define xmlOutputBufferCreateIO           LATE(late_xml, xmlOutputBufferCreateIO)
#define xmlTextWriterEndAttribute         LATE(late_xml, xmlTextWriterEndAttribute)
#define xmlTextWriterEndDocument          LATE(late_xml, xmlTextWriterEndDocument)
#define xmlTextWriterEndElement           LATE(late_xml, xmlTextWriterEndElement)
#define xmlTextWriterFlush                LATE(late_xml, xmlTextWriterFlush)
#define xmlTextWriterFullEndElement       LATE(late_xml, xmlTextWriterFullEndElement)
#define xmlTextWriterSetIndent            LATE(late_xml, xmlTextWriterSetIndent)
#define xmlTextWriterStartAttribute       LATE(late_xml, xmlTextWriterStartAttribute)
#define xmlTextWriterStartDocument        LATE(late_xml, xmlTextWriterStartDocument)
#define xmlTextWriterStartElement         LATE(late_xml, xmlTextWriterStartElement)
#define xmlTextWriterWriteAttribute       LATE(late_xml, xmlTextWriterWriteAttribute)
#define xmlTextWriterWriteElement         LATE(late_xml, xmlTextWriterWriteElement)
#define xmlTextWriterWriteFormatAttribute LATE(late_xml, xmlTextWriterWriteFormatAttribute)
#define xmlTextWriterWriteRaw             LATE(late_xml, xmlTextWriterWriteRaw)
#define xmlTextWriterWriteRawLen          LATE(late_xml, xmlTextWriterWriteRawLen)
#define xmlTextWriterWriteString          LATE(late_xml, xmlTextWriterWriteString)

#endif
