//go:build unix

package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// The folders of the main module, and of the one that runs the rules in other drivers.
const (
	repository = "../.."
	drivers    = "../drivers"
)

// A lab is where figures are taken: a folder with programs, the code base and caches of its own.
type lab struct {
	dir      string
	keep     bool
	rounds   int
	packages string // pattern of the code base's packages
	failed   bool   // a limit was missed
	built    map[string]string
}

func newLab(work string, rounds int, packages string) (*lab, error) {
	l := &lab{dir: work, keep: work != "", rounds: rounds, packages: packages, built: make(map[string]string)}
	var err error
	if !l.keep {
		l.dir, err = os.MkdirTemp("", "medipimlint-bench-")
	} else if l.dir, err = filepath.Abs(work); err == nil {
		err = os.MkdirAll(work, 0o777)
	}
	return l, err
}

func (l *lab) close() {
	if !l.keep {
		os.RemoveAll(l.dir)
	}
}

func (l *lab) path(elem ...string) string {
	return filepath.Join(append([]string{l.dir}, elem...)...)
}

// program builds a command of the module in dir, once. It uses the caches of whoever runs this.
func (l *lab) program(dir, pkg string) (string, error) {
	if file := l.built[dir+pkg]; file != "" {
		return file, nil
	}
	file := l.path("bin", filepath.Base(pkg))
	cmd := exec.Command("go", "-C", dir, "build", "-o", file, pkg)
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s: %w\n%s", cmd, err, out)
	}
	l.built[dir+pkg] = file
	return file, nil
}

func (l *lab) medipimlint() (string, error)     { return l.program(repository, "./cmd/medipimlint") }
func (l *lab) peer(name string) (string, error) { return l.program(".", "./peers/"+name) }

// unseen returns a copy of a program that the go command has never seen: it knows a tool of go vet by the bytes of its
// executable, and the copy has a few more behind its end, which nobody reads. So nothing that the tool has found is in
// the build cache, and all that was compiled is.
func (l *lab) unseen(program string) (string, error) {
	content, err := os.ReadFile(program)
	if err != nil {
		return "", err
	}
	dir := l.path("unseen")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	file := filepath.Join(dir, filepath.Base(program)) // over the copy before
	os.Remove(file)
	return file, os.WriteFile(file, append(content, rand.Text()...), 0o777)
}

// env is what the runs have around them: the lab's own caches, and no settings of the user's.
func (l *lab) env(more ...string) []string {
	return append(append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GOCACHE="+l.path("gocache"),
		"XDG_CACHE_HOME="+l.path("cache")), more...)
}

// The code base is golangci-lint's own source.
const codeModule = "github.com/golangci/golangci-lint/v2"

// codeBase returns the folder of a copy of the code base, in the version that the tests of golangci-lint use. The build
// cache knows all that go vet needs of it, beside the results of the tool.
func (l *lab) codeBase() (string, error) {
	dir, filled := l.path("code"), l.path("code.filled")
	if _, err := os.Stat(filled); err == nil {
		return dir, nil
	}
	if err := os.RemoveAll(dir); err != nil {
		return "", err
	}
	version, err := output(drivers, os.Environ(), "go", "list", "-m", "-f", "{{.Version}}", codeModule)
	if err != nil {
		return "", err
	}
	if err := fetch(dir, codeModule+"@"+strings.TrimSpace(version)); err != nil {
		return "", err
	}
	empty, err := l.peer("empty")
	if err != nil {
		return "", err
	}
	fmt.Println("  filling the build cache for " + codeModule)
	if _, err := l.measure(dir, nil, "go", "vet", "-vettool="+empty, l.packages); err != nil {
		return "", err
	}
	return dir, os.WriteFile(filled, nil, 0o666)
}

// fetch copies a module from the proxy to dir, where it can be changed.
func fetch(dir, module string) error {
	out, err := output(".", append(os.Environ(), "GOWORK=off"), "go", "mod", "download", "-json", module)
	if err != nil {
		return err
	}
	var m struct{ Dir string }
	if err := json.Unmarshal([]byte(out), &m); err != nil {
		return err
	}
	return os.CopyFS(dir, os.DirFS(m.Dir))
}

// output returns what a program prints. Its error is what the program complains about.
func output(dir string, env []string, program string, args ...string) (string, error) {
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Env = dir, env
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		return string(out), fmt.Errorf("%s: %w\n%s", cmd, err, complaints.String())
	}
	return string(out), nil
}
