// Opens sealed values with the standard library that the controller is built on.
//
// Reads one JSON object a line ({"sealed", "label"}) from stdin and prints the plaintext in base64, or "refused", for each.
// With --version it prints the Go release. The only argument otherwise is the file of the private key.
package main

import (
	"bufio"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"runtime"
)

type question struct {
	Sealed string `json:"sealed"`
	Label  string `json:"label"`
}

func main() {
	if os.Args[1] == "--version" {
		fmt.Println(runtime.Version())
		return
	}
	key, err := readKey(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 8<<20)
	for lines.Scan() {
		fmt.Println(answer(key, lines.Bytes()))
	}
}

func readKey(path string) (*rsa.PrivateKey, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("no PEM")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	return parsed.(*rsa.PrivateKey), nil
}

func answer(key *rsa.PrivateKey, line []byte) string {
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return "refused"
	}
	plaintext, err := open(key, asked)
	if err != nil {
		return "refused"
	}
	return base64.StdEncoding.EncodeToString(plaintext)
}

func open(key *rsa.PrivateKey, asked question) ([]byte, error) {
	raw, err := base64.StdEncoding.DecodeString(asked.Sealed)
	if err != nil || len(raw) < 2 {
		return nil, errors.New("no sealed value")
	}
	cut := 2 + int(binary.BigEndian.Uint16(raw))
	if cut > len(raw) {
		return nil, errors.New("too short")
	}
	session, err := rsa.DecryptOAEP(sha256.New(), rand.Reader, key, raw[2:cut], []byte(asked.Label))
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(session)
	if err != nil {
		return nil, err
	}
	sealed, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return sealed.Open(nil, make([]byte, sealed.NonceSize()), raw[cut:], nil)
}
