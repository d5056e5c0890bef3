package nodelay

import (
	"fmt"
	"net/http"
)

// Steps that name the next one, and none that waits.

type attempt struct {
	http *http.Client
	left int
	err  error
}

type step func(*attempt) step

func send(a *attempt) step {
	resp, err := a.http.Get(findURL)
	if err != nil {
		a.err = err
		return nil
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
		return count
	}
	if resp.StatusCode != http.StatusOK {
		a.err = fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func count(a *attempt) step {
	if a.left--; a.left > 0 {
		return send
	}
	return nil
}

func run(a *attempt) error {
	for next := step(send); next != nil; {
		next = next(a)
	}
	return a.err
}

// line puts what was refused at the end of it, and goes on.
func line(c *http.Client, ids []string) error {
	for len(ids) > 0 {
		id := ids[0]
		ids = ids[1:]
		resp, err := c.Get(findURL + "?id=" + id)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			ids = append(ids, id)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("medipim: %s", resp.Status)
		}
	}
	return nil
}
