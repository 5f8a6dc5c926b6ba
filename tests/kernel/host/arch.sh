# SPDX-License-Identifier: Apache-2.0
# What differs between the guests' processors.

set_arch() {
    case $arch in
        amd64)
            qemu=qemu-system-x86_64 qemu_package=qemu-system-x86 console=ttyS0 guest_memory=2G
            qemu_options=(-cpu max)
            make_options=()
            ;;
        arm64)
            # pointer authentication as the architecture wants it takes QEMU longer than all the rest
            qemu=qemu-system-aarch64 qemu_package=qemu-system-arm console=ttyAMA0 guest_memory=3G
            qemu_options=(-M virt -cpu max,pauth-impdef=on)
            make_options=(ARCH=arm64 CROSS_COMPILE=aarch64-linux-gnu-)
            ;;
        *) wrong "architectures are amd64 and arm64, not $arch" ;;
    esac
    [ "$(uname -m)" = x86_64 ] || lacking "this machine is an $(uname -m), and only an x86_64 will do"
}
