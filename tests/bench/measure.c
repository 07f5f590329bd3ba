/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Runs two commands in turn and compares what they take:
 *
 *   measure ROUNDS FILE COMMAND... -- COMMAND...
 *
 * Both read FILE and write nowhere. Prints a line of figures: of the rounds'
 * ratios, the second's time by the first's, the median, the least and the
 * greatest, first of processor time, then of wall-clock time; the medians of
 * processor seconds of both, and of wall-clock seconds of both; the greatest
 * memory of both, in KiB.
 *
 *   measure time ROUNDS COMMAND...
 *
 * Runs one command that reads nothing, and prints the median, the least and the
 * greatest of its processor seconds.
 *
 *   measure memory COMMAND...
 *
 * Runs one command on standard input, and prints the greatest memory, in KiB,
 * and how often a page was touched for the first time. The kernel counts the
 * former in steps of 64 pages, so that only the latter can be compared closely.
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS_MAX = 1000 };

struct figures {
	double cpu[ROUNDS_MAX], wall[ROUNDS_MAX];
	long memory_kib, page_faults;
};

static double wall_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds_of(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void redirect(const char *path, int flags, int to)
{
	int fd = open(path, flags);

	if (fd < 0 || dup2(fd, to) < 0) {
		perror(path);
		_exit(126);
	}
	close(fd);
}

/* Without an input, that of this program. */
static void run(char **command, const char *input, struct figures *figures, size_t round)
{
	double begin = wall_seconds();
	struct rusage usage;
	int status;
	pid_t child = vfork();

	if (child == 0) {
		if (input)
			redirect(input, O_RDONLY, STDIN_FILENO);
		redirect("/dev/null", O_WRONLY, STDOUT_FILENO);
		execvp(command[0], command);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status) ||
	    WEXITSTATUS(status) != 0) {
		fprintf(stderr, "measure: %s failed\n", command[0]);
		exit(EXIT_FAILURE);
	}
	figures->wall[round] = wall_seconds() - begin;
	figures->cpu[round] = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
	if (usage.ru_maxrss > figures->memory_kib)
		figures->memory_kib = usage.ru_maxrss;
	figures->page_faults = usage.ru_minflt + usage.ru_majflt;
}

static int compare(const void *a, const void *b)
{
	double first = *(const double *)a, second = *(const double *)b;

	return (first > second) - (first < second);
}

/* Of values that it leaves sorted. */
static double median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
	return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

static void print_ratios(const double *first, const double *second, size_t count)
{
	double ratios[ROUNDS_MAX], middle;

	for (size_t i = 0; i < count; i++)
		ratios[i] = second[i] / first[i];
	middle = median(ratios, count);
	printf(" %.4f %.4f %.4f", middle, ratios[0], ratios[count - 1]);
}

static int measure_time(size_t rounds, char **command)
{
	static struct figures figures;
	double middle;

	for (size_t round = 0; round < rounds; round++)
		run(command, "/dev/null", &figures, round);
	middle = median(figures.cpu, rounds);
	printf("%.6f %.6f %.6f\n", middle, figures.cpu[0], figures.cpu[rounds - 1]);
	return EXIT_SUCCESS;
}

/* 0 for what is no number of rounds. */
static size_t rounds_of(const char *text)
{
	size_t rounds = strtoul(text, NULL, 10);

	return rounds <= ROUNDS_MAX ? rounds : 0;
}

static int measure_memory(char **command)
{
	static struct figures figures;

	run(command, NULL, &figures, 0);
	printf("%ld %ld\n", figures.memory_kib, figures.page_faults);
	return EXIT_SUCCESS;
}

static int compare_commands(size_t rounds, const char *input, char **one, char **other)
{
	static struct figures first, second;

	for (size_t round = 0; round < rounds; round++) {
		run(one, input, &first, round);
		run(other, input, &second, round);
	}
	print_ratios(first.cpu, second.cpu, rounds);
	print_ratios(first.wall, second.wall, rounds);
	printf(" %.6f %.6f %.6f %.6f %ld %ld\n", median(first.cpu, rounds),
	       median(second.cpu, rounds), median(first.wall, rounds), median(second.wall, rounds),
	       first.memory_kib, second.memory_kib);
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	size_t rounds = argc > 4 ? rounds_of(argv[1]) : 0;
	int split = 3;

	if (argc > 2 && strcmp(argv[1], "memory") == 0)
		return measure_memory(argv + 2);
	if (argc > 3 && strcmp(argv[1], "time") == 0 && rounds_of(argv[2]) > 0)
		return measure_time(rounds_of(argv[2]), argv + 3);
	while (split < argc && strcmp(argv[split], "--") != 0)
		split++;
	if (rounds == 0 || split + 1 >= argc) {
		fputs("usage: measure ROUNDS FILE COMMAND... -- COMMAND...\n"
		      "       measure time ROUNDS COMMAND...\n"
		      "       measure memory COMMAND...\n",
		      stderr);
		return EXIT_FAILURE;
	}
	argv[split] = NULL;
	return compare_commands(rounds, argv[2], argv + 3, argv + split + 1);
}
