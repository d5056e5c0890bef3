package complaints

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"example.com/depot/medipimhttp"
)

const medipimAPI = "https://api.sandbox.medipim.fr/v4/"

// APIError has the code and the text of an error answer.
type APIError struct {
	Status int
	Code   string
	Text   string
}

func (e *APIError) Error() string { return fmt.Sprintf("%d %s: %s", e.Status, e.Code, e.Text) }

// Save returns the error above for every answer from 300 on.
func Save(text string) error {
	resp, err := medipimhttp.NewClient().Post(medipimAPI+"products", "application/json", strings.NewReader(text))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var env struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	_ = json.NewDecoder(resp.Body).Decode(&env)
	return &APIError{resp.StatusCode, env.Error.Code, env.Error.Message}
}

// Form takes the error apart by its status; what failed never came this far.
func Form(w io.Writer, text string) {
	err := Save(text)
	var ae *APIError
	if errors.As(err, &ae) && ae.Status == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		fmt.Fprintln(w, "Something in the form is wrong.")
		return
	}
	if err != nil {
		fmt.Fprintln(w, "Try again later.")
		return
	}
	fmt.Fprintln(w, "Saved.")
}

// Page takes the error apart by its code and answers the browser.
func Page(w http.ResponseWriter, text string) {
	err := Save(text)
	var ae *APIError
	switch {
	case err == nil:
		w.WriteHeader(http.StatusNoContent)
	case errors.As(err, &ae) && ae.Code == "validation_failed": // want medipimviolations/dropped
		http.Error(w, "the form has errors", http.StatusBadRequest)
	default:
		http.Error(w, "the catalogue is out of order", http.StatusBadGateway)
	}
}
