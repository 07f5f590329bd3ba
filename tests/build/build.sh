#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The build itself, in an unpacked tarball: what is rebuilt and when, what is installed, and the
# messages if something is missing.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

unset MAKEFLAGS MAKELEVEL V
version=$(cat VERSION)
build=$PWD/${NUMAKVA_BUILD:-build}
quick=(-j2 CFLAGS=-O0 CPPFLAGS=-DOTHER HARDENING=)

ends "make dist succeeds" 0 make dist
mkdir "$dir/unpacked"
check "the tarball unpacks" tar xzf "numakva-plan-$version.tar.gz" -C "$dir/unpacked"
rm -f "numakva-plan-$version.tar.gz"
tree=$dir/unpacked/numakva-plan-$version
cd "$tree" || exit 1
is "the tarball has nothing that was built" "$(find . -name '*.o' -o -name numakva-plan -type f -perm /1)" ""

# built: the objects and programs that are newer than the mark, by name.
built() { find build numakva-plan -type f -newer "$dir/mark" ! -name '*.d' -printf '%f\n' | sort; }
# mark: makes a file that is older than all later ones.
mark() {
	sleep 0.02
	touch "$dir/mark"
	sleep 0.02
}

ends "make demo builds without git" 0 make "${quick[@]}" demo
check "it leaves ./numakva-plan" test -x numakva-plan
like "it plans a machine" "$(out)" '^pc-1n-1g: 1 node'
is "it says with a line what it built" "$(sed '/^\$ /,$d' "$dir/out")" \
	"$(find src -name '*.c' | wc -l | awk '{ printf "  built, %d of %d files compiled\n", $1 + 1, $1 + 1 }')"
is "it ends with three commands to try" "$(sed '1,/^Try next:$/d' "$dir/out" | grep -c '^  \./numakva-plan ')" 3
sed -n '1,/^Try next:$/d; s/^  \(\.\/numakva-plan .*\)/\1/p' "$dir/out" >"$dir/next"
while read -r command; do
	ends "'$command' works" 0 bash -c "$command"
done <"$dir/next"
rm -f machine.yaml
mark
ends "make again succeeds" 0 make "${quick[@]}"
is "make again builds nothing" "$(built)" ""
touch src/base/xml.h
mark
ends "make after a header was touched succeeds" 0 make "${quick[@]}"
like "what includes the header is compiled" "$(built)" '^xml\.o$'
is "what does not include it is not" "$(built | grep -c '^diagnostics\.o$')" 0
# Another compiler counts as another flag. This one compiles nothing, so it is fast.
cat >"$dir/cc" <<'SH'
#!/bin/sh
while [ "$#" -gt 0 ] && [ "$1" != -o ]; do shift; done
[ "$#" -eq 0 ] || : >"$2"
SH
chmod +x "$dir/cc"
cp -a build numakva-plan "$dir"
mark
ends "make with other flags succeeds" 0 make "${quick[@]}" CC="$dir/cc"
is "other flags compile all" "$(built | grep -c '\.o$')" "$(find src -name '*.c' | wc -l | awk '{ print $1 + 1 }')"
rm -rf build numakva-plan
mv "$dir/build" "$dir/numakva-plan" .
mark
ends "make with the flags as they were succeeds" 0 make "${quick[@]}"
is "it builds nothing" "$(built)" ""

# What is installed, and that another program can use it.
root=$dir/root
ends "make install succeeds" 0 make "${quick[@]}" install DESTDIR="$root" prefix=/usr
for file in bin/numakva-plan lib/libnumakva.a lib/pkgconfig/numakva.pc include/numakva/numakva.h \
	share/man/man1/numakva-plan.1 share/man/man5/numakva-plan.5 share/man/man7/numakva-plan.7 \
	share/doc/numakva-plan/examples/pc-1n-1g.yaml share/doc/numakva-plan/README \
	share/numakva-plan/schemas/machine.schema.json share/numakva-plan/schemas/plan.schema.json \
	share/bash-completion/completions/numakva-plan share/zsh/site-functions/_numakva-plan \
	share/fish/vendor_completions.d/numakva-plan.fish; do
	check "/usr/$file is installed" test -f "$root/usr/$file"
done
is "the examples are all configs" "$(ls "$root/usr/share/doc/numakva-plan/examples")" "$(ls configs)"
# README's example for the library, the only C in it.
sed -n '/^    #include <numakva/,/^    }$/s/^    //p' README >"$dir/user.c"
flags=$(PKG_CONFIG_PATH=$root/usr/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$root \
	pkg-config --define-variable=prefix="$root/usr" --cflags --libs numakva 2>/dev/null)
# shellcheck disable=SC2086 # flags are words
check "a program builds with the library's pkg-config flags" \
	gcc -std=c11 -I"$root/usr/include" -o "$dir/user" "$dir/user.c" -L"$root/usr/lib" $flags
is "it plans a machine" "$("$dir/user" 2>&1)" panics
if command -v g++ >/dev/null; then
	cat >"$dir/user.cc" <<'CXX'
#include <numakva/numakva.h>
#include <cstdio>
#include <vector>

int main()
{
	nkv_e820_entry map[2] = {};
	nkv_machine machine = {};
	nkv_plan plan;

	map[0].size = 0x9fc00;
	map[1].start = 0x100000;
	map[1].size = 0x3fee0000;
	map[0].type = map[1].type = NKV_E820_USABLE;
	machine.kernel = nkv_kernel_default();
	machine.e820 = map;
	machine.e820_count = 2;
	std::vector<unsigned char> workspace(nkv_workspace_bytes(&machine));
	if (nkv_plan_machine(&machine, workspace.data(), workspace.size(), &plan) != NKV_OK)
		return 1;
	std::puts(nkv_verdict_name(plan.verdict));
	return 0;
}
CXX
	# shellcheck disable=SC2086 # flags are words
	check "a program in C++ builds with them" g++ -std=c++11 -Wall -Wextra -Wpedantic -Werror \
		-I"$root/usr/include" -o "$dir/user++" "$dir/user.cc" -L"$root/usr/lib" $flags
	is "it plans a machine, too" "$("$dir/user++" 2>&1)" panics
else
	skip "a program in C++ builds with them" "there is no g++"
fi
is "the library needs no other" \
	"$(nm -u "$root/usr/lib/libnumakva.a" | awk '{ print $2 }' | grep -E 'yaml|JSON|printf|\b(m|c|re)alloc|fopen|exit' | sort -u)" ""
ends "make uninstall succeeds" 0 make uninstall DESTDIR="$root" prefix=/usr
is "nothing is left" "$(find "$root" -type f)" ""

# The size of the installed program.
if grep -q -- ' -O2\( \|$\)' "$build/flags"; then
	strip -o "$dir/stripped" "$plan"
	check "the program is below 1 MB without symbols" test "$(stat -c %s "$dir/stripped")" -lt 1000000
else
	skip "the program is below 1 MB without symbols" "it is built without -O2"
fi

# Both ways of building make the same program.
if command -v autoreconf >/dev/null && command -v aclocal >/dev/null; then
	cp numakva-plan "$dir/plain"
	ends "autoreconf makes configure" 0 autoreconf -fi
	ends "configure succeeds" 0 ./configure CFLAGS=-O0 CPPFLAGS=-DOTHER --prefix=/opt/x
	like "configure writes a make fragment" "$(cat config.mak)" '^prefix = /opt/x$'
	ends "make with it succeeds" 0 make -j2 HARDENING=
	check "it is the same program" cmp numakva-plan "$dir/plain"
	cp -a build "$dir"
	ends "make distclean succeeds" 0 make distclean
	is "only what was unpacked is left" "$(find . -type f | sed 's|^\./||' | grep -v '^MANIFEST$' | LC_ALL=C sort)" \
		"$(grep -v '^MANIFEST$' MANIFEST | LC_ALL=C sort)"
	mv "$dir/build" .
else
	skip "configure" "there is no autoreconf or aclocal"
fi

# The message if a library is missing; a pkg-config that knows none makes it so.
cat >"$dir/blind" <<'SH'
#!/bin/sh
exit 1
SH
chmod +x "$dir/blind"
ends "make without the libraries fails" 2 make B=other PKG_CONFIG="$dir/blind"
for words in 'missing: .*libyaml.*cJSON' 'apt-get install.*libyaml-dev libcjson-dev' \
	'dnf install.*libyaml-devel cjson-devel' 'pacman -S.*libyaml cjson'; do
	like "it says '$words'" "$(err)" "$words"
done
mkdir "$dir/few"
for tool in sh gcc env cat find grep id printf; do
	ln -s "$(command -v $tool)" "$dir/few/$tool" 2>/dev/null
done
capture env PATH="$dir/few" PKG_CONFIG="$dir/blind" scripts/setup build
is "setup fails where there is no apt-get" "$got" 1
like "setup names the packages there" "$(err)" 'Fedora \(dnf install\):.*libyaml-devel'
capture scripts/setup build check
is "setup says nothing when nothing is missing" "$got$(out)$(err)" 0

# Packages that are there are not asked for again.
printf '#!/bin/sh\necho asked for: "$@"\n' >scripts/setup
ends "make demo after setup was changed succeeds" 0 make "${quick[@]}" demo
like "setup is asked" "$(out)" '^asked for: build build$'
sed -i 's/^int main(/int broken main(/' src/cli/main.c
ends "make demo fails where the build does" 2 make "${quick[@]}" demo
like "it shows what the compiler says" "$(err)" 'src/cli/main\.c:.*error'
like "it says that it did not build" "$(out)" '^  not built'
sed -i 's/^int broken main(/int main(/' src/cli/main.c
ends "make demo V=1 succeeds" 0 make "${quick[@]}" V=1 demo
like "it shows whole commands" "$(out)" '^gcc .* -c -o build/src/cli/main\.o '
ends "make demo again succeeds" 0 make "${quick[@]}" demo
is "setup is not asked again" "$(out | grep '^asked')" ""
ends "make deps succeeds" 0 make deps
ends "make deps again succeeds" 0 make deps
is "make deps always asks" "$(out)" "asked for: build check"
ends "what make check needs of it is there" 0 make build/ready/check
is "it does not ask" "$(out | grep '^asked')" ""

ends "make help succeeds" 0 make help
for target in all check demo deps install uninstall clean distclean dist check-headers coverage \
	check-sanitize check-valgrind check-builds check-hardening check-debian distcheck lint; do
	like "make help has $target" "$(out)" "^ +$target "
done

finish
