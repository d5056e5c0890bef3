// Package api has the handlers of the gateway.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"example.com/bollenveld/gateway/internal/problem"
	"example.com/bollenveld/gateway/internal/upstream"
)

// Server is the gateway.
type Server struct {
	Medipim *upstream.MedipimClient
	Sam     *upstream.SamClient
	Log     *slog.Logger
	mux     chi.Router
}

// Routes builds the router.
func (s *Server) Routes() http.Handler {
	r := chi.NewRouter()
	r.Use(middleware.RequestID, middleware.Recoverer, middleware.Timeout(30*time.Second))
	r.Get("/healthz", s.health)
	r.Route("/products", func(r chi.Router) {
		r.Get("/{id}", s.product)
		r.Get("/{id}/sheet", s.sheet)
		r.Get("/suggest", s.suggest)
		r.Get("/search", s.search)
	})
	r.Get("/photos/{id}", s.photo)
	raw := &MedipimProxy{Upstream: s.Medipim, Log: s.Log}
	r.Post("/raw/query", raw.Query)
	r.Post("/raw/brands", raw.Brands)
	s.mux = r
	return r
}

func (s *Server) product(w http.ResponseWriter, r *http.Request) {
	item, err := s.Medipim.Product(r.Context(), chi.URLParam(r, "id"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if item.State == "unauthorized" || item.State == "not_authorized_for_sale" {
		problem.Write(w, r, problem.Details{Type: "/problems/withdrawn", Title: "Withdrawn", Status: http.StatusGone})
		return
	}
	if ok, err := s.Sam.Authorised(r.Context(), item.ID); err == nil && !ok {
		w.Header().Set("X-Not-Authorised", "1")
	}
	answer(w, item)
}

func (s *Server) search(w http.ResponseWriter, r *http.Request) {
	items, err := s.Medipim.Search(r.Context(), r.FormValue("q"), r.FormValue("lang"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	answer(w, items)
}

func (s *Server) suggest(w http.ResponseWriter, r *http.Request) {
	list, err := s.Medipim.Suggest(r.Context(), r.FormValue("q"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	answer(w, list)
}

func (s *Server) sheet(w http.ResponseWriter, r *http.Request) {
	pdf, err := s.Medipim.Sheet(r.Context(), chi.URLParam(r, "id"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/pdf")
	_, _ = w.Write(pdf)
}

func (s *Server) photo(w http.ResponseWriter, r *http.Request) {
	status, b, err := s.Medipim.Photo(r.Context(), chi.URLParam(r, "id"))
	switch {
	case err != nil:
		s.fail(w, r, err)
	case status == http.StatusNotFound:
		http.Redirect(w, r, "/static/no-photo.jpg", http.StatusFound)
	case status != http.StatusOK:
		http.Error(w, http.StatusText(http.StatusBadGateway), http.StatusBadGateway)
	default:
		w.Header().Set("Content-Type", "image/jpeg")
		_, _ = w.Write(b)
	}
}

func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	_, err := s.Medipim.Product(ctx, "0")
	if err == nil || errors.Is(err, upstream.ErrGone) {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	http.Error(w, err.Error(), http.StatusServiceUnavailable)
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}
