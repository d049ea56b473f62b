#include "random_document.h"

#include <limits.h>

/* Marsaglia's xorshift64*. */
uint32_t dice_roll(struct dice *dice, uint32_t sides)
{
    dice->state ^= dice->state >> 12;
    dice->state ^= dice->state << 25;
    dice->state ^= dice->state >> 27;
    return (uint32_t)(dice->state * UINT64_C(2685821657736338717) >> 33) % sides;
}

static bool chance(struct dice *dice, uint32_t percent)
{
    return dice_roll(dice, 100) < percent;
}

static struct str random_word(struct arena *arena, struct dice *dice)
{
    static const char *const known[] = {
        "og",
        "i",
        "at",
        "det",
        "kommunerne",
        "genindlæggelser",
        "specialundervisningsområdet",
        "11.",
        "februar",
        "kl.\xC2\xA0"
        "10",
        "pkt.\xC2\xA0"
        "2.1",
        "kontraktindgåelser",
        "DASSOS-mødet",
        "sundheds-,",
        "og/eller",
        "(se",
        "bilag\xC2\xA0"
        "4)",
        "https://www.rammeaftale.viborg.dk/arbejdsomraader/handicap/evaluering-af-det-specialiserede-socialomraade/"
        "?id=17",
        "mesm@viborg.dk",
        "»citat«",
        "–",
        "§\xC2\xA0"
        "108",
        "fi\xC2\xAD"
        "nansiering",
        "a\xCC\x8A",
        "\xE2\x80\x8B",
        "\xE2\x86\x92",
        "\xE4\xB8\xAD\xE6\x96\x87\xE5\xAD\x97",
        "\xF0\x9F\x98\x80",
        "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D",
        "Ærø",
        "e-mail",
        "10–12",
        "1/2",
        "%",
        "\\",
        "\"",
        "<b>",
    };
    uint32_t const kind = dice_roll(dice, 100);
    if (kind < 70)
        return str_of(known[dice_roll(dice, sizeof known / sizeof *known)]);
    size_t const length = kind < 99 ? 1 + dice_roll(dice, 14) : 50 + dice_roll(dice, 300);
    struct buf word = {0};
    for (size_t i = 0; i < length; i++) {
        static const char *const letters[] = {"a", "e", "i", "n", "r", "s", "t", "d", "g",
                                              "k", "f", "l", "æ", "ø", "å", "é", "-"};
        buf_add(&word, str_of(letters[dice_roll(dice, sizeof letters / sizeof *letters)]));
    }
    struct str const kept = buf_keep(&word, arena);
    buf_finish(&word);
    return kept;
}

static struct str random_words(struct arena *arena, struct dice *dice, size_t most)
{
    struct buf words = {0};
    for (size_t count = 1 + dice_roll(dice, (uint32_t)most); count > 0; count--) {
        buf_add(&words, random_word(arena, dice));
        if (count > 1 || chance(dice, 10))
            buf_add(&words, chance(dice, 3) ? S("  ") : S(" "));
    }
    struct str const kept = buf_keep(&words, arena);
    buf_finish(&words);
    return kept;
}

static void add_inlines(struct arena *arena, struct dice *dice, struct node *to, size_t most, unsigned depth);

static void add_link(struct arena *arena, struct dice *dice, struct node *to, struct node *target)
{
    struct node *link = node_new(arena, NODE_LINK, NOWHERE);
    link->as.link.kind = (enum link_kind)dice_roll(dice, LINK_FILE + 1);
    link->as.link.url = S("https://example.dk/a/b");
    link->as.link.target = target;
    link->as.link.pdf = chance(dice, 50) ? S("dassos/2021-05-04/dassos-2021-05-04-referat.pdf") : (struct str){0};
    node_append(link, node_text(arena, random_words(arena, dice, 4), NOWHERE));
    node_append(to, link);
}

static void add_image(struct arena *arena, struct dice *dice, struct node *to)
{
    struct node *image = node_new(arena, NODE_IMAGE, NOWHERE);
    image->as.image.width = chance(dice, 80) ? 1 + dice_roll(dice, 3000) : 0;
    image->as.image.height = 1 + dice_roll(dice, 3000);
    image->as.image.link.source = S("meetings/kort.png");
    node_append(image, node_text(arena, S("Kort over regionen"), NOWHERE));
    node_append(to, image);
}

static void add_inlines(struct arena *arena, struct dice *dice, struct node *to, size_t most, unsigned depth)
{
    struct node *root = to;
    while (root->parent)
        root = root->parent;
    for (uint32_t count = 1 + dice_roll(dice, 4); count > 0; count--) {
        uint32_t const kind = dice_roll(dice, 100);
        if (kind < 50 || depth > 4) {
            node_append(to, node_text(arena, random_words(arena, dice, most), NOWHERE));
        } else if (kind < 70) {
            struct node *inner = node_new(arena, kind < 60 ? NODE_EMPHASIS : NODE_STRONG, NOWHERE);
            add_inlines(arena, dice, inner, most / 2 + 1, depth + 1);
            node_append(to, inner);
        } else if (kind < 80) {
            add_link(arena, dice, to, root);
        } else if (kind < 85) {
            struct node *code = node_new(arena, NODE_CODE, NOWHERE);
            code->as.text.text = random_words(arena, dice, 3);
            node_append(to, code);
        } else if (kind < 97) {
            node_append(to, node_new(arena, kind < 93 ? NODE_SOFT_BREAK : NODE_LINE_BREAK, NOWHERE));
        } else {
            add_image(arena, dice, to);
        }
    }
}

static void add_blocks(struct arena *arena, struct dice *dice, struct node *to, uint32_t most, unsigned depth);

static struct node *add(struct arena *arena, struct node *to, enum node_kind kind)
{
    struct node *node = node_new(arena, kind, NOWHERE);
    node_append(to, node);
    return node;
}

static void add_table(struct arena *arena, struct dice *dice, struct node *to)
{
    struct node *table = add(arena, to, NODE_TABLE);
    unsigned const columns = 1 + dice_roll(dice, chance(dice, 95) ? 6 : 40);
    unsigned const rows = 1 + dice_roll(dice, chance(dice, 90) ? 6 : 30);
    bool const names = chance(dice, 30);
    table->as.table.columns = columns;
    table->as.table.header_rows = chance(dice, 90) ? 1 : 0;
    table->as.table.alignments = arena_many(arena, enum alignment, columns);
    for (unsigned i = 0; i < columns; i++)
        table->as.table.alignments[i] = (enum alignment)dice_roll(dice, ALIGN_RIGHT + 1);
    if (chance(dice, 20))
        table->as.table.caption = S("Deltagere");
    for (unsigned i = 0; i < rows; i++) {
        struct node *row = add(arena, table, NODE_ROW);
        for (unsigned j = 0; j < columns; j++) {
            struct node *cell = add(arena, row, NODE_CELL);
            cell->as.cell.header = i < table->as.table.header_rows || (names && j == 0);
            if (chance(dice, 90))
                add_inlines(arena, dice, cell, chance(dice, 3) ? 100 : 4, 3);
        }
    }
}

static void add_list(struct arena *arena, struct dice *dice, struct node *to, unsigned depth)
{
    struct node *list = add(arena, to, NODE_LIST);
    list->as.list.kind = chance(dice, 50) ? LIST_BULLET : LIST_ORDERED;
    list->as.list.tight = chance(dice, 70);
    list->as.list.start = (int)dice_roll(dice, chance(dice, 90) ? 3 : 1000000000);
    list->as.list.delimiter = '.';
    for (uint32_t count = 1 + dice_roll(dice, 5); count > 0; count--)
        add_blocks(arena, dice, add(arena, list, NODE_LIST_ITEM), 3, depth + 1);
}

static void add_block(struct arena *arena, struct dice *dice, struct node *to, unsigned depth)
{
    uint32_t const kind = dice_roll(dice, 100);
    if (kind < 50 || depth > (chance(dice, 5) ? 90U : 4U)) {
        add_inlines(arena, dice, add(arena, to, NODE_PARAGRAPH), chance(dice, 2) ? 200 : 12, 0);
    } else if (kind < 70) {
        add_list(arena, dice, to, depth);
    } else if (kind < 76) {
        add_blocks(arena, dice, add(arena, to, NODE_QUOTE), 3, depth + 1);
    } else if (kind < 82) {
        struct node *code = add(arena, to, NODE_CODE_BLOCK);
        struct str const words = random_words(arena, dice, 30);
        code->as.code_block.text = str_format(arena, "%.*s\n\n    %.*s\n", STR(words), STR(words));
    } else if (kind < 85) {
        add(arena, to, NODE_RULE);
    } else if (kind < 92) {
        struct node *heading = add(arena, to, NODE_HEADING);
        heading->as.heading.level = 1 + dice_roll(dice, 6);
        add_inlines(arena, dice, heading, 6, 3);
    } else if (depth == 0) {
        add_table(arena, dice, to);
    }
}

static void add_blocks(struct arena *arena, struct dice *dice, struct node *to, uint32_t most, unsigned depth)
{
    for (uint32_t count = dice_roll(dice, most + 1); count > 0; count--)
        add_block(arena, dice, to, depth);
}

static void add_heading(struct arena *arena, struct dice *dice, struct node *to, unsigned level, struct str number)
{
    struct node *heading = add(arena, to, NODE_HEADING);
    heading->as.heading.level = level;
    heading->as.heading.number = number;
    add_inlines(arena, dice, heading, 8, 3);
}

static void add_item(struct arena *arena, struct dice *dice, struct node *section, unsigned number)
{
    struct node *item = add(arena, section, NODE_ITEM);
    item->anchor = str_format(arena, "pkt-%u-%u", section->as.section.number, number);
    add_heading(arena, dice, item, 3, str_format(arena, "%u.%u", section->as.section.number, number));
    if (chance(dice, 70))
        add_inlines(arena, dice, add(arena, item, NODE_PRESENTER), 5, 3);
    for (uint32_t parts = dice_roll(dice, 3); parts > 0; parts--) {
        struct node *part = add(arena, item, NODE_PART);
        add_heading(arena, dice, part, 4, (struct str){0});
        add_blocks(arena, dice, part, 3, 0);
        if (!chance(dice, 30))
            continue;
        struct node *list = add(arena, part, NODE_ATTACHMENT_LIST);
        for (uint32_t count = 1 + dice_roll(dice, 3); count > 0; count--) {
            struct node *attachment = add(arena, list, NODE_ATTACHMENT);
            attachment->as.attachment.number = dice_roll(dice, 200);
            attachment->anchor = str_format(arena, "bilag-%u", attachment->as.attachment.number);
            node_append(attachment, node_text(arena, random_words(arena, dice, 8), NOWHERE));
        }
    }
}

static void add_front(struct arena *arena, struct dice *dice, struct node *root)
{
    struct node *cover = add(arena, root, NODE_COVER);
    struct node *letterhead = add(arena, cover, NODE_LETTERHEAD);
    for (uint32_t lines = 1 + dice_roll(dice, 4); lines > 0; lines--)
        add_inlines(arena, dice, add(arena, letterhead, NODE_PARAGRAPH), 6, 5);
    add_heading(arena, dice, cover, 1, (struct str){0});
    struct node *subtitle = add(arena, cover, NODE_PARAGRAPH);
    subtitle->as.paragraph.role = chance(dice, 50) ? PARAGRAPH_SUBTITLE : PARAGRAPH_NOTICE;
    add_inlines(arena, dice, subtitle, 5, 5);
    struct node *facts = add(arena, cover, NODE_FACTS);
    for (uint32_t count = 1 + dice_roll(dice, 4); count > 0; count--) {
        struct node *fact = add(arena, facts, NODE_FACT);
        fact->as.fact.term = S("Tidspunkt");
        add_inlines(arena, dice, fact, 8, 3);
    }
    struct node *contents = add(arena, root, NODE_CONTENTS);
    for (uint32_t count = 1 + dice_roll(dice, 5); count > 0; count--) {
        struct node *entry = add(arena, contents, NODE_CONTENTS_ENTRY);
        entry->as.entry.level = 1;
        entry->as.entry.page = UINT_MAX;
        entry->as.entry.link = (struct link){.kind = LINK_ANCHOR, .target = root};
        node_append(entry, node_text(arena, random_words(arena, dice, 12), NOWHERE));
    }
}

struct document *random_document(struct arena *arena, struct dice *dice)
{
    struct document *document = arena_new(arena, struct document);
    document->title = S("Prøve");
    document->running_head = random_words(arena, dice, 20);
    document->language = S("da-DK");
    document->draft = chance(dice, 20);
    document->internal = chance(dice, 20);
    document->root = node_new(arena, NODE_DOCUMENT, NOWHERE);
    if (chance(dice, 50))
        add_front(arena, dice, document->root);
    for (unsigned section = 1, count = dice_roll(dice, 2); section <= count; section++) {
        struct node *node = add(arena, document->root, NODE_SECTION);
        node->as.section.number = section;
        node->anchor = str_format(arena, "s-%u", section);
        add_heading(arena, dice, node, 2, str_format(arena, "%u.", section));
        for (unsigned item = 1, items = dice_roll(dice, 3); item <= items; item++)
            add_item(arena, dice, node, item);
    }
    add_blocks(arena, dice, document->root, 5, 0);
    return document;
}

struct look random_look(struct dice *dice)
{
    struct look look = look_default();
    if (chance(dice, 30)) {
        look.page_width = MP_OF_MM(148);
        look.page_height = MP_OF_MM(210);
    }
    mp const side = MP_OF_MM(10 + (mp)dice_roll(dice, 40));
    look.margin_left = look.margin_right = side;
    look.justified = chance(dice, 50);
    look.hyphenated = chance(dice, 80);
    look.body_size = (mp)(8 + dice_roll(dice, 10)) * MP_PER_POINT;
    look.scale = 1000 + (int)dice_roll(dice, 500);
    look.line_height = 1100 + (int)dice_roll(dice, 600);
    return look;
}
