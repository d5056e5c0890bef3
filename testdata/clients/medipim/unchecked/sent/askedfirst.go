package sent

import (
	"encoding/json"
	"net/http"
	"time"
)

type named struct {
	Name string `json:"name"`
}

func again(resp *http.Response, err error) bool {
	return err != nil || resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500
}

// What is asked first may send again, and there may be no response yet: the check comes behind the test of the error.
func askedFirst(c *http.Client, req *http.Request) (*named, error) {
	for n := 0; ; n++ {
		resp, err := c.Do(req)
		once := again(resp, err) && n < 4
		if once {
			time.Sleep(time.Second << n)
			continue
		}
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		var v named
		err = json.NewDecoder(resp.Body).Decode(&v) // want medipimunchecked/unchecked
		return &v, err
	}
}

// What is asked behind the test of the error sends again, too.
func askedBehind(c *http.Client, req *http.Request) (*named, error) {
	for n := 0; ; n++ {
		resp, err := c.Do(req)
		if err != nil {
			return nil, err
		}
		once := again(resp, nil) && n < 4
		if once {
			time.Sleep(time.Second << n)
			continue
		}
		defer resp.Body.Close()
		var v named
		err = json.NewDecoder(resp.Body).Decode(&v) // want medipimunchecked/unchecked
		return &v, err
	}
}
