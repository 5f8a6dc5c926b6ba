# SPDX-License-Identifier: Apache-2.0
# What goes into the guest: our classes, a Java runtime, the modules.

# All class files, tests included, and what they need.
build_java() {
    (cd "$home" && mvn -q -B -DskipTests -Dspotless.check.skip=true -Dmdep.outputFile="$work/classpath" \
        -Dmdep.includeScope=test -pl tests -am package dependency:build-classpath) >"$work/maven.log" 2>&1 || {
        tail -20 "$work/maven.log"
        return 1
    }
}

# Sets java_home to the JDK that the runtime is made of.
find_jdk() {
    local candidate
    for candidate in "${JAVA_HOME:-}" "${JAVA25_HOME:-}" "$(readlink -f "$(command -v java)" | sed 's,/bin/java$,,')" \
        /usr/lib/jvm/*"$jdk"*; do
        if [ -x "$candidate/bin/jlink" ] && grep -qs "^JAVA_VERSION=\"$jdk[.\"]" "$candidate/release"; then
            java_home=$candidate
            return 0
        fi
    done
    lacking "no JDK $jdk in JAVA_HOME, JAVA25_HOME or /usr/lib/jvm"
}

# A small runtime with a class data archive: JVMs start slowly enough under emulation.
build_runtime() {
    find_jdk
    runtime=$cache/java-$jdk-$arch
    if [ "$arch" != amd64 ]; then
        fetch_runtime
        return
    fi
    local modules=java.base,java.instrument,java.logging,java.management,java.xml,jdk.management,jdk.unsupported,jdk.zipfs
    [ "$(cat "$runtime/complete" 2>/dev/null)" != "$java_home $modules" ] || return 0
    rm -rf "$runtime"
    mkdir -p "$runtime"
    "$java_home/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages \
        --output "$runtime/java" && "$runtime/java/bin/java" -Xshare:dump >/dev/null || return 1
    local library
    for library in "$runtime"/java/bin/java "$runtime"/java/lib/*.so "$runtime"/java/lib/server/*.so; do
        add_libraries "$library"
    done
    printf '%s %s' "$java_home" "$modules" >"$runtime/complete"
}

# What a program is linked to, at the place where it is linked to it.
add_libraries() {
    local file
    for file in $(ldd "$1" 2>/dev/null | sed -n 's,.*[[:space:]]\(/[^ ]*\) (0x.*,\1,p'); do
        case $file in "$runtime"/*) continue ;; esac
        mkdir -p "$runtime$(dirname "$file")"
        [ -e "$runtime$file" ] || cp -L "$file" "$runtime$file"
    done
}

# Debian's runtime of another architecture, with the libraries it is linked to; the guest makes the class data archive.
fetch_runtime() {
    [ "$jdk" = 17 ] || lacking "for $arch there is Java 17 only, as Debian has it"
    [ ! -e "$runtime/complete" ] || return 0
    rm -rf "$runtime"
    unpack "$arch" "$runtime" openjdk-17-jre-headless libc6 libgcc-s1 libstdc++6 zlib1g || return 1
    rm -rf "$runtime"/usr/share "$runtime"/usr/lib/*/gconv
    ln -s "usr/lib/jvm/java-17-openjdk-$arch" "$runtime/java"
    touch "$runtime/complete"
}

# The modules of the variant, for the kernel that fetch_kernel has set.
build_modules() {
    local sva=0 log=$work/modules.log file
    [ "$variant" = sva ] && sva=1
    modules=$kernel_root/modules-$variant
    mkdir -p "$modules"
    # make goes by time, and what another checkout has left here may be younger
    for file in "$here"/module/* "$kernel_root/source/drivers/misc/uacce/uacce.c"; do
        cmp -s "$file" "$modules/${file##*/}" || cp "$file" "$modules/" || return 1
    done
    LD_LIBRARY_PATH=$libraries nice make -C "$modules" KERNEL="$headers" SVA="$sva" "${make_options[@]}" \
        PAHOLE=true RESOLVE_BTFIDS=true modules >"$log" 2>&1 || {
        tail -20 "$log"
        return 1
    }
    if grep -i warning "$log"; then
        # or the next run would have nothing to make, and no warning
        rm -rf "$modules"
        return 1
    fi
}

# By the last of the kernels' checkpatch.pl, strictly.
check_style() {
    (cd "$kernel_root/source" && perl scripts/checkpatch.pl --root=. --no-tree --strict --terse --no-summary -q -f "$here"/module/*.[ch])
}

# The part of the guest's file system that is the same in all runs.
pack_guest() {
    guest=$work/guest
    cp -r "$runtime" "$guest" && mkdir -p "$guest"/{bin,dev,proc,sys,tmp,out,jars,modules} || return 1
    cp "$busybox" "$guest/bin/busybox"
    cp "$here/guest/init" "$guest/init"
    pack_classes || return 1
    (cd "$guest" && find . | in_tools cpio --quiet -o -H newc) >"$work/base.cpio"
    rm -rf "$guest"
}

# Jars under names of our own, in the order of the class path; test classes as directories, for they are looked through.
pack_classes() {
    local entry name number=0 path=
    for name in tests wd-deflater; do
        cp -r "$home/$name/target/test-classes" "$guest/jars/$name-tests"
        path=$path:/jars/$name-tests
    done
    while IFS= read -r -d : entry; do
        number=$((number + 1))
        name=$(printf '%02d-%s' "$number" "$(basename "$entry")")
        if [ -d "$entry" ]; then
            cp -r "$entry" "$guest/jars/$name"
        else
            cp "$entry" "$guest/jars/$name"
        fi
        path=$path:/jars/$name
    done <<<"$(<"$work/classpath"):"
    printf '%s' "${path#:}" >"$guest/jars/classpath"
    cp "$home/wd-agent/target/wd-agent.jar" "$guest/jars/" &&
        "$java_home/bin/javac" --release 17 -d "$guest/jars/programs" "$home"/tests/src/test/programs/plain/sample/*.java
}

# What differs between runs: modules, and how to run. The kernel takes several archives, one after the other.
pack_variant() {
    local module directory=$work/variant
    rm -rf "$directory" && mkdir -p "$directory/modules"
    cp "$kernel_root/modules-$variant"/*.ko "$directory/modules/"
    [ ! -e "$work/commands" ] || cp "$work/commands" "$directory/"
    # to write to a disk
    for module in virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci virtio_blk; do
        find "$kernel_root/lib/modules" -name "$module.ko*" -exec cp {} "$directory/modules/" \;
    done
    xz -d "$directory"/modules/*.ko.xz 2>/dev/null
    in_tools "${make_options[1]:+aarch64-linux-gnu-}strip" --strip-debug "$directory"/modules/*.ko
    settings >"$directory/settings"
    (cd "$directory" && find . | in_tools cpio --quiet -o -H newc) >"$work/variant.cpio"
    cat "$work/base.cpio" "$work/variant.cpio" >"$work/initrd"
}

# For the guest's init, in the words of a shell.
settings() {
    local options="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto ${jvm_options[*]:-}"
    cat <<END
variant=$variant
sva=$([ "$variant" = sva ] && printf 1 || printf 0)
api=$(api_of "$kernel")
extent=$(extent)
sequences=$sequences
tests='$tests'
shell=$shell
jvm_options="$options"
END
}

# How much is run: tests take minutes under emulation. Of two kernels, the second sees it all.
extent() {
    if $all; then
        printf all
    elif [ "$kernel" = "${kernels[-1]}" ]; then
        printf quick
    else
        printf brief
    fi
}
