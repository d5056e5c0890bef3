// Package jsonv2names reads Medipim errors with the second version of encoding/json.
package jsonv2names

import (
	"io"
	"net/http"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// untagged fields match exactly, and are never filled.
type bare struct {
	Error struct {
		Status int
		Code   string
	} `json:"error"`
}

type outer struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	}
}

type odd struct {
	Error struct {
		Status int    `json:"STATUS"`
		Code   string `json:"code"`
	} `json:"error"`
}

type loose struct {
	Error struct {
		Status int    `json:",case:ignore"`
		Code   string `json:"code"`
	} `json:"error"`
}

func notFilled(body []byte) bool {
	var a bare
	var b outer
	var c odd
	_ = json.Unmarshal(body, &a)
	_ = json.Unmarshal(body, &b)
	_ = json.Unmarshal(body, &c)
	return a.Error.Status == 404 || a.Error.Code == "oops" || b.Error.Status == 404 || b.Error.Code == "oops" || c.Error.Status == 404
}

func setBefore(resp *http.Response) bool {
	var a bare
	a.Error.Status = resp.StatusCode
	_ = json.UnmarshalRead(resp.Body, &a)
	return a.Error.Status == 404
}

func folded(body []byte) bool {
	var a bare
	_ = json.Unmarshal(body, &a, json.MatchCaseInsensitiveNames(true))
	return a.Error.Status == 404 // want medipimstatus/branch
}

func tagFolded(body []byte) bool {
	var a loose
	_ = json.Unmarshal(body, &a)
	return a.Error.Status == 404 // want medipimstatus/branch
}

func decoder(r io.Reader) bool {
	var env struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	_ = json.UnmarshalDecode(jsontext.NewDecoder(r), &env)
	return env.Error.Status == 404 // want medipimstatus/branch
}

func value(body []byte) bool {
	var env struct {
		Error jsontext.Value `json:"error"`
	}
	_ = json.Unmarshal(body, &env)
	var inner struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	}
	_ = json.Unmarshal(env.Error, &inner)
	return inner.Status == 404 // want medipimstatus/branch
}

func maps(body []byte) bool {
	var env map[string]map[string]any
	_ = json.Unmarshal(body, &env)
	return env["error"]["status"] == 404.0 || env["Error"]["Status"] == 404.0 // want medipimstatus/branch
}

// from implements the newer interface.
type from struct {
	Status int
	Code   string
}

func (f *from) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	var env struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := json.UnmarshalDecode(dec, &env); err != nil {
		return err
	}
	f.Status, f.Code = env.Error.Status, env.Error.Code
	return nil
}

func flattened(body []byte) bool {
	var f from
	_ = json.Unmarshal(body, &f)
	return f.Status == 404 // want medipimstatus/branch
}

func generic[T any](body []byte) (v T, err error) { err = json.Unmarshal(body, &v); return }

func useGeneric(body []byte) bool {
	a, _ := generic[bare](body)
	b, _ := generic[loose](body)
	return a.Error.Status == 404 || b.Error.Status == 404 // want medipimstatus/branch
}
