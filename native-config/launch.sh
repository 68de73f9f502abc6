# Sourced by sulcus, bin/sulcus and bench/run, with $home set to the folder that holds native-config/.
# Gives choose_build ($build, $suffix), find_java ($java, $jvm_options), set_environment and build_if_stale.
# shellcheck shell=bash

# shellcheck source=environment.sh
. "$home/native-config/environment.sh"

die() {
    printf 'sulcus: %s\n' "$1" >&2
    exit 1
}

# choose_build WISH: $build is cpu or gpu, and $suffix what the GPU build's class paths and stamps are told apart by. A
# wish of --cpu or --gpu is remembered in the checkout, for the launcher and for bench/run.
choose_build() {
    local memory=$home/.natives wish=${1#--}
    build=cpu
    if [ -f "$home/pom.xml" ]; then
        if [ -r "$memory" ]; then read -r build <"$memory" || true; fi
        if [ -n "$wish" ] && [ "$wish" != "$build" ]; then
            build=$wish
            { printf '%s\n' "$build" >"$memory"; } 2>/dev/null || printf 'sulcus: cannot write %s; %s is for this start only\n' "$memory" "$1" >&2
        fi
        case $build in cpu | gpu) ;; *) die "$memory holds '$build'; it must hold cpu or gpu: start ./sulcus --cpu or ./sulcus --gpu" ;; esac
    elif [ "$wish" = gpu ]; then
        die "this distribution holds no libraries for GPUs; take a bundle made with: ./sulcus --gpu bundle --gpu --out DIR"
    fi
    suffix=
    if [ "$build" = gpu ]; then suffix=-gpu; fi
}

# Sets $java and $jvm_options; ends with one line when there is no Java 17 or later.
find_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java
        [ -x "$java" ] || die "JAVA_HOME is $JAVA_HOME, which holds no bin/java; set it to a JDK 17 or later, or unset it"
    else
        java=$(command -v java) || die "no Java found; install a JDK 17 or later (Debian: openjdk-17-jdk-headless), or set JAVA_HOME to one"
    fi
    local version major
    version=$(java_version)
    major=${version%%[!0-9]*}
    [ "${major:-0}" -ge 17 ] || die "$java is Java ${version:-of unknown version}; Sulcus needs 17 or later: set JAVA_HOME to one"
    jvm_options=("@$home/native-config/jvm.options" "-Dsulcus.home=$home")
    [ "$major" -lt 24 ] || jvm_options+=("@$home/native-config/jvm-24.options")
    local extra
    read -ra extra <<<"${SULCUS_JAVA_OPTIONS:-}"
    jvm_options+=("${extra[@]}")
}

# From the JDK's release file where there is one: asking java itself would start one JVM more at every start.
java_version() {
    local release key value
    release=$(dirname "$(dirname "$(readlink -f "$java")")")/release
    if [ -r "$release" ]; then
        while IFS== read -r key value; do
            if [ "$key" = JAVA_VERSION ]; then
                printf '%s' "${value//\"/}"
                return
            fi
        done <"$release"
    fi
    "$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p'
}

# build_if_stale PHASE SCOPE SOURCE...: brings target/ up to date with the sources and writes target/SCOPE.classpath, where
# SCOPE ends with $suffix.
# Starts Maven only when a source changed since the last build; two launchers at once build one after the other.
build_if_stale() {
    local phase=$1 scope=$2$suffix
    shift 2
    is_stale "$scope" "$@" || return 0
    (
        # The lock is on a file that neither a build nor "mvn clean" removes.
        if command -v flock >/dev/null; then flock 9; fi
        is_stale "$scope" "$@" || exit 0
        build "$phase" "$scope" 9<&-
    ) 9<"$home/pom.xml" || exit 1
}

is_stale() {
    local stamp=$home/target/$1.stamp list=$home/target/$1.classpath jars jar
    shift
    [ -f "$stamp" ] && [ -f "$list" ] || return 0
    # Folders count too: their time changes when a file in them is deleted or renamed.
    [ -z "$(find "$@" -newer "$stamp" -print -quit 2>/dev/null)" ] || return 0
    IFS=: read -ra jars <"$list" || true
    if [ "$build" = gpu ]; then jars+=("$(cat "$home/target/cuda.archive" 2>/dev/null)"); fi
    for jar in "${jars[@]}"; do
        [ -e "$jar" ] || return 0
    done
    return 1
}

build() {
    command -v mvn >/dev/null || die "no Maven found to build with; install Maven 3.8 or later (Debian: maven), or unpack a distribution"
    [ -x "$(dirname "$(readlink -f "$java")")/javac" ] || die "$java is a runtime without a compiler; set JAVA_HOME to a JDK 17 or later"
    # A first build is silent for minutes, so it says why.
    local note= profile=()
    if [ "$build" = gpu ]; then profile=(-Pgpu); fi
    if [ ! -f "$home/target/$2.classpath" ]; then
        note=" (the first build downloads about 250 MB of libraries)"
        if [ "$build" = gpu ]; then note=" (the first build for GPUs downloads about 2.6 GB of libraries)"; fi
    fi
    echo "building…$note" >&2
    mkdir -p "$home/target" 2>/dev/null || true
    [ -w "$home/target" ] || die "$home must be built anew, and you may not write there; ask its owner to run $home/sulcus --version, or unpack a distribution"
    # The stamp is as old as the start of the build, so that a source saved meanwhile is newer.
    touch "$home/target/$2.stamp.new"
    local log=$home/target/$2.build.log
    if ! mvn -B -ntp -Dstyle.color=never -f "$home/pom.xml" -DskipTests -Dspotless.check.skip -Dspotbugs.skip "${profile[@]}" "$1" \
        >"$log" 2>&1 </dev/null; then
        sed -n '/-> \[Help/q; /^\[\(WARNING\|ERROR\)\] ./p' "$log" | head -n 20 >&2
        die "the build failed; all that Maven said is in $log"
    fi
    mv "$home/target/$2.stamp.new" "$home/target/$2.stamp"
}
