// A disk that takes its time, preloaded into the program: each copy_file_range() waits SLOW_COPY milliseconds, each
// pread() of more than 64 KiB of a result file SLOW_READ, each pwrite() to one SLOW_WRITE. With CANNOT_COPY copies
// fail, with this errno.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static void wait_for(const char* variable) {
  const char* value = getenv(variable);
  const long milliseconds = value == NULL ? 0 : atol(value);
  const struct timespec length = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  if (milliseconds > 0) nanosleep(&length, NULL);
}

static int is_output(int descriptor) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = '\0';
  const char* ending = strrchr(path, '.');
  return ending != NULL && strcmp(ending, ".h5") == 0;
}

ssize_t copy_file_range(int from, off64_t* at, int to, off64_t* place, size_t size, unsigned flags) {
  ssize_t (*real)(int, off64_t*, int, off64_t*, size_t, unsigned) = dlsym(RTLD_NEXT, "copy_file_range");
  wait_for("SLOW_COPY");
  if (getenv("CANNOT_COPY") == NULL) return real(from, at, to, place, size, flags);
  errno = atoi(getenv("CANNOT_COPY"));
  return -1;
}

ssize_t pread(int descriptor, void* bytes, size_t size, off_t place) {
  ssize_t (*real)(int, void*, size_t, off_t) = dlsym(RTLD_NEXT, "pread");
  if (size > 1 << 16 && is_output(descriptor)) wait_for("SLOW_READ");
  return real(descriptor, bytes, size, place);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t place) {
  ssize_t (*real)(int, const void*, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite");
  if (is_output(descriptor)) wait_for("SLOW_WRITE");
  return real(descriptor, bytes, size, place);
}

ssize_t pread64(int descriptor, void* bytes, size_t size, off_t place) { return pread(descriptor, bytes, size, place); }
