/* Loaded into a process (LD_PRELOAD), writes down what it does to the files of a folder, before the disk does it.

   DISK_FOLDER: the folder. DISK_LOG: where to. A record: kind, path, another path, offset, size, then `size` bytes.
   Kinds: w writes, t truncates to an offset, s syncs, u deletes, r renames, a: the process told its parent something. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static int log_file = -1;

__attribute__((constructor)) static void begin(void) {
    folder = getenv("DISK_FOLDER");
    const char *name = getenv("DISK_LOG");
    if (folder && name) log_file = open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void put(const void *data, size_t size) { syscall(SYS_write, log_file, data, size); }

static void record(char kind, const char *path, const char *other, long long offset, const void *data, size_t size) {
    if (log_file < 0) return;
    char head[2 * PATH_MAX + 80];
    int length = snprintf(head, sizeof head, "%c\t%s\t%s\t%lld\t%zu\n", kind, path, other, offset, size);
    pthread_mutex_lock(&one_at_a_time);
    put(head, (size_t)length);
    put(data, size);
    pthread_mutex_unlock(&one_at_a_time);
}

static int is_ours(const char *path) { return folder && strncmp(path, folder, strlen(folder)) == 0; }

static int path_of(int file, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
    return length > 0 && is_ours(path);
}

#define REAL(result, name, ...) result (*real)(__VA_ARGS__) = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t pwrite64(int file, const void *data, size_t size, off64_t offset) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    char path[PATH_MAX];
    if (path_of(file, path)) record('w', path, "", offset, data, size);
    return real(file, data, size, offset);
}

int ftruncate64(int file, off64_t size) {
    REAL(int, "ftruncate64", int, off64_t);
    char path[PATH_MAX];
    if (path_of(file, path)) record('t', path, "", size, "", 0);
    return real(file, size);
}

int fdatasync(int file) {
    REAL(int, "fdatasync", int);
    char path[PATH_MAX];
    int done = real(file);
    if (path_of(file, path)) record('s', path, "", 0, "", 0);
    return done;
}

int fsync(int file) {
    REAL(int, "fsync", int);
    char path[PATH_MAX];
    int done = real(file);
    if (path_of(file, path)) record('s', path, "", 0, "", 0);
    return done;
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    if (is_ours(path)) record('u', path, "", 0, "", 0);
    return real(path);
}

int rename(const char *old, const char *new) {
    REAL(int, "rename", const char *, const char *);
    if (is_ours(old)) record('r', old, new, 0, "", 0);
    return real(old, new);
}

ssize_t write(int file, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (file == STDOUT_FILENO) record('a', "", "", 0, data, size);
    return real(file, data, size);
}
