/* Inside layout/: where a text may be broken. */
#ifndef LAYOUT_POINTS_H
#define LAYOUT_POINTS_H

#include "layout/atoms.h"
#include "layout/breaker.h"

/* Offer the breaker every place where a line may end, in order. */
void points_offer(const struct text *text, const struct setting *setting, struct breaker *breaker,
                  const atom_list *atoms);

/* Free what the text holds and all that was made of it in the setter's scratch arena. */
void text_forget(struct text *text);

#endif
