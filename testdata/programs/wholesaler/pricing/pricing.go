// Package pricing looks up prices.
package pricing

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"example.com/wholesaler/apierrors"
	"example.com/wholesaler/catalogclient"
)

// ErrNoPrice says that no price is known.
var ErrNoPrice = errors.New("no price")

// Querier is the layer below.
type Querier interface {
	Query(ctx context.Context, payload []byte) ([]catalogclient.Product, error)
}

// Failure is what reports show.
type Failure struct {
	Upstream int
	Reason   string
	Text     string
}

// The body's number of the wrapped error decides in a third package.
func Lookup(ctx context.Context, q Querier, payload []byte) ([]catalogclient.Product, error) {
	products, err := q.Query(ctx, payload)
	if apiErr, ok := errors.AsType[*apierrors.MedipimError](err); ok && apiErr.Status == http.StatusNotFound { // want medipimstatus/branch
		return nil, ErrNoPrice
	}
	return products, err
}

// The field of the wrapper has the body's number.
func Denied(err error) bool {
	var qe *catalogclient.QueryError
	if !errors.As(err, &qe) {
		return false
	}
	return qe.Upstream == http.StatusForbidden // want medipimstatus/branch
}

// The predicate of the other package was judged there.
func Gone(err error) bool { return apierrors.IsMissing(err) || apierrors.Clear(err) }

// Wrong names given to a method that compares them with the code.
func Credentials(err error) bool {
	apiErr, ok := errors.AsType[*apierrors.MedipimError](err)
	return ok && apiErr.HasCode(
		"authentication.not_authenticated",
		"authentication.wrong_secret", // want medipimcode/unknown
		"unauthenticated",             // want medipimcode/unknown
	)
}

// A constant of the other package, and none of the catalog.
func UnknownKey(e *apierrors.MedipimError) bool {
	return e.Code == apierrors.CodeKeyUnknown // want medipimcode/unknown
}

// A constant of the other package that the catalog has.
func Missing(e *apierrors.MedipimError) bool {
	return e.HasCode(apierrors.CodeMissing)
}

// Copies and logs: no branch.
func Describe(err error) Failure {
	qe, ok := errors.AsType[*catalogclient.QueryError](err)
	if !ok {
		return Failure{Text: err.Error()}
	}
	slog.Warn("query", "upstream", qe.Upstream, "text", http.StatusText(qe.Upstream))
	return Failure{Upstream: qe.Upstream, Reason: qe.Reason, Text: strings.TrimSpace(qe.Detail)}
}
