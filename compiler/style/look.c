#include "style/look.h"

#include "base/file.h"
#include "base/utf8.h"
#include "style/inherit.h"
#include "style/measure.h"

#include <errno.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void read_size(struct arena *arena, const struct entry *entry, struct look *look, struct diag_sink *sink)
{
    static const struct {
        struct str name;
        mp width, height;
    } sizes[] = {{KEY("a4"), MP_OF_MM(210), MP_OF_MM(297)},
                 {KEY("a5"), MP_OF_MM(148), MP_OF_MM(210)},
                 {KEY("letter"), 612000, 792000}};
    const mp least = MP_OF_MM(80), most = MP_OF_MM(1000);
    if (!entry || entry->value->refused)
        return;
    const struct value *value = entry->value;
    if (value->kind == VALUE_LIST) {
        mp width, height;
        if (value->items.len == 2 && length_parse(value_text(value->items.at[0]), &width) &&
            length_parse(value_text(value->items.at[1]), &height) && width >= least && width <= most &&
            height >= least && height <= most) {
            look->page_width = width;
            look->page_height = height;
        } else {
            diag_report(sink, MSG_BAD_PAGE_SIZE, value->span, span_text(value->span));
        }
        return;
    }
    struct str text;
    if (!expect_line(entry, "størrelse: A4", sink, &text))
        return;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        if (str_equal(utf8_fold(arena, text), sizes[i].name)) {
            look->page_width = sizes[i].width;
            look->page_height = sizes[i].height;
            return;
        }
    }
    diag_report(sink, MSG_BAD_PAGE_SIZE, value->span, text);
}

static void read_page(struct arena *arena, const struct entry *entry, struct look *look, struct diag_sink *sink)
{
    static const struct str keys[] = {KEY("størrelse"), KEY("margener")};
    static const struct str margin_keys[] = {KEY("top"), KEY("bund"), KEY("venstre"), KEY("højre")};
    if (!expect_map(entry, "side: {størrelse: A4}", sink))
        return;
    expect_keys(arena, entry->value, keys, COUNT(keys), sink);
    read_size(arena, value_entry(entry->value, keys[0]), look, sink);

    const struct entry *margins = value_entry(entry->value, keys[1]);
    if (expect_map(margins, "margener: {top: 25mm, bund: 25mm, venstre: 25mm, højre: 25mm}", sink)) {
        mp *lengths[] = {&look->margin_top, &look->margin_bottom, &look->margin_left, &look->margin_right};
        expect_keys(arena, margins->value, margin_keys, COUNT(margin_keys), sink);
        for (size_t i = 0; i < COUNT(margin_keys); i++)
            measure_length(arena, value_entry(margins->value, margin_keys[i]), "25mm", MP_OF_MM(5), MP_OF_MM(200), sink,
                           lengths[i]);
    }

    /* Room for some ten words a line and ten lines a page, or layout would have to break words anywhere. */
    const mp narrowest = MP_OF_MM(50), lowest = MP_OF_MM(60);
    if (look->page_width - look->margin_left - look->margin_right < narrowest ||
        look->page_height - look->margin_top - look->margin_bottom < lowest) {
        struct look standard = look_default();
        diag_report0(sink, MSG_NO_ROOM_FOR_TEXT, margins ? margins->key_span : entry->key_span);
        look->page_width = standard.page_width;
        look->page_height = standard.page_height;
        look->margin_top = standard.margin_top;
        look->margin_bottom = standard.margin_bottom;
        look->margin_left = standard.margin_left;
        look->margin_right = standard.margin_right;
    }
}

static void read_type(struct arena *arena, const struct entry *entry, struct look *look, struct diag_sink *sink)
{
    static const struct str keys[] = {KEY("brødtekst"), KEY("overskrifter"), KEY("kode"),
                                      KEY("størrelse"), KEY("linjeafstand"), KEY("skala")};
    if (!expect_map(entry, "skrift: {brødtekst: Carlito, størrelse: 11pt}", sink))
        return;
    const struct value *map = entry->value;
    expect_keys(arena, map, keys, COUNT(keys), sink);
    expect_line(value_entry(map, keys[0]), "brødtekst: Carlito", sink, &look->body_family);
    expect_line(value_entry(map, keys[1]), "overskrifter: Carlito", sink, &look->heading_family);
    expect_line(value_entry(map, keys[2]), "kode: DejaVu Sans Mono", sink, &look->code_family);
    measure_length(arena, value_entry(map, keys[3]), "11pt", 6 * MP_PER_POINT, 24 * MP_PER_POINT, sink,
                   &look->body_size);
    measure_per_mille(arena, value_entry(map, keys[4]), 1000, 3000, sink, &look->line_height);
    measure_per_mille(arena, value_entry(map, keys[5]), 1000, 2000, sink, &look->scale);
}

static void read_colours(struct arena *arena, const struct entry *entry, struct look *look, struct diag_sink *sink)
{
    static const struct str keys[] = {KEY("accent"), KEY("tekst"), KEY("dæmpet"), KEY("streg")};
    if (!expect_map(entry, "farver: {accent: \"#1d5a6e\"}", sink))
        return;
    const struct value *map = entry->value;
    expect_keys(arena, map, keys, COUNT(keys), sink);
    measure_colour(arena, value_entry(map, keys[0]), true, sink, &look->accent);
    measure_colour(arena, value_entry(map, keys[1]), true, sink, &look->text);
    measure_colour(arena, value_entry(map, keys[2]), true, sink, &look->muted);
    measure_colour(arena, value_entry(map, keys[3]), false, sink, &look->rule);
}

static void read_setting(struct arena *arena, const struct entry *entry, struct look *look, struct diag_sink *sink)
{
    static const struct str keys[] = {KEY("justering"), KEY("orddeling"), KEY("afsnit")};
    struct str text;
    if (!expect_map(entry, "sats: {justering: venstre, orddeling: ja}", sink))
        return;
    const struct value *map = entry->value;
    expect_keys(arena, map, keys, COUNT(keys), sink);
    const struct entry *alignment = value_entry(map, keys[0]);
    if (expect_line(alignment, "justering: venstre", sink, &text)) {
        if (str_equal_ignoring_case(text, S("venstre")))
            look->justified = false;
        else if (str_equal_ignoring_case(text, S("lige")))
            look->justified = true;
        else
            diag_report(sink, MSG_BAD_ALIGNMENT, alignment->value->span, text);
    }
    expect_yes_or_no(value_entry(map, keys[1]), sink, &look->hyphenated);
    measure_length(arena, value_entry(map, keys[2]), "7pt", 0, 60 * MP_PER_POINT, sink, &look->paragraph_space);
}

static void use_logo(struct style_files *files, const char *path, struct str alt, struct span place, struct look *look,
                     struct diag_sink *sink)
{
    const struct style_picture *picture = style_picture_read(files, path);
    if (picture->why != 0 && picture->why != EFBIG)
        diag_unread(sink, picture->path, picture->why);
    else if (picture->width == 0)
        diag_report(sink, MSG_LOGO_BROKEN, place, path_name(picture->path));
    else {
        look->logo = picture;
        look->logo_alt = alt;
    }
}

/* The picture must lie in the body's own folder, so that a style can publish nothing else. */
static void read_logo(struct style_files *files, const struct layer *layer, const struct entry *entry,
                      struct look *look, struct diag_sink *sink)
{
    static const struct str keys[] = {KEY("fil"), KEY("alt"), KEY("højde")};
    struct arena *arena = files->arena;
    struct str file, alt = {"", 0};
    if (!expect_map(entry, "logo: {fil: logo.png, alt: DASSOS}", sink))
        return;
    const struct value *map = entry->value;
    expect_keys(arena, map, keys, COUNT(keys), sink);
    const struct entry *name = value_entry(map, keys[0]), *words = value_entry(map, keys[1]);
    if (!name)
        diag_report(sink, MSG_MISSING_KEY_IN, map->span, keys[0], entry->key, S("fil: logo.png"));
    bool has_file = expect_line(name, "fil: logo.png", sink, &file),
         has_words = expect_line(words, "alt: DASSOS", sink, &alt);
    if (!words)
        diag_report0(sink, MSG_LOGO_NO_ALT, entry->key_span);
    measure_length(arena, value_entry(map, keys[2]), "15mm", MP_OF_MM(4), MP_OF_MM(80), sink, &look->logo_height);
    if (!has_file || !has_words)
        return;

    const char *path = path_join(arena, layer->folder.at, str_cstr(arena, file));
    if (str_find_byte(file, '/', 0) != SIZE_MAX || str_starts(file, S(".")) || file_kind(path) == FILE_LINK)
        diag_report(sink, MSG_LOGO_OUTSIDE, name->value->span, file);
    else if (file_kind(path) != FILE_REGULAR)
        diag_report(sink, MSG_LOGO_MISSING, name->value->span, file);
    else
        use_logo(files, path, alt, name->value->span, look, sink);
}

struct look *look_read(struct style_files *files, struct str id, struct diag_sink *sink)
{
    struct arena *arena = files->arena;
    static const struct str keys[] = {KEY("side"), KEY("skrift"), KEY("farver"),
                                      KEY("sats"), KEY("logo"),   KEY("arver")};
    struct look *look = arena_new(arena, struct look);
    *look = look_default();
    struct layers layers;
    if (!layers_read(files, id, "style.yaml", &layers, sink))
        return look;
    for (size_t i = layers.at.len; i-- > 0;) {
        const struct value *map = layers.at.at[i].file->map;
        struct diag_sink *own = layers_sink(&layers, i, sink);
        expect_keys(arena, map, keys, COUNT(keys), own);
        read_page(arena, value_entry(map, keys[0]), look, own);
        read_type(arena, value_entry(map, keys[1]), look, own);
        read_colours(arena, value_entry(map, keys[2]), look, own);
        read_setting(arena, value_entry(map, keys[3]), look, own);
        read_logo(files, &layers.at.at[i], value_entry(map, keys[4]), look, own);
    }
    layers_report_above(&layers, sink);
    return look;
}
