#include "publish/warm.h"

#include "base/file.h"
#include "base/utf8.h"

enum { LONGEST = 40 }; /* bytes of a word */

/* The look of the body that the front matter names, found without parsing it. */
static const struct look *guess_look(struct bodies *bodies, struct str front)
{
    struct str const key = S("\nforum:");
    size_t const at = str_find(front, key, 0);
    if (at == SIZE_MAX)
        return NULL;
    size_t const start = at + key.len;
    struct str const id = str_trim(str_part(front, start, str_find_byte(front, '\n', start)));
    struct str *names;
    size_t count;
    bodies_names(bodies, &names, &count);
    for (size_t i = 0; i < count; i++)
        if (str_equal(names[i], id)) {
            const struct forum *forum = bodies_look_up(bodies, names[i])->forum;
            return forum ? forum->look : NULL;
        }
    return NULL;
}

/* Most words stand in the source as they are set: between spaces. */
static void shape_words(struct warming *warming, const struct font *font, struct str text)
{
    for (size_t at = 0, end; at < text.len && !atomic_load(&warming->enough); at = end + 1) {
        for (end = at; end < text.len && text.at[end] != ' ' && text.at[end] != '\n';)
            end++;
        size_t first = at;
        if (end > at && end - at <= LONGEST && utf8_is_letter(utf8_next(text, &first)))
            shape(warming->renderer->shaper, font, str_part(text, at, end), FEATURES_NONE);
    }
}

static void warm(struct warming *warming)
{
    struct renderer *renderer = warming->renderer;
    struct arena scratch = {0};
    struct str text = {0};
    renderer->shaper = shaper_create(renderer->book);
    if (file_read(&scratch, warming->set->head.at, SOURCE_LIMIT, &text) && utf8_first_fault(text) == SIZE_MAX) {
        size_t const body = str_find(text, S("\n---"), 0);
        const struct look *look = body == SIZE_MAX ? NULL : guess_look(renderer->bodies, str_part(text, 0, body));
        const struct font *font = look ? font_find(renderer->book, look->body_family, FONT_REGULAR) : NULL;
        if (font)
            shape_words(warming, font, str_from(text, body));
    }
    arena_finish(&scratch);
}

void warming_init(struct warming *warming, struct renderer *renderer, const struct source_set *set)
{
    warming->renderer = renderer;
    warming->set = set && !set->standard_input && !set->escapes ? set : NULL;
    pthread_mutex_init(&warming->at_work, NULL);
    atomic_init(&warming->enough, false);
}

void warming_run(struct warming *warming, struct font_book *book)
{
    if (!warming->set || !book)
        return;
    pthread_mutex_lock(&warming->at_work);
    if (!atomic_load(&warming->enough)) {
        warming->renderer->book = book;
        warm(warming);
    }
    pthread_mutex_unlock(&warming->at_work);
}

void warming_end(struct warming *warming)
{
    atomic_store(&warming->enough, true);
    pthread_mutex_lock(&warming->at_work);
    pthread_mutex_unlock(&warming->at_work);
}
