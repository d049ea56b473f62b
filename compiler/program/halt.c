#include "program/halt.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

enum { ASKED = -1 };

/* 0, ASKED, or the number of a signal. */
static atomic_int halted;

static void on_signal(int number)
{
    int none = 0;
    atomic_compare_exchange_strong(&halted, &none, number);
}

void halt_not_on_limits(void)
{
    signal(SIGXFSZ, SIG_IGN);
}

void halt_on_signals(void)
{
    int const numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction old;
        /* Nobody sends SIGPIPE once more: every message that is left does. */
        int const once = numbers[i] == SIGPIPE ? 0 : (int)SA_RESETHAND;
        struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART | once};
        /* What is ignored, as by nohup, stays so. */
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler == SIG_IGN)
            continue;
        sigemptyset(&action.sa_mask);
        sigaction(numbers[i], &action, NULL);
    }
}

bool halt(void)
{
    int none = 0;
    return atomic_compare_exchange_strong(&halted, &none, ASKED);
}

bool halt_is_asked(void)
{
    return atomic_load_explicit(&halted, memory_order_relaxed) != 0;
}

int halt_signal(void)
{
    int const number = atomic_load(&halted);
    return number > 0 ? number : 0;
}

void halt_by_signal(void)
{
    int const number = halt_signal();
    if (number == 0)
        return;
    signal(number, SIG_DFL);
    raise(number);
}

bool halt_fits(int why)
{
    switch (why) {
    case ENOSPC:
    case EDQUOT:
    case EIO:
    case EROFS:
    case EFBIG:
    case EMFILE:
    case ENFILE:
    case ENOMEM:
        return true;
    default:
        return false;
    }
}
