package imports

import (
	stdjson "encoding/json"
	"fmt"
	web "net/http"
)

func renamed(resp *web.Response) error {
	var env envelope
	if err := stdjson.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if fmt.Sprint(env.Error.Status) == "404" { // want medipimstatus/branch
		return nil
	}
	return fmt.Errorf("medipim: %s", env.Error.Code)
}

func renamedSend(url string) error {
	resp, err := web.Get(url) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}
