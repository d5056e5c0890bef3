// Command gateway stands between the front ends and the databases.
package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.com/bollenveld/gateway/internal/api"
	"example.com/bollenveld/gateway/internal/upstream"
)

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	base, err := url.Parse(os.Getenv("MEDIPIM_URL"))
	if err != nil || base.Host == "" {
		log.Error("MEDIPIM_URL is not a URL", "err", err)
		os.Exit(2)
	}
	srv := &api.Server{
		Medipim: upstream.NewMedipimClient(base, url.UserPassword(os.Getenv("MEDIPIM_KEY"), os.Getenv("MEDIPIM_SECRET"))),
		Sam:     &upstream.SamClient{Client: &http.Client{Timeout: 5 * time.Second}},
		Log:     log,
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	hs := &http.Server{Addr: ":8080", Handler: srv.Routes(), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
		defer cancel()
		_ = hs.Shutdown(grace)
	}()
	if err := hs.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Error("serve", "err", err)
		os.Exit(1)
	}
}
