#include "program/confine.h"

#if defined(__SANITIZE_ADDRESS__)
#define LOOKS_FOR_LEAKS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LOOKS_FOR_LEAKS 1
#endif
#endif

#if defined(__x86_64__)
#define ARCHITECTURE   AUDIT_ARCH_X86_64
#define FIRST_OF_OTHER 0x40000000U /* x32: the same calls by other numbers */
#elif defined(__aarch64__)
#define ARCHITECTURE   AUDIT_ARCH_AARCH64
#define FIRST_OF_OTHER UINT32_MAX
#endif

#if defined(ARCHITECTURE) && !defined(LOOKS_FOR_LEAKS)

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static const uint32_t given_up[] = {
    /* Connections; a ring opens them too, and its calls pass no filter. */
    SYS_socket,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_io_uring_setup,
    /* Other processes, and what is remembered for them. */
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_pidfd_getfd,
    SYS_add_key,
    SYS_request_key,
    SYS_keyctl,
    /* The machine. */
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_setns,
    SYS_unshare,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_kexec_load,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    SYS_reboot,
    SYS_swapon,
    SYS_swapoff,
};

enum { GIVEN_UP = sizeof given_up / sizeof given_up[0], STEPS = 4 + GIVEN_UP + 2 };

/* Go on `yes` or `no` steps further. */
static struct sock_filter when(uint16_t test, uint32_t value, size_t yes, size_t no)
{
    return (struct sock_filter)BPF_JUMP((uint16_t)(BPF_JMP | BPF_K | test), value, (uint8_t)yes, (uint8_t)no);
}

static struct sock_filter look_at(size_t offset)
{
    return (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset);
}

void confine(void)
{
    /* The last step but one lets the call through, the last one refuses it. */
    struct sock_filter steps[STEPS];
    size_t count = 0;
    steps[count++] = look_at(offsetof(struct seccomp_data, arch));
    steps[count] = when(BPF_JEQ, ARCHITECTURE, 0, STEPS - 1 - (count + 1));
    count++;
    steps[count++] = look_at(offsetof(struct seccomp_data, nr));
    steps[count] = when(BPF_JGE, FIRST_OF_OTHER, STEPS - 1 - (count + 1), 0);
    count++;
    for (size_t i = 0; i < GIVEN_UP; i++, count++)
        steps[count] = when(BPF_JEQ, given_up[i], STEPS - 1 - (count + 1), 0);
    steps[count++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    steps[count++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    struct sock_fprog const filter = {(unsigned short)count, steps};
    /* Without rights of its own a process may only set a filter when it can gain none any more. */
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
        /* Before Linux 5.16 a filter makes the processor careful too, which would slow all down by a tenth, unless
         * asked not to: one who runs code of his own in this process has all it holds already. */
        (void)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &filter);
    }
}

#else

void confine(void) {}

#endif
