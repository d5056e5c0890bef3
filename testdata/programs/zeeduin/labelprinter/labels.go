// Package labelprinter prints shelf labels.
package labelprinter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"example.com/zeeduin/pimsdk"
)

// Label is what gets printed.
type Label struct {
	Name  string `json:"name"`
	Price int    `json:"price"`
}

// Queue is the printer's.
type Queue interface {
	Push(Label) error
}

// queueError comes from the printer, whose documents look alike.
type queueError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (q *queueError) Error() string { return q.Code + ": " + q.Message }

// Job prints labels.
type Job struct {
	SDK   *pimsdk.SDK
	Queue Queue
	Log   *slog.Logger
}

var errSkip = errors.New("skip")

// Print prints the label of one product.
func (j *Job) Print(ctx context.Context, id int) error {
	var page struct {
		Results []Label `json:"results"`
	}
	err := j.SDK.Query(ctx, "products", map[string]int{"id": id}, &page)
	switch pimsdk.StatusOf(err) { // want medipimstatus/branch
	case http.StatusForbidden, http.StatusUnauthorized:
		return fmt.Errorf("no label service today: %w", err)
	}
	switch pimsdk.LineOf(err) {
	case http.StatusForbidden, http.StatusUnauthorized:
		return fmt.Errorf("no label service today: %w", err)
	}
	if e, ok := err.(*pimsdk.Error); ok {
		j.Log.Info("refused", "status", e.HTTPStatus, "detail", e.Detail(), "code", e.Code())
		return j.refused(e)
	}
	if err != nil {
		return err
	}
	for _, l := range page.Results {
		if err := j.push(l); err != nil {
			return err
		}
	}
	return nil
}

func (j *Job) refused(e *pimsdk.Error) error {
	switch {
	case e.HTTPStatus == http.StatusGone: // want medipimstatus/branch
		return errSkip
	case e.Line() == http.StatusGone:
		return errSkip
	case e.HasCode("unauthenticated", "not_authorized"): // want medipimcode/unknown
		return fmt.Errorf("login: %w", e)
	case e.HasCode("authentication.not_authenticated", pimsdk.CodeLocked):
		return fmt.Errorf("login: %w", e)
	case e.Code() == pimsdk.CodeQuota: // want medipimcode/unknown
		return fmt.Errorf("tomorrow: %w", e)
	case e.Code() == pimsdk.CodeNotFound, e.Code() == "resource_locked":
		return errSkip
	case e.Line() == http.StatusNotFound && e.Code() == "not_authorized": // want medipimpair/impossible
		return errSkip
	case e.Line() == http.StatusUnauthorized && e.Code() == "authentication.invalid_api_secret":
		return fmt.Errorf("secret: %w", e)
	case strings.Contains(e.Detail(), "discontinued"): // want medipimmessage/text
		return errSkip
	case e.Detail() == "":
		return errors.New("refused without a reason")
	case errors.Is(e, pimsdk.ErrNotFound):
		return errSkip
	}
	return e
}

func (j *Job) push(l Label) error {
	err := j.Queue.Push(l)
	var q *queueError
	if errors.As(err, &q) {
		if q.Status == http.StatusConflict || q.Code == "paper_out" || strings.Contains(q.Message, "ribbon") {
			return errSkip
		}
	}
	return err
}

// ReadSpool reads what the printer left.
func ReadSpool(raw []byte) (*queueError, bool) {
	q := new(queueError)
	if err := json.Unmarshal(raw, q); err != nil {
		return nil, false
	}
	return q, q.Status >= 500 || q.Code == "head_up"
}
