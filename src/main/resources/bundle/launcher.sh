#!/bin/sh
# Starts Sulcus from its bundle: needs Linux on x86-64 with glibc 2.34 or later, and for a GPU an NVIDIA driver; no Java,
# no CUDA toolkit, no network. Works in an empty environment, from any folder, through links, and where nothing may be
# written. Passes the program's exit code on.
set -eu

self=$(readlink -f "$0")
home=${self%/bin/*}
# shellcheck source=/dev/null
. "$home/native-config/environment.sh"

keep_streams_open
set_environment

# What the dynamic linker must find by name: CUDA and cuDNN unless the user takes them from elsewhere, what OpenCV and
# oneDNN need, and libraries of the system that this machine lacks.
paths=$home/lib/linked
if [ -d "$home/lib/cuda" ] && { [ -z "${SULCUS_CUDA:-}" ] || [ "$SULCUS_CUDA" = bundled ]; }; then paths=$paths:$home/lib/cuda; fi
for spare in "$home"/lib/host/*; do
    name=${spare##*/}
    found=
    for folder in /lib/x86_64-linux-gnu /usr/lib/x86_64-linux-gnu /lib64 /usr/lib64 /lib /usr/lib; do
        if [ -e "$folder/$name" ]; then found=1; fi
    done
    if [ -z "$found" ] && [ -d "$spare" ]; then paths=$paths:$spare; fi
done
export LD_LIBRARY_PATH="$paths${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"

class_path=$home/lib/native
for jar in "$home"/lib/java/*.jar; do class_path=$class_path:$jar; done

major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/jre/release")
set -- -cp "$class_path" dev.sulcus.cli.Main "$@"
# shellcheck disable=SC2086 # a list
set -- ${SULCUS_JAVA_OPTIONS:-} "$@"
if [ "${major:-0}" -ge 24 ]; then set -- "@$home/native-config/jvm-24.options" "$@"; fi
# lib/none holds nothing, as library path and as JavaCPP's cache: from the one it would copy libraries into the other,
# which would else be made in the user's home.
exec "$home/jre/bin/java" "@$home/native-config/jvm.options" "-Dsulcus.home=$home" "-Djava.library.path=$home/lib/none" \
    "-Dorg.bytedeco.javacpp.cachedir=$home/lib/none" "-Djna.boot.library.path=$home/lib/jna" -Djna.nounpack=true "$@"
