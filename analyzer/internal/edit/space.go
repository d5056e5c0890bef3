package edit

import (
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/tools/go/analysis"
)

// Spaced returns the edits of a fix with the white space that gofmt gives their result: in the new
// text and, as further edits, around it. A function that gets too long for one line is unfolded, and so on. Blanks
// that align columns stay: the width of a column depends on what else is applied. The edits come back as Merge
// leaves them. Those in declarations that were not formatted before, or in which gofmt would change more than white
// space, stay as they are.
func (f *File) Spaced(edits []analysis.TextEdit) []analysis.TextEdit {
	rest, err := Merge(edits)
	if err != nil {
		return edits
	}
	var respaced []analysis.TextEdit
	for len(rest) > 0 {
		start, end, in := f.stretch(rest)
		rest = rest[len(in):]
		var key strings.Builder
		for _, e := range in {
			fmt.Fprintf(&key, "%d-%d:%s\x00", e.Pos, e.End, e.NewText)
		}
		known, ok := f.respaced.Load(key.String())
		if !ok {
			known = f.spaced(start, end, in)
			f.respaced.Store(key.String(), known)
		}
		respaced = append(respaced, known.([]analysis.TextEdit)...)
	}
	if respaced, err = Merge(respaced); err != nil {
		return edits
	}
	return respaced
}

// spaced is Spaced for the edits in a part of the source.
func (f *File) spaced(start, end int, edits []analysis.TextEdit) []analysis.TextEdit {
	if !slices.ContainsFunc(edits, func(e analysis.TextEdit) bool { return !f.swaps(e) }) {
		return edits
	}
	out := f.splice(start, end, edits)
	want, err := format.Source(out)
	if err != nil {
		return edits
	}
	changes, ok := compareSpaces(out, want)
	if !ok || len(changes) == 0 || !isFormatted(f.src[start:end]) {
		return edits
	}
	return f.respace(start, out, edits, changes)
}

// swaps reports whether an edit puts one operand, a name or a literal, in the place of another: white space, but for
// blanks that align columns, does not depend on how long they are; that of functions on one line does, and that of
// the line after a comment between the operands.
func (f *File) swaps(e analysis.TextEdit) bool {
	from, to := f.tok.Offset(e.Pos), f.tok.Offset(e.End)
	line := f.src[f.lineStart(from):f.lineEnd(to)]
	return isOperand(f.src[from:to]) && isOperand(e.NewText) && !bytes.Contains(line, []byte("func")) && !bytes.Contains(line, []byte("/*"))
}

// isOperand reports whether source is a name, with or without what it is selected from, a number, or a plain string.
func isOperand(src []byte) bool {
	if n := len(src) - 1; n > 0 && src[0] == '"' && src[n] == '"' {
		return !bytes.ContainsAny(src[1:n], "\"\\\n")
	}
	return len(src) > 0 && !bytes.ContainsFunc(src, func(c rune) bool {
		return c != '.' && c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c)
	})
}

// isFormatted reports whether source is as gofmt writes it, but for the ends of its lines.
func isFormatted(src []byte) bool {
	src = bytes.ReplaceAll(src, []byte("\r"), nil)
	src = append(bytes.TrimRight(src, "\n"), '\n')
	want, err := format.Source(src)
	return err == nil && bytes.Equal(src, want)
}

// A span is a part of a text, and what takes its place.
type span struct {
	start, end int
	text       string
}

// compareSpaces returns where gofmt puts other white space than there is, a semicolon that goes counted
// in. It is false where the texts differ in more than that.
func compareSpaces(is, want []byte) (out []span, ok bool) {
	i, j := 0, 0
	skip := func() {
		for i < len(is) && isSpace(is[i]) {
			i++
		}
	}
	for {
		from, wanted := i, j
		skip()
		for j < len(want) && isSpace(want[j]) {
			j++
		}
		if i < len(is) && is[i] == ';' && (j == len(want) || want[j] != ';') {
			i++
			skip()
		}
		if i == len(is) || j == len(want) {
			return out, i == len(is) && j == len(want)
		}
		have := strings.ReplaceAll(string(is[from:i]), "\r", "")
		if text := string(want[wanted:j]); have != text && !aligns(have, text) {
			out = append(out, span{from, i, text})
		}
		if is[i] != want[j] {
			return nil, false
		}
		i++
		j++
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// aligns reports whether two texts are blanks within a line.
func aligns(a, b string) bool {
	return a != "" && b != "" && strings.Trim(a+b, " \t") == ""
}

// A piece is a part of the result of edits that one edit has made, or the white space to be changed there.
type piece struct {
	span          // in the result
	made     bool // by an edit
	from, to int  // what the edit replaces in the source
}

// respace returns edits, whose result is out, with changes made to that, which begins at start in the source. A change in the text of an edit becomes
// part of the edit; one beside it is an edit of its own.
func (f *File) respace(start int, out []byte, edits []analysis.TextEdit, changes []span) []analysis.TextEdit {
	var pieces []piece
	moved := 0
	for _, e := range edits {
		p := piece{made: true, from: f.tok.Offset(e.Pos) - start, to: f.tok.Offset(e.End) - start}
		p.start = p.from + moved
		p.end = p.start + len(e.NewText)
		moved += len(e.NewText) - (p.to - p.from)
		pieces = append(pieces, p)
	}
	made := slices.Clone(pieces)
	for _, c := range changes {
		pieces = append(pieces, piece{span: c})
	}
	slices.SortStableFunc(pieces, func(a, b piece) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
	})
	var respaced []analysis.TextEdit
	for i := 0; i < len(pieces); {
		end, k := pieces[i].end, i+1
		for k < len(pieces) && (pieces[k].start < end || pieces[k].start == end && inserted(pieces[k-1], pieces[k])) {
			end = max(end, pieces[k].end)
			k++
		}
		respaced = append(respaced, f.edit(start, out, made, pieces[i:k], end))
		i = k
	}
	return respaced
}

// inserted reports whether of two neighbours one is white space to be inserted: it is part of the other one.
func inserted(a, b piece) bool {
	return a.made != b.made && (!a.made && a.start == a.end || !b.made && b.start == b.end)
}

// edit returns the one edit that pieces make, which reach to an end in the result; that begins at base in the source.
func (f *File) edit(base int, out []byte, made, pieces []piece, end int) analysis.TextEdit {
	start := pieces[0].start
	var text []byte
	at := start
	for _, p := range pieces {
		if !p.made {
			text = append(text, out[at:p.start]...)
			text = append(text, p.text...)
			at = p.end
		}
	}
	text = append(text, out[at:end]...)
	from, to := start, end // in the source
	for _, m := range made {
		grown := m.end - m.start - (m.to - m.from)
		if m.end <= start && !slices.Contains(pieces, m) {
			from -= grown
		}
		if m.start < end || slices.Contains(pieces, m) {
			to -= grown
		}
	}
	return f.Replace(f.tok.Pos(base+from), f.tok.Pos(base+to), strings.ReplaceAll(string(text), "\r\n", "\n"))
}
