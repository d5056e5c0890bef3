// Command labels prints labels.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"

	"example.com/griffioen/wire"
)

type label struct {
	Text string `json:"text"`
}

// first is reported: Wire's Get hands up the bare answer, and nothing here knows of 429.
func first(ctx context.Context, w *wire.Wire) (l label, err error) {
	resp, err := w.Get(ctx, "/v4/labels/first") // want medipimretry/missing
	if err != nil {
		return l, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return l, fmt.Errorf("labels: %s", resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&l)
	return l, err
}

// second is not reported: it waits and asks again.
func second(ctx context.Context, w *wire.Wire) (l label, err error) {
	for wait := time.Second; ; wait += wait {
		resp, err := w.Get(ctx, "/v4/labels/second")
		if err != nil {
			return l, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(wait)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return l, fmt.Errorf("labels: %s", resp.Status)
		}
		err = json.NewDecoder(resp.Body).Decode(&l)
		return l, err
	}
}

// third is reported: the 502 alone is sent again.
func third(ctx context.Context, w *wire.Wire) (l label, err error) {
	for wait := time.Second; ; wait += wait {
		resp, err := w.Post(ctx, "/v4/labels/query", `{"nr":3}`)
		if err != nil {
			return l, err
		}
		if resp.StatusCode == http.StatusBadGateway { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(wait)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return l, fmt.Errorf("labels: %s", resp.Status)
		}
		err = json.NewDecoder(resp.Body).Decode(&l)
		return l, err
	}
}

// fourth is reported: a 429 makes a label without text.
func fourth(ctx context.Context, w *wire.Wire) (l label, err error) {
	resp, err := w.Get(ctx, "/v4/labels/fourth")
	if err != nil {
		return l, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		err = json.NewDecoder(resp.Body).Decode(&l)
		return l, err
	case http.StatusTooManyRequests: // want medipimretry/swallowed
		return label{}, nil
	}
	return l, fmt.Errorf("labels: %s", resp.Status)
}

// fifth is reported: what log.Panicf says ends the program.
func fifth(ctx context.Context, w *wire.Wire) error {
	resp, err := w.Get(ctx, "/v4/labels/fifth")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/fatal
		log.Panicf("labels: %s", resp.Status)
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("labels: %s", resp.Status)
	}
	return nil
}

func main() {
	ctx := context.Background()
	root, err := url.Parse(os.Getenv("LABELS_URL"))
	if err != nil {
		log.Fatal(err)
	}
	w := wire.New(root, wire.WithHeader("Authorization", os.Getenv("LABELS_AUTH")))
	for _, f := range []func(context.Context, *wire.Wire) (label, error){first, second, third, fourth} {
		l, err := f(ctx, w)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(l.Text)
	}
	if err := fifth(ctx, w); err != nil {
		log.Fatal(err)
	}
}
