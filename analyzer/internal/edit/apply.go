package edit

import (
	"bytes"
	"cmp"
	"fmt"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// Merge returns the edits of several fixes as one, by position, equal edits once. It is an error if
// two edits overlap, or insert different text at one place: drivers would drop one of them, or leave
// their order to chance; and if one ends before it begins.
func Merge(fixes ...[]analysis.TextEdit) ([]analysis.TextEdit, error) {
	all := slices.Concat(fixes...)
	for i := range all {
		if !all[i].End.IsValid() {
			all[i].End = all[i].Pos
		}
		if all[i].End < all[i].Pos {
			return nil, fmt.Errorf("edit %q ends before it begins", all[i].NewText)
		}
	}
	slices.SortStableFunc(all, func(a, b analysis.TextEdit) int {
		return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.End, b.End), bytes.Compare(a.NewText, b.NewText))
	})
	all = slices.CompactFunc(all, func(a, b analysis.TextEdit) bool {
		return a.Pos == b.Pos && a.End == b.End && bytes.Equal(a.NewText, b.NewText)
	})
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		if b.Pos < a.End || a.Pos == b.Pos && a.End == b.End {
			return nil, fmt.Errorf("edits conflict: %q and %q", a.NewText, b.NewText)
		}
	}
	return all, nil
}

// Apply returns src, the content of file, with the edits of several fixes made. Edits of other files
// are an error.
func Apply(file *token.File, src []byte, fixes ...[]analysis.TextEdit) ([]byte, error) {
	edits, err := Merge(fixes...)
	if err != nil {
		return nil, err
	}
	var out []byte
	done := 0
	for _, e := range edits {
		if int(e.Pos) < file.Base() || int(e.End) > file.Base()+file.Size() || e.End < e.Pos {
			return nil, fmt.Errorf("edit %q is not in %s", e.NewText, file.Name())
		}
		out = append(out, src[done:file.Offset(e.Pos)]...)
		out = append(out, e.NewText...)
		done = file.Offset(e.End)
	}
	return append(out, src[done:]...), nil
}
