// Package gopls builds the Go language server with the suite inside: gopls has a fixed list of analyzers,
// and no plugins.
package gopls

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

const (
	module = "golang.org/x/tools/gopls"
	tools  = "golang.org/x/tools"
	self   = "github.com/medipimlint/medipimlint"
)

// Tested are the versions of gopls that the suite was built into and tried with, newest first.
var Tested = []string{"v0.23.0"}

// list is the file that puts the suite into gopls's list of analyzers. Its package has that list.
//
//go:embed list.go.txt
var list []byte

// Build is one order for a language server.
type Build struct {
	Version string    // of gopls; empty for the newest that was tested and that the toolchain can build
	Output  string    // file to write
	Log     io.Writer // what is being done, a line each
}

// Run builds the language server from the module proxy, and checks that the suite is in it. It returns the
// version of gopls that was built.
func (b *Build) Run(ctx context.Context) (string, error) {
	work, err := os.MkdirTemp("", "medipimlint-gopls-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(work)
	own, err := source()
	if err != nil {
		return "", err
	}

	version, dir, err := b.download(ctx, work)
	if err != nil {
		return "", err
	}
	src := filepath.Join(work, "gopls")
	if err := copyModule(src, dir); err != nil {
		return "", err
	}
	settings := filepath.Join(src, "internal", "settings")
	if _, err := os.Stat(settings); err != nil {
		return "", fmt.Errorf("gopls %s has its list of analyzers elsewhere: want -version %s", version, Tested[0])
	}
	if err := os.WriteFile(filepath.Join(settings, "medipimlint.go"), list, 0o666); err != nil {
		return "", err
	}

	// gopls uses internal packages of x/tools, and compiles with the version that it names only.
	pinned, err := run(ctx, src, "go", "list", "-m", "-f", "{{.Version}}", tools)
	if err != nil {
		return "", err
	}
	edit := []string{"mod", "edit", "-replace=" + tools + "=" + tools + "@" + strings.TrimSpace(pinned)}
	if _, err := run(ctx, src, "go", append(edit, own...)...); err != nil {
		return "", err
	}
	fmt.Fprintf(b.Log, "building gopls %s: this takes a minute or two the first time\n", version)
	built := filepath.Join(work, "built")
	if _, err := run(ctx, src, "go", "build", "-mod=mod", "-o", built, "."); err != nil {
		return "", fmt.Errorf("gopls %s does not build: %w", version, err)
	}
	fmt.Fprintln(b.Log, "checking that it finds a mistake")
	if err := check(ctx, work, built); err != nil {
		return "", err
	}
	return version, install(b.Output, built)
}

// download returns the version to build, and the folder of its source in the module cache. The go command
// refuses a version that needs a newer Go.
func (b *Build) download(ctx context.Context, work string) (version, dir string, err error) {
	versions, hint := Tested, ""
	if b.Version != "" {
		versions = []string{b.Version}
		if b.Version != Tested[0] {
			hint = " (leave -version out to build " + Tested[0] + ")"
		}
	}
	var refusals []string
	for _, version := range versions {
		fmt.Fprintf(b.Log, "fetching gopls %s\n", version)
		out, err := run(ctx, work, "go", "mod", "download", "-json", module+"@"+version)
		var m struct{ Version, Dir, Error string }
		switch {
		case json.Unmarshal([]byte(out), &m) == nil && m.Error != "":
			refusals = append(refusals, m.Error)
		case err != nil:
			return "", "", err
		default:
			return m.Version, m.Dir, nil
		}
	}
	return "", "", errors.New(strings.Join(refusals, "; ") + hint)
}

// check lets the server in file analyse a client with a mistake, and returns an error if it sees none.
func check(ctx context.Context, work, file string) error {
	dir := filepath.Join(work, "sample")
	if err := os.Mkdir(dir, 0o777); err != nil {
		return err
	}
	sample := filepath.Join(dir, "medipim.go")
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/medipim\n\ngo 1.25\n"), 0o666); err != nil {
		return err
	}
	if err := os.WriteFile(sample, []byte(sampleClient), 0o666); err != nil {
		return err
	}
	out, err := run(ctx, dir, file, "check", sample)
	if err != nil {
		return fmt.Errorf("the gopls that was built does not run: %w", err)
	}
	if !strings.Contains(out, "medipim.go:10:") {
		return errors.New("the gopls that was built does not have the rules in it")
	}
	return nil
}

// sampleClient has a misspelt code on line 10.
const sampleClient = `package medipim

type envelope struct {
	Error struct {
		Status  int    ` + "`json:\"status\"`" + `
		Code    string ` + "`json:\"code\"`" + `
		Message string ` + "`json:\"message\"`" + `
	} ` + "`json:\"error\"`" + `
}
func missing(e *envelope) bool { return e.Error.Code == "no_found" }
`
