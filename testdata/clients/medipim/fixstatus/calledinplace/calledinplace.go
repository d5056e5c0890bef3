// Package calledinplace reads the status from what a call yields, in the test itself. The call does more than to read:
// it stays, and gets what its function is given more.
package calledinplace

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
)

type envelope struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func parse(body []byte) (env envelope) {
	if err := json.Unmarshal(body, &env); err != nil {
		log.Print(err)
	}
	return env
}

func find(resp *http.Response) (string, error) {
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	if parse(body).Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return "", nil
	}
	if (parse(body)).Error.Status >= 500 || parse( /* again */ body).Error.Status == 403 { // want medipimstatus/branch medipimstatus/branch
		return "", err
	}
	if float64(parse(body).Error.Status) != float64(401) { // want medipimstatus/branch
		return "", err
	}
	return parse(body).Error.Code, nil
}

type reply struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

// The call only reads: it goes.
func read(body []byte) (r reply) {
	_ = json.Unmarshal(body, &r)
	return r
}

func gone(resp *http.Response) (bool, error) {
	body, err := io.ReadAll(resp.Body)
	return read(body).Error.Status == http.StatusNotFound, err // want medipimstatus/branch
}
