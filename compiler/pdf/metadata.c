#include "pdf/metadata.h"

#define CREATOR "referat " REFERAT_VERSION

/* The day the file says it was made: when the minutes were issued, else the day of the meeting. */
static struct date day_of(const struct document *document)
{
    return date_is_set(document->issued) ? document->issued : document->date;
}

static void write_info(struct pdf *pdf)
{
    const struct document *document = pdf->layout->document;
    HPDF_Dict info = pdf->haru->info;
    struct date const day = day_of(document);
    pdf_set_text(pdf, info, "Title", document->title);
    HPDF_Dict_Add(info, "Creator", pdf_bytes(pdf, S(CREATOR)));
    if (document->publisher.name.len > 0)
        pdf_set_text(pdf, info, "Author", document->publisher.name);
    if (document->subtitle.len > 0)
        pdf_set_text(pdf, info, "Subject", document->subtitle);
    if (date_is_set(day)) {
        struct str const time = str_format(pdf->scratch, "D:%04d%02d%02d120000Z", day.year, day.month, day.day);
        HPDF_Dict_Add(info, "CreationDate", pdf_bytes(pdf, time));
        HPDF_Dict_Add(info, "ModDate", pdf_bytes(pdf, time));
    }
}

static void put_xml(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char const byte = (unsigned char)text.at[i];
        if (byte == '&')
            buf_text(out, "&amp;");
        else if (byte == '<')
            buf_text(out, "&lt;");
        else if (byte == '>')
            buf_text(out, "&gt;");
        else
            buf_add_byte(out, byte < ' ' ? ' ' : (char)byte);
    }
}

/* PDF/A asks that every property outside its own schemas is described in the packet (ISO 19005-2, 6.6.2.3). */
static const char pdfua_schema[] =
    "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
    "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n";

static void put_dublin_core(struct buf *xmp, const struct document *document)
{
    buf_text(xmp, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    put_xml(xmp, document->title);
    buf_text(xmp, "</rdf:li></rdf:Alt></dc:title>\n");
    if (document->subtitle.len > 0) {
        buf_text(xmp, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">");
        put_xml(xmp, document->subtitle);
        buf_text(xmp, "</rdf:li></rdf:Alt></dc:description>\n");
    }
    if (document->publisher.name.len > 0) {
        buf_text(xmp, "<dc:creator><rdf:Seq><rdf:li>");
        put_xml(xmp, document->publisher.name);
        buf_text(xmp, "</rdf:li></rdf:Seq></dc:creator>\n");
    }
}

static void write_xmp(struct pdf *pdf)
{
    const struct document *document = pdf->layout->document;
    struct date const day = day_of(document);
    struct buf xmp = {0};
    buf_text(
        &xmp,
        "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
        " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n");
    put_dublin_core(&xmp, document);
    if (date_is_set(day)) {
        struct str const time = str_format(pdf->scratch, "%04d-%02d-%02dT12:00:00Z", day.year, day.month, day.day);
        buf_format(&xmp, "<xmp:CreateDate>%.*s</xmp:CreateDate><xmp:ModifyDate>%.*s</xmp:ModifyDate>", STR(time),
                   STR(time));
    }
    buf_text(&xmp, "<xmp:CreatorTool>" CREATOR "</xmp:CreatorTool>");
    buf_format(&xmp, "<pdf:Producer>Haru Free PDF Library %s</pdf:Producer>\n", HPDF_GetVersion());
    buf_text(&xmp, "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
                   "<pdfuaid:part>1</pdfuaid:part></rdf:Description>\n");
    buf_add(&xmp, str_of(pdfua_schema));
    buf_text(&xmp, "</rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>");

    /* Not deflated, so that who looks for metadata in files of any kind finds it. */
    HPDF_Dict metadata = pdf_stream(pdf, (struct packed){buf_keep(&xmp, pdf->scratch), false});
    buf_finish(&xmp);
    HPDF_Dict_AddName(metadata, "Type", "Metadata");
    HPDF_Dict_AddName(metadata, "Subtype", "XML");
    HPDF_Dict_Add(pdf->haru->catalog, "Metadata", metadata);
}

static void write_output_intent(struct pdf *pdf, struct packed profile)
{
    HPDF_Dict stream = pdf_stream(pdf, profile), intent = pdf_object(pdf);
    HPDF_Dict_AddNumber(stream, "N", 3);
    HPDF_Dict_AddName(intent, "Type", "OutputIntent");
    HPDF_Dict_AddName(intent, "S", "GTS_PDFA1");
    HPDF_Dict_Add(intent, "OutputConditionIdentifier", pdf_bytes(pdf, S("sRGB")));
    HPDF_Dict_Add(intent, "DestOutputProfile", stream);
    HPDF_Array intents = pdf_array(pdf);
    HPDF_Array_Add(intents, intent);
    HPDF_Dict_Add(pdf->haru->catalog, "OutputIntents", intents);
}

void metadata_write(struct pdf *pdf, struct packed profile)
{
    HPDF_Dict catalog = pdf->haru->catalog, marked = pdf_dict(pdf), view = pdf_dict(pdf);
    HPDF_Dict_AddBoolean(marked, "Marked", HPDF_TRUE);
    HPDF_Dict_Add(catalog, "MarkInfo", marked);
    HPDF_Dict_AddBoolean(view, "DisplayDocTitle", HPDF_TRUE);
    HPDF_Dict_Add(catalog, "ViewerPreferences", view);
    struct str const language = pdf->layout->document->language;
    HPDF_Dict_Add(catalog, "Lang", pdf_bytes(pdf, language.len > 0 ? language : S("da-DK")));
    write_info(pdf);
    write_xmp(pdf);
    write_output_intent(pdf, profile);
}
