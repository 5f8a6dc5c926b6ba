#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs the mutators that lie beside it, one after the other, each for so long.
#   mutate SECONDS [JOBS [SEED]]    JOBS: one a processor, SEED: the time, if not given
set -eu
cd "$(dirname "$0")"
seconds=${1:?seconds}
jobs=${2:-$(nproc)}
seed=${3:-$(date +%s)}
bad=0
for mutator in *-plain *-sanitized; do
    [ -x "$mutator" ] || continue
    kind=${mutator%-*}
    # the longer a stream is that is made, the fewer there are
    case $kind in
    deflate) most=250 ;;
    *) most=1500 ;;
    esac
    echo "$mutator"
    "./$mutator" --seconds "$seconds" --jobs "$jobs" --seed "$seed" --most "$most" "seeds/$kind"/* || bad=1
done
exit "$bad"
