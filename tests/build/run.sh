#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tests/run counts what tests print, and notices missing results, in the order of the tests.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

# A test of each kind; the first takes longest.
cat >"$dir/slow.sh" <<'SH'
sleep 0.5
echo "ok 1 - a thing"
echo "1..1"
SH
cat >"$dir/bad.sh" <<'SH'
echo "ok 1 - a thing"
echo "not ok 2 - another"
echo "# why"
echo "ok 3 - one more # SKIP not here"
echo "1..3"
exit 1
SH
echo 'echo "ok 1 - a thing"; exit 3' >"$dir/unfinished.sh"
echo 'echo "ok 1 - a thing"; echo 1..2' >"$dir/short.sh"
echo 'echo "ok 1 - a thing"; echo 1..1; exit 4' >"$dir/status.sh"
# shellcheck disable=SC2016 # the program's
printf '#!/bin/sh\necho "[====] Synthesis: Tested: 3 | Passing: 2 | Failing: 0 | Crashing: 1 "\nexit 1\n' \
	>"$dir/crashing-tests"
printf '#!/bin/sh\necho "[====] Synthesis: Tested: 0 | Passing: 0 | Failing: 0 | Crashing: 0 "\n' \
	>"$dir/idle-tests"
chmod +x "$dir"/*-tests

cd "$dir" || exit 1
run=$OLDPWD/tests/run
ends "one that passes succeeds" 0 "$run" slow.sh
is "it is counted" "$(out)" "slow.sh: 1 passed, 0 failed
1 passed, 0 failed"
# shellcheck disable=SC2016 # the test's
echo '[ -z "${V+x}${MAKEFLAGS+x}" ] && echo "ok 1 - a thing" && echo 1..1' >"$dir/unseen.sh"
ends "a test sees nothing of the make that runs it" 0 env V=1 MAKEFLAGS=-j2 "$run" unseen.sh
ends "one that fails does not" 1 env TEST_JOBS=3 "$run" slow.sh bad.sh slow.sh
is "what they say comes in their order" "$(out)" "slow.sh: 1 passed, 0 failed
bad.sh: 2 passed, 1 failed
ok 3 - one more # SKIP not here
not ok 2 - another
# why
slow.sh: 1 passed, 0 failed
1 tests were skipped
3 passed, 1 failed"
ends "one that does not finish fails" 1 "$run" unfinished.sh
like "it says so" "$(out)" '^not ok: unfinished.sh: it did not finish, status 3$'
ends "one that runs less than it planned fails" 1 "$run" short.sh
like "it says so, too" "$(out)" '^not ok: short.sh: 1 tests were run, 2 were planned$'
ends "one whose status is another than what it says fails" 1 "$run" status.sh
is "it is one failure" "$(out | tail -n 1)" "1 passed, 1 failed"
ends "a program that crashes fails" 1 "$run" ./crashing-tests
is "it is counted, too" "$(out | sed -n '1p;$p')" "./crashing-tests: 2 passed, 1 failed
2 passed, 1 failed"
ends "a program that tests nothing fails" 1 "$run" ./idle-tests
ends "nothing fails" 1 "$run"
ends "T picks tests" 0 env T='slow none' "$run" bad.sh slow.sh unfinished.sh ./idle-tests
is "by their names" "$(out)" "slow.sh: 1 passed, 0 failed
1 passed, 0 failed"
capture env T='c* sh?rt' TEST_JOBS=1 "$run" bad.sh short.sh ./crashing-tests
is "or by patterns" "$(out | grep -o '^[./a-z-]*: [0-9]*')" "short.sh: 1
./crashing-tests: 2"
ends "a name that none has fails" 1 env T=none "$run" slow.sh
like "it is told" "$(out)" '^there is no test: none$'
# A test that is killed prints nothing.
# shellcheck disable=SC2016 # the test's
echo 'kill -9 "$PPID"' >killed.sh
ends "one that is killed fails" 1 "$run" killed.sh
like "it is not forgotten" "$(out)" '^not ok: one test or more of the last 1 was ended from outside$'

finish
