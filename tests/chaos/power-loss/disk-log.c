// Logs what a process does to the files of one folder, in order: creations, writes, truncations, removals, and the
// synchronisations that make them durable. A power failure at any point is then built from the log (disk-image.ts).
//
//   DISK_LOG_DIR   the folder whose files are logged
//   DISK_LOG_FILE  where records are appended, one write() each, so that another process may append its own marks
//
// A record: op (u8), file id (u32), offset (u64), length (u32), then `length` bytes; little-endian, packed.
// Invariant: a SYNC record is appended after the synchronisation returned and before its caller learns of it.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { CREATE = 1, WRITE = 2, SYNC = 3, TRUNCATE = 4, UNLINK = 5, SYNC_FOLDER = 6, RENAME = 7 };
enum { MAX_FD = 4096, FOLDER = -1 };

struct __attribute__((packed)) header {
  uint8_t op;
  uint32_t file;
  uint64_t offset;
  uint32_t length;
};

struct name {
  char path[PATH_MAX];
  uint32_t id;
  struct name *next;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -1;
static char folder[PATH_MAX];
static size_t folder_length;
static int32_t id_of_fd[MAX_FD];
static struct name *names;
static uint32_t last_id;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);

__attribute__((constructor)) static void start(void) {
  real_open = dlsym(RTLD_NEXT, "open");
  real_close = dlsym(RTLD_NEXT, "close");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_rename = dlsym(RTLD_NEXT, "rename");
  const char *dir = getenv("DISK_LOG_DIR");
  const char *file = getenv("DISK_LOG_FILE");
  if (dir == NULL || file == NULL || realpath(dir, folder) == NULL) return;
  folder_length = strlen(folder);
  log_fd = real_open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_logged(const char *path) {
  if (log_fd < 0 || strncmp(path, folder, folder_length) != 0) return 0;
  return path[folder_length] == '/' || path[folder_length] == '\0';
}

static void append(uint8_t op, uint32_t file, uint64_t offset, const void *data, uint32_t length) {
  size_t size = sizeof(struct header) + length;
  char *record = malloc(size);
  struct header head = {op, file, offset, length};
  memcpy(record, &head, sizeof head);
  if (length > 0) memcpy(record + sizeof head, data, length);
  if (real_write(log_fd, record, size) != (ssize_t)size) abort();
  free(record);
}

static uint32_t id_of_path(const char *path) {
  for (struct name *entry = names; entry != NULL; entry = entry->next)
    if (strcmp(entry->path, path) == 0) return entry->id;
  return 0;
}

static void forget(const char *path) {
  for (struct name **at = &names; *at != NULL; at = &(*at)->next) {
    if (strcmp((*at)->path, path) != 0) continue;
    struct name *gone = *at;
    *at = gone->next;
    free(gone);
    return;
  }
}

static uint32_t remember(const char *path, uint32_t id) {
  struct name *entry = malloc(sizeof *entry);
  strncpy(entry->path, path, PATH_MAX - 1);
  entry->path[PATH_MAX - 1] = '\0';
  entry->id = id;
  entry->next = names;
  names = entry;
  return id;
}

static int opened(int fd, const char *path, int flags, int existed) {
  if (fd < 0 || fd >= MAX_FD) return fd;
  struct stat status;
  pthread_mutex_lock(&lock);
  if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
    id_of_fd[fd] = FOLDER;
  } else {
    uint32_t id = existed ? id_of_path(path) : 0;
    if (id == 0) {
      forget(path);
      id = remember(path, ++last_id);
      append(CREATE, id, 0, path + folder_length, strlen(path + folder_length));
    }
    id_of_fd[fd] = id;
    if (existed && (flags & O_TRUNC)) append(TRUNCATE, id, 0, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  return fd;
}

// A number that a logged file had before may come back through a close that was not seen here.
static int not_logged(int fd) {
  if (fd >= 0 && fd < MAX_FD) id_of_fd[fd] = 0;
  return fd;
}

static int open_logged(const char *path, int flags, mode_t mode) {
  if (!is_logged(path)) return not_logged(real_open(path, flags, mode));
  int existed = access(path, F_OK) == 0;
  return opened(real_open(path, flags, mode), path, flags, existed);
}

#define OPEN(name)                                   \
  int name(const char *path, int flags, ...) {       \
    va_list rest;                                    \
    va_start(rest, flags);                           \
    mode_t mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                    \
    return open_logged(path, flags, mode);           \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  if (fd >= 0 && fd < MAX_FD) id_of_fd[fd] = 0;
  return real_close(fd);
}

static int32_t logged_fd(int fd) { return log_fd >= 0 && fd >= 0 && fd < MAX_FD ? id_of_fd[fd] : 0; }

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  ssize_t written = real_pwrite(fd, data, length, offset);
  int32_t id = logged_fd(fd);
  if (id > 0 && written > 0) {
    pthread_mutex_lock(&lock);
    append(WRITE, id, offset, data, written);
    pthread_mutex_unlock(&lock);
  }
  return written;
}
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) { return pwrite(fd, data, length, offset); }

ssize_t write(int fd, const void *data, size_t length) {
  int32_t id = logged_fd(fd);
  if (id <= 0) return real_write(fd, data, length);
  int isAppending = fcntl(fd, F_GETFL) & O_APPEND;
  off_t offset = lseek(fd, 0, isAppending ? SEEK_END : SEEK_CUR);
  if (offset < 0) return real_write(not_logged(fd), data, length); // a pipe or a socket has taken the number
  ssize_t written = real_write(fd, data, length);
  if (written > 0) {
    pthread_mutex_lock(&lock);
    append(WRITE, id, offset, data, written);
    pthread_mutex_unlock(&lock);
  }
  return written;
}

static int synced(int fd, int result) {
  int32_t id = logged_fd(fd);
  if (result != 0 || id == 0) return result;
  pthread_mutex_lock(&lock);
  if (id == FOLDER) append(SYNC_FOLDER, 0, 0, NULL, 0);
  else append(SYNC, id, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}
int fsync(int fd) { return synced(fd, real_fsync(fd)); }
int fdatasync(int fd) { return synced(fd, real_fdatasync(fd)); }

int ftruncate(int fd, off_t length) {
  int result = real_ftruncate(fd, length);
  int32_t id = logged_fd(fd);
  if (result == 0 && id > 0) {
    pthread_mutex_lock(&lock);
    append(TRUNCATE, id, length, NULL, 0);
    pthread_mutex_unlock(&lock);
  }
  return result;
}
int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }

int unlink(const char *path) {
  int result = real_unlink(path);
  if (result == 0 && is_logged(path)) {
    pthread_mutex_lock(&lock);
    append(UNLINK, 0, 0, path + folder_length, strlen(path + folder_length));
    forget(path);
    pthread_mutex_unlock(&lock);
  }
  return result;
}

int rename(const char *from, const char *to) {
  int result = real_rename(from, to);
  if (result == 0 && is_logged(from) && is_logged(to)) {
    pthread_mutex_lock(&lock);
    uint32_t id = id_of_path(from);
    forget(from);
    forget(to);
    if (id != 0) remember(to, id);
    append(RENAME, id, 0, to + folder_length, strlen(to + folder_length));
    pthread_mutex_unlock(&lock);
  }
  return result;
}
