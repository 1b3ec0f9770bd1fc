// Reads YAML documents with the libraries of the Kubernetes field and prints what each makes of them.
//
// stdin: for each document its length in bytes (4 bytes, big endian), then the document.
// stdout: for each document one line of JSON, an object from reader to {"value": ...} or {"error": "..."}; where all
// readers agree it has the one member "every". A float is printed as {"\u0000float": n}, so that 1 is not 1.0.
package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime/debug"
	"strings"

	v2 "go.yaml.in/yaml/v2"
	v3 "go.yaml.in/yaml/v3"
	oldv2 "gopkg.in/yaml.v2"
	oldv3 "gopkg.in/yaml.v3"
	k8s "sigs.k8s.io/yaml"
)

type reader struct {
	module string
	read   func([]byte) (any, error)
}

func plain(unmarshal func([]byte, any) error) func([]byte) (any, error) {
	return func(document []byte) (any, error) {
		var value any
		err := unmarshal(document, &value)
		return value, err
	}
}

var readers = []reader{
	{"sigs.k8s.io/yaml", kubernetes},
	{"go.yaml.in/yaml/v2", plain(v2.Unmarshal)},
	{"go.yaml.in/yaml/v3", plain(v3.Unmarshal)},
	{"gopkg.in/yaml.v2", plain(oldv2.Unmarshal)},
	{"gopkg.in/yaml.v3", plain(oldv3.Unmarshal)},
}

// kubernetes reads as kubectl does: by way of JSON.
func kubernetes(document []byte) (any, error) {
	text, err := k8s.YAMLToJSONStrict(document)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	err = decoder.Decode(&value)
	return value, err
}

func typed(value any) (any, error) {
	switch value := value.(type) {
	case nil, bool, string, int, int64, uint64:
		return value, nil
	case json.Number:
		if strings.ContainsAny(string(value), ".eE") {
			return map[string]any{"\x00float": value}, nil
		}
		return value, nil
	case float64:
		if math.IsNaN(value) || math.IsInf(value, 0) {
			return nil, errors.New("read as a float that is no number")
		}
		return map[string]any{"\x00float": value}, nil
	case []any:
		return typedList(value)
	case map[string]any:
		result := make(map[string]any, len(value))
		for key, member := range value {
			one, err := typed(member)
			if err != nil {
				return nil, err
			}
			result[key] = one
		}
		return result, nil
	case map[any]any:
		return typedMap(value)
	}
	return nil, fmt.Errorf("read as %T", value)
}

func typedList(list []any) (any, error) {
	result := make([]any, 0, len(list))
	for _, item := range list {
		one, err := typed(item)
		if err != nil {
			return nil, err
		}
		result = append(result, one)
	}
	return result, nil
}

func typedMap(members map[any]any) (any, error) {
	result := make(map[string]any, len(members))
	for key, member := range members {
		name, ok := key.(string)
		if !ok {
			return nil, fmt.Errorf("a key read as %T", key)
		}
		one, err := typed(member)
		if err != nil {
			return nil, err
		}
		result[name] = one
	}
	return result, nil
}

func read(one reader, document []byte) (result string) {
	// A reader that panics has not read the document.
	defer func() {
		if cause := recover(); cause != nil {
			result = failure(fmt.Errorf("panic: %v", cause))
		}
	}()
	value, err := one.read(document)
	if err == nil {
		value, err = typed(value)
	}
	if err != nil {
		return failure(err)
	}
	text, err := json.Marshal(map[string]any{"value": value})
	if err != nil {
		return failure(err)
	}
	return string(text)
}

func failure(err error) string {
	text, _ := json.Marshal(map[string]string{"error": err.Error()})
	return string(text)
}

func line(document []byte) string {
	results := make([]string, len(readers))
	same := true
	for index, one := range readers {
		results[index] = read(one, document)
		same = same && results[index] == results[0]
	}
	if same {
		return fmt.Sprintf(`{"every":%s}`, results[0])
	}
	for index, one := range readers {
		results[index] = fmt.Sprintf("%q:%s", one.module, results[index])
	}
	return "{" + strings.Join(results, ",") + "}"
}

// versions prints the readers and their versions as one JSON object.
func versions(out io.Writer) error {
	found := map[string]string{}
	info, _ := debug.ReadBuildInfo()
	for _, one := range readers {
		for _, module := range info.Deps {
			if module.Path == one.module {
				found[one.module] = module.Version
			}
		}
	}
	return json.NewEncoder(out).Encode(found)
}

func documents(in io.Reader, out io.Writer) error {
	var size [4]byte
	for {
		if _, err := io.ReadFull(in, size[:]); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		document := make([]byte, binary.BigEndian.Uint32(size[:]))
		if _, err := io.ReadFull(in, document); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(out, line(document)); err != nil {
			return err
		}
	}
}

func main() {
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	var err error
	if len(os.Args) > 1 && os.Args[1] == "--versions" {
		err = versions(out)
	} else {
		err = documents(bufio.NewReaderSize(os.Stdin, 1<<20), out)
	}
	if flushed := out.Flush(); err == nil {
		err = flushed
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
