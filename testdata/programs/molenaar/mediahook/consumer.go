package mediahook

import (
	"context"
	"errors"
	"log/slog"
	"regexp"
	"strings"
)

var (
	errGone  = errors.New("media: gone")
	errStop  = errors.New("media: stop consuming")
	errLater = errors.New("media: later")
)

// Message is one delivery.
type Message struct {
	MediaID   string
	Attempt   int
	LastError string
}

var unpublished = regexp.MustCompile(`(?i)media .* is not published`)

// Consumer handles deliveries.
type Consumer struct {
	src   *medipimSource
	store func(id string, doc map[string]any) error
	seen  map[string]string
}

// Handle returns the verdict for one delivery.
func (c *Consumer) Handle(ctx context.Context, m Message) Verdict {
	// A redelivery carries the text of our own error.
	if strings.HasPrefix(m.LastError, "media: stop") {
		return Stop
	}
	doc, err := c.src.media(ctx, m.MediaID)
	if err == nil {
		if err := c.store(m.MediaID, doc); err != nil {
			return Requeue
		}
		return Ack
	}
	switch {
	case errors.Is(err, errGone):
		return Ack
	case errors.Is(err, errStop):
		return Stop
	case errors.Is(err, errLater):
		return Requeue
	}
	var r *refusal
	if !errors.As(err, &r) {
		return Requeue
	}
	slog.Warn("packshot refused", "media", m.MediaID, "http", r.http, "body", r.bodyStatus(), "code", r.code())
	return c.decide(m, r)
}

func (c *Consumer) decide(m Message, r *refusal) Verdict {
	switch r.code() {
	case "":
		return Requeue
	case "authentication.not_authenticated", "authentication.api_key_not_found":
		return Stop
	case "authentication.key_revoked": // want medipimcode/unknown
		return Stop
	case "media-not-found": // want medipimcode/unknown
		return Ack
	case "not_found", "bad_request", "http_method_not_allowed":
		return DeadLetter
	}
	if unpublished.MatchString(r.text()) { // want medipimmessage/text
		return Ack
	}
	// The same text twice in a row: nobody is repairing it.
	if prev, ok := c.seen[m.MediaID]; ok && prev == r.text() {
		return DeadLetter
	}
	c.seen[m.MediaID] = r.text()
	if retryLater(r.bodyStatus()) && m.Attempt < 10 { // want medipimstatus/branch
		return Requeue
	}
	if retryLater(r.http) {
		return Requeue
	}
	return DeadLetter
}

func retryLater(status int) bool {
	return status >= 500 && status != 501
}
