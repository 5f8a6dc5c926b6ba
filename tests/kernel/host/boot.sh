# SPDX-License-Identifier: Apache-2.0
# The guest: boots it, and judges what it leaves.

# CI has a limit of its own; a machine may be busy with other things
guest_seconds=2400

# What a kernel's log must not have; arm64 writes its traces smaller.
complaints='BUG:|WARNING:|Oops|Call [Tt]race|blocked for more than'

# boot SECONDS: not longer than that; 0 for as long as somebody wants
boot() {
    local append="console=$console quiet panic=-1 mitigations=off"
    (
        exec 9>&-
        export LD_LIBRARY_PATH=$libraries
        # not -nographic: with it the BIOS writes to the console too, and clears the screen
        exec nice timeout --foreground "$1" "$qemu" -L "$tools/usr/share/qemu" \
            -L "$tools/usr/share/seabios" "${qemu_options[@]}" -accel "${WARPDRIVE_KERNEL_ACCEL:-tcg,thread=multi}" \
            -smp 2 -m "$guest_memory" -nodefaults -no-reboot -display none \
            -chardev stdio,id=console,signal=off -serial chardev:console \
            -drive "file=$work/out.tar,format=raw,if=virtio" \
            -kernel "$kernel_root/boot/vmlinuz-$release" -initrd "$work/initrd" -append "$append"
    )
}

# A shell for whoever sits there; or, if nobody does, the commands that came, and the status of the last one.
open_shell() {
    local status
    pack_variant || fail "files of the guest"
    truncate -s 64M "$work/out.tar"
    if [ -e "$work/commands" ]; then
        boot "$guest_seconds" </dev/null | sed -u 's,\r$,,' | tee "$work/guest.log"
        status=$(sed -n 's/^guest: the commands ended with //p' "$work/guest.log")
        exit "${status:-1}"
    fi
    boot 0
    exit
}

# Boots, and is true if the guest's JVM was content, the kernel had no complaint, and what came out is right.
boot_logged() {
    boot "$guest_seconds" </dev/null 2>&1 | sed -u 's,\r$,,' | tee "$log" |
        grep -aE --line-buffered "guest: |^  |^\[.*($complaints)"
}

run_guest() {
    local log=$work/guest.log out=$work/out status=0 line
    pack_variant || return 1
    rm -rf "$work/out.tar" "$out" && mkdir "$out"
    truncate -s 64M "$work/out.tar"
    boot_logged
    # QEMU now and then runs a kernel into a breakpoint that it sets to patch itself, before there is anything of ours in it
    grep -aq '^guest: begins' "$log" || {
        printf "kernel: Debian's kernel did not get as far as our first program; once more\n"
        boot_logged
    }
    for line in '^guest: JVM: PASSED' '^guest: modules are gone' '^guest: off after'; do
        grep -aq "$line" "$log" || status=1
    done
    [ "$status" -eq 0 ] || {
        printf 'kernel: the guest did not end well; its last words:\n'
        tail -40 "$log"
    }
    tar -xf "$work/out.tar" -C "$out" 2>/dev/null
    check_kernel_log "$out/kernel.log" || status=1
    check_output "$out" || status=1
    return "$status"
}

# The kernel's own log: on the console there are also warnings of JVMs.
check_kernel_log() {
    if [ ! -s "$1" ]; then
        printf 'kernel: the guest has left no log of its kernel\n'
        return 1
    fi
    if grep -aE "$complaints" "$1"; then
        printf 'kernel: the kernel complained, see above\n'
        return 1
    fi
}

# What the guest has compressed has to be what it had, to programs of this machine.
check_output() {
    local file count=0
    [ "$variant" = sva ] || return 0
    for file in "$1"/*.sha256; do
        [ -e "$file" ] || break
        plain "${file%.sha256}" | sha256sum | cut -d' ' -f1 | cmp -s - "$file" || {
            printf 'kernel: %s is not what went in\n' "$(basename "${file%.sha256}")"
            return 1
        }
        count=$((count + 1))
    done
    # programs do not run where the extent is brief, and need not where tests are named
    if [ "$count" -eq 0 ] && { [ -n "$tests" ] || [ "$(extent)" = brief ]; }; then
        return 0
    fi
    printf 'kernel: %s of 2 files from the guest are what went in\n' "$count"
    [ "$count" -eq 2 ]
}

plain() {
    if [ -e "$1.gz" ]; then
        gzip -t "$1.gz" && gzip -dc "$1.gz"
    else
        perl -MCompress::Zlib -0777 -ne 'print uncompress($_)' "$1.zz"
    fi
}
