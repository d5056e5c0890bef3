package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// medipimlint is the command, built once.
var medipimlint string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "medipimlint")
	if err != nil {
		panic(err)
	}
	medipimlint = filepath.Join(dir, "medipimlint")
	if runtime.GOOS == "windows" {
		medipimlint += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", medipimlint, ".").CombinedOutput(); err != nil {
		os.Stderr.Write(out)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// run calls a program in dir, and returns what it printed and its exit code.
func run(t *testing.T, dir, program string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	var out, complaints bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaints
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), complaints.String(), cmd.ProcessState.ExitCode()
}

const root = "../.."

// The command finds what go vet finds with it, in the demo and with one rule alone.
func TestCommandAndVetAgree(t *testing.T) {
	demo := filepath.Join(root, "testdata", "demo")
	for _, flags := range [][]string{nil, {"-medipimcode"}, {"-medipimstatus=false"}, {"-medipimcode.tests"}} {
		args := append([]string{"-json"}, flags...)
		alone, _, _ := run(t, demo, medipimlint, append(args, "./...")...)
		vet, _, _ := run(t, demo, "go", append(append([]string{"vet", "-vettool=" + medipimlint}, args...), "./...")...)
		if have, want := normal(t, alone), normal(t, vet); have != want {
			t.Errorf("%v: the command:\n%s\ngo vet:\n%s", flags, have, want)
		}
	}
}

// normal joins JSON objects into one, and prints it in one way.
func normal(t *testing.T, stream string) string {
	t.Helper()
	all := make(map[string]any)
	for decoder := json.NewDecoder(strings.NewReader(stream)); decoder.More(); {
		if err := decoder.Decode(&all); err != nil {
			t.Fatalf("%v in:\n%s", err, stream)
		}
	}
	for unit, results := range all {
		if len(results.(map[string]any)) == 0 {
			delete(all, unit)
		}
	}
	out, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
