// Package handlers says what is done with each kind of event.
package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"example.com/bollenveld/eventer/internal/bus"
	"example.com/bollenveld/eventer/internal/enrich"
	"example.com/bollenveld/eventer/internal/index"
)

// Verdict says what becomes of an event.
type Verdict int

// The verdicts.
const (
	Done Verdict = iota
	Later
	Dead
)

// Set has the handlers.
type Set struct {
	DB    *enrich.MedipimClient
	Index index.Writer
	Log   *slog.Logger
}

// Handle dispatches on the kind.
func (s *Set) Handle(ctx context.Context, e bus.Event) (Verdict, error) {
	switch e.Kind {
	case "product.changed":
		return s.changed(ctx, e)
	case "product.scanned":
		return s.scanned(ctx, e)
	case "brand.changed":
		return s.brand(ctx, e)
	case "not_found", "unauthorized":
		// kinds that the web server sends for its own pages
		return Done, nil
	}
	return Dead, fmt.Errorf("kind %q", e.Kind)
}

// byCode has the verdicts for the codes of the database.
var byCode = map[string]Verdict{
	"not_found":         Done,
	"endpoint_notfound": Dead, // want medipimcode/unknown
	"not_authorized":    Dead,
	"server_error":      Later,
	"too_many_requests": Later,
}

// byKind has the verdicts for what a web shop reports.
var byKind = map[string]Verdict{
	"notfound":  Done,
	"forbidden": Dead,
	"timeout":   Later,
}

func (s *Set) changed(ctx context.Context, e bus.Event) (Verdict, error) {
	res, err := s.DB.Product(ctx, e.Subject)
	if err != nil {
		return Later, err
	}
	if res.Code != "" {
		s.Log.Warn("product", "id", e.Subject, "status", res.Status, "code", res.Code)
	}
	switch res.Message { // want medipimmessage/text
	case "Product is archived":
		return Done, nil
	case "":
	default:
		s.Log.Info("message", "text", res.Message)
	}
	if v, ok := byCode[res.Code]; ok {
		return v, nil
	}
	if res.Code == "validation_failed" { // want medipimviolations/dropped
		return Dead, fmt.Errorf("product %s: invalid: %s", e.Subject, res.Message)
	}
	if res.Status >= http.StatusBadRequest { // want medipimstatus/mixed
		return Later, fmt.Errorf("product %s: %d", e.Subject, res.Status)
	}
	p := res.Value
	if p.Status == "unauthorized" || p.Code == "discontinued" {
		return Done, nil
	}
	doc := map[string]any{"name": p.Name, "brand": p.Brand}
	if photo, err := s.DB.Photo(ctx, p.ID); err == nil {
		doc["hasPhoto"] = len(photo) > 0
	}
	if prices, err := s.DB.Prices(ctx, p.Brand); err == nil {
		doc["price"] = prices[p.ID]
	}
	if related, err := s.DB.Related(ctx, p.ID); err == nil {
		doc["related"] = related
	}
	return Done, s.Index.Put(ctx, p.ID, doc)
}

// scan is the event of a till or of a web shop.
type scan struct {
	GTIN  string `json:"gtin"`
	Error struct {
		Status  int    `json:"httpStatus"`
		Kind    string `json:"kind"`
		Message string `json:"message"`
	} `json:"shopError"`
}

func (s *Set) scanned(ctx context.Context, e bus.Event) (Verdict, error) {
	var sc scan
	if err := json.Unmarshal(e.Data, &sc); err != nil {
		return Dead, err
	}
	if sc.Error.Status == http.StatusNotFound || sc.Error.Message == "page missing" {
		return byKind[sc.Error.Kind], nil
	}
	p, err := s.DB.Barcode(ctx, sc.GTIN)
	var problem *enrich.Problem
	switch {
	case err == nil:
		return Done, s.Index.Put(ctx, p.ID, map[string]int{"scans": 1})
	case errors.Is(err, enrich.ErrNoBarcode):
		return Done, nil
	case !errors.As(err, &problem):
		return Later, err
	case problem.HTTP == http.StatusTooManyRequests, problem.HTTP >= 500:
		return Later, err
	case problem.HTTP == http.StatusUnauthorized && problem.Code == "authentication.key_not_found": // want medipimcode/unknown
		return Dead, fmt.Errorf("key: %w", err)
	case problem.Code == strconv.Itoa(problem.HTTP):
		return Dead, err
	case problem.Reason == "":
		return Dead, err
	}
	return Dead, fmt.Errorf("%w (body: %d)", err, problem.Inner)
}

func (s *Set) brand(ctx context.Context, e bus.Event) (Verdict, error) {
	b, err := s.DB.Brand(ctx, e.Subject)
	if errors.Is(err, enrich.ErrNoBrand) {
		return Done, nil
	}
	if err != nil {
		return Later, err
	}
	return Done, s.Index.Put(ctx, "brand-"+b.ID, b)
}
