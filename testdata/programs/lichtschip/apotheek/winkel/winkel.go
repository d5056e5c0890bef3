// Package winkel serves the pharmacy's web shop.
package winkel

import (
	"encoding/json"
	"errors"
	"html/template"
	"log/slog"
	"net/http"
	"strconv"

	"example.com/lichtschip/apotheek/medipim"
)

// Shop is the shop's http.Handler.
type Shop struct {
	api *medipim.Client
	log *slog.Logger
	// pages renders the special page of some failures.
	pages map[int]Page
	mux   http.ServeMux
}

// Page renders a failure.
type Page func(w http.ResponseWriter, e *medipim.Error) error

// Templated is a Page that executes t.
func Templated(t *template.Template) Page {
	return func(w http.ResponseWriter, e *medipim.Error) error { return t.Execute(w, e) }
}

// New makes a Shop.
func New(api *medipim.Client, log *slog.Logger, pages map[int]Page) *Shop {
	s := &Shop{api: api, log: log, pages: pages}
	s.mux.HandleFunc("GET /p/{id}", s.product)
	s.mux.HandleFunc("POST /search", s.search)
	s.mux.HandleFunc("GET /admin/last-error", s.adminPage)
	return s
}

func (s *Shop) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

func (s *Shop) product(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	p, err := s.api.Product(r.Context(), id)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.json(w, http.StatusOK, p)
}

func (s *Shop) search(w http.ResponseWriter, r *http.Request) {
	var q medipim.Query
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		http.Error(w, "bad search", http.StatusBadRequest)
		return
	}
	found := []medipim.Product{}
	for p, err := range s.api.Products(r.Context(), q) {
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if found = append(found, p); len(found) == 200 {
			break
		}
	}
	s.json(w, http.StatusOK, found)
}

// fail answers in the shop's own format.
func (s *Shop) fail(w http.ResponseWriter, r *http.Request, err error) {
	var api *medipim.Error
	if !errors.As(err, &api) {
		s.log.ErrorContext(r.Context(), "catalogue unreachable", "err", err)
		http.Error(w, "try again later", http.StatusBadGateway)
		return
	}
	s.log.WarnContext(r.Context(), "catalogue", "http", api.HTTPStatus, "body_status", api.ReportedStatus, "code", api.Code)
	switch {
	case errors.Is(err, medipim.ErrNotFound):
		http.NotFound(w, r)
	case errors.Is(err, medipim.ErrThrottled):
		w.Header().Set("Retry-After", "20")
		http.Error(w, "busy", http.StatusServiceUnavailable)
	case errors.Is(err, medipim.ErrRejected):
		s.json(w, http.StatusUnprocessableEntity, map[string]any{
			"title":  api.Message,
			"fields": api.Violations,
		})
	case api.HTTPStatus == http.StatusUnauthorized && api.Code == "authentication.api_key_is_not_active":
		http.Error(w, "the shop is closed", http.StatusServiceUnavailable)
	default:
		http.Error(w, "catalogue error", http.StatusBadGateway)
	}
}

// adminPage shows what the catalogue says about the shop's own key.
func (s *Shop) adminPage(w http.ResponseWriter, r *http.Request) {
	_, err := s.api.Product(r.Context(), 1)
	api, ok := errors.AsType[*medipim.Error](err)
	if !ok {
		s.json(w, http.StatusOK, map[string]bool{"healthy": err == nil})
		return
	}
	render := s.pages[api.HTTPStatus]
	if render == nil {
		// Some pages are only known under what the body claims.
		render = s.pages[api.ReportedStatus] // want medipimstatus/branch
	}
	if render == nil {
		s.json(w, http.StatusOK, api)
		return
	}
	if err := render(w, api); err != nil {
		s.log.Error("template", "err", err)
	}
}

func (s *Shop) json(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		s.log.Error("write", "err", err)
	}
}
