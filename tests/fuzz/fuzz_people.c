/* Any bytes as a person in the short form, as a presenter's line and as a list of names: names are not empty and stand
 * in the text. */
#include "fuzz.h"
#include "parse/people.h"

static void hold(const struct person *person, const struct source *source)
{
    must(person->name.len > 0, "a person has a name");
    must(person->name_span.source == source && person->name_span.start <= person->name_span.end &&
             person->name_span.end <= source->text.len,
         "a name stands in the text");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    const struct source *source = source_new(&arena, S("fuzz.md"), (struct str){(const char *)data, size});
    struct excerpt const text = excerpt_of(&arena, source, 0, size);
    struct person person = {0};
    bool closed = false;
    if (person_read(&arena, &text, &person, &closed))
        hold(&person, source);
    struct person_list presenters = {0}, names = {0};
    presenter_parse(&arena, &text, &presenters);
    names_parse(&arena, &text, &names);
    for (size_t i = 0; i < names.at.len; i++)
        hold(&names.at.at[i], source);
    arena_finish(&arena);
    return 0;
}
