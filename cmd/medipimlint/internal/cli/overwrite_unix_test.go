//go:build unix

package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// limited says that the test binary runs as a program of its own, which may be kept from writing: what go test writes
// for the tests is written by their process, too.
const limited = "MEDIPIMLINT_TEST_LIMITED"

// limit lets the program write files up to a size. A full disk fails in the same way: in the middle of a write.
func limit(t *testing.T, size uint64) (lift func()) {
	t.Helper()
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	lower := before
	lower.Cur = size
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &lower); err != nil {
		t.Skip(err)
	}
	return func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOverwriteWithoutRoom(t *testing.T) {
	if os.Getenv(limited) == "" {
		cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
		cmd.Env = append(os.Environ(), commandVariable+"=", limited+"=1")
		switch out, err := cmd.CombinedOutput(); {
		case err != nil:
			t.Errorf("%v\n%s", err, out)
		case !strings.Contains(string(out), "--- PASS: "+t.Name()):
			t.Skipf("%s", out)
		}
		return
	}
	for _, tt := range []struct {
		size uint64
		what string
	}{{12, "new content"}, {4, "copies"}} {
		dir := t.TempDir()
		changes := changesIn(t, dir, "new ", "a.go", "b.go")
		changes[1].after = []byte(strings.Repeat("much ", 10))
		lift := limit(t, tt.size)
		err := overwrite(changes)
		lift()
		if err == nil || !strings.Contains(err.Error(), "nothing was changed") || strings.Contains(err.Error(), "damaged") {
			t.Errorf("no room for %s: %v", tt.what, err)
		}
		only(t, dir, func(name string) string { return "old " + name }, "a.go", "b.go")
	}
}

// To open a pipe would wait for whoever reads from it.
func TestOverwriteOfAPipe(t *testing.T) {
	pipe := change{filepath.Join(t.TempDir(), "p.go"), nil, []byte("new")}
	if err := syscall.Mkfifo(pipe.file, 0o600); err != nil {
		t.Skip(err)
	}
	if err := overwrite([]change{pipe}); err == nil || !strings.Contains(err.Error(), "nothing was changed") {
		t.Errorf("overwrite = %v, want an error", err)
	}
}

// The whole command on a disk of its own that gets full.
func TestFixOnAFullDisk(t *testing.T) {
	disk := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk).CombinedOutput(); err != nil {
		t.Skipf("no disk of one's own: %s", out)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	})
	write(t, filepath.Join(disk, "go.mod"), "module example.com/m\n\ngo 1.26\n")
	var before []string
	for i := range 3 {
		var b strings.Builder
		fmt.Fprintf(&b, "package m // medipim\n")
		for n := range 100 {
			fmt.Fprintf(&b, "\nvar bad%d_%d = 1\n", i, n)
		}
		before = append(before, b.String())
		write(t, filepath.Join(disk, fmt.Sprintf("f%d.go", i)), b.String())
	}
	filler, err := os.Create(filepath.Join(disk, "filler"))
	if err != nil {
		t.Fatal(err)
	}
	for _, err := filler.Write(make([]byte, 4096)); err == nil; {
		_, err = filler.Write(make([]byte, 4096))
	}
	filler.Close()

	got := run(t, disk, "-fix")
	if got.code != 2 || !strings.Contains(got.stderr, "nothing was changed") {
		t.Errorf("exit code %d, stderr %q, want 2 and that nothing was changed", got.code, got.stderr)
	}
	for i, content := range before {
		if now := readFile(t, filepath.Join(disk, fmt.Sprintf("f%d.go", i))); now != content {
			t.Errorf("f%d.go lost something: %d bytes of %d", i, len(now), len(content))
		}
	}
	if names, _ := filepath.Glob(filepath.Join(disk, "*.go.*")); len(names) > 0 {
		t.Errorf("left behind: %v", names)
	}

	if err := os.Remove(filler.Name()); err != nil {
		t.Fatal(err)
	}
	if got := run(t, disk, "-fix"); got.code != 0 {
		t.Errorf("with room again: exit code %d, stderr %q", got.code, got.stderr)
	}
}
