/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * spin THREADS SPINS: threads that touch no memory and wait for nothing share
 * so many millions of spins: what a machine gives to threads at best.
 */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { THREADS_MAX = 64, MILLION = 1000000 };

/* Returns what depends on each spin, so that none is left out. */
static void *spin(void *argument)
{
	uint64_t *state = argument, value = *state;

	for (uint64_t spins = *state * MILLION; spins > 0; spins--) {
		value ^= value << 13;
		value ^= value >> 7;
		value ^= value << 17;
	}
	*state = value;
	return NULL;
}

int main(int argc, char **argv)
{
	unsigned long count = argc == 3 ? strtoul(argv[1], NULL, 10) : 0, spins;
	pthread_t threads[THREADS_MAX];
	uint64_t states[THREADS_MAX];

	if (count < 1 || count > THREADS_MAX)
		return EXIT_FAILURE;
	spins = strtoul(argv[2], NULL, 10);
	for (unsigned long i = 0; i < count; i++) {
		states[i] = spins / count;
		if (pthread_create(&threads[i], NULL, spin, &states[i]) != 0)
			return EXIT_FAILURE;
	}
	for (unsigned long i = 0; i < count; i++) {
		pthread_join(threads[i], NULL);
		printf("%llx\n", (unsigned long long)states[i]);
	}
	return EXIT_SUCCESS;
}
