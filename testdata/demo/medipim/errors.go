package medipim

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// ErrCredentials is returned when the key or its secret is wrong.
var ErrCredentials = errors.New("the API does not accept our key")

// errorBody is what the API sends with every status but 2xx.
type errorBody struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Error is an answer of the API that is not data.
type Error struct {
	Status  int
	Code    string
	Message string
}

func (e *Error) Error() string { return fmt.Sprintf("%s (%s)", e.Message, e.Code) }

// Temporary reports whether the same request may work later.
func (e *Error) Temporary() bool {
	return e.Status >= 500
}

// failure turns an answer that is not 200 into an error.
func failure(resp *http.Response) error {
	var body errorBody
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return fmt.Errorf("the API answered %s", resp.Status)
	}
	apiErr := &Error{
		Status:  body.Error.Status,
		Code:    body.Error.Code,
		Message: body.Error.Message,
	}

	switch resp.StatusCode {
	case http.StatusUnauthorized:
		switch apiErr.Code {
		case "authentication.api_key_not_found", "authentication.invalid_secret":
			return ErrCredentials
		case "not_authorized":
			return fmt.Errorf("our key may not do this: %w", apiErr)
		}
	case http.StatusUnprocessableEntity:
		return fmt.Errorf("the API does not understand us: %s", apiErr.Message)
	}
	return apiErr
}
