package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// change is what a file has, and what it is to have.
type change struct {
	file          string
	before, after []byte
}

// overwrite gives all files their new content, or none of them and returns why. As gofmt does, it writes in
// place, which keeps a file's owner, mode and other names, and has a copy beside each file until all is done:
// what a full disk, or the end of the program, leaves half written is not lost.
func overwrite(changes []change) error {
	var copies []string
	defer func() {
		for _, name := range copies {
			if name != "" {
				os.Remove(name)
			}
		}
	}()
	for _, c := range changes {
		mode, err := writable(c)
		if err != nil {
			return fmt.Errorf("nothing was changed: %w", err)
		}
		name, err := copyBeside(c, mode)
		if name != "" {
			copies = append(copies, name)
		}
		if err != nil {
			return fmt.Errorf("nothing was changed: %w", err)
		}
	}
	for i, c := range changes {
		err := rewrite(c.file, c.after)
		if err == nil {
			continue
		}
		err = fmt.Errorf("nothing was changed: %w", err)
		for n, done := range changes[:i+1] {
			if lost := rewrite(done.file, done.before); lost != nil {
				err = fmt.Errorf("%w; %s is damaged, and what it had is in %s", err, done.file, copies[n])
				copies[n] = "" // is needed
			}
		}
		return err
	}
	return nil
}

// writable returns the mode of a file that can be changed. One that is a link may lead anywhere: what it leads
// to is not among the files that were analysed under their own names.
func writable(c change) (fs.FileMode, error) {
	info, err := os.Lstat(c.file)
	if err != nil {
		return 0, err
	}
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return 0, fmt.Errorf("%s is a link, and not repaired: name the package of the file that it leads to, or silence the finding", c.file)
	case !info.Mode().IsRegular():
		return 0, fmt.Errorf("%s is no file any more", c.file)
	}
	f, err := os.OpenFile(c.file, os.O_WRONLY, 0)
	if err != nil {
		return 0, err
	}
	return info.Mode().Perm(), f.Close()
}

// copyBeside writes what a file has to a new one in the same folder, and returns its name.
func copyBeside(c change, mode fs.FileMode) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(c.file), filepath.Base(c.file)+".*") // not *.go: no part of the package
	if err != nil {
		return "", err
	}
	_, err = f.Write(c.before)
	return f.Name(), errors.Join(err, f.Chmod(mode), f.Sync(), f.Close())
}

// rewrite replaces the content of a file. The room that it has on the disk is given back last.
func rewrite(file string, content []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Truncate(int64(len(content)))
	}
	return errors.Join(err, f.Close())
}
