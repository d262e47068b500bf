/* A disk that forgets: preloaded into a program, it journals what the program does to the file UNSYNCED_FILE (and its
 * ".tmp") so that unsynced.py can take back, after a kill, whatever no sync had made durable.
 *
 * Writes still reach the file, as they reach the system's page cache, so that all ranks see them; what they replaced
 * and what they put is in the journal UNSYNCED_JOURNAL.PID first. A sync makes durable what its own process wrote
 * before it: less than what a system does, which syncs all processes' writes.
 *
 * With UNSYNCED_KILL_AT=N the process kills itself at its N-th step (a write, sync or rename), a write half done. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* One record: this, then `size` bytes of what was there, then as many of what came. */
struct record {
  char kind; /* 'w' a write, 's' a sync of a file, 'r' a rename, 'd' a sync of a folder */
  char padding[7];
  uint64_t inode;
  uint64_t nanoseconds;
  uint64_t place;
  uint64_t size;
};

typedef ssize_t (*pwrite_function)(int, const void*, size_t, off_t);
typedef int (*sync_function)(int);
typedef int (*rename_function)(const char*, const char*);

static uint64_t steps;

static void* real(const char* name) {
  void* found = dlsym(RTLD_NEXT, name);
  if (found == NULL) abort();
  return found;
}

static pwrite_function real_pwrite(void) {
  static pwrite_function found;
  if (found == NULL) found = (pwrite_function)real("pwrite");
  return found;
}

/* The status of the file in `descriptor`, when it is one of those we look at; 0: it is not. */
static int watched(int descriptor, struct stat* status) {
  const char* file = getenv("UNSYNCED_FILE");
  char link[64], path[PATH_MAX + 16];
  if (file == NULL) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = '\0';
  const size_t stem = strlen(file);
  if (strncmp(path, file, stem) != 0 || (path[stem] != '\0' && strcmp(path + stem, ".tmp") != 0)) return 0;
  return fstat(descriptor, status) == 0;
}

static void append(const struct record* record, const void* before, const void* after) {
  static int journal = -1;
  if (journal < 0) {
    char path[PATH_MAX + 16];
    snprintf(path, sizeof path, "%s.%d", getenv("UNSYNCED_JOURNAL"), getpid());
    journal = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  }
  struct iovec parts[3] = {
      {(void*)record, sizeof *record}, {(void*)before, record->size}, {(void*)after, record->size}};
  const size_t all = sizeof *record + 2 * record->size;
  if (writev(journal, parts, 3) != (ssize_t)all) abort();
}

static struct record record_of(char kind, const struct stat* status) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  struct record record = {.kind = kind, .inode = status->st_ino};
  record.nanoseconds = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
  return record;
}

static int is_last_step(void) {
  const char* at = getenv("UNSYNCED_KILL_AT");
  return ++steps == (at == NULL ? 0 : strtoull(at, NULL, 10));
}

static void journal_write(int descriptor, const struct stat* status, const void* bytes, size_t size, off_t place) {
  char* before = calloc(1, size + 1); /* what lies beyond the end was zeros */
  if (before == NULL) abort();
  /* A process may write to what it has open for writing alone: read it through a descriptor of our own. */
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const int reader = open(link, O_RDONLY | O_CLOEXEC);
  if (reader < 0 || pread(reader, before, size, place) < 0) abort();
  close(reader);
  struct record record = record_of('w', status);
  record.place = (uint64_t)place;
  record.size = size;
  append(&record, before, bytes);
  free(before);
  if (is_last_step()) {
    real_pwrite()(descriptor, bytes, size / 2, place);
    raise(SIGKILL);
  }
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t place) {
  struct stat status;
  if (watched(descriptor, &status)) journal_write(descriptor, &status, bytes, size, place);
  return real_pwrite()(descriptor, bytes, size, place);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off_t place) {
  return pwrite(descriptor, bytes, size, place);
}

/* To such a file it is a write. */
ssize_t copy_file_range(int from, off64_t* at, int to, off64_t* place, size_t size, unsigned flags) {
  typedef ssize_t (*copy_function)(int, off64_t*, int, off64_t*, size_t, unsigned);
  struct stat status;
  if (!watched(to, &status)) return ((copy_function)real("copy_file_range"))(from, at, to, place, size, flags);
  void* bytes = malloc(size + 1);
  if (bytes == NULL) abort();
  const ssize_t got = pread(from, bytes, size, *at);
  const ssize_t put = got < 0 ? got : pwrite(to, bytes, (size_t)got, *place);
  free(bytes);
  return put;
}

static int synced(int descriptor, const char* how) {
  struct stat status;
  const int looked_at = watched(descriptor, &status);
  const int folder = !looked_at && fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode);
  if (looked_at && is_last_step()) raise(SIGKILL);
  const int result = ((sync_function)real(how))(descriptor);
  if (result == 0 && getenv("UNSYNCED_FILE") != NULL && (looked_at || folder)) {
    const struct record record = record_of(looked_at ? 's' : 'd', &status);
    append(&record, NULL, NULL);
  }
  return result;
}

int fsync(int descriptor) { return synced(descriptor, "fsync"); }
int fdatasync(int descriptor) { return synced(descriptor, "fdatasync"); }

/* A rename to the file: what it replaces is kept as FILE.replaced, for the case that the rename is taken back. */
int rename(const char* from, const char* to) {
  const rename_function real_rename = (rename_function)real("rename");
  const char* file = getenv("UNSYNCED_FILE");
  struct stat status;
  if (file == NULL || strcmp(to, file) != 0 || stat(from, &status) != 0) return real_rename(from, to);
  char replaced[PATH_MAX + 16];
  snprintf(replaced, sizeof replaced, "%s.replaced", to);
  unlink(replaced);
  if (link(to, replaced) != 0 && errno != ENOENT) abort();
  const struct record record = record_of('r', &status);
  append(&record, NULL, NULL);
  if (is_last_step()) raise(SIGKILL);
  return real_rename(from, to);
}
