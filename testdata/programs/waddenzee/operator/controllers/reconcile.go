package controllers

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"go.uber.org/zap"

	"example.com/waddenzee/operator/api"
)

type Reconciler struct {
	API *api.MedipimClient
	Log *zap.Logger
}

func (r *Reconciler) Reconcile(ctx context.Context, ps *ProductSync) (Result, error) {
	if blocked(ps) {
		return Result{}, nil
	}
	var page struct {
		Results []map[string]any `json:"results"`
	}
	err := r.API.Query(ctx, "products", ps.Spec.Filter, &page)

	var slow *api.Throttled
	if errors.As(err, &slow) {
		return Result{RequeueAfter: slow.After}, err
	}
	var se *api.StatusError
	switch {
	case err == nil:
		r.set(ps, ConditionTrue, reasonSynced, fmt.Sprintf("%d products", len(page.Results)))
		return Result{RequeueAfter: time.Hour}, nil
	case errors.As(err, &se):
		return r.onStatus(ps, se)
	default:
		return Result{}, err
	}
}

func (r *Reconciler) onStatus(ps *ProductSync, se *api.StatusError) (Result, error) {
	r.Log.Info("answer",
		zap.Int("body", se.StatusCode()),
		zap.Int("http", se.HTTPStatus()),
		zap.String("phrase", http.StatusText(se.StatusCode())))
	ps.Status.Code = se.Reason()

	if se.StatusCode() != se.HTTPStatus() {
		r.Log.Warn("body and response differ")
	}

	switch {
	case se.HTTPStatus() == http.StatusUnprocessableEntity:
		r.set(ps, ConditionFalse, "invalid", fmt.Sprint(se.Violations()))
		return Result{}, nil
	case se.StatusCode() >= 500: // want medipimstatus/branch
		r.set(ps, ConditionUnknown, "upstream", se.Text())
		return Result{RequeueAfter: time.Minute}, nil
	case se.HTTPStatus() == http.StatusUnauthorized && se.Reason() == "not_authorized": // want medipimpair/impossible
		r.set(ps, ConditionFalse, reasonUnauthorized, se.Text())
		return Result{}, nil
	case se.HTTPStatus() == http.StatusForbidden && se.Reason() == "not_authorized":
		r.set(ps, ConditionFalse, reasonUnauthorized, se.Text())
		return Result{}, nil
	case se.Reason() == reasonGone:
		r.set(ps, ConditionFalse, reasonNotFound, se.Text())
		return Result{}, nil
	}
	return Result{}, se
}

// reasonGone is what the old service called it.
const reasonGone = "product_not_found" // want medipimcode/unknown

func (r *Reconciler) set(ps *ProductSync, st ConditionStatus, reason, msg string) {
	c := find(ps.Status.Conditions, "Ready")
	if c == nil {
		ps.Status.Conditions = append(ps.Status.Conditions, Condition{Type: "Ready"})
		c = &ps.Status.Conditions[len(ps.Status.Conditions)-1]
	}
	c.Status, c.Reason, c.Message = st, reason, msg
}

// terminal tells the garbage collector that trying again is of no use.
func terminal(err error) bool {
	se, ok := errors.AsType[*api.StatusError](err)
	if !ok {
		return false
	}
	status := se.StatusCode()
	permanent := status/100 == 4 // want medipimstatus/branch
	return permanent && se.HTTPStatus() != http.StatusTooManyRequests
}

// terminalHTTP is its successor.
func terminalHTTP(err error) bool {
	se, ok := errors.AsType[*api.StatusError](err)
	if !ok {
		return false
	}
	status := se.HTTPStatus()
	return status >= 400 && status < 500 && status != http.StatusTooManyRequests
}

var _ = []any{ready, terminal, terminalHTTP}
