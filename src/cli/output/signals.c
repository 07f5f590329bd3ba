/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "cli/output/signals.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

/*
 * The signals that end a program by default, except those of its own errors (of
 * which only abort() leaves it intact enough) and those that are ignored below.
 */
static const int ending[] = {
	SIGHUP,	   SIGINT,  SIGQUIT,   SIGTERM, SIGABRT, SIGALRM,
	SIGUSR1,   SIGUSR2, SIGVTALRM, SIGPROF, SIGXCPU,
#ifdef SIGIO
	SIGIO,
#endif
#ifdef SIGPWR
	SIGPWR,
#endif
#ifdef SIGSTKFLT
	SIGSTKFLT,
#endif
};
enum { ENDING_COUNT = sizeof(ending) / sizeof(ending[0]) };

/*
 * The only global variable of the program: a signal handler gets nothing but
 * the signal's number.
 */
static const char *volatile doomed;

/* The signal is raised again, so that it ends the program as without a handler. */
static void remove_and_end(int number)
{
	const char *path = doomed;

	if (path)
		unlink(path);
	signal(number, SIG_DFL);
	raise(number);
}

void nkv_signals_ignore_failed_writes(void)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

static void mask_ending(int how)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < ENDING_COUNT; i++)
		sigaddset(&set, ending[i]);
	sigprocmask(how, &set, NULL);
}

void nkv_signals_hold(void)
{
	mask_ending(SIG_BLOCK);
}

void nkv_signals_release(void)
{
	mask_ending(SIG_UNBLOCK);
}

/*
 * A signal that the parent process ignores stays ignored, and one that a
 * profiler or a sanitizer handles stays with it.
 */
static void catch (int number)
{
	struct sigaction old, action = { .sa_handler = remove_and_end };

	if (sigaction(number, NULL, &old) != 0 || old.sa_handler != SIG_DFL)
		return;
	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

void nkv_signals_remove(const char *path)
{
	doomed = path;
	for (size_t i = 0; i < ENDING_COUNT; i++)
		catch (ending[i]);
}

void nkv_signals_keep(void)
{
	doomed = NULL;
}
