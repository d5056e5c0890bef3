package impossible

import (
	"encoding/json"
	"io"
	"net/http"
)

// A bundle is what a generated client makes of an answer; its methods get a copy.
type bundle struct {
	Body []byte
	HTTP *http.Response
	Why  *problemBody
}

type problemBody struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Number is the HTTP status.
func (b bundle) Number() int {
	if b.HTTP != nil {
		return b.HTTP.StatusCode
	}
	return 0
}

func unpack(resp *http.Response) (*bundle, error) {
	b := &bundle{HTTP: resp}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	b.Body = body
	if resp.StatusCode >= 400 {
		b.Why = new(problemBody)
		err = json.Unmarshal(body, b.Why)
	}
	return b, err
}

func numbered(resp *http.Response) string {
	b, err := unpack(resp)
	if err != nil {
		return err.Error()
	}
	switch n := b.Number(); n {
	case http.StatusOK:
		return "fine"
	case http.StatusNotFound:
		if b.Why != nil && b.Why.Error.Code == "not_authorized" { // want medipimpair/impossible
			return "keys"
		}
		if b.Why != nil && b.Why.Error.Code == "endpoint_not_found" {
			return "address"
		}
	}
	if b.Why != nil && b.Why.Error.Code == "not_authorized" {
		return "keys"
	}
	return "other"
}
