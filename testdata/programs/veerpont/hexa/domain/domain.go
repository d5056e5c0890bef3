// Package domain has the port, and the one error that its adapters return.
package domain

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Source is where the products come from.
const Source = "https://api.medipim.be/v4"

type Product struct {
	ID    int    `json:"id"`
	Title string `json:"title"`
}

// Products is the port.
type Products interface {
	Product(ctx context.Context, id int) (*Product, error)
	Search(ctx context.Context, text string) ([]Product, error)
}

// Rejected is the API's refusal.
type Rejected struct {
	HTTP       int
	BodyStatus int
	Code       string
	Text       string
	Fields     []string
}

func (r *Rejected) Error() string { return fmt.Sprintf("rejected (%d): %s", r.HTTP, r.Text) }

// Status is what the body says.
func (r *Rejected) Status() int { return r.BodyStatus }

// Refusal reads the envelope.
func Refusal(resp *http.Response) error {
	defer resp.Body.Close()
	var env struct {
		Error struct {
			Status     int    `json:"status"`
			Code       string `json:"code"`
			Message    string `json:"message"`
			Violations []struct {
				Field string `json:"field"`
			} `json:"violations"`
		} `json:"error"`
	}
	r := &Rejected{HTTP: resp.StatusCode}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		r.Text = resp.Status
		return r
	}
	r.BodyStatus, r.Code, r.Text = env.Error.Status, env.Error.Code, env.Error.Message
	for _, v := range env.Error.Violations {
		r.Fields = append(r.Fields, v.Field)
	}
	return r
}
