// Package bus reads events from the company's message bus, which speaks HTTP.
package bus

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"
)

const root = "https://bus.bollenveld.example/v3/topics/"

// Event is one message.
type Event struct {
	ID      string          `json:"id"`
	Kind    string          `json:"kind"`
	Subject string          `json:"subject"`
	Data    json.RawMessage `json:"data"`
	Tries   int             `json:"tries"`
}

// Topic is a subscription.
type Topic struct {
	Name  string
	Token string
}

// ErrEmpty says that there is nothing to do.
var ErrEmpty = errors.New("no events")

func (t Topic) call(ctx context.Context, verb string, in, out any) error {
	b, err := json.Marshal(in)
	if err != nil {
		return err
	}
	return retry.Do(func() error {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, root+t.Name+":"+verb, bytes.NewReader(b))
		if err != nil {
			return retry.Unrecoverable(err)
		}
		req.Header.Set("Authorization", "Bearer "+t.Token)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		var env struct {
			Error *struct {
				Status  int    `json:"status"`
				Code    string `json:"code"`
				Message string `json:"message"`
			} `json:"error"`
			Result json.RawMessage `json:"result"`
		}
		if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
			return err
		}
		switch {
		case env.Error == nil:
			return json.Unmarshal(env.Result, out)
		case env.Error.Status == 404 || env.Error.Code == "no_messages":
			return retry.Unrecoverable(ErrEmpty)
		case env.Error.Status >= 500 || env.Error.Message == "leader election":
			return errors.New(env.Error.Message)
		}
		return retry.Unrecoverable(fmt.Errorf("bus: %d %s", env.Error.Status, env.Error.Code))
	}, retry.Context(ctx), retry.Attempts(6), retry.Delay(250*time.Millisecond), retry.LastErrorOnly(true))
}

// Pull takes up to n events.
func (t Topic) Pull(ctx context.Context, n int) ([]Event, error) {
	var out []Event
	err := t.call(ctx, "pull", map[string]int{"max": n}, &out)
	if errors.Is(err, ErrEmpty) {
		return nil, nil
	}
	return out, err
}

// Ack removes an event.
func (t Topic) Ack(ctx context.Context, id string) error {
	return t.call(ctx, "ack", map[string]string{"id": id}, new(any))
}

// Bury moves an event to the dead letters.
func (t Topic) Bury(ctx context.Context, id, reason string) error {
	return t.call(ctx, "bury", map[string]string{"id": id, "reason": reason}, new(any))
}
