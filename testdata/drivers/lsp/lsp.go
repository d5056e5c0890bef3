// Package lsp speaks with a language server as an editor does, as far as diagnostics and quick fixes go.
package lsp

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
	"time"
)

// T is who speaks with a server, and what ends if that fails: a test, say.
type T interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// Server is a language server that speaks with a T.
type Server struct {
	t           T
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
	Diagnostics []Diagnostic `json:"diagnostics"`
}

// Diagnostic is one complaint about a file. Lines and characters count from 0.
type Diagnostic struct {
	Range    Range           `json:"range"`
	Severity int             `json:"severity"`
	Code     string          `json:"code"`
	About    json.RawMessage `json:"codeDescription,omitempty"`
	Source   string          `json:"source"`
	Message  string          `json:"message"`
	Data     json.RawMessage `json:"data,omitempty"`
}

// Range is a part of a file.
type Range struct {
	Start Position `json:"start"`
	End   Position `json:"end"`
}

// Position is a place in a file.
type Position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

// Serve starts the server in program on the module in dir.
func Serve(t T, program, dir string, settings map[string]any) *Server {
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
	s := &Server{t: t, in: in, settings: settings,
		answers: make(chan message, 100), diagnostics: make(chan published, 1000)}
	go s.read(bufio.NewReader(out))
	t.Cleanup(func() {
		in.Close()
		cmd.Process.Kill()
		cmd.Wait()
	})
	s.Call("initialize", map[string]any{
		"rootUri":          URI(dir),
		"workspaceFolders": []any{map[string]any{"uri": URI(dir), "name": "m"}},
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
func (s *Server) read(r *bufio.Reader) {
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

func (s *Server) send(m message) {
	body, _ := json.Marshal(struct {
		Version string `json:"jsonrpc"`
		message
	}{"2.0", m})
	fmt.Fprintf(s.in, "Content-Length: %d\r\n\r\n%s", len(body), body)
}

// Call asks the server, and returns its answer.
func (s *Server) Call(method string, params any) json.RawMessage {
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

func (s *Server) notify(method string, params any, id json.RawMessage) {
	raw, err := json.Marshal(params)
	if err != nil {
		s.t.Fatal(err)
	}
	s.send(message{ID: id, Method: method, Params: raw})
}

// Open tells the server that an editor has a file open, with a text that need not be saved.
func (s *Server) Open(file, text string) {
	s.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": URI(file), "languageId": "go", "version": 1, "text": text,
	}}, nil)
}

// Change tells the server that a file has another text now.
func (s *Server) Change(file string, version int, text string) {
	s.notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": URI(file), "version": version},
		"contentChanges": []any{map[string]any{"text": text}},
	}, nil)
}

// Wait returns the first list of diagnostics of a file's version for which done holds.
func (s *Server) Wait(file string, version int, done func([]Diagnostic) bool) []Diagnostic {
	s.t.Helper()
	var last []Diagnostic
	for deadline := time.After(2 * time.Minute); ; {
		select {
		case p := <-s.diagnostics:
			if p.URI != URI(file) || p.Version != version {
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

// URI returns the address of a file.
func URI(file string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(file)}).String()
}
