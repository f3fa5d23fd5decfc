#!/usr/bin/env python3
"""Reads the YAML files of a folder with PyYAML (YAML 1.1) and compares them with what meibo
reads of them: `cargo run --example values -- FOLDER`, given on standard input."""

import json
import pathlib
import sys

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def main() -> int:
    folder = pathlib.Path(sys.argv[1])
    different = 0
    expected = json.load(sys.stdin)
    for name, said in expected.items():
        # Bytes: PyYAML decodes them itself, as it would a file of anybody's.
        read = yaml.load((folder / name).read_bytes(), Loader=Loader)
        if read != said or json.dumps(read, sort_keys=True, default=str) != json.dumps(said, sort_keys=True):
            different += 1
            print(f"{name}: PyYAML reads it otherwise", file=sys.stderr)
            show(said, read, "")
    print(f"PyYAML reads {len(expected)} files alike" if not different else f"{different} differ")
    return 1 if different else 0


def show(said, read, path):
    if isinstance(said, dict) and isinstance(read, dict) and said.keys() == read.keys():
        for key in said:
            show(said[key], read[key], f"{path}/{key}")
    elif isinstance(said, list) and isinstance(read, list) and len(said) == len(read):
        for number, (one, other) in enumerate(zip(said, read)):
            show(one, other, f"{path}/{number}")
    elif said != read or type(said) is not type(read):
        print(f"  {path}: {said!r} is read as {read!r}"[:400], file=sys.stderr)


sys.exit(main())
