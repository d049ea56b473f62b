#include "sample.h"

#include <string.h>

#define BODY 11000

static struct str copy(struct sample *sample, const char *text)
{
    return str_copy(sample->arena, str_of(text));
}

static struct page *last_page(struct sample *sample)
{
    return &sample->layout.pages.at[sample->layout.pages.len - 1];
}

static struct run *put_run(struct sample *s, struct tag *tag, struct str text, const char *family,
                           enum font_style style, mp size, mp x, mp baseline)
{
    const struct font *font = font_find(s->book, str_of(family), style);
    const struct shaped *shaped = shape(s->shaper, font, text, FEATURES_NONE);
    int const units = font_metrics(font)->units_per_em;
    struct run const run = {.x = x,
                            .baseline = baseline,
                            .font = font,
                            .size = size,
                            .colour = s->look.text,
                            .text = text,
                            .glyphs = shaped->glyphs,
                            .offsets = shaped->offsets,
                            .count = shaped->count,
                            .width = (mp)((int64_t)shaped->width * size / units),
                            .tag = tag};
    struct page *page = last_page(s);
    vec_push(s->arena, &page->runs, run);
    return &page->runs.at[page->runs.len - 1];
}

static void put_furniture(struct sample *s, const char *text, enum artifact kind, mp size, mp x, mp baseline)
{
    put_run(s, NULL, copy(s, text), "Carlito", FONT_REGULAR, size, x, baseline);
    vec_push(s->arena, &last_page(s)->furniture, kind);
}

void sample_page(struct sample *s)
{
    struct page *previous = s->layout.pages.len > 0 ? last_page(s) : NULL;
    if (previous) {
        put_furniture(s, "Prøve på et hoved", ARTIFACT_HEADER, 9000, 60000, 40000);
        put_furniture(s, "UDKAST", ARTIFACT_WATERMARK, 60000, 200000, 700000);
        struct str const label = str_format(s->arena, "Side %zu", s->layout.pages.len);
        put_furniture(s, str_cstr(s->arena, label), ARTIFACT_FOOTER, 9000, 60000, 800000);
    }
    struct page page = {.label = str_format(s->arena, "%zu", s->layout.pages.len + 1)};
    vec_push(s->arena, &page.boxes, ((struct box){50000, 50000, 480000, 700, s->look.rule, ARTIFACT_LAYOUT}));
    vec_push(s->arena, &s->layout.pages, page);
    s->y = 70000;
}

void sample_begin(struct sample *s, struct arena *arena, struct font_book *book, struct shaper *shaper)
{
    *s = (struct sample){.arena = arena, .book = book, .shaper = shaper};
    s->document = (struct document){.title = S("Prøve <æøå> & andet"),
                                    .subtitle = S("Referat"),
                                    .language = S("da-DK"),
                                    .pdf = S("dassos/2021-02-11/dassos-2021-02-11-referat.pdf"),
                                    .html = S("dassos/2021-02-11/index.html"),
                                    .date = {2021, 2, 11},
                                    .issued = {2021, 2, 26},
                                    .publisher = {.name = S("DASSOS")}};
    s->look = (struct look){
        .page_width = 595276, .page_height = 841890, .text = 0x1a1a1a, .accent = 0x00507a, .rule = 0xcccccc};
    s->layout = (struct layout){.document = &s->document, .look = &s->look};
    s->layout.root = sample_tag(s, NULL, TAG_DOCUMENT);
    sample_page(s);
}

struct tag *sample_tag(struct sample *s, struct tag *parent, enum tag_role role)
{
    struct tag *tag = arena_new(s->arena, struct tag);
    *tag = (struct tag){.role = role, .parent = parent, .id = s->layout.tag_count++};
    if (parent && parent->last)
        parent->last->next = tag;
    else if (parent)
        parent->first = tag;
    if (parent)
        parent->last = tag;
    return tag;
}

static void move_down(struct sample *s, mp height)
{
    s->y += height;
    if (s->y > 760000) {
        sample_page(s);
        s->y += height;
    }
}

struct run *sample_line(struct sample *s, struct tag *tag, const char *text, enum font_style style, mp size)
{
    move_down(s, size * 14 / 10);
    return put_run(s, tag, copy(s, text), "Carlito", style, size, 60000 + s->indent, s->y);
}

struct run *sample_more(struct sample *s, struct tag *tag, const char *text, enum font_style style)
{
    const struct run *before = &last_page(s)->runs.at[last_page(s)->runs.len - 1];
    return put_run(s, tag, copy(s, text), "Carlito", style, before->size, before->x + before->width, before->baseline);
}

void sample_text(struct sample *s, struct tag *tag, const char *text)
{
    for (const char *end; *text; text = *end ? end + 1 : end) {
        end = text + strcspn(text, "\n");
        char line[512];
        snprintf(line, sizeof line, "%.*s", (int)(end - text), text);
        size_t const len = strlen(line);
        bool const divided = len > 0 && line[len - 1] == '~';
        if (divided)
            line[len - 1] = '-';
        struct run *run = sample_line(s, tag, line, FONT_REGULAR, BODY);
        run->hyphen = divided;
        run->text.len -= divided ? 1 : 0;
    }
}

void sample_link(struct sample *s, struct tag *tag, const struct link *link, const char *contents)
{
    struct page *page = last_page(s);
    struct run *run = &page->runs.at[page->runs.len - 1];
    run->colour = s->look.accent;
    run->underlined = true;
    struct link_area const area = {run->x, run->baseline - run->size, run->width, run->size * 12 / 10,
                                   link,   copy(s, contents),         tag};
    vec_push(s->arena, &page->links, area);
}

void sample_picture(struct sample *s, struct tag *tag, const char *file, mp width, mp height)
{
    move_down(s, height + 4000);
    struct page *page = last_page(s);
    struct picture const picture = {60000 + s->indent, s->y - height, width,         height,
                                    copy(s, file),     tag,           page->runs.len};
    vec_push(s->arena, &page->pictures, picture);
    if (tag)
        memcpy(tag->bbox, ((mp[4]){picture.x, picture.y, picture.x + width, picture.y + height}), sizeof tag->bbox);
}

void sample_place(struct sample *s, const char *name, const char *title, unsigned level)
{
    struct destination const place = {.name = copy(s, name), .page = (unsigned)s->layout.pages.len - 1, .y = s->y};
    vec_push(s->arena, &s->layout.destinations, place);
    if (title) {
        struct outline_entry const entry = {copy(s, title), level, (unsigned)s->layout.destinations.len - 1, level < 2};
        vec_push(s->arena, &s->layout.outline, entry);
    }
}

static struct link *link_of(struct sample *s, enum link_kind kind)
{
    struct link *link = arena_new(s->arena, struct link);
    link->kind = kind;
    return link;
}

static void contents(struct sample *s, struct tag *root, struct node *target)
{
    struct tag *toc = sample_tag(s, root, TAG_TOC);
    for (int i = 0; i < 2; i++) {
        struct link *link = link_of(s, LINK_ANCHOR);
        link->target = target;
        struct tag *item = sample_tag(s, toc, TAG_TOCI);
        struct tag *tag = sample_tag(s, sample_tag(s, item, TAG_REFERENCE), TAG_LINK);
        sample_line(s, tag, "1.1 Oplæg og dialog om analyse .......... 1", FONT_REGULAR, BODY);
        sample_link(s, tag, link, "Punkt 1.1, side 1");
    }
}

static void paragraphs(struct sample *s, struct tag *root)
{
    sample_text(s, sample_tag(s, root, TAG_P),
                "Standardkontrakter fra KL: der var opbakning til de kontrakt~\nindgåelser, der er "
                "fælles for kommunerne. \nTredje linje efter et mellemrum.");
    struct tag *p = sample_tag(s, root, TAG_P);
    sample_line(s, p,
                "Effektive fjorde, offentlig officiel affald, bilag\xc2\xa0"
                "4, kl.\xc2\xa0"
                "10, ",
                FONT_REGULAR, BODY);
    struct tag *span = sample_tag(s, p, TAG_SPAN);
    span->language = S("en-GB");
    sample_more(s, span, "in English", FONT_ITALIC);
    sample_more(s, p, " og videre. AVTale To.", FONT_BOLD);
    p = sample_tag(s, root, TAG_P);
    sample_line(s, p,
                "Sammensatte tegn: x\xcc\x84 q\xcc\x8a y\xcc\x87, ikke-brydelig\xe2\x80\x91streg og al\xc2\xad"
                "most, "
                "\xf0\x9d\x94\xb8 \xee\x80\x80 slut\xe2\x80\x8b.",
                FONT_REGULAR, BODY);
    struct run *run = sample_line(s, p, "Linje med ekstra luft mellem ordene.", FONT_REGULAR, BODY);
    run->space_extra = 9000;
    put_run(s, sample_tag(s, root, TAG_CODE), S("int main(void) { return 0; }"), "DejaVu Sans Mono", FONT_REGULAR, 9000,
            60000, s->y + 14000);
    s->y += 14000;
    struct tag *quote = sample_tag(s, root, TAG_BLOCK_QUOTE);
    vec_push(s->arena, &last_page(s)->boxes,
             ((struct box){58000, s->y + 2000, 400000, 18000, 0xf0f4f8, ARTIFACT_BACKGROUND}));
    sample_text(s, sample_tag(s, quote, TAG_P), "»Et citat«");
}

static void links(struct sample *s, struct tag *root)
{
    struct tag *p = sample_tag(s, root, TAG_P);
    sample_line(s, p, "Se ", FONT_REGULAR, BODY);
    struct link *web = link_of(s, LINK_WEB);
    web->url = S("https://example.dk/ramme aftale?q=æ&x=(1)");
    struct tag *link = sample_tag(s, p, TAG_LINK);
    sample_more(s, link, "rammeaftalen, hvis navn er så langt at linket ", FONT_REGULAR);
    sample_link(s, link, web, "Rammeaftalen på eksempelsiden");
    sample_line(s, link, "går over to linjer", FONT_REGULAR, BODY);
    sample_link(s, link, web, "Rammeaftalen på eksempelsiden");
    sample_more(s, p, " og et møde: ", FONT_REGULAR);
    struct link *meeting = link_of(s, LINK_MEETING);
    meeting->pdf = S("dassos/2021-05-04/dassos-2021-05-04-referat.pdf#pkt-2-1");
    meeting->html = S("dassos/2021-05-04/index.html#pkt-2-1");
    link = sample_tag(s, p, TAG_LINK);
    sample_more(s, link, "mødet i maj", FONT_REGULAR);
    sample_link(s, link, meeting, "DASSOS 4. maj 2021, pkt. 2.1");
    struct link *whole = link_of(s, LINK_MEETING);
    whole->pdf = S("dassos/2021-05-04/dassos-2021-05-04-referat.pdf");
    link = sample_tag(s, p, TAG_LINK);
    sample_line(s, link, "hele mødet", FONT_REGULAR, BODY);
    sample_link(s, link, whole, "DASSOS 4. maj 2021");
    struct link *file = link_of(s, LINK_FILE);
    file->html = S("dassos/2021-02-11/bilag/oplæg.pdf");
    link = sample_tag(s, sample_tag(s, root, TAG_P), TAG_LINK);
    sample_line(s, link, "Bilag 1", FONT_REGULAR, BODY);
    sample_link(s, link, file, "Bilag 1: Oplæg");
    sample_line(s, sample_tag(s, sample_tag(s, root, TAG_P), TAG_LINK), "Link uden mål", FONT_REGULAR, BODY);
    sample_link(s, link, link_of(s, LINK_UNRESOLVED), "intet");
}

static void lists(struct sample *s, struct tag *parent, unsigned depth)
{
    struct tag *list = sample_tag(s, parent, TAG_L);
    list->numbering = depth % 2 ? NUMBERING_DISC : NUMBERING_DECIMAL;
    for (unsigned i = 0; i < 2; i++) {
        struct tag *item = sample_tag(s, list, TAG_LI);
        sample_line(s, sample_tag(s, item, TAG_LBL), depth % 2 ? "•" : "1.", FONT_REGULAR, BODY);
        struct tag *body = sample_tag(s, item, TAG_LBODY);
        sample_more(s, sample_tag(s, body, TAG_P), " Sikre strategisk fokus", FONT_REGULAR);
        if (i == 0 && depth > 1) {
            s->indent += 14000;
            lists(s, body, depth - 1);
            s->indent -= 14000;
        }
    }
}

static void table(struct sample *s, struct tag *root)
{
    struct tag *table = sample_tag(s, root, TAG_TABLE);
    sample_text(s, sample_tag(s, table, TAG_CAPTION), "Deltagere");
    struct tag *head = sample_tag(s, table, TAG_THEAD), *body = sample_tag(s, table, TAG_TBODY);
    for (unsigned row = 0; row < 4; row++) {
        struct tag *tr = sample_tag(s, row == 0 ? head : body, TAG_TR);
        for (unsigned column = 0; column < 3; column++) {
            struct tag *cell = sample_tag(s, tr, row == 0 || column == 0 ? TAG_TH : TAG_TD);
            if (cell->role == TAG_TH)
                cell->scope = row == 0 ? SCOPE_COLUMN : SCOPE_ROW;
            bool const wide = row == 3 && column == 1;
            if (wide)
                cell->column_span = 2;
            /* an empty cell keeps its place */
            if (row != 2 || column != 1)
                sample_line(s, sample_tag(s, cell, TAG_P), row == 0 ? "Overskrift" : "Celle", FONT_REGULAR, BODY);
            if (wide)
                break;
        }
    }
}

static void pictures(struct sample *s, struct tag *root, const char *folder)
{
    static const char *const files[] = {"rgb.png",    "alpha.png",      "palette.png", "palette-alpha.png",
                                        "grey16.png", "interlaced.png", "grey1.png",   "photo.jpg"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct tag *figure = sample_tag(s, root, TAG_FIGURE);
        figure->alternative = S("Farver, der går over i hinanden");
        sample_picture(s, figure, str_cstr(s->arena, str_format(s->arena, "%s/%s", folder, files[i])), 64000, 32000);
    }
    struct tag *p = sample_tag(s, root, TAG_P);
    sample_line(s, p, "Før billedet ", FONT_REGULAR, BODY);
    struct tag *inside = sample_tag(s, p, TAG_FIGURE);
    inside->alternative = S("Et lille billede");
    sample_picture(s, inside, str_cstr(s->arena, str_format(s->arena, "%s/rgb.png", folder)), 20000, 10000);
    sample_line(s, p, "og efter det.", FONT_REGULAR, BODY);
    sample_picture(s, NULL, str_cstr(s->arena, str_format(s->arena, "%s/alpha.png", folder)), 20000, 10000);
}

void sample_everything(struct sample *s, const char *folder)
{
    struct tag *root = s->layout.root;
    struct node *item = arena_new(s->arena, struct node);
    item->anchor = S("pkt-1-1");
    sample_line(s, sample_tag(s, root, TAG_H1), "Referat af møde i DASSOS", FONT_BOLD, 20000);
    contents(s, root, item);
    struct tag *section = sample_tag(s, root, TAG_SECT);
    section->title = S("Beslutningspunkter");
    sample_place(s, "pkt-1", "1 Beslutningspunkter", 1);
    sample_line(s, sample_tag(s, section, TAG_H2), "1. Beslutningspunkter", FONT_BOLD, 16000);
    sample_place(s, "pkt-1-1", "1.1 Oplæg og dialog", 2);
    sample_line(s, sample_tag(s, section, TAG_H3), "1.1 Oplæg og dialog", FONT_BOLD, 13000);
    paragraphs(s, section);
    sample_place(s, "pkt-1-1-referat", "Referat", 3);
    links(s, section);
    lists(s, section, 3);
    sample_place(s, "s-2", "2 Orienteringspunkter", 1);
    table(s, section);
    pictures(s, section, folder);
    sample_page(s);
}

void sample_long(struct sample *s, unsigned list_items, unsigned pages)
{
    struct tag *root = s->layout.root;
    sample_line(s, sample_tag(s, root, TAG_H1), "Et langt dokument", FONT_BOLD, 20000);
    struct tag *list = sample_tag(s, root, TAG_L);
    for (unsigned i = 0; i < list_items; i++) {
        struct tag *item = sample_tag(s, list, TAG_LI);
        sample_line(s, sample_tag(s, sample_tag(s, item, TAG_LBODY), TAG_P), "Punkt", FONT_REGULAR, BODY);
    }
    for (unsigned i = 0; i < pages; i++) {
        sample_page(s);
        char name[32];
        snprintf(name, sizeof name, "a-%06u", i);
        sample_place(s, name, "Et sted", 1 + i % 4);
        struct tag *p = sample_tag(s, root, TAG_P), *tag = sample_tag(s, p, TAG_LINK);
        struct link *link = link_of(s, LINK_WEB);
        link->url = S("https://example.dk/");
        sample_line(s, tag, "Et link på hver side", FONT_REGULAR, BODY);
        sample_link(s, tag, link, "Et eksempel");
    }
}
