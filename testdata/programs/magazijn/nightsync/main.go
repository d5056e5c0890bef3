// Command nightsync runs once a night.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"

	"example.com/magazijn/nightsync/pimapi"
	"example.com/magazijn/nightsync/worker"
)

type stdout struct{ enc *json.Encoder }

// Put writes the item down.
func (s stdout) Put(_ context.Context, it pimapi.Item) error { return s.enc.Encode(it) }

// main reads the real status of a fault, to choose the number that it ends with.
func main() {
	c := pimapi.New(pimapi.WithCredentials(os.Getenv("PIM_USER"), os.Getenv("PIM_PASS")))
	p := worker.Pool{Src: c, Dst: stdout{json.NewEncoder(os.Stdout)}, Log: slog.Default(), Size: 4}
	err := p.Run(context.Background(), 40)
	if err == nil {
		return
	}
	slog.Error("night", "err", err)
	var f *pimapi.Fault
	if errors.As(err, &f) && f.HTTP == 401 {
		os.Exit(77)
	}
	os.Exit(1)
}
