/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of these kernels, step by step (9). */
#ifndef NUMAKVA_CORE_LATE_SAY_H
#define NUMAKVA_CORE_LATE_SAY_H

#include "core/console/console.h"
#include "core/rules.h"

void nkv_late_say_image(const struct nkv_console *console);
void nkv_late_say_options(const struct nkv_console *console);
void nkv_late_say_user_map(const struct nkv_console *console);
void nkv_late_say_last_pfn(const struct nkv_console *console);
void nkv_late_say_page_tables(const struct nkv_console *console);
void nkv_late_say_initrd(const struct nkv_console *console);
void nkv_late_say_nodes(const struct nkv_console *console);
void nkv_late_say_kva_ram(const struct nkv_console *console);
void nkv_late_say_kva(const struct nkv_console *console);
void nkv_late_say_windows(const struct nkv_console *console);
void nkv_late_say_bootmap(const struct nkv_console *console);
void nkv_late_say_bitmaps(const struct nkv_console *console);
void nkv_late_say_one_bitmap(const struct nkv_console *console);
void nkv_late_say_zones(const struct nkv_console *console);

/* Whether the boot stops in a step, for lack of room or because of an early reservation. */
bool nkv_late_ends_in(const struct nkv_plan *plan, const struct nkv_step *step);

/* Says the panic of an early reservation, if the boot stops with one in that step. */
void nkv_late_say_refused(const struct nkv_console *console, const struct nkv_step *step);

#endif
