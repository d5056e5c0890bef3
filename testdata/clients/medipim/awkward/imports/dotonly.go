package imports

import (
	"encoding/json"
	"errors"
	"net/http"
	. "strconv"
	. "strings"
)

// Nothing else uses these two dot imports.
func dottedOnce(answer *http.Response) error {
	var env envelope
	if err := json.NewDecoder(answer.Body).Decode(&env); err != nil {
		return err
	}
	if Itoa(env.Error.Status) == "404" { // want medipimstatus/branch
		return nil
	}
	if Contains(env.Error.Message, "not found") { // want medipimmessage/text
		return nil
	}
	return errors.New(env.Error.Code)
}
