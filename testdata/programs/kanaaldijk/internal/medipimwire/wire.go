// Package medipimwire holds what goes over the wire between us and Medipim.
package medipimwire

import "encoding/json"

// Envelope is the body of every answer that is not a success.
type Envelope struct {
	Error Fault `json:"error"`
}

// Fault is the inside of an error body.
type Fault struct {
	Status     int         `json:"status"`
	Code       string      `json:"code"`
	Message    string      `json:"message"`
	Violations []Violation `json:"violations,omitempty"`
}

// Violation says what is wrong with one field.
type Violation struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// Product is the part of a product that our systems use.
type Product struct {
	ID   string            `json:"id"`
	CNK  string            `json:"cnk"`
	Name map[string]string `json:"name"`
}

// Page is one page of products.
type Page struct {
	Results []Product `json:"results"`
	Total   int       `json:"total"`
}

// Brand is a brand.
type Brand struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// Medium is a photo or a leaflet.
type Medium struct {
	ID  int    `json:"id"`
	URL string `json:"url"`
}

// HasCode says if the fault has one of some codes.
func (f Fault) HasCode(codes ...string) bool {
	for _, c := range codes {
		if f.Code == c {
			return true
		}
	}
	return false
}

// Read reads a fault; what cannot be read is an empty one.
func Read(body []byte) Fault {
	var e Envelope
	if err := json.Unmarshal(body, &e); err != nil {
		return Fault{}
	}
	return e.Error
}
