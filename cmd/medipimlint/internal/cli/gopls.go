package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/gopls"
)

// gopls builds a language server with the suite inside, and says how editors come to use it.
func (c *command) gopls(ctx context.Context, args []string) error {
	build := gopls.Build{Log: c.stderr}
	fs := flag.NewFlagSet("gopls", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&build.Version, "version", "", "")
	fs.StringVar(&build.Output, "o", "", "")
	if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
		return c.help(nil)
	} else if err != nil {
		return fmt.Errorf("gopls: %w (it takes -version and -o)", err)
	}
	if fs.NArg() > 0 {
		return fmt.Errorf("gopls takes no arguments: %s", fs.Arg(0))
	}
	if build.Output == "" {
		dir, err := binaries(ctx)
		if err != nil {
			return err
		}
		build.Output = filepath.Join(dir, "gopls-medipimlint")
		if runtime.GOOS == "windows" {
			build.Output += ".exe"
		}
	}
	output, err := filepath.Abs(build.Output)
	if err != nil {
		return err
	}
	build.Output = output

	version, err := build.Run(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.stdout, "gopls %s with medipimlint is in %s\n\n%s", version, output, gopls.Editors(output))
	return err
}

// binaries returns the folder that "go install" writes to.
func binaries(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "env", "GOBIN", "GOPATH").Output()
	if err != nil {
		return "", fmt.Errorf("go env: %w", err)
	}
	bin, path, _ := strings.Cut(string(out), "\n")
	if bin = strings.TrimSpace(bin); bin != "" {
		return bin, nil
	}
	return filepath.Join(filepath.SplitList(strings.TrimSpace(path))[0], "bin"), nil
}
