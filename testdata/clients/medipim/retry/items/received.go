package items

import (
	"context"
	"errors"
	"net/http"
)

var errBusy = errors.New("busy")

// A pool fetches the products whose ids come out of a channel.
type pool struct {
	client *http.Client
	later  []string
}

func (p *pool) get(id string) error {
	resp, err := p.client.Get("https://api.medipim.be/v4/products/" + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return errBusy
	case resp.StatusCode >= 400:
		return errors.New(resp.Status)
	}
	return nil
}

// apply puts an id by that is to be asked for again.
func (p *pool) apply(id string) error {
	err := p.get(id)
	if errors.Is(err, errBusy) {
		p.later = append(p.later, id)
		return nil
	}
	return err
}

// work goes on to the next id.
func (p *pool) work(ctx context.Context, ids <-chan string) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case id, ok := <-ids:
			if !ok {
				return nil
			}
			if err := p.apply(id); err != nil {
				return err
			}
		}
	}
}

// plain does so without a select.
func (p *pool) plain(ids <-chan string) error {
	for {
		if err := p.apply(<-ids); err != nil {
			return err
		}
	}
}

// same asks for the one id again and again, with nothing out of a channel.
func (p *pool) same(ctx context.Context, id string) error {
	for {
		err := p.get(id)
		if !errors.Is(err, errBusy) { // want medipimretry/immediate
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		default:
		}
	}
}
