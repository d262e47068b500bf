"""What is tried of a reader of result files."""
from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Probe:
    """A script that reads the first three profits of the first case, and prints them and the labels of the cases.

    It runs in bash, with the files `result.h5`, `archive.h5`, `flat.nc` and `rows.csv` in its folder. What it prints is
    compared with `rows.csv`, as text: the profits in a row, in dollars or, where the reader leaves `scale_factor` to its
    user, in cents. `labels`: "strings", those of the dataset `case`; "attribute", the lines of `case_labels`; "": it
    shows none.
    """

    name: str
    package: str  # Debian's, or where else it is from
    installed: str  # succeeds where it is
    version: str  # prints it
    script: str
    money: str = "dollars"
    labels: str = "strings"
    file: str = "result.h5"


def python(module: str, package: str, code: str, *, name: str = "", needs: str = "", **more: str) -> Probe:
    """A probe of a Python module, which `code` has imported."""
    modules = [module, *needs.split()]
    return Probe(name or module, package, f"python3 -c 'import {', '.join(modules)}'",
                 f"dpkg-query -W -f '${{Version}}' {package.split(',')[0]} || python3 -c 'import {module}; print({module}.__version__)'",
                 f"python3 - <<'CODE'\nimport {', '.join(modules)}\n{code}\nCODE", **more)


def r(library: str, package: str, code: str, **more: str) -> Probe:
    """A probe of a library of R."""
    run = "Rscript --vanilla -e"
    return Probe(f"R {library}", package, f"{run} 'quit(status = !requireNamespace(\"{library}\", quietly = TRUE))'",
                 f"{run} 'cat(as.character(packageVersion(\"{library}\")))'",
                 f"cat > probe.R <<'CODE'\nsuppressMessages(library({library}))\n{code}\nCODE\nRscript --vanilla probe.R",
                 **more)
