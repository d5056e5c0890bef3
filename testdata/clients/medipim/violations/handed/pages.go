package handed

import (
	"encoding/json"
	"io"
	"net/http"
)

type pageContext interface {
	Request() *http.Request
	JSON(status int, v any) error
	Redirect(status int, url string) error
}

type window interface {
	ShowAll(visible bool)
	Notify(title, text string)
}

// Page hands the body on to the browser.
func Page(w http.ResponseWriter, resp *http.Response) {
	if resp.StatusCode == http.StatusUnprocessableEntity {
		w.WriteHeader(http.StatusBadRequest)
		io.Copy(w, resp.Body)
		return
	}
	w.WriteHeader(resp.StatusCode)
}

// Form tells which fields failed.
func Form(c pageContext, resp *http.Response) error {
	if resp.StatusCode == http.StatusUnprocessableEntity {
		var body struct {
			Violations []json.RawMessage `json:"violations"`
		}
		if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
			return err
		}
		return c.JSON(http.StatusBadRequest, body.Violations)
	}
	return c.Redirect(http.StatusSeeOther, "/")
}

// Elsewhere sends the browser to another page: nothing is said.
func Elsewhere(c pageContext, resp *http.Response) {
	if resp.StatusCode == http.StatusUnprocessableEntity {
		_ = c.Redirect(http.StatusSeeOther, "/form")
	}
}

// Window shows the form again.
func Window(w window, resp *http.Response) {
	if resp.StatusCode == 422 {
		w.ShowAll(true)
	}
	w.Notify("medipim", "ready")
}
