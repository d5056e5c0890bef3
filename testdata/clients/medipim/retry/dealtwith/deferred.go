package dealtwith

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// Nothing in this file is reported but the last.

// named has a deferred function that names the error.
func named(c *http.Client, id string) (err error) {
	resp, err := c.Get(findURL + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	defer func() {
		if resp.StatusCode == http.StatusTooManyRequests {
			err = ErrRateLimited
		}
	}()
	return failed(resp)
}

// beforehand is deferred before the request is sent.
func beforehand(c *http.Client, id string) (err error) {
	var resp *http.Response
	defer func() {
		if resp != nil && resp.StatusCode == http.StatusTooManyRequests {
			err = fmt.Errorf("%w: %s", ErrRateLimited, id)
		}
	}()
	if resp, err = c.Get(findURL + id); err != nil {
		return err
	}
	resp.Body.Close()
	return failed(resp)
}

// helped hands the error's address to a function.
func helped(c *http.Client, id string) (err error) {
	resp, err := c.Get(findURL + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	defer name(&err, resp)
	return failed(resp)
}

func name(err *error, resp *http.Response) {
	if resp.StatusCode == http.StatusTooManyRequests {
		*err = ErrRateLimited
	}
}

// tooMany is panicked with, and caught around the tries.
type tooMany struct{ wait time.Duration }

func ask(c *http.Client, id string) {
	resp, err := c.Get(findURL + id)
	if err != nil {
		panic(err)
	}
	resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusTooManyRequests:
		panic(tooMany{time.Second})
	default:
		panic(failed(resp))
	}
}

func persist(c *http.Client, id string) {
	defer func() {
		switch x := recover().(type) {
		case nil:
		case tooMany:
			time.Sleep(x.wait)
			persist(c, id)
		default:
			panic(x)
		}
	}()
	ask(c, id)
}

// unlocked has deferred functions that change nothing.
func unlocked(c *http.Client, mu *sync.Mutex, id string) (err error) {
	mu.Lock()
	defer mu.Unlock()
	defer func() {
		if err != nil {
			err = fmt.Errorf("medipim: %w", err)
		}
	}()
	resp, err := c.Get(findURL + id) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}
