#include "ast/words.h"

#include "base/utf8.h"

/* The words that rules know. */

#define IS_ONE_OF(word, list) str_is_one_of((word), (list), sizeof(list) / sizeof *(list))

static struct str without_colon(struct str word)
{
    while (word.len > 0 && (word.at[word.len - 1] == ':' || word.at[word.len - 1] == ','))
        word.len--;
    return word;
}

bool word_is_and(struct str word)
{
    static const char *const words[] = {"og", "samt", "eller"};
    return IS_ONE_OF(word, words);
}

bool word_is_the(struct str word)
{
    static const char *const words[] = {"den", "d.", "d"};
    return IS_ONE_OF(word, words);
}

bool word_precedes_paragraph(struct str word)
{
    static const char *const words[] = {"pkt.", "pkt",    "punkt", "punkterne", "afsnit",    "kapitel",
                                        "kap.", "§",      "§§",    "version",   "ver.",      "v.",
                                        "nr.",  "nummer", "sag",   "sagsnr.",   "kle",       "emne",
                                        "fig.", "figur",  "tabel", "j.nr.",     "journalnr."};
    return IS_ONE_OF(without_colon(word), words);
}

bool word_is_telephone(struct str word)
{
    static const char *const words[] = {"tlf.",    "tlf",           "tlf.nr.",     "tlf.nr", "tlfnr.",   "tlfnr",
                                        "telefon", "telefonnr.",    "mobil",       "mob.",   "mobilnr.", "sms",
                                        "ring",    "telefonnummer", "mobilnummer", "direkte"};
    return IS_ONE_OF(without_colon(word), words);
}

bool word_precedes_other_number(struct str word)
{
    static const char *const words[] = {"sag",        "sagen",       "sagsnr.",       "sagsnr", "sagsnummer", "sagsid",
                                        "journalnr.", "journalnr",   "journalnummer", "j.nr.",  "j.nr",       "jnr.",
                                        "nr.",        "nr",          "nummer",        "cvr",    "cvr.",       "cvr-nr.",
                                        "cvr-nr",     "cvr-nummer",  "cvrnr.",        "se-nr.", "ean",        "ean-nr.",
                                        "ean-nr",     "ean-nummer",  "gln",           "kr.",    "kr",         "dkk",
                                        "dok.",       "dok.nr.",     "dokument",      "id",     "ref.",       "konto",
                                        "kontonr.",   "kontonummer", "matr.nr.",      "p-nr.",  "p-nummer",   "faktura",
                                        "fakturanr.", "løbenr."};
    return IS_ONE_OF(without_colon(word), words);
}

bool word_precedes_company_number(struct str word)
{
    static const char *const words[] = {"p-nr.",   "p-nr",       "pnr.",    "p-nummer",
                                        "p-numre", "p-nummeret", "p-enhed", "produktionsnummer",
                                        "isbn",    "isbn-10"};
    return IS_ONE_OF(without_colon(word), words);
}

bool word_means_cpr(struct str word)
{
    static const char *const words[] = {"cpr", "cprnr", "cprnummer", "nr", "nummer", "personnummer"};
    return IS_ONE_OF(word, words);
}

bool word_is_title(struct str word)
{
    static const char *const words[] = {"direktør",
                                        "kontorchef",
                                        "socialdirektør",
                                        "formand",
                                        "forkvinde",
                                        "næstformand",
                                        "minister",
                                        "borgmester",
                                        "chef",
                                        "konsulent",
                                        "leder",
                                        "rektor",
                                        "professor",
                                        "overlæge",
                                        "fru",
                                        "hr.",
                                        "afdelingschef",
                                        "teamleder",
                                        "centerchef",
                                        "chefkonsulent",
                                        "udviklingschef",
                                        "specialkonsulent",
                                        "kontorchefen",
                                        "direktøren",
                                        "formanden"};
    return IS_ONE_OF(word, words);
}

bool word_precedes_place(struct str word)
{
    static const char *const words[] = {"i", "på"};
    return IS_ONE_OF(word, words);
}

bool word_makes_place(struct str word)
{
    static const char *const words[] = {"kommune", "kommunes", "kommuner", "kommuners",
                                        "rådhus",  "by",       "kommune.", "kommune,"};
    return IS_ONE_OF(word, words);
}

bool phrase_begins_recommendation(struct str text)
{
    return text.len >= 2 && str_equal_ignoring_case(str_part(text, 0, 2), S("at")) &&
           (text.len == 2 || strchr(" \n\t:", text.at[2]) || str_starts(str_from(text, 2), S(" ")));
}

bool phrase_says_nothing(struct arena *scratch, struct str words)
{
    static const char *const phrases[] = {"her",
                                          "link",
                                          "linket",
                                          "laes mere",
                                          "laes mere her",
                                          "laes her",
                                          "se her",
                                          "se mere",
                                          "se mere her",
                                          "klik",
                                          "klik her",
                                          "tryk her",
                                          "mere",
                                          "mere her",
                                          "dette",
                                          "dette link",
                                          "dette her",
                                          "via dette link",
                                          "via linket",
                                          "via link",
                                          "link her",
                                          "se link",
                                          "se linket",
                                          "foelg linket",
                                          "foelg link",
                                          "hent",
                                          "hent her",
                                          "download",
                                          "download her",
                                          "aabn",
                                          "aabn her",
                                          "find det her",
                                          "findes her",
                                          "find mere her",
                                          "vis mere",
                                          "gaa til",
                                          "siden",
                                          "hjemmesiden",
                                          "hjemmeside",
                                          "denne side",
                                          "dokumentet",
                                          "dokument",
                                          "fil",
                                          "filen",
                                          "pdf",
                                          "info",
                                          "mere info",
                                          "information",
                                          "mere information",
                                          "here",
                                          "click here",
                                          "read more",
                                          "more",
                                          "this link",
                                          "this",
                                          "see here",
                                          "learn more",
                                          "laes videre",
                                          "naermere",
                                          "url",
                                          "web",
                                          "klik paa linket"};
    struct str folded = utf8_fold(scratch, words);
    static const char signs[] = " .,:;!?()[]<>\"'->";
    while (folded.len > 0 && strchr(signs, folded.at[folded.len - 1]))
        folded.len--;
    while (folded.len > 0 && strchr(signs, folded.at[0]))
        folded = str_from(folded, 1);
    while (str_ends(folded, S("»")) || str_ends(folded, S("«")) || str_ends(folded, S("→")) ||
           str_ends(folded, S("…"))) {
        folded.len -= folded.at[folded.len - 1] == '\xBB' || folded.at[folded.len - 1] == '\xAB' ? 2 : 3;
        folded = str_trim(folded);
    }
    return folded.len == 0 || IS_ONE_OF(folded, phrases);
}

/* Spaces, line ends and no-break spaces at the place. */
static size_t skip_spaces(struct str text, size_t at)
{
    for (size_t next = at; next < text.len && utf8_is_space(utf8_next(text, &next)); at = next)
        continue;
    return at;
}

/* Past the word and the space after it, or 0. */
static size_t skip_word(struct str text, size_t at, struct str name)
{
    if (!str_equal_ignoring_case(str_part(text, at, at + name.len), name))
        return 0;
    size_t const after = skip_spaces(text, at + name.len);
    return after > at + name.len ? after : 0;
}

size_t word_names_meeting(struct str text)
{
    size_t at = skip_word(text, 0, S("mødet"));
    if (at == 0)
        return 0;
    for (int day = 1; day <= 7; day++) {
        size_t const after = skip_word(text, at, word_weekday(day));
        if (after > 0) {
            at = after;
            break;
        }
    }
    size_t const after = skip_word(text, at, S("den"));
    return after > 0 ? after : skip_word(text, at, S("d."));
}
