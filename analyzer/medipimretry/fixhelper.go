package medipimretry

import (
	"regexp"
	"slices"
	"strings"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
)

// A helper is a function that a fix adds to the package, once.
type helper struct {
	base      string   // its name, if that is free
	text      string   // $name, $again and, in the place of the packages, $io., $rand., $http. and $time.
	imports   []string // paths of the packages
	locals    []string // names that a package in it may not have
	builtins  []string // names that the package may not give to other things
	signature string
	marks     []string // what one of ours that is there already uses
}

var doHelper = helper{
	base: "doWithRetry",
	text: `// $name sends req and returns the answer. While that is 429 Too Many Requests, it waits (as long as
// Retry-After says, up to a minute, else ever longer, with jitter) and sends req again, five times at
// most. It stops when the request's context ends. A request whose body cannot be read again is sent once.
func $name(send func(*$http.Request) (*$http.Response, error), req *$http.Request) (*$http.Response, error) {
	const maxRetries, maxWait = 5, $time.Minute
	backoff := $time.Second
	for n := 0; ; n++ {
		resp, err := send(req)
		if err != nil || resp.StatusCode != $http.StatusTooManyRequests || n == maxRetries {
			return resp, err
		}
		if req.Body != nil && req.Body != $http.NoBody && req.GetBody == nil {
			return resp, nil
		}
		wait := backoff + $jitter
		backoff *= 2
		after := resp.Header.Get("Retry-After") // seconds, or a date
		if seconds, err := $time.ParseDuration(after + "s"); err == nil && seconds > 0 {
			wait = seconds
		} else if date, err := $http.ParseTime(after); err == nil && $time.Until(date) > 0 {
			wait = $time.Until(date)
		}
$cap		_, _ = $io.Copy($io.Discard, $io.LimitReader(resp.Body, 1<<16)) // lets the connection be used again
		_ = resp.Body.Close()

		timer := $time.NewTimer($atMost)
		select {
		case <-timer.C:
		case <-req.Context().Done():
			timer.Stop()
			return nil, req.Context().Err()
		}
		if req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req = req.Clone(req.Context())
			req.Body = body
		}
	}
}`,
	imports:   []string{"io", "math/rand/v2", "net/http", "time"},
	locals:    []string{"send", "req", "maxRetries", "maxWait", "backoff", "n", "resp", "err", "wait", "after", "seconds", "date", "timer", "body"},
	builtins:  []string{"error", "int64", "min", "nil"},
	signature: "func(send func(*net/http.Request) (*net/http.Response, error), req *net/http.Request) (*net/http.Response, error)",
	marks:     []string{"StatusTooManyRequests", "GetBody", "NewTimer"},
}

var requestHelper = helper{
	base: "requestWithRetry",
	text: `// $name makes a request and sends it through $again. The body is sent again if it is a
// *bytes.Buffer, a *bytes.Reader or a *strings.Reader.
func $name(send func(*$http.Request) (*$http.Response, error), method, url, contentType string, body $io.Reader) (*$http.Response, error) {
	req, err := $http.NewRequest(method, url, body)
	if err != nil {
		return nil, err
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	return $again(send, req)
}`,
	imports:   []string{"io", "net/http"},
	locals:    []string{"send", "method", "url", "contentType", "body", "req", "err"},
	builtins:  []string{"error", "nil", "string"},
	signature: "func(send func(*net/http.Request) (*net/http.Response, error), method string, url string, contentType string, body io.Reader) (*net/http.Response, error)",
	marks:     []string{"NewRequest", "Content-Type"},
}

// write returns the helper's source, with the packages as im names them. old asks for the Go of before 1.22.
func (h *helper) write(im *edit.Imports, name, again string, old bool) (string, bool) {
	text := strings.NewReplacer(
		"$jitter", "$rand.N(backoff)",
		"$cap", "",
		"$atMost", "min(wait, maxWait)",
	).Replace(h.text)
	imports := h.imports
	if slices.ContainsFunc(h.builtins, func(name string) bool { return !im.Builtin(name) }) {
		return "", false
	}
	if old {
		text = strings.NewReplacer(
			"$jitter", "$time.Duration($rand.Int63n(int64(backoff)))",
			"$cap", "\t\tif wait > maxWait {\n\t\t\twait = maxWait\n\t\t}\n",
			"$atMost", "wait",
		).Replace(h.text)
		imports = slices.Clone(imports)
		if i := slices.Index(imports, "math/rand/v2"); i >= 0 {
			imports[i] = "math/rand"
		}
	}
	for _, path := range imports {
		own := path[strings.LastIndex(path, "/")+1:]
		if own == "v2" {
			own = "rand"
		}
		var members []string
		for _, m := range regexp.MustCompile(`\$`+own+`\.(\w+)`).FindAllStringSubmatch(text, -1) {
			members = append(members, m[1])
		}
		local := im.Dotted(path, members...)
		if slices.Contains(h.locals, strings.TrimSuffix(local, ".")) {
			return "", false
		}
		text = strings.ReplaceAll(text, "$"+own+".", local)
	}
	return strings.NewReplacer("$name", name, "$again", again).Replace(text), true
}
