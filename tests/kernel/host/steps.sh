# SPDX-License-Identifier: Apache-2.0
# Steps with their times, and the two ways to end.

steps=()

# step NAME COMMAND…: runs it in this shell, ends everything when it fails
step() {
    try_step "$@" || fail "$1: failed"
}

try_step() {
    local name=$1 start status
    shift
    start=$(date +%s%N)
    "$@"
    status=$?
    local line
    line=$(printf '%6.1f s  %s' "$((($(date +%s%N) - start) / 10000000))e-2" "$name")
    [ "$status" -eq 0 ] || line="$line: FAILED"
    steps+=("$line")
    printf 'kernel: %s\n' "$line"
    return "$status"
}

show_steps() {
    printf 'kernel: ----\n'
    printf 'kernel: %s\n' "${steps[@]}"
}

fail() {
    printf 'kernel: FAILED: %s\n' "$1"
    exit 1
}

# Not our fault, and not the change's under test.
lacking() {
    printf 'kernel: can not be run here: %s\n' "$1"
    exit 77
}
