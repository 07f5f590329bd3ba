/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "cli/output/progress.h"

#include <time.h>
#include <unistd.h>

static const double first_seconds = 1.0;
static const double step_seconds = 0.5;

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void nkv_progress_begin(struct nkv_progress *progress, enum nkv_when when, FILE *out)
{
	*progress = (struct nkv_progress){ .terminal = isatty(STDERR_FILENO) == 1 };
	if (when == NKV_WHEN_AUTO)
		progress->wanted = progress->terminal && !isatty(fileno(out));
	else
		progress->wanted = when == NKV_WHEN_ALWAYS;
	if (!progress->wanted)
		return;
	progress->began = seconds();
	progress->due = progress->began + first_seconds;
}

void nkv_progress_clear(struct nkv_progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
	progress->shown = false;
}

static void show(struct nkv_progress *progress, double now)
{
	double elapsed = now - progress->began;
	double rate = elapsed > 0 ? (double)progress->machines / elapsed : 0;

	nkv_progress_clear(progress);
	fprintf(stderr, "%zu machines, %.0f a second, %zu failed%s", progress->machines, rate,
		progress->failures, progress->terminal ? "" : "\n");
	progress->shown = progress->terminal;
	progress->due = now + step_seconds;
}

void nkv_progress_count(struct nkv_progress *progress, size_t machines, size_t failures)
{
	double now;

	if (!progress->wanted)
		return;
	progress->machines += machines;
	progress->failures += failures;
	now = seconds();
	if (now >= progress->due)
		show(progress, now);
}

void nkv_progress_end(struct nkv_progress *progress)
{
	nkv_progress_clear(progress);
	if (progress->wanted && !progress->terminal)
		show(progress, seconds());
}
