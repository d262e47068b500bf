#!/usr/bin/env bash
# deb.sh BUILD: makes Debian's package of a build folder, installs it in a bare Debian 12, and uses it there: a study on two
# ranks, its summary, its report, the Python package. Nothing is compiled, and no compiler is there.
# Exit code 77: bare.sh cannot make a bare Debian here.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$build" && cpack -G DEB -D CPACK_COMPONENTS_ALL=program -B "$work" > "$work/log") || { cat "$work/log" >&2; exit 1; }
package=$(echo "$work"/ergodic_*_*.deb)
dpkg-deb --info "$package" | sed -n '/^ Package/,$p'

# What it recommends is asked for by name: with all that these recommend in their turn, compilers would come.
cat > "$work/use.sh" <<'USE'
set -euxo pipefail
cp "$1" /root/ && cd /root && mkdir /root/work
export DEBIAN_FRONTEND=noninteractive OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 PMIX_MCA_gds=hash \
       OMPI_MCA_rmaps_base_oversubscribe=1
apt-get update -q
time apt-get install -y -q --no-install-recommends "./$1" > /dev/null
cd work
ergodic --version
studies=/usr/share/ergodic/jobs/studies/let_it_ride
time mpirun -n 2 ergodic run $studies/basic.yaml -o basic.h5 --set sessions=20000 --progress none
ergodic summary basic.h5
ergodic verify basic.h5
# (Python's SciPy, which charts bring along, depends on a compiler, and uses it not.)
for compiler in gcc g++ c++ cc clang gfortran; do
  if command -v $compiler; then echo "a compiler is there" >&2; exit 1; fi
done
# Without Python it says what to install.
code=0; ergodic report basic.h5 2> says || code=$?
cat says; [ "$code" -eq 4 ]; grep -q 'apt-get install.* python3-matplotlib' says
recommended=$(dpkg-query -W -f='${Recommends}' ergodic | tr -d ',')
time apt-get install -y -q --no-install-recommends $recommended > /dev/null
time ergodic report basic.h5
grep -q '</html>' basic.html
python3 -c 'import ergodic; print(float(ergodic.open("basic.h5").sessions["session_profit"].mean()))'
[ -s /usr/share/doc/ergodic/copyright ]
apt-get purge -y -q ergodic > /dev/null
[ ! -e /usr/share/ergodic ] && [ ! -e /usr/bin/ergodic ]
echo "the package works"
USE
"$here/bare.sh" --with "$package" --with "$work/use.sh" "bash -euo pipefail use.sh $(basename "$package")"
