#include "driver/inspect.h"

#include "base/utf8.h"
#include "check/cpr.h"
#include "driver/picture.h"
#include "driver/say.h"
#include "pdf/image.h"

enum { MOST_REPORTS = 10 }; /* of one file */

static struct str name_of(struct str path)
{
    size_t start = path.len;
    while (start && path.at[start - 1] != '/')
        start--;
    return str_from(path, start);
}

/* Kinds of files by their first bytes, and the endings that names of such files have. */
static const struct {
    struct str beginning, name;
    const char *endings; /* each between spaces */
} kinds[] = {
    {{"%PDF-", 5}, {"PDF", 3}, " pdf ai "},
    {{"\x89PNG\r\n\x1a\n", 8}, {"PNG", 3}, " png "},
    {{"\xff\xd8\xff", 3}, {"JPEG", 4}, " jpg jpeg jpe jfif "},
    {{"GIF8", 4}, {"GIF", 3}, " gif "},
    {{"PK\x03\x04", 4}, {"ZIP", 3}, " zip docx docm dotx xlsx xlsm pptx pptm odt ods odp odg epub kmz "},
    {{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8}, {"Microsoft Office 97-2003", 24}, " doc dot xls xlt ppt pps msg vsd "},
    {{"{\\rtf", 5}, {"RTF", 3}, " rtf doc "},
    {{"<!DOCTYPE html", 14}, {"HTML", 4}, " html htm xhtml "},
    {{"<!doctype html", 14}, {"HTML", 4}, " html htm xhtml "},
    {{"<html", 5}, {"HTML", 4}, " html htm xhtml "},
    {{"\x7f"
      "ELF",
      4},
     {"ELF", 3},
     " "},
    {{"MZ\x90", 3}, {"EXE", 3}, " exe dll "},
};

/* The endings that kinds above stand for: a file of another name may begin as it likes. */
static bool is_known_ending(struct str spaced)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_find(str_of(kinds[i].endings), spaced, 0) != SIZE_MAX)
            return true;
    return str_equal(spaced, S(" txt ")) || str_equal(spaced, S(" csv "));
}

static struct str spaced_ending(struct arena *arena, struct str path)
{
    struct str const name = name_of(path);
    size_t dot = name.len;
    while (dot && name.at[dot - 1] != '.')
        dot--;
    return str_format(arena, " %.*s ", STR(utf8_fold(arena, dot ? str_from(name, dot) : S(""))));
}

static bool is_of_its_type(struct compiled *compiled, struct span place, const struct link *link, struct str content)
{
    struct str const ending = spaced_ending(&compiled->arena, link->source);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!str_starts(content, kinds[i].beginning))
            continue;
        bool const named = !is_known_ending(ending) || str_find(str_of(kinds[i].endings), ending, 0) != SIZE_MAX;
        if (!named)
            diag_report(&compiled->sink, MSG_FILE_OF_OTHER_TYPE, place, name_of(link->source), kinds[i].name);
        return named;
    }
    return true;
}

static void inspect_picture(struct compiled *compiled, const struct node *node, const struct link *link,
                            struct str content)
{
    struct arena scratch = {0};
    struct image_data image;
    struct str why;
    unsigned width, height;
    if (!picture_size(content, &width, &height) || !image_read(&scratch, content, &image, &why))
        diag_report(&compiled->sink, MSG_PICTURE_BROKEN, node->span, name_of(link->source));
    arena_finish(&scratch);
}

static void report_cpr(struct compiled *compiled, struct span place, struct str name, bool paged, size_t page,
                       size_t line)
{
    struct arena *arena = &compiled->arena;
    struct str const in_line = str_format(arena, "%zu", line);
    if (paged)
        diag_report(&compiled->sink, MSG_CPR_NUMBER_ON_PAGE, place, name, str_format(arena, "%zu", page), in_line);
    else
        diag_report(&compiled->sink, MSG_CPR_NUMBER_IN_FILE, place, name, in_line);
}

static void look_for_cpr(struct compiled *compiled, struct span place, const struct link *link, struct str content,
                         enum language language)
{
    struct arena scratch = {0};
    struct str text = {0};
    struct str const name = name_of(link->source);
    enum text_found const found = inspect_text(&scratch, link->source, content, &text);
    if (found == TEXT_NO_READER)
        say_note(language, say(&scratch, language, SAY_NO_PDFTOTEXT, link->source, S("")));
    struct cpr_scan scan = {.text = text};
    size_t start, end, line = 1, page = 1, counted = 0;
    for (unsigned reports = 0; reports < MOST_REPORTS && cpr_next(&scan, &start, &end); reports++) {
        for (; counted < start; counted++) {
            line += text.at[counted] == '\n';
            if (text.at[counted] == '\f') {
                page++;
                line = 1;
            }
        }
        report_cpr(compiled, place, name, found == TEXT_PAGES, page, line);
    }
    arena_finish(&scratch);
}

void inspect_file(struct compiled *compiled, const struct node *node, const struct link *link, struct str content,
                  enum language language)
{
    struct span const place = span_is_nowhere(link->span) ? node->span : link->span;
    if (node->kind == NODE_IMAGE) {
        inspect_picture(compiled, node, link, content);
        return;
    }
    if (is_of_its_type(compiled, place, link, content) && compiled->sink.severities[RULE_CPR_NUMBER] != SEVERITY_OFF)
        look_for_cpr(compiled, place, link, content, language);
}
