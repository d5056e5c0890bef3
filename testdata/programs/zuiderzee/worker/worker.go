//medipimlint:client

// Package worker takes jobs from the queue and brings them to the catalogue.
package worker

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"time"
)

// Delivery is a message of the broker.
type Delivery interface {
	Body() []byte
	Ack() error
	Nack(requeue bool) error
}

// DeadLetters keeps what cannot be processed.
type DeadLetters interface {
	Put(body []byte, reason string, detail []byte) error
}

// Job is what is in a message.
type Job struct {
	Path    string          `json:"path"`
	Payload json.RawMessage `json:"payload"`
}

// Worker works.
type Worker struct {
	api  *http.Client
	root string
	dead DeadLetters
}

// Verdict is what becomes of a delivery.
type Verdict int

const (
	Done Verdict = iota
	Drop
	Requeue
	Later // the API is throttling us
)

// attempt sends a job and says what is to become of it.
func (w *Worker) attempt(ctx context.Context, j Job) (Verdict, []byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.root+j.Path, bytes.NewReader(j.Payload))
	if err != nil {
		return Drop, nil, err
	}
	resp, err := w.api.Do(req)
	if err != nil {
		return Requeue, nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return Requeue, nil, err
	}
	switch s := resp.StatusCode; {
	case s < 300:
		return Done, nil, nil
	case s == http.StatusTooManyRequests:
		return Later, nil, nil
	case s >= 500:
		return Requeue, nil, fmt.Errorf("HTTP %d", s)
	default:
		return Drop, raw, fmt.Errorf("HTTP %d", s)
	}
}

// Run consumes until the channel closes.
func (w *Worker) Run(ctx context.Context, in <-chan Delivery) {
	for d := range in {
		var j Job
		if err := json.Unmarshal(d.Body(), &j); err != nil {
			_ = w.dead.Put(d.Body(), err.Error(), nil)
			_ = d.Ack()
			continue
		}
		v, detail, err := w.attempt(ctx, j)
		switch v {
		case Done:
			_ = d.Ack()
		case Later:
			time.Sleep(10 * time.Second)
			_ = d.Nack(true)
		case Requeue:
			log.Printf("again: %v", err)
			_ = d.Nack(true)
		case Drop:
			_ = w.dead.Put(d.Body(), err.Error(), detail)
			_ = d.Ack()
		}
	}
}

// ---- the other queue: prices ----

var errThrottled = errors.New("throttled")

func (w *Worker) price(ctx context.Context, payload []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.root+"/v4/prices/save", bytes.NewReader(payload))
	if err != nil {
		return err
	}
	resp, err := w.api.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == 429:
		return errThrottled
	case resp.StatusCode == 422: // want medipimviolations/dropped
		log.Printf("price %q is not valid", payload)
		return nil
	case resp.StatusCode >= 400:
		return errors.New(resp.Status)
	}
	return nil
}

// Prices works off the prices; a price that cannot be sent now is left to the next night.
func (w *Worker) Prices(ctx context.Context, in []Delivery) error {
	for _, d := range in {
		err := w.price(ctx, d.Body())
		if errors.Is(err, errThrottled) { // want medipimretry/swallowed
			log.Print("throttled, next one")
			continue
		}
		if err != nil {
			return err
		}
		_ = d.Ack()
	}
	return nil
}

// PricesNow insists.
func (w *Worker) PricesNow(ctx context.Context, in []Delivery) error {
	for _, d := range in {
		for {
			err := w.price(ctx, d.Body())
			if errors.Is(err, errThrottled) { // want medipimretry/immediate
				continue
			}
			if err != nil {
				return err
			}
			break
		}
		_ = d.Ack()
	}
	return nil
}

// PricesSlow insists, and waits.
func (w *Worker) PricesSlow(ctx context.Context, in []Delivery) error {
	for _, d := range in {
		for n := 1; ; n++ {
			err := w.price(ctx, d.Body())
			if errors.Is(err, errThrottled) && n < 10 {
				time.Sleep(time.Duration(n) * time.Second)
				continue
			}
			if err != nil {
				return err
			}
			break
		}
		_ = d.Ack()
	}
	return nil
}

// PricesOrFail hands the error on.
func (w *Worker) PricesOrFail(ctx context.Context, in []Delivery) error {
	for i, d := range in {
		if err := w.price(ctx, d.Body()); err != nil {
			return fmt.Errorf("price %d: %w", i, err)
		}
		_ = d.Ack()
	}
	return nil
}

// ---- the queue of the texts: written by the student ----

func (w *Worker) Text(ctx context.Context, d Delivery) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.root+"/v4/texts/save", bytes.NewReader(d.Body()))
	if err != nil {
		return err
	}
	resp, err := w.api.Do(req)
	if err != nil {
		return d.Nack(true)
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return d.Ack()
	case http.StatusTooManyRequests: // want medipimretry/swallowed
		log.Println("texts: too fast, dropped")
		return d.Ack()
	default:
		return w.dead.Put(d.Body(), resp.Status, nil)
	}
}

// Image stops the worker; systemd is to start it again.
func (w *Worker) Image(ctx context.Context, d Delivery) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.root+"/v4/media/save", bytes.NewReader(d.Body()))
	if err != nil {
		return err
	}
	resp, err := w.api.Do(req)
	if err != nil {
		return d.Nack(true)
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/fatal
		fmt.Fprintln(os.Stderr, "media: throttled")
		os.Exit(75)
	}
	if resp.StatusCode >= 400 {
		return w.dead.Put(d.Body(), resp.Status, nil)
	}
	return d.Ack()
}

// Sound does so when it was not heard for the fifth time.
func (w *Worker) Sound(ctx context.Context, d Delivery) error {
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.root+"/v4/sounds/save", bytes.NewReader(d.Body()))
		if err != nil {
			return err
		}
		resp, err := w.api.Do(req)
		if err != nil {
			return d.Nack(true)
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			if n == 5 {
				log.Fatal("sounds: throttled five times")
			}
			time.Sleep(time.Minute)
			continue
		}
		if resp.StatusCode >= 400 {
			return w.dead.Put(d.Body(), resp.Status, nil)
		}
		return d.Ack()
	}
}

// Video believes the header, and nothing else.
func (w *Worker) Video(ctx context.Context, d Delivery) error {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.root+"/v4/videos/save", bytes.NewReader(d.Body()))
		if err != nil {
			return err
		}
		resp, err := w.api.Do(req)
		if err != nil {
			return d.Nack(true)
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			if after := resp.Header.Get("Retry-After"); after != "" { // want medipimretry/header
				if s, err := strconv.Atoi(after); err == nil {
					time.Sleep(time.Duration(s+1) * time.Second)
				} else {
					time.Sleep(time.Minute)
				}
				continue
			}
		}
		if resp.StatusCode >= 400 {
			return w.dead.Put(d.Body(), resp.Status, nil)
		}
		return d.Ack()
	}
}

// Model believes the header when there is one.
func (w *Worker) Model(ctx context.Context, d Delivery) error {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.root+"/v4/models/save", bytes.NewReader(d.Body()))
		if err != nil {
			return err
		}
		resp, err := w.api.Do(req)
		if err != nil {
			return d.Nack(true)
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			pause := 15 * time.Second
			if after := resp.Header.Get("Retry-After"); after != "" {
				if s, err := strconv.Atoi(after); err == nil {
					pause = time.Duration(s+1) * time.Second
				}
			}
			time.Sleep(pause)
			continue
		}
		if resp.StatusCode >= 400 {
			return w.dead.Put(d.Body(), resp.Status, nil)
		}
		return d.Ack()
	}
}

// Stamp sleeps for what the header says, which is nothing when it is absent.
func (w *Worker) Stamp(ctx context.Context, d Delivery) error {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.root+"/v4/stamps/save", bytes.NewReader(d.Body()))
		if err != nil {
			return err
		}
		resp, err := w.api.Do(req)
		if err != nil {
			return d.Nack(true)
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			s, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			time.Sleep(time.Duration(s) * time.Second)
			continue
		}
		if resp.StatusCode >= 400 {
			return w.dead.Put(d.Body(), resp.Status, nil)
		}
		return d.Ack()
	}
}

// Seal sleeps at least a second.
func (w *Worker) Seal(ctx context.Context, d Delivery) error {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.root+"/v4/seals/save", bytes.NewReader(d.Body()))
		if err != nil {
			return err
		}
		resp, err := w.api.Do(req)
		if err != nil {
			return d.Nack(true)
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			s, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			time.Sleep(max(time.Duration(s)*time.Second, time.Second))
			continue
		}
		if resp.StatusCode >= 400 {
			return w.dead.Put(d.Body(), resp.Status, nil)
		}
		return d.Ack()
	}
}

// Batch sends the same request again, with what is left of its body.
func (w *Worker) Batch(ctx context.Context, payload []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.root+"/v4/batch", bytes.NewReader(payload))
	if err != nil {
		return err
	}
	for n := 1; n <= 4; n++ {
		resp, err := w.api.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 400 {
			return nil
		}
		if resp.StatusCode != 429 && resp.StatusCode < 500 {
			return errors.New(resp.Status)
		}
		time.Sleep(time.Duration(n*n) * time.Second)
	}
	return errThrottled
}

// BatchRewound gives it its body back.
func (w *Worker) BatchRewound(ctx context.Context, payload []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.root+"/v4/batch", bytes.NewReader(payload))
	if err != nil {
		return err
	}
	for n := 1; n <= 4; n++ {
		if n > 1 {
			req.Body = io.NopCloser(bytes.NewReader(payload))
		}
		resp, err := w.api.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 400 {
			return nil
		}
		if resp.StatusCode != 429 && resp.StatusCode < 500 {
			return errors.New(resp.Status)
		}
		time.Sleep(time.Duration(n*n) * time.Second)
	}
	return errThrottled
}

// Spool sends a file; every try makes a request, all of them on one reader.
func (w *Worker) Spool(ctx context.Context, f io.Reader) error {
	for n := range 4 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.root+"/v4/spool", f)
		if err != nil {
			return err
		}
		resp, err := w.api.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(n+1) * 5 * time.Second)
			continue
		}
		if resp.StatusCode >= 400 {
			return errors.New(resp.Status)
		}
		return nil
	}
	return errThrottled
}

// SpoolFile opens the file for each try.
func (w *Worker) SpoolFile(ctx context.Context, name string) error {
	for n := range 4 {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.root+"/v4/spool", f)
		if err != nil {
			f.Close()
			return err
		}
		resp, err := w.api.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(n+1) * 5 * time.Second)
			continue
		}
		if resp.StatusCode >= 400 {
			return errors.New(resp.Status)
		}
		return nil
	}
	return errThrottled
}

// SpoolSeek winds the file back.
func (w *Worker) SpoolSeek(ctx context.Context, f *os.File) error {
	for n := range 4 {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.root+"/v4/spool", io.NopCloser(f))
		if err != nil {
			return err
		}
		resp, err := w.api.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(n+1) * 5 * time.Second)
			continue
		}
		if resp.StatusCode >= 400 {
			return errors.New(resp.Status)
		}
		return nil
	}
	return errThrottled
}

// Look has no body to lose.
func (w *Worker) Look(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodHead, w.root+"/v4/batch", nil)
	if err != nil {
		return err
	}
	for n := 1; n <= 4; n++ {
		resp, err := w.api.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 400 {
			return nil
		}
		if resp.StatusCode != 429 {
			return errors.New(resp.Status)
		}
		time.Sleep(time.Duration(n*n) * time.Second)
	}
	return errThrottled
}
