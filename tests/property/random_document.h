/* Documents made at random, the same from the same seed: every kind of node, words as no secretariat types them. */
#ifndef RANDOM_DOCUMENT_H
#define RANDOM_DOCUMENT_H

#include "ast/compose.h"
#include "style/look.h"

struct dice {
    uint64_t state;
};

uint32_t dice_roll(struct dice *dice, uint32_t sides); /* 0 .. sides - 1 */

struct document *random_document(struct arena *arena, struct dice *dice);
struct look random_look(struct dice *dice);

#endif
