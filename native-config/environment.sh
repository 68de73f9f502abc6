# Sourced by launch.sh and by the launcher of a bundle, in any POSIX shell.
# Gives keep_streams_open and set_environment.
# shellcheck shell=sh

# A closed stream's number would go to the next file that is opened, and what we print would land in that file.
keep_streams_open() {
    { true <&0; } 2>/dev/null || exec </dev/null
    { true >&1; } 2>/dev/null || exec >/dev/null
    { true >&2; } 2>/dev/null || exec 2>/dev/null
}

# What must be in the environment before TensorFlow or Java loads. Whatever the user has set stays.
set_environment() {
    # 2: warnings and start-up notes are hidden, errors are shown. TensorFlow reads it once, when it is loaded.
    export TF_CPP_MIN_LOG_LEVEL="${TF_CPP_MIN_LOG_LEVEL:-2}"
    # An unreadable scan is one line of ours; OpenCV need not print its own.
    export OPENCV_LOG_LEVEL="${OPENCV_LOG_LEVEL:-SILENT}"
    # The threads that compute one picture together wait for one another at each layer: spinning, but not for long, or
    # beside a busy program each would keep the other from its core.
    if [ -z "${OMP_WAIT_POLICY:-}" ]; then export GOMP_SPINCOUNT="${GOMP_SPINCOUNT:-5000}"; fi
    # How wide the terminal is, for the progress bar: Java does not know.
    if [ -t 1 ] && size=$({ stty size </dev/tty; } 2>/dev/null); then export SULCUS_COLUMNS="${size##* }"; fi
    # The driver compiles TensorFlow's kernels for new cards once and keeps them here; its own limit, 1 GiB, is too small.
    export CUDA_CACHE_MAXSIZE="${CUDA_CACHE_MAXSIZE:-4294967296}"
    if [ -z "${CUDA_CACHE_PATH:-}" ] && [ -z "${HOME:-}" ]; then
        CUDA_CACHE_PATH=${TMPDIR:-/tmp}/sulcus-cuda-$(id -u)
        export CUDA_CACHE_PATH
    fi
    # In the C locale, which a bare container has, Java 17 can't open a file whose name isn't ASCII.
    case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
        '' | C | POSIX)
            if [ -n "${LC_ALL:-}" ]; then export LC_ALL=C.UTF-8; else export LC_CTYPE=C.UTF-8; fi
            ;;
    esac
}
