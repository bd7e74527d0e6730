"""The scorer as a module: ../shared/eval/score.py beside the project, or $MINUTIER_SCORER."""
import importlib.util
import os
import sys


def load(program):
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    path = os.environ.get("MINUTIER_SCORER", os.path.join(root, "..", "shared", "eval", "score.py"))
    if not os.path.exists(path):
        print("%s: no scorer at %s; set MINUTIER_SCORER" % (program, path), file=sys.stderr)
        sys.exit(2)
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module
