package upstream

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

func TestProductGone(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"status": 404, "code": "not_found", "message": "Not found"}})
	}))
	defer srv.Close()
	base, err := url.Parse(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	c := NewMedipimClient(base, url.UserPassword("k", "s"))
	_, err = c.Product(context.Background(), "1")
	if !errors.Is(err, ErrGone) {
		t.Fatalf("got %v", err)
	}
	var me *MedipimError
	if !errors.As(err, &me) || me.Message != "Not found" || me.Code == "unauthorized" {
		t.Fatalf("got %+v", me)
	}
}
