#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Runs one test for tests/run: run_test.sh DIRECTORY NUMBER TEST
#
# DIRECTORY/NUMBER.counts has a line "PASSED FAILED SKIPPED" or more, and
# DIRECTORY/NUMBER.said what is to be printed. It is printed when all of lower
# numbers has been; DIRECTORY/told is the number whose turn it is.
set -u
scratch=$1 files=$1/$2 log=$1/$2.log
shift 2

# count PASSED FAILED SKIPPED
count() { echo "$@" >>"$files.counts"; }

# broken TEST WHY: it counts as one failure.
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

# figure NAME: a figure of Criterion's summary.
figure() {
	sed -e 's/\x1b\[[0-9;]*m//g' "$log" | sed -n "s/^.*Synthesis:.*$1: *\([0-9][0-9]*\).*/\1/p" |
		tail -n 1
}

# run_criterion TEST: it may say that all is well when nothing was tested, so that its counts
# are looked at besides its status.
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

# tell: what the tests said whose turn it is.
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
