"""The one door to `definitions/`: what lawyers, clinicians and statisticians own, as dated, schema-checked files.

A file is `<kind>/<name>/<version>.yaml`, or `<kind>/<name>.yaml` where versions make no sense. A released file stands
in `RELEASED` with its SHA-256 and is never edited. A site adds its own files in the folder named by the environment
variable DEFINITIONS_DIR; it may add names and versions and replace what is not released, never what is.
"""

from throughcare.kernel.definitions.checking import check_all
from throughcare.kernel.definitions.codelists import Code, CodeList, codelist
from throughcare.kernel.definitions.loading import (
    Definition,
    DefinitionError,
    all_of,
    forget,
    kinds,
    load,
    names,
    release,
    release_line,
    versions,
)
from throughcare.kernel.definitions.sent import Sent, judged, read_sent

__all__ = [
    "Code",
    "CodeList",
    "Definition",
    "DefinitionError",
    "Sent",
    "all_of",
    "check_all",
    "codelist",
    "forget",
    "judged",
    "kinds",
    "load",
    "names",
    "read_sent",
    "release",
    "release_line",
    "versions",
]
