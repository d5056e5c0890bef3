package restyv2

import (
	"io"
	"strings"

	"github.com/go-resty/resty/v2"
)

var retrying = resty.New().SetBaseURL(baseURL).SetRetryCount(3).AddRetryCondition(limited)

// fromReader sends an empty body from the second attempt on: resty v2 does not
// rewind a reader.
func fromReader(body io.Reader) (*page, error) {
	resp, err := retrying.R().SetHeader("Content-Type", "application/json").SetBody(body).Post("/v4/products/query") // want medipimretry/unrewound
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func fromString(body *strings.Builder) (*page, error) {
	resp, err := retrying.R().SetHeader("Content-Type", "application/json").SetBody(body.String()).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func fromBytes(body []byte) (*page, error) {
	resp, err := retrying.R().SetHeader("Content-Type", "application/json").SetBody(body).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}
