// Preloaded into a program under test: counts its calls that change files, and lets one of them end
// badly. Which one, and how, stands in the environment:
//   CRASH_AT    the number of the call, from 1; 0 or nothing lets all of them pass
//   CRASH_HOW   before | inside | after: SIGKILL before the call, half-way through a write, after it;
//               full: from that call on, writes fail as on a full disk
//   CRASH_LOG   a file that is told how many calls there were, or what was done
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static long calls, at;
static const char *how = "before", *log_path;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_rename)(const char *, const char *);
static int (*real_ftruncate)(int, off_t);

static void note(const char *format, ...) {
  if (!log_path) return;
  char line[256];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  int file = open(log_path, O_WRONLY | O_CREAT | O_APPEND, 0644);
  if (file < 0) return;
  real_write(file, line, (size_t)length);
  close(file);
}

__attribute__((constructor)) static void begin(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_rename = dlsym(RTLD_NEXT, "rename");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
  if (getenv("CRASH_AT")) at = atol(getenv("CRASH_AT"));
  if (getenv("CRASH_HOW")) how = getenv("CRASH_HOW");
  log_path = getenv("CRASH_LOG");
}

__attribute__((destructor)) static void end(void) { note("calls %ld\n", calls); }

static int is_file(int file) {
  struct stat status;
  return fstat(file, &status) == 0 && S_ISREG(status.st_mode);
}

// Whether this call is the one.
static int is_due(void) {
  pthread_mutex_lock(&lock);
  long number = ++calls;
  pthread_mutex_unlock(&lock);
  if (at == 0) return 0;
  return strcmp(how, "full") == 0 ? number >= at : number == at;
}

static void die(const char *call, size_t done, size_t of) {
  note("killed at call %ld, %s %s, after %zu of %zu bytes\n", at, how, call, done, of);
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

ssize_t write(int file, const void *bytes, size_t count) {
  if (!is_file(file) || !is_due()) return real_write(file, bytes, count);
  if (strcmp(how, "full") == 0) {
    errno = ENOSPC;
    return -1;
  }
  size_t part = strcmp(how, "before") == 0 ? 0 : strcmp(how, "inside") == 0 ? count / 2 : count;
  if (part > 0) real_write(file, bytes, part);
  die("write", part, count);
  return -1;
}

int rename(const char *from, const char *to) {
  if (!is_due() || strcmp(how, "full") == 0) return real_rename(from, to);
  if (strcmp(how, "after") == 0) real_rename(from, to);
  die("rename", 0, 0);
  return -1;
}

int ftruncate(int file, off_t length) {
  if (!is_due() || strcmp(how, "full") == 0) return real_ftruncate(file, length);
  if (strcmp(how, "after") == 0) real_ftruncate(file, length);
  die("ftruncate", 0, 0);
  return -1;
}
