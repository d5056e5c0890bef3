package pick

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"go/build"
	"hash"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A note is the answer to a query, with what it rests on. Listing the packages is most of what a second run of the
// command takes in a large repository; whether something has changed since the first can be told from the names, sizes
// and times of the files. A note decides only which packages are analysed: their bytes are the go command's to look at.
type note struct {
	State     string   // of the files: see stateOf
	Folders   []string // of packages, beside those that the patterns lead to
	Selection *Selection
}

const (
	unsure = 2 * time.Second     // a file that is as young as that may change once more without its time telling
	stale  = 30 * 24 * time.Hour // nobody has asked again for as long as that
)

// noteFile returns the name of the file with the note on q, or "" if none can be kept: there is no cache folder, or the
// answer depends on more than a note knows of. It tells apart what else decides which packages there are: the query,
// the go command and the environment.
func noteFile(q Query) string {
	for _, pattern := range q.Patterns {
		if !build.IsLocalImport(pattern) || strings.HasSuffix(pattern, ".go") {
			return ""
		}
	}
	settings, _ := os.ReadFile(goEnv())
	for _, flags := range []string{os.Getenv("GOFLAGS"), string(settings)} {
		if strings.Contains(flags, "-overlay") || strings.Contains(flags, "-modfile") {
			return ""
		}
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}

	key := newState()
	fmt.Fprintf(key, "%q %q %q %t\n", q.Dir, q.Tags, q.Patterns, q.Tests)
	for _, variable := range slices.Sorted(slices.Values(os.Environ())) {
		for _, prefix := range []string{"GO", "CGO_", "CC=", "PATH="} {
			if strings.HasPrefix(variable, prefix) {
				fmt.Fprintf(key, "%q\n", variable)
			}
		}
	}
	self, _ := os.Executable()
	key.file(self)
	for _, program := range []string{"go", cmp.Or(os.Getenv("CC"), "gcc"), "clang"} { // without a C compiler, cgo is off
		path, _ := exec.LookPath(program)
		key.file(path)
	}
	return filepath.Join(cache, "medipimlint", "packages", key.String()+".json")
}

// recall returns the answer that was noted for q in file, or nil if there is none or the files are not what they were.
func recall(q Query, file string) *Selection {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	var n note
	if json.Unmarshal(content, &n) != nil {
		return nil
	}
	files := stateOf(q)
	for _, dir := range n.Folders {
		files.beside(dir)
	}
	if files.String() != n.State {
		return nil
	}
	now := time.Now()
	os.Chtimes(file, now, now) // it is in use
	return n.Selection
}

// keep notes the answer to q in file. The packages were listed after start. A note that cannot be written is missed by
// nobody.
func keep(q Query, file string, packages []*listed, selection *Selection, start time.Time) {
	if len(selection.Problems) > 0 {
		return // which may go away by themselves
	}
	n := note{Selection: selection}
	files := stateOf(q)
	for _, p := range packages {
		if p.Dir != "" && !p.Standard && !isCached(p.Dir) && !files.seen[p.Dir] {
			n.Folders = append(n.Folders, p.Dir)
			files.beside(p.Dir)
		}
	}
	if files.newest.After(start.Add(-unsure)) {
		return
	}
	n.State = files.String()
	content, err := json.Marshal(n)
	if err != nil {
		return
	}
	dir := filepath.Dir(file)
	if os.MkdirAll(dir, 0o777) != nil {
		return
	}
	clean(dir)
	temp, err := os.CreateTemp(dir, "new-")
	if err != nil {
		return
	}
	_, err = temp.Write(content)
	if temp.Close() != nil || err != nil || os.Rename(temp.Name(), file) != nil {
		os.Remove(temp.Name())
	}
}

// clean removes the notes of dir that nobody asks for.
func clean(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && time.Since(info.ModTime()) > stale {
			os.Remove(filepath.Join(dir, entry.Name()))
		}
	}
}

// state is the names, sizes and times of files.
type state struct {
	hash.Hash
	newest time.Time       // of all files and folders
	seen   map[string]bool // folders
}

func newState() *state { return &state{Hash: sha256.New(), seen: make(map[string]bool)} }

func (s *state) String() string { return fmt.Sprintf("%x", s.Sum(nil)) }

// stateOf returns the state of the files that decide about the answer to q: those below its patterns, the module files
// above, and the go command's settings. What packages are imported from elsewhere is for beside.
func stateOf(q Query) *state {
	s := newState()
	s.file(goEnv())
	for _, pattern := range q.Patterns {
		before, _, all := strings.Cut(pattern, "...")
		dir := filepath.Join(q.Dir, before)
		if all && !strings.HasSuffix(before, "/") {
			dir = filepath.Dir(dir) // ./te... is more than one folder
		}
		s.above(dir)
		s.folder(dir, all)
	}
	return s
}

// beside adds a folder that the patterns do not lead to.
func (s *state) beside(dir string) {
	s.above(dir)
	s.folder(dir, false)
}

func (s *state) file(name string) {
	info, err := os.Stat(name)
	if err != nil {
		fmt.Fprintf(s, "%q is not there\n", name)
		return
	}
	fmt.Fprintf(s, "%q %d %d\n", name, info.Size(), info.ModTime().UnixNano())
	s.note(info.ModTime())
}

func (s *state) note(t time.Time) {
	if t.After(s.newest) {
		s.newest = t
	}
}

// folder looks at the Go files in dir and, if all is set, at those below that a pattern with ... leads to.
func (s *state) folder(dir string, all bool) {
	if s.seen[dir] {
		return
	}
	s.seen[dir] = true
	entries, err := os.ReadDir(dir)
	if err != nil {
		fmt.Fprintf(s, "%q cannot be read\n", dir)
		return
	}
	if info, err := os.Stat(dir); err == nil {
		s.note(info.ModTime()) // a file may have gone
	}
	for _, entry := range entries {
		name := entry.Name()
		switch {
		case entry.IsDir():
			if all && name[0] != '.' && name[0] != '_' && name != "testdata" {
				s.folder(filepath.Join(dir, name), true)
			}
		case strings.HasSuffix(name, ".go"), slices.Contains(moduleFiles, name):
			s.file(filepath.Join(dir, name))
		}
	}
}

// moduleFiles say what an import path means.
var moduleFiles = []string{"go.mod", "go.sum", "go.work", "go.work.sum", filepath.Join("vendor", "modules.txt")}

// above looks at the module files in dir and in all folders that it is in.
func (s *state) above(dir string) {
	for up := "above " + dir; !s.seen[up]; up = "above " + dir {
		s.seen[up] = true
		for _, name := range moduleFiles {
			s.file(filepath.Join(dir, name))
		}
		dir = filepath.Dir(dir)
	}
}

// goEnv returns the name of the file with the go command's settings (go env -w), or "".
func goEnv() string {
	if file := os.Getenv("GOENV"); file != "" {
		return file
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "go", "env")
}

// isCached reports whether dir is in the module cache, where nothing changes: the go command relies on it too.
func isCached(dir string) bool {
	cache := os.Getenv("GOMODCACHE")
	if cache == "" {
		first, _, _ := strings.Cut(build.Default.GOPATH, string(filepath.ListSeparator))
		cache = filepath.Join(first, "pkg", "mod")
	}
	rest, inside := strings.CutPrefix(dir, filepath.Clean(cache)+string(filepath.Separator))
	return inside && strings.Contains(rest, "@")
}
