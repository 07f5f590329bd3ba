/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/program.h"

#ifndef NUMAKVA_VERSION
#error "the build passes the version: -DNUMAKVA_VERSION='\"1.2.3\"'"
#endif

const char nkv_version_text[] = NKV_PROGRAM_NAME
	" " NUMAKVA_VERSION "\n"
	"License GPLv2+: GNU GPL version 2 or later <https://gnu.org/licenses/gpl-2.0.html>.\n"
	"This is free software: you are free to change and redistribute it.\n"
	"There is NO WARRANTY, to the extent permitted by law.\n";
