// Command importer fills the store from the stream.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"example.com/koelkast/importer/feed"
	"example.com/koelkast/importer/load"
)

type printer struct{}

// Insert prints.
func (printer) Insert(rows []json.RawMessage) error {
	for _, r := range rows {
		fmt.Println(string(r))
	}
	return nil
}

// run stops at the first error.
func run(ctx context.Context, f *feed.Feed, b *load.Batch) error {
	for l, err := range f.Lines(ctx, `{"active":true}`) {
		if err != nil {
			return err
		}
		if err := b.Add(l.Result); err != nil {
			return err
		}
	}
	return b.Flush()
}

// main starts again after a minute when the limit is reached.
func main() {
	f := feed.New(os.Getenv("FEED_KEY"), os.Getenv("FEED_SECRET"))
	b := &load.Batch{To: printer{}, Size: 500}
	for {
		err := run(context.Background(), f, b)
		if errors.Is(err, feed.ErrLimit) {
			time.Sleep(time.Minute)
			continue
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
}
