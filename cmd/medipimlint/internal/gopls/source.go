package gopls

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/complaint"
)

// source returns the flags of "go mod edit" that make the suite's module available: from the source that
// this program was built from if it is still there, else from the module proxy in the program's version.
func source() ([]string, error) {
	if _, file, _, ok := runtime.Caller(0); ok && filepath.IsAbs(file) {
		dir := filepath.Join(filepath.Dir(file), "..", "..", "..", "..")
		content, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		first, _, _ := strings.Cut(string(content), "\n")
		if err == nil && strings.TrimSpace(first) == "module "+self { // checked out with carriage returns, perhaps
			return []string{"-require=" + self + "@v0.0.0", "-replace=" + self + "=" + dir}, nil
		}
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range append([]*debug.Module{&info.Main}, info.Deps...) {
			if m.Path == self && strings.HasPrefix(m.Version, "v") && !strings.Contains(m.Version, "+") {
				return []string{"-require=" + self + "@" + m.Version}, nil
			}
		}
	}
	return nil, errors.New("this medipimlint has no version and its source is gone: build it again with go install")
}

// copyModule copies the files of a module out of the module cache, where they are read-only.
func copyModule(to, from string) error {
	return filepath.WalkDir(from, func(name string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o777)
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o666)
	})
}

// install puts the file built at output, which may be in use: it is replaced, not overwritten.
func install(output, built string) error {
	if err := os.MkdirAll(filepath.Dir(output), 0o777); err != nil {
		return err
	}
	in, err := os.Open(built)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.CreateTemp(filepath.Dir(output), filepath.Base(output)+".*")
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Chmod(0o755), out.Close()); err == nil {
		err = os.Rename(out.Name(), output)
	}
	if err != nil {
		os.Remove(out.Name())
	}
	return err
}

// run returns what a program prints. Its error is what the program complains about.
func run(ctx context.Context, dir, program string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=", "PWD="+dir)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		if said := complaint.Of(stderr.String()); said != "" {
			return stdout.String(), errors.New(said)
		}
		return stdout.String(), fmt.Errorf("%s %s: %w", program, args[0], err)
	}
	return stdout.String(), nil
}
