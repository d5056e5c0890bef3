package drivers

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"net/url"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// server is a language server that speaks with the test.
type server struct {
	t           *testing.T
	in          io.Writer
	id          int
	settings    map[string]any // what it is told when it asks for its configuration
	answers     chan message
	diagnostics chan published
}

// message is one message of the protocol, of any kind.
type message struct {
	ID     json.RawMessage `json:"id,omitempty"`
	Method string          `json:"method,omitempty"`
	Params json.RawMessage `json:"params,omitempty"`
	Result json.RawMessage `json:"result,omitempty"`
	Error  json.RawMessage `json:"error,omitempty"`
}

// published is what a server says of a file.
type published struct {
	URI         string       `json:"uri"`
	Version     int          `json:"version"`
	Diagnostics []diagnostic `json:"diagnostics"`
}

type diagnostic struct {
	Range    span            `json:"range"`
	Severity int             `json:"severity"`
	Code     string          `json:"code"`
	About    json.RawMessage `json:"codeDescription,omitempty"`
	Source   string          `json:"source"`
	Message  string          `json:"message"`
	Data     json.RawMessage `json:"data,omitempty"`
}

type span struct {
	Start place `json:"start"`
	End   place `json:"end"`
}

type place struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

// serve starts the server in program on the module in dir.
func serve(t *testing.T, program, dir string, settings map[string]any) *server {
	t.Helper()
	cmd := exec.Command(program, "serve")
	cmd.Dir = dir
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, in: in, settings: settings,
		answers: make(chan message, 100), diagnostics: make(chan published, 1000)}
	go s.read(bufio.NewReader(out))
	t.Cleanup(func() {
		in.Close()
		cmd.Process.Kill()
		cmd.Wait()
	})
	s.call("initialize", map[string]any{
		"rootUri":          uri(dir),
		"workspaceFolders": []any{map[string]any{"uri": uri(dir), "name": "m"}},
		"capabilities": map[string]any{
			"workspace": map[string]any{"configuration": true},
			"textDocument": map[string]any{
				"codeAction": map[string]any{
					"dataSupport":              true,
					"resolveSupport":           map[string]any{"properties": []string{"edit"}},
					"codeActionLiteralSupport": map[string]any{"codeActionKind": map[string]any{"valueSet": []string{"quickfix"}}},
				},
				"publishDiagnostics": map[string]any{"versionSupport": true, "codeDescriptionSupport": true, "dataSupport": true},
			},
		},
	})
	s.send(message{Method: "initialized", Params: json.RawMessage("{}")})
	return s
}

// read hands on what the server says, and answers what it asks.
func (s *server) read(r *bufio.Reader) {
	for {
		header, err := textproto.NewReader(r).ReadMIMEHeader()
		if err != nil {
			return
		}
		size, _ := strconv.Atoi(header.Get("Content-Length"))
		body := make([]byte, size)
		if _, err := io.ReadFull(r, body); err != nil {
			return
		}
		var m message
		if err := json.Unmarshal(body, &m); err != nil {
			return
		}
		switch {
		case m.Method == "":
			s.answers <- m
		case m.Method == "textDocument/publishDiagnostics":
			var p published
			json.Unmarshal(m.Params, &p)
			s.diagnostics <- p
		case m.Method == "workspace/configuration":
			var params struct{ Items []any }
			json.Unmarshal(m.Params, &params)
			results := make([]any, len(params.Items))
			for i := range results {
				results[i] = s.settings
			}
			result, _ := json.Marshal(results)
			s.send(message{ID: m.ID, Result: result})
		case m.ID != nil:
			s.send(message{ID: m.ID, Result: json.RawMessage("null")})
		}
	}
}

func (s *server) send(m message) {
	body, _ := json.Marshal(struct {
		Version string `json:"jsonrpc"`
		message
	}{"2.0", m})
	fmt.Fprintf(s.in, "Content-Length: %d\r\n\r\n%s", len(body), body)
}

// call asks the server, and returns its answer.
func (s *server) call(method string, params any) json.RawMessage {
	s.t.Helper()
	s.id++
	id := json.RawMessage(strconv.Itoa(s.id))
	s.notify(method, params, id)
	for deadline := time.After(2 * time.Minute); ; {
		select {
		case m := <-s.answers:
			if string(m.ID) != string(id) {
				continue
			}
			if m.Error != nil {
				s.t.Fatalf("%s: %s", method, m.Error)
			}
			return m.Result
		case <-deadline:
			s.t.Fatalf("%s: no answer", method)
		}
	}
}

func (s *server) notify(method string, params any, id json.RawMessage) {
	raw, err := json.Marshal(params)
	if err != nil {
		s.t.Fatal(err)
	}
	s.send(message{ID: id, Method: method, Params: raw})
}

// open tells the server that an editor has a file open, with a text that need not be saved.
func (s *server) open(file, text string) {
	s.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": uri(file), "languageId": "go", "version": 1, "text": text,
	}}, nil)
}

// change tells the server that a file has another text now.
func (s *server) change(file string, version int, text string) {
	s.notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": uri(file), "version": version},
		"contentChanges": []any{map[string]any{"text": text}},
	}, nil)
}

// wait returns the first list of diagnostics of a file's version for which done holds.
func (s *server) wait(file string, version int, done func([]diagnostic) bool) []diagnostic {
	s.t.Helper()
	var last []diagnostic
	for deadline := time.After(2 * time.Minute); ; {
		select {
		case p := <-s.diagnostics:
			if p.URI != uri(file) || p.Version != version {
				continue
			}
			if last = p.Diagnostics; done(last) {
				return last
			}
		case <-deadline:
			s.t.Fatalf("%s, version %d: the last diagnostics are %+v", filepath.Base(file), version, last)
		}
	}
}

func uri(file string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(file)}).String()
}
