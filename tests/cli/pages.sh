#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Pages of many machines: the worst come first, parts are closed, and the page is small.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

# fleet COUNT: so many machines, of the recorded ones again and again.
gzip -dcf tests/data/full*.ndjson* | jq -c .machine | shuf --random-source=<(yes) >"$dir/machines.ndjson"
fleet() {
	while cat "$dir/machines.ndjson"; do :; done 2>/dev/null | head -n "$1" |
		awk '{ printf "{\"name\": \"host-%05d\", %s\n", NR, substr($0, 2) }' |
		sed 's/^\({"name": "host-[0-9]*", .*\)"name":"[^"]*",/\1/' >"$dir/fleet.ndjson"
}
# page ARGUMENT...: of the fleet.
page() {
	capture "$plan" -q -f html "$@" "$dir/fleet.ndjson"
	cp "$dir/out" "$dir/page.html"
	is "the tags of the page match" \
		"$("${PYTHON:-/usr/bin/python3}" tests/cli/page.py "$dir/page.html" 2>&1)" ""
}
# rows: a word a row of the table of machines.
rows() {
	sed -n '/class="sortable machines/,/<\/table>/s/^<tr class=\([a-z]*\)>.*/\1/p' "$dir/page.html"
}
parts() { grep -c '<article ' "$dir/page.html"; }
# verdicts: how many machines have each.
verdicts() {
	"$plan" -q -f tsv --no-header --columns=verdict "$dir/fleet.ndjson" | sort | uniq -c | awk '{ print $2, $1 }'
}

fleet 12
page
is "of twelve machines all parts are open" "$(parts) $(grep -c 'class="part"' "$dir/page.html")" "12 0"
unlike "and nothing is said of it" "$(cat "$dir/page.html")" 'The worst come first'
fleet 13
page
is "of thirteen all are closed" "$(parts) $(grep -c '<details class="part"><summary><h2' "$dir/page.html")" "13 13"
like "and the page says so" "$(cat "$dir/page.html")" \
	'The worst come first\. Each machine has a part below the table, which opens at a click\.'
is "the table has the worst first" "$(rows | uniq | paste -sd ' ')" "panics unstable boots"
is "and the parts have, too" "$(sed -nE 's/^<details class="part">.*<strong>([a-z]*)<.*/\1/p' "$dir/page.html" |
	uniq | paste -sd ' ')" "panics unstable boots"
is "each row of them is there" "$(rows | sort | uniq -c | awk '{ print $2, $1 }')" "$(verdicts)"
fleet 200
page
is "of two hundred all have parts" "$(parts)" 200
fleet 201
page
failing=$(verdicts | awk '$1 != "boots" { n += $2 } END { print n }')
is "of more only those that fail" "$(parts)" "$failing"
like "and the page says so" "$(cat "$dir/page.html")" \
	"With so many machines, only those that fail have a part below, $failing\b"
is "rows lead to those" "$(grep -c '^<tr class=[a-z]*><th><a href="#m' "$dir/page.html")" "$failing"
is "and the others to nothing" "$(grep -c '^<tr class=boots><th>host-' "$dir/page.html")" $((201 - failing))
page --check --limit=min_lowmem_free=1T
is "where all fail a check, there are two hundred parts" "$(parts)" 200
like "of which the page tells, too" "$(cat "$dir/page.html")" 'the 200 worst of 201'

fleet 20000
page
check "a page of 20,000 machines has less than 5 MB" test "$(wc -c <"$dir/page.html")" -lt 5000000
is "with all of them" "$(rows | sort | uniq -c | awk '{ print $2, $1 }')" "$(verdicts)"
is "the worst first" "$(rows | uniq | paste -sd ' ')" "panics unstable boots"
check "and the worst with parts" test "$(parts)" -ge 150 -a "$(parts)" -le 200
is "... in the order of the table" "$(grep -o '<article id="m[0-9]*"' "$dir/page.html" | tr -dc '0-9\n' | head -n 50)" \
	"$(sed -nE 's/^<tr class=panics><th><a href="#m([0-9]+)">.*/\1/p' "$dir/page.html" | head -n 50)"
check "some with a picture" grep -q '<figure' "$dir/page.html"

finish
