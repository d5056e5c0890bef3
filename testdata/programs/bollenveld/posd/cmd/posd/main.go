// Command posd is the backend of the tills of one pharmacy.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"time"

	"example.com/bollenveld/posd/internal/adapters/insurer"
	"example.com/bollenveld/posd/internal/adapters/leaflet"
	"example.com/bollenveld/posd/internal/adapters/medipimapi"
	"example.com/bollenveld/posd/internal/adapters/pricing"
	"example.com/bollenveld/posd/internal/app"
	"example.com/bollenveld/posd/internal/domain"
)

func main() {
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	key, secret := os.Getenv("MEDIPIM_KEY"), os.Getenv("MEDIPIM_SECRET")
	articles := medipimapi.New(medipimapi.Config{BaseURL: "https://api.medipim.be", Key: key, Secret: secret}, log)
	prices := pricing.New(key, secret)
	cache := &app.MemoryCache{}
	counter := &app.Counter{
		Articles: articles,
		Prices:   prices,
		Leaflets: leaflet.New(key, secret),
		Tariff:   insurer.New(os.Getenv("CARENET_TOKEN")),
		Cache:    cache,
		Log:      log,
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	go nightly(ctx, articles, cache, log)

	mux := http.NewServeMux()
	mux.HandleFunc("GET /scan/{cnk}", func(w http.ResponseWriter, r *http.Request) {
		line, err := counter.Scan(r.Context(), r.FormValue("patient"), domain.CNK(r.PathValue("cnk")))
		reply(w, line, err)
	})
	mux.HandleFunc("GET /leaflet/{cnk}", func(w http.ResponseWriter, r *http.Request) {
		pdf, err := counter.Leaflet(r.Context(), domain.CNK(r.PathValue("cnk")), r.FormValue("lang"))
		if err != nil {
			reply(w, nil, err)
			return
		}
		w.Header().Set("Content-Type", "application/pdf")
		_, _ = w.Write(pdf)
	})
	srv := &http.Server{Addr: ":8181", Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	context.AfterFunc(ctx, func() { _ = srv.Close() })
	if err := srv.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Error("serve", "err", err)
		os.Exit(1)
	}
}

func nightly(ctx context.Context, a *medipimapi.Adapter, cache *app.MemoryCache, log *slog.Logger) {
	for {
		n, err := a.Warm(ctx, cache.Store)
		log.Info("cache warmed", "articles", n, "err", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(24 * time.Hour):
		}
	}
}

// reply answers a till; its error body has the same form as the supplier's.
func reply(w http.ResponseWriter, v any, err error) {
	w.Header().Set("Content-Type", "application/json")
	if err == nil {
		_ = json.NewEncoder(w).Encode(v)
		return
	}
	status, code := http.StatusBadGateway, "bad_gateway"
	var invalid *domain.Invalid
	switch {
	case errors.Is(err, domain.ErrNotFound), errors.Is(err, app.ErrNoLeaflet):
		status, code = http.StatusNotFound, "unknown_article"
	case errors.Is(err, domain.ErrDenied):
		status, code = http.StatusForbidden, "forbidden"
	case errors.As(err, &invalid):
		status, code = http.StatusUnprocessableEntity, "validation_error"
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{
		"error": map[string]any{"status": status, "code": code, "message": err.Error()},
	})
}
