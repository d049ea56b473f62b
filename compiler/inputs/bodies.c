#include "inputs/bodies.h"

#include "base/file.h"
#include "check/cpr.h"
#include "program/say.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

struct bodies {
    struct arena arena;
    struct style_files files;
    enum language language;
    pthread_mutex_t mutex; /* of the arena and what is made as it is asked for */
    struct html_script script;
    vec_of(struct body *) at;
    struct str *names;
    size_t name_count;
};

/* The folder; NULL after telling that there is none. */
static const char *find_folder(struct arena *arena, const struct options *options, const struct sources *sources)
{
    const char *styles = options->styles ? options->styles : "styles";
    if (!options->styles && file_kind(styles) == FILE_NONE && sources->roots.len) {
        const char *beside = path_join(arena, sources->roots.at[0].at, "../styles");
        struct str const normal = path_normalize(arena, str_of(beside));
        if (file_kind(normal.at) != FILE_NONE)
            styles = normal.at;
    }
    if (file_kind(styles) != FILE_NONE)
        return styles;
    say_fault(options->language, SAY_NO_STYLES, str_of(styles), 0);
    return NULL;
}

struct bodies *bodies_create(const struct options *options, const struct sources *sources)
{
    struct bodies *bodies = must_malloc(sizeof *bodies);
    *bodies = (struct bodies){.files = {.arena = &bodies->arena}, .language = options->language};
    pthread_mutex_init(&bodies->mutex, NULL);
    const char *styles = bodies->files.folder = find_folder(&bodies->arena, options, sources);
    if (styles && (forum_names(&bodies->arena, styles, &bodies->names, &bodies->name_count) || errno == ENOENT))
        return bodies;
    if (styles)
        say_fault(options->language, SAY_CANNOT_READ, str_of(styles), errno);
    bodies_destroy(bodies);
    return NULL;
}

const char *bodies_folder(const struct bodies *bodies)
{
    return bodies->files.folder;
}

void bodies_destroy(struct bodies *bodies)
{
    if (!bodies)
        return;
    pthread_mutex_destroy(&bodies->mutex);
    arena_finish(&bodies->arena);
    free(bodies);
}

/* What a body says of itself is published too. */
static void look_for_cpr(struct body *body)
{
    const struct source *source = body->forum->source;
    struct cpr_scan scan = {.text = source->text};
    size_t start, end;
    while (cpr_next(&scan, &start, &end))
        diag_report0(&body->sink, MSG_CPR_NUMBER, ((struct span){source, (uint32_t)start, (uint32_t)end}));
}

static struct body *read_body(struct bodies *bodies, struct str id)
{
    struct arena *arena = &bodies->arena;
    struct body *body = arena_new(arena, struct body);
    body->id = str_copy(arena, id);
    diag_sink_init(&body->sink, arena);
    body->forum = forum_read(&bodies->files, body->id, &body->sink);
    if (body->forum) {
        look_for_cpr(body);
        struct buf css = {0};
        html_write_stylesheet(&css, body->forum->look, body->forum->css);
        body->css = buf_keep(&css, arena);
        body->stylesheet = html_stylesheet_path(arena, body->id, body->css);
        buf_finish(&css);
    }
    diag_sort(&body->sink);
    body->unread = body->sink.unread.len > 0;
    if (body->unread)
        say_fault(bodies->language, SAY_CANNOT_READ, body->sink.unread, body->sink.why_unread);
    return body;
}

static struct body *find(struct bodies *bodies, struct str id, bool use, bool settle)
{
    pthread_mutex_lock(&bodies->mutex);
    struct body *found = NULL;
    for (size_t i = 0; i < bodies->at.len && !found; i++)
        if (str_equal(bodies->at.at[i]->id, id))
            found = bodies->at.at[i];
    if (!found) {
        found = read_body(bodies, id);
        vec_push(&bodies->arena, &bodies->at, found);
    }
    /* Nothing is made with faulty files, whatever they say. */
    if (settle && !found->is_settled && found->forum && found->sink.errors == 0)
        found->settings = forum_hash(&bodies->files, found->forum);
    found->is_settled = found->is_settled || settle;
    found->used = found->used || use;
    pthread_mutex_unlock(&bodies->mutex);
    return found;
}

const struct body *bodies_find(struct bodies *bodies, struct str id)
{
    return find(bodies, id, true, true);
}

const struct body *bodies_look_up(struct bodies *bodies, struct str id)
{
    return find(bodies, id, false, false);
}

struct hash bodies_settings(struct bodies *bodies, struct str id)
{
    return find(bodies, id, false, true)->settings;
}

const struct html_script *bodies_script(struct bodies *bodies)
{
    pthread_mutex_lock(&bodies->mutex);
    if (bodies->script.bytes.len == 0)
        bodies->script = html_script(&bodies->arena);
    pthread_mutex_unlock(&bodies->mutex);
    return &bodies->script;
}

void bodies_names(struct bodies *bodies, struct str **names, size_t *count)
{
    *names = bodies->names;
    *count = bodies->name_count;
}

static int by_id(const void *a, const void *b)
{
    return str_compare((*(struct body *const *)a)->id, (*(struct body *const *)b)->id);
}

size_t bodies_used(struct bodies *bodies, const struct body ***used)
{
    size_t const count = bodies->at.len;
    if (count > 1)
        qsort(bodies->at.at, count, sizeof(struct body *), by_id);
    *used = arena_many(&bodies->arena, const struct body *, count + 1);
    size_t in_use = 0;
    for (size_t i = 0; i < count; i++)
        if (bodies->at.at[i]->used)
            (*used)[in_use++] = bodies->at.at[i];
    return in_use;
}

bool bodies_hash(struct arena *scratch, const char *styles, struct hash *hash)
{
    *hash = hash_bytes(S("styles"));
    vec_of(const char *) pending = {0};
    vec_push(scratch, &pending, styles);
    while (pending.len) {
        const char *folder = pending.at[--pending.len];
        file_list entries;
        if (!file_list_directory(scratch, folder, &entries))
            return false;
        for (size_t i = 0; i < entries.len; i++) {
            const char *path = path_join(scratch, folder, entries.at[i].name.at);
            struct str content = {0};
            *hash = hash_combine(*hash, hash_bytes(str_of(path)));
            if (entries.at[i].kind == FILE_DIRECTORY)
                vec_push(scratch, &pending, path);
            else if (file_read(scratch, path, SOURCE_LIMIT, &content))
                *hash = hash_combine(*hash, hash_bytes(content));
            else if (errno != EFBIG && errno != EINVAL && errno != ENOENT)
                return false;
        }
    }
    return true;
}
