#include "ast/words.h"

#include "base/utf8.h"

#include <assert.h>

struct str word(enum word word)
{
    switch (word) {
    case WORD_MINUTES:
        return S("Referat");
    case WORD_AGENDA:
        return S("Dagsorden");
    case WORD_DRAFT:
        return S("Udkast til referat");
    case WORD_APPROVED:
        return S("Godkendt referat");
    case WORD_TIME:
        return S("Tidspunkt");
    case WORD_PLACE:
        return S("Sted");
    case WORD_MINUTES_OF_MEETING:
        return S("Referatet af mødet");
    case WORD_AGENDA_OF_DAY:
        return S("Dagsordenen af");
    case WORD_AGENDA_OF_MEETING:
        return S("Dagsordenen for mødet den");
    case WORD_ISSUED:
        return S("Dato");
    case WORD_CONTACT:
        return S("Kontakt");
    case WORD_TELEPHONE:
        return S("Tlf.");
    case WORD_ATTENDEES:
        return S("Deltagere");
    case WORD_APOLOGIES:
        return S("Afbud");
    case WORD_GUESTS:
        return S("Gæster");
    case WORD_ABSENTEES:
        return S("Deltog ikke");
    case WORD_NEXT_MEETING:
        return S("Næste møde");
    case WORD_NAME:
        return S("Navn");
    case WORD_ORGANISATION:
        return S("Organisation");
    case WORD_CONTENTS:
        return S("Indhold");
    case WORD_ITEM:
        return S("Punkt");
    case WORD_ONE_ITEM:
        return S("punkt");
    case WORD_ITEMS:
        return S("punkter");
    case WORD_ATTACHMENT:
        return S("Bilag");
    case WORD_CLOSED_ITEM:
        return S("Lukket punkt");
    case WORD_PAGE:
        return S("Side");
    case WORD_OF:
        return S("af");
    case WORD_ARCHIVE:
        return S("Møder: dagsordener og referater");
    case WORD_SUBSTITUTE:
        return S("stedfortræder for");
    case WORD_DRAFT_NOTICE:
        return S("Udkast: referatet er ikke godkendt.");
    case WORD_INTERNAL_NOTICE:
        return S("Intern udgave med lukkede punkter: må ikke offentliggøres.");
    case WORD_SKIP:
        return S("Spring til indholdet");
    case WORD_BREADCRUMB:
        return S("Du er her");
    case WORD_SHOW_CONTENTS:
        return S("Vis punkterne");
    case WORD_SHOW_PLACES:
        return S("Vis oversigten");
    case WORD_PERMALINK:
        return S("Link til punkt");
    case WORD_IN_PDF:
        return S("i PDF");
    case WORD_DOWNLOAD:
        return S("Hent som PDF");
    case WORD_ONE_PAGE:
        return S("side");
    case WORD_PAGES:
        return S("sider");
    case WORD_NEIGHBOURS:
        return S("Møderne før og efter");
    case WORD_PREVIOUS_MEETING:
        return S("Forrige møde");
    case WORD_YEARS_AROUND:
        return S("Årene før og efter");
    case WORD_PREVIOUS_YEAR:
        return S("Forrige år");
    case WORD_NEXT_YEAR:
        return S("Næste år");
    case WORD_TABLE:
        return S("Tabel");
    case WORD_ACCESSIBILITY:
        return S("Tilgængelighedserklæring");
    case WORD_MEETINGS:
        return S("Møder");
    case WORD_COMING:
        return S("Næste møder");
    case WORD_CALENDAR:
        return S("Hent møderne til din kalender (iCalendar)");
    case WORD_NO_MEETINGS:
        return S("Ingen møder endnu.");
    case WORD_NO_MEETINGS_OF:
        return S("Her er ingen møder endnu. Dagsordener og referater fra");
    case WORD_NO_MEETINGS_HERE:
        return S("kommer til at stå her.");
    case WORD_ALL_YEARS:
        return S("Alle møder efter år");
    case WORD_SHORTENED:
        return S("Her står de nyeste møder. Under hvert forum er der en liste over årene med alle møder.");
    case WORD_SHORTENED_MUCH:
        return S("Her står de nyeste møder. Alle møder i et forum står på dets egen side.");
    case WORD_BELONGS_TO:
        return S("Hører under");
    case WORD_ABOVE:
        return S("Herunder hører");
    case WORD_ABOUT:
        return S("Om");
    case WORD_CLOSED_KEY:
        return S("lukket");
    case WORD_PUBLIC_TITLE_KEY:
        return S("offentlig titel");
    case WORD_SECTION_KEY:
        return S("sektion");
    case WORD_TITLE_KEY:
        return S("titel");
    case WORD_FILE_KEY:
        return S("fil");
    case WORD_ID_KEY:
        return S("id");
    case WORD_PRESENTER:
        return S("Ved");
    case WORD_ITEM_REFERENCE:
        return S("pkt.");
    case WORD_ATTACHMENT_REFERENCE:
        return S("bilag");
    case WORD_SEARCH:
        return S("Søg i møderne");
    case WORD_SEARCH_RESULTS:
        return S("Søgeresultater");
    case WORD_SEARCHING:
        return S("Søger …");
    case WORD_FOUND_NONE:
        return S("Ingen resultater");
    case WORD_FOUND_ONE:
        return S("1 resultat");
    case WORD_FOUND_MANY:
        return S("# resultater");
    case WORD_FOUND_SOME:
        return S("Intet sted har alle ordene; # har nogle af dem");
    case WORD_FOUND_MORE:
        return S("Vis flere (# tilbage)");
    case WORD_SEARCH_FAILED:
        return S("Søgningen kunne ikke hentes. Genindlæs siden, og prøv igen.");
    case WORD_FILTER:
        return S("Vis kun");
    case WORD_FILTER_BODY:
        return S("Forum");
    case WORD_FILTER_YEAR:
        return S("År");
    case WORD_FILTER_SECTION:
        return S("Del af dagsordenen");
    case WORD_FILTER_ALL:
        return S("Alle");
    case WORD_FILTER_RESET:
        return S("Vis alle");
    case WORD_SHOWN_NONE:
        return S("Ingen møder passer til valget");
    case WORD_SHOWN:
        return S("Viser");
    case WORD_AND:
        return S("og");
    case WORD_ONE_MEETING:
        return S("1 møde");
    case WORD_MANY_MEETINGS:
        return S("# møder");
    case WORD_ONE_YEAR:
        return S("1 side med et helt års møder");
    case WORD_MANY_YEARS:
        return S("# sider med hele års møder");
    case WORD_NEW_ITEM:
        return S("Nyt punkt");
    case WORD_NEW_PRESENTER:
        return S("Ved navn, titel");
    case WORD_NEW_RECOMMENDATION:
        return S("At orienteringen tages til efterretning.");
    case WORD_NEW_ACCOUNT:
        return S("Beskriv sagen her.");
    case WORD_NEW_DELEGATE:
        return S("Repræsentant for");
    case WORD_PLANNED_ITEMS:
        return S("Punkter til næste møde");
    case WORD_NEW_PLACE:
        return S("Skriv stedet her");
    case WORD_COUNT:
        break;
    }
    assert(false);
    return S("");
}

struct str word_month(int month)
{
    static const char *const months[] = {"januar", "februar", "marts",     "april",   "maj",      "juni",
                                         "juli",   "august",  "september", "oktober", "november", "december"};
    assert(month >= 1 && month <= 12);
    return str_of(months[month - 1]);
}

struct str word_weekday(int weekday)
{
    static const char *const weekdays[] = {"mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"};
    assert(weekday >= 1 && weekday <= 7);
    return str_of(weekdays[weekday - 1]);
}

struct str word_part(enum part_kind part)
{
    switch (part) {
    case PART_RECOMMENDATION:
        return S("Indstilling");
    case PART_ACCOUNT:
        return S("Sagsfremstilling");
    case PART_ATTACHMENTS:
        return S("Bilag");
    case PART_MINUTES:
        return S("Referat");
    case PART_KIND_COUNT:
        break;
    }
    assert(false);
    return S("");
}

struct str word_part_slug(enum part_kind part)
{
    switch (part) {
    case PART_RECOMMENDATION:
        return S("indstilling");
    case PART_ACCOUNT:
        return S("sagsfremstilling");
    case PART_ATTACHMENTS:
        return S("bilag");
    case PART_MINUTES:
        return S("referat");
    case PART_KIND_COUNT:
        break;
    }
    assert(false);
    return S("");
}

bool word_is_part(struct arena *scratch, struct str title, enum part_kind *part)
{
    struct str folded = utf8_fold(scratch, title);
    if (str_ends(folded, S(":")))
        folded = str_trim(str_part(folded, 0, folded.len - 1));
    for (int i = 0; i < PART_KIND_COUNT; i++) {
        if (str_equal(folded, word_part_slug((enum part_kind)i))) {
            *part = (enum part_kind)i;
            return true;
        }
    }
    return false;
}

struct str word_status(enum status status)
{
    switch (status) {
    case STATUS_AGENDA:
        return S("dagsorden");
    case STATUS_DRAFT:
        return S("udkast");
    case STATUS_MINUTES:
        return S("referat");
    case STATUS_APPROVED:
        return S("godkendt");
    }
    assert(false);
    return S("");
}

struct str word_document(enum status status)
{
    switch (status) {
    case STATUS_AGENDA:
        return word(WORD_AGENDA);
    case STATUS_DRAFT:
        return word(WORD_DRAFT);
    case STATUS_MINUTES:
        return word(WORD_MINUTES);
    case STATUS_APPROVED:
        return word(WORD_APPROVED);
    }
    assert(false);
    return S("");
}

struct str word_file(enum status status)
{
    return status == STATUS_AGENDA ? S("dagsorden") : S("referat");
}

/* Bytes of the words and the white space after them at the start of the text, or 0. */
static size_t opening(struct str text, struct str words, bool needs_space)
{
    if (!str_equal_ignoring_case(str_part(text, 0, words.len), words))
        return 0;
    size_t at = words.len;
    while (at < text.len && (text.at[at] == ' ' || text.at[at] == '\t' || text.at[at] == '\n'))
        at++;
    return needs_space && at == words.len ? 0 : at;
}

size_t word_opens_presenter(struct str text)
{
    static const struct str openings[] = {{"Ved", 3}, {"Opl\xC3\xA6g ved", 10}, {"OPL\xC3\x86G VED", 10}};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        size_t length = opening(text, openings[i], true);
        if (length > 0)
            return length;
    }
    return 0;
}

size_t word_opens_absentees(struct str text)
{
    size_t words = opening(text, word(WORD_ABSENTEES), false);
    if (words == 0 || words >= text.len || text.at[words] != ':')
        return 0;
    return words + opening(str_from(text, words), S(":"), false);
}

static size_t begins_with_one_of(struct str text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct str word = str_of(words[i]);
        if (str_equal_ignoring_case(str_part(text, 0, word.len), word))
            return word.len;
    }
    return 0;
}

size_t word_names_item(struct str text)
{
    static const char *const words[] = {"pkt.", "pkt", "punkterne", "punkter", "punktet", "punkt"};
    return begins_with_one_of(text, words, sizeof words / sizeof *words);
}

size_t word_names_attachment(struct str text)
{
    static const char *const words[] = {"bilagene", "bilag"};
    return begins_with_one_of(text, words, sizeof words / sizeof *words);
}

bool word_joins(struct str word)
{
    static const char *const words[] = {"og", "eller", "samt", "til"};
    return str_is_one_of(word, words, sizeof words / sizeof *words);
}

bool word_of_law(struct str word)
{
    static const char *const words[] = {"stk.", "stk", "nr.", "nr", "litra", "pkt.", "pkt", "punkt", "og"};
    return str_is_one_of(word, words, sizeof words / sizeof *words);
}

bool word_names_law(struct str word)
{
    static const char *const endings[] = {"lovens",
                                          "loven",
                                          "bekendtg\xC3\xB8relsens",
                                          "bekendtg\xC3\xB8relse",
                                          "direktivets",
                                          "direktiv",
                                          "forordningens",
                                          "forordning",
                                          "aftalens",
                                          "vejledningens",
                                          "konventionens",
                                          "regulativets",
                                          "cirkul\xC3\xA6rets"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct str ending = str_of(endings[i]);
        if (word.len >= ending.len && str_equal_ignoring_case(str_from(word, word.len - ending.len), ending))
            return true;
    }
    return false;
}
