/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "cli/output/signals.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

/*
 * What ends a program that does not care, but for what its own errors raise, of
 * which only abort() leaves it whole enough, and for what is ignored below.
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
 * The only variable of the program that outlives a function: a signal handler
 * is given nothing but the signal's number.
 */
static const char *volatile doomed;

/* The signal raised again ends the program as it would have without a handler. */
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
 * A signal that whoever started the program has it ignore stays ignored, and
 * one that a profiler or a sanitizer has taken stays theirs.
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
