package conditions

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"
)

type envelope struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

// Two mistakes in one condition: the new test is not of the body either.
func byBody(c *http.Client, query []byte) error {
	for n := 0; ; n++ {
		resp, err := send(c, query)
		if err != nil {
			return err
		}
		if resp.StatusCode < 300 {
			return resp.Body.Close()
		}
		var env envelope
		err = json.NewDecoder(resp.Body).Decode(&env)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if env.Error.Status >= 500 && n < 3 { // want medipimretry/incomplete medipimstatus/branch
			time.Sleep(time.Second << n)
			continue
		}
		return errors.New(env.Error.Code)
	}
}

// The class was computed before.
func byBodysClass(c *http.Client, query []byte) error {
	for n := 0; ; n++ {
		resp, err := send(c, query)
		if err != nil {
			return err
		}
		if resp.StatusCode < 300 {
			return resp.Body.Close()
		}
		var env envelope
		err = json.NewDecoder(resp.Body).Decode(&env)
		resp.Body.Close()
		if err != nil {
			return err
		}
		class := env.Error.Status / 100
		if class == 5 && n < 3 { // want medipimretry/incomplete medipimstatus/branch
			time.Sleep(time.Second << n)
			continue
		}
		return errors.New(env.Error.Code)
	}
}
