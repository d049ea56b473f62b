#include "compile/files.h"

#include "base/text_table.h"
#include "base/utf8.h"
#include "compile/inspect.h"
#include "image/image.h"
#include "program/say.h"

#include <errno.h>

enum { LONGEST_STEM = 100, FILE_LIMIT = 1 << 30 };

/* Without the dot; empty when there is none. */
static struct str ending_of(struct str name)
{
    for (size_t i = name.len; i-- > 1;)
        if (name.at[i] == '.')
            return str_from(name, i + 1);
    return (struct str){0};
}

static bool is_safe_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* Small ASCII letters, digits and single hyphens: the same name on every system. */
static struct str safe_word(struct arena *arena, struct str word)
{
    struct str const folded = utf8_fold(arena, word);
    struct buf safe = {0};
    for (size_t i = 0; i < folded.len && safe.len < LONGEST_STEM; i++) {
        if (is_safe_byte(folded.at[i]))
            buf_add_byte(&safe, folded.at[i]);
        else if (safe.len && safe.at[safe.len - 1] != '-')
            buf_add_byte(&safe, '-');
    }
    while (safe.len && safe.at[safe.len - 1] == '-')
        safe.len--;
    struct str const kept = buf_keep(&safe, arena);
    buf_finish(&safe);
    return kept;
}

/* The files of a meeting on their way into it. */
struct binding {
    struct compiled *compiled;
    enum language language;
    struct str folder;
    struct text_table by_source; /* their places in compiled->files, counted from 1 */
    struct text_table taken;     /* names that are given */
    struct text_table numbers;   /* how often a name was wanted */
    bool fault;
};

/* Names that Windows keeps for devices, whatever their ending: an archive is taken along on a stick. */
static bool is_device(struct str stem)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul"};
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (str_equal(stem, str_of(devices[i])))
            return true;
    bool const port = str_starts(stem, S("com")) || str_starts(stem, S("lpt"));
    return port && stem.len == 4 && stem.at[3] >= '0' && stem.at[3] <= '9';
}

static struct str output_path(struct binding *binding, struct str source)
{
    struct arena *arena = &binding->compiled->arena;
    struct str const name = path_name(source);
    struct str const ending = ending_of(name);
    struct str stem = safe_word(arena, ending.len ? str_part(name, 0, name.len - ending.len - 1) : name);
    struct str const safe_ending = safe_word(arena, ending);
    if (stem.len == 0)
        stem = S("fil");
    if (is_device(stem))
        stem = str_concat(arena, stem, S("-fil"));
    struct str const dot = safe_ending.len ? S(".") : S("");
    struct str const wanted = str_format(arena, "%.*s.%.*s", STR(stem), STR(safe_ending));
    for (;;) {
        size_t const n = ++*text_table_at(arena, &binding->numbers, wanted);
        struct str const number = n > 1 ? str_format(arena, "-%zu", n) : S("");
        struct str const path = str_format(arena, "%.*sbilag/%.*s%.*s%.*s%.*s", STR(binding->folder), STR(stem),
                                           STR(number), STR(dot), STR(safe_ending));
        size_t *taken = text_table_at(arena, &binding->taken, path);
        if (*taken == 0) {
            *taken = 1;
            return path;
        }
    }
}

/* Read a file; *fault is set after telling that it is there and can't be read. */
static bool read_file(struct arena *arena, struct str path, enum language language, struct str *content, bool *fault)
{
    if (file_read(arena, str_cstr(arena, path), FILE_LIMIT, content))
        return true;
    if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP || errno == ENAMETOOLONG || errno == EINVAL)
        return false;
    say_fault(language, SAY_CANNOT_READ, path, errno);
    *fault = true;
    return false;
}

/* The file of a path, its hash and size taken when it is met first; NULL when there is none to publish. */
static const struct file_output *publish(struct binding *binding, const struct node *node, const struct link *link)
{
    struct compiled *compiled = binding->compiled;
    struct arena *arena = &compiled->arena;
    struct str const source = link->source;
    size_t *place = text_table_at(arena, &binding->by_source, source);
    if (*place)
        return &compiled->files.at[*place - 1];
    struct arena scratch = {0};
    struct str content;
    if (!read_file(&scratch, source, binding->language, &content, &binding->fault)) {
        arena_finish(&scratch);
        return NULL;
    }
    struct file_output file = {
        .from = str_copy(arena, source),
        .path = output_path(binding, source),
        .size = content.len,
        .hash = hash_bytes(content),
    };
    if (compiled->judged && compiled->checked == compiled->meeting)
        inspect_file(compiled, node, link, content, binding->language);
    image_size(content, &file.width, &file.height);
    struct input const input = {file.from, file.hash};
    arena_finish(&scratch);
    vec_push(arena, &compiled->files, file);
    vec_push(arena, &compiled->inputs, input);
    *place = compiled->files.len;
    return &compiled->files.at[compiled->files.len - 1];
}

static struct str media_of(struct arena *arena, struct str source)
{
    static const struct {
        const char *ending, *media;
    } known[] = {
        {"pdf", "PDF"},         {"doc", "Word"},         {"docx", "Word"},        {"odt", "OpenDocument"},
        {"xls", "Excel"},       {"xlsx", "Excel"},       {"ods", "OpenDocument"}, {"ppt", "PowerPoint"},
        {"pptx", "PowerPoint"}, {"odp", "OpenDocument"}, {"txt", "TXT"},          {"csv", "CSV"},
        {"png", "PNG"},         {"jpg", "JPEG"},         {"jpeg", "JPEG"},        {"zip", "ZIP"},
    };
    struct str const ending = utf8_fold(arena, ending_of(path_name(source)));
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_equal(ending, str_of(known[i].ending)))
            return str_of(known[i].media);
    return (struct str){0};
}

static void tell_node(struct compiled *compiled, struct node *node, const struct file_output *file)
{
    if (node->kind == NODE_ATTACHMENT) {
        node->as.attachment.size = file->size;
        node->as.attachment.media = media_of(&compiled->arena, file->from);
    }
    if (node->kind != NODE_IMAGE)
        return;
    node->as.image.width = file->width;
    node->as.image.height = file->height;
}

/* Files of the tree that the rules look at when it is not the one that is published. */
static bool inspect_all(struct compiled *compiled, enum language language)
{
    bool fault = false;
    struct arena scratch = {0};
    struct text_table seen = {0};
    for (struct node_walk walk = node_walk_begin(compiled->checked->root); node_walk_next(&walk);) {
        const struct link *link = walk.entering ? node_link(walk.node) : NULL;
        if (!link || link->kind != LINK_FILE || link->source.len == 0)
            continue;
        size_t *times = text_table_at(&scratch, &seen, link->source);
        struct str content;
        if (*times || fault || !read_file(&scratch, link->source, language, &content, &fault))
            continue;
        *times = 1;
        inspect_file(compiled, walk.node, link, content, language);
    }
    arena_finish(&scratch);
    return !fault;
}

bool files_bind(struct compiled *compiled, enum language language)
{
    if (compiled->checked != compiled->meeting && !inspect_all(compiled, language))
        return false;
    struct meeting *meeting = compiled->meeting;
    if (!meeting->usable)
        return true;
    struct arena *arena = &compiled->arena;
    struct str const page = meeting_html_path(arena, meeting->forum, meeting->date, meeting->status);
    struct binding binding = {
        .compiled = compiled,
        .language = language,
        .folder = str_part(page, 0, page.len - path_name(page).len),
    };
    for (struct node_walk walk = node_walk_begin(meeting->root); node_walk_next(&walk);) {
        struct link *link = walk.entering ? node_link(walk.node) : NULL;
        if (!link || link->kind != LINK_FILE || link->source.len == 0)
            continue;
        const struct file_output *file = publish(&binding, walk.node, link);
        if (binding.fault)
            return false;
        if (!file)
            continue;
        link->html = link->pdf = file->path;
        tell_node(compiled, walk.node, file);
    }
    return true;
}
