# SPDX-License-Identifier: Apache-2.0
# The guest: boots it, and judges what it leaves.

# CI has a limit of its own; a machine may be busy with other things
guest_seconds=2400

boot() {
    local append="console=$console quiet panic=-1 mitigations=off"
    (
        exec 9>&-
        export LD_LIBRARY_PATH=$libraries
        exec nice timeout --foreground "$guest_seconds" "$qemu" -L "$tools/usr/share/qemu" \
            -L "$tools/usr/share/seabios" "${qemu_options[@]}" -accel "${WARPDRIVE_KERNEL_ACCEL:-tcg,thread=multi}" \
            -smp 2 -m "$guest_memory" -nodefaults -no-reboot -nographic -serial stdio \
            -drive "file=$work/out.tar,format=raw,if=virtio" \
            -kernel "$kernel_root/boot/vmlinuz-$release" -initrd "$work/initrd" -append "$append"
    )
}

open_shell() {
    pack_variant
    truncate -s 64M "$work/out.tar"
    boot
    exit
}

# Boots, and is true if the guest's JVM was content, the kernel had no complaint, and what came out is right.
run_guest() {
    local log=$work/guest.log status=0
    pack_variant || return 1
    rm -f "$work/out.tar"
    truncate -s 64M "$work/out.tar"
    boot </dev/null 2>&1 | sed -u 's,\r$,,' | tee "$log" | grep -a --line-buffered 'guest: \|^  \|BUG:\|WARNING:\|Oops'
    grep -aq '^guest: JVM: PASSED' "$log" || {
        printf 'kernel: the guest did not end well; its last words:\n'
        tail -40 "$log"
        status=1
    }
    if grep -aE 'BUG:|WARNING:|Oops|Call Trace|blocked for more than' "$log"; then
        printf 'kernel: the kernel complained, see above\n'
        status=1
    fi
    check_output || status=1
    return "$status"
}

# What the guest has compressed has to be what it had, to programs of this machine.
check_output() {
    local out=$work/out file count=0
    [ "$variant" = sva ] || return 0
    rm -rf "$out" && mkdir -p "$out"
    tar -xf "$work/out.tar" -C "$out" 2>/dev/null
    for file in "$out"/*.sha256; do
        [ -e "$file" ] || break
        plain "${file%.sha256}" | sha256sum | cut -d' ' -f1 | cmp -s - "$file" || {
            printf 'kernel: %s is not what went in\n' "$(basename "${file%.sha256}")"
            return 1
        }
        count=$((count + 1))
    done
    printf 'kernel: %s files from the guest are what went in\n' "$count"
    # programs run where the extent is not brief
    [ "$count" -eq 2 ] || [ -n "$tests" ] || [ "$(extent)" = brief ]
}

plain() {
    if [ -e "$1.gz" ]; then
        gzip -t "$1.gz" && gzip -dc "$1.gz"
    else
        perl -MCompress::Zlib -0777 -ne 'print uncompress($_)' "$1.zz"
    fi
}
