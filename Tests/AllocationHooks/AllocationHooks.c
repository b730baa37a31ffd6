// Counts what each thread allocates, so that tests which run side by side do not disturb each other.

#include "AllocationHooks.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_OTHER_ALLOCATOR 1
#endif
#endif

static _Thread_local long count = 0;

long allocation_count_of_this_thread(void) { return count; }

#if defined(HAS_OTHER_ALLOCATOR)

// A sanitizer has replaced the allocator already.
bool allocation_hooks_are_active(void) { return false; }

#elif defined(__GLIBC__)

// The definitions of an executable come before those of the C library, for its shared libraries
// too, the Swift runtime among them.

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t number, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

bool allocation_hooks_are_active(void) { return true; }

void *malloc(size_t size) {
  count += 1;
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count += 1;
  return __libc_calloc(number, size);
}

void *realloc(void *old, size_t size) {
  count += 1;
  return __libc_realloc(old, size);
}

void *memalign(size_t alignment, size_t size) {
  count += 1;
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
  if (alignment % sizeof(void *) != 0 || alignment == 0 || (alignment & (alignment - 1)) != 0) {
    return EINVAL;
  }
  void *memory = memalign(alignment, size);
  if (memory == NULL) return ENOMEM;
  *result = memory;
  return 0;
}

#elif defined(__APPLE__)

// The system's allocator tells this hook of every call; the second bit of `type` means that
// memory was given out.

typedef void (*malloc_logger_t)(
    uint32_t type, uintptr_t first, uintptr_t second, uintptr_t third, uintptr_t result,
    uint32_t skippedFrames);
extern malloc_logger_t malloc_logger;

static void note(
    uint32_t type, uintptr_t first, uintptr_t second, uintptr_t third, uintptr_t result,
    uint32_t skippedFrames) {
  if (type & 2) count += 1;
}

__attribute__((constructor)) static void install(void) { malloc_logger = note; }

bool allocation_hooks_are_active(void) { return malloc_logger == note; }

#else

bool allocation_hooks_are_active(void) { return false; }

#endif
