package complaints

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"example.com/depot/medipimhttp"
)

// FullError has the status and the body of an error answer.
type FullError struct {
	Status int
	Body   []byte
}

func (e *FullError) Error() string { return fmt.Sprintf("status %d: %s", e.Status, e.Body) }

// SaveFull returns the error above, body and all.
func SaveFull(text string) error {
	resp, err := medipimhttp.NewClient().Post(medipimAPI+"products", "application/json", strings.NewReader(text))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	b, _ := io.ReadAll(resp.Body)
	return &FullError{resp.StatusCode, b}
}

// FormFull takes the error apart by its status and shows the body that is in it.
func FormFull(w io.Writer, text string) {
	err := SaveFull(text)
	var fe *FullError
	if errors.As(err, &fe) && fe.Status == http.StatusUnprocessableEntity {
		fmt.Fprintln(w, "Something in the form is wrong: "+string(fe.Body))
		return
	}
	if err != nil {
		fmt.Fprintln(w, "Try again later.")
		return
	}
	fmt.Fprintln(w, "Saved.")
}

// Upload lets the whole error through, which holds the body.
func Upload(text string) error {
	err := SaveFull(text)
	var fe *FullError
	if errors.As(err, &fe) && fe.Status == 422 {
		return fmt.Errorf("upload: %w", fe)
	}
	return err
}
