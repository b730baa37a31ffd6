#ifndef ALLOCATION_HOOKS_H
#define ALLOCATION_HOOKS_H

#include <stdbool.h>

/// Whether allocations of this process are counted.
bool allocation_hooks_are_active(void);

/// How many allocations the calling thread has made since the hooks were active.
long allocation_count_of_this_thread(void);

#endif
