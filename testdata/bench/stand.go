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

// watch runs go vet with tool on the packages in dir, and returns how much memory the tool had at most, in MB, for each
// package that it was asked for: none that the build cache knew.
func (l *lab) watch(dir, tool string, more ...string) ([]float64, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	// The go command knows the tool by the name of the executable too.
	link := l.path("watched", filepath.Base(tool))
	os.Remove(link)
	if err := os.MkdirAll(filepath.Dir(link), 0o777); err != nil {
		return nil, err
	}
	if err := os.Symlink(self, link); err != nil {
		return nil, err
	}
	notes := l.path("notes")
	os.Remove(notes)
	more = append(more, toolVariable+"="+tool, noteVariable+"="+notes)
	if _, err := l.measure(dir, more, "go", "vet", "-vettool="+link, l.packages); err != nil {
		return nil, err
	}
	file, err := os.Open(notes)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var all []float64
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var mb float64
		if _, err := fmt.Sscan(lines.Text(), &mb); err != nil {
			return nil, err
		}
		all = append(all, mb)
	}
	return all, nil
}
