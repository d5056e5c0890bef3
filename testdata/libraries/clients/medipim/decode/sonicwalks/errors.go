// Package sonicwalks reads Medipim errors with sonic in further styles.
package sonicwalks

import (
	"errors"
	"io"
	"net/http"

	"github.com/bytedance/sonic"
	"github.com/bytedance/sonic/ast"
	"github.com/bytedance/sonic/decoder"
)

var errGone = errors.New("gone")

// node kept
func kept(body []byte) error {
	root, err := sonic.Get(body)
	if err != nil {
		return err
	}
	e := root.Get("error")
	if !e.Exists() {
		return nil
	}
	st, err := e.Get("status").Int64()
	if err != nil {
		return err
	}
	code, _ := e.Get("code").String()
	if st == 404 { // want medipimstatus/branch
		return errGone
	}
	if code == "oops" { // want medipimcode/unknown
		return errGone
	}
	return nil
}

// Map
func asMap(body []byte) bool {
	n, _ := sonic.Get(body, "error")
	m, err := n.Map()
	if err != nil {
		return false
	}
	return m["status"].(float64) == 404 // want medipimstatus/branch
}

// MapUseNode
func asNodes(body []byte) bool {
	n, _ := sonic.Get(body, "error")
	m, _ := n.MapUseNode()
	s := m["status"]
	v, _ := s.Int64()
	return v == 404 // want medipimstatus/branch
}

// Interface
func asInterface(body []byte) bool {
	n, _ := sonic.Get(body, "error", "status")
	v, _ := n.Interface()
	f, ok := v.(float64)
	return ok && f == 404 // want medipimstatus/branch
}

// searcher
func searcher(s string) bool {
	n, err := ast.NewSearcher(s).GetByPath("error", "code")
	if err != nil {
		return false
	}
	c, _ := n.StrictString()
	return c == "oops" // want medipimcode/unknown
}

// ForEach
func each(body []byte) bool {
	n, _ := sonic.Get(body, "error")
	var st int64
	_ = n.ForEach(func(path ast.Sequence, node *ast.Node) bool {
		if path.Key != nil && *path.Key == "status" {
			st, _ = node.Int64()
		}
		return true
	})
	return st == 404 // want medipimstatus/branch
}

// stream decoder package
func stream(resp *http.Response) (bool, error) {
	var env struct {
		Error struct {
			Status int
			Code   string
		}
	}
	err := decoder.NewStreamDecoder(resp.Body).Decode(&env)
	return env.Error.Status == 404, err // want medipimstatus/branch
}

// string decoder
func text(s string) bool {
	var v map[string]any
	if err := decoder.NewDecoder(s).Decode(&v); err != nil {
		return false
	}
	e, _ := v["error"].(map[string]any)
	return e["status"] == 404.0 // want medipimstatus/branch
}

// config
var api = sonic.Config{UseInt64: true}.Froze()

func config(r io.Reader) bool {
	var v any
	_ = api.NewDecoder(r).Decode(&v)
	m := v.(map[string]any)["error"].(map[string]any)
	st, _ := m["status"].(int64)
	return st == 404 // want medipimstatus/branch
}

// helper
func number(body []byte, path ...any) int64 {
	n, err := sonic.Get(body, path...)
	if err != nil {
		return 0
	}
	v, _ := n.Int64()
	return v
}

func helper(body []byte) bool {
	return number(body, "error", "status") == 404 || number(body, "meta", "total") == 404 // want medipimstatus/branch
}

// raw
func raw(body []byte) bool {
	n, _ := sonic.Get(body, "error", "status")
	r, _ := n.Raw()
	return r == "404" // want medipimstatus/branch
}

// parser
func parser(s string) bool {
	n, _ := ast.NewParser(s).Parse()
	st, _ := n.GetByPath("error", "status").StrictInt64()
	return st == 404 // want medipimstatus/branch
}
