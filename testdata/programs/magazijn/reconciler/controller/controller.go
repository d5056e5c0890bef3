// Package controller brings brands to the state that was asked for.
package controller

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"example.com/magazijn/reconciler/pim"
)

// Request names an object.
type Request struct{ ID, Name string }

// Result says when to come again.
type Result struct{ RequeueAfter time.Duration }

// Reconciler keeps brands.
type Reconciler struct {
	API    pim.Interface
	Log    *slog.Logger
	Phases map[string]pim.Phase
}

// Reconcile asks predicates of the other package, and compares a few things itself.
func (r *Reconciler) Reconcile(ctx context.Context, req Request) (Result, error) {
	b, err := r.API.Get(ctx, req.ID)
	switch {
	case pim.IsNotFound(err), pim.IsTransportNotFound(err):
		return Result{}, r.API.Apply(ctx, &pim.Brand{ID: req.ID, Name: req.Name})
	case pim.IsForbidden(err):
		r.Phases[req.ID] = pim.PhaseForbidden
		return Result{}, err
	case err != nil:
		r.Log.Error("get", "err", err)
		return Result{RequeueAfter: delayFor(err)}, err
	}
	if b.Name == req.Name {
		r.Phases[req.ID] = pim.PhaseSynced
		return Result{}, nil
	}
	b.Name = req.Name
	return Result{}, r.API.Apply(ctx, b)
}

// delayFor compares the body's number through the interface of the other package.
func delayFor(err error) time.Duration {
	var s pim.APIStatus
	if errors.As(err, &s) {
		d := s.Status().Details
		switch {
		case d.Code >= http.StatusInternalServerError: // want medipimstatus/branch
			return time.Minute
		case d.Reason == pim.ReasonServer:
			return time.Minute
		case d.Reason == "quota_exceeded": // want medipimcode/unknown
			return time.Hour
		case strings.HasPrefix(d.Message, "Brand is locked"): // want medipimmessage/text
			return 10 * time.Minute
		}
	}
	return transportDelay(err)
}

// transportDelay compares the number of the response.
func transportDelay(err error) time.Duration {
	var t *pim.TransportError
	if errors.As(err, &t) && t.Code >= http.StatusInternalServerError {
		return time.Minute
	}
	return 10 * time.Second
}

// Stuck compares a phase, which is a word of the operator.
func (r *Reconciler) Stuck(id string) bool {
	return r.Phases[id] == "forbidden"
}

// Describe only prints numbers and sentences.
func (r *Reconciler) Describe(err error) {
	var s pim.APIStatus
	if errors.As(err, &s) {
		d := s.Status().Details
		r.Log.Info("status", "code", d.Code, "text", http.StatusText(int(d.Code)), "message", d.Message)
	}
}
