#include "ast/words.h"
#include "check/peek.h"

/* Addresses of mail and numbers of telephones outside `kontakt`. */

static bool is_local_byte(char byte)
{
    return peek_is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (unsigned char)byte >= 0x80 || (byte != '\0' && strchr(".!#$%&'*+/=?^_`{|}~-", byte));
}

static bool is_domain_byte(char byte)
{
    return peek_is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (unsigned char)byte >= 0x80 || byte == '-' || byte == '.';
}

/* The address around the '@' at `at` (RFC 5321, the dot-string form); false when it is none. */
static bool read_email(struct str text, size_t at, size_t *start, size_t *end)
{
    enum { LONGEST_LOCAL = 64, LONGEST_DOMAIN = 253 };
    *start = at;
    *end = at + 1;
    while (*start > 0 && at - *start < LONGEST_LOCAL && is_local_byte(text.at[*start - 1]))
        --*start;
    while (*end < text.len && *end - at < LONGEST_DOMAIN && is_domain_byte(text.at[*end]))
        ++*end;
    while (*start < at && strchr(".!*_`'\"/=?{|", text.at[*start])) /* marks of Markdown, a path, a sentence */
        ++*start;
    while (*end > at + 1 && (text.at[*end - 1] == '.' || text.at[*end - 1] == '-'))
        --*end;
    struct str const domain = str_part(text, at + 1, *end);
    size_t dot = SIZE_MAX;
    for (size_t i = 0; i < domain.len; i++) {
        if (domain.at[i] == '.')
            dot = i;
    }
    if (*start == at || dot == SIZE_MAX || dot == 0 || domain.len - dot < 3)
        return false;
    for (size_t i = dot + 1; i < domain.len; i++) {
        if (peek_is_digit(domain.at[i]))
            return false;
    }
    return true;
}

/* Group lengths of the eight digits at `at`, parted by one space or dot or dash each, the same between all of them:
 * `20.00-22.00` are hours. 0 = not eight such digits. */
static size_t read_groups(struct str text, size_t at, size_t groups[8], char digits[8], size_t *end)
{
    size_t count = 0, total = 0;
    char between = '\0';
    while (total < 8) {
        size_t length = 0;
        while (at < text.len && peek_is_digit(text.at[at]) && total < 8) {
            digits[total++] = text.at[at++];
            length++;
        }
        if (length == 0)
            return 0;
        groups[count++] = length;
        if (total == 8)
            break;
        size_t after = at;
        bool const space = peek_spaces(text, &after);
        if (!space && (at >= text.len || !strchr(".-", text.at[at]) || text.at[at] == '\0'))
            return 0;
        char const sign = space ? ' ' : text.at[at];
        if (between != '\0' && sign != between)
            return 0;
        between = sign;
        at = after > at ? after : at + 1;
    }
    *end = at;
    return at < text.len && peek_is_digit(text.at[at]) ? 0 : count;
}

static long number_of(const char *digits, size_t length)
{
    long value = 0;
    for (size_t i = 0; i < length; i++)
        value = value * 10 + (digits[i] - '0');
    return value;
}

/* 20210211 and 25022021 are days. */
static bool is_day(const char digits[8])
{
    int const year = (int)number_of(digits, 4), month = (int)number_of(digits + 4, 2),
              day = (int)number_of(digits + 6, 2);
    int const last = (int)number_of(digits + 4, 4), second = (int)number_of(digits + 2, 2),
              first = (int)number_of(digits, 2);
    return (year >= 1900 && year < 2100 && date_exists(year, month, day)) ||
           (last >= 1900 && last < 2100 && date_exists(last, second, first));
}

static bool is_year(long number)
{
    return number >= 1900 && number < 2100;
}

/* Danish numbers have eight digits and begin with 2-9. Without a country code the usual groupings are `41 71 99 98`,
 * `4171 9998`, `41719998`; a word such as `sag` or `CVR` in front, or `kr.` after, says that it is something else. */
static bool is_phone(struct str text, size_t start, bool country, const size_t *groups, size_t count,
                     const char digits[8], size_t end)
{
    size_t before = start;
    if (digits[0] < '2' && !country)
        return false;
    if (!peek_number_ends(text, end))
        return false;
    if (country)
        return true;
    struct str const label = peek_word_before(text, &before);
    if (peek_joins_number(text, start))
        return false;
    if (word_is_telephone(label))
        return true;
    bool const pairs = count == 4 && groups[0] == 2 && groups[1] == 2 && groups[2] == 2;
    bool const fours = count == 2 && groups[0] == 4;
    if (!pairs && !fours && count != 1)
        return false;
    if (fours && (is_year(number_of(digits, 4)) || is_year(number_of(digits + 4, 4))))
        return false;
    if (count == 1 && is_day(digits))
        return false;
    if (label.len > 0 && peek_is_digit(label.at[label.len - 1]))
        return false; /* one more group of a longer number */
    struct str after = peek_word_after(text, end);
    while (after.len > 0 && strchr(",;:)", after.at[after.len - 1]))
        after.len--;
    if (after.len > 0 && peek_is_digit(after.at[0]) && (pairs || fours))
        return false;
    return !word_precedes_other_number(label) && !word_follows_number(after);
}

static void report(struct check *check, enum message message, struct span span)
{
    diag_report0(check->sink, message, span);
}

/* A text to look through, and where it comes from. */
struct scanned {
    struct str text;
    const struct excerpt *words; /* NULL: all of it is reported at `place` */
    struct span place;
    bool address; /* of a link: its digits are no telephone number */
};

static struct span place_of(const struct scanned *scanned, size_t start, size_t end)
{
    return scanned->words ? excerpt_span(scanned->words, start, end) : scanned->place;
}

static void scan(struct check *check, const struct scanned *scanned)
{
    struct str const text = scanned->text;
    for (size_t at = 0; at < text.len; at++) {
        size_t start, end;
        if (text.at[at] == '@' && read_email(text, at, &start, &end)) {
            report(check, MSG_CONTACT_EMAIL, place_of(scanned, start, end));
            at = end - 1;
            continue;
        }
        if ((!peek_is_digit(text.at[at]) && text.at[at] != '+') || scanned->address)
            continue;
        start = at;
        size_t digits_start = at, groups[8];
        char digits[8];
        bool const country = str_starts(str_from(text, at), S("+45")) || str_starts(str_from(text, at), S("0045"));
        if (country) {
            digits_start = at + (text.at[at] == '+' ? 3 : 4);
            peek_spaces(text, &digits_start);
        }
        size_t const count = read_groups(text, digits_start, groups, digits, &end);
        if (count > 0 && !peek_in_address(text, at) && is_phone(text, start, country, groups, count, digits, end)) {
            report(check, MSG_CONTACT_PHONE, place_of(scanned, start, end));
            at = end - 1;
            continue;
        }
        while (at + 1 < text.len && peek_is_digit(text.at[at + 1]))
            at++;
    }
}

static void scan_words(struct check *check, const struct excerpt *words)
{
    scan(check, &(struct scanned){.text = words->text, .words = words});
}

static void scan_value(struct check *check, struct str text, struct span place)
{
    scan(check, &(struct scanned){.text = text, .place = place});
}

/* A link that writes a mail or calls: its address, unless its words say it already. */
static void check_contact_link(struct check *check, const struct node *node)
{
    struct str const url = node->as.link.url;
    bool const mail = str_starts(url, S("mailto:")), call = str_starts(url, S("tel:"));
    if (!mail && !call)
        return;
    struct str const words = node_plain_text(check->arena, node);
    struct str address = str_from(url, mail ? 7 : 4);
    size_t const query = str_find_byte(address, '?', 0);
    address = str_part(address, 0, query);
    bool said = mail && str_find(words, address, 0) != SIZE_MAX;
    for (size_t i = 0; call && i < words.len; i++)
        said = said || peek_is_digit(words.at[i]);
    if (address.len > 0 && !said)
        report(check, mail ? MSG_CONTACT_EMAIL : MSG_CONTACT_PHONE, node->span);
}

static bool says_more_than_words(const struct node *node)
{
    return node_link((struct node *)node) || node->kind == NODE_CODE_BLOCK ||
           (node->kind == NODE_ITEM && node->as.item.closed);
}

/* What is published of a node besides its words: addresses and titles of links, code, what a heading says of a closed
 * item. In front matter all is read anyway. */
static void check_node(struct check *check, const struct node *node)
{
    if (node->kind == NODE_LINK)
        check_contact_link(check, node);
    if (!says_more_than_words(node) || span_is_nowhere(node->span) || in_front_matter(check, node->span))
        return;
    const struct link *link = node_link((struct node *)node);
    if (link && !link->automatic) {
        struct span const place = node->kind == NODE_ATTACHMENT ? link->span : node->span;
        if (!link->bare && !str_starts(link->url, S("mailto:")))
            scan(check, &(struct scanned){.text = link->url, .place = place, .address = true});
        scan_value(check, link->title, place);
    }
    if (node->kind == NODE_CODE_BLOCK) {
        struct excerpt const raw = excerpt_of(check->arena, node->span.source, node->span.start, node->span.end);
        scan_words(check, &raw);
    }
    if (node->kind == NODE_ITEM && node->as.item.closed) {
        scan_value(check, node->as.item.legal_basis, node->as.item.legal_span);
        scan_value(check, node->as.item.public_title, heading_span(node));
    }
}

/* All of it but `kontakt` and what says the same again. */
static void scan_front_matter(struct check *check, const struct source *source, size_t start, size_t end)
{
    struct span const own = check->meeting->contact_span;
    struct str const text = str_part(source->text, 0, end), same = span_is_nowhere(own) ? S("") : span_text(own);
    while (start < end) {
        size_t found = same.len > 0 ? str_find(text, same, start) : SIZE_MAX;
        size_t const stop = found == SIZE_MAX ? end : found;
        struct excerpt const front = excerpt_of(check->arena, source, start, stop);
        scan_words(check, &front);
        start = stop + same.len;
    }
}

void check_contact_data(struct check *check)
{
    for (size_t i = 0; i < check->texts.len; i++)
        scan_words(check, &check->texts.at[i].words);

    struct node_walk walk = node_walk_begin(check->meeting->root);
    while (node_walk_next(&walk)) {
        if (walk.entering)
            check_node(check, walk.node);
    }
    /* Without front matter that can be read nobody knows which lines are `kontakt`. */
    for (size_t i = 0; i < check->meeting->sources.len && check->meeting->usable && !check->meeting->front_incomplete;
         i++) {
        size_t start, end;
        front_matter_of(check->meeting->sources.at[i], &start, &end);
        scan_front_matter(check, check->meeting->sources.at[i], start, end);
    }
}
