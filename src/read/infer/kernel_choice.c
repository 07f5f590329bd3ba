/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A log does not show which of several kernels printed it, but what each would
 * have done does. So this part of the reader plans, too.
 */
#include "read/infer/kernel_choice.h"

#include <string.h>

#include <numakva/numakva.h>

#include "read/forms/log_version.h"

/* --- versions --- */

/* A version as a number: each part is below a thousand. */
static unsigned long place_of(const struct nkv_log_version *version)
{
	unsigned long place = 0;

	for (size_t i = 0; i < NKV_LOG_VERSION_NUMBERS; i++)
		place = place * 1000 + (version->numbers[i] < 999 ? version->numbers[i] : 999);
	return place;
}

/* The distance of two versions; 0 if only what follows their numbers differs. */
static unsigned long distance(const struct nkv_log_version *a, const struct nkv_log_version *b)
{
	unsigned long first = place_of(a), second = place_of(b);

	return first > second ? first - second : second - first;
}

/* How close a profile is to a version. A variant of a kernel comes after the kernel itself. */
struct closeness {
	unsigned long distance;
	bool variant;
};

static struct closeness closeness_of(const struct nkv_profile *profile,
				     const struct nkv_log_version *version)
{
	struct nkv_log_version own = nkv_log_version_read(profile->name);
	struct closeness closest = { distance(&own, version), own.has_suffix };

	for (const char *const *alias = profile->aliases; *alias; alias++) {
		struct nkv_log_version other = nkv_log_version_read(*alias);

		if (distance(&other, version) < closest.distance)
			closest.distance = distance(&other, version);
	}
	return closest;
}

/*
 * Any version with a kernel's rules can be its variant, so the variant is as
 * close as the kernel.
 */
static struct closeness profile_closeness(const struct nkv_profile *profile,
					  const struct nkv_log_version *version)
{
	struct closeness own = closeness_of(profile, version);
	size_t length = strcspn(profile->name, "-");
	char base[32];
	const struct nkv_profile *kernel;

	if (length >= sizeof(base))
		return own;
	memcpy(base, profile->name, length);
	base[length] = '\0';
	kernel = nkv_profile_find(base);
	if (kernel)
		own.distance = closeness_of(kernel, version).distance;
	return own;
}

static bool is_closer(struct closeness a, struct closeness b)
{
	return a.distance != b.distance ? a.distance < b.distance : a.variant < b.variant;
}

/* --- candidates --- */

static const struct {
	enum nkv_highmem highmem;
	bool pae;
} settings[] = {
	{ NKV_HIGHMEM_64G, true },
	{ NKV_HIGHMEM_4G, false },
	{ NKV_HIGHMEM_OFF, false },
	{ NKV_HIGHMEM_OFF, true },
};

/* A profile with the HIGHMEM setting and the figures that suit it best. */
struct trial {
	const struct nkv_profile *profile;
	struct closeness closeness;
	struct nkv_kernel_candidate candidate;
	struct nkv_log_contradictions contradictions;
	bool setting_known;
};

/* The number of a candidate's figures that are not the usual ones. */
static unsigned int unusual_figures(const struct nkv_kernel_candidate *candidate)
{
	return (candidate->struct_page_bytes > 0 ? 1U : 0) +
	       (candidate->pg_data_bytes > 0 ? 1U : 0) + (candidate->vmalloc_bytes > 0 ? 1U : 0) +
	       (candidate->has_highmem ? 1U : 0);
}

/*
 * Tries one setting with the figures that suit it best, unless others suit better with any
 * figures.
 */
static struct trial try_setting(struct nkv_planning *planning,
				struct nkv_kernel_candidate candidate, size_t contradicted_max)
{
	struct trial trial = { .profile = candidate.profile, .setting_known = true };

	candidate.words = nkv_planning_find_words(planning, candidate);
	trial.contradictions = nkv_planning_try(planning, &candidate);
	if (trial.contradictions.figures > 0 &&
	    trial.contradictions.count - trial.contradictions.figures <= contradicted_max)
		trial.contradictions = nkv_figures_solve(planning, &candidate);
	trial.candidate = candidate;
	return trial;
}

/* Compares settings: less than 0 if a is better, 0 if neither is. */
static int compare_settings(const struct trial *a, const struct trial *b)
{
	if (a->contradictions.count != b->contradictions.count)
		return a->contradictions.count < b->contradictions.count ? -1 : 1;
	return (int)unusual_figures(&a->candidate) - (int)unusual_figures(&b->candidate);
}

/* `contradicted_max`: the contradictions of the best profile so far. */
static struct trial try_profile(struct nkv_planning *planning, const struct nkv_profile *profile,
				size_t contradicted_max)
{
	struct nkv_log_version version = nkv_log_version_read(planning->facts->version);
	struct trial best = { .profile = profile };

	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++) {
		const struct nkv_kernel_candidate candidate = {
			.profile = profile,
			.highmem = settings[i].highmem,
			.pae = settings[i].pae,
		};
		struct trial trial = try_setting(planning, candidate, contradicted_max);
		int order = i > 0 ? compare_settings(&trial, &best) : -1;

		if (order < 0)
			best = trial;
		else if (order == 0)
			best.setting_known = false;
		if (best.contradictions.count < contradicted_max)
			contradicted_max = best.contradictions.count;
	}
	best.closeness = profile_closeness(profile, &version);
	return best;
}

static bool is_better(const struct trial *a, const struct trial *b)
{
	if (a->contradictions.count != b->contradictions.count)
		return a->contradictions.count < b->contradictions.count;
	return is_closer(a->closeness, b->closeness);
}

/* Which of the profiles that were not taken must be mentioned. */
static bool matters_more(const struct trial *a, const struct trial *b)
{
	return is_closer(a->closeness, b->closeness);
}

static void note_other(struct nkv_kernel_choice *choice, const struct trial *other)
{
	choice->other = other->profile;
	choice->other_contradictions = other->contradictions;
}

static void choose(struct nkv_planning *planning, struct nkv_kernel_choice *choice)
{
	size_t count;
	const struct nkv_profile *profiles = nkv_profile_all(&count);
	const struct nkv_profile *first = nkv_profile_default();
	struct trial best = try_profile(planning, first, SIZE_MAX), other = { 0 };

	for (size_t i = 0; i < count; i++) {
		struct trial trial, loser;

		if (&profiles[i] == first)
			continue;
		trial = try_profile(planning, &profiles[i], best.contradictions.count);
		loser = trial;
		if (is_better(&trial, &best)) {
			loser = best;
			best = trial;
		}
		if (!other.profile || matters_more(&loser, &other))
			other = loser;
	}
	choice->candidate = best.candidate;
	choice->contradictions = best.contradictions;
	choice->setting_known = best.setting_known;
	choice->version_fits = best.closeness.distance == 0;
	choice->version_known =
		choice->version_fits || (other.profile && other.closeness.distance == 0);
	if (other.profile && other.closeness.distance == 0)
		note_other(choice, &other);
	nkv_figures_possible(planning, &choice->candidate, &choice->possible);
}

/* --- kernels that cannot be planned --- */

/* A log that ends early, or lacks the layout, can still have a version. */
static const struct nkv_profile *profile_of_version(const struct nkv_boot_facts *facts)
{
	struct nkv_log_version version = nkv_log_version_read(facts->version);
	size_t count;
	const struct nkv_profile *profiles = nkv_profile_all(&count), *best = NULL;

	if (facts->facts[NKV_LOG_FACT_64BIT].given)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		struct closeness closeness = closeness_of(&profiles[i], &version);

		if (closeness.distance == 0 && (!best || !closeness.variant))
			best = &profiles[i];
	}
	return best;
}

/* Tries a profile with the settings of a kernel that no log shows. */
static struct trial try_as_default(struct nkv_planning *planning, const struct nkv_profile *profile)
{
	struct nkv_log_version version = nkv_log_version_read(planning->facts->version);
	const struct nkv_kernel kernel = nkv_kernel_default();
	struct trial trial = {
		.profile = profile,
		.closeness = profile_closeness(profile, &version),
		.candidate = { .profile = profile, .highmem = kernel.highmem, .pae = kernel.pae },
	};

	trial.candidate.words = nkv_planning_find_words(planning, trial.candidate);
	trial.contradictions = nkv_figures_solve(planning, &trial.candidate);
	return trial;
}

/* A profile with fewer contradictions; `best` if there is none. */
static struct trial find_better(struct nkv_planning *planning, struct trial best)
{
	size_t count;
	const struct nkv_profile *profiles = nkv_profile_all(&count);

	for (size_t i = 0; i < count; i++) {
		struct trial trial = try_as_default(planning, &profiles[i]);

		if (is_better(&trial, &best))
			best = trial;
	}
	return best;
}

/*
 * A kernel without NUMA can print its low memory. The profile of its version is
 * taken, unless with NUMA its low memory would differ.
 */
static void choose_by_version(struct nkv_planning *planning, struct nkv_kernel_choice *choice)
{
	const struct nkv_profile *profile = profile_of_version(planning->facts);
	struct trial first = try_as_default(planning, profile ? profile : nkv_profile_default());
	struct trial best = first;

	if (profile && first.contradictions.count > 0)
		best = find_better(planning, first);
	choice->version_known = profile != NULL;
	choice->version_fits = profile && best.profile == profile;
	choice->candidate = best.candidate;
	if (best.profile != first.profile)
		note_other(choice, &first);
}

bool nkv_kernel_choose(const struct nkv_boot_facts *facts, struct nkv_kernel_choice *choice)
{
	struct nkv_planning planning;

	*choice = (struct nkv_kernel_choice){ 0 };
	if (nkv_planning_begin(&planning, facts)) {
		if (nkv_log_is_planned(facts))
			choose(&planning, choice);
		else
			choose_by_version(&planning, choice);
	}
	nkv_planning_end(&planning);
	return choice->candidate.profile != NULL;
}
