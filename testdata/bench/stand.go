//go:build unix

package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// If the first variable is set, this program stands between the go command and the tool of go vet that the variable
// names, and notes what each run of the tool on a package took in the file that the second one names.
const (
	toolVariable = "MEDIPIMLINT_BENCH_TOOL"
	noteVariable = "MEDIPIMLINT_BENCH_NOTES"
)

// stand runs the tool as this program was run, and returns its exit code. What the tool says of itself the go command
// takes as said by this program.
func stand(tool string) int {
	cmd := exec.Command(tool, os.Args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		return complain(err)
	}
	if strings.HasSuffix(os.Args[len(os.Args)-1], ".cfg") {
		file, err := os.OpenFile(os.Getenv(noteVariable), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
		if err != nil {
			return complain(err)
		}
		fmt.Fprintf(file, "%f\n", peak(cmd.ProcessState.SysUsage().(*syscall.Rusage)))
		file.Close()
	}
	return cmd.ProcessState.ExitCode()
}

// watched is what go vet did with a tool.
type watched struct {
	cost
	peaks   []float64 // memory in MB, of each package that the tool was run on: none that the build cache knew
	reports []string
}

// watch runs go vet with tool on the packages in dir.
func (l *lab) watch(dir, tool string, more ...string) (*watched, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	// The go command wants the program to be called as the tool says that it is.
	link := l.path("watched", filepath.Base(tool))
	os.Remove(link)
	if err := os.MkdirAll(filepath.Dir(link), 0o777); err != nil {
		return nil, err
	}
	if err := os.Symlink(self, link); err != nil {
		return nil, err
	}
	notes := l.path("notes")
	if err := os.WriteFile(notes, nil, 0o666); err != nil {
		return nil, err
	}
	more = append(more, toolVariable+"="+tool, noteVariable+"="+notes)
	w := new(watched)
	// With -json findings are no failure, and go vet keeps them in the build cache.
	if w.cost, err = l.measure(dir, more, "go", "vet", "-json", "-vettool="+link, l.packages); err != nil {
		return nil, err
	}
	if w.reports, err = decode(strings.NewReader(w.out)); err != nil {
		return nil, err
	}
	file, err := os.Open(notes)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var mb float64
		if _, err := fmt.Sscan(lines.Text(), &mb); err != nil {
			return nil, err
		}
		w.peaks = append(w.peaks, mb)
	}
	return w, nil
}
