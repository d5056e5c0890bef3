// Package controllers reconciles ProductSync objects.
package controllers

import "time"

// The shapes of k8s.io/apimachinery, cut down.

type ConditionStatus string

const (
	ConditionTrue    ConditionStatus = "True"
	ConditionFalse   ConditionStatus = "False"
	ConditionUnknown ConditionStatus = "Unknown"
)

type Condition struct {
	Type    string
	Status  ConditionStatus
	Reason  string
	Message string
}

type ProductSync struct {
	Name   string
	Spec   struct{ Filter map[string]string }
	Status struct {
		Phase      string
		Code       string
		Conditions []Condition
	}
}

type Result struct{ RequeueAfter time.Duration }

const (
	reasonUnauthorized = "unauthorized"
	reasonNotFound     = "resource_not_found"
	reasonSynced       = "synced"
)

func find(conds []Condition, typ string) *Condition {
	for i := range conds {
		if conds[i].Type == typ {
			return &conds[i]
		}
	}
	return nil
}

func ready(ps *ProductSync) bool {
	c := find(ps.Status.Conditions, "Ready")
	return c != nil && c.Status == ConditionTrue && c.Reason == reasonSynced
}

func blocked(ps *ProductSync) bool {
	c := find(ps.Status.Conditions, "Ready")
	if c == nil {
		return false
	}
	switch c.Reason {
	case reasonUnauthorized, "forbidden":
		return true
	case reasonNotFound:
		return c.Status == ConditionFalse
	}
	return ps.Status.Phase == "paused by hand"
}
