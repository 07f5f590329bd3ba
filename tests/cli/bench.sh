#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# make bench works, with few machines. The figures are not tested, because other work affects
# them.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

programs=${NUMAKVA_BUILD:-$(dirname "$plan")}/tests/bench
[ -x "$programs/measure" ] || programs=$(dirname "$plan")/build/tests/bench
ends "a run on few machines" 0 env NUMAKVA_PLAN="$plan" scripts/bench "$programs" 100 1
is "says nothing else" "$(err)" ""
rows=$(tail -n +3 "$dir/out")
is "fifteen figures have goals" "$(grep -cE '(<=|>=) [0-9.]+ .*(met|NOT MET)$' <<<"$rows")" 15
# figure, goal, median, least .. greatest: positive, and in order.
is "medians lie in their spread" "$(sed -E 's/ *(met|NOT MET)$//; s/ (us|MiB)$//; s/^.* ([0-9.]+) +([0-9.]+) \.\. ([0-9.]+) *$/\2 \1 \3/' <<<"$rows" |
	awk '$1 > 0 && $1 <= $2 && $2 <= $3 && NF == 3 { sane++ } END { print sane }')" "$(wc -l <<<"$rows")"
# Figures from 10 on have a digit less, and from 100 on two.
# The last row but one is the speed-up of --jobs=2, the third but one that of threads which spin.
is "what the machine gives to two threads is the measure of --jobs=2" \
	"$(tail -n 4 <<<"$rows" | awk '/^two threads/ { got = $(NF - 3) + 0 }
		/^--jobs/ { told = match($0, /\([0-9.]+ processors\)/) ? substr($0, RSTART + 1) + 0 : 2
			goal = $0; sub(/.*>= /, "", goal)
			print (told == got || (told == 2 && got >= 1.69)), (goal - 0.85 * got) ^ 2 < (got >= 100 ? 0.2 : got >= 10 ? 0.003 : 0.0002) }')" "1 1"
is "nothing is left behind" "$(find "$programs" -name 'data.*')" ""
ends "a number of machines that is none" 1 env NUMAKVA_PLAN="$plan" scripts/bench "$programs" many 1
is "is told" "$(err)" "bench: MACHINES and ROUNDS are numbers"

# The stream that is measured has machines of every verdict.
tests/bench/machines 100 >"$dir/machines.yaml"
is "machines of every verdict" "$("$plan" -f tsv --no-header --columns=verdict "$dir/machines.yaml" | sort -u | paste -sd ' ')" \
	"boots panics unstable"
# As lines of JSON they are the same machines.
tests/bench/json_lines <"$dir/machines.yaml" >"$dir/machines.ndjson"
"$plan" -f tsv "$dir/machines.yaml" >"$dir/out"
is "lines of JSON are the same machines" "$("$plan" -f tsv "$dir/machines.ndjson" | diff - "$dir/out")" ""
# What it is compared with does the work that it is said to do.
"$plan" -f ndjson "$dir/machines.yaml" >"$dir/plans"
"$programs/parse_print" "$dir/plans" <"$dir/machines.yaml" >"$dir/out"
check "libyaml and cJSON alone print objects of the same text" cmp "$dir/out" "$dir/plans"
like "libyaml alone parses all events" "$("$programs/parse_only" <"$dir/machines.yaml")" '^[0-9]{5} events$'
is "cJSON alone reads each line" "$("$programs/json_only" <"$dir/machines.ndjson")" "100 objects"
is "libyaml alone parses as many events of lines of JSON" \
	"$("$programs/parse_only" lines <"$dir/machines.ndjson")" "$("$programs/parse_only" <"$dir/machines.yaml")"
finish
