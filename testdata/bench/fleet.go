//go:build unix

package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A program for GOCACHEPROG, and the server that it shares results through.
const (
	cacher     = "github.com/bradfitz/go-tool-cache/cmd/go-cacher@v0.0.0-20260722201841-0bb331e19f64"
	cacheServe = "github.com/bradfitz/go-tool-cache/cmd/go-cacher-server@v0.0.0-20260722201841-0bb331e19f64"
)

const maxAgain = 0.01 // part of the packages that a second machine analyses again

// fleet lets machines, which are build caches here, analyse the code base with a client in it one after the other, and
// counts the packages that each of them hands to the tool.
func fleet(l *lab) error {
	dir, err := l.planted()
	if err != nil {
		return err
	}
	ours, err := l.medipimlint()
	if err != nil {
		return err
	}
	if err := os.RemoveAll(l.path("fleet")); err != nil {
		return err
	}
	client, err := l.install(cacher)
	if err != nil {
		return err
	}
	server, address, err := l.serveCache()
	if err != nil {
		return err
	}
	defer server()

	elsewhere := l.path("fleet", "checkout")
	if err := os.CopyFS(elsewhere, os.DirFS(dir)); err != nil {
		return err
	}
	var analysed []float64
	var reports [][]string
	for _, machine := range []struct{ name, dir string }{
		{"first", dir}, {"second", dir}, {"third (another folder)", elsewhere},
	} {
		own := l.path("fleet", fmt.Sprint("machine", len(analysed)))
		start := time.Now()
		w, err := l.watch(machine.dir, ours, "GOCACHE="+own,
			"GOCACHEPROG="+client+" -cache-dir="+filepath.Join(own, "shared")+" -cache-server="+address)
		if err != nil {
			return err
		}
		fmt.Printf("  %s machine: %d packages analysed, %d findings, CPU time %.1f s, wall time %.1f s\n",
			machine.name, len(w.peaks), len(w.reports), w.cpu.Seconds(), time.Since(start).Seconds())
		analysed = append(analysed, float64(len(w.peaks)))
		reports = append(reports, w.reports)
	}
	if len(reports[0]) == 0 || !slices.Equal(reports[0], reports[1]) {
		l.failed = true
		fmt.Printf("FAIL: the first machine reports\n%q\nthe second\n%q\n", reports[0], reports[1])
	}
	l.verdict("packages that the second machine analyses again", []float64{analysed[1] / analysed[0]}, maxAgain)
	return nil
}

// install builds a command of another module in the version that it is named with, and returns its file.
func (l *lab) install(pkg string) (string, error) {
	bin := l.path("bin")
	env := append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GOBIN="+bin)
	if _, err := output(".", env, "go", "install", pkg); err != nil {
		return "", err
	}
	name, _, _ := strings.Cut(filepath.Base(pkg), "@")
	return filepath.Join(bin, name), nil
}

// serveCache starts the server, and returns what ends it and its address.
func (l *lab) serveCache() (stop func(), address string, err error) {
	program, err := l.install(cacheServe)
	if err != nil {
		return nil, "", err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, "", err
	}
	address = listener.Addr().String() // free for the server
	listener.Close()
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, program, "-listen", address, "-cache-dir", l.path("fleet", "server"))
	if err := cmd.Start(); err != nil {
		cancel()
		return nil, "", err
	}
	stop = func() {
		cancel()
		cmd.Wait()
	}
	for range 100 {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
			return stop, "http://" + address, nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	stop()
	return nil, "", fmt.Errorf("%s does not answer", program)
}
