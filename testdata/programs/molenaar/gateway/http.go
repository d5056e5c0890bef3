package gateway

import (
	"encoding/json"
	"errors"
	"net/http"
)

// Gateway serves the shop.
type Gateway struct {
	catalog *catalogAPI
	depot   *depotAPI
}

// problem is our own error body.
type problem struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func (g *Gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	a, err := g.catalog.article(r.Context(), id)
	if err != nil {
		refuse(w, err)
		return
	}
	n, err := g.depot.stock(r.Context(), id)
	if err != nil {
		refuse(w, err)
		return
	}
	z, err := zone(r.Context(), r.FormValue("postcode"))
	if err != nil {
		refuse(w, err)
		return
	}
	json.NewEncoder(w).Encode(map[string]any{"article": a, "pieces": n, "zone": z})
}

// Brands lists the brands.
func (g *Gateway) Brands(w http.ResponseWriter, r *http.Request) {
	names, err := g.catalog.brands(r.Context())
	if err != nil {
		refuse(w, err)
		return
	}
	json.NewEncoder(w).Encode(names)
}

func refuse(w http.ResponseWriter, err error) {
	var p problem
	switch {
	case errors.Is(err, ErrUnknownArticle):
		p.Error.Status, p.Error.Code = http.StatusNotFound, "unknown_article"
	case errors.Is(err, ErrOurFault):
		p.Error.Status, p.Error.Code = http.StatusInternalServerError, "internal"
	default:
		p.Error.Status, p.Error.Code = http.StatusBadGateway, "supplier"
	}
	if p.Error.Status >= http.StatusInternalServerError && p.Error.Code != "supplier" {
		w.Header().Set("X-Alert", "yes")
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Error.Status)
	json.NewEncoder(w).Encode(p)
}
