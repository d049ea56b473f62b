#include "style/forum.h"

#include "base/file.h"
#include "base/utf8.h"
#include "source/encoding.h"
#include "style/agenda.h"
#include "style/inherit.h"
#include "style/look.h"

#include <errno.h>

/* The largest style sheet read. */
enum { CSS_LIMIT = 1 << 20 };

static bool is_web_address(struct str text)
{
    size_t start = str_starts(text, S("https://")) ? 8 : str_starts(text, S("http://")) ? 7 : 0;
    if (start == 0 || text.len == start)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] <= ' ' || text.at[i] == '"' || text.at[i] == '<' || text.at[i] == '>')
            return false;
    return true;
}

static void read_web_address(const struct entry *entry, const char *example, struct diag_sink *sink,
                             struct str *address)
{
    struct str text;
    if (!expect_line(entry, example, sink, &text))
        return;
    if (is_web_address(text))
        *address = text;
    else
        diag_report(sink, MSG_BAD_ADDRESS, entry->value->span, text);
}

static void read_secretariat(struct arena *arena, const struct entry *entry, struct publisher *publisher,
                             struct diag_sink *sink)
{
    static const struct str keys[] = {KEY("navn"), KEY("adresse"), KEY("web")};
    if (!expect_map(entry, "sekretariat: {navn: …, adresse: [Prinsens Allé 5, 8800 Viborg], web: https://…}", sink))
        return;
    const struct value *map = entry->value;
    expect_keys(arena, map, keys, sizeof keys / sizeof *keys, sink);
    publisher->secretariat = publisher->web = (struct str){"", 0};
    publisher->address = NULL;
    publisher->address_lines = 0;

    expect_line(value_entry(map, keys[0]), "navn: Fælleskommunalt Socialsekretariat", sink, &publisher->secretariat);
    text_list lines = {0};
    expect_texts(arena, value_entry(map, keys[1]), "Prinsens Allé 5", sink, &lines);
    publisher->address = lines.at;
    publisher->address_lines = lines.len;
    read_web_address(value_entry(map, keys[2]), "web: https://www.viborg.dk/", sink, &publisher->web);
}

struct named {
    struct str folded;
    size_t index;
};

static int compare_named(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int order = str_compare(x->folded, y->folded);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

static void report_doubles(struct arena *arena, const struct entry *entry, struct diag_sink *sink)
{
    size_t count = entry->value->items.len;
    struct named *names = arena_many(arena, struct named, count);
    for (size_t i = 0; i < count; i++)
        names[i] = (struct named){utf8_fold(arena, value_text(entry->value->items.at[i])), i};
    if (count > 1)
        qsort(names, count, sizeof *names, compare_named);
    for (size_t i = 1; i < count; i++) {
        const struct value *item = entry->value->items.at[names[i].index];
        if (names[i].folded.len && str_equal(names[i].folded, names[i - 1].folded))
            diag_report(sink, MSG_DUPLICATE_MEMBER, item->span, value_text(item), entry->key);
    }
}

/* A list of organisations replaces the inherited one. False when the key is not there. */
static bool read_organisations(struct arena *arena, const struct entry *entry, text_list *list, struct diag_sink *sink)
{
    if (!entry || entry->value->refused)
        return false;
    if (entry->value->kind == VALUE_NULL)
        return true;
    expect_texts(arena, entry, "Viborg Kommune", sink, list);
    if (entry->value->kind == VALUE_LIST)
        report_doubles(arena, entry, sink);
    return true;
}

static bool read_severity(struct str text, enum severity *severity)
{
    static const struct {
        struct str word;
        enum severity severity;
    } words[] = {{KEY("fejl"), SEVERITY_ERROR},
                 {KEY("advarsel"), SEVERITY_WARNING},
                 {KEY("note"), SEVERITY_NOTE},
                 {KEY("fra"), SEVERITY_OFF}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_equal_ignoring_case(text, words[i].word)) {
            *severity = words[i].severity;
            return true;
        }
    }
    return false;
}

/* Rules that say a source could not be read whole: what would be published then may lack a word as weighty as `lukket`.
 */
static bool is_firm(enum rule rule)
{
    return rule == RULE_FRONT_MATTER || rule == RULE_YAML_SYNTAX || rule == RULE_ENCODING;
}

static void read_rules(struct arena *arena, const struct entry *entry, struct forum *forum, struct diag_sink *sink)
{
    if (!expect_map(entry, "regler: {link-text: fejl, name-variant: fra}", sink))
        return;
    struct str ids[RULE_COUNT];
    for (int i = 0; i < RULE_COUNT; i++)
        ids[i] = str_of(rule_info((enum rule)i)->id);
    for (size_t i = 0; i < entry->value->entries.len; i++) {
        const struct entry *setting = &entry->value->entries.at[i];
        enum rule rule;
        struct str text;
        if (!rule_find(setting->folded, &rule)) {
            struct str nearest = nearest_word(arena, setting->key, ids, RULE_COUNT);
            if (nearest.len)
                diag_report(sink, MSG_UNKNOWN_RULE_NEAR, setting->key_span, setting->key, nearest);
            else
                diag_report(sink, MSG_UNKNOWN_RULE, setting->key_span, setting->key);
        } else if (expect_line(setting, "link-text: fejl", sink, &text)) {
            enum severity severity;
            if (!read_severity(text, &severity))
                diag_report(sink, MSG_BAD_SEVERITY, setting->value->span, text);
            else if (is_firm(rule) && severity != SEVERITY_ERROR)
                diag_report(sink, MSG_FIRM_RULE, setting->value->span, ids[rule]);
            else
                forum->severities[rule] = severity;
        }
    }
}

static void read_parent(const struct style_files *files, const struct entry *entry, struct forum *forum,
                        struct diag_sink *sink)
{
    struct str name;
    if (!expect_line(entry, "hører under: dassos", sink, &name))
        return;
    struct str id = utf8_fold(files->arena, name);
    if (style_folder(files, id).len)
        forum->parent = id;
    else
        diag_report(sink, MSG_PARENT_UNKNOWN_FORUM, entry->value->span, name);
}

static void read_about(const struct entry *entry, struct forum *forum, struct diag_sink *sink)
{
    if (!entry || entry->value->refused)
        return;
    if (entry->value->kind == VALUE_SCALAR) {
        forum->about = entry->value->excerpt.text;
        forum->about_excerpt = &entry->value->excerpt;
    } else if (entry->value->kind != VALUE_NULL) {
        diag_report(sink, MSG_PART_NOT_TEXT, entry->key_span, entry->key);
    }
}

/* What one file says, over what those it inherits from said. */
static void read_over(const struct style_files *files, const struct value *map, struct forum *forum,
                      struct diag_sink *sink)
{
    struct arena *arena = files->arena;
    static const struct str keys[] = {
        KEY("navn"),      KEY("langt navn"),      KEY("sekretariat"), KEY("tilgængelighedserklæring"),
        KEY("medlemmer"), KEY("faste deltagere"), KEY("sektioner"),   KEY("regler"),
        KEY("om"),        KEY("hører under"),     KEY("arver")};
    expect_keys(arena, map, keys, sizeof keys / sizeof *keys, sink);
    expect_line(value_entry(map, S("navn")), "navn: DASSOS", sink, &forum->name);
    expect_line(value_entry(map, S("langt navn")), "langt navn: Den Administrative Styregruppe", sink,
                &forum->long_name);
    read_secretariat(arena, value_entry(map, S("sekretariat")), &forum->publisher, sink);
    read_web_address(value_entry(map, S("tilgængelighedserklæring")),
                     "tilgængelighedserklæring: https://www.was.digst.dk/…", sink, &forum->publisher.accessibility);

    text_list members = {0}, participants = {0};
    if (read_organisations(arena, value_entry(map, S("medlemmer")), &members, sink)) {
        forum->members.at = members.at;
        forum->members.len = members.len;
        forum->members.cap = members.cap;
    }
    if (read_organisations(arena, value_entry(map, S("faste deltagere")), &participants, sink)) {
        forum->participants.at = participants.at;
        forum->participants.len = participants.len;
        forum->participants.cap = participants.cap;
    }
    agenda_read(arena, value_entry(map, S("sektioner")), forum, sink);
    read_rules(arena, value_entry(map, S("regler")), forum, sink);

    /* What a body is for and under whom it stands is its own. */
    forum->about = forum->parent = (struct str){"", 0};
    forum->about_excerpt = NULL;
    read_about(value_entry(map, S("om")), forum, sink);
    read_parent(files, value_entry(map, S("hører under")), forum, sink);
}

/* The style sheet of the nearest layer that has one. */
static struct str read_css(struct arena *arena, const struct layers *layers, struct diag_sink *sink)
{
    for (size_t i = 0; i < layers->at.len; i++) {
        const char *path = path_join(arena, layers->at.at[i].folder.at, "page.css");
        struct str text;
        if (file_kind(path) == FILE_NONE)
            continue;
        if (!file_read(arena, path, CSS_LIMIT, &text)) {
            if (errno == ENOENT && file_kind(path) == FILE_NONE)
                continue;
            if (errno == EINVAL || errno == EFBIG || errno == ENOENT || errno == ELOOP)
                diag_report(sink, MSG_STYLE_UNREADABLE, NOWHERE, str_of(path));
            else
                diag_unread(sink, str_of(path), errno);
            return (struct str){"", 0};
        }
        bool clean = source_check_encoding(source_new(arena, str_of(path), text), sink);
        return clean ? text : (struct str){"", 0};
    }
    return (struct str){"", 0};
}

struct forum *forum_read(struct style_files *files, struct str id, struct diag_sink *sink)
{
    struct arena *arena = files->arena;
    size_t errors = sink->errors;
    struct layers layers;
    if (!layers_read(files, id, "agenda.yaml", &layers, sink))
        return NULL;

    struct forum *forum = arena_new(arena, struct forum);
    forum->id = str_copy(arena, id);
    for (int i = 0; i < RULE_COUNT; i++)
        forum->severities[i] = rule_info((enum rule)i)->severity;
    for (size_t i = layers.at.len; i-- > 0;)
        read_over(files, layers.at.at[i].file->map, forum, layers_sink(&layers, i, sink));
    layers_report_above(&layers, sink);

    forum->source = layers.at.at[0].file->source;
    const struct value *own = layers.at.at[0].file->map;
    forum->named = own->incomplete || value_entry(own, S("navn"));
    if (forum->name.len == 0) {
        if (!own->incomplete && !value_entry(own, S("navn")))
            diag_report(sink, MSG_MISSING_KEY, ((struct span){forum->source, 0, 0}), S("navn"), S("navn: DASSOS"));
        forum->name = forum->id;
    }
    if (forum->long_name.len == 0)
        forum->long_name = forum->name;
    forum->publisher.forum = forum->id;
    forum->publisher.name = forum->name;
    forum->publisher.long_name = forum->long_name;
    forum->broken = sink->errors > errors;
    forum->css = read_css(arena, &layers, sink);
    forum->look = look_read(files, id, sink);
    return forum;
}

static const char *const layered[] = {"agenda.yaml", "style.yaml"};

struct hash forum_hash(struct style_files *files, const struct forum *forum)
{
    struct hash hash = hash_bytes(forum->id);
    for (size_t i = 0; i < sizeof layered / sizeof *layered; i++) {
        struct diag_sink told;
        struct layers layers;
        diag_sink_init(&told, files->arena);
        layers_read(files, forum->id, layered[i], &layers, &told);
        hash = hash_combine(hash, hash_bytes(str_of(layered[i])));
        for (size_t j = 0; j < layers.at.len; j++) {
            hash = hash_combine(hash, hash_bytes(layers.at.at[j].id));
            hash = hash_combine(hash, hash_bytes(layers.at.at[j].file->source->text));
        }
    }
    hash = hash_combine(hash, hash_bytes(forum->css));
    hash = hash_combine(hash, hash_bytes(forum->parent));
    const struct style_picture *logo = forum->look->logo;
    if (logo)
        hash = hash_combine(hash_combine(hash, hash_bytes(path_name(logo->path))), logo->hash);
    return hash;
}

void forum_folders(struct style_files *files, struct str id, folder_list *folders)
{
    for (size_t i = 0; i < sizeof layered / sizeof *layered; i++) {
        struct diag_sink told;
        struct layers layers;
        diag_sink_init(&told, files->arena);
        layers_read(files, id, layered[i], &layers, &told);
        for (size_t j = 0; j < layers.at.len; j++)
            vec_push(files->arena, folders, layers.at.at[j].folder);
    }
}

/* What `forum:` may say. A folder of another name is no body: its page could stand where another file does. */
static bool is_forum_name(struct str name)
{
    for (size_t i = 0; i < name.len;) {
        uint32_t const c = utf8_next(name, &i);
        if (!utf8_is_letter(c) && !utf8_is_digit(c) && c != '-' && c != '_')
            return false;
    }
    return name.len > 0;
}

bool forum_names(struct arena *arena, const char *styles, struct str **names, size_t *count)
{
    file_list entries = {0};
    *count = 0;
    if (!file_list_directory(arena, styles, &entries))
        return false;
    *names = arena_many(arena, struct str, entries.len);
    for (size_t i = 0; i < entries.len; i++) {
        const char *folder = path_join(arena, styles, entries.at[i].name.at);
        bool is_body = entries.at[i].kind == FILE_DIRECTORY && entries.at[i].name.at[0] != '.' &&
                       file_kind(path_join(arena, folder, "agenda.yaml")) != FILE_NONE;
        struct str const name = utf8_fold(arena, entries.at[i].name);
        if (is_body && is_forum_name(name))
            (*names)[(*count)++] = name;
    }
    if (*count > 1)
        qsort(*names, *count, sizeof **names, str_order);
    return true;
}
