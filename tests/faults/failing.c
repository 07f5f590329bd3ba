/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Preloaded into the program, runs it again and again, and lets each of its
 * allocations fail in turn, of whatever thread. Needs glibc.
 *
 * FAILING_DIR names a directory for what the program prints (stdout, stderr)
 * and for the file that its arguments name with --output, "out" in there.
 * FAILING_MODE is "once" for one allocation, "from" for all from one on.
 * FAILING_STEP takes each so many-th allocation, from the FAILING_FIRST-th on.
 * Nothing is done without the first two.
 *
 * Wanted of each run: the status that it has without a failure, 0 or that of a check
 * that fails or an input that cannot be read, and all output; or status 70, a message,
 * what was said and printed before a beginning of what is otherwise, and the old "out" in
 * place; and no other file, and no more memory kept than without a failure.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void __libc_free(void *memory);

enum { INPUT_STATUS = 65, OUT_OF_MEMORY_STATUS = 70, WRONG_SHOWN = 10 };

static const char message[] = "numakva-plan: out of memory\n";
static const char old_text[] = "old\n";

/* Seen by the program and by what waits for it. */
struct shared {
	atomic_bool failed; /* an allocation was made to fail */
	long live;	    /* blocks that were not freed at the end */
};

static struct shared *shared; /* NULL outside of a run */
static unsigned long fail_at; /* 0: none */
static bool fail_on;
/* Threads allocate, too: which of them has the n-th allocation may differ from run to run. */
static atomic_ulong allocations;
static atomic_long live;
static atomic_bool noted, over; /* that it ends is noted; it is about to */

/* --- the allocator --- */

/* What comes after the program's own end is not its own: gcov writes its counts there. */
static void end(void)
{
	over = true;
}

static bool must_fail(void)
{
	unsigned long number;

	if (!shared || fail_at == 0 || over)
		return false;
	/* Here, and not in begin(): the handlers of a program that began run before its destructors. */
	if (!atomic_exchange(&noted, true) && atexit(end) != 0)
		abort();
	number = atomic_fetch_add(&allocations, 1) + 1;
	if (number < fail_at || (number > fail_at && !fail_on))
		return false;
	shared->failed = true;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	void *memory = must_fail() ? NULL : __libc_malloc(size);

	live += memory != NULL;
	return memory;
}

void *calloc(size_t count, size_t size)
{
	void *memory = must_fail() ? NULL : __libc_calloc(count, size);

	live += memory != NULL;
	return memory;
}

void *realloc(void *memory, size_t size)
{
	void *grown = must_fail() ? NULL : __libc_realloc(memory, size);

	live += grown != NULL && memory == NULL;
	return grown;
}

void free(void *memory)
{
	live -= memory != NULL;
	__libc_free(memory);
}

static void __attribute__((destructor)) note_live(void)
{
	if (shared)
		shared->live = live;
}

/* --- a run and what it leaves --- */

struct result {
	int status;
	bool failed;
	long live;
	char *out, *printed, *said; /* "out", "stdout", "stderr" */
};

static const char *path_in(const char *dir, const char *name)
{
	static char path[4096];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return path;
}

static char *read_file(const char *dir, const char *name)
{
	FILE *file = fopen(path_in(dir, name), "r");
	char *text = NULL;
	size_t size = 0;

	if (!file || getdelim(&text, &size, '\0', file) < 0)
		text = strdup("");
	if (file)
		fclose(file);
	return text;
}

static void write_old(const char *dir)
{
	FILE *file = fopen(path_in(dir, "out"), "w");

	if (!file || fputs(old_text, file) < 0 || fclose(file) != 0)
		exit(EXIT_FAILURE);
}

static void redirect(const char *dir, const char *name, int fd)
{
	int file = open(path_in(dir, name), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (file < 0 || dup2(file, fd) < 0)
		_exit(EXIT_FAILURE);
	close(file);
}

/* Returns in the child, in which the program then begins. */
static bool run(const char *dir, unsigned long at, struct result *result)
{
	pid_t child;

	write_old(dir);
	fflush(stdout); /* or the child prints it once more */
	shared->failed = false;
	shared->live = 0;
	child = fork();
	if (child == 0) {
		redirect(dir, "stdout", STDOUT_FILENO);
		redirect(dir, "stderr", STDERR_FILENO);
		live = 0;
		fail_at = at;
		return true;
	}
	if (child < 0 || waitpid(child, &result->status, 0) != child)
		exit(EXIT_FAILURE);
	result->failed = shared->failed;
	result->live = shared->live;
	result->out = read_file(dir, "out");
	result->printed = read_file(dir, "stdout");
	result->said = read_file(dir, "stderr");
	return false;
}

static void free_result(struct result *result)
{
	free(result->out);
	free(result->printed);
	free(result->said);
}

static bool is_beginning(const char *text, const char *whole)
{
	return strncmp(text, whole, strlen(text)) == 0;
}

/*
 * Whether a run said a beginning of what is said otherwise, and then that it is out of memory. At
 * most a summary follows.
 */
static bool is_told(const char *said, const char *whole)
{
	const char *told = strstr(said, message), *rest = told ? told + strlen(message) : NULL;

	return told && strncmp(said, whole, (size_t)(told - said)) == 0 &&
	       (!*rest || strstr(rest, " machine"));
}

/* Whether there is a file that nobody asked for. */
static bool is_littered(const char *dir)
{
	DIR *stream = opendir(dir);
	const struct dirent *entry;
	bool littered = false;

	while (stream && (entry = readdir(stream)))
		if (entry->d_name[0] != '.' && strcmp(entry->d_name, "out") != 0 &&
		    strcmp(entry->d_name, "stdout") != 0 && strcmp(entry->d_name, "stderr") != 0)
			littered = true;
	if (!stream || closedir(stream) != 0)
		exit(EXIT_FAILURE);
	return littered;
}

/* What is wrong with a run, or NULL. */
static const char *judge(const char *dir, const struct result *got, const struct result *whole)
{
	if (!WIFEXITED(got->status))
		return "a signal ended it";
	if (is_littered(dir))
		return "a file stays";
	if (got->live > whole->live)
		return "memory stays";
	if (got->status == whole->status) {
		bool same = strcmp(got->out, whole->out) == 0 &&
			    strcmp(got->printed, whole->printed) == 0 &&
			    strcmp(got->said, whole->said) == 0;

		return same ? NULL : "the status of success, and not all output";
	}
	if (WEXITSTATUS(got->status) != OUT_OF_MEMORY_STATUS)
		return "another status than that of success and 70";
	if (!is_told(got->said, whole->said))
		return "another message";
	if (strcmp(got->out, old_text) != 0 || !is_beginning(got->printed, whole->printed))
		return "the output is not the old one";
	return NULL;
}

static unsigned long number_of(const char *variable)
{
	const char *text = getenv(variable);

	return text ? strtoul(text, NULL, 10) : 1;
}

/* Lets allocations fail until one that is not made. Returns true in a child. */
static bool fail_in_turn(const char *dir)
{
	struct result whole, got;
	unsigned long at, step = number_of("FAILING_STEP"), runs = 0, wrong = 0;

	if (run(dir, 0, &whole))
		return true;
	if (!WIFEXITED(whole.status) || WEXITSTATUS(whole.status) > INPUT_STATUS) {
		printf("without a failure: status %#x, '%s'\n", (unsigned int)whole.status,
		       whole.said);
		exit(EXIT_FAILURE);
	}
	for (at = number_of("FAILING_FIRST");; at += step) {
		const char *why;

		if (run(dir, at, &got))
			return true;
		why = judge(dir, &got, &whole);
		if (why && ++wrong <= WRONG_SHOWN)
			printf("allocation %lu: %s: status %#x, '%s'\n", at, why,
			       (unsigned int)got.status, got.said);
		free_result(&got);
		if (!got.failed)
			break;
		runs++;
	}
	free_result(&whole);
	printf("%lu of about %lu allocations failed, %lu wrong\n", runs, at, wrong);
	exit(wrong == 0 && runs > 0 ? EXIT_SUCCESS : EXIT_FAILURE);
}

static void __attribute__((constructor)) begin(void)
{
	const char *dir = getenv("FAILING_DIR"), *mode = getenv("FAILING_MODE");

	if (!dir || !mode)
		return;
	fail_on = strcmp(mode, "from") == 0;
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		      0);
	if (shared == MAP_FAILED)
		exit(EXIT_FAILURE);
	fail_in_turn(dir);
}
