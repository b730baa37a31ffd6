"""Puts the command-line tool into the wheel, and the platform it runs on into the wheel's name."""

import os
import platform
import sys

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ToolHook(BuildHookInterface):
    def initialize(self, version, build_data):
        build_data["pure_python"] = False
        # The oldest macOS that the package manifest supports; auditwheel says what Linux is needed.
        system = "macosx_13_0" if sys.platform == "darwin" else "linux"
        build_data["tag"] = f"py3-none-{system}_{platform.machine()}"
        build_data["force_include"].update({
            os.environ["VARIANTGYM_TOOL"]: "variantgym/bin/variantgym",
            os.path.join(self.root, "../../../LICENSE"): "variantgym/LICENSE",
        })
