package dropped

import (
	"net/http"
)

// A pageContext is as those of web frameworks are.
type pageContext interface {
	Request() *http.Request
	Param(name string) string
	JSON(status int, v any) error
	NoContent(status int) error
	Redirect(status int, url string) error
}

// A window is as those of desktop programs are.
type window interface {
	ShowError(text string)
	Notify(title, text string)
	ShowAll(visible bool)
}

// Page tells a browser that something was wrong, and not what.
func Page(w http.ResponseWriter, resp *http.Response) {
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		http.Error(w, "the form has mistakes", http.StatusBadRequest)
		return
	}
	w.WriteHeader(resp.StatusCode)
}

// Form does so through a framework.
func Form(c pageContext, resp *http.Response) error {
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return c.JSON(http.StatusBadRequest, map[string]string{"error": "the form has mistakes"})
	}
	return c.NoContent(resp.StatusCode)
}

// Late does so, and returns no error of it.
func Late(c pageContext, resp *http.Response) {
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		_ = c.JSON(http.StatusBadRequest, "the form has mistakes")
	}
}

// Window shows a phrase.
func Window(w window, resp *http.Response) {
	switch resp.StatusCode {
	case http.StatusUnprocessableEntity: // want medipimviolations/dropped
		w.ShowError("The form has mistakes.")
	case http.StatusNotFound:
		w.Notify("medipim", "There is no such product.")
	}
}

// Notified shows one by another method.
func Notified(w window, resp *http.Response) {
	if resp.StatusCode == 422 { // want medipimviolations/dropped
		w.Notify("medipim", "The form has mistakes.")
	}
}
