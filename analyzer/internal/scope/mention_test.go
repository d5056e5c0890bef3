package scope

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"
)

func TestMentions(t *testing.T) {
	for text, want := range map[string]bool{
		"medipim": true, "MEDIPIM": true, "MediPim": true, "newMedipimClient": true,
		"https://api.medipim.be": true, "mmedipim": true, "medimedipim": true, "medipimedipim": true,
		"": false, "medipi": false, "edipim": false, "medi pim": false, "medipin": false,
		"medıpim": false, "\x0dedipim": false, "medi\x10im": false,
	} {
		if Mentions(text) != want || Mentions([]byte(text)) != want {
			t.Errorf("Mentions(%q) = %v, want %v", text, !want, want)
		}
	}
}

func FuzzMentions(f *testing.F) {
	slow := regexp.MustCompile(`(?i)medipim`)
	f.Add([]byte("a medipimedipIM b"))
	f.Add([]byte("medi\x10im"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if got, want := Mentions(text), slow.Match(text); got != want {
			t.Errorf("Mentions(%q) = %v, want %v", text, got, want)
		}
	})
}

func BenchmarkMentions(b *testing.B) {
	files, err := filepath.Glob(filepath.Join(runtime.GOROOT(), "src/net/http/*.go"))
	if err != nil || len(files) == 0 {
		b.Skip("no source of the standard library")
	}
	var source bytes.Buffer
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		source.Write(content)
	}
	b.SetBytes(int64(source.Len()))
	for b.Loop() {
		if Mentions(source.Bytes()) {
			b.Fatal("net/http mentions Medipim")
		}
	}
}
