package dealtwith

import (
	"fmt"
	"net/http"
)

// Failure is a general error that says of itself what it is.
type Failure struct {
	Status int
	Path   string
}

func (f *Failure) Error() string { return fmt.Sprintf("medipim: %s: %d", f.Path, f.Status) }

// Is makes errors.Is(err, ErrRateLimited) hold for a 429.
func (f *Failure) Is(target error) bool {
	return target == ErrRateLimited && f.Status == http.StatusTooManyRequests
}

func ownIs(c *http.Client, id string) error {
	resp, err := c.Get(findURL + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &Failure{Status: resp.StatusCode, Path: id}
	}
	return nil
}
