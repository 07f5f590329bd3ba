#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Compares the core with the slow model on some random machines; make check-model takes more.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh

program=${NUMAKVA_BUILD:-build}/tests/model/check-model
machines=2000
said=$("$program" "$machines")
is "the core and the slow model agree on $machines random machines" "$(tail -n 1 <<<"$said")" \
	"$machines machines, 0 differences"
is "there is no kernel that the model does not know" "$(grep modelled <<<"$said")" ""
for verdict in boots unstable panics refused; do
	like "some of them end with: $verdict" "$said" "^ *[1-9][0-9]* $verdict$"
done
finish
