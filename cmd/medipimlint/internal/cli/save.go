package cli

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/vet"
)

// saved holds the content of files before their repair. The go command overwrites a file in place, and
// one that could be written only in part (the disk is full) must not be lost.
type saved map[string][]byte

// save reads the files that the repairs of findings touch, and returns an error if one could not be
// written: then nothing is repaired at all.
func save(findings []vet.Finding) (saved, error) {
	files := make(saved)
	for _, f := range findings {
		if len(f.Fixes) == 0 {
			continue
		}
		for _, edit := range f.Fixes[0].Edits {
			if files[edit.File] != nil {
				continue
			}
			content, err := os.ReadFile(edit.File)
			if err != nil {
				return nil, err
			}
			w, err := os.OpenFile(edit.File, os.O_WRONLY, 0)
			if err != nil {
				return nil, fmt.Errorf("nothing was changed: %w", err)
			}
			w.Close()
			files[edit.File] = content
		}
	}
	return files, nil
}

// changed returns how many files are not what they were.
func (files saved) changed() int {
	n := 0
	for file, before := range files {
		if after, err := os.ReadFile(file); err != nil || !bytes.Equal(before, after) {
			n++
		}
	}
	return n
}

// restore puts the files back as they were, and returns cause together with what went wrong doing so.
func (files saved) restore(cause error) error {
	errs := []error{cause}
	for _, file := range slices.Sorted(maps.Keys(files)) {
		now, err := os.ReadFile(file)
		if err == nil && bytes.Equal(now, files[file]) {
			continue
		}
		errs = append(errs, os.WriteFile(file, files[file], 0o644))
	}
	return errors.Join(errs...)
}
