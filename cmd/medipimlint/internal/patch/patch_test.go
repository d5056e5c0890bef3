package patch

import (
	"strings"
	"testing"
)

func TestApply(t *testing.T) {
	for _, test := range []struct{ name, before, hunks, after string }{
		{"a line in the middle", "a\nb\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n", "a\nB\nc\n"},
		{"two hunks", "1\n2\n3\n4\n5\n6\n", "@@ -1,2 +1 @@\n 1\n-2\n@@ -5,2 +4,3 @@\n 5\n+five\n 6\n", "1\n3\n4\n5\nfive\n6\n"},
		{"lines that look like a diff", "--- a\n@@ -1 +1 @@\n", "@@ -1,2 +1,2 @@\n---- a\n @@ -1 +1 @@\n++++ b\n", "@@ -1 +1 @@\n+++ b\n"},
		{"carriage returns", "a\r\nb\r\n", "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n", "a\r\nc\r\n"},
		{"a newline at the end is added", "a\nb", "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n", "a\nb\n"},
		{"no newline at the end stays", "a\nb", "@@ -1,2 +1,2 @@\n-a\n+A\n b\n\\ No newline at end of file\n", "A\nb"},
		{"an empty file", "", "@@ -0,0 +1 @@\n+a\n", "a\n"},
		{"everything goes", "a\n", "@@ -1 +0,0 @@\n-a\n", ""},
		{"no hunks", "a\nb", "", "a\nb"},
	} {
		got, err := Apply([]byte(test.before), []byte(test.hunks))
		if err != nil || string(got) != test.after {
			t.Errorf("%s: %q, %v, want %q", test.name, got, err, test.after)
		}
	}
}

func TestApplyToAnotherContent(t *testing.T) {
	const hunks = "@@ -2,2 +2,2 @@\n b\n-c\n+C\n"
	for _, content := range []string{"a\nb\nx\n", "a\nb\n", "b\nc\n", "a\nb\nc", ""} {
		if got, err := Apply([]byte(content), []byte(hunks)); err == nil {
			t.Errorf("Apply to %q = %q, want an error", content, got)
		}
	}
	if _, err := Apply([]byte("a\nb\n"), []byte("@@ -2 +2 @@\n-b\n+B\n@@ -1 +1 @@\n-a\n+A\n")); err == nil {
		t.Error("hunks in the wrong order were applied")
	}
}

func TestSplit(t *testing.T) {
	first := "@@ -1,2 +1,2 @@\n--- x (old)\n-a\n++++ y (new)\n+b\n\\ No newline at end of file\n"
	second := "@@ -1 +1 @@\n-a\n+b\n@@ -9 +9 @@\n-c\n+d\n"
	files := Split([]byte("--- /m/a b.go (old)\n+++ /m/a b.go (new)\n" + first + "--- /m/c.go (old)\n+++ /m/c.go (new)\n" + second))
	if got := string(files["/m/a b.go"]); got != first {
		t.Errorf("first file: %q", got)
	}
	if got := string(files["/m/c.go"]); got != second {
		t.Errorf("second file: %q", got)
	}
	if len(files) != 2 {
		t.Errorf("%d files", len(files))
	}
}

// Whatever the tool prints, reading it ends.
func FuzzApply(f *testing.F) {
	f.Add("a\nb\n", "@@ -1,2 +1,2 @@\n a\n-b\n+c\n")
	f.Add("", "@@ -0,0 +1 @@\n+a\n\\ No newline")
	f.Add("a", "@@ -99999999999999999999 +x,-1 @@\n\\\n-a")
	f.Fuzz(func(t *testing.T, content, raw string) {
		for _, hunks := range Split([]byte("--- f (old)\n" + raw)) {
			if after, err := Apply([]byte(content), hunks); err == nil && !strings.Contains(string(hunks), "\n+") && len(after) > len(content) {
				t.Errorf("Apply(%q, %q) = %q: nothing was to be added", content, hunks, after)
			}
		}
	})
}
