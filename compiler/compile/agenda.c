#include "compile/agenda.h"

#include "ast/compose.h"
#include "base/file.h"

static bool is_minutes(const struct node *node)
{
    return node->kind == NODE_PART && node->as.part.kind == PART_MINUTES;
}

bool agenda_holds_minutes(const struct meeting *meeting)
{
    for (size_t i = 0; i < meeting->items.len && meeting->status == STATUS_AGENDA; i++)
        for (const struct node *child = meeting->items.at[i]->first; child; child = child->next)
            if (is_minutes(child))
                return true;
    return false;
}

static bool is_in_tree(const struct meeting *meeting, const struct node *node)
{
    while (node && node != meeting->root)
        node = node->parent;
    return node;
}

/* Links to what was taken out keep their words. */
static void unlink_removed(struct meeting *meeting)
{
    for (struct node_walk walk = node_walk_begin(meeting->root); node_walk_next(&walk);) {
        if (walk.entering && walk.node->kind == NODE_LINK && walk.node->as.link.kind == LINK_ANCHOR &&
            !is_in_tree(meeting, walk.node->as.link.target))
            walk.node->as.link.kind = LINK_UNRESOLVED;
    }
}

void agenda_drop_minutes(struct meeting *meeting)
{
    for (size_t i = 0; i < meeting->items.len; i++) {
        for (struct node *part = meeting->items.at[i]->first, *next; part; part = next) {
            next = part->next;
            if (is_minutes(part))
                node_detach(part);
        }
    }
    unlink_removed(meeting);
    size_t kept = 0;
    for (size_t i = 0; i < meeting->anchors.len; i++)
        if (is_in_tree(meeting, meeting->anchors.at[i].node))
            meeting->anchors.at[kept++] = meeting->anchors.at[i];
    meeting->anchors.len = kept;
}

void agenda_recall(struct meeting *meeting, const struct record *record, const char *out, bool makes_pdf)
{
    if (meeting->status == STATUS_AGENDA)
        return;
    struct arena scratch = {0};
    struct str const path = meeting_pdf_path(&scratch, meeting->forum, meeting->date, STATUS_AGENDA);
    bool const stands = file_kind(path_join(&scratch, out, path.at)) == FILE_REGULAR;
    bool const listed = record && outputs_list(&record->outputs, path);
    arena_finish(&scratch);
    if (!makes_pdf && !stands) {
        meeting->agenda_issued = (struct date){0};
        return;
    }
    meeting->agenda_kept = stands || listed;
    if (listed && !date_is_set(meeting->agenda_issued))
        meeting->agenda_issued = record->agenda_issued;
}

bool agenda_precedes(const struct meeting *meeting)
{
    return meeting->status != STATUS_AGENDA && (meeting->agenda_kept || date_is_set(meeting->agenda_issued));
}

static void remove_absentees(struct meeting *meeting)
{
    for (size_t i = 0; i < meeting->items.len; i++) {
        struct node *item = meeting->items.at[i];
        struct node *absentees = node_child(item, NODE_ABSENTEES);
        if (absentees)
            node_detach(absentees);
        item->as.item.absentees = NULL;
    }
}

void agenda_restore(struct meeting *meeting, const struct unit *minutes)
{
    remove_absentees(meeting);
    agenda_drop_minutes(meeting);
    meeting->status = STATUS_AGENDA;
    meeting->issued = meeting->agenda_issued;
    meeting->attendees = meeting->apologies = meeting->guests = (struct person_list){0};
    meeting->minutes_html = minutes->html;
    meeting->minutes_pdf = minutes->pdf;
}
