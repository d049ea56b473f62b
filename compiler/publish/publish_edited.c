/* The parts of the search in which meetings say something else. */
#include "publish/publish_parts.h"

#include "archive/search_change.h"
#include "base/file.h"
#include "program/timings.h"

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

static bool change_part(struct renderer *renderer, struct arena *arena, const edited_list *edited,
                        struct product *product, bool *fault)
{
    int first, last;
    struct arena scratch = {0};
    vec_of(struct unit *) units = {0};
    if (!is_part(product, &first, &last))
        return true;
    struct product changed = {.name = product->name, .inputs = product->inputs};
    for (size_t i = 0; i < edited->len; i++) {
        const struct edited *one = &edited->at[i];
        if (one->now->date.year < first || one->now->date.year > last || hash_equal(one->before->text, one->now->text))
            continue;
        changed.inputs = search_part_exchange(changed.inputs, one->before, one->now);
        vec_push(&scratch, &units, one->now);
    }
    struct lap const lap = lap_begin(renderer->options->timings);
    struct search_source const source = {read_text, renderer};
    search_files old = {0};
    search_files files = {0};
    struct str name;
    bool good = units.len == 0 || (read_files(renderer, &scratch, &product->outputs, &old) &&
                                   search_change_part(&scratch, &old, units.at, units.len, &source, &name, &files));
    lap_end(&lap, TIMED_INDEX);
    for (size_t i = 0; good && i < files.len; i++)
        *fault = *fault || !render_file(renderer, files.at[i].path, files.at[i].content, arena, &changed.outputs);
    if (good && units.len)
        *product = changed;
    arena_finish(&scratch);
    return good && !*fault;
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

bool publish_edited(struct renderer *renderer, struct arena *arena, const edited_list *edited, product_list *products,
                    bool *fault)
{
    bool good = true;
    for (size_t i = 0; good && i < products->len; i++)
        good = change_part(renderer, arena, edited, &products->at[i], fault);
    for (size_t i = 0; good && i < products->len; i++) {
        struct product *product = &products->at[i];
        if (!str_equal(product->name, S("search")))
            continue;
        product->outputs = (output_list){0};
        *fault = !write_index(renderer, arena, products, &product->outputs);
        good = !*fault;
    }
    return good;
}
