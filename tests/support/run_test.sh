#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Runs one test for tests/run: run_test.sh DIRECTORY NUMBER TEST
#
# DIRECTORY/NUMBER.counts gets lines "PASSED FAILED SKIPPED", and DIRECTORY/NUMBER.said the output
# to be printed. The output is printed after that of all lower numbers; DIRECTORY/told is the
# number of the next one.
set -u
scratch=$1 files=$1/$2 log=$1/$2.log
shift 2

# count PASSED FAILED SKIPPED
count() { echo "$@" >>"$files.counts"; }

# broken TEST WHY: counts as one failure.
broken() {
	echo "not ok: $1: $2"
	head -c 4000 "$log"
	count 0 1 0
}

# run_tap TEST
run_tap() {
	local status=0 good bad plan skips
	bash "$1" >"$log" 2>&1 || status=$?
	good=$(grep -c '^ok ' "$log")
	bad=$(grep -c '^not ok ' "$log")
	skips=$(grep -c '^ok .* # SKIP' "$log")
	plan=$(sed -n 's/^1\.\.\([0-9][0-9]*\)$/\1/p' "$log" | tail -n 1)
	count $((good - skips)) "$bad" "$skips"
	echo "$1: $good passed, $bad failed"
	grep '# SKIP' "$log"
	if [ "$bad" -gt 0 ]; then
		sed -n '/^not ok /,/^ok /p' "$log" | grep -v '^ok '
	fi
	if [ -z "$plan" ]; then
		broken "$1" "it did not finish, status $status"
	elif [ "$plan" -ne $((good + bad)) ] || [ "$plan" -eq 0 ]; then
		broken "$1" "$((good + bad)) tests were run, $plan were planned"
	elif [ "$bad" -eq 0 ] && [ "$status" -ne 0 ]; then
		broken "$1" "status $status"
	fi
}

# figure NAME: a figure from Criterion's summary.
figure() {
	sed -e 's/\x1b\[[0-9;]*m//g' "$log" | sed -n "s/^.*Synthesis:.*$1: *\([0-9][0-9]*\).*/\1/p" |
		tail -n 1
}

# run_criterion TEST: Criterion can succeed without any test, so its counts are checked as well as
# its status.
run_criterion() {
	local status=0 tested good bad crashed
	"$1" --verbose=0 -j1 >"$log" 2>&1 || status=$?
	tested=$(figure Tested) good=$(figure Passing) bad=$(figure Failing)
	crashed=$(figure Crashing)
	if [ -z "$tested" ] || [ -z "$good" ] || [ -z "$bad" ] || [ -z "$crashed" ]; then
		broken "$1" "no summary, status $status"
		return
	fi
	count "$good" $((bad + crashed)) 0
	echo "$1: $good passed, $((bad + crashed)) failed"
	if [ "$tested" -eq 0 ]; then
		broken "$1" "nothing was tested"
	elif [ "$tested" -ne $((good + bad + crashed)) ]; then
		broken "$1" "$tested were tested, but $((good + bad + crashed)) are told of"
	elif [ $((bad + crashed)) -gt 0 ]; then
		head -c 4000 "$log"
	elif [ "$status" -ne 0 ]; then
		broken "$1" "status $status"
	elif grep -q 'ERROR: LeakSanitizer' "$log"; then
		broken "$1" "it leaks"
	fi
}

# tell: prints the output of the tests whose turn it is.
tell() {
	local turn
	turn=$(cat "$scratch/told")
	while [ -e "$scratch/$turn.said" ]; do
		cat "$scratch/$turn.said"
		turn=$((turn + 1))
		echo "$turn" >"$scratch/told"
	done
}

case $1 in
*.sh) run_tap "$1" ;;
*) run_criterion "$1" ;;
esac >"$files.saying" 2>&1
{
	flock 9
	mv "$files.saying" "$files.said"
	tell
} 9>"$scratch/lock"
exit 0
