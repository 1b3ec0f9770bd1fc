"""Reads YAML documents with both loaders of PyYAML and prints what each makes of them.

stdin: for each document its length in bytes (4 bytes, big endian), then the document in UTF-8.
stdout: for each document one line of JSON, an object from loader to {"value": ...} or {"error": "..."}; where the
loaders agree it has the one member "every". A float is printed as {"\\u0000float": n}, so that 1 is not 1.0.
"""

import json
import math
import struct
import sys

import yaml


def typed(value):
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("read as a float that is no number")
        return {"\0float": value}
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, list):
        return [typed(item) for item in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: typed(member) for key, member in value.items()}
    raise ValueError(f"read as {type(value).__name__}")


def read(text, loader):
    try:
        return {"value": typed(yaml.load(text, Loader=loader))}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return {"error": f"{type(error).__name__}: {error}"}


def documents(stream):
    while size := stream.read(4):
        yield stream.read(struct.unpack(">I", size)[0]).decode()


def main():
    loaders = {"SafeLoader": yaml.SafeLoader}
    if yaml.__with_libyaml__:
        loaders["CSafeLoader"] = yaml.CSafeLoader
    if "--versions" in sys.argv:
        print(json.dumps({f"PyYAML {name}": yaml.__version__ for name in loaders}))
        return
    for text in documents(sys.stdin.buffer):
        reads = {f"PyYAML {name}": read(text, loader) for name, loader in loaders.items()}
        first, *others = reads.values()
        print(json.dumps({"every": first} if all(other == first for other in others) else reads))


main()
