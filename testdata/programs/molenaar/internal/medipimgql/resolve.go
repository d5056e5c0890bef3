package medipimgql

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// Resolver answers the three queries of the schema.
type Resolver struct{ up *Upstream }

type answer struct {
	Data   map[string]any `json:"data,omitempty"`
	Errors []*gqlError    `json:"errors,omitempty"`
}

type product struct {
	ID string `json:"id"`
}

type page struct {
	Results []product `json:"results"`
}

func (r *Resolver) products(ctx context.Context, ids []string) (any, error) {
	p, err := call[page](ctx, r.up, "/v4/products/query", map[string]any{"filter": map[string]any{"id": ids}})
	if err != nil {
		if isNull(err) {
			return nil, nil
		}
		return nil, err
	}
	return p.Results, nil
}

func (r *Resolver) brands(ctx context.Context) (any, error) {
	p, err := call[page](ctx, r.up, "/v4/brands/query", nil)
	if isNullField(err) {
		return []product{}, nil
	}
	return p.Results, err
}

// ServeHTTP parses only as much of the query as we need.
func (r *Resolver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	var q struct {
		Query string   `json:"query"`
		IDs   []string `json:"ids"`
	}
	if err := json.NewDecoder(req.Body).Decode(&q); err != nil {
		http.Error(w, "bad query", http.StatusBadRequest)
		return
	}
	var out answer
	out.Data = map[string]any{}
	fields := map[string]func() (any, error){
		"products": func() (any, error) { return r.products(req.Context(), q.IDs) },
		"brands":   func() (any, error) { return r.brands(req.Context()) },
	}
	for name, resolve := range fields {
		if !strings.Contains(q.Query, name) {
			continue
		}
		v, err := resolve()
		if err != nil {
			out.Errors = append(out.Errors, present(toGraphQL(err, []any{name})))
		}
		out.Data[name] = v
	}
	w.WriteHeader(r.httpStatus(out.Errors))
	json.NewEncoder(w).Encode(out)
}

// httpStatus: GraphQL over HTTP wants 200 whenever there is data.
func (r *Resolver) httpStatus(errs []*gqlError) int {
	for _, e := range errs {
		if e.Extensions["code"] == "UNAUTHENTICATED" {
			return http.StatusUnauthorized
		}
	}
	return http.StatusOK
}

// Health is asked by the orchestrator.
func (r *Resolver) Health(ctx context.Context) string {
	_, err := call[page](ctx, r.up, "/v4/brands/query", nil)
	var f *Fault
	switch {
	case err == nil:
		return "up"
	case errors.Is(err, errBusy):
		return "busy"
	case !errors.As(err, &f):
		return "unreachable"
	}
	if f.http >= 400 && f.http < 500 {
		switch f.Code {
		case "not_authorized", "authentication.api_key_is_not_active":
			return "locked out"
		case "server_error": // want medipimpair/impossible
			return "down"
		case "client_closed_request": // want medipimcode/unknown
			return "flapping"
		}
		return "misconfigured"
	}
	return "down"
}
