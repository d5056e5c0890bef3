// Package fetch is the Go port of fetch.py.
package fetch

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/tidwall/gjson"
)

// BASE_URL is the same as in settings.py
const BASE_URL = "https://api.medipim.be/v4"

// the sessions, like requests.Session() with an HTTPAdapter
var (
	session      = makeSession()
	plainSession = resty.New().SetBaseURL(BASE_URL).SetTimeout(60 * time.Second)
	mediaSession = resty.New(). // want medipimretry/library
			SetBaseURL(BASE_URL).
			SetRetryCount(3).
			SetRetryWaitTime(2 * time.Second)
	streamSession = makeStreamSession()
)

func makeSession() *resty.Client {
	c := resty.New()
	c.SetBaseURL(BASE_URL)
	c.SetRetryCount(6)
	c.SetRetryWaitTime(1 * time.Second)
	c.SetRetryMaxWaitTime(60 * time.Second)
	// status_forcelist = [429, 500, 502, 503, 504]
	forcelist := map[int]bool{429: true, 500: true, 502: true, 503: true, 504: true}
	c.AddRetryCondition(func(r *resty.Response, err error) bool {
		return err != nil || forcelist[r.StatusCode()]
	})
	return c
}

func makeStreamSession() *resty.Client {
	c := resty.New().SetBaseURL(BASE_URL).SetRetryCount(2).SetRetryWaitTime(30 * time.Second)
	c.AddRetryCondition(func(r *resty.Response, err error) bool {
		if err != nil {
			return true
		}
		switch r.StatusCode() {
		case 500, 502, 503, 504: // want medipimretry/incomplete
			return true
		}
		return false
	})
	return c
}

// Login sets the credentials on all sessions.
func Login() error {
	key, secret := os.Getenv("MEDIPIM_KEY_ID"), os.Getenv("MEDIPIM_KEY_SECRET")
	if key == "" || secret == "" {
		return errors.New("MEDIPIM_KEY_ID or MEDIPIM_KEY_SECRET is not set")
	}
	for _, s := range []*resty.Client{session, plainSession, mediaSession, streamSession} {
		s.SetBasicAuth(key, secret)
	}
	return nil
}

// ErrNothing is returned for a 404.
var ErrNothing = errors.New("nothing found")

// raiseForStatus is response.raise_for_status()
func raiseForStatus(resp *resty.Response) error {
	if !resp.IsError() {
		return nil
	}
	body := resp.Body()
	code := gjson.GetBytes(body, "error.code").String()
	message := gjson.GetBytes(body, "error.message").String()
	switch resp.StatusCode() {
	case 404:
		if strings.EqualFold(code, "NOT_FOUND") || code == "" {
			return ErrNothing
		}
		return fmt.Errorf("wrong url %s: %s", resp.Request.URL, message)
	case 422:
		return fmt.Errorf("invalid request: %s", resp.String())
	}
	if resp.StatusCode() == 400 && code == "http_method_not_allowed" { // want medipimpair/impossible
		return fmt.Errorf("bug in the export: %s", message)
	}
	if message == "" {
		message = http.StatusText(resp.StatusCode())
	}
	return fmt.Errorf("HTTP %d %s: %s", resp.StatusCode(), code, message)
}

// errorAdvice is the text for the on-call. The wiki page has the same list.
func errorAdvice(resp *resty.Response) string {
	var doc map[string]interface{}
	if err := json.Unmarshal(resp.Body(), &doc); err != nil {
		return "no JSON, the proxy is probably down"
	}
	e, ok := doc["error"].(map[string]interface{})
	if !ok {
		return "no error in the body"
	}
	code, _ := e["code"].(string)
	status, _ := e["status"].(float64)
	if advice, ok := adviceByStatus[int(status)]; ok { // want medipimstatus/branch
		return advice
	}
	switch strings.ToUpper(code) {
	case "NOT_AUTHORIZED":
		return "ask for the permission in the platform"
	case "Server_Error": // want medipimcode/case
		return "call the vendor"
	}
	return fmt.Sprintf("see the wiki (%v, %s)", status, code)
}

var adviceByStatus = map[int]string{
	401: "renew the key",
	405: "tell data engineering",
	503: "wait until they are back",
}
