//go:build unix

// Bench measures what medipimlint costs beside its peers. Each figure is a ratio of runs that take turns on one
// machine, and has a limit:
//
//	cd testdata/bench && go run . FIGURE
//
// The first figure fetches and builds what it needs: the source of golangci-lint as a large code base, the peers, whose
// versions stand in go.mod. With -work DIR all that stays in DIR for the next figure, else it is removed.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

// figures are what can be asked for.
var figures = []struct {
	name, about string
	take        func(*lab) error
}{
	{"outofscope", "go vet over packages that have nothing to do with Medipim, beside an empty analyzer", outOfScope},
	{"peers", "the same with other analyzers, for comparison; there is no limit", peers},
	{"needle", "one client in a large repository: medipimlint ./... beside go vet -vettool=bodyclose ./...", needle},
	{"editor", "gopls with the rules beside the stock gopls: the time from an edit to its diagnostics", editor},
	{"golangci", "golangci-lint's default linters with the plugin, beside those without it", golangci},
	{"fleet", "a second machine that shares a build cache with a first", fleet},
}

func main() {
	os.Exit(run())
}

func run() int {
	if tool := os.Getenv(toolVariable); tool != "" {
		return stand(tool)
	}
	work := flag.String("work", "", "keep programs, code base and caches in `dir`; a temporary folder by default")
	rounds := flag.Int("rounds", 5, "how often to run each side")
	packages := flag.String("packages", "./...", "the part of the code base to look at: a small one is enough to try a change")
	flag.Usage = usage
	flag.Parse()
	if flag.NArg() == 0 {
		usage()
		return 2
	}
	l, err := newLab(*work, *rounds, *packages)
	if err != nil {
		return complain(err)
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-stop
		l.close()
		os.Exit(2)
	}()
	defer l.close()
	for _, name := range flag.Args() {
		if err := l.take(name); err != nil {
			return complain(fmt.Errorf("%s: %w", name, err))
		}
	}
	if l.failed {
		return 1
	}
	return 0
}

// take takes a figure by its name.
func (l *lab) take(name string) error {
	var names []string
	for _, f := range figures {
		if f.name == name {
			fmt.Printf("%s: %s\n", f.name, f.about)
			return f.take(l)
		}
		names = append(names, f.name)
	}
	return fmt.Errorf("there is no such figure: want one of %s", strings.Join(names, ", "))
}

func usage() {
	fmt.Fprintln(os.Stderr, "usage: go run . [flags] figure...")
	for _, f := range figures {
		fmt.Fprintf(os.Stderr, "  %-11s %s\n", f.name, f.about)
	}
	flag.PrintDefaults()
}

func complain(err error) int {
	fmt.Fprintln(os.Stderr, "bench:", err)
	return 2
}
