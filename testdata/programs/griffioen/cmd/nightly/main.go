// Command nightly refreshes the products, night after night.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	"example.com/griffioen/medipimsync"
)

type app struct {
	client *medipimsync.Client
	ids    []string
	show   func(*medipimsync.Product)
}

// tick is not reported: what was throttled is asked for again at the next tick.
func (a *app) tick(ctx context.Context, id string) error {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for range ticker.C {
		p, err := a.client.Product(ctx, id)
		if errors.Is(err, medipimsync.ErrThrottled) {
			log.Printf("%s: throttled, next minute again", id)
			continue
		}
		if err != nil {
			return err
		}
		a.show(p)
	}
	return nil
}

// once is reported: the tick paces the loop, and the throttled id is gone.
func (a *app) once(ctx context.Context) error {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for _, id := range a.ids {
		<-ticker.C
		p, err := a.client.Product(ctx, id)
		if errors.Is(err, medipimsync.ErrThrottled) { // want medipimretry/swallowed
			log.Printf("%s: throttled", id)
			continue
		}
		if err != nil {
			return err
		}
		a.show(p)
	}
	return nil
}

// index is not reported: the index does not move on after a 429, and the tick paces the loop.
func (a *app) index(ctx context.Context) error {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for i := 0; i < len(a.ids); {
		<-ticker.C
		p, err := a.client.Product(ctx, a.ids[i])
		if errors.Is(err, medipimsync.ErrThrottled) {
			continue
		}
		if err != nil {
			return err
		}
		a.show(p)
		i++
	}
	return nil
}

// spin is reported: the index does not move on after a 429, and nothing paces the loop.
func (a *app) spin(ctx context.Context) error {
	for i := 0; i < len(a.ids); {
		p, err := a.client.Product(ctx, a.ids[i])
		if errors.Is(err, medipimsync.ErrThrottled) { // want medipimretry/immediate
			continue
		}
		if err != nil {
			return err
		}
		a.show(p)
		i++
	}
	return nil
}

// gather is not reported: what was throttled is in the joined error.
func (a *app) gather(ctx context.Context) (err error) {
	for _, id := range a.ids {
		p, e := a.client.Product(ctx, id)
		if errors.Is(e, medipimsync.ErrThrottled) {
			err = errors.Join(err, fmt.Errorf("%s: %w", id, e))
			continue
		}
		if e != nil {
			return errors.Join(err, e)
		}
		a.show(p)
	}
	return err
}

// check is reported: a 429 ends the program.
func (a *app) check(ctx context.Context, id string) {
	_, err := a.client.Product(ctx, id)
	switch {
	case errors.Is(err, medipimsync.ErrThrottled): // want medipimretry/fatal
		log.Print("check: throttled")
		os.Exit(3)
	case err != nil:
		log.Printf("check: %v", err)
	}
}

func main() {
	ctx := context.Background()
	a := &app{
		client: medipimsync.New(os.Getenv("PIM_URL"), os.Getenv("PIM_KEY"), os.Getenv("PIM_SECRET")),
		ids:    os.Args[1:],
		show:   func(p *medipimsync.Product) { fmt.Println(p.ID, p.Name) },
	}
	a.check(ctx, a.ids[0])
	for _, f := range []func(context.Context) error{a.once, a.index, a.spin, a.gather} {
		if err := f(ctx); err != nil {
			log.Print(err)
		}
	}
	if err := a.tick(ctx, a.ids[0]); err != nil {
		log.Fatal(err)
	}
}
