#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Tests the form of tests/REPORT, and how it is assembled. tests/cli/docs.sh compares README with
# it.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh

dir=$(scratch)
PYTHON=${PYTHON:-/usr/bin/python3}
heading='^[A-Z].*: ([0-9]{4}-[0-9]{2}-[0-9]{2}, [0-9a-f.]+\+?|not measured)$'

# shape FILE: its lines without figures.
shape() {
	sed -E 's/: ([0-9]{4}-.*|not measured)$//' "$1" | grep -E '^[A-Z]' | grep -v '^What\|^Put'
}

# assemble DIRECTORY: makes $dir/REPORT and $dir/README from the results in it.
assemble() {
	cp README "$dir/README"
	"$PYTHON" tests/report/assemble.py "$1" "$dir/REPORT" "$dir/README"
}

mkdir "$dir/none" "$dir/some"
check "a report of nothing can be put together" assemble "$dir/none"
is "nothing in it is measured" "$(grep -c ': not measured$' "$dir/REPORT")" \
	"$(($(shape "$dir/REPORT" | wc -l) - 1))"
is "tests/REPORT has the same parts" "$(shape tests/REPORT)" "$(shape "$dir/REPORT")"
is "each has a day and a commit, or was not measured" \
	"$(grep -E '^[A-Z]' tests/REPORT | sed '1,2d' | grep -v '^In short$' | grep -vE "$heading")" ""
is "it tells of no place and no host" "$(grep -nE '/(home|root|work|tmp|usr|var)/|://' tests/REPORT)" ""
check "it is of this version" grep -q "^What numakva-plan $(cat VERSION) " tests/REPORT

printf '%s\t%s\n' date 2026-01-02 commit 0123456789 seconds 5 machines 100000 differences 1 boots 5 \
	unstable 6 panics 7 refused 8 >"$dir/some/model.tsv"
printf '%s\t%s\n' date 2026-01-03 commit 0.1.0 seconds 5 passed 1 failed 1 'gcc -O2' ok \
	'musl: there is none' SKIPPED >"$dir/some/builds.tsv"
{
	printf '%s\t%s\n' date 2026-01-03 commit 0.1.0 seconds 5
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
		srat 3600 1000 - - 0 - 2026-01-02 - srat 5400 2000 500 20 1 1000 2026-01-01 12345678ab \
		model 60 5 100 2 0 1000 2026-01-03 0123456789
} >"$dir/some/fuzz.tsv"
{
	printf '%s\t%s\n' date 2026-01-03 commit 0123456789+ seconds 5
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
		src/core 110 108 1 120 2400 2026-01-01 12345678ab src/cli 1000 900 0 1100 1100 2026-01-03 0123456789+
} >"$dir/some/mutants.tsv"
check "a report of some parts can be put together" assemble "$dir/some"
is "it has them in short" "$(sed -n '/^In short/,/^$/{/./p}' "$dir/REPORT")" "\
In short
    99,999 random machines planned as a slow model does, 1 otherwise
    mutants killed: core 98.2 %, cli 90.0 % (others: tests/MUTANTS)
    3,005 inputs of a fuzzer in 2.5 h, 1 crashes"
is "README has the same" "$(grep -A 4 'tests/REPORT$' "$dir/README" | tail -n 4)" \
	"$(sed -n '/^In short/,/^$/{s/^./    &/p}' "$dir/REPORT")"
is "it has mutants by floor" "$(grep -A 3 '^Mutants' "$dir/REPORT")" "\
Mutants (make check-mutants): 2026-01-03, 0123456789+
              tried     of  mutants  killed          explained    measured
    src/core    120  2,400      110     108  98.2 %          1  2026-01-01   12345678ab
    src/cli   1,100  1,100    1,000     900  90.0 %          0  2026-01-03  0123456789+"
is "it has the runs of a fuzzer by target" "$(grep -A 3 '^Fuzzing with libFuzzer' "$dir/REPORT")" "\
Fuzzing with libFuzzer and sanitizers (make fuzz): 2026-01-03, 0.1.0
           runs  executions   time  edges     of          inputs kept  crashes  measured
    model     1           5  1 min    100  1,000  10.0 %            2        0  2026-01-03                0123456789
    srat      2       3,000  2.5 h    500  1,000  50.0 %           20        1  2026-01-01 to 2026-01-02  12345678ab"
is "the runs that it counts are of targets that exist, each with its figures" "$(awk -F '\t' '
	NF != 9 || $2 !~ /^[0-9]+$/ || $3 !~ /^[0-9]+$/ || $6 !~ /^[0-9]+$/ || system("test -e tests/fuzz/" $1 ".c")' \
	tests/fuzz/runs.tsv)" ""
is "each target was run for half an hour at least" "$(awk -F '\t' '{ run[$1] += $2 }
	END { for (target in run) if (run[target] >= 1800) print target }' tests/fuzz/runs.tsv | sort)" \
	"$(basename -s .c tests/fuzz/*.c)"
is "it has a line for each file of recorded plans and boots" "$(for file in tests/data/{plans,full,boots}*; do
	name=$(basename "${file%.ndjson*}")
	grep -q "(\"$name\"," tests/report/assemble.py || echo "$name"
done)" ""
is "it has builds, and what was left out" "$(grep -A 2 '^Compilers' "$dir/REPORT")" "\
Compilers and targets (make check-builds): 2026-01-03, 0.1.0
    ok       gcc -O2
    SKIPPED  musl: there is none"

# A figure keeps the day and the commit at which it was measured, wherever the report is made later.
mkdir -p "$dir/later/build"
ln -s "$PWD/scripts" "$dir/later/scripts"
echo 9.9 >"$dir/later/VERSION"
is "without git, what is measured is of the version" "$(env -C "$dir/later" GIT_DIR=/dev/null scripts/stamp)" \
	"$(date -u +%F)	9.9"
printf '%s\t%s\n' tried 20 of 30 mutants 10 killed 9 explained 1 date 2026-01-01 commit 12345678ab \
	>"$dir/later/build/mutants-cli.summary"
check "mutants of an earlier day are taken over" \
	env -C "$dir/later" GIT_DIR=/dev/null bash "$PWD/tests/report/measure.sh" mutants .
is "they keep it" "$(sed '/^seconds/d' "$dir/later/build/report/mutants.tsv")" "$(
	printf '%s\t%s\n' date "$(date -u +%F)" commit 9.9
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' src/cli 10 9 1 20 30 2026-01-01 12345678ab)"
finish
