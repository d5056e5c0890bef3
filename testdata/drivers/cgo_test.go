package drivers

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// cgoClient is a client whose first file drivers see only as cgo has translated it.
var cgoClient = map[string]string{
	"go.mod": "module example.com/medipim\n\ngo 1.26\n",
	"native.go": `package medipim

// int one() { return 1; }
import "C"

import (
	"encoding/json"
	"errors"
	"net/http"
)

type envelope struct {
	Error struct {
		Status int    ` + "`json:\"status\"`" + `
		Code   string ` + "`json:\"code\"`" + `
	} ` + "`json:\"error\"`" + `
}

func check(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == 403+int(C.one()) || env.Error.Code == "notfound" {
		return errors.New("medipim: gone")
	}
	return nil
}

func native(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}
`,
	"plain.go": `package medipim

import "net/http"

func plain(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}
`,
}

// What cgo translates is reported where people wrote it, and not repaired: an edit would be one of the
// translation.
func TestCgo(t *testing.T) {
	if out, err := exec.Command("go", "env", "CGO_ENABLED").Output(); err != nil || strings.TrimSpace(string(out)) != "1" {
		t.Skip("no cgo")
	}
	dir := t.TempDir()
	for name, content := range cgoClient {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, f := range command(t, dir) {
		got = append(got, f.String())
	}
	want := []string{
		"native.go:24:5: medipimstatus: env.Error.Status is the error.status of the body: decide on the response's status code",
		`native.go:24:63: medipimcode: "notfound" is not an error code of the API: use "not_found"`,
		"native.go:31:15: medipimretry: c.Do(req) is not retried when the API answers 429: back off and send again",
		"plain.go:6:15: medipimretry: c.Do(req) is not retried when the API answers 429: back off and send again",
	}
	if !slices.Equal(got, want) {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	run(t, dir, program(t, medipimlint), "-fix")
	fixed := contents(t, dir)
	if fixed["native.go"] != cgoClient["native.go"] {
		t.Errorf("native.go was changed to\n%s", fixed["native.go"])
	}
	if !strings.Contains(fixed["plain.go"], "doWithRetry(c.Do, req)") {
		t.Errorf("plain.go was not repaired:\n%s", fixed["plain.go"])
	}
	if _, stderr, code := run(t, dir, "go", "vet", "."); code != 0 {
		t.Errorf("go vet: %s", stderr)
	}
}
