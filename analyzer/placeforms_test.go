package analyzer_test

import (
	"fmt"
	"go/format"
	"go/scanner"
	"go/token"
	"regexp"
	"strings"
)

// A place is somewhere that a finding can stand, awkward for a fix. at is nil where form says it all.
type place struct {
	name string
	// form makes the statement with the finding of a client's parts; nil for the plain one. It returns "" for a client
	// that cannot stand there.
	form func(c placed) string
	at   func(s *site) // changes the package
}

var awkwardPlaces = []place{
	{name: "plain"},
	{name: "else if", form: func(c placed) string {
		first := "if offline {\nreturn " + c.zero + "ErrOther\n} else "
		if c.do != "" {
			return first + c.inInit()
		}
		return first + "if " + c.cond() + " {\n" + c.then + "\n}\n" + c.after
	}},
	{name: "init", form: func(c placed) string {
		if c.do != "" {
			return c.inInit()
		}
		return "if found := " + c.cond() + "; found {\n" + c.then + "\n}\n" + c.after
	}},
	{name: "init in else if", form: func(c placed) string {
		if c.do != "" {
			return ""
		}
		return "if offline {\n} else if what := " + c.tag + "; what == " + c.value + " {\n" + c.then + "\n}\n" + c.after
	}},
	{name: "fallthrough", form: func(c placed) string {
		if c.do != "" {
			return "switch {\ncase offline:\nfallthrough\ndefault:\n" + c.plain() + "\n}"
		}
		return "switch {\ncase " + c.tag + " == " + c.other + ":\nfallthrough\ncase " + c.cond() + ":\n" + c.then + "\ncase !offline:\nfallthrough\ndefault:\n}\n" + c.after
	}},
	{name: "tag, fallthrough", form: func(c placed) string {
		if c.do != "" {
			return ""
		}
		return "switch " + c.tag + " {\ncase " + c.value + ":\nfallthrough\ncase " + c.other + ":\n" + c.then + "\n}\n" + c.after
	}},
	{name: "labelled loop", at: func(s *site) {
		if strings.Contains(s.body, "continue") {
			s.body = strings.Replace(s.body, "for try", "tries:\nfor try", 1)
			s.body = strings.ReplaceAll(s.body, "continue", "continue tries")
		}
		s.body = "rounds:\nfor round := range 3 {\nif round > 1 {\nbreak rounds\n}\nif offline {\ncontinue rounds\n}\n" +
			s.body + "\n}\nreturn " + s.zero + "ErrOther"
	}},
	{name: "named results", at: func(s *site) {
		s.results = map[string]string{"": "err error", "[]string, error": "results []string, err error"}[s.results]
		s.body = strings.ReplaceAll(s.body, "\nerr := ", "\nerr = ")
		if !strings.Contains(s.body, "for ") { // else err is another one
			s.body = strings.ReplaceAll(s.body, "\nif err != nil {\nreturn "+s.zero+"err\n}", "\nif err != nil {\nreturn\n}")
		}
	}},
	{name: "generic", at: func(s *site) {
		s.typeParams = "[T any, E interface{ ~string }]"
		s.params = strings.TrimPrefix(s.params+", each func(T) E", ", ")
		s.body = "var last T\n_ = each(last)\n" + s.body
	}},
	{name: "closure", at: func(s *site) {
		s.body = "run := func() " + s.resultList() + " {\n" + s.body + "\n}\nreturn run()"
	}},
	{name: "dot imports", at: func(s *site) {
		s.importAs(func(path string) string {
			if path == "strings" { // has a Join, as errors has
				return "strings"
			}
			return "."
		})
	}},
	{name: "renamed imports", at: func(s *site) { s.importAs(func(path string) string { return "the" + base(path) }) }},
	{name: "locals named as packages", at: func(s *site) {
		s.importAs(func(path string) string { return "the" + base(path) })
		s.body = "http, time, rand, io, fmt, strings := 1, 2, 3, 4, 5, 6\nuse(http, time, rand, io, fmt, strings)\n" + s.body
	}},
	{name: "package's own http and time", at: func(s *site) {
		s.importAs(func(path string) string { return "the" + base(path) })
		s.rest += "\nvar http, time, rand, io, fmt = 1, 2, 3, 4, 5\n"
	}},
	{name: "resp and err are others", at: func(s *site) {
		rename := func(text string) string {
			return regexp.MustCompile(`\berr\b`).ReplaceAllString(regexp.MustCompile(`\bresp\b`).ReplaceAllString(text, "answer"), "fault")
		}
		s.params, s.body = rename(s.params), "resp, err, status, wait := 1, 2, 3, 4\nuse(resp, err, status, wait)\n"+rename(s.body)
	}},
	{name: "no imports", at: func(s *site) { s.withoutImports() }},
	{name: "single imports", at: func(s *site) { s.importAs(func(path string) string { return "import" }) }},
	{name: "beside cgo", at: func(s *site) {
		s.files["native.go"] = "package medipim\n\n// int one(void) { return 1; }\nimport \"C\"\n\nfunc Native() int { return int(C.one()) }\n"
	}},
	{name: "build tags", at: func(s *site) {
		s.files["medipim_plan9.go"] = "package medipim\n\nfunc doWithRetry() {}\n\nvar requestWithRetry = 1\n"
	}},
	{name: "CRLF"},
	{name: "no last newline"},
	{name: "comments", form: func(c placed) string { return c.commented(" /* why */ ", false) }},
	{name: "comments to the line's end", form: func(c placed) string { return c.commented(" // why\n", true) }},
	{name: "one line", form: func(c placed) string {
		if c.do != "" {
			return c.line
		}
		return "if " + c.cond() + " || " + c.tag + " == " + c.wrong + " {\n" + c.then + "\n}\n" + c.after
	}},
	{name: "two packages", at: func(s *site) {
		const path = "example.com/medipim/two_packages/"
		dir := strings.ReplaceAll(s.name, " ", "_")
		exported := regexp.MustCompile(`\b(Envelope|Failure|Check|Fault|Failed|Sent|Page|ErrGone|ErrOther|FindURL|QueryURL)\b`)
		s.files["wire/wire.go"] = "package wire\n\n" + importsOf(s.decls, "") + s.decls
		s.decls = ""
		s.body = exported.ReplaceAllString(s.body, "wire.$1")
		s.rest += fmt.Sprintf("\nvar _ = wire.ErrOther // of %s\n", dir)
		s.imports = append(s.imports, `"`+path+dir+`/wire"`)
	}},
	{name: "names taken", at: func(s *site) {
		s.rest += `
func doWithRetry() {}

var requestWithRetry, sendWithRetry, retryAfter = 1, 2, 3

type httpStatus struct{ HTTPStatus, httpStatus, StatusCode int }
`
		s.decls = strings.Replace(s.decls, "Code   string\n}", "Code   string\nhttpStatus string\n}", 1)
	}},
}

func (c placed) cond() string { return c.tag + " == " + c.value }

// plain is the statement as most people write it.
func (c placed) plain() string {
	if c.do != "" {
		return c.do + "\nif err != nil {\nreturn " + c.zero + "err\n}\n" + c.after
	}
	return "if " + c.cond() + " {\n" + c.then + "\n}\n" + c.after
}

// inInit is the statement as the init statement of an if.
func (c placed) inInit() string {
	return "if " + c.do + "; err != nil {\nreturn " + c.zero + "err\n} else {\n" + c.after + "\n}"
}

// commented puts a comment between all tokens of what is reported, where the line may end if it ends that.
func (c placed) commented(comment string, ends bool) string {
	between := func(text string) string {
		var s scanner.Scanner
		s.Init(token.NewFileSet().AddFile("", -1, len(text)), []byte(text), nil, 0)
		var out strings.Builder
		for {
			_, tok, lit := s.Scan()
			if tok == token.EOF || tok == token.SEMICOLON {
				return strings.TrimSuffix(out.String(), comment)
			}
			if lit == "" {
				lit = tok.String()
			}
			out.WriteString(lit)
			if may := tok.IsOperator() && tok != token.RPAREN && tok != token.DEFINE; may || !ends {
				out.WriteString(comment)
			} else {
				out.WriteString(" ")
			}
		}
	}
	if c.do != "" {
		to, what, _ := strings.Cut(c.do, ":=")
		c.do = to + ":= " + between(what)
	} else {
		c.tag, c.value = between(c.tag), between(c.value)
	}
	return c.plain()
}

// make returns the files of the package for a client in the place, by name; nil if it cannot stand there.
func (p place) make(c placed) (map[string]string, error) {
	stmt := c.plain()
	if p.form != nil {
		if stmt = p.form(c); stmt == "" {
			return nil, nil
		}
	}
	s := &site{placed: c, files: map[string]string{}}
	s.body = strings.TrimSpace(c.before + "\n" + stmt + "\n" + c.end)
	if p.at != nil {
		p.at(s)
	}
	s.files["medipim.go"] = s.source()
	for name, text := range s.files {
		out, err := format.Source([]byte(text))
		if err != nil {
			return nil, fmt.Errorf("%s of %s: %w\n%s", p.name, c.name, err, text)
		}
		text = string(out)
		switch p.name {
		case "CRLF":
			text = strings.ReplaceAll(text, "\n", "\r\n")
		case "no last newline":
			text = strings.TrimRight(text, "\n")
		case "build tags":
			if name == "medipim.go" {
				text = "//go:build linux || darwin || windows\n\n" + text
			}
		}
		s.files[name] = text
	}
	return s.files, nil
}
