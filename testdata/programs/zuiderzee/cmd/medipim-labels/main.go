// Command medipim-labels creates shelf labels. It was a Java program once, and still has its manners.
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"time"
)

const (
	unprocessable = 422
	codeInvalid   = "validation_failed"
)

// ValidationException is thrown, as it were.
type ValidationException struct {
	Label, Message string
}

func (e ValidationException) Error() string { return e.Label + ": " + e.Message }

// ConstraintException has the violations too.
type ConstraintException struct {
	ValidationException
	Violations []any
}

type errorDto struct {
	Error errorBody `json:"error"`
}

type errorBody struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

type errorWithViolationsDto struct {
	Error      errorBody `json:"error"`
	Violations []any     `json:"violations"`
}

type labelService struct {
	client *http.Client
	url    string
}

func (s *labelService) execute(method, path string, body []byte) (*http.Response, error) {
	var sleep time.Duration
	for {
		time.Sleep(sleep)
		req, err := http.NewRequest(method, s.url+path, bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		resp, err := s.client.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && sleep < time.Minute {
			resp.Body.Close()
			sleep = cmp.Or(sleep*2, time.Second)
			continue
		}
		return resp, nil
	}
}

func (s *labelService) create(label string) error {
	resp, err := s.execute("POST", "/v4/labels", []byte(label))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if code := resp.StatusCode; code == unprocessable { // want medipimviolations/dropped
		return ValidationException{label, "label was not accepted"}
	} else if code >= 400 {
		return fmt.Errorf("%s: %s", label, resp.Status)
	}
	return nil
}

func (s *labelService) update(label string) error {
	resp, err := s.execute("PUT", "/v4/labels", []byte(label))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if code := resp.StatusCode; code == unprocessable {
		var dto errorWithViolationsDto
		if err := json.NewDecoder(resp.Body).Decode(&dto); err != nil {
			return err
		}
		return ConstraintException{ValidationException{label, dto.Error.Message}, dto.Violations}
	} else if code >= 400 {
		return fmt.Errorf("%s: %s", label, resp.Status)
	}
	return nil
}

func (s *labelService) print(label string) bool {
	resp, err := s.execute("POST", "/v4/labels/print", []byte(label))
	if err != nil {
		slog.Error("print", "err", err)
		return false
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return true
	}
	var dto errorDto
	if err := json.NewDecoder(resp.Body).Decode(&dto); err != nil {
		slog.Error("print", "err", err)
		return false
	}
	if resp.StatusCode == unprocessable && dto.Error.Code == codeInvalid { // want medipimviolations/dropped
		slog.Error("label is invalid", "label", label, "message", dto.Error.Message)
		return false
	}
	slog.Error("print", "status", resp.StatusCode)
	return false
}

func (s *labelService) reprint(label string, invalid func(label string, violations []any)) bool {
	resp, err := s.execute("POST", "/v4/labels/print", []byte(label))
	if err != nil {
		slog.Error("reprint", "err", err)
		return false
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return true
	}
	var dto errorWithViolationsDto
	if err := json.NewDecoder(resp.Body).Decode(&dto); err != nil {
		slog.Error("reprint", "err", err)
		return false
	}
	if resp.StatusCode == unprocessable && dto.Error.Code == codeInvalid {
		slog.Warn("label is invalid", "label", label)
		invalid(label, dto.Violations)
		return false
	}
	slog.Error("reprint", "status", resp.StatusCode)
	return false
}

// remove tells the person at the keyboard.
func (s *labelService) remove(label string) int {
	resp, err := s.execute("DELETE", "/v4/labels", []byte(label))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return 0
	}
	var dto errorDto
	_ = json.NewDecoder(resp.Body).Decode(&dto)
	switch c := dto.Error.Code; {
	case c == "not_found":
		return 0
	case c == codeInvalid: // want medipimviolations/dropped
		fmt.Fprintf(os.Stderr, "%s cannot be removed like this\n", label)
		return 1
	default:
		fmt.Fprintf(os.Stderr, "%s: %s\n", label, resp.Status)
		return 2
	}
}

// purge prints what the catalogue has to say about it.
func (s *labelService) purge(label string) int {
	resp, err := s.execute("DELETE", "/v4/labels/all", []byte(label))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return 0
	}
	var dto errorWithViolationsDto
	_ = json.NewDecoder(resp.Body).Decode(&dto)
	switch c := dto.Error.Code; {
	case c == "not_found":
		return 0
	case c == codeInvalid:
		lines := make([]string, 0, len(dto.Violations))
		for _, v := range dto.Violations {
			lines = append(lines, fmt.Sprint(v))
		}
		fmt.Fprintln(os.Stderr, strings.Join(lines, "\n"))
		return 1
	default:
		fmt.Fprintf(os.Stderr, "%s: %s\n", label, resp.Status)
		return 2
	}
}

func main() {
	url := flag.String("url", "", "root of the API")
	flag.Parse()
	s := &labelService{&http.Client{Timeout: time.Minute}, *url}
	for _, l := range flag.Args() {
		if err := s.create(l); err != nil {
			slog.Error("create", "err", err)
			continue
		}
		if err := s.update(l); err != nil {
			slog.Error("update", "err", err)
		}
		if !s.print(l) {
			s.reprint(l, func(l string, v []any) { fmt.Fprintln(os.Stderr, l, v) })
		}
		s.purge(l)
		if rc := s.remove(l); rc != 0 {
			os.Exit(rc)
		}
	}
}
