/* What stands on every page beside the text: the running head, the folio, the marks of drafts and of the internal
 * edition. None of it is tagged: it is not part of the document's text (ISO 32000-1, 14.8.2.2). */
#include "layout/ship.h"

#include "layout/text.h"

#include "ast/words.h"

enum side { SIDE_LEFT, SIDE_RIGHT };

struct furniture {
    struct str words;
    enum artifact kind;
    enum side side;
    bool bold;
    uint32_t colour;
    mp baseline, measure;
};

static struct lines furniture_lines(struct setter *setter, struct str words, const struct manner *manner, mp measure)
{
    struct text text;
    text_open(&text, setter);
    text_add(&text, words, manner);
    struct setting const setting = {.measure = measure, .leading = setter->leading};
    return text_set(&text, &setting);
}

/* Show that the line goes on: `…` at its last word, or to the right of all where that word is read from the right. */
static void cut_line(struct setter *setter, struct line *line, const struct manner *manner)
{
    struct run *last = &line->runs[line->run_count - 1];
    bool const rightmost = last->x + last->width == line->width;
    struct str const words = rightmost ? str_concat(setter->arena, str_trim(last->text), S("…")) : S("…");
    struct line const end = text_line(setter, words, manner);
    if (end.run_count != 1)
        return;
    mp const x = rightmost ? last->x : line->width;
    if (!rightmost) {
        struct run *runs = arena_many(setter->arena, struct run, line->run_count + 1);
        memcpy(runs, line->runs, line->run_count * sizeof *runs);
        line->runs = runs;
        last = &runs[line->run_count++];
    }
    *last = end.runs[0];
    last->x = x;
    line->width = x + end.width;
}

/* What does not fit is cut: it stands in full on the first page. */
static void furniture_put(struct setter *setter, struct page *page, const struct furniture *item)
{
    if (item->words.len == 0)
        return;
    struct manner const manner = {
        .family = FAMILY_BODY,
        .bold = item->bold,
        .size = setter->look->body_size * 82 / 100,
        .colour = item->colour,
        .features = FEATURE_TABULAR_FIGURES,
    };
    struct str const words = words_beginning(setter->arena, item->words);
    struct lines lines = furniture_lines(setter, words, &manner, item->measure);
    /* Where there is hardly room for a letter beside it, the end is not shown. */
    bool const cut = lines.count > 1 && item->measure > 2 * manner.size;
    if (cut)
        lines = furniture_lines(setter, words, &manner, item->measure - manner.size);
    if (lines.count == 0)
        return;
    struct line line = lines.at[0];
    if (cut && line.run_count > 0)
        cut_line(setter, &line, &manner);
    mp const left = setter->look->margin_left + (item->side == SIDE_RIGHT ? setter->width - line.width : 0);
    for (size_t i = 0; i < line.run_count; i++) {
        struct run run = line.runs[i];
        run.x += left;
        run.baseline = item->baseline;
        vec_push(setter->arena, &page->runs, run);
        vec_push(setter->arena, &page->furniture, item->kind);
    }
}

static void head_put(struct setter *setter, struct page *page, bool first)
{
    const struct document *document = setter->document;
    const struct look *look = setter->look;
    mp const baseline = look->margin_top * 58 / 100;
    struct furniture const title = {document->running_head,
                                    ARTIFACT_HEADER,
                                    SIDE_LEFT,
                                    false,
                                    look->muted,
                                    baseline,
                                    document->draft ? setter->width * 7 / 10 : setter->width};
    struct furniture const draft = {word(WORD_DRAFT), ARTIFACT_HEADER,       SIDE_RIGHT, true, look->accent,
                                    baseline,         setter->width * 3 / 10};
    if (!first)
        furniture_put(setter, page, &title);
    if (document->draft)
        furniture_put(setter, page, &draft);
    if (!first && look->margin_top > 3 * look->body_size) {
        struct box const box = {look->margin_left, baseline + look->body_size * 6 / 10,
                                setter->width,     MP_PER_POINT / 2,
                                look->rule,        ARTIFACT_HEADER};
        vec_push(setter->arena, &page->boxes, box);
    }
}

static void foot_put(struct setter *setter, struct page *page, unsigned number, size_t pages)
{
    const struct document *document = setter->document;
    const struct look *look = setter->look;
    mp const baseline = look->page_height - look->margin_bottom * 48 / 100;
    mp const folio_room = setter->width / 4;
    struct furniture const note = {document->internal ? word(WORD_INTERNAL_NOTICE) : document->publisher.secretariat,
                                   ARTIFACT_FOOTER,
                                   SIDE_LEFT,
                                   document->internal,
                                   document->internal ? look->accent : look->muted,
                                   baseline,
                                   setter->width - folio_room};
    struct str const folio =
        str_format(setter->arena, "%.*s %u %.*s %zu", STR(word(WORD_PAGE)), number, STR(word(WORD_OF)), pages);
    struct furniture const side = {folio, ARTIFACT_FOOTER, SIDE_RIGHT, false, look->muted, baseline, folio_room};
    furniture_put(setter, page, &note);
    furniture_put(setter, page, &side);
}

void furnish(struct setter *setter)
{
    struct layout *layout = setter->layout;
    for (size_t i = 0; i < layout->pages.len; i++) {
        head_put(setter, &layout->pages.at[i], i == 0);
        foot_put(setter, &layout->pages.at[i], (unsigned)i + 1, layout->pages.len);
    }
}
