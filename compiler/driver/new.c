#include "driver/new.h"

#include "ast/words.h"
#include "base/file.h"
#include "base/utf8.h"
#include "driver/typed.h"
#include "program/say.h"
#include "publish/batch.h"
#include "source/escape.h"

#include <errno.h>

/* The body's last meeting before the day, or NULL. Only its facts are used, so what is wrong with it does not matter.
 */
static const struct meeting *last_meeting(const struct batch *batch, struct str forum, struct date day)
{
    const struct meeting *last = NULL;
    for (size_t i = 0; i < batch->jobs.len; i++) {
        const struct compiled *compiled = batch->jobs.at[i].compiled;
        const struct meeting *meeting = compiled ? compiled->meeting : NULL;
        if (!meeting || !meeting->usable || !str_equal(meeting->forum, forum))
            continue;
        if (date_compare(meeting->date, day) < 0 && (!last || date_compare(meeting->date, last->date) > 0))
            last = meeting;
    }
    return last;
}

static void add_key(struct buf *out, const char *key, struct str value)
{
    buf_format(out, "%s: ", key);
    typed_scalar(out, value);
    buf_add_byte(out, '\n');
}

static void add_time(struct buf *out, struct time_range time)
{
    if (time.to >= 0)
        buf_format(out, "tid: %02d.%02d-%02d.%02d\n", time.from / 60, time.from % 60, time.to / 60, time.to % 60);
    else
        buf_format(out, "tid: %02d.%02d\n", time.from / 60, time.from % 60);
}

static void add_contact(struct buf *out, const struct contact *contact)
{
    if (contact->name.len == 0)
        return;
    buf_text(out, "kontakt: {navn: ");
    typed_scalar(out, contact->name);
    if (contact->telephone.len) {
        buf_text(out, ", telefon: ");
        typed_scalar(out, contact->telephone);
    }
    if (contact->email.len) {
        buf_text(out, ", email: ");
        typed_scalar(out, contact->email);
    }
    buf_text(out, "}\n");
}

/* Those who were there or excused last time are expected again, in the order they had. */
static void add_people(struct buf *out, const struct meeting *last)
{
    const struct person_list *const lists[] = {&last->attendees, &last->apologies};
    bool any = false;
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < lists[i]->at.len; j++) {
            if (!any)
                buf_text(out, "deltagere:\n");
            any = true;
            buf_text(out, "  - ");
            typed_person(out, &lists[i]->at.at[j]);
            buf_add_byte(out, '\n');
        }
}

/* Of a body that has not met before, its members, each to be given a name. */
static void add_members(struct buf *out, struct arena *arena, const struct forum *forum)
{
    if (forum->members.len)
        buf_text(out, "deltagere:\n");
    for (size_t i = 0; i < forum->members.len; i++) {
        struct str const member = forum->members.at[i];
        buf_text(out, "  - {navn: ");
        typed_scalar(out, str_format(arena, "%.*s %.*s", STR(word(WORD_NEW_DELEGATE)), STR(member)));
        buf_text(out, ", organisation: ");
        typed_scalar(out, member);
        buf_text(out, "}\n");
    }
}

static void add_front_matter(struct buf *out, struct arena *arena, const struct forum *forum, struct date day,
                             const struct meeting *last)
{
    bool const announced = last && date_compare(last->next.date, day) == 0;
    buf_text(out, "---\n");
    add_key(out, "forum", forum->id);
    add_key(out, "dato", date_iso(arena, day));
    struct time_range time = {9 * 60, 11 * 60};
    if (last && last->time.from >= 0)
        time = last->time;
    if (announced && last->next.time.from >= 0)
        time = last->next.time;
    add_time(out, time);
    struct str place = word(WORD_NEW_PLACE);
    if (last && last->place.len)
        place = last->place;
    if (announced && last->next.place.len)
        place = last->next.place;
    add_key(out, "sted", place);
    add_key(out, "status", word_status(STATUS_AGENDA));
    if (last) {
        add_contact(out, &last->contact);
        add_people(out, last);
    } else {
        add_members(out, arena, forum);
    }
    buf_text(out, "---\n");
}

/* Only what has to be there in an agenda; the minutes are written after the meeting. */
static void add_slots(struct buf *out, const struct slot_list *slots)
{
    for (size_t i = 0; i < slots->at.len; i++) {
        const struct slot *slot = &slots->at.at[i];
        if (slot->optional)
            continue;
        if (slot->kind == SLOT_PRESENTER) {
            buf_format(out, "\n%.*s\n", STR(word(WORD_NEW_PRESENTER)));
            continue;
        }
        switch (slot->part) {
        case PART_RECOMMENDATION:
            buf_format(out, "\n### %.*s\n\n%.*s\n", STR(word_part(slot->part)), STR(word(WORD_NEW_RECOMMENDATION)));
            break;
        case PART_ACCOUNT:
            buf_format(out, "\n### %.*s\n\n%.*s\n", STR(word_part(slot->part)), STR(word(WORD_NEW_ACCOUNT)));
            break;
        case PART_ATTACHMENTS:
            buf_format(out, "\n### %.*s\n\n- %.*s\n", STR(word_part(slot->part)), STR(word(WORD_ATTACHMENT)));
            break;
        case PART_MINUTES:
        case PART_KIND_COUNT:
            break;
        }
    }
}

static void add_item(struct buf *out, struct str title, const struct slot_list *slots)
{
    buf_text(out, "\n## ");
    typed_title(out, title);
    buf_add_byte(out, '\n');
    add_slots(out, slots);
}

static const struct node *list_of_account(struct node *item)
{
    for (struct node *part = item->first; part; part = part->next)
        if (part->kind == NODE_PART && part->as.part.kind == PART_ACCOUNT)
            return node_child(part, NODE_LIST);
    return NULL;
}

/* The list in what is said of `Punkter til næste møde` in the minutes before, or NULL. */
static const struct node *planned_items(struct arena *arena, const struct meeting *last)
{
    struct str const title = utf8_fold(arena, word(WORD_PLANNED_ITEMS));
    for (size_t i = 0; last && i < last->items.len; i++) {
        struct node *item = last->items.at[i];
        struct node *heading = node_child(item, NODE_HEADING);
        if (!heading || !str_starts(utf8_fold(arena, node_plain_text(arena, heading)), title))
            continue;
        const struct node *list = list_of_account(item);
        if (list)
            return list;
    }
    return NULL;
}

/* A list item's first line. */
static struct str title_of(struct arena *arena, const struct node *list_item)
{
    struct str const text = list_item->first ? node_plain_text(arena, list_item->first) : S("");
    return str_trim(str_part(text, 0, str_find_byte(text, '\n', 0)));
}

static void add_planned_items(struct buf *out, struct arena *arena, const struct node *list,
                              const struct slot_list *slots)
{
    for (const struct node *item = list->first; item; item = item->next) {
        struct str const title = title_of(arena, item);
        if (title.len)
            add_item(out, title, slots);
    }
}

/* What the body planned last time stands in the first section that takes items. */
static void add_agenda(struct buf *out, struct arena *arena, const struct forum *forum, const struct meeting *last)
{
    const struct node *planned = planned_items(arena, last);
    for (size_t i = 0; i < forum->sections.len; i++) {
        const struct agenda_section *section = &forum->sections.at[i];
        buf_text(out, "\n# ");
        typed_title(out, section->title);
        buf_add_byte(out, '\n');
        if (section->has_slots && planned)
            add_planned_items(out, arena, planned, &section->slots);
        else if (section->has_slots)
            add_item(out, word(WORD_NEW_ITEM), &section->slots);
        if (section->has_slots)
            planned = NULL;
        for (size_t j = 0; j < section->items.len; j++)
            add_item(out, section->items.at[j].title, &section->items.at[j].slots);
    }
}

static int write_skeleton(struct arena *arena, const struct options *options, const char *path, struct buf *text)
{
    if (file_kind(path) != FILE_NONE) {
        say_fault(options->language, SAY_FILE_EXISTS, str_of(path), 0);
        return 2;
    }
    if (!file_write(path, buf_str(text))) {
        say_fault(options->language, SAY_CANNOT_WRITE, str_of(path), errno);
        return 2;
    }
    struct str const told = say(arena, options->language, SAY_WRITTEN, str_of(path), S(""));
    struct buf line = {0};
    escape_unseen(&line, told);
    printf("%.*s\n", STR(buf_str(&line)));
    buf_finish(&line);
    return 0;
}

static int make_skeleton(struct arena *arena, const struct options *options, struct str id, struct date day)
{
    struct sources sources = {0};
    if (file_kind("meetings") == FILE_DIRECTORY)
        sources_find(arena, NULL, 0, options->language, NULL, &sources);
    struct bodies *bodies = bodies_create(options, &sources);
    if (!bodies)
        return 2;
    const struct body *body = bodies_find(bodies, id);
    int status = 2;
    if (!body->forum) {
        say_error(options->language, say(arena, options->language, SAY_UNKNOWN_BODY, str_of(options->arguments[0]),
                                         str_of(bodies_folder(bodies))));
    } else {
        struct compile_context const context = {options, bodies, &sources, NULL};
        struct batch batch;
        batch_run(&batch, &context, NULL, NULL, false, 1, true, NULL);
        struct buf text = {0};
        const struct meeting *last = last_meeting(&batch, id, day);
        add_front_matter(&text, arena, body->forum, day, last);
        add_agenda(&text, arena, body->forum, last);
        const char *path =
            str_format(arena, "meetings/%.*s/%.*s.md", STR(body->forum->id), STR(date_iso(arena, day))).at;
        status = write_skeleton(arena, options, path, &text);
        buf_finish(&text);
        batch_finish(&batch);
    }
    bodies_destroy(bodies);
    return status;
}

int new_command(const struct options *options)
{
    struct arena arena = {0};
    struct date day;
    int status = 2;
    if (date_parse_iso(str_of(options->arguments[1]), &day))
        status = make_skeleton(&arena, options, utf8_fold(&arena, str_of(options->arguments[0])), day);
    else
        say_fault(options->language, SAY_BAD_DATE, str_of(options->arguments[1]), 0);
    arena_finish(&arena);
    return status;
}
