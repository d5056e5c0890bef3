package behaviour

import (
	"fmt"
	"net/http"
	"time"

	"github.com/gojek/heimdall/v7"
	"github.com/gojek/heimdall/v7/httpclient"
)

// heimdallWith posts through a heimdall client with a constant backoff.
func heimdallWith(options ...httpclient.Option) sender {
	return func(url string) (int, error) {
		c := httpclient.NewClient(options...)
		return statusOf(c.Post(url, newBody(), http.Header{"Content-Type": {"application/json"}}))
	}
}

var heimdallRetrier = heimdall.NewRetrier(heimdall.NewConstantBackoff(wait, time.Millisecond))

// refusing turns a 429 into an error: what heimdall retries.
type refusing struct{ http.Client }

func (d *refusing) Do(req *http.Request) (*http.Response, error) {
	resp, err := d.Client.Do(req)
	if err == nil && resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return nil, fmt.Errorf("status %s", resp.Status)
	}
	return resp, err
}

var heimdallRows = []row{
	{
		library: "heimdall v7", configuration: "default",
		send:  heimdallWith(),
		twice: gives429, forever: gives429,
	},
	{
		library: "heimdall v7", configuration: "WithRetryCount and WithRetrier",
		send:  heimdallWith(httpclient.WithRetryCount(3), httpclient.WithRetrier(heimdallRetrier)),
		twice: gives429, forever: gives429,
	},
	{
		library: "heimdall v7", configuration: "WithRetryCount, a Doer that makes 429 an error",
		send: heimdallWith(httpclient.WithRetryCount(3), httpclient.WithRetrier(heimdallRetrier),
			httpclient.WithHTTPClient(new(refusing))),
		twice: recovers, forever: fails(4), pause: waits,
	},
	{
		library: "heimdall v7", configuration: "WithHTTPClient of a retrying client",
		send:  heimdallWith(httpclient.WithHTTPClient(retryableClient().StandardClient())),
		twice: recovers, forever: fails(5), pause: waits,
	},
}
