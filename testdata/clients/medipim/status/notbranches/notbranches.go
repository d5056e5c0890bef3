// Package notbranches uses the body's status without deciding on it.
package notbranches

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"strconv"
)

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func decode(resp *http.Response) (envelope, error) {
	var env envelope
	err := json.NewDecoder(resp.Body).Decode(&env)
	return env, err
}

func logged(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	log.Printf("medipim answered %d (body says %d)", resp.StatusCode, env.Error.Status)
	slog.Error("medipim", "status", env.Error.Status, "code", env.Error.Code)
	return errors.New("medipim: " + http.StatusText(env.Error.Status))
}

func formatted(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	return fmt.Errorf("medipim: %s (%s)", env.Error.Code, strconv.Itoa(env.Error.Status))
}

// A comparison of the two statuses is a check of the API, not a decision about the request.
func consistent(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	if env.Error.Status != resp.StatusCode {
		log.Printf("medipim: body says %d, HTTP %d", env.Error.Status, resp.StatusCode)
	}
	return errors.New(env.Error.Code)
}

// The same check with a guard for bodies that leave the status out.
func consistentIfPresent(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	if env.Error.Status != 0 && env.Error.Status != resp.StatusCode {
		log.Printf("medipim: body says %d, HTTP %d", env.Error.Status, resp.StatusCode)
	}
	return errors.New(env.Error.Code)
}

type counter map[string]int

// Metrics by status are kept, not acted on.
func (c counter) count(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	c[fmt.Sprintf("medipim_errors{status=\"%d\"}", env.Error.Status)]++
	return errors.New(env.Error.Code)
}

type record struct {
	BodyStatus int
	HTTPStatus int
}

// What is stored and never decided on is not reported.
func stored(resp *http.Response, audit *[]record) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	*audit = append(*audit, record{BodyStatus: env.Error.Status, HTTPStatus: resp.StatusCode})
	for _, r := range *audit {
		if r.HTTPStatus == http.StatusNotFound {
			return errors.New("medipim: not found")
		}
	}
	return errors.New(env.Error.Code)
}

// The real status decides, and only the code comes from the body.
func codeOnly(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	switch {
	case resp.StatusCode == http.StatusNotFound && env.Error.Code == "endpoint_not_found":
		return errors.New("medipim: wrong path")
	case resp.StatusCode == http.StatusNotFound:
		return nil
	}
	return errors.New(env.Error.Code)
}
