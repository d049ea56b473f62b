/* Whether the work is to end before it is done: someone asked for it, or the machine can't go on. A process has one set
 * of signals and one disk, so this is the program's only state that is not passed along. */
#ifndef PROGRAM_HALT_H
#define PROGRAM_HALT_H

#include <stdbool.h>

/* A file that grows past what the user may write (ulimit -f) is a fault of writing, not the end of the program. */
void halt_not_on_limits(void);

/* From now on SIGINT, SIGTERM and SIGHUP ask to halt; the same signal once more ends the program at once. So does
 * SIGPIPE: whoever read the messages is gone. */
void halt_on_signals(void);

/* Ask to halt; true for the first who does, whose message is the one to print. Thread-safe. */
bool halt(void);

bool halt_is_asked(void);

/* The signal that asked, or 0. */
int halt_signal(void);

/* End by the signal that asked, so that whoever started the program sees that. */
void halt_by_signal(void);

/* Whether a fault with this errno is likely to meet whatever else is tried: a full disk, a limit, no more descriptors.
 */
bool halt_fits(int why);

#endif
