package medipimwire

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/go-resty/resty/v2"
)

// Failure is an error whose Status is copied from the body, and whose HTTP is the real one.
type Failure struct {
	HTTP   int
	Status int
	Code   string
}

// Error formats both.
func (f *Failure) Error() string { return fmt.Sprintf("%d (%d) %s", f.HTTP, f.Status, f.Code) }

// IsThrottled tells the rate limit apart for other packages.
func IsThrottled(err error) bool {
	var f *Failure
	return errors.As(err, &f) && f.HTTP == http.StatusTooManyRequests
}

// NewHTTP makes a client whose transport repeats the rate limit: silent, here and for those who use it.
func NewHTTP() *http.Client {
	retry := rehttp.RetryAll(rehttp.RetryMaxRetries(5), rehttp.RetryStatuses(http.StatusTooManyRequests, http.StatusBadGateway))
	return &http.Client{Transport: rehttp.NewTransport(nil, retry, rehttp.ExpJitterDelay(time.Second, time.Minute))}
}

// Conn is the resty side of the same.
type Conn struct{ rc *resty.Client }

// Dial builds resty on the client that repeats: silent.
func Dial(address string) *Conn {
	return &Conn{rc: resty.NewWithClient(NewHTTP()).SetBaseURL(address)}
}

// Query makes the error of this package from both statuses.
func (c *Conn) Query(body any) ([]byte, error) {
	resp, err := c.rc.R().SetBody(body).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsSuccess() {
		return resp.Body(), nil
	}
	var env struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	_ = json.Unmarshal(resp.Body(), &env)
	return nil, &Failure{HTTP: resp.StatusCode(), Status: env.Error.Status, Code: env.Error.Code}
}
