package medipimgql

import (
	"cmp"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"
)

// gqlError is an element of "errors" in our own answers.
type gqlError struct {
	Message    string         `json:"message"`
	Path       []any          `json:"path,omitempty"`
	Extensions map[string]any `json:"extensions,omitempty"`
}

type verdict struct {
	status int
	code   string
}

// nullable has the failures that become a null field and no error.
var nullable = map[verdict]bool{
	{http.StatusNotFound, "not_found"}:       true,
	{http.StatusForbidden, "not_authorized"}: true,
}

// classes is indexed by the hundreds.
var classes = [...]string{2: "OK", 3: "INTERNAL", 4: "BAD_USER_INPUT", 5: "UPSTREAM"}

// extension is one row of the mapping to the codes of our schema.
type extension struct{ upstream, ours string }

var extensions = []extension{
	{"bad_request", "BAD_USER_INPUT"},
	{"not_authorized", "FORBIDDEN"},
	{"authentication.not_authenticated", "UNAUTHENTICATED"},
	{"server_error", "UPSTREAM"},
}

func isNull(err error) bool {
	f, ok := errors.AsType[*Fault](err)
	return ok && nullable[verdict{f.http, f.Code}]
}

// isNullField is isNull for list fields; it came with the first release.
func isNullField(err error) bool {
	f, ok := errors.AsType[*Fault](err)
	if !ok {
		return false
	}
	return nullable[verdict{f.Status, f.Code}] // want medipimstatus/branch
}

func classOf(f *Fault) string {
	if f.http/100 < len(classes) && f.http != 0 {
		return classes[f.http/100]
	}
	return "INTERNAL"
}

// upstreamClass goes into "extensions.class": a text for who reads the answer, on which nothing here decides.
func upstreamClass(f *Fault) string {
	return classes[f.Status/100]
}

func ourCode(f *Fault) string {
	for _, x := range extensions {
		if x.upstream == f.Code {
			return x.ours
		}
	}
	if i := slices.IndexFunc(extensions, func(x extension) bool { return x.ours == classOf(f) }); i >= 0 {
		return extensions[i].ours
	}
	return "INTERNAL"
}

func toGraphQL(err error, path []any) *gqlError {
	var f *Fault
	if !errors.As(err, &f) {
		return &gqlError{Message: "upstream does not answer", Path: path, Extensions: map[string]any{"code": "UPSTREAM"}}
	}
	g := &gqlError{Message: f.Message, Path: path, Extensions: map[string]any{
		"code":       ourCode(f),
		"class":      upstreamClass(f),
		"status":     f.Status,
		"violations": f.Violations,
	}}
	switch cmp.Or(f.Status, f.http) { // want medipimstatus/mixed
	case http.StatusUnauthorized, http.StatusForbidden:
		g.Extensions["hint"] = "ask the catalogue team"
	}
	bodySays := func(status int) bool {
		return f.Status == status // want medipimstatus/branch
	}
	lineSays := func(status int) bool { return f.http == status }
	if bodySays(http.StatusInternalServerError) || lineSays(http.StatusBadGateway) {
		slog.Error("upstream broke", "body", f.Status, "http", f.http)
	}
	return g
}

// present is the last look at an error before it leaves the house.
func present(g *gqlError) *gqlError {
	if strings.HasPrefix(g.Message, "SQLSTATE") { // want medipimmessage/text
		g.Message = "internal error"
	}
	if g.Message == "" {
		g.Message = "unknown error"
	}
	switch g.Extensions["code"] {
	case "UNAUTHENTICATED", "PERSISTED_QUERY_NOT_FOUND":
		g.Path = nil
	}
	return g
}
