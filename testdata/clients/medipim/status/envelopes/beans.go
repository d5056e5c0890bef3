package envelopes

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// A bean hides its fields, and reads itself.
type bean struct {
	status  int
	code    string
	message string
}

func (b *bean) UnmarshalJSON(data []byte) error {
	var aux struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	}
	if err := json.Unmarshal(data, &aux); err != nil {
		return err
	}
	b.status, b.code, b.message = aux.Status, aux.Code, aux.Message
	return nil
}

func (b *bean) getCode() string { return b.code }

type beanReply struct {
	Error *bean `json:"error"`
}

func beans(resp *http.Response) error {
	reply := &beanReply{}
	if err := json.NewDecoder(resp.Body).Decode(reply); err != nil || reply.Error == nil {
		return err
	}
	if reply.Error.status == http.StatusNotFound { // want medipimstatus/branch
		return nil
	}
	if reply.Error.getCode() == "validation_faild" { // want medipimcode/unknown
		return nil
	}
	return fmt.Errorf("medipim: %s", reply.Error.message)
}

// A fault of another vendor reads itself too: its code is a number, its status a word.
type fault struct {
	number int
	word   string
}

func (f *fault) UnmarshalJSON(data []byte) error {
	var aux struct {
		Code   int    `json:"code"`
		Status string `json:"status"`
	}
	if err := json.Unmarshal(data, &aux); err != nil {
		return err
	}
	f.number, f.word = aux.Code, aux.Status
	return nil
}

type faultReply struct {
	Error fault `json:"error"`
}

func faults(data []byte) bool {
	var reply faultReply
	return json.Unmarshal(data, &reply) == nil && (reply.Error.number == 404 || reply.Error.word == "NOT_FOUND")
}
