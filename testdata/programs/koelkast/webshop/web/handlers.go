// Package web answers the shop's visitors.
package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"example.com/koelkast/webshop/supplier"
)

// Source is what the handlers need.
type Source interface {
	Search(ctx context.Context, words string) ([]supplier.Article, error)
}

// fail answers a visitor with 503 when the supplier is busy, which is no judgement on a request of ours.
func fail(w http.ResponseWriter, err error) {
	var invalid *supplier.InvalidArticle
	switch {
	case errors.Is(err, supplier.ErrBusy):
		w.Header().Set("Retry-After", "5")
		http.Error(w, "please try again", http.StatusServiceUnavailable)
	case errors.Is(err, supplier.ErrUnknownArticle):
		http.Error(w, "no such article", http.StatusNotFound)
	case errors.As(err, &invalid):
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(invalid.Violations)
	default:
		http.Error(w, "something went wrong", http.StatusBadGateway)
	}
}

// Search decodes nothing from the supplier itself.
func Search(src Source) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		found, err := src.Search(r.Context(), r.URL.Query().Get("q"))
		if err != nil {
			fail(w, err)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(found)
	}
}

// Create decodes what a visitor sent: a request has no status.
func Create(save func(context.Context, supplier.Article) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var a supplier.Article
		if err := json.NewDecoder(r.Body).Decode(&a); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if err := save(r.Context(), a); err != nil {
			fail(w, err)
			return
		}
		w.WriteHeader(http.StatusCreated)
	}
}
