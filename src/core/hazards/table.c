/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of hazards: what is true of each on any machine (7). */
#include <numakva/hazard.h>

#include <string.h>

#include <numakva/remedy.h>

#define BY(kind) (1U << NKV_CHANGE_##kind)
#define BY_NONE 0

#define ALWAYS(severity) AT_WORST(severity, severity)
#define AT_WORST(worst, least) NKV_SEVERITY_##worst, NKV_SEVERITY_##least

#define HAZARD(name, code, severities, place, ...)                                                 \
	[NKV_HAZARD_##name] = { code, severities, NKV_PLACE_##place, __VA_ARGS__ },

static const struct nkv_hazard_info table[NKV_HAZARD_COUNT] = {
#include <numakva/hazards.def>
};

const struct nkv_hazard_info *nkv_hazard_info(enum nkv_hazard_code code)
{
	return &table[code];
}

enum nkv_hazard_code nkv_hazard_find(const char *name)
{
	unsigned int code = 0;

	while (code < NKV_HAZARD_COUNT && strcmp(table[code].code, name) != 0)
		code++;
	return (enum nkv_hazard_code)code;
}

const char *nkv_severity_name(enum nkv_severity severity)
{
	static const char *const names[] = {
		[NKV_SEVERITY_INFO] = "info",
		[NKV_SEVERITY_WARNING] = "warning",
		[NKV_SEVERITY_CORRUPTING] = "corrupting",
		[NKV_SEVERITY_FATAL] = "fatal",
	};

	return names[severity];
}
