package gopls

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestSourceIsThisModule(t *testing.T) {
	flags, err := source()
	if err != nil {
		t.Fatal(err)
	}
	_, dir, ok := strings.Cut(strings.Join(flags, " "), "-replace="+self+"=")
	if !ok {
		t.Fatalf("flags = %v, want this checkout to be used", flags)
	}
	if _, err := os.Stat(filepath.Join(dir, "analyzer")); err != nil {
		t.Error(err)
	}
}

func TestInstallReplaces(t *testing.T) {
	dir := t.TempDir()
	built, output := filepath.Join(dir, "built"), filepath.Join(dir, "new", "bin", "gopls")
	for _, content := range []string{"first", "second"} {
		if err := os.WriteFile(built, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := install(output, built); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(output); string(got) != content {
			t.Errorf("the file has %q, want %q", got, content)
		}
	}
	if info, err := os.Stat(output); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o755 {
		t.Errorf("mode %v, error %v, want a program", info.Mode(), err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(output)); len(entries) != 1 {
		t.Errorf("%d files, want the program alone", len(entries))
	}
}

func TestCopyModuleIsWritable(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "copy")
	if err := os.MkdirAll(filepath.Join(from, "a", "b"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(from, "a", "b", "x.go"), []byte("package b\n"), 0o444); err != nil {
		t.Fatal(err)
	}
	if err := copyModule(to, from); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(to, "a", "b", "x.go"), []byte("package c\n"), 0o644); err != nil {
		t.Error(err)
	}
}

// A version that cannot be had is refused with a way out, and nothing is written.
func TestUnknownVersion(t *testing.T) {
	t.Setenv("GOPROXY", "off")
	output := filepath.Join(t.TempDir(), "gopls")
	build := Build{Version: "v0.99.0", Output: output, Log: io.Discard}
	_, err := build.Run(context.Background())
	if err == nil || !strings.Contains(err.Error(), "v0.99.0") || !strings.Contains(err.Error(), "leave -version out to build "+Tested[0]) {
		t.Errorf("error = %v", err)
	}
	if _, err := os.Stat(output); err == nil {
		t.Error("a file was written")
	}
}

func TestEditors(t *testing.T) {
	text := Editors(`C:\bin\gopls.exe`)
	for _, editor := range []string{"VS Code", "Neovim", "Helix", "Zed", "Emacs", "GoLand"} {
		if !strings.Contains(text, editor) {
			t.Errorf("nothing on %s", editor)
		}
	}
	if strings.Contains(text, "PATH") || !strings.Contains(text, `"C:\\bin\\gopls.exe"`) {
		t.Errorf("the path is not put in as a string:\n%s", text)
	}
}
