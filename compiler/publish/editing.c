#include "publish/editing.h"

#include "archive/search_change.h"
#include "base/file.h"
#include "program/timings.h"
#include "publish/products_parts.h"

enum { LIMIT = 1 << 30 };

/* A space and a year of at most four digits. */
static bool take_year(struct str *rest, int *year)
{
    size_t at = 1;
    *year = 0;
    while (at < rest->len && at < 5 && rest->at[at] >= '0' && rest->at[at] <= '9')
        *year = *year * 10 + (rest->at[at++] - '0');
    bool const taken = at > 1 && rest->at[0] == ' ';
    *rest = str_from(*rest, at);
    return taken;
}

/* The years of a part of the search, from the product's name. */
static bool is_part(const struct product *product, int *first, int *last)
{
    struct str const search = S("search");
    struct str rest = str_from(product->name, search.len);
    return str_starts(product->name, search) && take_year(&rest, first) && take_year(&rest, last) && rest.len == 0;
}

static bool read_text(void *context, struct arena *arena, const struct unit *unit, struct str *content)
{
    const struct renderer *renderer = context;
    struct str const path = search_text_path(arena, unit);
    return file_read(arena, path_join(arena, renderer->out, path.at), LIMIT, content);
}

/* The same of a meeting as it was. */
static bool read_text_before(void *context, struct arena *arena, const struct unit *unit, struct str *content)
{
    const struct editing *editing = context;
    (void)arena;
    *content = (struct str){0};
    for (size_t i = 0; i < editing->edited->len; i++)
        if (editing->edited->at[i].before == unit)
            *content = editing->texts[i];
    return content->len > 0;
}

static bool read_files(const struct renderer *renderer, struct arena *arena, const output_list *outputs,
                       search_files *files)
{
    for (size_t i = 0; i < outputs->len; i++) {
        struct search_file file = {.path = outputs->at[i].path};
        if (!file_read(arena, path_join(arena, renderer->out, str_cstr(arena, file.path)), LIMIT, &file.content))
            return false;
        vec_push(arena, files, file);
    }
    return true;
}

/* Those of the meetings that are in a part. */
struct concerned {
    vec_of(const struct unit *) before;
    vec_of(struct unit *) now;
    struct hash inputs; /* of the part as it becomes */
    bool is_other;      /* what is said at one of them */
};

static bool is_in_part(const struct unit *unit, const struct product *product)
{
    int first, last;
    return is_part(product, &first, &last) && unit->date.year >= first && unit->date.year <= last;
}

/* The rest is known when the meetings are set. */
static void collect_now(const struct editing *editing, struct arena *scratch, const struct product *product,
                        struct concerned *concerned)
{
    concerned->inputs = product->inputs;
    for (size_t i = 0; i < editing->edited->len; i++) {
        const struct edited *one = &editing->edited->at[i];
        if (!is_in_part(one->before, product))
            continue;
        concerned->inputs = search_part_exchange(concerned->inputs, one->before, one->now);
        concerned->is_other = concerned->is_other || !hash_equal(one->before->text, one->now->text);
        vec_push(scratch, &concerned->now, one->now);
    }
}

static bool has_been_given_up(struct editing *editing)
{
    countdown_wait(&editing->unset);
    return atomic_load(&editing->is_given_up);
}

/* A file of the part is named by what is in it, and all there were have just been read: one of them stays as it is. */
static bool write_part_file(struct editing *editing, const struct product *before, const struct search_file *file,
                            output_list *outputs)
{
    if (!outputs_list(&before->outputs, file->path))
        return render_file(editing->renderer, file->path, file->content, &editing->arena, outputs);
    struct output const output = {str_copy(&editing->arena, file->path), (long long)file->content.len};
    vec_push(&editing->arena, outputs, output);
    return true;
}

/* False when that cannot be done. */
static bool change_part(struct editing *editing, struct arena *scratch, const struct product *product)
{
    struct renderer *renderer = editing->renderer;
    struct concerned concerned = {.is_other = false};
    for (size_t i = 0; i < editing->edited->len; i++)
        if (is_in_part(editing->edited->at[i].before, product))
            vec_push(scratch, &concerned.before, editing->edited->at[i].before);
    if (concerned.before.len == 0)
        return true;
    struct lap lap = lap_begin(renderer->options->timings);
    search_files old = {0};
    search_files files = {0};
    struct str name;
    struct search_source const before = {read_text_before, editing};
    struct search_change *change =
        read_files(renderer, scratch, &product->outputs, &old)
            ? search_change_begin(scratch, &old, concerned.before.at, concerned.before.len, &before)
            : NULL;
    lap_end(&lap, TIMED_INDEX);
    if (!change || has_been_given_up(editing))
        return false;
    collect_now(editing, scratch, product, &concerned);
    if (!concerned.is_other)
        return true;
    lap = lap_begin(renderer->options->timings);
    struct search_source const source = {read_text, renderer};
    bool const good = search_change_end(change, scratch, concerned.now.at, &source, &name, &files);
    lap_end(&lap, TIMED_INDEX);
    struct product changed = {.name = product->name, .inputs = concerned.inputs};
    for (size_t i = 0; good && i < files.len; i++)
        editing->fault = editing->fault || !write_part_file(editing, product, &files.at[i], &changed.outputs);
    vec_push(&editing->arena, &editing->changed, changed);
    return good && !editing->fault;
}

static void *change_parts(void *context)
{
    struct editing *editing = context;
    struct arena scratch = {0};
    for (size_t i = 0; editing->good && i < editing->before->len; i++) {
        editing->good = change_part(editing, &scratch, &editing->before->at[i]);
        arena_reset(&scratch);
    }
    arena_finish(&scratch);
    return NULL;
}

/* The parts' products are in the order of their years, the index has the newest first. */
static bool write_index(struct renderer *renderer, struct arena *arena, const product_list *products,
                        output_list *outputs)
{
    search_parts parts = {0};
    for (size_t i = products->len; i-- > 0;) {
        int first, last;
        if (!is_part(&products->at[i], &first, &last))
            continue;
        struct search_part const part = {.name = publish_part_name(&products->at[i])};
        vec_push(&renderer->arena, &parts, part);
    }
    struct search_file const index = search_write_index(&renderer->arena, &parts);
    return render_file(renderer, index.path, index.content, arena, outputs);
}

void editing_begin(struct editing *editing, struct renderer *renderer, const product_list *before,
                   const edited_list *edited, unsigned workers)
{
    *editing = (struct editing){.renderer = renderer, .before = before, .edited = edited, .good = true};
    editing->texts = arena_many(&editing->arena, struct str, edited->len);
    for (size_t i = 0; i < edited->len; i++)
        if (!read_text(renderer, &editing->arena, edited->at[i].before, &editing->texts[i]))
            editing->texts[i] = (struct str){0};
    countdown_begin(&editing->unset, edited->len);
    atomic_init(&editing->is_given_up, false);
    editing->is_apart = workers > 1 && pthread_create(&editing->thread, NULL, change_parts, editing) == 0;
}

bool editing_end(struct editing *editing, product_list *products, bool *fault)
{
    if (editing->is_apart)
        pthread_join(editing->thread, NULL);
    else
        change_parts(editing);
    editing->is_apart = false;
    for (size_t i = 0; i < editing->before->len; i++) {
        struct product product = editing->before->at[i];
        for (size_t j = 0; j < editing->changed.len; j++)
            if (str_equal(editing->changed.at[j].name, product.name))
                product = editing->changed.at[j];
        vec_push(&editing->arena, products, product);
    }
    for (size_t i = 0; editing->good && i < products->len; i++) {
        struct product *product = &products->at[i];
        if (!str_equal(product->name, S("search")))
            continue;
        product->outputs = (output_list){0};
        editing->fault = !write_index(editing->renderer, &editing->arena, products, &product->outputs);
        editing->good = !editing->fault;
    }
    *fault = *fault || editing->fault;
    return editing->good;
}

void editing_give_up(struct editing *editing, bool *fault)
{
    if (!editing->is_apart)
        return;
    atomic_store(&editing->is_given_up, true);
    countdown_skip(&editing->unset);
    pthread_join(editing->thread, NULL);
    editing->is_apart = false;
    *fault = *fault || editing->fault;
}

void editing_finish(struct editing *editing)
{
    if (editing->before)
        countdown_end(&editing->unset);
    arena_finish(&editing->arena);
}
