package rejected

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"example.com/depot/medipimhttp"
)

const api = "https://api.medipim.be/v4/"

var hc = medipimhttp.NewClient()

type plainEnvelope struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type besideEnvelope struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
	Violations json.RawMessage `json:"violations"`
}

type insideEnvelope struct {
	Error struct {
		Code       string           `json:"code"`
		Violations []map[string]any `json:"violations"`
	} `json:"error"`
}

// Invalid has room for the message and none for the fields.
type Invalid struct{ Message string }

func (i *Invalid) Error() string { return "invalid: " + i.Message }

// InvalidFields has room for what failed.
type InvalidFields struct{ Fields json.RawMessage }

func (i *InvalidFields) Error() string { return "invalid: " + string(i.Fields) }

// InvalidRaw has room for the body.
type InvalidRaw struct{ Body []byte }

func (i *InvalidRaw) Error() string { return "invalid: " + string(i.Body) }

// InvalidResponse has room for the whole answer.
type InvalidResponse struct{ Response *http.Response }

func (i *InvalidResponse) Error() string { return "invalid: " + i.Response.Status }

func post(path, text string) (*http.Response, error) {
	return hc.Post(api+path, "application/json", strings.NewReader(text))
}

// Code decodes an envelope without the fields and returns the message on its code.
func Code(text string) error {
	resp, err := post("products", text)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var env plainEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Code == "validation_failed" { // want medipimviolations/dropped
		return fmt.Errorf("invalid product: %s", env.Error.Message)
	}
	return fmt.Errorf("%s: %s", resp.Status, env.Error.Code)
}

// CodeBeside decodes an envelope with the fields beside the error.
func CodeBeside(text string) error {
	resp, err := post("products", text)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var env besideEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Code == "validation_failed" {
		return &InvalidFields{env.Violations}
	}
	return fmt.Errorf("%s: %s", resp.Status, env.Error.Code)
}

// CodeInside decodes an envelope with the fields inside the error.
func CodeInside(text string) error {
	resp, err := post("products", text)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var env insideEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	switch env.Error.Code {
	case "validation_failed":
		return fmt.Errorf("invalid product: %v", env.Error.Violations)
	case "not_authorized":
		return errors.New("no permission")
	}
	return fmt.Errorf("%s: %s", resp.Status, env.Error.Code)
}

// Typed has a type of its own for 422, with the message alone.
func Typed(text string) error {
	resp, err := post("brands", text)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var env plainEnvelope
	_ = json.NewDecoder(resp.Body).Decode(&env)
	switch resp.StatusCode {
	case http.StatusUnauthorized:
		return errors.New("wrong key: " + env.Error.Code)
	case http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return &Invalid{Message: env.Error.Message}
	}
	return fmt.Errorf("%s: %s", resp.Status, env.Error.Code)
}

// TypedRaw has a type for 422 that holds the body.
func TypedRaw(text string) error {
	resp, err := post("brands", text)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusUnprocessableEntity {
		return &InvalidRaw{Body: body}
	}
	return fmt.Errorf("%s: %s", resp.Status, body)
}

// TypedResponse has a type for 422 that holds the answer, left open for whoever reads it.
func TypedResponse(text string) error {
	resp, err := post("brands", text)
	if err != nil {
		return err
	}
	if resp.StatusCode == 422 {
		return &InvalidResponse{Response: resp}
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return errors.New(resp.Status)
	}
	return nil
}

// Switch decodes an envelope without the fields and has a case for each code it has met.
func Switch(text string) error {
	resp, err := post("media", text)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var env plainEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	switch env.Error.Code {
	case "not_authorized":
		return errors.New("no permission")
	case "validation_failed": // want medipimviolations/dropped
		return errors.New("the record is not valid")
	}
	return fmt.Errorf("%s: %s", resp.Status, env.Error.Code)
}

// Walk takes the fields from a map.
func Walk(text string) error {
	resp, err := post("media", text)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 422 {
		var m map[string]any
		if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
			return err
		}
		return fmt.Errorf("invalid: %v", m["violations"])
	}
	if resp.StatusCode > 299 {
		return errors.New(resp.Status)
	}
	return nil
}
