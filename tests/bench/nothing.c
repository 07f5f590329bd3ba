/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program that links what numakva-plan links and does nothing: what starting a process costs. */
#include <stdio.h>
#include <cjson/cJSON.h>
#include <yaml.h>

enum { NEVER = 10000 };

int main(int argc, char **argv)
{
	(void)argv;
	/* Else the linker would leave the libraries out. */
	if (argc > NEVER)
		printf("%s %s\n", yaml_get_version_string(), cJSON_Version());
	return 0;
}
