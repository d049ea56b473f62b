#include "html/script_parts.h"

#include "html/html.h"

#include "ast/words.h"
#include "base/hash.h"
#include "base/json.h"

static const struct {
    const char *name;
    enum word word;
} words[] = {
    {"search", WORD_SEARCH},
    {"results", WORD_SEARCH_RESULTS},
    {"searching", WORD_SEARCHING},
    {"none", WORD_FOUND_NONE},
    {"one", WORD_FOUND_ONE},
    {"many", WORD_FOUND_MANY},
    {"some", WORD_FOUND_SOME},
    {"more", WORD_FOUND_MORE},
    {"failed", WORD_SEARCH_FAILED},
    {"filter", WORD_FILTER},
    {"body", WORD_FILTER_BODY},
    {"year", WORD_FILTER_YEAR},
    {"section", WORD_FILTER_SECTION},
    {"all", WORD_FILTER_ALL},
    {"reset", WORD_FILTER_RESET},
    {"shown_none", WORD_SHOWN_NONE},
    {"shown", WORD_SHOWN},
    {"and", WORD_AND},
    {"one_meeting", WORD_ONE_MEETING},
    {"meetings", WORD_MANY_MEETINGS},
    {"one_year", WORD_ONE_YEAR},
    {"years", WORD_MANY_YEARS},
};

static void add_words(struct buf *out)
{
    struct json json;
    buf_text(out, "const WORDS = ");
    json_init(&json, out, true);
    json_object(&json);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        json_key(&json, words[i].name);
        json_string(&json, word(words[i].word));
    }
    json_end_object(&json);
    buf_text(out, ";\n\n");
}

struct html_script html_script(struct arena *arena)
{
    struct buf text = {0};
    struct html_script script;
    const struct str parts[] = {
        {html_script_words, html_script_words_size}, {html_script_index, html_script_index_size},
        {html_script_box, html_script_box_size},     {html_script_filter, html_script_filter_size},
        {html_script_start, html_script_start_size},
    };
    buf_text(&text, "(() => {\n'use strict';\n\n");
    add_words(&text);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        buf_add(&text, parts[i]);
        buf_add_byte(&text, '\n');
    }
    buf_text(&text, "})();\n");
    script.bytes = buf_keep(&text, arena);
    buf_finish(&text);
    struct str const hash = str_part(hash_hex(arena, hash_bytes(script.bytes)), 0, 8);
    script.path = str_format(arena, "styles/referat-%.*s.js", STR(hash));
    return script;
}
