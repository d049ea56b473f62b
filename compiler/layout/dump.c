/* Layouts and tags as text that a change can be read from: places in points, words, no glyphs. */
#include "layout/layout.h"

#include <stdlib.h>

const char *tag_role_name(enum tag_role role)
{
    static const char *const names[TAG_ROLE_COUNT] = {
        [TAG_DOCUMENT] = "Document",
        [TAG_SECT] = "Sect",
        [TAG_DIV] = "Div",
        [TAG_P] = "P",
        [TAG_H1] = "H1",
        [TAG_H2] = "H2",
        [TAG_H3] = "H3",
        [TAG_H4] = "H4",
        [TAG_H5] = "H5",
        [TAG_H6] = "H6",
        [TAG_L] = "L",
        [TAG_LI] = "LI",
        [TAG_LBL] = "Lbl",
        [TAG_LBODY] = "LBody",
        [TAG_BLOCK_QUOTE] = "BlockQuote",
        [TAG_CODE] = "Code",
        [TAG_SPAN] = "Span",
        [TAG_LINK] = "Link",
        [TAG_TABLE] = "Table",
        [TAG_THEAD] = "THead",
        [TAG_TBODY] = "TBody",
        [TAG_TR] = "TR",
        [TAG_TH] = "TH",
        [TAG_TD] = "TD",
        [TAG_CAPTION] = "Caption",
        [TAG_TOC] = "TOC",
        [TAG_TOCI] = "TOCI",
        [TAG_REFERENCE] = "Reference",
        [TAG_FIGURE] = "Figure",
    };
    return names[role];
}

static const char *const artifact_names[] = {
    [ARTIFACT_LAYOUT] = "layout",       [ARTIFACT_HEADER] = "header",         [ARTIFACT_FOOTER] = "footer",
    [ARTIFACT_WATERMARK] = "watermark", [ARTIFACT_BACKGROUND] = "background",
};

static void add_length(struct buf *out, mp length)
{
    long long const size = length < 0 ? -(long long)length : length;
    buf_format(out, " %s%lld.%02lld", length < 0 ? "-" : "", size / MP_PER_POINT, size % MP_PER_POINT / 10);
}

static void add_quoted(struct buf *out, struct str text)
{
    buf_text(out, " \"");
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"' || text.at[i] == '\\')
            buf_add_byte(out, '\\');
        if (text.at[i] == '\n')
            buf_text(out, "\\n");
        else
            buf_add_byte(out, text.at[i]);
    }
    buf_add_byte(out, '"');
}

static void dump_run(struct buf *out, const struct run *run, const char *what)
{
    buf_text(out, "  text");
    add_length(out, run->x);
    add_length(out, run->baseline);
    add_length(out, run->width);
    buf_format(out, " %.*s", STR(font_name(run->font)));
    add_length(out, run->size);
    buf_format(out, " #%06x %s", run->colour, what);
    add_quoted(out, run->text);
    if (run->hyphen)
        buf_text(out, " hyphen");
    if (run->underlined)
        buf_text(out, " underlined");
    if (run->space_extra) {
        buf_text(out, " spaces");
        add_length(out, run->space_extra);
    }
    buf_add_byte(out, '\n');
}

static void dump_page(struct buf *out, const struct page *page)
{
    for (size_t i = 0; i < page->boxes.len; i++) {
        const struct box *box = &page->boxes.at[i];
        buf_text(out, "  box");
        add_length(out, box->x);
        add_length(out, box->y);
        add_length(out, box->width);
        add_length(out, box->height);
        buf_format(out, " #%06x %s\n", box->colour, artifact_names[box->kind]);
    }
    for (size_t i = 0; i < page->pictures.len; i++) {
        const struct picture *picture = &page->pictures.at[i];
        buf_text(out, "  picture");
        add_length(out, picture->x);
        add_length(out, picture->y);
        add_length(out, picture->width);
        add_length(out, picture->height);
        buf_format(out, " before %zu", picture->before);
        add_quoted(out, picture->file);
        buf_add_byte(out, '\n');
    }
    size_t furniture = 0;
    for (size_t i = 0; i < page->runs.len; i++) {
        const struct run *run = &page->runs.at[i];
        dump_run(out, run, run->tag ? tag_role_name(run->tag->role) : artifact_names[page->furniture.at[furniture++]]);
    }
    for (size_t i = 0; i < page->links.len; i++) {
        const struct link_area *area = &page->links.at[i];
        buf_text(out, "  link");
        add_length(out, area->x);
        add_length(out, area->y);
        add_length(out, area->width);
        add_length(out, area->height);
        add_quoted(out, area->contents);
        buf_add_byte(out, '\n');
    }
}

void layout_dump(struct buf *out, const struct layout *layout)
{
    for (size_t i = 0; i < layout->pages.len; i++) {
        buf_format(out, "page %.*s\n", STR(layout->pages.at[i].label));
        dump_page(out, &layout->pages.at[i]);
    }
    for (size_t i = 0; i < layout->destinations.len; i++) {
        const struct destination *at = &layout->destinations.at[i];
        buf_format(out, "destination %.*s page %u", STR(at->name), at->page + 1);
        add_length(out, at->y);
        buf_add_byte(out, '\n');
    }
    for (size_t i = 0; i < layout->outline.len; i++) {
        const struct outline_entry *at = &layout->outline.at[i];
        buf_format(out, "outline %u %.*s", at->level, STR(layout->destinations.at[at->destination].name));
        add_quoted(out, at->title);
        buf_add_byte(out, '\n');
    }
    for (size_t i = 0; i < layout->missing.len; i++)
        buf_format(out, "missing U+%04X\n", layout->missing.at[i].character);
    for (size_t i = 0; i < layout->fonts.len; i++)
        buf_format(out, "font %.*s is not installed\n", STR(layout->fonts.at[i]));
}

/* The words of each tag, found by its id. */
struct tag_words {
    size_t *first;           /* of each id, one past the last included */
    const struct run **runs; /* by id, in reading order */
};

static struct tag_words words_by_tag(struct arena *arena, const struct layout *layout)
{
    struct tag_words words = {.first = arena_many(arena, size_t, layout->tag_count + 2)};
    size_t total = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < layout->pages.len; i++)
            for (size_t j = 0; j < layout->pages.at[i].runs.len; j++) {
                const struct run *run = &layout->pages.at[i].runs.at[j];
                if (!run->tag)
                    continue;
                if (pass == 0) {
                    words.first[run->tag->id + 2]++;
                    total++;
                } else {
                    words.runs[words.first[run->tag->id + 1]++] = run;
                }
            }
        if (pass == 0) {
            words.runs = arena_array(arena, total + 1, sizeof *words.runs);
            for (size_t id = 2; id < layout->tag_count + 2; id++)
                words.first[id] += words.first[id - 1];
        }
    }
    return words;
}

static void dump_tag(struct buf *out, const struct tag *tag, unsigned depth, const struct tag_words *words)
{
    static const char *const scopes[] = {"", " scope=column", " scope=row", " scope=both"};
    static const char *const numberings[] = {"", " disc", " decimal"};
    buf_format(out, "%*s%s%s%s", (int)depth * 2, "", tag_role_name(tag->role), scopes[tag->scope],
               numberings[tag->numbering]);
    if (tag->language.len > 0)
        buf_format(out, " lang=%.*s", STR(tag->language));
    if (tag->column_span > 1)
        buf_format(out, " columns=%u", tag->column_span);
    if (tag->row_span > 1)
        buf_format(out, " rows=%u", tag->row_span);
    if (tag->alternative.len > 0) {
        buf_text(out, " alt");
        add_quoted(out, tag->alternative);
    }
    if (tag->actual.len > 0) {
        buf_text(out, " actual");
        add_quoted(out, tag->actual);
    }
    size_t const first = words->first[tag->id], end = words->first[tag->id + 1];
    if (first < end) {
        struct buf text = {0};
        for (size_t i = first; i < end; i++)
            buf_add(&text, words->runs[i]->text);
        add_quoted(out, buf_str(&text));
        buf_finish(&text);
    }
    buf_add_byte(out, '\n');
}

void layout_dump_tags(struct buf *out, const struct layout *layout)
{
    struct arena arena = {0};
    struct tag_words const words = words_by_tag(&arena, layout);
    const struct tag *tag = layout->root;
    unsigned depth = 0;
    while (tag) {
        dump_tag(out, tag, depth, &words);
        if (tag->first) {
            tag = tag->first;
            depth++;
            continue;
        }
        while (tag && !tag->next) {
            tag = tag->parent;
            depth -= tag != NULL;
        }
        if (tag)
            tag = tag->next;
    }
    arena_finish(&arena);
}
