"""Opens sealed values as the controller does, with an implementation of its own.

Reads one JSON object a line ({"sealed", "label"}) from stdin and prints the plaintext in base64, or "refused", for each.
With --version it prints what it was written with. The only argument otherwise is the file of the private key.
"""

import base64
import json
import sys

import cryptography
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def opened(key, sealed, label):
    raw = base64.b64decode(sealed, validate=True)
    cut = 2 + int.from_bytes(raw[:2], "big")
    oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=label.encode())
    session = key.decrypt(raw[2:cut], oaep)
    return AESGCM(session).decrypt(bytes(12), raw[cut:], None)


def main():
    if sys.argv[1] == "--version":
        print(cryptography.__version__)
        return
    with open(sys.argv[1], "rb") as file:
        text = file.read()
    key = serialization.load_pem_private_key(text[text.index(b"-----BEGIN") :], password=None)
    for line in sys.stdin:
        question = json.loads(line)
        try:
            print(base64.b64encode(opened(key, question["sealed"], question["label"])).decode())
        except Exception:
            print("refused")


main()
