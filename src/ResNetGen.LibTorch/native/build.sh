#!/bin/sh
# Builds libresnetgen_torch.so and copies it into the folder given: build.sh OUTPUT
#
# LIBTORCH_DIR   a libtorch with include/ and lib/ (a PyTorch wheel's torch/ folder is one); without it, the system's
# CXX            the compiler (c++)
# RESNETGEN_CACHE  where builds are kept: ${XDG_CACHE_HOME:-~/.cache}/resnetgen
#
# A build is kept in the cache under a hash of everything that goes into it, so that a second one only copies. Two at once are safe: each works
# in a folder of its own, and the first to finish gives its folder the final name.
set -eu

output=$1
sources=$(cd "$(dirname "$0")" && pwd)
compiler=${CXX:-c++}
install="apt-get install -y libtorch-dev libopenblas0-openmp g++ cmake make"

fail() {
    echo "$*" >&2
    exit 1
}

missing=
command -v "$compiler" >/dev/null 2>&1 || missing="a C++ compiler ($compiler)"
for tool in cmake make; do
    command -v "$tool" >/dev/null 2>&1 || missing="${missing:+$missing and }$tool"
done
[ -z "$missing" ] || fail "The libtorch binding needs $missing to build its native part. On Debian and Ubuntu: $install"

if [ -n "${LIBTORCH_DIR:-}" ]; then
    include=$LIBTORCH_DIR/include
    library=$LIBTORCH_DIR/lib
    [ -e "$include/ATen/ATen.h" ] && [ -e "$library/libtorch_cpu.so" ] ||
        fail "LIBTORCH_DIR is '$LIBTORCH_DIR', which has no include/ATen/ATen.h and lib/libtorch_cpu.so. Name the folder of a libtorch (a PyTorch wheel's torch/ is one), or unset it to use the system's: $install"
else
    include=/usr/include
    library=/usr/lib/$("$compiler" -print-multiarch 2>/dev/null || true)
    [ -e "$library/libtorch_cpu.so" ] || library=/usr/lib
    [ -e "$include/ATen/ATen.h" ] && [ -e "$library/libtorch_cpu.so" ] ||
        fail "No libtorch found in /usr/include and /usr/lib. On Debian and Ubuntu: $install. Elsewhere set LIBTORCH_DIR to a folder with include/ and lib/ (a PyTorch wheel's torch/ is one)."
fi

# Wheels before 2.7 were compiled with the old std::string; the binding has to follow.
if grep -q NSt7__cxx1112basic_string "$library/libc10.so"; then abi=1; else abi=0; fi

version=$(cat "$include/torch/csrc/api/include/torch/version.h")
hash=$({
    cat "$sources"/*.cpp "$sources"/*.h "$sources"/inference/* "$sources"/training/* "$sources/CMakeLists.txt" "$sources/build.sh"
    "$compiler" --version
    echo "$include $library $abi $version"
    stat -L -c '%s %Y' "$library/libtorch_cpu.so"
} | sha256sum | cut -c1-16)

builds=${RESNETGEN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/resnetgen}/native
built=$builds/$hash
name=libresnetgen_torch.so

if [ ! -e "$built/$name" ]; then
    mkdir -p "$builds"
    work=$(mktemp -d "$builds/.building.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    trap 'exit 1' HUP INT TERM
    echo "Building the libtorch binding's native part (about a minute, once) ..."
    {
        cmake -S "$sources" -B "$work/build" -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_BUILD_TYPE=Release \
            -DLIBTORCH_INCLUDE="$include" -DLIBTORCH_LIB="$library" -DLIBTORCH_CXX11_ABI=$abi &&
            cmake --build "$work/build" --parallel "$(nproc)"
    } >"$work/log" 2>&1 || {
        cp "$work/log" "$builds/failed.log"
        fail "The libtorch binding's native part does not build against $library: $(grep -m 3 -i 'error' "$work/log" | tr '\n' ' ')(all of it: $builds/failed.log)"
    }
    mkdir "$work/done"
    cp "$work/build/$name" "$work/done/"
    # Fails, harmlessly, when another build has just put the same there.
    mv -T "$work/done" "$built" 2>/dev/null || [ -e "$built/$name" ] || fail "Cannot write $built"
fi

mkdir -p "$output"
if ! cmp -s "$built/$name" "$output/$name"; then
    cp "$built/$name" "$output/.$name.$$"
    mv -f "$output/.$name.$$" "$output/$name"
fi
