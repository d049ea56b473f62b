/* What a build needs besides its sources: the fonts, the libraries that set and write, and the hash of all that every
 * output depends on. To get it takes longer than to read and check a meeting and needs nothing of it, so a thread of
 * its own does it meanwhile, what is needed first first. */
#ifndef PUBLISH_READY_H
#define PUBLISH_READY_H

#include "base/hash.h"
#include "publish/warm.h"

#include <pthread.h>

struct ready {
    const struct options *options;
    const char *styles;
    struct warming *warming;
    bool is_apart; /* the thread is at work */
    pthread_t thread;
    pthread_mutex_t mutex; /* of the fonts */
    bool has_fonts;        /* or knows why not */
    struct font_book *book;
    int why;
    bool has_settings, settings_fault;
    struct hash settings, styles_hash;
    pthread_mutex_t telling; /* of what the thread is told: what else it is to get ready, what it is to do then, or that
                                there is nothing more */
    pthread_cond_t told;
    bool has_rest, has_job, is_dismissed;
    void (*job)(void *context);
    void *job_context;
};

/* Begin with the fonts, before it is known what is to be built, in a thread of its own when there is another processor
 * to run it. */
void ready_begin(struct ready *ready, const struct options *options, unsigned workers);

/* Then the rest. A thread of its own warms too. Without `styles` no settings are asked for. */
void ready_go_on(struct ready *ready, const char *styles, struct warming *warming);

/* The fonts; NULL when there are none, and then `why` tells why. By any thread at any time. */
struct font_book *ready_fonts(struct ready *ready);

/* What every output depends on, and all below styles/. False when something can't be read, which has been said. Waits.
 */
bool ready_settings(struct ready *ready, struct hash *settings, struct hash *styles);

/* Give the thread something else to do, once, when it has got all ready; the job may ask for the fonts and for
 * ready_settings_by_job. False when there is no such thread. */
bool ready_then(struct ready *ready, void (*job)(void *context), void *context);
bool ready_settings_by_job(const struct ready *ready, struct hash *settings, struct hash *styles);

/* Wait for the thread and all that it was given to do. */
void ready_wait(struct ready *ready);

/* Wait, and clear away, the fonts too. */
void ready_finish(struct ready *ready);

#endif
