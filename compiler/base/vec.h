/* Arrays that grow inside an arena. `vec_of(struct person) people;` zeroed is empty; elements are at people.at[0..len).
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#define vec_of(type)                                                                                                   \
    struct {                                                                                                           \
        type *at;                                                                                                      \
        size_t len, cap;                                                                                               \
    }

/* Append a value; pointers to earlier elements may go stale. */
#define vec_push(arena, vec, value)                                                                                    \
    ((vec)->len == (vec)->cap ? (void)((vec)->at = vec_grow((arena), (vec)->at, &(vec)->cap, sizeof *(vec)->at))       \
                              : (void)0,                                                                               \
     (void)((vec)->at[(vec)->len++] = (value)))

/* Make room in an empty array for as many elements as it will get, so that it never grows. */
#define vec_reserve(arena, vec, count)                                                                                 \
    ((vec)->at = arena_array((arena), (count), sizeof *(vec)->at), (void)((vec)->cap = (count)))

/* Internal to vec_push: doubles the capacity, copying the elements. */
void *vec_grow(struct arena *arena, void *at, size_t *cap, size_t element);

#endif
