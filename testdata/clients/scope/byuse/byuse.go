// Package byuse names nothing of Medipim's; what it uses comes from a package that is its client.
package byuse

import (
	"errors"
	"fmt"

	"example.com/clients/chain/sdk"
)

func name(c *sdk.Client, id string) (string, error) {
	p, err := c.Find(id)
	var failure *sdk.Error
	if errors.As(err, &failure) {
		if failure.Status == 404 { // want medipimstatus/branch
			return "", nil
		}
		if failure.HasCode("notfound") { // want medipimcode/unknown
			return "", nil
		}
	}
	if err != nil {
		return "", fmt.Errorf("name of %s: %w", id, err)
	}
	return p.Name, nil
}

// An error of this package has a status too.
type localError struct{ Status int }

func (e *localError) Error() string { return "local" }

func local(err error) bool {
	var l *localError
	return errors.As(err, &l) && l.Status == 404
}
