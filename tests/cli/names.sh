#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A machine without a name is called FILE:LINE in every form, and its input is shown.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

cd "$dir" || exit
named=$OLDPWD/configs/pc-1n-1g.yaml
{
	cat "$named"
	printf -- '---\n'
	sed '/^name:/d' "$named"
} >two.yaml
sed '/^name:/d' "$named" >one.yaml
line=$(($(wc -l <"$named") + 1)) # a document begins with its ---

# --- in every form ---

for format in text map explain; do
	ends "$format" 0 "$plan" -f "$format" one.yaml
	like "$format begins with it" "$(head -n 1 out)" '^one\.yaml:1: '
done
ends "svg" 0 "$plan" -f svg one.yaml
is "svg has it as title, in the description and above the picture" "$(grep -o 'one\.yaml:1' out | wc -l)" 3
ends "a chart" 0 "$plan" -f svg --sweep=mem=512M:1G:256M one.yaml
is "a chart has it, too" "$(grep -o 'one\.yaml:1' out | wc -l)" 3
ends "html" 0 "$plan" -f html one.yaml
like "html has it as title" "$(out)" '<title>one\.yaml:1</title>'
like "and as heading" "$(out)" '<h2 [^>]*>one\.yaml:1</h2>'
ends "kernels side by side" 0 "$plan" -k all one.yaml
like "kernels side by side begin with it" "$(head -n 1 out)" '^one\.yaml:1: '
ends "ranges" 0 "$plan" -f text --fold --sweep=mem=512M:1G:256M one.yaml
like "ranges begin with it" "$(head -n 1 out)" '^one\.yaml:1 \('
ends "a difference" 0 "$plan" --diff one.yaml "$OLDPWD/configs/pc-1n-512m.yaml"
like "a difference has it above its column" "$(head -n 1 out)" '^ +one\.yaml:1 +pc-1n-512m$'
ends "a check" 1 "$plan" --check one.yaml
like "a check begins with it" "$(head -n 1 out)" '^one\.yaml:1: FAILS'
for format in junit tap; do
	ends "$format" 1 "$plan" -f "$format" one.yaml
	like "$format has it" "$(out)" 'one\.yaml:1'
done
ends "a comparison" 1 "$plan" --compare="$OLDPWD/tests/data/logs/qemu-A-flat-1G.log" one.yaml
like "a comparison begins with it" "$(head -n 1 out)" '^one\.yaml:1: the plan for kernel'
ends "--summary" 0 "$plan" --summary -f console one.yaml
like "--summary names it" "$(err)" 'verdict panics \(one\.yaml:1\)'

# --- as columns, and as keys ---

ends "columns" 0 "$plan" -f tsv --no-header --columns=name,file,line two.yaml
is "tell file and line" "$(out)" "pc-1n-1g	two.yaml	1
two.yaml:$line	two.yaml	$line"
ends "a condition" 0 "$plan" -f tsv --no-header --columns=line --where='file ~ two' --where='line > 1' two.yaml
is "can ask for them" "$(out)" "$line"
for format in json ndjson; do
	ends "$format" 0 "$plan" -f "$format" two.yaml
	is "$format tells them" "$(jq -c '[.machine, .file, .line]' out)" "[\"pc-1n-1g\",\"two.yaml\",1]
[null,\"two.yaml\",$line]"
done
capture "$plan" -f ndjson --compare="$OLDPWD/tests/data/logs/qemu-A-flat-1G.log" one.yaml
is "so does a comparison" "$(jq -c '[.machine, .file, .line]' out)" '[null,"one.yaml",1]'
"$plan" -f ndjson - <one.yaml >out
is "standard input" "$(jq -r .file out)" "<stdin>"
"$plan" -q -f ndjson "$OLDPWD/tests/data/logs/qemu-A-flat-1G.log" >out
is "a log has no line" "$(jq 'has("line")' out)" false

# A file may have any name.
printf -v odd 'a\nb\xff.yaml'
cp one.yaml "$odd"
ends "a name of bytes" 0 "$plan" -f map "$odd"
is "stays on its line, and is UTF-8" "$(head -n 1 out | cut -c 1-12)" 'a\nb'$'\xef\xbf\xbd''.yaml'
ends "and in JSON" 0 "$plan" -f ndjson "$odd"
is "it is text" "$(jq .file out)" '"a\nb'$'\xef\xbf\xbd''.yaml"'

finish
