#include "html/html.h"
#include "html/page_css.h"
#include "html/script_parts.h"

#include "base/hash.h"
#include "style/colour.h"
#include "style/look.h"

#define BLACK 0x000000u
#define NIGHT 0x14181Bu /* the page's ground in the dark */

/* What WCAG 2.2 asks for text, and a little more, since a share of a hundredth must not decide. */
#define ENOUGH      460
#define COMFORTABLE 700

/* Families a reader's machine is likely to have in place of one that only the printer's has. */
static const struct {
    const char *family, *instead;
    bool serif;
} relatives[] = {
    {"Caladea", "Cambria", true},
    {"Carlito", "Calibri", false},
    {"DejaVu Sans", "Verdana", false},
    {"DejaVu Sans Mono", "Consolas", false},
    {"DejaVu Serif", "Georgia", true},
    {"Gelasio", "Georgia", true},
    {"Liberation Mono", "Courier New", false},
    {"Liberation Sans", "Arial", false},
    {"Liberation Serif", "Times New Roman", true},
};

/* A CSS string: whatever could end it is escaped by its number (CSS Syntax 3, 4.3.7). */
static void add_string(struct buf *out, struct str text)
{
    buf_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        if (byte < 0x20 || byte == 0x7F || byte == '"' || byte == '\\' || byte == '<')
            buf_format(out, "\\%x ", byte);
        else
            buf_add_byte(out, text.at[i]);
    }
    buf_add_byte(out, '"');
}

static void add_families(struct buf *out, const char *name, struct str family, bool code)
{
    bool serif = false;
    buf_format(out, "  --%s-font: ", name);
    if (family.len > 0) {
        add_string(out, family);
        buf_text(out, ", ");
        for (size_t i = 0; i < sizeof relatives / sizeof *relatives; i++)
            if (str_equal_ignoring_case(family, str_of(relatives[i].family))) {
                add_string(out, str_of(relatives[i].instead));
                buf_text(out, ", ");
                serif = relatives[i].serif;
            }
    }
    if (code)
        buf_text(out, "ui-monospace, monospace;\n");
    else if (serif || str_find(family, S("Serif"), 0) != SIZE_MAX)
        buf_text(out, "serif;\n");
    else
        buf_text(out, "system-ui, sans-serif;\n");
}

static void add_colour(struct buf *out, const char *name, uint32_t colour)
{
    buf_format(out, "--%s: #%06x;\n", name, (unsigned)(colour & 0xFFFFFF));
}

/* The colours on a ground; `ink` is the end of the scale that the colours go to when they can't be read on it. */
static void add_colours(struct buf *out, const char *indent, const struct look *look, uint32_t ground, uint32_t ink,
                        bool dark)
{
    uint32_t surface = colour_mix(ground, look->accent, dark ? 40 : 14);
    uint32_t tint = colour_mix(ground, look->accent, dark ? 72 : 30);
    uint32_t text = dark ? 0xE8ECEE : look->text;
    uint32_t muted = dark ? colour_mix(text, ground, 72) : look->muted;
    uint32_t rule = dark ? colour_mix(ground, text, 56) : look->rule;
    uint32_t accent = colour_readable(look->accent, ink, tint, ENOUGH);
    if (dark) { /* half of the way by its own hue, so that it turns neither grey nor glaring */
        uint32_t pale = colour_readable(look->accent, ink, tint, COMFORTABLE);
        accent = colour_readable(colour_mix(pale, colour_vivid(look->accent), 112), ink, tint, COMFORTABLE);
    }
    const struct {
        const char *name;
        uint32_t colour;
    } colours[] = {
        {"ground", ground},
        {"surface", surface},
        {"tint", tint},
        {"text", colour_readable(text, ink, tint, COMFORTABLE)},
        {"muted", colour_readable(muted, ink, tint, ENOUGH)},
        {"rule", rule},
        {"accent", accent},
        {"on-accent", dark ? ground : COLOUR_WHITE},
    };
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        buf_add(out, str_of(indent));
        add_colour(out, colours[i].name, colours[i].colour);
    }
}

/* Thousandths as a decimal number, without the C library's idea of a decimal point. */
static void add_thousandths(struct buf *out, const char *name, long value, const char *unit)
{
    buf_format(out, "  --%s: %ld.%03ld%s;\n", name, value / 1000, value % 1000, unit);
}

void html_write_stylesheet(struct buf *out, const struct look *look, struct str page_css)
{
    buf_text(out, ":root {\n");
    add_families(out, "body", look->body_family, false);
    add_families(out, "heading", look->heading_family, false);
    add_families(out, "code", look->code_family, true);
    /* 11 pt on paper is read as 18 pixels on a screen; rem, so that the reader's own setting counts. */
    add_thousandths(out, "size", (long)look->body_size * 1125 / 11000, "rem");
    add_thousandths(out, "print-size", look->body_size, "pt");
    add_thousandths(out, "leading", look->line_height < 1500 ? 1500 : look->line_height, "");
    add_thousandths(out, "print-leading", look->line_height, "");
    add_thousandths(out, "scale", look->scale, "");
    buf_format(out, "  --hyphens: %s;\n", look->hyphenated ? "auto" : "manual");
    add_colours(out, "  ", look, COLOUR_WHITE, BLACK, false);
    buf_text(out, "}\n@media screen and (prefers-color-scheme: dark) {\n  :root {\n");
    add_colours(out, "    ", look, NIGHT, COLOUR_WHITE, true);
    buf_text(out, "  }\n}\n");
    buf_add(out, (struct str){html_page_css, html_page_css_size});
    buf_add(out, (struct str){html_search_css, html_search_css_size});
    buf_add(out, page_css);
}

struct str html_stylesheet_path(struct arena *arena, struct str forum, struct str css)
{
    struct str hash = str_part(hash_hex(arena, hash_bytes(css)), 0, 8);
    return str_format(arena, "styles/%.*s-%.*s.css", STR(forum), STR(hash));
}
