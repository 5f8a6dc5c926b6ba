# SPDX-License-Identifier: Apache-2.0
# Debian packages, unpacked into the cache: nothing is installed, and root is not needed.

# Lists are good for so many minutes.
lists_minutes=720

need_tools() {
    local program missing=()
    command -v apt-get >/dev/null || lacking "apt-get is missing: kernels come from Debian's packages"
    for program in dpkg-deb tar xz gcc make perl flock timeout sha256sum java mvn; do
        command -v "$program" >/dev/null || missing+=("$program")
    done
    [ "${#missing[@]}" -eq 0 ] || lacking "missing: ${missing[*]} (apt-get install xz-utils gcc make perl maven)"
}

# apt ARCHITECTURE PROGRAM ARGUMENT…: with lists of our own; this machine's are not touched
apt() {
    local architecture=$1 program=$2 directory=$cache/apt-$1 status=/var/lib/dpkg/status
    shift 2
    # of another architecture, nothing is installed here
    [ "$architecture" = amd64 ] || status=$directory/nothing
    # what it says is read here
    LC_ALL=C "$program" -q -o Dir::State="$directory/state" -o Dir::State::status="$status" -o Dir::Cache="$directory/cache" \
        -o Dir::Cache::archives="$directory/archives" -o Debug::NoLocking=1 -o APT::Sandbox::User= \
        -o APT::Architecture="$architecture" -o APT::Architectures::="$architecture" "$@"
}

update_lists() {
    update_lists_of amd64 "$cache/apt-amd64"
    [ "$arch" = amd64 ] || update_lists_of "$arch" "$cache/apt-$arch"
}

update_lists_of() {
    mkdir -p "$2"/state/lists/partial "$2"/cache "$2"/archives/partial
    : >"$2/nothing"
    [ -z "$(find "$2/updated" -mmin "-$lists_minutes" 2>/dev/null)" ] || return 0
    # it is content with itself when it could fetch nothing
    if apt "$1" apt-get update >"$work/update.log" 2>&1 && ! grep -q '^[EW]: ' "$work/update.log"; then
        touch "$2/updated"
    elif compgen -G "$2/state/lists/*_Packages*" >/dev/null; then
        printf 'kernel: no new package lists; going on with the old ones\n'
    else
        tail -3 "$work/update.log"
        lacking "apt-get can't fetch package lists"
    fi
}

# What a package of no content of its own depends on: Debian's names without a version.
dependency() {
    apt "$arch" apt-cache depends "$1" 2>/dev/null | sed -n "s/.*Depends: \\($2.*\\)/\\1/p" | head -1
}

# unpack ARCHITECTURE DIRECTORY PACKAGE…: as they are, without what they depend on
unpack() {
    local architecture=$1 directory=$2 archives=$work/archives
    shift 2
    rm -rf "$archives" && mkdir -p "$archives"
    (cd "$archives" && apt "$architecture" apt-get download "$@") >"$work/download.log" 2>&1 || {
        tail -3 "$work/download.log"
        lacking "apt-get can't fetch $*"
    }
    unpack_archives "$directory" "$archives"
}

unpack_archives() {
    local package
    mkdir -p "$1"
    for package in "$2"/*.deb; do
        dpkg-deb -x "$package" "$1" || return 1
    done
    rm -f "$2"/*.deb
}

# The programs of packages of this machine's architecture, with all that this machine lacks to run them.
unpack_programs() {
    local directory=$1 archives=$cache/apt-amd64/archives
    shift
    rm -f "$archives"/*.deb
    apt amd64 apt-get -y --no-install-recommends --download-only --reinstall install "$@" >"$work/download.log" 2>&1 || {
        tail -3 "$work/download.log"
        lacking "apt-get can't fetch $*"
    }
    unpack_archives "$directory" "$archives"
}

# QEMU and two small tools; for another architecture a compiler too.
fetch_tools() {
    local packages=("$qemu_package" cpio) cross=()
    [ "$arch" = amd64 ] || cross=(gcc-aarch64-linux-gnu)
    tools=$cache/tools-$arch
    if [ ! -e "$tools/complete" ]; then
        rm -rf "$tools"
        unpack_programs "$tools" "${packages[@]}" "${cross[@]}" &&
            unpack "$arch" "$tools/guest" busybox-static && touch "$tools/complete"
    fi || return 1
    busybox=$tools/guest/bin/busybox
    libraries=$tools/usr/lib/x86_64-linux-gnu:$tools/lib/x86_64-linux-gnu
    PATH=$PATH:$tools/bin:$tools/usr/bin
    in_tools "$qemu" --version >/dev/null
}

# Runs a program with the libraries that came with it.
in_tools() {
    LD_LIBRARY_PATH=$libraries "$@"
}

# Sets release, headers, image and source of a kernel: 6.1 is Debian 12's own, 6.12 comes beside it.
fetch_kernel() {
    local version=$1 flavour=cloud-$arch
    [ "$version" = 6.1 ] || flavour=$version-cloud-$arch
    image_package=$(dependency "linux-image-$flavour" linux-image-)
    [ -n "$image_package" ] || lacking "apt knows no package linux-image-$flavour (Debian 12 has it)"
    release=${image_package#linux-image-}
    kernel_root=$cache/linux-$release
    headers=$kernel_root/usr/src/linux-headers-$release
    [ "$(cat "$kernel_root/complete" 2>/dev/null)" != "${source_files[*]}" ] || return 0
    rm -rf "$kernel_root"
    fetch_headers && unpack "$arch" "$kernel_root" "$image_package" && fetch_source "$version" &&
        printf '%s' "${source_files[*]}" >"$kernel_root/complete"
}

fetch_headers() {
    local package=linux-headers-$release common kbuild
    common=$(dependency "$package" linux-headers-)
    kbuild=$(dependency "$package" linux-kbuild-)
    # the programs of the build run here
    unpack "$arch" "$kernel_root" "$package" "$common" && unpack amd64 "$kernel_root" "$kbuild" || return 1
    # the one path in it that is absolute
    sed -i "s,include /usr/src/,include $kernel_root/usr/src/," "$headers/Makefile"
}

# The kernel's own uacce.c; and the script that knows how kernel code should look, with what it reads.
source_files=(
    drivers/misc/uacce/uacce.c
    include/linux/zlib.h
    scripts/checkpatch.pl
    scripts/spelling.txt
    scripts/const_structs.checkpatch
)

fetch_source() {
    local package=linux-source-$1
    unpack amd64 "$work/source" "$package" || return 1
    mkdir -p "$kernel_root/source"
    tar -xJf "$work/source/usr/src/$package.tar.xz" -C "$kernel_root/source" --strip-components=1 --occurrence=1 \
        "${source_files[@]/#/$package/}"
    local status=$?
    rm -rf "$work/source"
    return "$status"
}
