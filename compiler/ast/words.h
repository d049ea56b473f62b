/* Every Danish word the program knows: what it recognises in sources and what it writes into documents. Nowhere else in
 * the compiler is there a Danish string, but for the texts of diagnostics. */
#ifndef AST_WORDS_H
#define AST_WORDS_H

#include "ast/meeting.h"

enum word {
    WORD_MINUTES,            /* Referat */
    WORD_AGENDA,             /* Dagsorden */
    WORD_DRAFT,              /* Udkast til referat */
    WORD_APPROVED,           /* Godkendt referat */
    WORD_TIME,               /* Tidspunkt */
    WORD_PLACE,              /* Sted */
    WORD_MINUTES_OF_MEETING, /* Referatet af mødet */
    WORD_AGENDA_OF_DAY,      /* Dagsordenen af: the date it was sent out follows */
    WORD_AGENDA_OF_MEETING,  /* Dagsordenen for mødet den: its date follows */
    WORD_ISSUED,             /* Dato */
    WORD_CONTACT,            /* Kontakt */
    WORD_TELEPHONE,          /* Tlf. */
    WORD_ATTENDEES,          /* Deltagere */
    WORD_APOLOGIES,          /* Afbud */
    WORD_GUESTS,             /* Gæster */
    WORD_ABSENTEES,          /* Deltog ikke */
    WORD_NEXT_MEETING,       /* Næste møde */
    WORD_NAME,               /* Navn */
    WORD_ORGANISATION,       /* Organisation */
    WORD_CONTENTS,           /* Indhold */
    WORD_ITEM,               /* Punkt */
    WORD_ONE_ITEM,           /* punkt: `1 punkt` */
    WORD_ITEMS,              /* punkter */
    WORD_ATTACHMENT,         /* Bilag */
    WORD_CLOSED_ITEM,        /* Lukket punkt */
    WORD_PAGE,               /* Side */
    WORD_OF,                 /* af */
    WORD_ARCHIVE,            /* Møder: dagsordener og referater */
    WORD_SUBSTITUTE,         /* stedfortræder for */
    WORD_DRAFT_NOTICE,       /* Udkast: referatet er ikke godkendt. */
    WORD_INTERNAL_NOTICE,    /* Intern udgave med lukkede punkter: må ikke offentliggøres. */
    /* What only pages say. */
    WORD_SKIP,             /* Spring til indholdet */
    WORD_BREADCRUMB,       /* Du er her */
    WORD_SHOW_CONTENTS,    /* Vis punkterne */
    WORD_SHOW_PLACES,      /* Vis oversigten */
    WORD_PERMALINK,        /* Link til punkt */
    WORD_IN_PDF,           /* i PDF: `Punkt 1.1 i PDF` */
    WORD_DOWNLOAD,         /* Hent som PDF */
    WORD_ONE_PAGE,         /* side */
    WORD_PAGES,            /* sider */
    WORD_NEIGHBOURS,       /* Møderne før og efter */
    WORD_PREVIOUS_MEETING, /* Forrige møde */
    WORD_YEARS_AROUND,     /* Årene før og efter */
    WORD_PREVIOUS_YEAR,    /* Forrige år */
    WORD_NEXT_YEAR,        /* Næste år */
    WORD_TABLE,            /* Tabel */
    WORD_ACCESSIBILITY,    /* Tilgængelighedserklæring */
    /* What only the archive's own pages say. */
    WORD_MEETINGS,             /* Møder */
    WORD_NO_MEETINGS,          /* Ingen møder endnu. */
    WORD_NO_MEETINGS_OF,       /* the same on a body's page, which its name stands in the middle of: before */
    WORD_NO_MEETINGS_HERE,     /* and after */
    WORD_ALL_YEARS,            /* Alle møder efter år */
    WORD_ABOUT,                /* Om */
    WORD_SHORTENED,            /* where only the newest meetings are listed, with a list of years */
    WORD_SHORTENED_MUCH,       /* the same, where the years are on the bodies' pages */
    WORD_BELONGS_TO,           /* Hører under: before the body above */
    WORD_ABOVE,                /* Herunder hører: before the bodies below */
    WORD_COMING,               /* Næste møder */
    WORD_CALENDAR,             /* Hent møderne til din kalender (iCalendar) */
    WORD_CLOSED_KEY,           /* lukket: on headings, `{lukket="…"}` */
    WORD_PUBLIC_TITLE_KEY,     /* offentlig titel */
    WORD_SECTION_KEY,          /* sektion: of an item written as data */
    WORD_TITLE_KEY,            /* titel: of an item or an attachment written as data */
    WORD_FILE_KEY,             /* fil */
    WORD_ID_KEY,               /* id */
    WORD_PRESENTER,            /* Ved */
    WORD_ITEM_REFERENCE,       /* pkt. */
    WORD_ATTACHMENT_REFERENCE, /* bilag */
    /* What only the search and the choices over contents say; # stands for a number. */
    WORD_SEARCH,         /* Søg i møderne */
    WORD_SEARCH_RESULTS, /* Søgeresultater */
    WORD_SEARCHING,      /* Søger … */
    WORD_FOUND_NONE,     /* Ingen resultater */
    WORD_FOUND_ONE,      /* 1 resultat */
    WORD_FOUND_MANY,     /* # resultater */
    WORD_FOUND_SOME,     /* Intet sted har alle ordene; # har nogle af dem */
    WORD_FOUND_MORE,     /* Vis flere (# tilbage) */
    WORD_SEARCH_FAILED,  /* Søgningen kunne ikke hentes. Genindlæs siden, og prøv igen. */
    WORD_FILTER,         /* Vis kun */
    WORD_FILTER_BODY,    /* Forum */
    WORD_FILTER_YEAR,    /* År */
    WORD_FILTER_SECTION, /* Del af dagsordenen */
    WORD_FILTER_ALL,     /* Alle */
    WORD_FILTER_RESET,   /* Vis alle */
    WORD_SHOWN_NONE,     /* Ingen møder passer til valget */
    WORD_SHOWN,          /* Viser: before how many meetings or pages of years there are */
    WORD_AND,            /* og: between the two */
    WORD_ONE_MEETING,    /* 1 møde */
    WORD_MANY_MEETINGS,  /* # møder */
    WORD_ONE_YEAR,       /* 1 side med et helt års møder */
    WORD_MANY_YEARS,     /* # sider med hele års møder */
    /* What a new meeting begins with. */
    WORD_NEW_ITEM,           /* Nyt punkt */
    WORD_NEW_PRESENTER,      /* Ved navn, titel */
    WORD_NEW_RECOMMENDATION, /* At … */
    WORD_NEW_ACCOUNT,        /* Beskriv sagen. */
    WORD_NEW_PLACE,          /* Skriv stedet */
    WORD_NEW_DELEGATE,       /* Repræsentant for: a member whose representative is not known yet */
    WORD_PLANNED_ITEMS,      /* Punkter til næste møde: an item whose list names the next meeting's items */
    WORD_COUNT
};

struct str word(enum word word);

struct str word_month(int month);               /* januar … december; 1..12 */
struct str word_weekday(int weekday);           /* mandag … søndag; 1..7 */
struct str word_part(enum part_kind part);      /* Sagsfremstilling */
struct str word_part_slug(enum part_kind part); /* sagsfremstilling, as in `pkt-1-1-sagsfremstilling` */
bool word_is_part(struct arena *scratch, struct str title, enum part_kind *part); /* a trailing colon is allowed */
struct str word_status(enum status status);   /* dagsorden, udkast, referat, godkendt: keys of sources and data */
struct str word_document(enum status status); /* Dagsorden, Udkast til referat, Referat, Godkendt referat */
struct str word_file(enum status status);     /* `dagsorden` or `referat`: the last part of the PDF's name */

/* Bytes of the opening words, with the space after them, when the text begins with such; else 0. Capitals don't matter.
 */
size_t word_opens_presenter(struct str text); /* `Ved `, `Oplæg ved ` */
size_t word_opens_absentees(struct str text); /* `Deltog ikke: ` */

/* Bytes of the word for an item (`pkt.`, `punkt`, `punkterne`) or for attachments (`bilag`, `bilagene`) the text begins
 * with, or 0. */
size_t word_names_item(struct str text);
size_t word_names_attachment(struct str text);

/* Bytes of `mødet den `, or `mødet onsdag den `, with which the text begins and after which a date would name the
 * meeting; or 0. */
size_t word_names_meeting(struct str text);
bool word_joins(struct str word);  /* og, eller, samt, til: between two numbers */
bool word_of_law(struct str word); /* stk., nr., litra, pkt.: parts of a paragraph of a law; capitals don't matter */
bool word_names_law(
    struct str word); /* lovens, bekendtgørelsens, aftalens: what follows is theirs, not the meeting's */

/* Words that stay on one line with the number after them (`kl. 10`, `§ 108`) or before them (`25 pct.`); capitals don't
 * matter. */
bool word_precedes_number(struct str word);
bool word_follows_number(struct str word);

/* Words that rules know. Compared without regard to capitals; a sign at the end may be part of the word (`d.`). */
bool word_is_and(struct str word);                  /* og, samt */
bool word_is_the(struct str word);                  /* den, d.: in front of a date */
bool word_precedes_paragraph(struct str word);      /* pkt., afsnit, §, version: the number after it is no date */
bool word_is_telephone(struct str word);            /* tlf., telefon, mobil: the number after it is one to call */
bool word_precedes_other_number(struct str word);   /* sagsnr., CVR, EAN, kr.: the number after it is none to call */
bool word_precedes_company_number(struct str word); /* P-nummer, ISBN: ten digits that are no person */
bool word_means_cpr(struct str word);               /* CPR, CPRnr */
bool word_is_title(struct str word);                /* direktør, Kontorchef: a name may follow */
bool word_precedes_place(struct str word);          /* i, på: the name after it is a place */
bool word_makes_place(struct str word);             /* Kommune, Kommunes: the name before it is a place */
bool phrase_begins_recommendation(struct str text); /* At … */
bool phrase_says_nothing(struct arena *scratch, struct str words); /* `her`, `læs mere`: as the words of a link */

#endif
