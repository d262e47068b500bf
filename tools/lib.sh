# Shared by quickstart and check: the environment that they run in, and installing what is missing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# Open MPI refuses to run as root, and more ranks than cores, unless told that this is meant.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_mpi_yield_when_idle=1 OMPI_MCA_hwloc_base_binding_policy=none
# With PMIx' store in shared memory mpirun may wait for a lock for ever when its ranks were killed.
export PMIX_MCA_gds=hash

say() { printf '\n== %s\n' "$*"; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else echo "cannot install packages (this is not root, and there is no sudo) install those of tools/packages*.txt" >&2; exit 1
  fi
}

# missing <list of packages>…: those that are not installed
missing() {
  local package
  while read -r package; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || echo "$package"
  done < <(cat "$@" | grep -v -e '^#' -e '^$')
}

# install_missing <list of packages>…
install_missing() {
  local packages
  mapfile -t packages < <(missing "$@")
  [ ${#packages[@]} -gt 0 ] || return 0
  say "installing ${packages[*]}"
  as_root apt-get update -q
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${packages[@]}"
}

# build <preset> [--target <target>…] [-D…]
build() {
  local preset=$1 launcher=() targets=(); shift
  if [ "${1:-}" = --target ]; then
    targets=(--target); shift
    while [[ "${1:-}" != "" && "$1" != -* ]]; do targets+=("$1"); shift; done
  fi
  say "building ($preset)"
  if command -v ccache >/dev/null; then  # told that a precompiled header may stand for what it was made of
    launcher=("-DCMAKE_CXX_COMPILER_LAUNCHER=env;CCACHE_SLOPPINESS=pch_defines,time_macros;ccache")
  fi
  mkdir -p "build/$preset"
  cmake --preset "$preset" -G Ninja "${launcher[@]}" "$@" > "build/$preset/configure.log" 2>&1 || { cat "build/$preset/configure.log" >&2; exit 1; }
  cmake --build --preset "$preset" "${targets[@]}"
}
