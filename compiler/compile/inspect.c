#include "compile/inspect.h"

#include "base/utf8.h"
#include "check/cpr.h"
#include "image/image.h"
#include "program/say.h"

enum { MOST_REPORTS = 10 }; /* of one file */

/* Kinds of files by their first bytes, and the endings that names of such files have: files of these names begin so,
 * and files that begin so have these names or ones that nothing is known of. */
static const struct {
    struct str beginning, name;
    const char *endings; /* each between spaces */
} kinds[] = {
    {{"%PDF-", 5}, {"PDF", 3}, " pdf ai "},
    {{"\x89PNG\r\n\x1a\n", 8}, {"PNG", 3}, " png "},
    {{"\xff\xd8\xff", 3}, {"JPEG", 4}, " jpg jpeg jpe jfif "},
    {{"GIF8", 4}, {"GIF", 3}, " gif "},
    {{"II*\0", 4}, {"TIFF", 4}, " tif tiff "},
    {{"MM\0*", 4}, {"TIFF", 4}, " tif tiff "},
    {{"PK\x03\x04", 4}, {"ZIP", 3}, " zip docx docm dotx xlsx xlsm pptx pptm odt ods odp odg epub kmz "},
    {{"PK\x05\x06", 4}, {"ZIP", 3}, " zip "}, /* an empty one */
    {{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8}, {"Microsoft Office 97-2003", 24}, " doc dot xls xlt ppt pps msg vsd "},
    {{"{\\rtf", 5}, {"RTF", 3}, " rtf doc "},
    {{"\x7f"
      "ELF",
      4},
     {"ELF", 3},
     " "},
    {{"MZ\x90", 3}, {"EXE", 3}, " exe dll "},
};

/* HTML may begin in many ways; these are the ones that tell it from what it must not be. */
static const struct str html_beginnings[] = {{"<!DOCTYPE html", 14}, {"<!doctype html", 14}, {"<html", 5}};

static const char text_endings[] = " txt csv ", html_endings[] = " html htm xhtml ";

/* PDFs may have some bytes in front (ISO 32000-1, H.3, note 13). */
static bool begins_as(struct str content, struct str beginning)
{
    enum { MOST_IN_FRONT = 1024 };
    if (str_equal(beginning, S("%PDF-")))
        return str_find(str_part(content, 0, content.len < MOST_IN_FRONT ? content.len : MOST_IN_FRONT), beginning,
                        0) != SIZE_MAX;
    return str_starts(content, beginning);
}

static bool is_among(const char *endings, struct str spaced)
{
    return str_find(str_of(endings), spaced, 0) != SIZE_MAX;
}

static struct str ending_of(struct arena *arena, struct str path)
{
    struct str const name = path_name(path);
    size_t dot = name.len;
    while (dot && name.at[dot - 1] != '.')
        dot--;
    return utf8_fold(arena, dot ? str_from(name, dot) : S(""));
}

/* Text of one byte or UTF-8 has no zero bytes; of two bytes it has a mark in front. */
static bool is_text(struct str content)
{
    return str_starts(content, S("\xff\xfe")) || str_starts(content, S("\xfe\xff")) ||
           str_find_byte(content, 0, 0) == SIZE_MAX;
}

/* What the file's first bytes say it is, when they say anything; else empty. */
static struct str kind_of(struct str content, struct str spaced, bool *named)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!begins_as(content, kinds[i].beginning))
            continue;
        *named = is_among(kinds[i].endings, spaced);
        return kinds[i].name;
    }
    *named = is_among(html_endings, spaced);
    for (size_t i = 0; i < sizeof html_beginnings / sizeof *html_beginnings; i++)
        if (str_starts(content, html_beginnings[i]))
            return S("HTML");
    return (struct str){0};
}

static bool is_of_its_type(struct compiled *compiled, struct span place, const struct link *link, struct str content)
{
    struct arena *arena = &compiled->arena;
    struct str const ending = ending_of(arena, link->source), name = path_name(link->source);
    struct str const spaced = str_format(arena, " %.*s ", STR(ending));
    bool const text = is_among(text_endings, spaced);
    bool begins_so = false, named;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        begins_so |= is_among(kinds[i].endings, spaced);
    if (!begins_so && !text && !is_among(html_endings, spaced))
        return true;
    struct str const kind = kind_of(content, spaced, &named);
    if (kind.len > 0 ? named : !begins_so && (!text || is_text(content)))
        return true;
    if (kind.len > 0)
        diag_report(&compiled->sink, MSG_FILE_OF_OTHER_TYPE, place, name, kind);
    else if (content.len == 0)
        diag_report(&compiled->sink, MSG_FILE_EMPTY, place, name);
    else
        diag_report(&compiled->sink, MSG_FILE_NOT_OF_TYPE, place, name, str_concat(arena, S("."), ending));
    return false;
}

static void inspect_picture(struct compiled *compiled, const struct node *node, const struct link *link,
                            struct str content)
{
    struct arena scratch = {0};
    struct image_data image;
    struct str why;
    if (!image_read(&scratch, content, &image, &why))
        diag_report(&compiled->sink, MSG_PICTURE_BROKEN, node->span, path_name(link->source));
    else
        is_of_its_type(compiled, node->span, link, content);
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
    struct str const name = path_name(link->source);
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
