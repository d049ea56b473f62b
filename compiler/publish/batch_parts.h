/* What batch.c and batch_ahead.c have of each other. */
#ifndef PUBLISH_BATCH_PARTS_H
#define PUBLISH_BATCH_PARTS_H

#include "publish/batch.h"

/* A pool_job of a batch: compile one meeting by itself. */
void batch_compile_job(void *context, unsigned worker, size_t index);

/* Add to an archive what it holds of the job's meeting. */
void batch_place(struct batch *batch, struct job *job, struct arena *arena, struct archive *archive);

/* Compile all jobs, and let what is right so far be made while its tree is there. */
void batch_compile_ahead(struct batch *batch, const struct ahead *ahead);

#endif
