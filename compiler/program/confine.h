/* What the process gives up before it reads anything: a fault in a library that reads what a stranger wrote shall not
 * be able to send away what it finds. It can still read and write files; SECURITY.md says why. */
#ifndef PROGRAM_CONFINE_H
#define PROGRAM_CONFINE_H

/* From now on neither this process nor one it starts can open a connection, look into other processes, gain rights by
 * running a program, or ask the kernel for what no compiler needs: such calls fail with EPERM. To be called before
 * there are threads. Where the kernel has no filters (seccomp(2), Linux 4.17), or won't set one, nothing is given up;
 * nor under a sanitizer that looks for leaks, which looks into its own process. */
void confine(void);

#endif
