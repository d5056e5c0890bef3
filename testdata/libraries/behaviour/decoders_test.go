package behaviour

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/buger/jsonparser"
	"github.com/bytedance/sonic"
	experiment "github.com/go-json-experiment/json"
	restyv2 "github.com/go-resty/resty/v2"
	goccy "github.com/goccy/go-json"
	"github.com/imroc/req/v3"
	jsoniter "github.com/json-iterator/go"
	"github.com/tidwall/gjson"
	restyv3 "resty.dev/v3"
)

// lying says 200 in the body of what is answered with 404.
const lying = `{"error":{"status":200,"code":"not_found","message":"Not found"}}`

// tagged names its keys; untagged leaves them to the decoder.
type (
	tagged struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	untagged struct {
		Error struct {
			Status int
			Code   string
		}
	}
	oddCase struct {
		Error struct {
			Status int    `json:"Status"`
			Code   string `json:"CODE"`
		} `json:"Error"`
	}
)

// TestTagsAndCase shows which decoders read the envelope into a struct by its
// tags, and which of them match a key without regard to case.
func TestTagsAndCase(t *testing.T) {
	tests := []struct {
		decoder   string
		unmarshal func([]byte, any) error
		foldsCase bool
	}{
		{"encoding/json", json.Unmarshal, true},
		{"goccy/go-json", func(b []byte, v any) error { return goccy.Unmarshal(b, v) }, true},
		{"jsoniter, package", jsoniter.Unmarshal, true},
		{"jsoniter, compatible", jsoniter.ConfigCompatibleWithStandardLibrary.Unmarshal, true},
		{"jsoniter, fastest", jsoniter.ConfigFastest.Unmarshal, true},
		{"jsoniter, case-sensitive", jsoniter.Config{CaseSensitive: true}.Froze().Unmarshal, false},
		{"sonic", sonic.Unmarshal, true},
		{"sonic, std", sonic.ConfigStd.Unmarshal, true},
		{"go-json-experiment", func(b []byte, v any) error { return experiment.Unmarshal(b, v) }, false},
		{"go-json-experiment, without case", func(b []byte, v any) error {
			return experiment.Unmarshal(b, v, experiment.MatchCaseInsensitiveNames(true))
		}, true},
	}
	for _, tt := range tests {
		t.Run(tt.decoder, func(t *testing.T) {
			var exact tagged
			if err := tt.unmarshal([]byte(lying), &exact); err != nil {
				t.Fatal(err)
			}
			if exact.Error.Status != 200 || exact.Error.Code != "not_found" {
				t.Errorf("tagged: %+v", exact)
			}
			var bare untagged
			if err := tt.unmarshal([]byte(lying), &bare); err != nil {
				t.Fatal(err)
			}
			if read := bare.Error.Status == 200; read != tt.foldsCase {
				t.Errorf("untagged fields are read: %t", read)
			}
			var odd oddCase
			if err := tt.unmarshal([]byte(lying), &odd); err != nil {
				t.Fatal(err)
			}
			if read := odd.Error.Code == "not_found"; read != tt.foldsCase {
				t.Errorf("tags in another case are read: %t", read)
			}
		})
	}
}

// TestPaths shows the expressions that lead to the body's status and code.
func TestPaths(t *testing.T) {
	body := []byte(lying)
	statuses := map[string]func() int{
		"gjson.Get":      func() int { return int(gjson.Get(lying, "error.status").Int()) },
		"gjson.GetBytes": func() int { return int(gjson.GetBytes(body, "error.status").Uint()) },
		"gjson.Parse.Get.Get": func() int {
			return int(gjson.Parse(lying).Get("error").Get("status").Float())
		},
		"gjson.ParseBytes.Map": func() int {
			return int(gjson.ParseBytes(body).Map()["error"].Map()["status"].Int())
		},
		"gjson.GetMany":    func() int { return int(gjson.GetMany(lying, "error.code", "error.status")[1].Int()) },
		"gjson, Num":       func() int { return int(gjson.Get(lying, "error.status").Num) },
		"gjson, Value":     func() int { return int(gjson.Get(lying, "error.status").Value().(float64)) },
		"gjson, modifiers": func() int { return int(gjson.Get(lying, "error|status").Int()) },
		"gjson, wildcard":  func() int { return int(gjson.Get(lying, "*.status").Int()) },
		"jsonparser.GetInt": func() int {
			n, _ := jsonparser.GetInt(body, "error", "status")
			return int(n)
		},
		"jsonparser.GetFloat": func() int {
			n, _ := jsonparser.GetFloat(body, "error", "status")
			return int(n)
		},
		"jsonparser.Get twice": func() int {
			inner, _, _, _ := jsonparser.Get(body, "error")
			n, _ := jsonparser.GetInt(inner, "status")
			return int(n)
		},
		"jsonparser.ParseInt": func() int {
			raw, _, _, _ := jsonparser.Get(body, "error", "status")
			n, _ := jsonparser.ParseInt(raw)
			return int(n)
		},
		"jsonparser.ObjectEach": func() (status int) {
			jsonparser.ObjectEach(body, func(key, value []byte, _ jsonparser.ValueType, _ int) error {
				if string(key) == "status" {
					n, _ := jsonparser.ParseInt(value)
					status = int(n)
				}
				return nil
			}, "error")
			return status
		},
		"jsonparser.EachKey": func() (status int) {
			paths := [][]string{{"error", "code"}, {"error", "status"}}
			jsonparser.EachKey(body, func(i int, value []byte, _ jsonparser.ValueType, _ error) {
				if i == 1 {
					n, _ := jsonparser.ParseInt(value)
					status = int(n)
				}
			}, paths...)
			return status
		},
		"jsoniter.Get": func() int { return jsoniter.Get(body, "error", "status").ToInt() },
		"jsoniter.Get.Get": func() int {
			return jsoniter.Get(body).Get("error").Get("status").ToInt()
		},
		"sonic.Get": func() int {
			node, _ := sonic.Get(body, "error", "status")
			n, _ := node.Int64()
			return int(n)
		},
		"sonic.Get.Get": func() int {
			node, _ := sonic.GetFromString(lying, "error")
			n, _ := node.Get("status").Int64()
			return int(n)
		},
		"goccy.Path": func() (status int) {
			path, _ := goccy.CreatePath("$.error.status")
			path.Unmarshal(body, &status)
			return status
		},
	}
	for name, status := range statuses {
		if got := status(); got != 200 {
			t.Errorf("%s: %d", name, got)
		}
	}
	codes := map[string]func() string{
		"gjson.Get":      func() string { return gjson.Get(lying, "error.code").String() },
		"gjson, Str":     func() string { return gjson.Get(lying, "error.code").Str },
		"gjson, Raw":     func() string { return strings.Trim(gjson.Get(lying, "error.code").Raw, `"`) },
		"gjson.GetBytes": func() string { return gjson.GetBytes(body, "error.code").String() },
		"jsonparser.GetString": func() string {
			s, _ := jsonparser.GetString(body, "error", "code")
			return s
		},
		"jsonparser.GetUnsafeString": func() string {
			s, _ := jsonparser.GetUnsafeString(body, "error", "code")
			return s
		},
		"jsonparser.Get": func() string {
			b, _, _, _ := jsonparser.Get(body, "error", "code")
			return string(b)
		},
		"jsoniter.Get": func() string { return jsoniter.Get(body, "error", "code").ToString() },
		"sonic.Get": func() string {
			node, _ := sonic.Get(body, "error", "code")
			s, _ := node.String()
			return s
		},
	}
	for name, code := range codes {
		if got := code(); got != "not_found" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestErrorTargets shows that the clients decode a 404 into the target for
// errors, whose status then is the body's, and read the real one beside it.
func TestErrorTargets(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		w.Write([]byte(lying))
	}))
	defer server.Close()

	check := func(t *testing.T, target any, status int, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		envelope, ok := target.(*tagged)
		if !ok {
			t.Fatalf("the target is a %T", target)
		}
		if envelope.Error.Status != 200 || status != http.StatusNotFound {
			t.Errorf("body's status %d, response's %d", envelope.Error.Status, status)
		}
	}
	t.Run("resty v2, request", func(t *testing.T) {
		var into tagged
		resp, err := restyv2.New().R().SetError(&into).Get(server.URL)
		check(t, resp.Error(), resp.StatusCode(), err)
		if into.Error.Status != 200 {
			t.Error("the caller's variable is not filled")
		}
	})
	t.Run("resty v2, request, by value", func(t *testing.T) {
		resp, err := restyv2.New().R().SetError(tagged{}).Get(server.URL)
		check(t, resp.Error(), resp.StatusCode(), err)
	})
	t.Run("resty v2, client", func(t *testing.T) {
		resp, err := restyv2.New().SetError(&tagged{}).R().Get(server.URL)
		check(t, resp.Error(), resp.StatusCode(), err)
	})
	t.Run("resty v3, request", func(t *testing.T) {
		c := restyv3.New()
		defer c.Close()
		var into tagged
		resp, err := c.R().SetResultError(&into).Get(server.URL)
		check(t, resp.ResultError(), resp.StatusCode(), err)
		if into.Error.Status != 200 {
			t.Error("the caller's variable is not filled")
		}
	})
	t.Run("resty v3, client", func(t *testing.T) {
		c := restyv3.New().SetResultError(&tagged{})
		defer c.Close()
		resp, err := c.R().Get(server.URL)
		check(t, resp.ResultError(), resp.StatusCode(), err)
	})
	t.Run("req, request", func(t *testing.T) {
		var into tagged
		resp, err := req.C().R().SetErrorResult(&into).Get(server.URL)
		check(t, resp.ErrorResult(), resp.StatusCode, err)
		if into.Error.Status != 200 {
			t.Error("the caller's variable is not filled")
		}
	})
	t.Run("req, client", func(t *testing.T) {
		resp, err := req.C().SetCommonErrorResult(&tagged{}).R().Get(server.URL)
		check(t, resp.ErrorResult(), resp.StatusCode, err)
	})
}

// TestIntoLooksAtTheStatus: req's Into ends in an error for an error answer, its UnmarshalJson does not.
func TestIntoLooksAtTheStatus(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte(lying))
	}))
	defer server.Close()
	resp, err := req.C().R().Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	var v tagged
	if err := resp.Into(&v); err == nil {
		t.Error("Into takes a 404 for data")
	}
	if err := resp.UnmarshalJson(&v); err != nil || v.Error.Code != "not_found" {
		t.Errorf("UnmarshalJson = %v, %+v", err, v)
	}
}
