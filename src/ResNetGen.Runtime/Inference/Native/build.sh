#!/bin/sh
# Builds libresnetgen_engine.so and copies it into the folder given: build.sh OUTPUT. Ends with 3 where there is no C++ compiler.
#
# CXX              the compiler (c++)
# RESNETGEN_CACHE  where builds are kept: ${XDG_CACHE_HOME:-~/.cache}/resnetgen
#
# A build is kept in the cache under a hash of everything that goes into it, so that a second one only copies. Two at once are safe: each works
# in a folder of its own, and the first to finish gives its folder the final name.
set -eu

output=$1
sources=$(cd "$(dirname "$0")/engine" && pwd)
compiler=${CXX:-c++}
name=libresnetgen_engine.so

fail() {
    echo "$*" >&2
    exit 1
}

if ! command -v "$compiler" >/dev/null 2>&1; then
    # One of earlier sources would be another's.
    rm -f "$output/$name"
    echo "There is no C++ compiler ($compiler)." >&2
    exit 3
fi

hash=$({
    cat "$sources"/* "$0"
    "$compiler" --version
} | sha256sum | cut -c1-16)

builds=${RESNETGEN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/resnetgen}/native
built=$builds/$hash

# Kernels are compiled for an instruction set each, which no other file may use: which one the processor has is asked when they are first needed.
flags_of() {
    fast='-O3 -ffp-contract=fast -fno-math-errno -fno-trapping-math'
    avx512='-mavx512f -mavx512vl -mavx512dq -mfma -mprefer-vector-width=512'
    case $1 in
        kernels_avx512) echo "$fast $avx512" ;;
        kernels_avx512_bf16) echo "$fast $avx512 -mavx512bw -mavx512bf16" ;;
        kernels_avx2) echo "$fast -mavx2 -mfma" ;;
        *) echo -O2 ;;
    esac
}

# Prints a command for each file, those that take the longest first.
commands() {
    for file in "$sources"/kernels_*.cpp "$sources"/[!k]*.cpp; do
        unit=$(basename "$file" .cpp)
        echo "\"\$compiler\" \$common $(flags_of "$unit") -c \"\$sources/$unit.cpp\" -o $unit.o"
    done
}

# The library is loaded behind libtorch and takes that one's OpenMP, so that both share their threads: libgomp.so.1 is found by its name.
compile() {
    cd "$work"
    export compiler sources
    export common='-std=c++17 -fPIC -fopenmp -fvisibility=hidden -fvisibility-inlines-hidden -Wall -Wextra'
    commands | tr '\n' '\0' | xargs -0 -n 1 -P "$(nproc)" sh -c || return 1
    "$compiler" -shared -fopenmp -Wl,--no-undefined -Wl,-soname,"$name" -o "$name" ./*.o
}

if [ ! -e "$built/$name" ]; then
    mkdir -p "$builds"
    work=$(mktemp -d "$builds/.building.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    trap 'exit 1' HUP INT TERM
    echo "Building the inference engine (some seconds, once) ..."
    (compile) >"$work/log" 2>&1 || {
        cp "$work/log" "$builds/failed.log"
        fail "The inference engine does not build with $compiler: $(grep -m 3 -i 'error' "$work/log" | tr '\n' ' ')(all of it: $builds/failed.log)"
    }
    # Warnings are the authors' business, who are to see them.
    cat "$work/log"
    mkdir "$work/done"
    cp "$work/$name" "$work/done/"
    # Fails, harmlessly, when another build has just put the same there.
    mv -T "$work/done" "$built" 2>/dev/null || [ -e "$built/$name" ] || fail "Cannot write $built"
fi

mkdir -p "$output"
if ! cmp -s "$built/$name" "$output/$name"; then
    cp "$built/$name" "$output/.$name.$$"
    mv -f "$output/.$name.$$" "$output/$name"
fi
