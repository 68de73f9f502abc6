#!/bin/sh
# Puts a bundle of Sulcus together again from its pieces:
#     sh join.sh PIECES OUT      checks each piece and the whole, then unpacks to the new folder OUT
#     sh join.sh --check PIECES  checks the pieces that are in the folder PIECES, and names those that are not
# Needs cat, cut, gzip, sha256sum and tar. PIECES holds the files NAME.001 and on, SHA256SUMS and WHOLE.sha256.
set -eu

die() {
    printf 'join: %s\n' "$1" >&2
    exit 1
}

if [ $# -ne 2 ]; then
    printf 'usage: sh join.sh PIECES OUT, or sh join.sh --check PIECES\n' >&2
    exit 2
fi
if [ "$1" = --check ]; then
    pieces=$2
    out=
else
    pieces=$1
    out=$2
    [ ! -e "$out" ] || die "$out is there already; name a new folder"
fi
sums=$pieces/SHA256SUMS
[ -r "$sums" ] || die "there is no $sums: it says which pieces there must be"
[ -r "$pieces/WHOLE.sha256" ] || die "there is no $pieces/WHOLE.sha256"

bad=0
total=0
while read -r wanted name; do
    total=$((total + 1))
    if [ ! -f "$pieces/$name" ]; then
        printf 'missing: %s\n' "$name" >&2
        bad=$((bad + 1))
    elif [ "$(sha256sum <"$pieces/$name" | cut -c1-64)" != "$wanted" ]; then
        printf 'damaged: %s\n' "$name" >&2
        bad=$((bad + 1))
    fi
done <"$sums"
[ "$total" -gt 0 ] || die "$sums is empty"
[ "$bad" -eq 0 ] || die "$bad of $total pieces are missing or damaged; bring those again"
printf '%s pieces are sound\n' "$total"
[ -n "$out" ] || exit 0

whole() {
    while read -r wanted name; do cat "$pieces/$name"; done <"$sums"
}
[ "$(whole | sha256sum | cut -c1-64)" = "$(cut -c1-64 <"$pieces/WHOLE.sha256")" ] ||
    die "each piece is sound, but not the whole: SHA256SUMS and WHOLE.sha256 are of different bundles"

trap 'rm -rf "$out.part"' EXIT
trap 'exit 1' HUP INT TERM
rm -rf "$out.part"
mkdir -p "$out.part"
whole | gzip -dc | tar -xof - -C "$out.part"
[ -x "$out.part/bin/sulcus" ] || die "$out.part/bin/sulcus did not come out; is the disk full?"
mv "$out.part" "$out"
printf 'joined: %s\nnow: %s/bin/sulcus doctor\n' "$out" "$out"
