package mapwalk

import (
	"encoding/json"
	"io"
	"net/http"
)

// Helpers that walk along a list of keys.

func object(r io.Reader) map[string]any {
	var m map[string]any
	_ = json.NewDecoder(r).Decode(&m)
	return m
}

func dig(v any, keys ...string) any {
	for _, k := range keys {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[k]
	}
	return v
}

func digs(r io.Reader) bool {
	return dig(object(r), "error", "status") == 404.0 // want medipimstatus/branch
}

func digsCode(r io.Reader) bool {
	return dig(object(r), "error", "code") == "missing" // want medipimcode/unknown
}

func nested(m map[string]any, keys []string) any {
	for i := 0; i < len(keys); i++ {
		if i == len(keys)-1 {
			return m[keys[i]]
		}
		next, ok := m[keys[i]].(map[string]any)
		if !ok {
			return nil
		}
		m = next
	}
	return nil
}

func last(r io.Reader) bool {
	n, _ := nested(object(r), []string{"error", "status"}).(float64)
	return n >= 500 // want medipimstatus/branch
}

func recurse(v any, keys ...string) any {
	if len(keys) == 0 {
		return v
	}
	m, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	return recurse(m[keys[0]], keys[1:]...)
}

func recursive(r io.Reader) bool {
	n, ok := recurse(object(r), "error", "status").(float64)
	return ok && int(n) == http.StatusForbidden // want medipimstatus/branch
}

func number(v any, keys ...string) int {
	f, _ := dig(v, keys...).(float64)
	return int(f)
}

func typed(r io.Reader) bool {
	return number(object(r), "error", "status") == http.StatusUnauthorized // want medipimstatus/branch
}

// Other keys lead elsewhere, and keys that are not known lead nowhere.

func elsewhere(r io.Reader) bool {
	return dig(object(r), "meta", "status") == 404.0 || recurse(object(r), "result", "status") == 404.0
}

func asked(r io.Reader, keys ...string) bool { return dig(object(r), keys...) == 404.0 }

func whole(r io.Reader) bool { return dig(object(r), "error") != nil }

func counted(r io.Reader) bool { return number(object(r), "meta", "total") > 100 }
