package analyzer_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// A site is a package that is being made for a client in a place.
type site struct {
	placed
	typeParams string
	body       string   // of the function with the finding
	rest       string   // other declarations of its file
	imports    []string // the form of each import, by path; a name and a space may stand before the path
	files      map[string]string
}

// resultList is what stands behind the parameters.
func (s *site) resultList() string {
	if s.results == "" {
		return "error"
	}
	return "(" + s.results + ")"
}

// source is the text of the file with the finding.
func (s *site) source() string {
	text := s.decls + "\nfunc find" + s.typeParams + "(" + s.params + ") " + s.resultList() + " {\n" + s.body + "\n}\n" + s.rest
	if strings.Contains(text, "offline") {
		text += "\nvar offline bool\n"
	}
	if strings.Contains(text, "use(") {
		text += "\nfunc use(...any) {}\n"
	}
	imports := ""
	for _, spec := range s.imports {
		imports += "import " + spec + "\n"
	}
	return "package medipim\n\n" + importsOf(text, imports) + text
}

// standard are the packages that clients use, by name.
var standard = map[string]string{"http": "net/http", "json": "encoding/json", "errors": "errors", "strings": "strings", "time": "time", "io": "io"}

// importsOf returns the imports that text needs, after those given.
func importsOf(text, given string) string {
	var specs []string
	for name, path := range standard {
		if regexp.MustCompile(`\b`+name+`(?:\s|/\*.*?\*/|//.*)*\.(?:\s|/\*.*?\*/|//.*)*[A-Z]`).MatchString(text) && !strings.Contains(given, `"`+path+`"`) {
			specs = append(specs, `"`+path+`"`)
		}
	}
	slices.Sort(specs)
	if len(specs) == 0 {
		return given + "\n"
	}
	return "import (\n" + strings.Join(specs, "\n") + "\n)\n" + given + "\n"
}

func base(path string) string { return path[strings.LastIndex(path, "/")+1:] }

// importAs imports the packages under the names given: "." for a dot import, "import" for a declaration each.
func (s *site) importAs(name func(path string) string) {
	all := s.decls + s.params + s.body + s.rest
	var paths []string
	for short, path := range standard {
		if regexp.MustCompile(`\b` + short + `\.[A-Z]`).MatchString(all) {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	for _, path := range paths {
		as := name(path)
		if as == base(path) {
			continue
		}
		spec, qualifier := as+` "`+path+`"`, as+".$1"
		switch as {
		case ".":
			qualifier = "$1"
		case "import":
			spec, qualifier = `"`+path+`"`, base(path)+".$1"
		}
		s.imports = append(s.imports, spec)
		use := regexp.MustCompile(`\b` + base(path) + `\.([A-Z])`)
		for _, text := range []*string{&s.decls, &s.params, &s.body, &s.rest} {
			*text = use.ReplaceAllString(*text, qualifier)
		}
	}
}

// forwarders declare by other names what clients use of other packages.
var forwarders = map[string]string{
	"http.Response":                 "type httpResponse = http.Response",
	"http.Request":                  "type httpRequest = http.Request",
	"http.Client":                   "type httpClient = http.Client",
	"http.Get":                      "func httpGet(url string) (*http.Response, error) { return http.Get(url) }",
	"http.NewRequest":               "func httpNewRequest(method, url string, body *strings.Reader) (*http.Request, error) {\n\treturn http.NewRequest(method, url, body)\n}",
	"http.MethodPost":               "const httpMethodPost = http.MethodPost",
	"http.StatusTooManyRequests":    "const httpStatusTooManyRequests = http.StatusTooManyRequests",
	"http.StatusServiceUnavailable": "const httpStatusServiceUnavailable = http.StatusServiceUnavailable",
	"json.NewDecoder":               "func jsonNewDecoder(r io.Reader) *json.Decoder { return json.NewDecoder(r) }",
	"strings.NewReader":             "func stringsNewReader(s string) *strings.Reader { return strings.NewReader(s) }",
	"time.Sleep":                    "func timeSleep(d time.Duration) { time.Sleep(d) }",
	"time.Second":                   "const timeSecond = time.Second",
}

// withoutImports moves all but the function with the finding to another file, and what that uses of other packages
// behind names of the package.
func (s *site) withoutImports() {
	rest := s.decls + "\n"
	s.decls = ""
	for _, name := range slices.Sorted(maps.Keys(forwarders)) {
		short := strings.Replace(name, ".", "", 1)
		used := false
		for _, text := range []*string{&s.params, &s.body} {
			used = used || strings.Contains(*text, name)
			*text = regexp.MustCompile(`\b`+regexp.QuoteMeta(name)+`\b`).ReplaceAllString(*text, short)
		}
		if used {
			rest += "\n" + forwarders[name] + "\n"
		}
	}
	s.files["rest.go"] = "package medipim\n\n" + importsOf(rest, "") + rest
}
