#include "driver/agenda.h"

bool agenda_precedes(const struct meeting *meeting)
{
    return meeting->status != STATUS_AGENDA && date_is_set(meeting->agenda_issued);
}

static void remove_minutes(struct meeting *meeting)
{
    for (size_t i = 0; i < meeting->items.len; i++) {
        for (struct node *part = meeting->items.at[i]->first, *next; part; part = next) {
            next = part->next;
            if (part->kind == NODE_PART && part->as.part.kind == PART_MINUTES)
                node_detach(part);
        }
    }
}

/* Links to what was taken out keep their words. */
static void unlink_removed(struct meeting *meeting)
{
    for (struct node_walk walk = node_walk_begin(meeting->root); node_walk_next(&walk);) {
        if (!walk.entering || walk.node->kind != NODE_LINK || walk.node->as.link.kind != LINK_ANCHOR)
            continue;
        const struct node *top = walk.node->as.link.target;
        while (top && top->parent)
            top = top->parent;
        if (top != meeting->root)
            walk.node->as.link.kind = LINK_UNRESOLVED;
    }
}

void agenda_restore(struct meeting *meeting, const struct unit *minutes)
{
    remove_minutes(meeting);
    unlink_removed(meeting);
    meeting->status = STATUS_AGENDA;
    meeting->issued = meeting->agenda_issued;
    meeting->attendees = meeting->apologies = meeting->guests = (struct person_list){0};
    meeting->minutes_html = minutes->html;
    meeting->minutes_pdf = minutes->pdf;
}
