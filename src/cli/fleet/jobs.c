/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "cli/fleet/jobs.h"

#include <pthread.h>
#include <stdlib.h>

#include "cli/fleet/batch.h"

/* For each thread: a batch that it plans, and two that wait. */
enum { BATCHES_A_THREAD = 3 };

struct worker {
	pthread_t thread;
	struct nkv_jobs *jobs;
	struct nkv_planner planner;
	struct nkv_reader *reader;
};

/*
 * Batches are in a ring: batch n is at place n modulo the number of places.
 * written <= taken <= given, and given - written places are in use.
 */
struct nkv_jobs {
	struct nkv_jobs_sink sink;
	struct worker *workers;
	size_t worker_count;
	struct nkv_batch *batches;
	size_t batch_count;

	pthread_mutex_t mutex;	   /* protects what follows */
	struct nkv_batch *filling; /* not full yet; NULL: none */
	pthread_cond_t work;	   /* a batch was given, or the work ends */
	pthread_cond_t room;	   /* a batch was written */
	size_t given, taken, written;
	size_t idle;  /* threads that wait for work */
	bool writing; /* a thread is writing, without holding the mutex */
	bool stopped; /* batches are no longer planned */
	bool ending;
};

static struct nkv_batch *place_of(const struct nkv_jobs *jobs, size_t number)
{
	return &jobs->batches[number % jobs->batch_count];
}

/* --- writing --- */

static void write_batch(const struct nkv_jobs_sink *sink, struct nkv_batch *batch)
{
	struct nkv_planner *planner = sink->planner;

	if (batch->messages.text.length > 0) {
		nkv_progress_clear(sink->progress);
		nkv_buffer_put(stderr, &batch->messages);
	}
	planner->output.style.flush_each = batch->live;
	nkv_output_part(&planner->output, planner->options->format, batch->plans.text.text,
			batch->plans.text.length, batch->written);
	nkv_planner_worsen(planner, batch->status);
	planner->no_memory = batch->said;
	nkv_progress_count(sink->progress, nkv_summary_machines(&batch->summary),
			   nkv_summary_failures(&batch->summary));
	nkv_summary_add(&planner->summary, &batch->summary);
	if (batch->no_memory)
		nkv_planner_stop(planner);
}

/*
 * Writes all finished batches whose turn it is, unless another thread is doing so. The mutex is
 * held.
 */
static void write_in_turn(struct nkv_jobs *jobs)
{
	if (jobs->writing)
		return;
	jobs->writing = true;
	while (jobs->written < jobs->given && place_of(jobs, jobs->written)->done) {
		struct nkv_batch *batch = place_of(jobs, jobs->written);
		bool stopped = jobs->stopped;

		pthread_mutex_unlock(&jobs->mutex);
		if (!stopped) {
			write_batch(&jobs->sink, batch);
			stopped = jobs->sink.planner->no_memory ||
				  nkv_destination_failed(jobs->sink.destination);
		}
		nkv_batch_reset(batch);
		pthread_mutex_lock(&jobs->mutex);
		jobs->stopped = stopped;
		jobs->written++;
		pthread_cond_broadcast(&jobs->room);
	}
	jobs->writing = false;
}

/* --- planning --- */

/* Gives the batch that is being filled to the threads. The mutex is held. */
static void hand_over(struct nkv_jobs *jobs)
{
	if (!jobs->filling)
		return;
	jobs->filling = NULL;
	jobs->given++;
	pthread_cond_signal(&jobs->work);
}

/*
 * The next batch, or NULL at the end. An idle thread takes a batch that is not full if somebody
 * waits for its results. The mutex is held.
 */
static struct nkv_batch *take_batch(struct nkv_jobs *jobs)
{
	jobs->idle++;
	while (jobs->taken == jobs->given && !jobs->ending) {
		if (jobs->filling && jobs->filling->live)
			hand_over(jobs);
		else
			pthread_cond_wait(&jobs->work, &jobs->mutex);
	}
	jobs->idle--;
	return jobs->taken < jobs->given ? place_of(jobs, jobs->taken++) : NULL;
}

static void *work(void *argument)
{
	struct worker *worker = argument;
	struct nkv_jobs *jobs = worker->jobs;
	struct nkv_batch *batch;

	pthread_mutex_lock(&jobs->mutex);
	while ((batch = take_batch(jobs)) != NULL) {
		bool wanted = !jobs->stopped;

		pthread_mutex_unlock(&jobs->mutex);
		if (wanted)
			nkv_batch_plan(batch, &worker->planner, worker->reader);
		pthread_mutex_lock(&jobs->mutex);
		batch->done = true;
		write_in_turn(jobs);
	}
	pthread_mutex_unlock(&jobs->mutex);
	return NULL;
}

/* --- threads --- */

static void free_worker(struct worker *worker)
{
	if (worker->planner.output.state)
		nkv_output_end_part(&worker->planner.output, worker->planner.options->format);
	nkv_reader_free(worker->reader);
	nkv_planner_free(&worker->planner);
}

/* A new planner with the settings of the sink's. */
static struct nkv_planner planner_like(const struct nkv_planner *model)
{
	struct nkv_planner planner = {
		.options = model->options,
		.output = model->output,
		.summary = nkv_summary_like(&model->summary),
	};

	planner.output.state = NULL;
	return planner;
}

static bool start_worker(struct nkv_jobs *jobs, struct worker *worker)
{
	const struct nkv_options *options = jobs->sink.planner->options;

	*worker = (struct worker){
		.jobs = jobs,
		.planner = planner_like(jobs->sink.planner),
		.reader = nkv_reader_new(NULL, NULL, options->overrides, options->override_count),
	};
	if (worker->reader && nkv_output_begin_part(&worker->planner.output, options->format) &&
	    pthread_create(&worker->thread, NULL, work, worker) == 0)
		return true;
	free_worker(worker);
	return false;
}

static void free_jobs(struct nkv_jobs *jobs)
{
	for (size_t i = 0; jobs->batches && i < jobs->batch_count; i++)
		nkv_batch_free(&jobs->batches[i]);
	free(jobs->batches);
	free(jobs->workers);
	pthread_cond_destroy(&jobs->room);
	pthread_cond_destroy(&jobs->work);
	pthread_mutex_destroy(&jobs->mutex);
	free(jobs);
}

struct nkv_jobs *nkv_jobs_start(const struct nkv_jobs_sink *sink, unsigned int count)
{
	struct nkv_jobs *jobs = calloc(1, sizeof(*jobs));

	if (!jobs)
		return NULL;
	jobs->sink = *sink;
	jobs->batch_count = (size_t)count * BATCHES_A_THREAD;
	jobs->batches = calloc(jobs->batch_count, sizeof(*jobs->batches));
	jobs->workers = calloc(count, sizeof(*jobs->workers));
	pthread_mutex_init(&jobs->mutex, NULL);
	pthread_cond_init(&jobs->work, NULL);
	pthread_cond_init(&jobs->room, NULL);
	while (jobs->batches && jobs->workers && jobs->worker_count < count &&
	       start_worker(jobs, &jobs->workers[jobs->worker_count]))
		jobs->worker_count++;
	if (jobs->worker_count > 0)
		return jobs;
	free_jobs(jobs);
	return NULL;
}

/* --- giving --- */

/*
 * The batch to be filled, once there is a place for it; NULL if the work has stopped. The mutex
 * is held.
 */
static struct nkv_batch *begin_batch(struct nkv_jobs *jobs)
{
	while (!jobs->filling && jobs->given - jobs->written == jobs->batch_count)
		pthread_cond_wait(&jobs->room, &jobs->mutex);
	if (jobs->stopped)
		return NULL;
	if (!jobs->filling)
		jobs->filling = place_of(jobs, jobs->given);
	return jobs->filling;
}

bool nkv_jobs_give(struct nkv_jobs *jobs, const struct nkv_cut *cut, bool live)
{
	struct nkv_batch *batch;
	bool added = true, stopped;

	pthread_mutex_lock(&jobs->mutex);
	batch = begin_batch(jobs);
	stopped = batch == NULL;
	if (batch) {
		added = nkv_batch_add(batch, cut);
		batch->live = batch->live || live;
		if (nkv_batch_is_full(batch))
			hand_over(jobs);
		else if (live && jobs->idle > 0)
			pthread_cond_signal(&jobs->work);
	}
	pthread_mutex_unlock(&jobs->mutex);
	if (added)
		return !stopped;
	nkv_jobs_wait(jobs);
	nkv_planner_stop(jobs->sink.planner);
	return false;
}

void nkv_jobs_wait(struct nkv_jobs *jobs)
{
	pthread_mutex_lock(&jobs->mutex);
	hand_over(jobs);
	while (jobs->written < jobs->given)
		pthread_cond_wait(&jobs->room, &jobs->mutex);
	pthread_mutex_unlock(&jobs->mutex);
}

void nkv_jobs_end(struct nkv_jobs *jobs)
{
	nkv_jobs_wait(jobs);
	pthread_mutex_lock(&jobs->mutex);
	jobs->ending = true;
	pthread_cond_broadcast(&jobs->work);
	pthread_mutex_unlock(&jobs->mutex);
	for (size_t i = 0; i < jobs->worker_count; i++) {
		pthread_join(jobs->workers[i].thread, NULL);
		free_worker(&jobs->workers[i]);
	}
	free_jobs(jobs);
}
