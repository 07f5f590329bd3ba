#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Reads back LOGS boot logs that are made up, from number LOGS_FROM on.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh

export PYTHONDONTWRITEBYTECODE=1
logs=${LOGS-1000}
said=$("${PYTHON:-/usr/bin/python3}" tests/readback/readback.py "${NUMAKVA_PLAN:-./numakva-plan}" \
	--logs "$logs" --first "${LOGS_FROM-1}" 2>&1)
is "each log is read as it was made" "$said" "$logs logs, 0 read otherwise than they were made"
finish
