/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The whole interface of libnumakva: include this file. */
#ifndef NUMAKVA_NUMAKVA_H
#define NUMAKVA_NUMAKVA_H

#include <numakva/assumption.h>
#include <numakva/compare.h>
#include <numakva/check.h>
#include <numakva/error.h>
#include <numakva/hazard.h>
#include <numakva/machine.h>
#include <numakva/plan.h>
#include <numakva/profile.h>
#include <numakva/range.h>
#include <numakva/remedy.h>
#include <numakva/sweep.h>
#include <numakva/vary.h>

#endif
