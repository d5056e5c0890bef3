package edit

import (
	"bytes"
	"go/format"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Align returns an insertion into an expression or declaration that stands between pos and end, with
// the changes of white space that gofmt would make after it: columns of values move when a longer key
// comes. prefix makes a file of the text: "var _ = " for an expression, "" for a declaration. Where
// gofmt would change more than blanks within lines, only the insertion is returned.
func (f *File) Align(pos, end token.Pos, prefix string, insertion analysis.TextEdit) []analysis.TextEdit {
	if f.newline != "\n" {
		return []analysis.TextEdit{insertion} // formatted by what applies it
	}
	from, at, to := f.tok.Offset(pos), f.tok.Offset(insertion.Pos), f.tok.Offset(end)
	text := string(f.src[from:at]) + string(insertion.NewText) + string(f.src[at:to])
	prefix = "package p\n\n" + prefix
	out, err := format.Source([]byte(prefix + text + "\n"))
	if err != nil || !bytes.HasPrefix(out, []byte(prefix)) {
		return []analysis.TextEdit{insertion}
	}
	is := strings.Split(text, "\n")
	want := strings.Split(strings.TrimSuffix(string(out[len(prefix):]), "\n"), "\n")
	if len(is) != len(want) {
		return []analysis.TextEdit{insertion}
	}
	var edits []analysis.TextEdit
	var inserted []byte
	done := 0 // how much of the inserted text was copied
	start := 0
	for i, line := range is {
		have, wanted := blanks(line), blanks(want[i])
		if strings.Join(strings.Fields(line), " ") != strings.Join(strings.Fields(want[i]), " ") || len(have) != len(wanted) {
			return []analysis.TextEdit{insertion}
		}
		for j, gap := range have {
			if gap.text == wanted[j].text {
				continue
			}
			offset := from + start + gap.start // in the source, if it stands before the insertion
			switch {
			case offset+len(gap.text) <= at:
				edits = append(edits, f.Replace(f.tok.Pos(offset), f.tok.Pos(offset+len(gap.text)), wanted[j].text))
			case offset >= at+len(insertion.NewText):
				offset -= len(insertion.NewText)
				edits = append(edits, f.Replace(f.tok.Pos(offset), f.tok.Pos(offset+len(gap.text)), wanted[j].text))
			default:
				in := offset - at
				inserted = append(inserted, insertion.NewText[done:in]...)
				inserted = append(inserted, wanted[j].text...)
				done = in + len(gap.text)
			}
		}
		start += len(line) + 1
	}
	insertion.NewText = append(inserted, insertion.NewText[done:]...)
	return append(edits, insertion)
}

type gap struct {
	start int
	text  string
}

// blanks returns the white space within a line, but for its indentation.
func blanks(line string) []gap {
	var out []gap
	i := len(line) - len(strings.TrimLeft(line, " \t"))
	for i < len(line) {
		j := i
		for j < len(line) && (line[j] == ' ' || line[j] == '\t') {
			j++
		}
		if j > i {
			out = append(out, gap{i, line[i:j]})
		}
		i = max(j, i+1)
	}
	return out
}
