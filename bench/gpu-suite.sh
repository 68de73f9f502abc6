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

# Section and share of the time; what a section leaves over goes to those that follow.
if [ "$device" = gpu ]; then
    plan='prepare 15 warm 40 agree 50 train-efficientnet-128 35 score 45 job-host 30 job-gpu 30 peers 140 train-efficientnet-512 30 train-efficientnet-32 25 train-cnn 40 pipeline 15 worklists 20 knobs 45'
else
    plan='prepare 20 agree 60 train-efficientnet 60 score 60 job-host 30 train-cnn 45 pipeline 15 peers 180'
fi

# A string's content for JSON, on one line.
escaped() { tr -d '\000-\010\013-\037' | tr '\n\t' '  ' | sed 's/\\/\\\\/g; s/"/\\"/g; s/ *$//'; }

left() { echo $((began + minutes * 60 - $(date +%s))); }

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
        124 | 137) reason="not finished within $3 s" ;;
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

# Whether a file holds a document from its first brace to its last: a command that was stopped leaves none.
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
    agree= side=224 count=2000 batches=32,128,512 scored=1,8,32,128,256,512,1024 job=32,256
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

# per SECTION SETTINGS BLOCKS: how long that many blocks of a setting last in seconds, so that three blocks of each fit the
# limit. 15 s go to starting and the machine's peak, one to warming each setting up. On a card a block lasts a second at
# least: its driver averages busy and watts over so long.
per() {
    tenths=$((($(limit_of "$1") * 10 - 150 - $2 * 10) / ($2 * 3)))
    least=3
    [ "$device" = cpu ] || [ "$2" -gt 8 ] || least=10
    [ "$tenths" -ge $least ] || tenths=$least
    [ "$tenths" -le 30 ] || tenths=30
    [ -z "$small" ] || tenths=3
    echo "$((tenths * $3 / 10)).$((tenths * $3 % 10))"
}

section prepare "$sulcus" bench prepare --model efficientnet-b0 --recipe "$recipe" --count "$([ -n "$small" ] && echo 64 || echo $count)" --out "$work/made" --json
run=$work/made/run
[ -n "$data" ] || data=$work/made/data

# The first use of each kernel: where TensorFlow has no machine code for a card, the driver makes it now and keeps it.
if [ "$device" = gpu ]; then
    section warm "$sulcus" bench train --model efficientnet-b0 --unfreeze all --size "$side" --batch 8 --no-augment \
        --device gpu --precision float32,bfloat16 --repeats 1 --block-seconds 0.1 --warm-up-seconds 1 --json
fi

types=float32,bfloat16
[ "$device" = cpu ] || types=$types,float16
# shellcheck disable=SC2086 # lists of options
section agree "$sulcus" bench agree ${data:+"$data"} --device "$device" --precision "$types" $agree --json

# train NAME MODEL BATCHES [OPTION...]: on a card a build that can keep pictures there measures each batch twice: fed, and
# resident.
train() {
    measured=$1 model=$2 sizes=$3
    shift 3
    settings=$(($(echo "$sizes" | tr ',' ' ' | wc -w) * 2 * resident))
    block=$(per "$measured" $settings 1)
    precise "$measured" "$sulcus" bench train --model "$model" --size "$side" --batch "$sizes" --no-augment \
        --device "$device" --repeats 3 --block-seconds "$block" --warm-up-seconds 3 --json "$@"
}
resident=1
if [ "$device" = gpu ] && knows --resident bench train; then resident=2; fi
# What is wanted first. A section that is cut off leaves nothing, so on a card each batch has its own.
if [ "$device" = gpu ]; then
    train train-efficientnet-128 efficientnet-b0 128 --unfreeze all
else
    train train-efficientnet efficientnet-b0 "$batches" --unfreeze all
fi

block=$(per score 16 3)
precise score "$sulcus" bench score --model efficientnet-b0 --recipe "$recipe" --scenario single-stream,offline \
    --batch "$scored" --device "$device" --repeats 3 --min-seconds "$block" --min-queries 32 --max-seconds 30 \
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
    block=$(per job-$decoder 4 3)
    # shellcheck disable=SC2086
    precise job-$decoder "$sulcus" bench score "$run" --data "$data" --scenario offline \
        --batch "$job" --device "$device" --repeats 3 --min-seconds "$block" --min-queries 64 --max-seconds 30 \
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
    section pipeline "$sulcus" bench pipeline "$data" --workers "1,$cores" --size "$side" --repeats 3 \
        --block-seconds "$(per pipeline 2 1)" --warm-up-seconds 2 --json
    if [ "$device" = gpu ] && [ -n "$decoders" ]; then
        section worklists sh -c 'for way in host gpu; do
                "$1" score "$2" "$3" --out "$4/$way.csv" --device gpu --decoder $way >&2 || exit $?
            done
            exec "$1" bench agree --worklists "$4/host.csv,$4/gpu.csv" --json' sh "$sulcus" "$run" "$data" "$work"
    fi
else
    skip pipeline "no folder of scans: prepare failed, and --data names none"
fi

# What the switches cost or bring, each against the row of the same batch above.
if [ "$device" = gpu ]; then
    section knobs sh -c 'separator=
        printf "{\"runs\": [\n"
        for knob in "--deterministic --precision bfloat16" "--tf32 on --precision float32" "--precision float16" "--steps-per-call 1 --precision bfloat16"; do
            printf "%s" "$separator"
            "$1" bench train --model efficientnet-b0 --unfreeze all --size "$2" --batch 128 --no-augment --device gpu \
                --repeats 3 --block-seconds 1 --warm-up-seconds 3 $knob --json || exit $?
            separator=,
        done
        printf "]\n}\n"' sh "$sulcus" "$side"
fi

"$sulcus" bench summary "$out/gpu_suite-both-$machine-$date.json" >"$parts/summary" 2>&1 || true
write_results
cat "$parts/summary"
say "results: $out/gpu_suite-both-$machine-$date.json and .txt ($(($(date +%s) - began)) s)"
