// Command syncer keeps a database in step with the products of the API.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"time"
)

type config struct {
	Host   string
	KeyID  string
	Secret string
}

type medipimClient struct {
	config
	http    http.Client
	limiter <-chan time.Time
}

type streamLine struct {
	Meta   json.RawMessage `json:"meta"`
	Result json.RawMessage `json:"result"`
	Error  *apiError       `json:"error"`
}

type apiError struct {
	Status  int             `json:"status"`
	Code    string          `json:"code"`
	Message string          `json:"message"`
	Invalid json.RawMessage `json:"violations"`
}

func (e apiError) Error() string { return e.Code + ": " + e.Message }

var errSlowDown = errors.New("asked to slow down")

func main() {
	host := flag.String("host", "api.medipim.be", "API host")
	workers := flag.Int("workers", 4, "parallel requests")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	c := &medipimClient{
		config:  config{*host, os.Getenv("KEY"), os.Getenv("SECRET")},
		limiter: time.Tick(700 * time.Millisecond),
	}
	if err := c.sync(ctx, *workers); err != nil {
		slog.Error("sync failed", "error", err)
		os.Exit(1)
	}
}

func (c *medipimClient) sync(ctx context.Context, workers int) error {
	brands := make(chan string)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for brand := range brands {
				if err := c.brand(ctx, brand); err != nil {
					slog.Warn("brand skipped", "brand", brand, "error", err)
				}
			}
		})
	}
	defer wg.Wait()
	defer close(brands)
	for n := 0; ; n++ {
		err := c.stream(ctx, func(line streamLine) { brands <- string(line.Result) })
		if !errors.Is(err, errSlowDown) || n == 5 {
			return err
		}
		time.Sleep(10 * time.Second << n)
	}
}

func (c *medipimClient) request(ctx context.Context, path string, query any) (*http.Response, error) {
	body, err := json.Marshal(query)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://"+c.Host+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.KeyID, c.Secret)
	<-c.limiter
	return c.http.Do(req)
}

func (c *medipimClient) stream(ctx context.Context, each func(streamLine)) error {
	resp, err := c.request(ctx, "/v4/products/stream", struct{}{})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusNoContent:
		return nil
	case http.StatusTooManyRequests:
		return errSlowDown
	default:
		return c.failure(resp)
	}
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() {
		var line streamLine
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return err
		}
		if line.Error != nil {
			if line.Error.Status == http.StatusInternalServerError {
				return line.Error
			}
			slog.Warn("line skipped", "code", line.Error.Code)
			continue
		}
		each(line)
	}
	return lines.Err()
}

func (c *medipimClient) failure(resp *http.Response) error {
	var body struct{ Error apiError }
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return fmt.Errorf("%s without an envelope", resp.Status)
	}
	if body.Error.Code == "authentication.api_key_inactive" { // want medipimcode/unknown
		return fmt.Errorf("ask for the key to be activated: %w", body.Error)
	}
	if resp.StatusCode == http.StatusForbidden && body.Error.Code == "authentication.not_authenticated" { // want medipimpair/impossible
		return errors.New("no credentials")
	}
	return body.Error
}

// brand looks one brand up. Every failure is taken for a brand that does not exist.
func (c *medipimClient) brand(ctx context.Context, id string) error {
	resp, err := c.request(ctx, "/v4/brands/query", map[string]string{"id": id}) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var page struct {
		Results []json.RawMessage `json:"results"`
		Error   *apiError         `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil { // want medipimunchecked/unchecked
		return err
	}
	if len(page.Results) == 0 {
		slog.Info("no such brand", "brand", id)
	}
	return nil
}
