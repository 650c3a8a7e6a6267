# shellcheck shell=bash disable=SC2154
# Sourced by "build cilium": Cilium from its Go module, and an image layer with it,
# its BPF sources and a compiler. There is no Envoy: no L7 policies.

CILIUM=v1.16.5
LLVM=19

cilium() (
  module cilium
  local out=$CACHE/cilium/usr/bin pkg=github.com/cilium/cilium flags
  flags="-s -w -X '$pkg/pkg/version.ciliumVersion=${CILIUM#v} module 2024-12-17T00:00:00+00:00'"
  mkdir -p "$out" "$CACHE/cilium/opt/cni/bin"
  compile() { nice go build -tags osusergo,ipam_provider_operator -ldflags "$flags" -o "$1" "$pkg/$2"; }
  compile "$out/cilium-dbg" cilium-dbg
  compile "$out/cilium-agent" daemon
  # A kernel without loadable modules has no /proc/modules, without which the
  # agent does not start: let it read an empty file, by a name of the same length.
  LC_ALL=C sed -i 's|/proc/modules|/dev/////null|g' "$out/cilium-agent"
  compile "$out/cilium-operator-generic" operator
  compile "$out/cilium-health" cilium-health
  compile "$out/cilium-health-responder" cilium-health/responder
  compile "$out/cilium-mount" tools/mount
  compile "$out/cilium-sysctlfix" tools/sysctlfix
  compile "$CACHE/cilium/opt/cni/bin/cilium-cni" plugins/cilium-cni
)

cilium_layer() (
  module cilium
  local root=$CACHE/cilium source lib
  source=$(go list -m -f '{{.Dir}}' github.com/cilium/cilium)
  mkdir -p "$root"/var/lib/cilium "$root"/usr/{bin,sbin,lib/x86_64-linux-gnu,lib/llvm-$LLVM/lib/clang,lib/llvm-$LLVM/bin}
  cp -r --no-preserve=mode "$source/bpf" "$root/var/lib/cilium/"
  install "$source"/images/cilium/init-container.sh "$source"/plugins/cilium-cni/{install-plugin,cni-uninstall}.sh "$root/"
  rm -rf "$CACHE/chart"
  cp -r --no-preserve=mode "$source/install/kubernetes/cilium" "$CACHE/chart"
  install /usr/lib/llvm-$LLVM/bin/{clang,llc} "$root/usr/lib/llvm-$LLVM/bin/"
  ln -sf ../lib/llvm-$LLVM/bin/llc "$root/usr/bin/"
  # This compiler is newer than Cilium's own and warns of more, which Cilium makes errors.
  rm -f "$root/usr/bin/clang"
  printf '#!/bin/sh\nexec /usr/lib/llvm-%s/bin/clang "$@" -Wno-error -Wno-shorten-64-to-32\n' $LLVM >"$root/usr/bin/clang"
  chmod +x "$root/usr/bin/clang"
  cp -rL /usr/lib/llvm-$LLVM/lib/clang/$LLVM "$root/usr/lib/llvm-$LLVM/lib/clang/"
  rm -rf "$root/usr/lib/llvm-$LLVM/lib/clang/$LLVM"/{lib,share}
  install "$(command -v bpftool)" "$root/usr/sbin/"
  for lib in $(ldd /usr/lib/llvm-$LLVM/bin/{clang,llc} "$(command -v bpftool)" | awk '$2 == "=>" {print $3}' | sort -u); do
    [[ $lib == */libc.so* || $lib == */libm.so* ]] || cp -L "$lib" "$root/usr/lib/x86_64-linux-gnu/"
  done
  layer cilium "$root"
)

need "clang-$LLVM" "llvm-$LLVM" bpftool
step cilium $CILIUM cilium
step cilium-layer "$CILIUM $LLVM" cilium_layer
