// Package insurer asks the national insurer what it covers.
package insurer

import (
	"context"
	"fmt"
	"strings"
	"time"

	"resty.dev/v3"

	"example.com/bollenveld/posd/internal/domain"
)

// Desk implements ports.Tariff.
type Desk struct {
	rest *resty.Client
}

// New returns a desk.
func New(token string) *Desk {
	return &Desk{rest: resty.New().
		SetBaseURL("https://tarif.carenet.example/v2").
		SetAuthToken(token).
		SetRetryCount(3).
		SetTimeout(10 * time.Second)}
}

type fault struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Covered implements ports.Tariff.
func (d *Desk) Covered(ctx context.Context, patient string, cnk domain.CNK) (domain.Cents, error) {
	var ok struct {
		Covered domain.Cents `json:"covered"`
	}
	var f fault
	_, err := d.rest.R().SetContext(ctx).
		SetBody(map[string]string{"inss": patient, "product": string(cnk)}).
		SetResult(&ok).SetResultError(&f).
		Post("/tarification")
	if err != nil {
		return 0, err
	}
	switch {
	case f.Error.Status == 0:
		return ok.Covered, nil
	case f.Error.Status == 404, f.Error.Code == "not_insured", strings.Contains(f.Error.Message, "geen recht"):
		return 0, nil
	case f.Error.Status == 422:
		return 0, fmt.Errorf("insurer: %s", f.Error.Message)
	}
	return 0, fmt.Errorf("insurer: %d %s", f.Error.Status, f.Error.Code)
}
