package throttle

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// Config says where and how to ask.
type Config struct {
	BaseURL string
	HTTP    *http.Client
}

// MedipimDefaults asks the sandbox.
func MedipimDefaults() Config {
	return Config{BaseURL: "https://api.sandbox.medipim.be", HTTP: &http.Client{Timeout: time.Minute}}
}

// MedipimAPI asks.
type MedipimAPI struct{ cfg Config }

func (a *MedipimAPI) get(ctx context.Context, path string) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodGet, a.cfg.BaseURL+path, nil)
}

// Header is reported: without the header the 429 is an error like any other.
func (a *MedipimAPI) Header(ctx context.Context, path string) error {
	for range 5 {
		req, err := a.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := a.cfg.HTTP.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			if ra := resp.Header.Get("Retry-After"); ra != "" { // want medipimretry/header
				secs, _ := strconv.Atoi(ra)
				time.Sleep(time.Duration(secs+1) * time.Second)
				continue
			}
		}
		if resp.StatusCode > 299 {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		return nil
	}
	return errors.New("gave up")
}

// HeaderOr is not reported: without the header it waits too.
func (a *MedipimAPI) HeaderOr(ctx context.Context, path string) error {
	for range 5 {
		req, err := a.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := a.cfg.HTTP.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			if ra := resp.Header.Get("Retry-After"); ra != "" {
				secs, _ := strconv.Atoi(ra)
				time.Sleep(time.Duration(secs+1) * time.Second)
				continue
			}
			time.Sleep(20 * time.Second)
			continue
		}
		if resp.StatusCode > 299 {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		return nil
	}
	return errors.New("gave up")
}

// HeaderBoth is reported: the one condition asks for 429 and for the header.
func (a *MedipimAPI) HeaderBoth(ctx context.Context, path string) error {
	for range 5 {
		req, err := a.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := a.cfg.HTTP.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == 429 && resp.Header.Get("Retry-After") != "" { // want medipimretry/header
			secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			time.Sleep(time.Duration(secs+1) * time.Second)
			continue
		}
		if resp.StatusCode > 299 {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		return nil
	}
	return errors.New("gave up")
}

// HeaderElse is not reported: without the header the 429 has its own error.
func (a *MedipimAPI) HeaderElse(ctx context.Context, path string) error {
	for range 5 {
		req, err := a.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := a.cfg.HTTP.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == 429 {
			secs, err := strconv.Atoi(resp.Header.Get("Retry-After"))
			if err != nil {
				return ErrLater
			}
			time.Sleep(time.Duration(secs+1) * time.Second)
			continue
		}
		if resp.StatusCode > 299 {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		return nil
	}
	return ErrLater
}

// ErrLater is for 429.
var ErrLater = errors.New("throttle: later")

// parse gives nothing where the header is absent; the callers say what then.
func parse(h http.Header) (time.Duration, bool) {
	secs, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil {
		return 0, false
	}
	return time.Duration(secs+1) * time.Second, true
}

// Parsed is reported: it depends on what parse finds.
func (a *MedipimAPI) Parsed(ctx context.Context, path string) error {
	for range 5 {
		req, err := a.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := a.cfg.HTTP.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			if d, ok := parse(resp.Header); ok { // want medipimretry/header
				time.Sleep(d)
				continue
			}
		}
		if resp.StatusCode > 299 {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		return nil
	}
	return errors.New("gave up")
}

// ParsedOr is not reported: where parse finds nothing, ten seconds are taken.
func (a *MedipimAPI) ParsedOr(ctx context.Context, path string) error {
	for range 5 {
		req, err := a.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := a.cfg.HTTP.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			d, ok := parse(resp.Header)
			if !ok {
				d = 10 * time.Second
			}
			time.Sleep(d)
			continue
		}
		if resp.StatusCode > 299 {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		return nil
	}
	return errors.New("gave up")
}

// ParsedZero is reported: where parse finds nothing the pause is none.
func (a *MedipimAPI) ParsedZero(ctx context.Context, path string) error {
	for range 5 {
		req, err := a.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := a.cfg.HTTP.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			d, _ := parse(resp.Header)
			time.Sleep(d)
			continue
		}
		if resp.StatusCode > 299 {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		return nil
	}
	return errors.New("gave up")
}

// ParsedMax is not reported: the pause is three seconds at the least.
func (a *MedipimAPI) ParsedMax(ctx context.Context, path string) error {
	for range 5 {
		req, err := a.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := a.cfg.HTTP.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			d, _ := parse(resp.Header)
			time.Sleep(max(d, 3*time.Second))
			continue
		}
		if resp.StatusCode > 299 {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		return nil
	}
	return errors.New("gave up")
}

// Seconds is reported: an absent header is nought seconds.
func (a *MedipimAPI) Seconds(ctx context.Context, path string) error {
	for range 5 {
		req, err := a.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := a.cfg.HTTP.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			select {
			case <-time.After(time.Duration(secs) * time.Second):
			case <-ctx.Done():
				return ctx.Err()
			}
			continue
		}
		if resp.StatusCode > 299 {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		return nil
	}
	return errors.New("gave up")
}

// Coded is reported: the code leads straight back.
func (a *MedipimAPI) Coded(ctx context.Context, path string) error {
	for range 5 {
		req, err := a.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := a.cfg.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode < 300 {
			return resp.Body.Close()
		}
		var env struct {
			Error struct {
				Code    string `json:"code"`
				Message string `json:"message"`
			} `json:"error"`
		}
		err = json.NewDecoder(resp.Body).Decode(&env)
		resp.Body.Close()
		if err != nil {
			return fmt.Errorf("%s: %s: %w", path, resp.Status, err)
		}
		if env.Error.Code == "too_many_requests" { // want medipimretry/immediate
			continue
		}
		return fmt.Errorf("%s: %s", path, env.Error.Message)
	}
	return errors.New("gave up")
}

// CodedSlow is not reported: the code leads back after a pause that grows.
func (a *MedipimAPI) CodedSlow(ctx context.Context, path string) error {
	for n := range 5 {
		req, err := a.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := a.cfg.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode < 300 {
			return resp.Body.Close()
		}
		var env struct {
			Error struct {
				Code    string `json:"code"`
				Message string `json:"message"`
			} `json:"error"`
		}
		err = json.NewDecoder(resp.Body).Decode(&env)
		resp.Body.Close()
		if err != nil {
			return fmt.Errorf("%s: %s: %w", path, resp.Status, err)
		}
		if env.Error.Code == "too_many_requests" {
			time.Sleep(time.Second << (n + 1))
			continue
		}
		return fmt.Errorf("%s: %s", path, env.Error.Message)
	}
	return errors.New("gave up")
}

// Hooked has its sender and its pause in fields.
type Hooked struct {
	medipim *MedipimAPI
	send    func(*http.Request) (*http.Response, error)
	sleep   func(time.Duration)
}

// NewHooked sends with net/http and sleeps with time.
func NewHooked() *Hooked {
	api := &MedipimAPI{cfg: MedipimDefaults()}
	return &Hooked{medipim: api, send: api.cfg.HTTP.Do, sleep: time.Sleep}
}

// Get is not reported: the two fields do what Do and Sleep do.
func (h *Hooked) Get(ctx context.Context, path string) error {
	for n := range 5 {
		req, err := h.medipim.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := h.send(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			h.sleep(time.Second << n)
			continue
		}
		if resp.StatusCode > 299 {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		return nil
	}
	return ErrLater
}

// GetNow is reported: the pause is forgotten.
func (h *Hooked) GetNow(ctx context.Context, path string) error {
	for range 5 {
		req, err := h.medipim.get(ctx, path)
		if err != nil {
			return err
		}
		resp, err := h.send(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			continue
		}
		if resp.StatusCode > 299 {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		return nil
	}
	return ErrLater
}
