#include "parse/references.h"

#include "ast/words.h"
#include "base/file.h"
#include "data/value.h"
#include "parse/mentions.h"

/* An id is compared with all others to suggest the one that was meant: for so many only, since a source that is wrong
 * everywhere would cost the square of its size. */
#define SUGGESTIONS 20

struct resolver {
    struct meeting *meeting;
    struct arena *arena;
    struct diag_sink *sink;
    unsigned suggestions; /* made so far */
};

static struct str nearest_id(struct resolver *resolver, struct str id)
{
    if (resolver->suggestions++ >= SUGGESTIONS)
        return (struct str){0};
    size_t count = resolver->meeting->anchors.len;
    struct str *ids = arena_many(resolver->arena, struct str, count);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (!resolver->meeting->anchors.at[i].withheld)
            ids[kept++] = resolver->meeting->anchors.at[i].id;
    }
    return nearest_word(resolver->arena, id, ids, kept);
}

/* The id where it was meant to be given, in a line that has lost what makes it a heading or an attachment. */
static void note_stray_id(struct resolver *resolver, struct str id)
{
    struct str const typed = str_format(resolver->arena, "{#%.*s}", STR(id));
    for (size_t i = 0; i < resolver->meeting->sources.len; i++) {
        const struct source *source = resolver->meeting->sources.at[i];
        size_t const at = str_find(source->text, typed, 0);
        if (at == SIZE_MAX)
            continue;
        struct span const place = {source, (uint32_t)at, (uint32_t)(at + typed.len)};
        diag_note(resolver->sink, MSG_UNKNOWN_ID_STRAY, place, &id, 1);
        return;
    }
}

static void resolve_id(struct resolver *resolver, struct link *link, struct str id)
{
    link->target = meeting_find(resolver->meeting, resolver->arena, id);
    if (link->target) {
        link->kind = LINK_ANCHOR;
        return;
    }
    struct str near = nearest_id(resolver, id);
    if (near.len > 0)
        diag_report(resolver->sink, MSG_UNKNOWN_ID_NEAR, link->span, id, near);
    else
        diag_report(resolver->sink, MSG_UNKNOWN_ID, link->span, id);
    if (resolver->suggestions <= SUGGESTIONS)
        note_stray_id(resolver, id);
}

/* The scheme before the colon (RFC 3986, section 3.1), or the empty slice. */
static struct str scheme_of(struct str url)
{
    for (size_t i = 0; i < url.len; i++) {
        char byte = url.at[i];
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        bool other = (byte >= '0' && byte <= '9') || byte == '+' || byte == '-' || byte == '.';
        if (byte == ':')
            return str_part(url, 0, i);
        if (!letter && !(i > 0 && other))
            break;
    }
    return (struct str){0};
}

static void resolve_scheme(struct resolver *resolver, struct link *link, struct str scheme)
{
    static const struct str safe[] = {{"http", 4}, {"https", 5}, {"mailto", 6}, {"tel", 3}};
    for (size_t i = 0; i < sizeof safe / sizeof *safe; i++) {
        if (str_equal_ignoring_case(scheme, safe[i])) {
            link->kind = LINK_WEB;
            return;
        }
    }
    diag_report(resolver->sink, MSG_UNSAFE_LINK, link->span, scheme);
}

/* `%20` as a space. A NUL stays as typed: no file has one in its name. */
static struct str percent_decode(struct arena *arena, struct str url)
{
    struct buf decoded = {0};
    for (size_t i = 0; i < url.len; i++) {
        int high = url.at[i] == '%' && i + 2 < url.len ? hex_digit(url.at[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(url.at[i + 2]) : -1;
        if (low >= 0 && high * 16 + low > 0) {
            buf_add_byte(&decoded, (char)(high * 16 + low));
            i += 2;
        } else {
            buf_add_byte(&decoded, url.at[i]);
        }
    }
    struct str kept = buf_keep(&decoded, arena);
    buf_finish(&decoded);
    return kept;
}

static struct str folder_of(struct str path)
{
    size_t end = path.len;
    while (end > 0 && path.at[end - 1] != '/')
        end--;
    return str_part(path, 0, end);
}

/* The path up to its last folder called meetings, with the slash; empty when it has none. */
static struct str meetings_of(struct str folder)
{
    static const struct str name = {"meetings/", 9};
    for (size_t end = folder.len; end >= name.len; end--) {
        bool whole = end == name.len || folder.at[end - name.len - 1] == '/';
        if (whole && str_equal(str_part(folder, end - name.len, end), name))
            return str_part(folder, 0, end);
    }
    return (struct str){0};
}

static bool is_own_source(const struct meeting *meeting, struct str path)
{
    if (str_equal(meeting->source->path, path))
        return true;
    for (size_t i = 0; i < meeting->sources.len; i++) {
        if (str_equal(meeting->sources.at[i]->path, path))
            return true;
    }
    return false;
}

/* A path from the source the link stands in: another meeting's source, or a file to be copied. */
static void resolve_path(struct resolver *resolver, struct link *link, const struct source *source)
{
    struct str url = link->url, fragment = {0};
    size_t mark = str_find_byte(url, '#', 0);
    if (mark != SIZE_MAX) {
        fragment = percent_decode(resolver->arena, str_from(url, mark + 1));
        url = str_part(url, 0, mark);
    }
    struct str typed = percent_decode(resolver->arena, url);
    struct str own = path_normalize(resolver->arena, source->path);
    struct str folder = folder_of(own), root = meetings_of(folder);
    struct str path = path_normalize(resolver->arena, str_concat(resolver->arena, folder, typed));
    bool above = typed.len > 0 && typed.at[0] == '/';
    if (above || (root.len > 0 && !str_starts(path, root))) {
        diag_report(resolver->sink, MSG_PATH_LEAVES_MEETINGS, link->span, typed);
        return;
    }
    link->source = path;
    struct str ending = str_from(path, path.len >= 3 ? path.len - 3 : 0);
    if (!str_equal_ignoring_case(ending, S(".md"))) {
        link->kind = LINK_FILE;
    } else if (!is_own_source(resolver->meeting, path)) {
        link->kind = LINK_MEETING;
        link->anchor = fragment;
    } else if (fragment.len > 0) {
        resolve_id(resolver, link, fragment);
    } else {
        link->kind = LINK_ANCHOR;
        link->target = resolver->meeting->root;
    }
}

static void resolve_link(struct resolver *resolver, struct link *link, const struct source *source)
{
    struct str url = str_trim(link->url), scheme = scheme_of(url);
    if (url.len == 0 || str_equal(url, S("#")))
        diag_report0(resolver->sink, MSG_DEAD_LINK, link->span);
    else if (url.at[0] == '#')
        resolve_id(resolver, link, percent_decode(resolver->arena, str_from(url, 1)));
    else if (scheme.len > 0)
        resolve_scheme(resolver, link, scheme);
    else if (source)
        resolve_path(resolver, link, source);
}

/* The words of `[](#id)`: the number of what it leads to; of a section its title. */
static struct str words_for(struct resolver *resolver, const struct node *target)
{
    if (target->kind == NODE_ATTACHMENT)
        return str_format(resolver->arena, "%.*s %u", STR(word(WORD_ATTACHMENT_REFERENCE)),
                          target->as.attachment.number);
    const struct node *item = node_item_of(target);
    if (item)
        return str_format(resolver->arena, "%.*s %.*s", STR(word(WORD_ITEM_REFERENCE)),
                          STR(item_number(resolver->arena, item)));
    return target->first ? node_beginning(resolver->arena, target->first) : (struct str){0};
}

static void resolve_node(struct resolver *resolver, struct node *node)
{
    if (node->kind == NODE_IMAGE) {
        resolve_link(resolver, &node->as.image.link, node->span.source);
        return;
    }
    if (node->kind == NODE_ATTACHMENT) {
        if (node->as.attachment.link.url.len > 0)
            resolve_link(resolver, &node->as.attachment.link, node->span.source);
        return;
    }
    struct link *link = &node->as.link;
    resolve_link(resolver, link, node->span.source);
    if (node->first || link->kind != LINK_ANCHOR)
        return;
    struct span place = node->span;
    place.end = place.start;
    link->automatic = true;
    node_append(node, node_text(resolver->arena, words_for(resolver, link->target), place));
}

void references_resolve(struct meeting *meeting, struct diag_sink *sink)
{
    struct resolver resolver = {.meeting = meeting, .arena = meeting->arena, .sink = sink};
    struct node_walk walk = node_walk_begin(meeting->root);
    while (node_walk_next(&walk)) {
        enum node_kind kind = walk.node->kind;
        if (walk.entering && (kind == NODE_LINK || kind == NODE_IMAGE || kind == NODE_ATTACHMENT))
            resolve_node(&resolver, walk.node);
    }
    mentions_resolve(meeting, sink);
}
