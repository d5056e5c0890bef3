// Package httpapi serves the shop's own pages.
package httpapi

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"

	"example.com/magazijn/webshop/catalog"
	"example.com/magazijn/webshop/medipimshop"
)

// Handler answers the browser.
type Handler struct {
	Src catalog.Source
}

// ServeHTTP writes an answer of its own; its own error body is for the browser.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a, err := h.Src.Article(r.Context(), r.PathValue("sku"))
	if err != nil {
		writeError(w, statusFor(err), err)
		return
	}
	_ = json.NewEncoder(w).Encode(a)
}

// writeError encodes; nothing is decoded here.
func writeError(w http.ResponseWriter, status int, err error) {
	w.WriteHeader(status)
	var body struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	body.Error.Status = status
	body.Error.Code = string(catalog.KindOf(err))
	body.Error.Message = http.StatusText(status)
	if e := json.NewEncoder(w).Encode(body); e != nil {
		log.Print(e)
	}
}

// statusFor compares what a getter of the other package took from the body.
func statusFor(err error) int {
	var rej *catalog.Rejection
	var pe *medipimshop.ProviderError
	switch {
	case errors.Is(err, catalog.ErrUnknownArticle):
		return http.StatusNotFound
	case errors.As(err, &rej):
		return http.StatusUnprocessableEntity
	case errors.As(err, &pe):
		if pe.BodyStatus() >= 500 { // want medipimstatus/branch
			return http.StatusBadGateway
		}
		if pe.HTTP >= 500 {
			return http.StatusBadGateway
		}
		if pe.Code() == "endpoint_unknown" { // want medipimcode/unknown
			return http.StatusNotImplemented
		}
		if pe.Code() == "endpoint_not_found" {
			return http.StatusNotImplemented
		}
	}
	return http.StatusInternalServerError
}

// retryPage compares the shop's own word with the shop's own word.
func retryPage(err error) bool {
	return catalog.KindOf(err) == "internal_error"
}

// Page picks a template.
func Page(err error) string {
	if retryPage(err) {
		return "retry.html"
	}
	return "error.html"
}
