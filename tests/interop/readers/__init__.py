"""Every reader of result files that we know of and can ask by a script, and what is tried of each."""
from . import in_flat, in_languages, in_python, in_tools
from .probe import Probe

PROBES: list[Probe] = [*in_python.PROBES, *in_languages.PROBES, *in_tools.PROBES, *in_flat.PROBES]
