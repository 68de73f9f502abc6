#!/bin/sh
# Measures a GPU host from an unpacked bundle: doctor, correctness, training, scoring, pipeline, the whole job from files,
# and PyTorch beside it where the host's python3 has torch and timm. Needs a POSIX shell, coreutils and sed.
#
#   bench/gpu-suite.sh [--out DIR] [--minutes N] [--device gpu|cpu] [--small] [--data FOLDER] [--only SECTION,...]
#
# Leaves gpu_suite-both-MACHINE-DATE.json and .txt in DIR. Each section has a limit of its own, its share of what is left
# of --minutes (8); one that fails is recorded and stops nothing, and the results are written after every one.
set -u

say() { printf '%s\n' "$*" >&2; }
die() {
    say "gpu-suite: $1"
    exit 2
}

out=gpu-suite-results minutes=8 device=gpu small= data= only=
while [ $# -gt 0 ]; do
    case $1 in
        --out | --minutes | --device | --data | --only)
            [ $# -gt 1 ] || die "$1 needs a value"
            case $1 in
                --out) out=$2 ;; --minutes) minutes=$2 ;; --device) device=$2 ;; --data) data=$2 ;; --only) only=$2 ;;
            esac
            shift
            ;;
        --small) small=1 ;;
        -h | --help)
            sed -n '2,9s/^# \{0,1\}//p' "$0"
            exit 0
            ;;
        *) die "unknown option $1; --help lists them" ;;
    esac
    shift
done
case $device in gpu | cpu) ;; *) die "--device is '$device'; it must be gpu or cpu" ;; esac
case $minutes in '' | *[!0-9]* | 0) die "--minutes is '$minutes'; it must be a whole number from 1 on" ;; esac
command -v timeout >/dev/null || die "no timeout found; install coreutils"
[ -z "$data" ] || [ -d "$data" ] || die "--data $data is no folder"

self=$(readlink -f "$0")
home=${self%/bench/*}
sulcus=$home/bin/sulcus
[ -x "$sulcus" ] || sulcus=$home/sulcus
[ -x "$sulcus" ] || die "found no sulcus beside $self; start the script from its bundle"
parts=$out/parts
mkdir -p "$parts" || die "cannot make $parts"
rm -f "$parts"/*
out=$(cd "$out" && pwd) parts=$out/parts
work=$(mktemp -d "$out/work.XXXXXX") || die "cannot make a folder in $out"
trap 'rm -rf "$work"' EXIT
trap 'say "gpu-suite: stopped"; write_results; exit 143' TERM INT

began=$(date +%s)
date=$(date +%Y-%m-%d)
machine=
order=
cores=$(nproc)

# Section and share of the time, in the order in which they run: what a section leaves over goes to those that follow. On a card a share is at least the seconds
# that the section needs by the reckoning of fit, and all together are what 8 minutes leave after a doctor of 30 s: so each fits
# though all before it use theirs up.
if [ "$device" = gpu ]; then
    plan='prepare 15 warm 22 agree 38 train-efficientnet-128 26 score 32 job-host 20 job-gpu 20 peers 84 train-efficientnet-512 24 train-efficientnet-32 24 train-cnn 24 pipeline 11 worklists 16 knob-deterministic 18 knob-tf32 18 knob-float16 18 knob-steps-per-call 20'
else
    plan='prepare 20 agree 60 train-efficientnet 60 score 60 job-host 30 peers 180 train-cnn 45 pipeline 15'
fi

# A string's content for JSON, on one line.
escaped() { tr -d '\000-\010\013-\037' | tr '\n\t' '  ' | sed 's/\\/\\\\/g; s/"/\\"/g; s/ *$//'; }

# Seconds kept back: the last section may take 10 to say what it has once it is stopped, and the summary is a program too.
reserve=12

left() { echo $((began + minutes * 60 - reserve - $(date +%s))); }

# limit_of SECTION: its share of what is left, in seconds.
limit_of() {
    sum=0 own=0 seen=
    # shellcheck disable=SC2086 # a list
    set -- "$1" $plan
    name=$1
    shift
    while [ $# -gt 1 ]; do
        if [ "$1" = "$name" ]; then
            seen=1
            own=$2
        fi
        if [ -n "$seen" ] && wanted "$1"; then sum=$((sum + $2)); fi
        shift 2
    done
    echo $(($(left) * own / (sum > 0 ? sum : 1)))
}

wanted() {
    [ -z "$only" ] && return 0
    case ",$only," in *",$1,"*) return 0 ;; *) return 1 ;; esac
}

# section NAME COMMAND...: runs it within its limit; standard output is its JSON, standard error its text. Sets $code.
section() {
    name=$1
    shift
    code=skipped
    wanted "$name" || return 0
    if [ "$(left)" -lt 5 ]; then
        skip "$name" "no time was left"
        return 0
    fi
    limit=$(limit_of "$name")
    [ "$limit" -ge 5 ] || limit=5
    say "== $name (at most $limit s)"
    start=$(date +%s)
    timeout -k 10 "$limit" "$@" >"$parts/$name.json" 2>"$parts/$name.txt" </dev/null
    code=$?
    note "$name" "$(($(date +%s) - start))" "$limit" "$code" "$*"
}

# note NAME SECONDS LIMIT CODE COMMAND
note() {
    reason=
    case $4 in
        0) ;;
        124 | 137)
            reason="not finished within $3 s"
            if whole "$parts/$1.json"; then reason="stopped after $3 s; the result is what it had by then"; fi
            ;;
        134 | 139) reason="the process was ended from within (code $4), as TensorFlow does when a card's context is lost" ;;
        *) reason=$(sed -n '/./p' "$parts/$1.txt" | tail -n 1) ;;
    esac
    {
        printf '{"name": "%s", "seconds": %s, "limit": %s, "code": %s, ' "$1" "$2" "$3" "$4"
        printf '"failure": %s, "command": "%s", "result": ' "$(quoted "$reason")" "$(printf '%s' "$5" | escaped)"
        if whole "$parts/$1.json"; then cat "$parts/$1.json"; else echo null; fi
        echo '}'
    } >"$parts/$1.section"
    order="$order $1"
    [ -z "$reason" ] || say "   $1: $reason"
    write_results
}

skip() {
    code=skipped
    wanted "$1" || return 0
    : >"$parts/$1.txt"
    printf '{"name": "%s", "seconds": 0, "limit": 0, "code": null, "failure": %s, "command": null, "result": null}\n' \
        "$1" "$(quoted "$2")" >"$parts/$1.section"
    order="$order $1"
    say "== $1: skipped, $2"
    write_results
}

quoted() { if [ -z "$1" ]; then echo null; else printf '"%s"' "$(printf '%s' "$1" | escaped)"; fi; }

# Whether a file holds a document from its first brace to its last: a command that is stopped prints what it has, or nothing.
whole() { [ -s "$1" ] && [ "$(head -c 1 "$1")" = '{' ] && [ "$(tail -n 1 "$1")" = '}' ]; }

# Whether a command of this build knows an option: newer builds can do more.
knows() {
    option=$1
    shift
    timeout 30 "$sulcus" "$@" --help 2>/dev/null | grep -q -e "$option"
}

write_results() {
    base=$out/gpu_suite-both-${machine:-unknown}-$date
    {
        printf '{"schema": 1, "kind": "gpu-suite", "date": "%s", "device": "%s", "small": %s, "minutes": %s,\n' \
            "$(date +%Y-%m-%dT%H:%M:%S%z)" "$device" "$([ -n "$small" ] && echo true || echo false)" "$minutes"
        printf '"seconds": %s, "card": %s, "driver": %s, "revision": %s,\n"sections": [\n' \
            "$(($(date +%s) - began))" "$(quoted "${card:-}")" "$(quoted "${driver:-}")" "$(quoted "${revision:-}")"
        comma=
        for each in $order; do
            printf '%s' "$comma"
            cat "$parts/$each.section"
            comma=,
        done
        printf ']}\n'
    } >"$base.json.new" && mv "$base.json.new" "$base.json"
    {
        printf 'gpu-suite %s, device %s%s: %s\n' "$date" "$device" "${small:+, small sizes (a look)}" "${card:-no card}, ${driver:-no driver}; Sulcus ${revision:-unknown}"
        for each in $order; do
            printf '\n== %s\n' "$each"
            sed -n 's/.*"failure": "\(.*\)", "command".*/FAILED or skipped: \1/p' "$parts/$each.section" | head -n 1
            # Progress is rewritten in place after a carriage return.
            sed 's/.*\r//' "$parts/$each.txt"
        done
        if [ -s "$parts/summary" ]; then cat "$parts/summary"; fi
    } >"$base.txt.new" && mv "$base.txt.new" "$base.txt"
}

# First value of a member in a document of doctor, after a line that holds $2.
member() { sed -n "/$2/,\$s/.*\"$1\" : \"\\(.*\\)\",\\{0,1\\}\$/\\1/p" "$parts/doctor.json" | head -n 1; }

# In a checkout this builds what is stale, before the clock of a section runs.
revision=$("$sulcus" --version 2>/dev/null | head -n 1)
# Not a share of the time but as long as a first start may take: gigabytes of libraries are read, contexts made. All depends on
# it, so it is always asked.
say "== doctor (at most 90 s)"
start=$(date +%s)
timeout -k 10 90 "$sulcus" doctor --json >"$parts/doctor.json" 2>"$parts/doctor.err" </dev/null
code=$?
whole "$parts/doctor.json" || say "   doctor: no report (code $code): $(tail -n 1 "$parts/doctor.err")"
card=$(sed -n '/"cards" : \[ *\]/d; /"cards"/,/\]/s/.*"name" : "\(.*\)".*/\1/p' "$parts/doctor.json" | head -n 1)
driver=$(member driver '"gpu"')
timeout 60 "$sulcus" doctor >"$parts/doctor.txt" 2>&1 </dev/null || true
note doctor "$(($(date +%s) - start))" 90 "$code" "$sulcus doctor --json"
named=${card:-${cores}c_$(member model '"cpu"')}
machine=$(printf '%s' "$named" | tr '[:upper:]' '[:lower:]' | sed 's/nvidia //; s/(r)//g; s/(tm)//g; s/[^a-z0-9]\{1,\}/_/g; s/^_//; s/_$//')
rm -f "$out/gpu_suite-both-unknown-$date".*
write_results
if [ "$device" = gpu ] && ! grep -q '"type" : "GPU"' "$parts/doctor.json"; then
    say "gpu-suite: TensorFlow lists no GPU here; $out holds what doctor says. --device cpu runs the same on the processor"
    exit 1
fi

# Sizes.
if [ -n "$small" ]; then
    agree='--size 64 --steps 2 --batch 4' side=64 count=64 batches=4,8 scored=1,8 job=8
else
    # Of batches, what is wanted first comes first: those for which there is no time are left out.
    agree= side=224 batches=128,32,512 scored=128,32,1,512,256,8,1024 job=256,32
    # A slice is 16 ms of one core.
    count=$((cores * 250))
    [ $count -le 2000 ] || count=2000
fi
recipe=$work/recipe.json
printf '{"pixels": {"height": %s, "width": %s, "region": "whole", "tone": "stored"}}\n' "$side" "$side" >"$recipe"

# precise COMMAND...: in both precisions; where this build can't do one of them there, in float32 alone.
precise() {
    measured=$1
    shift
    section "$measured" "$@" --precision float32,bfloat16
    if [ "$code" = 2 ]; then
        order=${order% "$measured"}
        section "$measured" "$@" --precision float32
    fi
}

# fit SECTION SECONDS FIXED EACH [SIZES]: which of SIZES, from the first on, fit the section's limit, as $sizes, and for how many
# tenths of a second a block may then last, as $tenths. There are FIXED settings and EACH more for a size; SECONDS go to starting
# and to the machine's peak, one to warming each setting up, and each gets three blocks of 0.3 to 3 s. (Of what a card does in a
# block of less than a second, its driver's averages tell little.)
fit() {
    sizes=${5:-}
    room=$(($(limit_of "$1") - $2))
    while :; do
        number=$(echo "$sizes" | tr ',' ' ' | wc -w)
        settings=$(($3 + $4 * number))
        tenths=$(((room - settings) * 10 / (settings * 3)))
        if [ "$tenths" -ge 3 ] || [ "$number" -le 1 ]; then break; fi
        sizes=${sizes%,*}
    done
    if [ "$tenths" -lt 3 ] || [ -n "$small" ]; then tenths=3; fi
    [ "$tenths" -le 30 ] || tenths=30
    if [ "$sizes" != "${5:-}" ] && wanted "$1"; then say "   $1: batches $sizes of ${5:-}, for which there is time"; fi
}

# TENTHS as seconds.
seconds() { echo "$(($1 / 10)).$(($1 % 10))"; }

section prepare "$sulcus" bench prepare --model efficientnet-b0 --recipe "$recipe" --count "$count" --out "$work/made" --json
run=$work/made/run
[ -n "$data" ] || data=$work/made/data # which a prepare that failed did not make

# The first use of each kernel: where TensorFlow has no machine code for a card, the driver makes it now and keeps it.
if [ "$device" = gpu ]; then
    section warm "$sulcus" bench train --model efficientnet-b0 --unfreeze all --size "$side" --batch 8 --no-augment \
        --device gpu --precision float32,bfloat16 --repeats 1 --block-seconds 0.1 --warm-up-seconds 1 --json
fi

types=float32,bfloat16
[ "$device" = cpu ] || types=$types,float16
# shellcheck disable=SC2086 # lists of options
files=
[ ! -d "$data" ] || files=$data
section agree "$sulcus" bench agree ${files:+"$files"} --device "$device" --precision "$types" $agree --json

# train NAME MODEL BATCHES [OPTION...]: on a card a build that can keep pictures there measures each batch twice: fed, and
# resident.
train() {
    measured=$1 model=$2 sizes=$3
    shift 3
    fit "$measured" 15 0 $((2 * resident)) "$sizes"
    precise "$measured" "$sulcus" bench train --model "$model" --size "$side" --batch "$sizes" --no-augment \
        --device "$device" --repeats 3 --block-seconds "$(seconds "$tenths")" --warm-up-seconds 3 --json "$@"
}
resident=1
if [ "$device" = gpu ] && knows --resident bench train; then resident=2; fi
# What is wanted first. On a card each batch has its own section: a large one may not fit its memory.
if [ "$device" = gpu ]; then
    train train-efficientnet-128 efficientnet-b0 128 --unfreeze all
else
    train train-efficientnet efficientnet-b0 "$batches" --unfreeze all
fi

fit score 15 2 2 "$scored"
precise score "$sulcus" bench score --model efficientnet-b0 --recipe "$recipe" --scenario single-stream,offline \
    --batch "$sizes" --device "$device" --repeats 3 --min-seconds "$(seconds $((tenths * 3)))" --min-queries 32 --max-seconds 30 \
    --warm-up-seconds 3 --json

decoders=
if knows --decoder bench score; then decoders=1; fi
for decoder in host gpu; do
    case " $plan " in *" job-$decoder "*) ;; *) continue ;; esac
    if [ ! -d "$data" ]; then
        skip job-$decoder "no folder of scans: prepare failed, and --data names none"
        continue
    fi
    if [ "$decoder" = gpu ] && [ -z "$decoders" ]; then
        skip job-gpu "this build decodes on the host alone"
        continue
    fi
    fit job-$decoder 15 0 2 "$job"
    # shellcheck disable=SC2086
    precise job-$decoder "$sulcus" bench score "$run" --data "$data" --scenario offline \
        --batch "$sizes" --device "$device" --repeats 3 --min-seconds "$(seconds $((tenths * 3)))" --min-queries 64 --max-seconds 30 \
        --warm-up-seconds 3 ${decoders:+--decoder $decoder} --json
done

# The peer, by turns with ours, where the host has it. Its own limit ends it before the section's does.
if wanted peers; then
    cuda=cpu
    [ "$device" = cpu ] || cuda=cuda
    python=${PYTHON:-python3}
    if ! command -v "$python" >/dev/null; then
        skip peers "there is no $python"
    elif ! lacks=$(timeout 60 "$python" -c "
import importlib.util, sys
import numpy, torch
if importlib.util.find_spec('timm') is None:
    sys.exit('there is no timm')
sys.exit('PyTorch sees no GPU' if '$cuda' == 'cuda' and not torch.cuda.is_available() else 0)" 2>&1); then
        skip peers "$python: $(printf '%s' "$lacks" | tail -n 1)"
    else
        seconds=$(($(limit_of peers) - 5))
        # shellcheck disable=SC2086
        section peers "$python" -B "$home/bench/peers/compare.py" --device $cuda --device-works --ours "$sulcus" --quick --rounds 6 \
            --programs torch --workers "$cores" --seconds "$seconds" --data "$data" ${small:+--small --spare-mb 1500} \
            --out "$parts/peers.partial" --json
        if [ -f "$parts/peers.section" ] && ! whole "$parts/peers.json" && whole "$parts/peers.partial"; then
            cp "$parts/peers.partial" "$parts/peers.json" # it was stopped: what it had
            order=${order% peers}
            note peers "$(($(date +%s) - start))" "$limit" "$code" "$python compare.py"
        fi
    fi
fi

if [ "$device" = gpu ]; then
    train train-efficientnet-512 efficientnet-b0 512 --unfreeze all
    train train-efficientnet-32 efficientnet-b0 32 --unfreeze all
fi
train train-cnn cnn "$batches"

if [ -d "$data" ]; then
    fit pipeline 4 2 0
    section pipeline "$sulcus" bench pipeline "$data" --workers "1,$cores" --size "$side" --repeats 3 \
        --block-seconds "$(seconds "$tenths")" --warm-up-seconds 2 --json
    if [ "$device" = gpu ] && [ -n "$decoders" ]; then
        section worklists sh -c 'for way in host gpu; do
                "$1" score "$2" "$3" --out "$4/$way.csv" --device gpu --decoder $way >&2 || exit $?
            done
            exec "$1" bench agree --worklists "$4/host.csv,$4/gpu.csv" --json' sh "$sulcus" "$run" "$data" "$work"
    fi
else
    skip pipeline "no folder of scans: prepare failed, and --data names none"
fi

# knob NAME SETTINGS OPTION...: what a switch costs or brings, against the row of the same batch and input above.
knob() {
    measured=knob-$1
    settings=$2
    shift 2
    fit "$measured" 15 "$settings" 0
    section "$measured" "$sulcus" bench train --model efficientnet-b0 --unfreeze all --size "$side" --batch 128 --no-augment \
        --device gpu --repeats 3 --block-seconds "$(seconds "$tenths")" --warm-up-seconds 3 --json "$@"
}
if [ "$device" = gpu ]; then
    fed=
    [ $resident = 1 ] || fed='--resident off'
    # shellcheck disable=SC2086 # an option and its value
    {
        knob deterministic 1 --deterministic --precision bfloat16 $fed
        knob tf32 1 --tf32 on --precision float32 $fed
        knob float16 1 --precision float16 $fed
    }
    knob steps-per-call 2 --steps-per-call 1 --precision bfloat16
fi

"$sulcus" bench summary "$out/gpu_suite-both-$machine-$date.json" >"$parts/summary" 2>&1 || true
write_results
cat "$parts/summary"
say "results: $out/gpu_suite-both-$machine-$date.json and .txt ($(($(date +%s) - began)) s)"
