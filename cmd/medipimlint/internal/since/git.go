package since

import (
	"context"
	"errors"
	"os/exec"
	"strings"
)

// git returns what a git command prints. A repository may come with settings of its own, as part of an archive:
// none of them makes it run a hook or a monitor of the file system.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"}, args...)...)
	cmd.Dir = dir
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(exit.Stderr) > 0 {
		return nil, errors.New(strings.TrimPrefix(line(exit.Stderr), "fatal: "))
	}
	return out, err
}

// withoutFilters returns the flags that switch off the filters for files that the repository's own settings define:
// a comparison with the work tree would run them. The user's own stay.
func withoutFilters(ctx context.Context, dir string) ([]string, error) {
	out, err := git(ctx, dir, "config", "--show-scope", "--name-only", "-z", "--get-regexp", `^filter\..*\.(clean|process|required)$`)
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 {
		return nil, nil // there are none
	}
	if err != nil {
		return nil, err
	}
	var flags []string
	words := strings.Split(string(out), "\x00")
	for ; len(words) >= 2; words = words[2:] {
		scope, key := words[0], words[1]
		if scope != "local" && scope != "worktree" {
			continue
		}
		if strings.Contains(key, "=") { // which no flag can name
			return nil, errors.New("the repository's settings have a filter with a strange name: " + key)
		}
		flags = append(flags, "-c", key+"=")
	}
	return flags, nil
}
