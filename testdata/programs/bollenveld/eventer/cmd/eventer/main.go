// Command eventer keeps the search index up to date.
package main

import (
	"context"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"example.com/bollenveld/eventer/internal/bus"
	"example.com/bollenveld/eventer/internal/enrich"
	"example.com/bollenveld/eventer/internal/handlers"
	"example.com/bollenveld/eventer/internal/index"
)

const workers = 4

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	db := &enrich.MedipimClient{
		Base:   os.Getenv("DB_URL"),
		Key:    os.Getenv("DB_KEY"),
		Secret: os.Getenv("DB_SECRET"),
		HTTP:   &http.Client{Timeout: 30 * time.Second},
		Log:    log,
	}
	if err := db.Hello(ctx); err != nil {
		log.Error("hello", "err", err)
		os.Exit(1)
	}
	topic := bus.Topic{Name: "products", Token: os.Getenv("BUS_TOKEN")}
	set := &handlers.Set{DB: db, Index: index.Writer{Node: "http://index.internal:9200", Index: "products"}, Log: log}

	events := make(chan bus.Event)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for e := range events {
				work(ctx, topic, set, e, log)
			}
		})
	}
	pump(ctx, topic, events, log)
	close(events)
	wg.Wait()
}

func pump(ctx context.Context, topic bus.Topic, events chan<- bus.Event, log *slog.Logger) {
	for ctx.Err() == nil {
		batch, err := topic.Pull(ctx, 50)
		if err != nil {
			log.Error("pull", "err", err)
		}
		if len(batch) == 0 {
			select {
			case <-ctx.Done():
			case <-time.After(2 * time.Second):
			}
			continue
		}
		for _, e := range batch {
			select {
			case events <- e:
			case <-ctx.Done():
				return
			}
		}
	}
}

func work(ctx context.Context, topic bus.Topic, set *handlers.Set, e bus.Event, log *slog.Logger) {
	log = log.With("event", e.ID, "kind", e.Kind)
	verdict, err := set.Handle(ctx, e)
	switch {
	case verdict == handlers.Done && err == nil:
		err = topic.Ack(ctx, e.ID)
	case verdict == handlers.Dead, e.Tries > 10:
		reason := "unknown"
		if err != nil {
			reason = err.Error()
		}
		err = topic.Bury(ctx, e.ID, reason)
	default:
		log.Warn("later", "err", err)
		return
	}
	if err != nil {
		log.Error("bus", "err", err)
	}
}
