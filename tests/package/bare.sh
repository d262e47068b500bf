#!/usr/bin/env bash
# bare.sh [--with PATH]… COMMAND…
# Runs a bash command in a bare Debian 12: its essential packages and apt, no compiler. It starts in /source, with a copy of
# this tree's tracked files and of each PATH. What it does stays in a temporary folder, which goes away with it.
# Exit code 77: there is no root, no debootstrap or no Debian within reach; else the command's own.
#
#   tests/package/bare.sh tools/quickstart
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

skip() { echo "skipped: no bare Debian 12 ($*)" >&2; exit 77; }

paths=()
while [ "${1:-}" = --with ]; do paths+=("$(realpath "$2")"); shift 2; done
[ $# -gt 0 ] || { sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }

[ "$(id -u)" -eq 0 ] || skip "this is not root"
command -v debootstrap > /dev/null || skip "there is no debootstrap"
# In a namespace of its own: what is mounted in there goes away with it, whatever happens.
if [ -z "${ERGODIC_BARE:-}" ]; then
  unshare --mount --pid --fork true 2> /dev/null || skip "it cannot have mounts of its own"
  bare=$(mktemp -d /tmp/ergodic-bare.XXXXXX)
  trap 'rm -rf --one-file-system "$bare"' EXIT
  with=()
  for path in ${paths[@]+"${paths[@]}"}; do with+=(--with "$path"); done
  ERGODIC_BARE=$bare unshare --mount --pid --fork --kill-child "${BASH_SOURCE[0]}" ${with[@]+"${with[@]}"} "$@"
  exit
fi
bare=$ERGODIC_BARE/debian

# The mirror that this machine uses, and however it reaches it.
mirror=$(apt-get indextargets --format '$(SITE) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' |
         awk '$2 == "bookworm" && $3 == "main" {print $1; exit}')
[ -n "$mirror" ] || skip "apt has no index of it"
# What is thrown away need not be waited for until it is on the disk.
mkdir -p "$bare/etc/dpkg/dpkg.cfg.d" && echo force-unsafe-io > "$bare/etc/dpkg/dpkg.cfg.d/unsafe-io"
debootstrap --variant=minbase bookworm "$bare" "$mirror" > "$ERGODIC_BARE/log" 2>&1 ||
  { tail -5 "$ERGODIC_BARE/log" >&2; skip "debootstrap failed"; }
rm "$bare/etc/apt/sources.list"  # this machine's come in its place
for file in /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/auth.conf.d /etc/apt/preferences.d /etc/apt/keyrings \
            /usr/share/keyrings /etc/resolv.conf /etc/hosts; do
  [ ! -e "$file" ] || cp -RL "$file" "$bare/$(dirname "$file")/"
done
grep -lsr Acquire /etc/apt/apt.conf /etc/apt/apt.conf.d | xargs -r cp -t "$bare/etc/apt/apt.conf.d" || true

mkdir "$bare/source"
(cd "$root" && git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$bare/source")
for path in ${paths[@]+"${paths[@]}"}; do cp -R "$path" "$bare/source/"; done
mount -t proc proc "$bare/proc"
mount --rbind /dev "$bare/dev"
mount -t tmpfs tmpfs "$bare/tmp"
env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
  chroot "$bare" /bin/bash -c "cd /source && $*"
